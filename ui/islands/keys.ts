// Shortcuts outside of fields: G then a letter goes to a page, J and K walk the rows, / filters.
const places: Record<string, string> = {
  m: '/meja', b: '/berkas', s: '/siaran', p: '/sop', j: '/jurnal',
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

export function listen_to_keys(): void {
  document.addEventListener('keydown', (event) => {
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
