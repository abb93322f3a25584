// The bell: counts what is new without a reload, and refreshes the pages that show it.
import * as Turbo from '@hotwired/turbo';

const live_pages = ['/meja', '/kabar-saya'];
let stream: EventSource | undefined;
let soon: number | undefined;
let later: number | undefined;
/// Who only passes through a page needs no stream.
const settled = 1500;

async function count(): Promise<void> {
  const bell = document.querySelector<HTMLElement>('[data-bell]');
  if (!bell) return;
  const answer = await fetch('/kabar-saya/jumlah', { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const news = (await answer.json()) as { count: number; words: string };
  const number = bell.querySelector<HTMLElement>('[data-bell-count]');
  if (number) {
    number.textContent = String(news.count);
    number.hidden = news.count === 0;
  }
  bell.setAttribute('aria-label', news.words);
}

function hear(): void {
  // Many acts are one piece of news to the eye.
  clearTimeout(soon);
  soon = window.setTimeout(() => {
    void count();
    const typing = document.activeElement?.matches('input, textarea, select') ?? false;
    if (live_pages.includes(location.pathname) && !typing) {
      Turbo.visit(location.href, { action: 'replace' });
    }
  }, 300);
}

/// One stream for the page in view; a hidden page holds none.
function follow(): void {
  const wanted = !document.hidden && document.querySelector('[data-bell]') !== null;
  if (wanted && !stream) {
    stream = new EventSource('/kabar-saya/alir');
    stream.addEventListener('message', hear);
  } else if (!wanted && stream) {
    stream.close();
    stream = undefined;
  }
}

function hang_up(): void {
  clearTimeout(later);
  stream?.close();
  stream = undefined;
}

export function ring_the_bell(): void {
  // On the way to another page nobody listens; the next page listens again once it is settled.
  document.addEventListener('turbo:visit', hang_up);
  document.addEventListener('submit', hang_up);
  document.addEventListener('turbo:submit-end', () => {
    later = window.setTimeout(follow, settled);
  });
  document.addEventListener('turbo:load', () => {
    void count();
    clearTimeout(later);
    later = window.setTimeout(follow, settled);
  });
  document.addEventListener('visibilitychange', () => {
    follow();
    if (!document.hidden) void count();
  });
  window.addEventListener('pagehide', hang_up);
}
