// One tap copies a text: <button data-copy="#id"> ; the button says that it did.
export function announce_copies(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    if (button.dataset.ready) continue;
    button.dataset.ready = 'ya';
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const source = document.querySelector<HTMLElement>(button.dataset.copy ?? '');
  if (!source) return;
  const text = source instanceof HTMLTextAreaElement ? source.value : source.innerText;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed here (plain http, old browser): select it, so that a person can copy.
    if (source instanceof HTMLTextAreaElement) source.select();
    return;
  }
  const before = button.textContent;
  button.textContent = button.dataset.copied ?? before;
  button.setAttribute('aria-live', 'polite');
  setTimeout(() => (button.textContent = before), 2500);
}
