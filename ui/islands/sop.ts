// While somebody types an SOP, its drawing and its faults are asked for anew; the server draws them.
const quiet_for = 500;

export function wake(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const text = form.querySelector<HTMLTextAreaElement>('textarea[name=teks]');
  const panel = document.getElementById('alur-langsung');
  const status = document.querySelector<HTMLElement>('[data-alur-status]');
  if (!text || !panel || !form.dataset.check) return;
  let timer = 0;
  let asked = 0;

  async function ask(): Promise<void> {
    const mine = ++asked;
    const fields = new URLSearchParams();
    fields.set('csrf', form.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? '');
    fields.set('teks', text!.value);
    if (status) status.textContent = status.dataset.waiting ?? '';
    try {
      const reply = await fetch(form.dataset.check!, { method: 'POST', body: fields });
      const html = await reply.text();
      if (reply.ok && mine === asked) {
        const drawn = new DOMParser().parseFromString(html, 'text/html');
        panel!.replaceChildren(...drawn.body.childNodes);
      }
    } catch {
      // Without a connection the last drawing stays; saving tells the rest.
    }
    if (mine === asked && status) status.textContent = '';
  }
  text.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), quiet_for);
  });
}
