// Resumable upload for a form's one file field: progress, pause, go on after a lost line or a closed
// page. Without this the plain field sends the file with the form.
import { Delivery, so_far } from './kiriman';

export function wake(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  const field = form.querySelector<HTMLInputElement>('input[type=file]');
  const given = form.querySelector<HTMLInputElement>('input[name=unggahan]');
  const panel = form.querySelector<HTMLElement>('[data-panel]');
  const bar = form.querySelector<HTMLProgressElement>('progress');
  const status = form.querySelector<HTMLElement>('[data-state]');
  const name = form.querySelector<HTMLElement>('[data-name]');
  const toggle = form.querySelector<HTMLButtonElement>('[data-toggle]');
  const send = form.querySelector<HTMLButtonElement>('button[type=submit]');
  const csrf = form.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? '';
  if (!field || !given || !panel || !bar || !status || !toggle) return;

  let delivery: Delivery | undefined;
  const words = (key: string) => status.dataset[key] ?? '';

  function deliver(file: File): Delivery {
    return new Delivery(
      file,
      {
        csrf,
        office: form.dataset.kantor,
        is_there: () => form.isConnected,
        show(state, arrived, said) {
          if (arrived !== undefined) bar!.value = arrived;
          const shown = arrived ?? (state === 'refused' ? undefined : bar!.value);
          status!.textContent = so_far(shown, file) + (said || words(state));
          form.dataset.unggah = state;
          toggle!.hidden = state === 'done' || state === 'refused';
          toggle!.textContent =
            (state === 'paused' ? toggle!.dataset.resume : toggle!.dataset.pause) ?? '';
          if (state === 'refused' && send) send.disabled = false;
        },
      },
      (known) => {
        given!.value = known.id;
        field!.value = '';
        field!.required = false;
        if (send) send.disabled = false;
      },
    );
  }

  field.addEventListener('change', () => {
    const file = field.files?.[0];
    if (!file) return;
    delivery?.stop();
    given.value = '';
    panel.hidden = false;
    bar.max = file.size;
    bar.value = 0;
    if (name) name.textContent = file.name;
    // The file goes ahead of the form; the form waits for it.
    if (send) send.disabled = true;
    delivery = deliver(file);
    delivery.start();
  });
  toggle.addEventListener('click', () => {
    if (delivery?.state === 'paused') delivery.start();
    else delivery?.pause();
  });
  window.addEventListener('online', () => {
    if (delivery?.state === 'waiting' && form.isConnected) delivery.start();
  });
  form.addEventListener('kentongan:sleep', () => {
    delivery?.stop();
    panel.hidden = true;
  });
}
