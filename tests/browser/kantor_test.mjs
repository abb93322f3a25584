// An office made by the wizard from nothing: five people in several positions, invited by links;
// a Plh acts for an absent head; somebody signs in with the phone's code; settings looked at.
import { execFileSync } from 'node:child_process';
import {
  Program, desktop, ensure, equal, on_stage, phone, phone_code, program as binary, start_kentongan,
  test,
} from './lib.mjs';

const secret_words = 'kopi tubruk pagi hari';

async function sign_in(person, sandi) {
  await person.go('/masuk');
  await person.page.fill('input[name=nama]', person.name);
  await person.page.fill('input[name=sandi]', sandi);
  await person.press('main button[type=submit]');
  return person;
}

/// Walks the wizard and answers the links for the others.
async function found_office(ani, setup) {
  const next = 'main form button[data-kind=main]';
  await ani.go(setup);
  await ani.press(next);
  ensure((await ani.text()).includes('belum diisi'), 'an empty step says what is missing');
  await ani.look('kantor-mulai-1-kosong');
  await ani.page.fill('#wilayah', 'Kota Harapan');
  await ani.page.fill('#alamat_kantor', 'harapan');
  const people = [['Ani', 'ani'], ['Budi', 'budi'], ['Cici', 'cici'], ['Dodi', 'dodi'], ['Eka', 'eka']];
  for (const [i, [name, sign]] of people.entries()) {
    await ani.page.fill(`#orang${i + 1}`, name);
    await ani.page.fill(`#masuk${i + 1}`, sign);
  }
  await ani.look('kantor-mulai-1');
  await ani.press(next);
  const posts = { 1: '2', 2: '1', 3: '3', 4: '3', 5: '4', 6: '4', 7: '5', 8: '1', 9: '4' };
  for (const [post, holder] of Object.entries(posts)) {
    await ani.page.selectOption(`#oleh${post}`, holder);
  }
  await ani.page.fill('#jabatan4', 'Sub Koordinator Komunikasi Publik');
  await ani.look('kantor-mulai-2');
  await ani.press(next);
  await ani.look('kantor-mulai-3');
  await ani.press(next);
  await ani.page.fill('#sandi', 'rahasia123');
  await ani.page.fill('#ulang', 'rahasia123');
  await ani.press(next);
  ensure((await ani.text()).includes('mudah ditebak'), 'a common password is refused');
  await ani.page.fill('#sandi', secret_words);
  await ani.page.fill('#ulang', secret_words);
  await ani.look('kantor-mulai-4');
  await ani.press(next);
  await ani.look('kantor-mulai-selesai');
  const links = {};
  for (const field of await ani.page.locator('input[readonly]').all()) {
    links[(await field.getAttribute('id')).slice(2)] = await field.inputValue();
  }
  equal(Object.keys(links), ['budi', 'cici', 'dodi', 'eka'], 'the others have links');
  return links;
}

async function choose_password(person, link) {
  await person.go(new URL(link).pathname);
  await person.look('kantor-undangan');
  await person.page.fill('#sandi', secret_words);
  await person.page.fill('#ulang', secret_words);
  await person.press('main button[type=submit]');
  await sign_in(person, secret_words);
  ensure(person.page.url().endsWith('/meja'), `${person.name} is in`);
}

async function appoint_plh(ani) {
  await ani.go('/pengaturan');
  await ani.look('kantor-pengaturan');
  await ani.page.selectOption('#tunjuk-untuk', { label: 'Kepala Dinas' });
  await ani.page.selectOption('#tunjuk-sebagai', 'plh');
  await ani.page.selectOption('#tunjuk-oleh', { label: 'Cici' });
  await ani.press('form[action="/pengaturan/penunjukan"] button');
  ensure((await ani.text()).includes('Plh selalu berbatas waktu'), 'a Plh needs an end');
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await ani.page.fill('#tunjuk-sampai', soon);
  await ani.press('form[action="/pengaturan/penunjukan"] button');
  const text = await ani.text();
  ensure(text.includes('Plh. Cici') && text.includes('nomor menyusul'), 'the Plh is shown, chased');
  await ani.look('kantor-pengaturan-plh');
}

async function set_up_phone(cici) {
  await cici.go('/akun');
  await cici.look('kantor-akun');
  await cici.press('form[action="/akun/kode"] button');
  const typed = await cici.page.locator('main .mono').first().innerText();
  await cici.look('kantor-akun-kode');
  await cici.page.fill('#kode', phone_code(typed));
  await cici.press('form[action="/akun/kode/pasang"] button');
  equal(await cici.page.locator('main li').count() >= 8, true, 'spare codes are shown');
  const spare = await cici.page.locator('main ul.spare-codes li').first().innerText();
  await cici.look('kantor-akun-kode-cadangan');
  return spare;
}

