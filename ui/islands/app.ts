// What script adds to every workspace page: Turbo, and islands that wake where the page asks.
import './trusted';
import * as Turbo from '@hotwired/turbo';
import { ring_the_bell } from './bell';
import { announce_copies } from './copy';
import { count_letters } from './counter';
import { forget_sent, keep_drafts } from './drafts';
import { listen_to_keys } from './keys';

Turbo.start();

/// An island is a function that upgrades one element; it is loaded when first seen.
const islands: Record<string, () => Promise<{ wake(element: HTMLElement): void }>> = {
  naskah: () => import('./naskah'),
  unggah: () => import('./unggah'),
  bahan: () => import('./bahan'),
  sop: () => import('./sop'),
};

function wake_all(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-controller]')) {
    const load = islands[element.dataset.controller ?? ''];
    if (!load || element.dataset.awake) continue;
    element.dataset.awake = 'ya';
    void load().then((island) => island.wake(element));
  }
  count_letters();
  forget_sent();
  keep_drafts();
  announce_copies();
}

document.addEventListener('turbo:load', wake_all);
document.addEventListener('turbo:render', wake_all);
// A page kept for "back" must wake afresh, without the editor's own markup.
document.addEventListener('turbo:before-cache', () => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-awake]')) {
    delete element.dataset.awake;
    element.dispatchEvent(new CustomEvent('kentongan:sleep'));
  }
});
ring_the_bell();
listen_to_keys();
