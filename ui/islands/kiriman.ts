// One file on its way by the resumable upload (tus 1.0): goes on after a lost line or a closed page.
const piece_bytes = 16 * 1024 * 1024;
const retry_after = [1000, 2000, 5000, 10000, 20000];
const prefix = 'kentongan:unggahan:';

export type State = 'going' | 'waiting' | 'paused' | 'done' | 'refused';

export interface Known {
  address: string;
  id: string;
}

export interface Sender {
  csrf: string;
  office?: string | undefined; // of a guest: whose form this is
  is_there(): boolean; // false once the page that asked is gone
  show(state: State, arrived?: number, words?: string): void;
}

class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/// The same file on this device is known again after a reload.
function mark_of(file: File): string {
  return `${prefix}${file.name}:${file.size}:${file.lastModified}`;
}

export function headers_of(csrf: string): Record<string, string> {
  return { 'Tus-Resumable': '1.0.0', 'X-CSRF': csrf };
}

export class Delivery {
  private request: XMLHttpRequest | undefined;
  private paused = false;
  private tries = 0;
  private round = 0; // another start makes everything under way stale
  state: State = 'going';

  constructor(
    readonly file: File,
    private readonly sender: Sender,
    private readonly arrived_whole: (known: Known) => void,
  ) {}

  start(): void {
    this.paused = false;
    void this.run();
  }
  pause(): void {
    this.paused = true;
    this.stop();
    this.show('paused');
  }
  stop(): void {
    this.round += 1;
    this.request?.abort();
  }

  private show(state: State, arrived?: number, words?: string): void {
    this.state = state;
    this.sender.show(state, arrived, words);
  }

  private async begin(): Promise<Known> {
    const office = this.sender.office ? `,kantor ${base64(this.sender.office)}` : '';
    const reply = await fetch('/unggah', {
      method: 'POST',
      headers: {
        ...headers_of(this.sender.csrf),
        'Upload-Length': String(this.file.size),
        'Upload-Metadata': `filename ${base64(this.file.name)}${office}`,
      },
    });
    if (reply.status !== 201) {
      const problem = (await reply.json().catch(() => ({}))) as { issues?: { words?: string }[] };
      const said = problem.issues?.map((issue) => issue.words ?? '').join(' ');
      throw new Refusal(reply.status, said ?? '');
    }
    const address = reply.headers.get('Location') ?? '';
    const known = { address, id: address.slice(address.lastIndexOf('/') + 1) };
    try {
      localStorage.setItem(mark_of(this.file), JSON.stringify(known));
    } catch {
      // Without local room only this page can go on with it.
    }
    return known;
  }

  /// Where to go on: the upload begun before if the server still has it, or a new one.
  private async find(): Promise<{ known: Known; offset: number }> {
    const text = localStorage.getItem(mark_of(this.file));
    if (text) {
      const known = JSON.parse(text) as Known;
      const reply = await fetch(known.address, {
        method: 'HEAD',
        headers: headers_of(this.sender.csrf),
      });
      if (reply.ok) return { known, offset: Number(reply.headers.get('Upload-Offset')) };
      if (reply.status !== 404) throw new Error(String(reply.status));
      localStorage.removeItem(mark_of(this.file));
    }
    return { known: await this.begin(), offset: 0 };
  }

  private push(address: string, offset: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open('PATCH', address);
      for (const [key, value] of Object.entries(headers_of(this.sender.csrf))) {
        request.setRequestHeader(key, value);
      }
      request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
      request.setRequestHeader('Upload-Offset', String(offset));
      request.upload.onprogress = (event) => this.show('going', offset + event.loaded);
      request.onload = () => {
        if (request.status === 204) resolve(Number(request.getResponseHeader('Upload-Offset')));
        else reject(new Error(String(request.status)));
      };
      request.onerror = request.onabort = () => reject(new Error('line'));
      request.send(this.file.slice(offset, offset + piece_bytes));
    });
  }

  private async run(): Promise<void> {
    const mine = ++this.round;
    const stale = () => mine !== this.round || this.paused || !this.sender.is_there();
    try {
      const { known, offset: from } = await this.find();
      let offset = from;
      while (offset < this.file.size) {
        if (stale()) return;
        this.show('going', offset);
        offset = await this.push(known.address, offset);
        this.tries = 0;
      }
      if (mine !== this.round) return;
      localStorage.removeItem(mark_of(this.file));
      this.show('done', offset);
      this.arrived_whole(known);
    } catch (error) {
      if (stale()) return;
      const refused = error instanceof Refusal ? error : undefined;
      if (refused && refused.status >= 400 && refused.status < 500 && refused.status !== 429) {
        this.show('refused', undefined, refused.message);
        return;
      }
      this.show('waiting');
      const wait = retry_after[Math.min(this.tries++, retry_after.length - 1)];
      window.setTimeout(() => !stale() && void this.run(), wait);
    }
  }
}

/// "1,2 / 3,4 MB · "
export function so_far(arrived: number | undefined, file: File): string {
  if (arrived === undefined) return '';
  const megabytes = (bytes: number) =>
    (bytes / 1024 / 1024).toLocaleString('id-ID', { maximumFractionDigits: 1 });
  return `${megabytes(arrived)} / ${megabytes(file.size)} MB · `;
}
