// The roads of the five SOPs through the API, each from its own beginning to its own end. Every wish
// has a key and is asked again until it is answered, so that a road can be walked while the program
// is killed.
import { randomUUID } from 'node:crypto';
import { Program, password } from '../browser/lib.mjs';
import { at_step_six, text as news } from '../browser/sanggau.mjs';
import { walk as singkawang } from './journey.mjs';

/// A program's hand that never gives up: what `Program` does, asked by clerks.
class Office extends Program {
  constructor(clerks) {
    super('');
    this.clerks = clerks;
  }
  ask(name, method, path, body) {
    return this.clerks[name].must(method, path, body);
  }
  async open_steps(name, dossier) {
    return (await this.ask(name, 'GET', `/berkas/${dossier}`)).open;
  }
  /// The position that this person holds.
  async position(name) {
    const { people, holdings } = await this.ask('wati', 'GET', '/pengaturan');
    const person = people.find(({ sign_in }) => sign_in === name).id;
    return holdings.find((one) => one.person === person).position;
  }
  /// Sends what goes by itself and says of the rest that it is left out today; true once it is on air.
  /// An errand that a kill caught is looked at a minute later: nobody waits for that here.
  async air(name, dossier) {
    const life = this.clerks[name].stage.life();
    const { airings } = await this.ask(name, 'GET', `/berkas/${dossier}/siaran`);
    for (const { id, mode, state } of airings) {
      if (state !== 'planned') continue;
      const place = `/berkas/${dossier}/siaran/${id}`;
      if (mode === 'automatic') await this.ask(name, 'POST', `${place}/kirim`);
      else await this.ask(name, 'POST', `${place}/lewati`, { reason: 'Hari ini hanya situs web.' });
    }
    while (this.clerks[name].stage.life() === life) {
      const now = await this.ask(name, 'GET', `/berkas/${dossier}/siaran`);
      if (!now.airings.some(({ state }) => state === 'queued' || state === 'sending')) return true;
    }
    return false;
  }
  /// Leaves this step on every channel of it.
  async leave(name, dossier, step) {
    for (const { number, choices } of (await this.open_steps(name, dossier)).filter((one) => one.step === step)) {
      const { outcome } = choices.find((one) => !one.is_return);
      await this.command(name, dossier, { command: 'finish', task: number, outcome });
    }
  }
  /// Said once, and to be found once in the record.
  async remark(dossier) {
    const remark = `catatan ${randomUUID()}`;
    await this.command('nina', dossier, { command: 'comment', words: remark });
    return remark;
  }
  /// A try that a kill cut off counts as one that failed, so that kills are no way to guess: who signs
  /// waits the seconds that they are told.
  async paraf(name, dossier, step) {
    for (;;) {
      try {
        return await this.finish(name, dossier, step, { secret: password });
      } catch (error) {
        const [, wait] = /Tunggu (\d+) detik/.exec(error.message) ?? [];
        if (!wait) throw error;
        await new Promise((resolve) => setTimeout(resolve, Number(wait) * 1000));
      }
    }
  }
  async state(name, dossier) {
    return (await this.ask(name, 'GET', `/berkas/${dossier}`)).state;
  }
  /// A letter of an agency, registered, and a dossier opened from it.
  async letter(title, sop_key, taker) {
    const day = new Date(Date.now() + 7 * 3600e3).toISOString();
    const letter = await this.ask('nina', 'POST', '/surat', {
      agency: 'Dinas Kesehatan', subject: title, received: day.slice(0, 16), dated: day.slice(0, 10),
      number: `400.7/${title.replace(/\W+/g, '-')}/2026`, email: 'humas@dinkes.example', summary: 'Mohon dipublikasikan.',
    });
    const { sops } = await this.ask('nina', 'GET', '/sop');
    const sop = sops.find(({ key, current }) => key.startsWith(sop_key) && current !== false).id;
    const { dossier } = await this.ask(taker, 'POST', `/surat/${letter.id}/terima`, { sop });
    return { letter: letter.id, dossier };
  }
}

async function sanggau(office, title) {
  const dossier = await at_step_six(office, title, ['website']);
  await office.finish('lina', dossier, '6');
  await office.finish('sari', dossier, '7');
  await office.paraf('bima', dossier, '8');
  await office.finish('sari', dossier, '9', { note: 'Siarkan hari ini.' });
  if (!await office.air('lina', dossier)) return dossier;
  await office.leave('lina', dossier, '10');
  const { airings } = await office.ask('lina', 'GET', `/berkas/${dossier}/pantauan`);
  for (const { airing } of airings) {
    await office.ask('lina', 'POST', `/berkas/${dossier}/pantauan/${airing}`, {
      on_time: 'sesuai', often_enough: 'sesuai', accurate: 'sesuai', planned_times: 1, seen_times: 1,
      reach: 1200, note: '',
    });
  }
  await office.leave('lina', dossier, '11');
  return dossier;
}

