// Singkawang's SOP as four people walk it in the browser: concept, design, a return, the check,
// publishing on the office's website and by hand, the article for everyone. Desktop and phone.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { desktop, ensure, on_stage, phone, test } from './lib.mjs';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/// Clicks what leads on and waits for the page that follows.
async function open_dossier(dewi, title) {
  await dewi.go('/berkas/baru');
  await dewi.look('berkas-baru');
  await dewi.press('main form button[data-kind=main]');
  ensure(/judul/i.test(await dewi.text()), 'an empty form says what is missing');
  await dewi.page.fill('#judul', title);
  await dewi.page.locator('label.check', { hasText: 'Media Sosial Instansi' }).click();
  await dewi.press('main form button[data-kind=main]');
  await dewi.page.waitForURL(/\/berkas\/\d+/);
  return dewi.page.url().match(/\/berkas\/(\d+)/)[1];
}

async function write(dewi, dossier, headline, text) {
  await dewi.go(`/berkas/${dossier}/naskah`);
  const editor = dewi.page.locator('.editor [role=textbox]');
  await editor.waitFor();
  await dewi.page.fill('#judul', headline);
  await editor.click();
  await dewi.page.keyboard.press('Control+A');
  await dewi.page.keyboard.type(text);
  await dewi.look('naskah');
  await dewi.press('button[name=serahkan][data-kind=main]:not([disabled])');
}

async function add_picture(rudi, dossier, folder) {
  await rudi.go(`/berkas/${dossier}/naskah`);
  const path = join(folder, 'infografis.png');
  writeFileSync(path, picture);
  await rudi.page.setInputFiles('#gambar-baru', path);
  await rudi.page.fill('#alt-baru', 'Jadwal imunisasi per kecamatan');
  await rudi.press('form[action$="/gambar"] button[type=submit]');
  ensure((await rudi.page.locator('#gambar .medium').count()) === 1, 'the picture is there');
  await rudi.look('naskah-gambar');
}

async function hand_in(person, dossier) {
  await person.go(`/berkas/${dossier}/naskah`);
  await person.page.locator('.editor [role=textbox]').waitFor();
  await person.press('button[name=serahkan][data-kind=main]:not([disabled])');
}

async function air_all(agus, dossier) {
  await agus.go(`/berkas/${dossier}/siaran`);
  await agus.look('siaran-berkas');
  await agus.press('form[action$="/kirim"] button');
  for (;;) {
    await agus.go(`/berkas/${dossier}/siaran`);
    const field = agus.page.locator('input[name=tautan]').first();
    if ((await field.count()) === 0) break;
    const channel = await field.evaluate((input) =>
      input.closest('section.card').querySelector('h2').innerText.trim().toLowerCase());
    const host = /facebook/.test(channel) ? 'www.facebook.com' : 'www.instagram.com';
    await field.fill(`https://${host}/p/C${dossier}`);
    await agus.press('form[action$="/tautan"] button');
  }
  for (let n = 0; n < 100; n += 1) {
    await agus.go(`/berkas/${dossier}/siaran`);
    const ready = agus.page.locator('button[name=putusan]:not([disabled])').last();
    if ((await ready.count()) > 0) {
      await agus.look('siaran-selesai');
      await ready.click();
      await agus.page.waitForLoadState('networkidle', { timeout: 2500 }).catch(() => {});
      return;
    }
  }
  throw new Error('the publishing step never became ready');
}

function walk(device) {
  return on_stage(device, async ({ kentongan, cast, enter }) => {
    for (const name of ['dewi', 'rudi', 'sari', 'agus']) await enter(name);
    const { dewi, rudi, sari, agus } = cast;
    await dewi.go('/masuk');
    await dewi.look('masuk');
    for (const person of Object.values(cast)) await person.sign_in();
    await dewi.look('meja-kosong');

    const title = 'Pekan Imunisasi gratis di 18 puskesmas';
    const dossier = await open_dossier(dewi, title);
    await dewi.look('berkas');
    await dewi.go('/meja');
    await dewi.look('meja');
    await write(dewi, dossier, title, 'Dinas Kesehatan mengajak orang tua membawa anak.');
    await add_picture(rudi, dossier, kentongan.data);
    await hand_in(rudi, dossier);

    await sari.go(`/berkas/${dossier}/periksa`);
    await sari.look('periksa');
    await sari.press('button[name=putusan]:not([data-kind=main]):has-text("TIDAK")');
    ensure(/catatan|alasan/i.test(await sari.text()), 'a return wants its reason');
    await sari.page.locator('textarea[name=catatan]').first().fill('Sebut tanggal pelaksanaannya.');
    await sari.press('button[name=putusan]:has-text("TIDAK")');

    await dewi.go(`/berkas/${dossier}`);
    ensure((await dewi.text()).includes('Sebut tanggal pelaksanaannya.'), 'the reason is shown');
    await dewi.look('berkas-dikembalikan');
    await write(dewi, dossier, title, 'Pekan Imunisasi 24 sampai 30 November 2026, gratis.');
    await hand_in(rudi, dossier);

    await sari.go(`/berkas/${dossier}/periksa`);
    await sari.look('periksa-ulang');
    await sari.press('button[name=putusan]:has-text("YA")');
    await air_all(agus, dossier);

    await agus.go(`/berkas/${dossier}`);
    await agus.look('berkas-selesai');
    await agus.go('/siaran');
    await agus.look('siaran');
    await sari.go('/sop');
    await sari.look('sop');
    await sari.go('/menu');
    await sari.look('menu');

    const citizen = await enter('', { javaScriptEnabled: false });
    await citizen.go('/k/sukamaju');
    ensure((await citizen.text()).includes(title), 'the news is on the portal');
    await citizen.shot('portal');
    await citizen.page.locator('main a', { hasText: title }).first().click();
    await citizen.page.waitForLoadState('load');
    ensure((await citizen.text()).includes('24 sampai 30 November'), 'the approved text is shown');
    await citizen.shot('artikel');
  });
}

test('four people bring a text to the public, on desktops', () => walk(desktop));
test('four people bring a text to the public, on phones', () => walk(phone));
