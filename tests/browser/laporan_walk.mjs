// How loops are closed in the browser: Ketapang 6-8 with notice and report, Magetan 5 with a
// display that does not fit and goes back, Sanggau 11 with its three verdicts; then the figures.
import {
  Person, desktop, ensure, equal, phone, start_browser, start_kentongan, test,
} from './lib.mjs';

async function look(person, title) {
  equal(await person.axe(), [], `${title} is accessible`);
  await person.shot(`laporan-${title}`);
}

async function press(person, locator) {
  await locator.first().click();
  await person.page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  await person.page.waitForLoadState('networkidle', { timeout: 2500 }).catch(() => {});
}

async function open_dossier(person, sop, title) {
  await person.go('/berkas/baru');
  await person.page.fill('#judul', title);
  const requester = person.page.locator('input[name=pemohon]');
  if (await requester.count()) await requester.first().fill('Dinas Kesehatan');
  await person.page.locator('label.check', { hasText: sop }).first().click();
  await press(person, person.page.locator('main form button[data-kind=main]'));
  await person.page.waitForURL(/\/berkas\/\d+/);
  return person.page.url().match(/\/berkas\/(\d+)/)[1];
}

/// Everything of the step that a person has to say is there.
async function tick_all(person, dossier) {
  for (let n = 0; n < 12; n += 1) {
    await person.go(`/berkas/${dossier}`);
    const tick = person.page.locator('form[action$="/kelengkapan"] button[name=ada][value="1"]');
    if ((await tick.count()) === 0) break;
    await press(person, tick);
  }
}

/// Leaves the first open task by its main exit.
async function pass(person, dossier) {
  await tick_all(person, dossier);
  const exit = person.page.locator('button[name=putusan][data-kind=main]:not([disabled])');
  ensure(await exit.count(), `${person.name} can pass on: ${await person.text()}`);
  await press(person, exit);
}

/// The secretary leaves a step out, with the reason.
async function skip(ratna, dossier, number) {
  await ratna.go(`/berkas/${dossier}`);
  const form = ratna.page.locator(`form[action$="/tugas/${number}/lewati"]`);
  await form.evaluate((one) => one.closest('details').setAttribute('open', ''));
  await form.locator('input[name=catatan]').fill('Surat sudah dicatat di buku agenda.');
  await press(ratna, form.locator('button'));
}

async function write(person, dossier, words) {
  await tick_all(person, dossier);
  await person.go(`/berkas/${dossier}/naskah`);
  const editor = person.page.locator('.editor [role=textbox]').first();
  await editor.waitFor();
  await editor.click();
  await person.page.keyboard.type(words);
  await press(person, person.page.locator('button[name=serahkan][data-kind=main]:not([disabled])'));
}

/// Everything that waits on this dossier's channels goes out: sent, or linked by hand.
async function air(person, dossier) {
  for (let n = 0; n < 30; n += 1) {
    await person.go(`/berkas/${dossier}/siaran`);
    const send = person.page.locator('form[action$="/kirim"] button');
    const link = person.page.locator('form[action$="/tautan"] input[name=tautan]');
    if (await send.count()) await press(person, send);
    else if (await link.count()) {
      const channel = await link.first().evaluate((input) =>
        input.closest('section.card').querySelector('h2').innerText.trim().toLowerCase());
      const host = /facebook/.test(channel) ? 'www.facebook.com'
        : /instagram/.test(channel) ? 'www.instagram.com'
          : /youtube/.test(channel) ? 'www.youtube.com' : /^x/.test(channel) ? 'x.com' : 'contoh.example';
      await link.first().fill(`https://${host}/p/C${dossier}`);
      await press(person, person.page.locator('form[action$="/tautan"] button'));
    } else return;
  }
}

/// The website needs a moment for its errand.
async function pass_when_aired(person, dossier) {
  for (let n = 0; n < 60; n += 1) {
    await person.go(`/berkas/${dossier}/siaran`);
    const ready = person.page.locator('button[name=putusan]:not([disabled])').last();
    if (await ready.count()) {
      await press(person, ready);
      return;
    }
    await person.page.waitForTimeout(250);
  }
  throw new Error('the publishing step never became ready');
}

