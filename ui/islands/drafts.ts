// Keeps what was typed on this device until the server has it: <form data-draft="NAME">.
const prefix = 'kentongan:draf:';

type Kept = Record<string, string>;

function fields_of(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  return [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement =>
      (field instanceof HTMLTextAreaElement ||
        (field instanceof HTMLInputElement && ['text', 'search', 'url'].includes(field.type))) &&
      field.name !== '',
  );
}

export function keep_drafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    if (form.dataset.keeping) continue;
    form.dataset.keeping = 'ya';
    const key = prefix + form.dataset.draft;
    restore(form, key);
    form.addEventListener('input', () => {
      const kept: Kept = {};
      for (const field of fields_of(form)) if (field.value) kept[field.name] = field.value;
      try {
        localStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // A full or closed store costs the convenience, not the work: the form is still there.
      }
    });
    form.addEventListener('turbo:submit-end', (event) => {
      const { success } = (event as CustomEvent<{ success: boolean }>).detail;
      if (success) localStorage.removeItem(key);
    });
  }
}

function restore(form: HTMLFormElement, key: string): void {
  const text = localStorage.getItem(key);
  if (!text) return;
  const kept = JSON.parse(text) as Kept;
  for (const field of fields_of(form)) {
    // What the server sent back with an error is newer than what we kept.
    if (!field.value && kept[field.name]) field.value = kept[field.name];
  }
}