async function walk_settings(ani) {
  const parts = ['orang', 'unit', 'tim', 'opd', 'pers', 'kop', 'kalender', 'impor'];
  for (const part of parts) {
    await ani.go(`/pengaturan/${part}`);
    await ani.look(`kantor-${part}`);
  }
  await ani.go('/pengaturan/opd');
  await ani.press('form[action="/pengaturan/opd/muat"] button');
  ensure((await ani.text()).includes('Dinas Kesehatan'), 'the usual agencies are there');
  await ani.go('/jurnal?jenis=appointed');
  ensure((await ani.text()).includes('Plh. Kepala Dinas'), 'the journal has the appointment');
  await ani.look('kantor-jurnal-saring');
}

/// The others take their links; a Plh acts; her phone becomes a second proof.
async function bring_in_the_others(ani, others, links) {
  const { budi, cici, dodi } = others;
  await sign_in(ani, secret_words);
  await choose_password(budi, links.budi);
  await choose_password(cici, links.cici);
  await choose_password(dodi, links.dodi);
  await appoint_plh(ani);
  await cici.go('/menu');
  ensure((await cici.text()).includes('Plh. Kepala Dinas'), 'Cici acts for the head');
  const spare = await set_up_phone(cici);
  await cici.go('/menu');
  await cici.press('form[action="/keluar"] button >> visible=true');
  await sign_in(cici, secret_words);
  ensure(cici.page.url().includes('/masuk/kode'), 'the password alone is not enough');
  await cici.look('kantor-masuk-kode');
  await cici.page.fill('#kode', spare);
  await cici.press('main button[type=submit]');
  ensure(cici.page.url().endsWith('/meja'), 'a spare code lets in');
}

function in_new_office(device, names, body) {
  return on_stage(device, async ({ kentongan, cast, enter }) => {
    for (const name of names) await enter(name);
    const setup = kentongan.said().match(/\/mulai\/\S+/)[0];
    const links = await found_office(cast.ani, setup);
    ensure((await cast.ani.go(setup)).status() === 404, 'the link is good once');
    await body(cast, links);
  }, () => start_kentongan([], undefined, []));
}

/// By the API, as whoever the wizard's mapping put to work: nobody is named here but by their desk.
class Hands {
  constructor(program, names) {
    Object.assign(this, { program, names });
  }
  /// Who has the step on the desk.
  async at(dossier, step) {
    for (const name of this.names) {
      const { open } = await this.program.ask(name, 'GET', `/berkas/${dossier}`);
      if (open.some((task) => task.step === step && task.mine)) return name;
    }
    throw new Error(`nobody has step ${step} of dossier ${dossier} on the desk`);
  }
  async with_right(right) {
    for (const name of this.names) {
      const { rights } = await this.program.ask(name, 'GET', '/sesi');
      if (rights.includes(right)) return name;
    }
    throw new Error(`nobody may ${right}`);
  }
  async finish(dossier, step, more) {
    await this.program.finish(await this.at(dossier, step), dossier, step, more);
  }
  async write(dossier, step, title) {
    await this.program.write(await this.at(dossier, step), dossier, title, `${title}, gratis.`);
  }
  async fill(dossier, step, forms) {
    const name = await this.at(dossier, step);
    for (const [key, values] of forms) await this.program.fill(name, dossier, step, key, values);
  }
  /// A letter, registered and taken into the SOP.
  async by_letter(subject, sop_key) {
    const clerk = await this.with_right('register_letters');
    const { id } = await this.program.ask(clerk, 'POST', '/surat', {
      agency: 'Dinas Kesehatan', subject, received: local_now(), email: 'humas@dinkes.example',
      summary: 'Jadwal di 18 puskesmas.', number: `400/${sop_key}`, twice_is_meant: false,
      late_reason: 'Diterima petugas jaga.',
    });
    const { sops } = await this.program.ask(clerk, 'GET', '/sop');
    const sop = sops.find(({ key }) => key.startsWith(sop_key));
    const { dossier } = await this.program.ask(clerk, 'POST', `/surat/${id}/terima`, { sop: sop.id });
    return { letter: id, dossier };
  }
  async form_team(dossier, step, who) {
    const chief = await this.at(dossier, step);
    const { person } = await this.program.ask(who, 'GET', '/sesi');
    await this.program.ask(chief, 'PUT', `/berkas/${dossier}/tim`, { members: [{ person }] });
    await this.program.ask(who, 'POST', `/berkas/${dossier}/kesediaan`, { ready: true });
    await this.program.ask(chief, 'POST', `/berkas/${dossier}/tim/naskah`, {
      kind: 'surat_tugas', copies: ['Sekretaris Daerah'],
    });
    await this.finish(dossier, step);
  }
  async open_steps(dossier) {
    const { open } = await this.program.ask(this.names[0], 'GET', `/berkas/${dossier}`);
    return [...new Set(open.map(({ step }) => step))].join(' ');
  }
}

