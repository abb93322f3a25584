// Shortcuts outside of fields: G then a letter goes to a page, J and K walk the rows, / filters.
const places: Record<string, string> = {
  m: '/meja', b: '/berkas', s: '/siaran', k: '/kalender', p: '/sop', t: '/surat', j: '/jurnal',
  c: '/cari',
};
let waiting_for_place = false;

function in_field(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main table [data-lead] a')];
  if (rows.length === 0) return;
  const now = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.min(Math.max(now + step, 0), rows.length - 1)]?.focus();
}

/// In the review N and B walk the changes, C goes to the note; in lists nothing happens.
function walk_changes(step: 1 | -1): void {
  const marks = [...document.querySelectorAll<HTMLElement>('main .diff ins, main .diff del, main [data-changed]')]
    .filter((mark) => mark.offsetParent !== null);
  if (marks.length === 0) return;
  const now = marks.findIndex((mark) => mark.dataset.here === 'ya');
  if (now >= 0) delete marks[now]!.dataset.here;
  const next = marks[(now + step + marks.length) % marks.length] ?? marks[0]!;
  next.dataset.here = 'ya';
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

function explain(): void {
  const help = document.querySelector<HTMLDialogElement>('dialog#pintasan');
  if (help && !help.open) help.showModal();
}

export function listen_to_keys(): void {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.shiftKey) {
      event.preventDefault();
      void import('./palet').then((island) => island.open_palette());
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || in_field(event.target)) return;
    if (localStorage.getItem('kentongan:pintasan') === 'mati') return;
    const key = event.key.toLowerCase();
    if (waiting_for_place) {
      waiting_for_place = false;
      const place = places[key];
      if (place) window.location.assign(place);
      return;
    }
    if (key === 'g') waiting_for_place = true;
    else if (key === '?') explain();
    else if (key === 'n') walk_changes(1);
    else if (key === 'b') walk_changes(-1);
    else if (key === 'c') {
      const note = document.querySelector<HTMLElement>('main textarea[name=catatan], main textarea[name=kata]');
      if (note) {
        event.preventDefault();
        note.focus();
      }
    }
    else if (key === 'j') walk(1);
    else if (key === 'k') walk(-1);
    else if (key === '/') {
      const filter = document.querySelector<HTMLElement>('main [role=search] input, main [role=search] select');
      if (filter) {
        event.preventDefault();
        filter.focus();
      }
    }
  });
}
