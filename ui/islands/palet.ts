// The palette (Ctrl K): pages of the navigation and what the search finds, by keyboard. Without
// script the same is at /cari.
interface Hit {
  kind: string;
  title: string;
  caption: string;
  address: string;
}

const pause_ms = 180;
let dialog: HTMLDialogElement | undefined;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function line(address: string, title: string, caption: string): HTMLElement {
  const item = element('li');
  const link = element('a', { href: address }, title);
  if (caption) link.append(' ', element('small', { class: 'muted' }, caption));
  item.append(link);
  return item;
}

function pages_like(words: string): HTMLElement[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('nav.side a[href]:not(.brand)')];
  return links
    .map((link) => ({ link, name: (link.firstChild?.nextSibling?.textContent ?? link.textContent ?? '').trim() }))
    .filter(({ name }) => name.toLowerCase().includes(words))
    .map(({ link, name }) => line(link.getAttribute('href') ?? '/', name, ''));
}

async function hits_like(words: string): Promise<HTMLElement[]> {
  const reply = await fetch(`/api/v1/cari?kata=${encodeURIComponent(words)}`);
  if (!reply.ok) return [];
  const { hits } = (await reply.json()) as { hits: Hit[] };
  return hits.filter((hit) => hit.address).map((hit) => line(hit.address, hit.title, hit.caption));
}

function build(find: HTMLElement): HTMLDialogElement {
  const made = element('dialog', { class: 'dialog palette', 'aria-label': find.dataset.title ?? '' });
  const field = element('input', {
    class: 'input', type: 'search', 'aria-label': find.dataset.title ?? '', maxlength: '200',
    placeholder: find.textContent?.replace('Ctrl K', '').trim() ?? '', autocomplete: 'off',
  });
  const list = element('ul', { class: 'list' });
  made.append(field, list);
  let timer = 0;
  const show = async (): Promise<void> => {
    const words = field.value.trim().toLowerCase();
    const pages = pages_like(words);
    const hits = words.length > 1 ? await hits_like(words) : [];
    if (words === field.value.trim().toLowerCase()) list.replaceChildren(...hits, ...pages);
  };
  field.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void show(), pause_ms);
  });
  made.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const now = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = now + (event.key === 'ArrowDown' ? 1 : -1);
      (next < 0 ? field : links[Math.min(next, links.length - 1)] ?? field).focus();
    } else if (event.key === 'Enter' && event.target === field && links[0]) {
      event.preventDefault();
      links[0].click();
    }
  });
  made.addEventListener('click', (event) => {
    if (event.target === made || (event.target as HTMLElement).closest('a')) made.close();
  });
  made.addEventListener('close', () => made.remove());
  void show();
  return made;
}

export function open_palette(): void {
  const find = document.querySelector<HTMLElement>('.bar .find');
  if (!find || dialog?.open) return;
  dialog = build(find);
  document.body.append(dialog);
  dialog.showModal();
}