/// "2026-11-27T09:30" of the office's clock, which is western Indonesian time.
function local_now() {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 16);
}

async function ketapang_half(hands) {
  const { letter, dossier } = await hands.by_letter('Pekan imunisasi', 'ketapang');
  const head = await hands.at(dossier, '2');
  const { positions } = await hands.program.ask(hands.names[2], 'GET', '/sesi');
  await hands.program.ask(head, 'POST', `/surat/${letter}/disposisi`, {
    recipients: [positions[0].id], instructions: ['proses', 'publikasikan'],
  });
  await hands.finish(dossier, '3');
  await hands.write(dossier, '4', 'Pekan imunisasi');
  await hands.finish(dossier, '4');
  await hands.finish(dossier, '5');
  equal(await hands.open_steps(dossier), '6', 'Ketapang may go out');
}

async function pontianak_half(hands) {
  const { letter, dossier } = await hands.by_letter('Video pembayaran PBB', 'pontianak');
  // The clerk only registers: that it came to the right division is the division's own row.
  await hands.finish(dossier, '2');
  await hands.form_team(dossier, '3', 'eka');
  await hands.write(dossier, '4', 'Video pembayaran PBB');
  // The material comes from the requester, or row 4 is not done.
  const maker = await hands.at(dossier, '4');
  const { needs } = await hands.program.task(maker, dossier, '4');
  ensure(needs.some(({ key, ticks_itself }) => key === 'data_pemohon' && ticks_itself), 'nobody ticks it');
  await hands.program.ask(maker, 'POST', `/surat/${letter}/bahan`, { from: 'Ibu Rina, di loket' });
  await hands.finish(dossier, '4');
  await hands.finish(dossier, '5');
  await hands.finish(dossier, '6', { outcome: 'tidak' });
  await hands.finish(dossier, '8');
  equal(await hands.open_steps(dossier), '9', 'Pontianak waits for the head');
}

async function sanggau_half(hands) {
  const dossier = await hands.program.open('ani', 'Jembatan baru', 'sanggau');
  await hands.fill(dossier, '1', [['kesediaan', [['Muat peresmian jembatan.'], ['siap']]]]);
  await hands.finish(dossier, '1');
  await hands.fill(dossier, '2', [
    ['khalayak', [['17', '45'], ['perempuan'], ['SMA'], ['Kecamatan Melati']]],
    ['saluran', [['website']]],
    ['perilaku', [['Ingin tahu jalan yang baru.']]],
    ['jenis', [['teks']]],
  ]);
  await hands.finish(dossier, '2');
  const chooser = await hands.at(dossier, '3');
  const { number } = await hands.program.task(chooser, dossier, '3');
  await hands.program.ask(chooser, 'POST', `/berkas/${dossier}/tugas/${number}/sumber`, {
    title: 'Siaran pers', origin: 'Dinas PUPR', kind: 'siaran pers', official: true, chosen: true,
  });
  await hands.finish(dossier, '3');
  await hands.form_team(dossier, '4', 'eka');
  await hands.write(dossier, '5', 'Jembatan baru');
  await hands.fill(dossier, '5', [['lembar_kerja/teks', [['Data jembatan'], [], []]]]);
  await hands.finish(dossier, '5');
  await hands.finish(dossier, '6');
  await hands.finish(dossier, '7');
  await hands.finish(dossier, '8', { secret: secret_words });
  equal(await hands.open_steps(dossier), '9', 'Sanggau has its paraf');
}

