// How loops are closed in the browser: Ketapang 6-8 with notice and report, the display of a post as
// the public sees it, the news that arrives by itself; then the figures.
import { Program, desktop, ensure, equal, on_stage, phone, test } from './lib.mjs';

/// Leaves the first open task by its main exit.
async function pass(person, dossier) {
  await person.tick_all(dossier);
  await person.press('button[name=putusan][data-kind=main]:not([disabled])');
}

/// A text under Ketapang's SOP that waits for its correction; the letter came before Kentongan.
async function at_correction(program, title, text) {
  const dossier = await program.open('nina', title, 'ketapang', { requester: 'Dinas Kesehatan' });
  for (const step of ['1', '2', '3']) {
    const { number } = await program.task('ratna', dossier, step);
    await program.command('ratna', dossier, {
      command: 'skip', task: number, reason: 'Surat sudah dicatat di buku agenda.',
    });
  }
  await program.write('nina', dossier, title, text);
  await program.finish('nina', dossier, '4');
  return dossier;
}

/// Everything that waits on this dossier's channels goes out: sent, or linked by hand.
async function air(person, dossier) {
  for (let n = 0; n < 30; n += 1) {
    await person.go(`/berkas/${dossier}/siaran`);
    const send = person.page.locator('form[action$="/kirim"] button');
    const link = person.page.locator('form[action$="/tautan"] input[name=tautan]');
    if (await send.count()) await person.press(send);
    else if (await link.count()) {
      const channel = await link.first().evaluate((input) =>
        input.closest('section.card').querySelector('h2').innerText.trim().toLowerCase());
      const host = /facebook/.test(channel) ? 'www.facebook.com'
        : /instagram/.test(channel) ? 'www.instagram.com'
          : /youtube/.test(channel) ? 'www.youtube.com' : /^x/.test(channel) ? 'x.com' : 'contoh.example';
      await link.first().fill(`https://${host}/p/C${dossier}`);
      await person.press(person.page.locator('form[action$="/tautan"] button'));
    } else return;
  }
}

/// The website needs a moment for its errand.
async function pass_when_aired(person, dossier) {
  for (let n = 0; n < 60; n += 1) {
    await person.go(`/berkas/${dossier}/siaran`);
    const ready = person.page.locator('button[name=putusan]:not([disabled])').last();
    if (await ready.count()) {
      await person.press(ready);
      return;
    }
    await person.page.waitForTimeout(250);
  }
  throw new Error('the publishing step never became ready');
}

async function ketapang({ nina, lina }, program) {
  const dossier = await at_correction(
    program, 'Pekan imunisasi di posyandu', 'Pekan imunisasi dimulai Senin, 16 November 2026.');
  await pass(lina, dossier);
  await air(nina, dossier);
  await pass_when_aired(nina, dossier);

  await nina.go(`/berkas/${dossier}/pemberitahuan`);
  const words = await nina.page.inputValue('#kata');
  ensure(/http:\/\/\S+\/k\/sukamaju\/berita\//.test(words), 'the notice carries the live link');
  await nina.look('laporan-pemberitahuan');
  await nina.page.check('input[name=cara][value=wa]');
  await nina.page.fill('#nomor', '0812 3456 7890');
  await nina.press(nina.page.locator('button[value=siapkan]'));
  const link = await nina.page.locator('a[href^="https://wa.me/628"]').getAttribute('href');
  ensure(decodeURIComponent(link).includes('/k/sukamaju/berita/'), 'so does the message');
  await nina.press(nina.page.locator('button[value=kirim]'));
  // A person vouches for what they sent.
  await nina.page.getByText('lalu centang').waitFor();
  await nina.page.check('input[name=terkirim]');
  await nina.press(nina.page.locator('button[value=kirim]'));
  await nina.page.getByText('Dinyatakan terkirim').waitFor();
  await pass(nina, dossier);

  await nina.go(`/berkas/${dossier}/laporan`);
  await nina.page.fill('#uraian', 'Berjalan lancar.');
  await nina.press(nina.page.locator('form[action$="/laporan"] button[data-kind=main]'));
  await nina.page.locator('a[href$="/pdf"]').first().waitFor();
  await nina.look('laporan-berkas');
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

async function singkawang_seen({ agus }, program) {
  const dossier = await program.approved_singkawang('Jadwal samsat keliling', 'Samsat keliling hadir Selasa di balai desa.');
  await air(agus, dossier);
  await agus.go(`/berkas/${dossier}/tampilan`);
  const site = agus.page.locator('section.card', { hasText: 'Situs web' }).first();
  await agus.press(site.locator('form[action$="/lihat"] button'));
  await agus.page.getByText('kata cocok').first().waitFor();
  ensure(/100 % kata cocok/.test(await site.innerText()), `our own page says what was approved: ${await site.innerText()}`);
  ensure(await site.locator('img.shot').count(), 'and there is a picture of it');
  const facebook = agus.page.locator('section.card', { hasText: 'Facebook' }).first();
  await agus.press(facebook.locator('form[action$="/lihat"] button'));
  await agus.page.getByText('Halaman tidak terbuka').first().waitFor();
  ensure(/tidak terbuka/.test(await facebook.innerText()), 'a page that does not open is said so');
  await agus.look('laporan-tampilan');
  await agus.go(`/berkas/${dossier}/pantauan`);
  await agus.look('laporan-pantauan');
}

async function figures({ bima }) {
  for (const page of ['pemantauan', 'kinerja', 'laporan', 'kabar-saya']) {
    await bima.go(`/${page}`);
    await bima.look(`laporan-${page}`);
  }
  const stat = async (page, words) => {
    await bima.go(page);
    return bima.page.locator('.stat', { hasText: words }).first().locator('b').innerText();
  };
  equal(await stat('/laporan', 'Berkas selesai'), await stat('/pemantauan', 'Berkas selesai'),
    'the same figure on both pages');
  await bima.go('/laporan');
  await bima.press(bima.page.locator('a[href^="/register/"]'));
  await bima.look('laporan-register');
}

/// What waits for her is told while she looks at another page.
async function news({ lina }, program) {
  await lina.go('/meja');
  await lina.page.waitForRequest(/\/kabar-saya\/alir/);
  const before = await lina.page.locator('[data-bell-count]').innerText();
  const dossier = await at_correction(program, 'Kabar yang hidup', 'Naskah pendek.');
  await lina.page.waitForFunction(
    (old) => document.querySelector('[data-bell-count]').innerText !== old, before);
  await lina.go('/kabar-saya');
  ensure((await lina.text()).includes('Kabar yang hidup'), 'the news names the dossier');
  await lina.page.locator('ul.list a', { hasText: 'Tugas baru' }).first().click();
  await lina.page.waitForURL(new RegExp(`/berkas/${dossier}`));
}

function walk(device, names, parts) {
  return on_stage(device, async ({ kentongan, cast, enter }) => {
    for (const name of names) await (await enter(name)).sign_in();
    const program = new Program(kentongan.address);
    for (const part of parts) await part(cast, program);
  });
}

test('laporan: loops are closed on desktops', () =>
  walk(desktop, ['nina', 'lina', 'agus', 'bima'], [ketapang, singkawang_seen, news, figures]));
test('laporan: loops are closed on phones', () =>
  walk(phone, ['nina', 'lina', 'bima'], [ketapang, figures]));
