// Content: Sanggau 1 to 5 with the forms of its steps, and Magetan 1 to 3 with the register of what
// came in, as their performers walk them; the calendar. Desktop and phone.
import { randomUUID } from 'node:crypto';
import {
  Person, desktop, ensure, equal, password, phone, start_browser, start_kentongan, test,
} from './lib.mjs';

async function look(person, title) {
  equal(await person.axe(), [], `${title} is accessible`);
  await person.shot(title);
}
/// Clicks, and waits for the page that answers: each carries keys of its own.
async function press(person, locator) {
  const before = await person.page.locator('input[name=kunci]').first().inputValue();
  await locator.first().click();
  await person.page.waitForFunction((old) => {
    const key = document.querySelector('input[name=kunci]');
    return key && key.value !== old;
  }, before);
  await person.page.waitForLoadState('networkidle', { timeout: 2500 }).catch(() => {});
}
async function open_dossier(person, title, sop) {
  await person.go('/berkas/baru');
  await person.page.fill('#judul', title);
  await person.page.locator('label.check', { hasText: sop }).first().click();
  await press(person, person.page.locator('main form button[data-kind=main]'));
  await person.page.waitForURL(/\/berkas\/\d+/);
  return person.page.url().match(/\/berkas\/(\d+)/)[1];
}
async function tick(person, dossier) {
  await person.go(`/berkas/${dossier}`);
  const button = person.page.locator('form[action$="/kelengkapan"] button[value="1"]');
  while ((await button.count()) > 0) await press(person, button);
}
async function finish(person, dossier) {
  await person.go(`/berkas/${dossier}`);
  await press(person, person.page.locator('form[action$="/selesai"] button[data-kind=main]'));
}
const form_of = (person, title) => person.page.locator('form.step-form', { hasText: title });
const save = (person, title) => press(person, form_of(person, title).locator('button[type=submit]'));