async function magetan_half(hands) {
  const dossier = await hands.program.open('ani', 'Harian Senin', 'magetan');
  const clerk = await hands.at(dossier, '1');
  const { incoming } = await hands.program.ask(clerk, 'POST', '/info-masuk', {
    title: 'Pasar murah', medium: 'WhatsApp Camat', text: 'Pasar murah Sabtu pagi.',
  });
  const refs = [incoming[0].ref];
  await hands.program.ask(clerk, 'PUT', `/berkas/${dossier}/inventaris`, { refs });
  await hands.finish(dossier, '1');
  await hands.finish(dossier, '2');
  await hands.program.ask(clerk, 'POST', `/berkas/${dossier}/pilihan`, { refs });
  await hands.finish(dossier, '3');
  equal(await hands.open_steps(dossier), '4', 'Magetan goes to its channels');
}

async function singkawang_half(hands) {
  const dossier = await hands.program.open('ani', 'Samsat keliling', 'singkawang');
  await hands.write(dossier, '1', 'Samsat keliling');
  const writer = await hands.at(dossier, '1');
  const { number } = await hands.program.task(writer, dossier, '1');
  await hands.program.command(writer, dossier, {
    command: 'finish', task: number, outcome: 'tanpa_desain',
  });
  await hands.finish(dossier, '3');
  equal(await hands.open_steps(dossier), '4', 'Singkawang may be posted');
}

test('kantor: the five first halves in an office from nothing', () =>
  in_new_office(desktop, ['ani', 'budi', 'cici', 'dodi', 'eka'], async ({ ani, ...others }, links) => {
    await sign_in(ani, secret_words);
    for (const [name, person] of Object.entries(others)) await choose_password(person, links[name]);
    const hands = new Hands(new Program(ani.address, secret_words), ['ani', 'budi', 'cici', 'dodi', 'eka']);
    for (const half of [ketapang_half, pontianak_half, sanggau_half, magetan_half, singkawang_half]) {
      await half(hands);
    }
    await ani.go('/surat/keluar');
    equal(await ani.page.locator('td:has-text("Sekretaris Daerah")').count(), 2, 'two orders went out');
    await ani.look('kantor-surat-keluar');
  }));

test('kantor: an office from nothing, on desktops', () =>
  in_new_office(desktop, ['ani', 'budi', 'cici', 'dodi'], async ({ ani, ...others }, links) => {
    await bring_in_the_others(ani, others, links);
    await walk_settings(ani);
  }));
test('kantor: an office from nothing, on phones', () =>
  in_new_office(phone, ['ani', 'cici'], async ({ ani, cici }, links) => {
    await sign_in(ani, secret_words);
    await choose_password(cici, links.cici);
    await appoint_plh(ani);
    await set_up_phone(cici);
    await walk_settings(ani);
  }));
test('kantor: a second office on the same server, and one sign-in for both', () =>
  on_stage(phone, async ({ kentongan, cast, enter }) => {
    for (const name of ['ani', 'sari']) await enter(name);
    const { ani, sari } = cast;
    const dossier = await new Program(kentongan.address).open('dewi', 'Rahasia Sukamaju', 'singkawang');
    const link = execFileSync(binary, ['office', 'new', '--data', kentongan.data]).toString().trim();
    const setup = new URL(link).pathname;
    await found_office(ani, setup);
    const again = await ani.page.goto(kentongan.address + setup);
    equal(again.status(), 404, 'the link is used up');
    await sign_in(ani, secret_words);
    await ani.go('/pengaturan/orang');
    await ani.page.fill('#orang-nama', 'Sari');
    await ani.page.fill('#orang-nama_masuk', 'sari');
    await ani.page.locator('input[name=sudah_masuk]').check();
    await ani.press('form[action="/pengaturan/orang"] button');
    ensure((await ani.text()).includes('Tidak ada akun sari atas nama Sari'), 'both names must fit');
    await ani.look('kantor-orang-dua-kantor');
    await ani.page.fill('#orang-nama', 'Sari Handayani');
    await ani.page.locator('input[name=sudah_masuk]').check();
    await ani.press('form[action="/pengaturan/orang"] button');
    await sari.sign_in();
    await sari.go(`/berkas/${dossier}`);
    ensure((await sari.text()).includes('Rahasia Sukamaju'), 'she works at her first office');
    await sari.go('/menu');
    await sari.look('kantor-dua-kantor');
    const other = sari.page.locator('#kantor option', { hasText: 'Kota Harapan' });
    await sari.page.selectOption('#kantor', await other.getAttribute('value'));
    await sari.press('form[action="/kantor"] button');
    await sari.go('/menu');
    const chosen = await sari.page.locator('#kantor option[selected]').innerText();
    ensure(chosen.includes('Kota Harapan'), 'then at the other one');
    const foreign = await sari.page.goto(`${kentongan.address}/berkas/${dossier}`);
    equal(foreign.status(), 404, 'where the first office is not to be seen');
  }));
