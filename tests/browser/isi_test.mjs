// Content: Sanggau 1 to 5 with the forms of its steps, and Magetan 1 to 3 with the register of what
// came in, as their performers walk them; the calendar. Desktop and phone.
import {
  Person, Program, desktop, ensure, equal, phone, start_browser, start_kentongan, test,
} from './lib.mjs';

async function finish(person, dossier) {
  await person.go(`/berkas/${dossier}`);
  await person.press(person.page.locator('form[action$="/selesai"] button[data-kind=main]'));
}
const form_of = (person, title) => person.page.locator('form.step-form', { hasText: title });
const save = (person, title) => person.press(form_of(person, title).locator('button[type=submit]'));

/// The team and its letter have a page of their own, walked in surat_test.mjs.
async function set_team(program, dossier, names) {
  const members = [];
  for (const name of names) members.push({ person: (await program.ask(name, 'GET', '/sesi')).person });
  await program.ask('lina', 'PUT', `/berkas/${dossier}/tim`, { members });
  await program.ask('lina', 'POST', `/berkas/${dossier}/tim/naskah`, { kind: 'surat_tugas' });
}

async function direction(sari, rudi, dossier) {
  await sari.tick_all(dossier);
  await sari.go(`/berkas/${dossier}`);
  await save(sari, 'Kesediaan');
  ensure(/Isi "Isi arahan" dahulu/.test(await sari.text()), 'a direction is asked for');
  await sari.look('isi-arahan-salah');
  await sari.page.getByLabel('Isi arahan').fill('Muat peresmian jembatan, sebelum Senin.');
  await save(sari, 'Kesediaan');
  await rudi.go(`/berkas/${dossier}`);
  await rudi.look('isi-kesediaan');
  await rudi.press(rudi.page.getByRole('button', { name: 'Saya siap' }));
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
  await lina.look('isi-khalayak');
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
    await lina.press(form.locator('button[type=submit]'));
  };
  await add('Kabar di grup', false, '');
  ensure(/Tulis alasan sumber ini ditolak/.test(await lina.text()), 'a refusal has a reason');
  await lina.look('isi-sumber');
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
    const dossier = await sari.open_dossier('Jembatan baru', 'Konten dan Media');
    await direction(sari, rudi, dossier);
    await audience(lina, dossier);
    await sources(lina, dossier);
    await lina.tick_all(dossier);
    await set_team(new Program(server.address), dossier, ['dewi', 'rudi']);
    await finish(lina, dossier);
    await dewi.go(`/berkas/${dossier}`);
    const text = await dewi.text();
    ensure(/Hasil langkah/.test(text) && /17–45/.test(text), 'what was answered is shown');
    ensure(/teks/.test(text) && /visual/.test(text), 'each chosen kind is made');
    await dewi.look('isi-produksi');
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
    await nina.look('info-masuk-kosong');
    await nina.press(nina.page.getByRole('button', { name: 'Catat' }));
    ensure(/Tulis dari media mana/.test(await nina.text()), 'what is missing is said');
    for (const [title, medium] of [['Jalan Melati berlubang', 'Koran'], ['Pasar murah', 'WhatsApp Camat']]) {
      await nina.page.fill('#info-judul', title);
      await nina.page.fill('#info-media', medium);
      await nina.page.fill('#info-teks', `Isi ${title}.`);
      await nina.press(nina.page.getByRole('button', { name: 'Catat' }));
    }
    await nina.look('info-masuk');
    const dossier = await nina.open_dossier('Harian Senin', 'SALURAN KOMUNIKASI');
    await nina.go(`/berkas/${dossier}/inventaris`);
    for (const box of await nina.page.locator('input[name=info]').all()) await box.check();
    await nina.press(nina.page.getByRole('button', { name: 'Simpan inventaris' }));
    await nina.look('inventaris');
    await finish(nina, dossier);
    await finish(nina, dossier);
    await nina.go(`/berkas/${dossier}/inventaris`);
    for (const box of await nina.page.locator('input[name=info]').all()) await box.check();
    await nina.press(nina.page.getByRole('button', { name: 'Pilih konten' }));
    equal(await nina.page.locator('.incoming li').count(), 2, 'two texts were picked');
    await nina.look('inventaris-terpilih');
    await nina.page.locator('.incoming li a').first().click();
    await nina.page.waitForURL(/naskah\/\d+/);
    await nina.look('naskah-satu-dari-dua');
    await finish(nina, dossier);
    await nina.go(`/berkas/${dossier}/siaran`);
    equal(await nina.page.locator('section.card[id^=a]').count(), 12, 'two texts, six channels');
    await nina.go('/kalender');
    await nina.look('kalender');
    await nina.go('/kalender?lihat=daftar');
    await nina.look('kalender-daftar');
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