async function ketapang(cast, device) {
  const { nina, lina, ratna } = cast;
  const dossier = await open_dossier(nina, 'Layanan Informasi', 'Pekan imunisasi di posyandu');
  for (const number of [1, 2, 3]) await skip(ratna, dossier, number);
  await write(nina, dossier, 'Pekan imunisasi dimulai Senin, 16 November 2026.');
  await pass(lina, dossier);
  await air(nina, dossier);
  await pass_when_aired(nina, dossier);

  await nina.go(`/berkas/${dossier}/pemberitahuan`);
  const words = await nina.page.inputValue('#kata');
  ensure(/http:\/\/\S+\/k\/sukamaju\/berita\//.test(words), 'the notice carries the live link');
  await look(nina, `pemberitahuan-${device.name}`);
  await nina.page.check('input[name=cara][value=wa]');
  await nina.page.fill('#nomor', '0812 3456 7890');
  await press(nina, nina.page.locator('button[value=siapkan]'));
  const link = await nina.page.locator('a[href^="https://wa.me/628"]').getAttribute('href');
  ensure(decodeURIComponent(link).includes('/k/sukamaju/berita/'), 'so does the message');
  await press(nina, nina.page.locator('button[value=kirim]'));
  // A person vouches for what they sent.
  await nina.page.getByText('lalu centang').waitFor();
  await nina.page.check('input[name=terkirim]');
  await press(nina, nina.page.locator('button[value=kirim]'));
  await nina.page.getByText('Dinyatakan terkirim').waitFor();
  await pass(nina, dossier);

  await nina.go(`/berkas/${dossier}/laporan`);
  await nina.page.fill('#uraian', 'Berjalan lancar.');
  await press(nina, nina.page.locator('form[action$="/laporan"] button[data-kind=main]'));
  await nina.page.locator('a[href$="/pdf"]').first().waitFor();
  await look(nina, `laporan-berkas-${device.name}`);
  for (const kind of ['pdf', 'html']) {
    const [saved] = await Promise.all([
      nina.page.waitForEvent('download'),
      nina.page.locator(`a[href$="/${kind}"]`).first().click(),
    ]);
    ensure(saved.suggestedFilename().endsWith(`.${kind}`), `the ${kind} is there`);
  }
  await pass(nina, dossier);
  await nina.go(`/berkas/${dossier}`);
  ensure(/selesai/i.test(await nina.text()), 'Ketapang is closed');
}

async function singkawang_seen(cast, device) {
  const { dewi, sari, agus } = cast;
  const dossier = await open_dossier(dewi, 'Media Sosial Instansi', 'Jadwal samsat keliling');
  await dewi.go(`/berkas/${dossier}/naskah`);
  const editor = dewi.page.locator('.editor [role=textbox]').first();
  await editor.waitFor();
  await editor.click();
  await dewi.page.keyboard.type('Samsat keliling hadir Selasa di balai desa.');
  await press(dewi, dewi.page.locator('button[name=serahkan]:not([disabled])', { hasText: /tanpa desain/i }));
  await dewi.page.locator('.toast').first().waitFor();
  await sari.go(`/berkas/${dossier}/periksa`);
  await press(sari, sari.page.locator('button[name=putusan]', { hasText: 'YA' }));
  await sari.page.locator('.toast').first().waitFor();
  await air(agus, dossier);
  await agus.go(`/berkas/${dossier}/tampilan`);
  const site = agus.page.locator('section.card', { hasText: 'Situs web' }).first();
  await press(agus, site.locator('form[action$="/lihat"] button'));
  await agus.page.getByText('kata cocok').first().waitFor();
  ensure(/100 % kata cocok/.test(await site.innerText()), `our own page says what was approved: ${await site.innerText()}`);
  ensure(await site.locator('img.shot').count(), 'and there is a picture of it');
  const facebook = agus.page.locator('section.card', { hasText: 'Facebook' }).first();
  await press(agus, facebook.locator('form[action$="/lihat"] button'));
  await agus.page.getByText('Halaman tidak terbuka').first().waitFor();
  ensure(/tidak terbuka/.test(await facebook.innerText()), 'a page that does not open is said so');
  await look(agus, `tampilan-${device.name}`);
  await agus.go(`/berkas/${dossier}/pantauan`);
  await look(agus, `pantauan-${device.name}`);
}

async function figures(cast, device) {
  const { bima } = cast;
  for (const page of ['pemantauan', 'kinerja', 'laporan', 'kabar-saya']) {
    await bima.go(`/${page}`);
    await look(bima, `${page}-${device.name}`);
  }
  const stat = async (page, words) => {
    await bima.go(page);
    return bima.page.locator('.stat', { hasText: words }).first().locator('b').innerText();
  };
  equal(await stat('/laporan', 'Berkas selesai'), await stat('/pemantauan', 'Berkas selesai'),
    'the same figure on both pages');
  await bima.go('/laporan');
  await press(bima, bima.page.locator('a[href^="/register/"]'));
  await look(bima, `register-${device.name}`);
}

async function news(cast) {
  const { nina, lina, ratna } = cast;
  await lina.go('/meja');
  await lina.page.waitForTimeout(2500);
  const before = await lina.page.locator('[data-bell-count]').innerText();
  const dossier = await open_dossier(nina, 'Layanan Informasi', 'Kabar yang hidup');
  for (const number of [1, 2, 3]) await skip(ratna, dossier, number);
  await write(nina, dossier, 'Naskah pendek.');
  await lina.page.waitForFunction(
    (old) => document.querySelector('[data-bell-count]').innerText !== old, before);
  await lina.go('/kabar-saya');
  ensure((await lina.text()).includes('Kabar yang hidup'), 'the news names the dossier');
  await lina.page.locator('ul.list a', { hasText: 'Tugas baru' }).first().click();
  await lina.page.waitForURL(new RegExp(`/berkas/${dossier}`));
}

async function walk(device) {
  const kentongan = await start_kentongan();
  const browser = await start_browser();
  const cast = {};
  try {
    for (const name of ['nina', 'bima', 'sari', 'lina', 'dewi', 'agus', 'ratna']) {
      cast[name] = await new Person(browser, kentongan.address, device, name).open();
      await cast[name].sign_in();
    }
    await ketapang(cast, device);
    await singkawang_seen(cast, device);
    await news(cast);
    await figures(cast, device);
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

test('laporan: loops are closed on desktops', () => walk(desktop));
test('laporan: loops are closed on phones', () => walk(phone));