async function ketapang(office, title) {
  const { letter, dossier } = await office.letter(title, 'ketapang', 'nina');
  await office.ask('bima', 'POST', `/surat/${letter}/disposisi`, {
    recipients: [await office.position('sari')], instructions: ['publikasikan'],
  });
  await office.finish('sari', dossier, '3');
  await office.write('nina', dossier, title, news);
  await office.finish('nina', dossier, '4');
  await office.finish('lina', dossier, '5');
  if (!await office.air('nina', dossier)) return dossier;
  await office.leave('nina', dossier, '6');
  await office.ask('nina', 'POST', `/berkas/${dossier}/pemberitahuan`, {
    way: 'lain', address: 'Lisan', words: 'Sudah tayang di situs web resmi.',
  });
  await office.finish('nina', dossier, '7');
  await office.ask('nina', 'POST', `/berkas/${dossier}/laporan`, { words: 'Lancar.' });
  await office.finish('nina', dossier, '8');
  return dossier;
}

async function pontianak(office, title) {
  const { letter, dossier } = await office.letter(title, 'pontianak', 'sari');
  await office.ask('sari', 'POST', `/surat/${letter}/bahan`, { from: 'Ibu Rina, di loket' });
  const dewi = (await office.ask('dewi', 'GET', '/sesi')).person;
  await office.ask('sari', 'PUT', `/berkas/${dossier}/tim`, { members: [{ person: dewi }] });
  await office.ask('sari', 'POST', `/berkas/${dossier}/tim/naskah`, { kind: 'surat_tugas' });
  await office.finish('sari', dossier, '3');
  await office.write('dewi', dossier, title, news);
  for (const step of ['4', '5', '6', '7']) await office.finish('dewi', dossier, step);
  await office.finish('bima', dossier, '8');
  await office.finish('bima', dossier, '9');
  await office.ask('nina', 'POST', `/berkas/${dossier}/serah`, { recipient: 'Dinas Kesehatan', by_hand: true });
  return dossier;
}

async function magetan(office, title) {
  const dossier = await office.open('nina', title, 'magetan');
  const { incoming } = await office.ask('nina', 'POST', '/info-masuk', { title, medium: 'WhatsApp', text: news });
  const refs = [incoming.find((one) => one.title === title).ref];
  await office.ask('nina', 'PUT', `/berkas/${dossier}/inventaris`, { refs });
  await office.finish('nina', dossier, '1');
  await office.finish('nina', dossier, '2');
  await office.ask('nina', 'POST', `/berkas/${dossier}/pilihan`, { refs });
  await office.finish('nina', dossier, '3');
  if (!await office.air('nina', dossier)) return dossier;
  await office.leave('nina', dossier, '4');
  const { airings } = await office.ask('nina', 'GET', `/berkas/${dossier}/siaran`);
  for (const { id } of airings.filter(({ state }) => state === 'aired')) {
    const seen = () => {
      const form = new FormData();
      form.set('note', 'Dilihat di ponsel.');
      return form;
    };
    const display = await office.ask('nina', 'POST', `/berkas/${dossier}/tampilan/${id}/bawa`, seen);
    await office.ask('nina', 'POST', `/berkas/${dossier}/tampilan/${id}/putusan`, { display: display.id, fits: true, note: '' });
  }
  await office.leave('nina', dossier, '5');
  await office.finish('nina', dossier, '6');
  return dossier;
}

const roads = { sanggau, ketapang, pontianak, magetan };
export const sops = ['singkawang', ...Object.keys(roads)];

/// Walks the road of this SOP; answers the dossier, how it ended, what was said on the way, and the
/// title under which the portal shows it ("" where the SOP ends with the requester).
export async function walk_road(clerks, sop, title) {
  if (sop === 'singkawang') {
    const all = (await clerks.dewi.must('GET', '/sop')).sops;
    const walked = await singkawang(clerks, all.find(({ key }) => key.startsWith(sop)).id, title);
    return { ...walked, sop, article: `${title} (diperbaiki)` };
  }
  const office = new Office(clerks);
  const dossier = await roads[sop](office, title);
  const state = await office.state('nina', dossier);
  const remark = await office.remark(dossier);
  return { dossier, sop, title, remark, state, article: sop === 'pontianak' ? '' : title };
}
