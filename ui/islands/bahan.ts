// The files of a form go ahead of it, one after another, by the resumable upload; what has arrived is
// remembered on this device until the form is sent. Without this the plain fields send the files.
import { Delivery, headers_of, so_far } from './kiriman';
import type { Known, State } from './kiriman';

const prefix = 'kentongan:bahan:';

interface Arrived extends Known {
  name: string;
  size: number;
  role: string;
}

/// What came through for the form of this name.
function arrived_of(name: string): Arrived[] {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? '[]') as Arrived[];
  } catch {
    return [];
  }
}

class Parcel {
  readonly element: HTMLElement;
  delivery: Delivery | undefined;
  arrived: Arrived | undefined;
  state: State | 'queued' = 'queued';

  constructor(
    readonly form: HTMLFormElement,
    readonly list: HTMLElement,
    template: HTMLTemplateElement,
    readonly role: string,
    name: string,
  ) {
    const copy = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
    this.element = copy;
    this.find('[data-name]').textContent = name;
    list.append(copy);
    this.say('queued');
  }
  find<Kind extends HTMLElement>(what: string): Kind {
    return this.element.querySelector<Kind>(what)!;
  }
  say(state: State | 'queued', words = '', so_far_words = ''): void {
    this.state = state;
    this.element.dataset.unggah = state;
    this.find('[data-state]').textContent = so_far_words + (words || (this.list.dataset[state] ?? ''));
    const toggle = this.find<HTMLButtonElement>('[data-toggle]');
    toggle.hidden = state === 'done' || state === 'refused' || state === 'queued';
    toggle.textContent = (state === 'paused' ? toggle.dataset.resume : toggle.dataset.pause) ?? '';
  }
  has_arrived(arrived: Arrived): void {
    this.arrived = arrived;
    const bar = this.find<HTMLProgressElement>('progress');
    bar.max = bar.value = 1;
    const given = document.createElement('input');
    given.type = 'hidden';
    given.name = `unggahan_${this.role}`;
    given.value = arrived.id;
    this.element.append(given);
    this.say('done');
  }
}

export function wake(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  const list = form.querySelector<HTMLElement>('[data-parcels]');
  const template = form.querySelector<HTMLTemplateElement>('template[data-parcel]');
  const warning = form.querySelector<HTMLElement>('[data-wait]');
  const csrf = form.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? '';
  if (!list || !template || !warning) return;
  const key = form.dataset.draft ?? '';
  let parcels: Parcel[] = [];

  function remember(): void {
    const all = parcels.flatMap(({ arrived }) => (arrived ? [arrived] : []));
    try {
      localStorage.setItem(prefix + key, JSON.stringify(all));
    } catch {
      // Without local room only this page knows of them.
    }
  }

  /// The next one goes when no other is under way: a poor line carries one at a time.
  function go_on(): void {
    if (parcels.some(({ state }) => state === 'going' || state === 'waiting')) return;
    const next = parcels.find(({ state }) => state === 'queued');
    next?.say('going');
    next?.delivery?.start();
  }

  function watch(parcel: Parcel): void {
    parcel.find('[data-toggle]').addEventListener('click', () => {
      if (parcel.state === 'paused') parcel.delivery?.start();
      else parcel.delivery?.pause();
    });
    parcel.find('[data-remove]').addEventListener('click', () => {
      parcel.delivery?.stop();
      const { arrived } = parcel;
      if (arrived) void fetch(arrived.address, { method: 'DELETE', headers: headers_of(csrf) });
      parcel.element.remove();
      parcels = parcels.filter((other) => other !== parcel);
      remember();
      go_on();
    });
    parcels.push(parcel);
  }

  function add(file: File, role: string): void {
    const parcel = new Parcel(form as HTMLFormElement, list!, template!, role, file.name);
    const bar = parcel.find<HTMLProgressElement>('progress');
    bar.max = file.size;
    parcel.delivery = new Delivery(
      file,
      {
        csrf,
        office: form.dataset.kantor,
        is_there: () => parcel.element.isConnected,
        show(state, arrived, words) {
          if (arrived !== undefined) bar.value = arrived;
          parcel.say(state, words, state === 'done' ? '' : so_far(arrived, file));
          if (state === 'refused') go_on();
        },
      },
      (known) => {
        parcel.has_arrived({ ...known, name: file.name, size: file.size, role });
        remember();
        warning!.hidden = true;
        go_on();
      },
    );
    watch(parcel);
  }

  /// What arrived before this page was opened again, if the server still has it.
  async function bring_back(arrived: Arrived): Promise<void> {
    const reply = await fetch(arrived.address, { method: 'HEAD', headers: headers_of(csrf) })
      .catch(() => undefined);
    if (reply && !reply.ok) return;
    const parcel = new Parcel(form as HTMLFormElement, list!, template!, arrived.role, arrived.name);
    parcel.has_arrived(arrived);
    watch(parcel);
  }

  for (const field of form.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    field.addEventListener('change', () => {
      for (const file of field.files ?? []) add(file, field.name);
      field.value = '';
      go_on();
    });
  }
  form.addEventListener('submit', (event) => {
    const under_way = parcels.some(({ state }) => state !== 'done' && state !== 'refused');
    if (!under_way && navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    warning.querySelector('[data-words]')!.textContent =
      (under_way ? warning.dataset.wait : warning.dataset.offline) ?? '';
    warning.hidden = false;
    warning.scrollIntoView({ block: 'center' });
  }, true);
  window.addEventListener('online', () => {
    warning.hidden = true;
    for (const { state, delivery } of parcels) if (state === 'waiting') delivery?.start();
  });
  form.addEventListener('kentongan:sleep', () => {
    for (const { delivery } of parcels) delivery?.stop();
    list.replaceChildren();
    parcels = [];
  });
  if (!form.querySelector('input[name=tetap]')) {
    void Promise.all(arrived_of(key).map(bring_back)).then(remember);
  }
}
