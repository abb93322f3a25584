// The public request form on a line that breaks: nothing typed and nothing uploaded is lost, and
// nothing of it stays behind once the request is sent.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { desktop, drop_half, ensure, equal, on_stage, phone, test } from './lib.mjs';

const megabyte = 1024 * 1024;
const form = '/k/sukamaju/permohonan';

/// A letter as a scanner makes it, so many bytes long.
function letter(folder, name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([Buffer.from('%PDF-1.4\n%kentongan\n'), Buffer.alloc(bytes, 32)]));
  return path;
}

/// Each upload loses its line once, in the middle of its first piece.
async function break_lines(person) {
  const seen = new Set();
  const offsets = [];
  await person.page.route('**/unggah/*', async (route) => {
    const asked = route.request();
    if (asked.method() !== 'PATCH') return route.continue();
    offsets.push(Number(asked.headers()['upload-offset']));
    if (seen.has(asked.url())) return route.continue();
    seen.add(asked.url());
    return drop_half(route);
  });
  return offsets;
}

async function fill(warga) {
  await warga.page.fill('#hal', 'Pekan imunisasi');
  await warga.page.fill('#ringkas', 'Imunisasi gratis di 18 puskesmas, mulai Senin.');
  await warga.page.fill('#dibutuhkan', '2027-01-15');
  await warga.page.locator('.choice label', { hasText: 'Video' }).click();
  await warga.page.fill('#instansi', 'Dinas Kesehatan');
  await warga.page.fill('#surel', 'humas@dinkes.example');
}

const done = (warga, count) => warga.page.waitForFunction((wanted) =>
  document.querySelectorAll('[data-parcels] [data-unggah=done]').length === wanted, count);
const parked = ({ data }) => readdirSync(data, { recursive: true })
  .filter((name) => /terusan-/.test(name)).length;

async function ask_on_a_poor_line(device) {
  await on_stage(device, async ({ kentongan, enter }) => {
    const warga = await enter('');
    const offsets = await break_lines(warga);
    await warga.go(form);
    await fill(warga);
    await warga.page.setInputFiles('#surat', letter(kentongan.data, 'surat dinas.pdf', 3 * megabyte));
    await warga.page.setInputFiles('#materi', [
      letter(kentongan.data, 'jadwal.pdf', megabyte), letter(kentongan.data, 'keliru.pdf', megabyte)]);
    await warga.page.locator('main form button[type=submit]').click();
    ensure(/Unggahan belum selesai/.test(await warga.text()), 'the form waits for its files');
    await done(warga, 3);
    ensure(offsets.some((offset) => offset > 0), 'an upload went on where the line broke');
    await warga.page.locator('.file', { hasText: 'keliru.pdf' }).locator('[data-remove]').click();
    await done(warga, 2);
    await warga.look('permohonan-terunggah');
    await warga.context.setOffline(true);
    await warga.page.locator('main form button[type=submit]').click();
    ensure(/Sambungan terputus/.test(await warga.text()), 'without a line nothing is sent');
    await warga.look('permohonan-terputus');
    await warga.context.setOffline(false);

    // The browser was closed in between: the page comes back as it was left.
    await warga.go(form);
    await done(warga, 2);
    equal(await warga.page.inputValue('#hal'), 'Pekan imunisasi', 'what was typed is there');
    equal(await warga.page.inputValue('#surel'), 'humas@dinkes.example', 'the address too');
    ensure(await warga.page.isChecked('input[name=jenis][value=video]'), 'and what was chosen');
    equal(parked(kentongan), 2, 'two files wait to be sent');
    await warga.page.fill('#wa', '123');
    await warga.press('main form button[type=submit]');
    ensure(/surat dinas\.pdf/.test(await warga.text()), 'a refused form keeps its files');
    await warga.page.fill('#wa', '');
    await warga.press('main form button[type=submit]');
    ensure(/KTG-/.test(await warga.text()), 'the receipt');
    equal(parked(kentongan), 0, 'nothing is left under way');
    // The lines that this test broke are no complaint of the page.
    warga.complaints = warga.complaints.filter((said) => !/ERR_CONNECTION_FAILED/.test(said));
    // Nor on the device.
    await warga.page.waitForFunction(() => Object.keys(localStorage).length === 0);

    const nina = await (await enter('nina')).sign_in();
    await nina.go('/surat');
    await nina.press(nina.page.locator('a', { hasText: 'Pekan imunisasi' }));
    const text = await nina.text();
    ensure(/surat dinas\.pdf/.test(text) && /jadwal\.pdf/.test(text), 'the office has both files');
    ensure(!/keliru\.pdf/.test(text), 'and not the one that was taken out');
  });
}

for (const device of [desktop, phone]) {
  test(`permohonan: a request over a poor line on ${device.name}`, () => ask_on_a_poor_line(device));
}