/// The team and its letter: commands of their own.
async function set_team(person, dossier, names) {
  const ask = async (method, path, token, data) => {
    const reply = await fetch(new URL(`/api/v1${path}`, person.address), {
      method,
      headers: {
        'content-type': 'application/json', 'idempotency-key': randomUUID(),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: data && JSON.stringify(data),
    });
    ensure(reply.ok, `${method} ${path}: ${reply.status}`);
    return reply.json();
  };
  const sign_in = (name) => ask('POST', '/sesi', '', { sign_in: name, password });
  const people = [];
  for (const name of names) people.push((await sign_in(name)).person);
  const { token } = await sign_in(person.name);
  await ask('POST', `/berkas/${dossier}/perintah`, token, { command: 'set_team', people });
  const letter = { command: 'tick', item: 'surat_tugas', at_hand: true };
  await ask('POST', `/berkas/${dossier}/perintah`, token, letter);
}

async function direction(sari, rudi, dossier) {
  await tick(sari, dossier);
  await sari.go(`/berkas/${dossier}`);
  await save(sari, 'Kesediaan');
  ensure(/Isi "Isi arahan" dahulu/.test(await sari.text()), 'a direction is asked for');
  await look(sari, 'isi-arahan-salah');
  await sari.page.getByLabel('Isi arahan').fill('Muat peresmian jembatan, sebelum Senin.');
  await save(sari, 'Kesediaan');
  await rudi.go(`/berkas/${dossier}`);
  await look(rudi, 'isi-kesediaan');
  await press(rudi, rudi.page.getByRole('button', { name: 'Saya siap' }));
  await finish(sari, dossier);
}

async function audience(lina, dossier) {
  await lina.go(`/berkas/${dossier}`);
  const form = form_of(lina, 'demografi');
  await form.locator('input.range').nth(0).fill('45');
  await form.locator('input.range').nth(1).fill('17');
  await form.getByLabel('perempuan').check();
  await form.getByLabel('jenjang pendidikan').fill('SMA');
  await form.getByLabel('lokasi domisili').fill('Kecamatan Melati');
  await save(lina, 'demografi');
  ensure(/tidak boleh lebih kecil/.test(await lina.text()), 'a range the wrong way round');
  ensure((await form.getByLabel('lokasi domisili').inputValue()) === 'Kecamatan Melati',
    'nothing typed is lost');
  await look(lina, 'isi-khalayak');
  await form.locator('input.range').nth(0).fill('17');
  await form.locator('input.range').nth(1).fill('45');
  await save(lina, 'demografi');
  const channels = form_of(lina, 'saluran komunikasi');
  await channels.getByLabel('Instagram').check();
  await channels.locator('input[value=website]').check();
  await save(lina, 'saluran komunikasi');
  await lina.page.getByLabel('kecenderungan perilaku').fill('Ingin tahu jalan yang baru.');
  await save(lina, 'kecenderungan perilaku');
  const kinds = form_of(lina, 'Jenis konten');
  await kinds.locator('input[value=teks]').check();
  await kinds.locator('input[value=visual]').check();
  await save(lina, 'Jenis konten');
  await finish(lina, dossier);
}

async function sources(lina, dossier) {
  await lina.go(`/berkas/${dossier}`);
  const add = async (title, chosen, reason) => {
    const form = lina.page.locator('#sumber-baru');
    await form.locator('#sumber-judul').fill(title);
    await form.locator('#sumber-asal').fill('Dinas PUPR');
    await form.locator('#sumber-jenis').selectOption('siaran pers');
    await form.locator(`input[name=dipilih][value="${chosen ? 1 : 0}"]`).check();
    await form.locator('#sumber-alasan').fill(reason);
    await press(lina, form.locator('button[type=submit]'));
  };
  await add('Kabar di grup', false, '');
  ensure(/Tulis alasan sumber ini ditolak/.test(await lina.text()), 'a refusal has a reason');
  await look(lina, 'isi-sumber');
  await add('Kabar di grup', false, 'Tidak dapat dipastikan.');
  await add('Siaran pers jembatan', true, '');
  equal(await lina.page.locator('#sumber li').count(), 2, 'two sources');
  await finish(lina, dossier);
}

async function sanggau(device) {
  const server = await start_kentongan();
  const browser = await start_browser();
  try {
    const people = {};
    for (const name of ['sari', 'lina', 'dewi', 'rudi']) {
      people[name] = await (await new Person(browser, server.address, device, name).open()).sign_in();
    }
    const { sari, lina, dewi, rudi } = people;
    const dossier = await open_dossier(sari, 'Jembatan baru', 'Konten dan Media');
    await direction(sari, rudi, dossier);
    await audience(lina, dossier);
    await sources(lina, dossier);
    await tick(lina, dossier);
    await set_team(lina, dossier, ['dewi', 'rudi']);
    await finish(lina, dossier);
    await dewi.go(`/berkas/${dossier}`);
    const text = await dewi.text();
    ensure(/Hasil langkah/.test(text) && /17–45/.test(text), 'what was answered is shown');
    ensure(/teks/.test(text) && /visual/.test(text), 'each chosen kind is made');
    await look(dewi, 'isi-produksi');
    for (const person of Object.values(people)) equal(person.complaints, [], person.name);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function magetan(device) {
  const server = await start_kentongan();
  const browser = await start_browser();
  try {
    const nina = await (await new Person(browser, server.address, device, 'nina').open()).sign_in();
    await nina.go('/info-masuk');
    await look(nina, 'info-masuk-kosong');
    await press(nina, nina.page.getByRole('button', { name: 'Catat' }));
    ensure(/Tulis dari media mana/.test(await nina.text()), 'what is missing is said');
    for (const [title, medium] of [['Jalan Melati berlubang', 'Koran'], ['Pasar murah', 'WhatsApp Camat']]) {
      await nina.page.fill('#info-judul', title);
      await nina.page.fill('#info-media', medium);
      await nina.page.fill('#info-teks', `Isi ${title}.`);
      await press(nina, nina.page.getByRole('button', { name: 'Catat' }));
    }
    await look(nina, 'info-masuk');
    const dossier = await open_dossier(nina, 'Harian Senin', 'SALURAN KOMUNIKASI');
    await nina.go(`/berkas/${dossier}/inventaris`);
    for (const box of await nina.page.locator('input[name=info]').all()) await box.check();
    await press(nina, nina.page.getByRole('button', { name: 'Simpan inventaris' }));
    await look(nina, 'inventaris');
    await finish(nina, dossier);
    await finish(nina, dossier);
    await nina.go(`/berkas/${dossier}/inventaris`);
    for (const box of await nina.page.locator('input[name=info]').all()) await box.check();
    await press(nina, nina.page.getByRole('button', { name: 'Pilih konten' }));
    equal(await nina.page.locator('.incoming li').count(), 2, 'two texts were picked');
    await look(nina, 'inventaris-terpilih');
    await nina.page.locator('.incoming li a').first().click();
    await nina.page.waitForURL(/naskah\/\d+/);
    await look(nina, 'naskah-satu-dari-dua');
    await finish(nina, dossier);
    await nina.go(`/berkas/${dossier}/siaran`);
    equal(await nina.page.locator('section.card[id^=a]').count(), 12, 'two texts, six channels');
    await nina.go('/kalender');
    await look(nina, 'kalender');
    await nina.go('/kalender?lihat=daftar');
    await look(nina, 'kalender-daftar');
    equal(nina.complaints, [], 'nothing complains');
  } finally {
    await browser.close();
    await server.stop();
  }
}

for (const device of [desktop, phone]) {
  test(`isi: Sanggau 1 to 5 with forms on ${device.name}`, () => sanggau(device));
  test(`isi: Magetan 1 to 3 from the register on ${device.name}`, () => magetan(device));
}
