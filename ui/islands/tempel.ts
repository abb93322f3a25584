// What comes from Word, web pages and WhatsApp, before the editor reads it: words and their order,
// nothing else. The editor's own allow-list comes after this; scripts do not get past either.

/// Word writes lists as paragraphs with a mark in front, and much that only Word reads.
export function cleaned_html(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|xml|head|title|iframe|object|svg|math)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(script|iframe|object|embed|meta|link|base)\b[^>]*>/gi, '')
    .replace(/<\/?(o|w|m|v|st1):[^>]*>/gi, '')
    .replace(/<p\b[^>]*class="?Mso(?:List|Normal)?List[^>]*>([\s\S]*?)<\/p>/gi, (_, inside: string) => {
      const words = inside.replace(/^(?:\s|&nbsp;|<[^>]+>)*(?:[·•o§-]|\d{1,3}[.)])(?:\s|&nbsp;|<\/?span[^>]*>)*/i, '');
      return `<ul><li>${words}</li></ul>`;
    })
    .replace(/<\/ul>\s*<ul>/gi, '')
    .replace(/\s(?:class|style|lang|id|on\w+)=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, '')
    .replace(/&nbsp;/gi, ' ');
}

/// A chat copied from WhatsApp carries times, names and its own marks for bold and italics.
export function cleaned_text(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^[\u200e\u202a]*\[\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?,? \d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:, [^\]]*)?\] [^:\n]{1,60}: /gm, '')
    .replace(/(^|\s)\*(\S(?:[^*\n]*\S)?)\*(?=\s|[.,;:!?]|$)/gm, '$1$2')
    .replace(/(^|\s)_(\S(?:[^_\n]*\S)?)_(?=\s|[.,;:!?]|$)/gm, '$1$2')
    .replace(/[\u200e\u200f\u202a-\u202e]/g, '');
}
