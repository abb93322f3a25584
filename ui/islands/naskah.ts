// The text editor: TipTap over the plain textarea, saving by itself, losing nothing when the line
// drops. The form around it works without this.
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { cleaned_html, cleaned_text } from './tempel';

const save_after = 1200;
const retry_after = 5000;

interface Saved {
  revisi: string;
  peringatan?: string[];
}
interface Newer extends Saved {
  judul: string;
  dokumen: object;
}
/// What this device keeps until the server has it.
interface Kept {
  revisi: string;
  dokumen: string;
  judul?: string;
}

/// Which button does what, by the name in its data-format.
const formats: Record<string, (editor: Editor) => void> = {
  judul: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  tebal: (editor) => editor.chain().focus().toggleBold().run(),
  miring: (editor) => editor.chain().focus().toggleItalic().run(),
  daftar: (editor) => editor.chain().focus().toggleBulletList().run(),
  nomor: (editor) => editor.chain().focus().toggleOrderedList().run(),
  kutipan: (editor) => editor.chain().focus().toggleBlockquote().run(),
  urung: (editor) => editor.chain().focus().undo().run(),
  ulang: (editor) => editor.chain().focus().redo().run(),
};

export function wake(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const area = form.querySelector<HTMLTextAreaElement>('textarea[name=teks]');
  const hidden = form.querySelector<HTMLInputElement>('input[name=dokumen]');
  const revision = form.querySelector<HTMLInputElement>('input[name=revisi]');
  const toolbar = form.querySelector<HTMLElement>('[role=toolbar]');
  if (!area || !hidden || !revision) return;

  const shown = hidden.value || form.dataset.dokumen || '';
  const hint = document.getElementById(`${area.id}-h`);
  if (hint) hint.hidden = true;
  const place = document.createElement('div');
  place.className = 'read editor';
  area.before(place);
  area.hidden = true;
  toolbar?.removeAttribute('data-waits');

  const editor = new Editor({
    element: place,
    injectCSS: false,
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        code: false,
        codeBlock: false,
        strike: false,
        link: { openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'] },
      }),
    ],
    content: shown ? (JSON.parse(shown) as object) : area.value,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': area.dataset.label ?? area.name,
      },
      transformPastedHTML: cleaned_html,
      transformPastedText: cleaned_text,
    },
  });

  // As the editor itself writes what the server sent: what this device kept is compared with it.
  const loaded = JSON.stringify(editor.getJSON());
  const status = form.querySelector<HTMLElement>('[data-status]');
  const words = (name: string) => status?.dataset[name] ?? '';
  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  const keep = `kentongan:naskah:${form.dataset.save}`;
  let timer = 0;
  let saving = false;
  let dirty = false;
  let stopped = false;
  let after_save: (() => void) | undefined;

  const fill = () => {
    hidden.value = JSON.stringify(editor.getJSON());
    area.value = editor.getText({ blockSeparator: '\n\n' });
    document.dispatchEvent(new CustomEvent('kentongan:article'));
  };

  function show_warnings(warnings: string[] | undefined): void {
    const list = document.querySelector<HTMLElement>('[data-warnings]');
    if (!list || !warnings) return;
    list.replaceChildren(...warnings.map((text) => {
      const line = document.createElement('li');
      line.className = 'sm';
      line.textContent = text;
      return line;
    }));
    const card = list.closest<HTMLElement>('section');
    if (card) card.hidden = warnings.length === 0;
  }

  /// Two texts and a person who chooses: nothing is thrown away before that.
  function choose(newer: Newer): void {
    const panel = document.getElementById('dua-naskah');
    if (!panel) return;
    const mine = document.getElementById('naskah-saya') as HTMLTextAreaElement;
    const theirs = document.getElementById('naskah-lain') as HTMLTextAreaElement;
    const title = form.querySelector<HTMLInputElement>('input[name=judul]');
    const before = editor.getJSON();
    mine.value = `${title?.value ?? ''}\n\n${area!.value}`;
    editor.commands.setContent(newer.dokumen, { emitUpdate: false });
    theirs.value = `${newer.judul}\n\n${editor.getText({ blockSeparator: '\n\n' })}`;
    editor.commands.setContent(before, { emitUpdate: false });
    panel.hidden = false;
    panel.focus();
    for (const button of panel.querySelectorAll<HTMLButtonElement>('[data-take]')) {
      button.onclick = () => {
        if (button.dataset.take === 'theirs') {
          editor.commands.setContent(newer.dokumen, { emitUpdate: false });
          if (title) title.value = newer.judul;
        }
        revision!.value = newer.revisi;
        stopped = false;
        for (const one of panel.querySelectorAll<HTMLButtonElement>('[data-take]')) one.disabled = true;
        fill();
        void save();
      };
      button.disabled = false;
    }
  }

  async function save(): Promise<void> {
    if (saving || stopped) return;
    saving = true;
    dirty = false;
    fill();
    say(words('saving'));
    try {
      const reply = await fetch(form.dataset.save ?? '', {
        method: 'POST',
        body: new URLSearchParams(new FormData(form as HTMLFormElement) as never),
        headers: { Accept: 'application/json' },
      });
      if (reply.status === 409) {
        // Somebody else's text is newer. Ours stays in the page and on this device.
        stopped = true;
        say(words('conflict'));
        choose((await reply.json()) as Newer);
      } else if (!reply.ok) {
        throw new Error(String(reply.status));
      } else {
        const saved = (await reply.json()) as Saved;
        revision!.value = saved.revisi;
        if (!dirty) localStorage.removeItem(keep);
        say(words('saved'));
        show_warnings(saved.peringatan);
      }
    } catch {
      dirty = true;
      say(words('offline'));
      schedule(retry_after);
    } finally {
      saving = false;
    }
    const waiting = after_save;
    after_save = undefined;
    if (waiting) return waiting();
    if (dirty && !stopped) schedule(save_after);
  }

  function schedule(delay: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), delay);
  }

  function changed(): void {
    dirty = true;
    fill();
    try {
      const judul = form.querySelector<HTMLInputElement>('input[name=judul]')?.value;
      const kept: Kept = { revisi: revision!.value, dokumen: hidden!.value, judul };
      localStorage.setItem(keep, JSON.stringify(kept));
    } catch {
      // Without local room the server's autosave is still there.
    }
    schedule(save_after);
  }

  restore();
  editor.on('update', changed);
  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => {
    window.clearTimeout(timer);
    fill();
    if (!saving) return;
    // The save under way changes the revision: the form goes when it is back, not against it.
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    after_save = () => form.requestSubmit(submitter);
  });
  form.addEventListener('turbo:submit-end', (event) => {
    const { success } = (event as CustomEvent<{ success: boolean }>).detail;
    if (success) localStorage.removeItem(keep);
  });
  window.addEventListener('online', () => dirty && schedule(0));
  form.addEventListener('kentongan:sleep', () => {
    window.clearTimeout(timer);
    editor.destroy();
    place.remove();
    area.hidden = false;
    if (hint) hint.hidden = false;
  });

  /// A draft that never reached the server (lost line, dead battery) comes back. When the text on
  /// the server moved on meanwhile, the next save answers with it, and a person chooses.
  function restore(): void {
    const text = localStorage.getItem(keep);
    if (!text) return;
    const kept = JSON.parse(text) as Kept;
    if (kept.dokumen === loaded) {
      localStorage.removeItem(keep);
      return;
    }
    editor.commands.setContent(JSON.parse(kept.dokumen), { emitUpdate: false });
    const title = form.querySelector<HTMLInputElement>('input[name=judul]');
    if (title && kept.judul) title.value = kept.judul;
    revision!.value = kept.revisi;
    say(words('restored'));
    dirty = true;
    schedule(save_after);
  }

  for (const button of form.querySelectorAll<HTMLButtonElement>('button[data-format]')) {
    const format = formats[button.dataset.format ?? ''];
    if (format) button.addEventListener('click', () => format(editor));
  }
  form.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      window.clearTimeout(timer);
      void save();
    }
  });
}
