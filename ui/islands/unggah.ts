// Resumable upload (tus 1.0) for a form's file field: progress, pause, go on after a lost line or
// a closed page. Without this the plain field sends the file with the form.
const piece_bytes = 16 * 1024 * 1024;
const retry_after = [1000, 2000, 5000, 10000, 20000];
const prefix = 'kentongan:unggahan:';

interface Known {
  address: string;
  id: string;
}

/// The same file on this device is known again after a reload.
function mark_of(file: File): string {
  return `${prefix}${file.name}:${file.size}:${file.lastModified}`;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

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

  let file: File | undefined;
  let request: XMLHttpRequest | undefined;
  let paused = false;
  let tries = 0;
  let round = 0; // a new choice makes everything under way stale
  const words = (key: string) => status.dataset[key] ?? '';
  const headers = { 'Tus-Resumable': '1.0.0', 'X-CSRF': csrf };
  const megabytes = (bytes: number) =>
    (bytes / 1024 / 1024).toLocaleString('id-ID', { maximumFractionDigits: 1 });

  function show(state: string, arrived?: number): void {
    const so_far = arrived === undefined || !file
      ? ''
      : `${megabytes(arrived)} / ${megabytes(file.size)} MB · `;
    status!.textContent = so_far + words(state);
    form.dataset.unggah = state;
    toggle!.hidden = state === 'done' || state === 'refused';
    toggle!.textContent = paused ? (toggle!.dataset.resume ?? '') : (toggle!.dataset.pause ?? '');
  }

  async function refusal_of(reply: Response): Promise<Refusal> {
    const problem = (await reply.json().catch(() => ({}))) as { issues?: { words?: string }[] };
    const said = problem.issues?.map((issue) => issue.words ?? '').join(' ');
    return new Refusal(reply.status, said || words('refused'));
  }

  async function begin(): Promise<Known> {
    const reply = await fetch('/unggah', {
      method: 'POST',
      headers: {
        ...headers,
        'Upload-Length': String(file!.size),
        'Upload-Metadata': `filename ${base64(file!.name)}${
          form.dataset.kantor ? `,kantor ${base64(form.dataset.kantor)}` : ''}`,
      },
    });
    if (reply.status !== 201) throw await refusal_of(reply);
    const address = reply.headers.get('Location') ?? '';
    const known = { address, id: address.slice(address.lastIndexOf('/') + 1) };
    try {
      localStorage.setItem(mark_of(file!), JSON.stringify(known));
    } catch {
      // Without local room only this page can go on with it.
    }
    return known;
  }

  /// Where to go on: the upload begun before if the server still has it, or a new one.
  async function find(): Promise<{ known: Known; offset: number }> {
    const text = localStorage.getItem(mark_of(file!));
    if (text) {
      const known = JSON.parse(text) as Known;
      const reply = await fetch(known.address, { method: 'HEAD', headers });
      if (reply.ok) return { known, offset: Number(reply.headers.get('Upload-Offset')) };
      if (reply.status !== 404) throw new Error(String(reply.status));
      localStorage.removeItem(mark_of(file!));
    }
    return { known: await begin(), offset: 0 };
  }

  function push(address: string, offset: number): Promise<number> {
    return new Promise((resolve, reject) => {
      request = new XMLHttpRequest();
      request.open('PATCH', address);
      for (const [key, value] of Object.entries(headers)) request.setRequestHeader(key, value);
      request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
      request.setRequestHeader('Upload-Offset', String(offset));
      request.upload.onprogress = (event) => {
        bar!.value = offset + event.loaded;
        show('going', offset + event.loaded);
      };
      request.onload = () => {
        if (request!.status === 204) resolve(Number(request!.getResponseHeader('Upload-Offset')));
        else reject(new Error(String(request!.status)));
      };
      request.onerror = request.onabort = () => reject(new Error('line'));
      request.send(file!.slice(offset, offset + piece_bytes));
    });
  }

  async function run(): Promise<void> {
    const mine = ++round;
    const stale = () => mine !== round || paused || !form.isConnected;
    given!.value = '';
    try {
      const { known, offset: from } = await find();
      let offset = from;
      bar!.value = offset;
      while (offset < file!.size) {
        if (stale()) return;
        show('going', offset);
        offset = await push(known.address, offset);
        bar!.value = offset;
        tries = 0;
      }
      if (mine !== round) return;
      given!.value = known.id;
      field!.value = '';
      field!.required = false;
      localStorage.removeItem(mark_of(file!));
      if (send) send.disabled = false;
      show('done', offset);
    } catch (error) {
      if (stale()) return;
      if (error instanceof Refusal && error.status >= 400 && error.status < 500 && error.status !== 429) {
        show('refused');
        status!.textContent = error.message;
        if (send) send.disabled = false;
        return;
      }
      show('waiting', bar!.value);
      const wait = retry_after[Math.min(tries++, retry_after.length - 1)];
      window.setTimeout(() => mine === round && !paused && form.isConnected && void run(), wait);
    }
  }

  field.addEventListener('change', () => {
    file = field.files?.[0];
    if (!file) return;
    paused = false;
    tries = 0;
    panel.hidden = false;
    bar.max = file.size;
    bar.value = 0;
    if (name) name.textContent = file.name;
    // The file goes ahead of the form; the form waits for it.
    if (send) send.disabled = true;
    void run();
  });
  toggle.addEventListener('click', () => {
    paused = !paused;
    if (!paused) return void run();
    round += 1;
    request?.abort();
    show('paused', bar.value);
  });
  window.addEventListener('online', () => {
    if (form.dataset.unggah === 'waiting' && form.isConnected) void run();
  });
  form.addEventListener('kentongan:sleep', () => {
    round += 1;
    request?.abort();
    panel.hidden = true;
  });
}
