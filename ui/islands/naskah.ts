// The text editor: TipTap over the plain textarea, saving by itself, losing nothing when the line
// drops. The form around it works without this.
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

const save_after = 1200;
const retry_after = 5000;

interface Saved {
  revisi: string;
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

export function wake(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
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
  if (toolbar) toolbar.hidden = false;

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
    },
  });

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

  const fill = () => {
    hidden.value = JSON.stringify(editor.getJSON());
    area.value = editor.getText({ blockSeparator: '\n\n' });
  };

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
      } else if (!reply.ok) {
        throw new Error(String(reply.status));
      } else {
        const saved = (await reply.json()) as Saved;
        revision!.value = saved.revisi;
        localStorage.removeItem(keep);
        say(words('saved'));
      }
    } catch {
      dirty = true;
      say(words('offline'));
      schedule(retry_after);
    } finally {
      saving = false;
    }
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
      localStorage.setItem(keep, JSON.stringify({ revisi: revision!.value, dokumen: hidden!.value }));
    } catch {
      // Without local room the server's autosave is still there.
    }
    schedule(save_after);
  }

  restore();
  editor.on('update', changed);
  form.addEventListener('input', changed);
  form.addEventListener('submit', () => {
    window.clearTimeout(timer);
    fill();
  });
  window.addEventListener('online', () => dirty && schedule(0));
  form.addEventListener('kentongan:sleep', () => {
    window.clearTimeout(timer);
    editor.destroy();
    place.remove();
    area.hidden = false;
    if (hint) hint.hidden = false;
  });

  /// A draft that never reached the server (lost line, dead battery) comes back when it grew out
  /// of the very revision that the page shows.
  function restore(): void {
    const text = localStorage.getItem(keep);
    if (!text) return;
    const kept = JSON.parse(text) as { revisi: string; dokumen: string };
    if (kept.revisi !== revision!.value || kept.dokumen === shown) {
      localStorage.removeItem(keep);
      return;
    }
    editor.commands.setContent(JSON.parse(kept.dokumen));
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
