// Counts letters while typing: <textarea data-counter="ID" data-counts="…"> fills #ID's text and
// its <meter>. The rules are the server's; this only shows them earlier.
const weighted_light: [number, number][] = [
  [0, 4351], [8192, 8205], [8208, 8223], [8242, 8247],
];
const address = /https?:\/\/[^\s]+/gi;

export function weighted_length(text: string): number {
  let rest = text.normalize('NFC');
  let units = 0;
  rest = rest.replace(address, () => {
    units += 23 * 100;
    return '';
  });
  for (const letter of rest) {
    const code = letter.codePointAt(0) ?? 0;
    units += weighted_light.some(([from, till]) => code >= from && code <= till) ? 100 : 200;
  }
  return Math.ceil(units / 100);
}

type Length = (text: string) => number;
const lengths: Record<string, Length> = {
  characters: (text) => [...text].length,
  bytes: (text) => new TextEncoder().encode(text).length,
  utf16: (text) => text.length,
  weighted: weighted_length,
};

/// What goes out where a channel has no text of its own: the article as it stands in the editor.
function article(): string {
  return document.querySelector<HTMLTextAreaElement>('textarea[name=teks]')?.value ?? '';
}

export function count_letters(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-counter]')) {
    if (field.dataset.counting) continue;
    field.dataset.counting = 'ya';
    const show = () => {
      const place = document.getElementById(field.dataset.counter ?? '');
      if (!place) return;
      const text = field.value.trim() || article().trim();
      const count = lengths[field.dataset.counts ?? ''] ?? lengths.characters!;
      const length = count(text);
      const limit = Number(place.dataset.limit ?? 0);
      const number = place.querySelector('[data-number]');
      if (number) number.textContent = length.toLocaleString('id-ID');
      const meter = place.querySelector('meter');
      if (meter) {
        meter.max = Math.max(limit, length);
        meter.value = length;
      }
      const preview = document.getElementById(field.dataset.shown ?? '');
      if (preview) preview.textContent = text;
      field.setAttribute('aria-invalid', String(limit > 0 && length > limit));
    };
    field.addEventListener('input', show);
    document.addEventListener('kentongan:article', show);
    show();
  }
}
