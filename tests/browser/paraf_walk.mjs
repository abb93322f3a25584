// Sanggau 6 to 8 as its checkers walk it: corrections in one act, returns 7 to 6, 7 to 5, 8 to 7, a
// paraf with the password, an edit after the fixing row, the control sheet and its public check.
import { Person, desktop, ensure, equal, password, phone, start_browser, start_kentongan, test } from './lib.mjs';

/// A program's hand for the steps that other tests walk in the browser.
export class Program {
  constructor(address) {
    Object.assign(this, { address, tokens: {}, key: 0 });
  }
  async ask(name, method, path, body) {
    if (name && !this.tokens[name]) {
      const session = await this.ask('', 'POST', '/sesi', { sign_in: name, password });
      this.tokens[name] = session.token;
    }
    const headers = { 'content-type': 'application/json' };
    if (name) headers.authorization = `Bearer ${this.tokens[name]}`;
    if (method !== 'GET' && name) headers['idempotency-key'] = `uji-paraf-berkas-${(this.key += 1)}`;
    const reply = await fetch(`${this.address}/api/v1${path}`, {
      method, headers, body: body ? JSON.stringify(body) : undefined,
    });
    const json = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(json)}`);
    return json;
  }
  command(name, dossier, wish) {
    return this.ask(name, 'POST', `/berkas/${dossier}/perintah`, wish);
  }
  /// The task at this step as `name` sees it.
  async task(name, dossier, step) {
    const { open } = await this.ask(name, 'GET', `/berkas/${dossier}`);
    const found = open.find((one) => one.step === step);
    ensure(found, `step ${step} is open for ${name}; open: ${open.map((one) => one.step)}`);
    return found;
  }
  async finish(name, dossier, step, more = {}) {
    const task = await this.task(name, dossier, step);
    for (const need of task.needs) {
      if (!need.at_hand && !need.ticks_itself) {
        await this.command(name, dossier, { command: 'tick', item: need.key, at_hand: true });
      }
    }
    const outcome = more.outcome ?? task.choices.find((one) => !one.is_return).outcome;
    return this.command(name, dossier, { command: 'finish', task: task.number, outcome, ...more });
  }
}

async function look(person, title) {
  equal(await person.axe(), [], `${title} is accessible`);
  await person.shot(title);
}

async function press(person, selector) {
  await person.page.locator(selector).first().click();
  await person.page.waitForLoadState('networkidle', { timeout: 2500 }).catch(() => {});
}

const text = 'Pekan imunisasi digelar serentak di 18 puskesmas, gratis bagi semua anak.';

/// A dossier under Sanggau's SOP that waits for its first checker.
async function at_step_six(program, title) {
  const { sops } = await program.ask('lina', 'GET', '/sop');
  const sop = sops.find(({ key, current }) => key === 'sanggau-2021' && current !== false);
  const { dossier } = await program.ask('lina', 'POST', '/berkas', { title, sop: sop.id, requester: 'Dinas Kesehatan' });
  const { open } = await program.ask('sari', 'GET', `/berkas/${dossier}`);
  equal(open.map((one) => one.step), ['1'], 'Sanggau begins with its direction');
  await program.finish('sari', dossier, '1');
  await program.finish('lina', dossier, '2');
  await program.finish('lina', dossier, '3');
  const nina = (await program.ask('nina', 'GET', '/sesi')).person;
  await program.command('lina', dossier, { command: 'set_team', people: [nina] });
  await program.finish('lina', dossier, '4');
  const draft = await program.ask('nina', 'GET', `/berkas/${dossier}/naskah`);
  await program.ask('nina', 'PUT', `/berkas/${dossier}/naskah`, { revision: draft.revision, title, text });
  await program.finish('nina', dossier, '5');
  return dossier;
}

async function write(person, dossier, words) {
  await person.go(`/berkas/${dossier}/naskah`);
  const editor = person.page.locator('.editor [role=textbox]');
  await editor.waitFor();
  await editor.click();
  await person.page.keyboard.press('Control+A');
  await person.page.keyboard.type(words);
}

const pass = 'button[name=serahkan][data-kind=main]:not([disabled])';

async function walk(device) {
  const kentongan = await start_kentongan();
  const browser = await start_browser();
  const cast = {};
  try {
    const program = new Program(kentongan.address);
    for (const name of ['lina', 'sari', 'bima', 'nina']) {
      cast[name] = await new Person(browser, kentongan.address, device, name).open();
    }
    const { lina, sari, bima, nina } = cast;
    const title = 'Pekan Imunisasi 2026';
    const dossier = await at_step_six(program, title);
    const review = `/berkas/${dossier}/periksa`;

    // A link in a message leads to the text itself, by way of signing in.
    await sari.go(review);
    ensure(sari.page.url().includes('/masuk'), 'who is out signs in first');
    await sari.page.fill('input[name=nama]', 'sari');
    await sari.page.fill('input[name=sandi]', password);
    await press(sari, 'main button[type=submit]');
    ensure(sari.page.url().endsWith(review), 'and lands where the link leads');
    for (const person of [lina, bima, nina]) await person.sign_in();

    // Step 6 edits and passes on in one act.
    await write(lina, dossier, `${text} Bawa buku KIA.`);
    await press(lina, pass);

    // Step 7 sends it back to 6, with a reason; without one nothing is lost.
    await sari.go(review);
    await look(sari, 'periksa-7');
    await press(sari, 'button[name=putusan]:has-text("Tidak setuju")');
    ensure(/catatan/i.test(await sari.text()), 'a return wants its reason');
    await sari.page.locator('textarea[name=catatan]').first().fill('Sebut tanggalnya.');
    await press(sari, 'button[name=putusan]:has-text("Tidak setuju")');
    await write(lina, dossier, `${text} Mulai 24 November 2026. Bawa buku KIA.`);
    await press(lina, pass);

    // Again at 7: the comparison is with her own last reading; then back to 5.
    await sari.go(review);
    ensure((await sari.page.locator('.diff ins').count()) > 0, 'what is new is shown as new');
    ensure((await sari.text()).includes('Sebut tanggalnya.'), 'her earlier note is there');
    await look(sari, 'periksa-7-ulang');
    await sari.page.locator('textarea[name=catatan]').first().fill('Lengkapi lokasinya.');
    await sari.page.locator('select[name=tujuan]').first().selectOption('5');
    await press(sari, 'button[name=putusan]:has-text("Tidak setuju")');
    await program.finish('nina', dossier, '5');
    await program.finish('lina', dossier, '6');

    // She corrects and passes on in one act: nobody below has to look again.
    await write(sari, dossier, `${text} Mulai 24 November 2026 di semua puskesmas. Bawa buku KIA.`);
    await look(sari, 'naskah-7');
    await press(sari, 'button[name=serahkan]:has-text("Setuju"):not([disabled])');

    // Step 8: back to 7 without a password; then a wrong one, then the right one.
    await bima.go(review);
    await look(bima, 'periksa-8');
    await bima.page.locator('textarea[name=catatan]').first().fill('Judulnya kurang jelas.');
    await press(bima, 'button[name=putusan]:has-text("Tidak setuju")');
    await program.finish('sari', dossier, '7');
    await bima.go(review);
    await bima.page.locator('textarea[name=catatan]').first().fill('Bagus.');
    await bima.page.fill('input[name=sandi]', 'bukan kata sandinya');
    await press(bima, 'button[name=putusan]:has-text("Setuju dan paraf")');
    ensure((await bima.text()).includes('Kata sandi tidak cocok'), 'a wrong password is told');
    equal(await bima.page.locator('textarea[name=catatan]').first().inputValue(), 'Bagus.', 'the note is kept');
    await look(bima, 'paraf-sandi-keliru');
    await bima.page.fill('input[name=sandi]', password);
    await press(bima, 'button[name=putusan]:has-text("Setuju dan paraf")');
    const { marks } = await program.ask('bima', 'GET', `/berkas/${dossier}`);
    const paraf = marks.find((mark) => mark.kind === 'paraf');
    ensure(paraf && paraf.fixing && paraf.strength === 'sandi', 'the paraf says how it was proven');
    ensure(marks.some((mark) => mark.earlier_version), 'lower marks stand on an earlier version');

    // After the fixing row: recalled with a reason, edited, and the paraf is void for all to see.
    await sari.go(`/berkas/${dossier}`);
    await look(sari, 'berkas-diparaf');
    await sari.page.locator('#perbaiki summary').click();
    await press(sari, '#perbaiki button');
    ensure((await sari.page.locator('#alasan-perbaiki-e').count()) === 1, 'a recall wants its reason');
    await sari.page.fill('#alasan-perbaiki', 'Nama puskesmas keliru.');
    await press(sari, '#perbaiki button');
    await write(sari, dossier, `${text} Mulai 24 November 2026 di 18 puskesmas. Bawa buku KIA.`);
    await press(sari, 'button[name=serahkan]:has-text("Setuju"):not([disabled])');
    await bima.go(`/berkas/${dossier}/naskah`);
    const words = await bima.text();
    ensure(/gugur/i.test(words) && words.includes('Nama puskesmas keliru.'), 'which mark is void, and why');
    await look(bima, 'naskah-gugur');
    await bima.go(review);
    await bima.page.fill('input[name=sandi]', password);
    await press(bima, 'button[name=putusan]:has-text("Setuju dan paraf")');
    await bima.go('/cari?kata=mengimunisasikan');
    ensure((await bima.text()).includes(title), 'the search knows the root of a word');
    await look(bima, 'cari');
    for (const person of Object.values(cast)) {
      equal(person.complaints, [], `${person.name}'s pages ran without complaint`);
    }
  } catch (error) {
    for (const person of Object.values(cast)) await person.shot(`gagal-${person.name}`);
    throw error;
  } finally {
    await browser.close();
    await kentongan.stop();
  }
}

test('checkers correct, return and initial a text, on desktops', () => walk(desktop));
test('checkers correct, return and initial a text, on phones', () => walk(phone));
