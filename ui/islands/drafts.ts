// Keeps what was typed on this device until the server has it: <form data-draft="NAME">; with
// data-draft-all its choices too, for a form whose line may break while it is sent.
const prefix = 'kentongan:draf:';
const parcels = 'kentongan:bahan:';
const texts = ['text', 'search', 'url'];
const more = ['email', 'tel', 'date'];
const choices = ['checkbox', 'radio'];

type Kept = Record<string, string>;
type Field = HTMLInputElement | HTMLTextAreaElement;

function is_choice(field: Field): field is HTMLInputElement {
  return choices.includes(field.type);
}

function fields_of(form: HTMLFormElement): Field[] {
  const all = form.dataset.draftAll !== undefined;
  const kinds = all ? [...texts, ...more, ...choices] : texts;
  return [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLTextAreaElement ||
        (field instanceof HTMLInputElement && kinds.includes(field.type))) &&
      field.name !== '',
  );
}

function kept_of(form: HTMLFormElement): Kept {
  const kept: Kept = {};
  for (const field of fields_of(form)) {
    if (is_choice(field)) kept[`${field.name}=${field.value}`] = field.checked ? '1' : '';
    else if (field.value) kept[field.name] = field.value;
  }
  return kept;
}

export function keep_drafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    if (form.dataset.keeping) continue;
    form.dataset.keeping = 'ya';
    const key = prefix + form.dataset.draft;
    restore(form, key);
    form.addEventListener('input', () => {
      try {
        localStorage.setItem(key, JSON.stringify(kept_of(form)));
      } catch {
        // A full or closed store costs the convenience, not the work: the form is still there.
      }
    });
    form.addEventListener('turbo:submit-end', (event) => {
      const { success } = (event as CustomEvent<{ success: boolean }>).detail;
      if (!success) return;
      localStorage.removeItem(key);
      localStorage.removeItem(parcels + form.dataset.draft);
    });
  }
}

/// A page that says that the form of this name has arrived: <main data-sent="NAME">.
export function forget_sent(): void {
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-sent]')) {
    localStorage.removeItem(prefix + dataset.sent);
    localStorage.removeItem(parcels + dataset.sent);
  }
}

function restore(form: HTMLFormElement, key: string): void {
  const text = localStorage.getItem(key);
  if (!text) return;
  const kept = JSON.parse(text) as Kept;
  for (const field of fields_of(form)) {
    if (is_choice(field)) {
      const was = kept[`${field.name}=${field.value}`];
      if (was !== undefined) field.checked = was === '1';
    } else if (!field.value && kept[field.name]) {
      // What the server sent back with an error is newer than what we kept.
      field.value = kept[field.name]!;
    }
  }
}
