// Writing with a poor line: an upload that breaks at 60 % goes on, a text typed offline arrives, two
// texts are both kept, channels count as they do, and what is pasted runs nothing.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Person, desktop, drop_half, ensure, equal, phone, start_browser, start_kentongan, test,
} from './lib.mjs';

const megabyte = 1024 * 1024;

/// A recording of so many bytes, silent, with a listener's name in it that must not get out.
function recording(bytes) {
  const note = Buffer.from('LIST\x0c\0\0\0INFOBu Sri\0\0', 'latin1');
  const head = Buffer.alloc(12 + 24 + note.length + 8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(bytes - 8, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(44100, 24);
  head.writeUInt32LE(88200, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  note.copy(head, 36);
  head.write('data', 36 + note.length, 'latin1');
  head.writeUInt32LE(bytes - head.length, 40 + note.length);
  return Buffer.concat([head, Buffer.alloc(bytes - head.length)]);
}

async function open_dossier(dewi, title) {
  await dewi.go('/berkas/baru');
  await dewi.page.fill('#judul', title);
  await dewi.page.locator('label.check', { hasText: 'Media Sosial Instansi' }).click();
  await dewi.press('main form button[data-kind=main]');
  await dewi.page.waitForURL(/\/berkas\/\d+/);
  return dewi.page.url().match(/\/berkas\/(\d+)/)[1];
}

async function editor_of(person, dossier) {
  await person.go(`/berkas/${dossier}/naskah`);
  const editor = person.page.locator('.editor [role=textbox]');
  await editor.waitFor();
  return editor;
}

async function upload(dewi, dossier, folder) {
  await editor_of(dewi, dossier);
  const path = join(folder, 'siaran-radio.wav');
  writeFileSync(path, recording(40 * megabyte));
  const offsets = [];
  let dropped = false;
  await dewi.page.route('**/unggah/*', async (route) => {
    const asked = route.request();
    if (asked.method() !== 'PATCH') return route.continue();
    const offset = Number(asked.headers()['upload-offset']);
    offsets.push(offset / megabyte);
    if (offset !== 16 * megabyte || dropped) return route.continue();
    dropped = true;
    return drop_half(route);
  });
  await dewi.page.setInputFiles('#gambar-baru', path);
  await dewi.page.locator('form[data-unggah=done]').waitFor();
  equal(offsets, [0, 16, 24, 40].slice(0, 3), 'it went on at 60 %, not from the beginning');
  await dewi.shot('naskah-unggah');
  await dewi.press('form[data-controller=unggah] button[type=submit]');
  await dewi.page.locator('#gambar .medium').waitFor();
  const text = await dewi.page.locator('#gambar').innerText();
  ensure(text.includes('siaran-radio.wav') && text.includes('39 MB'), `the recording is there: ${text}`);
  await dewi.page.unroute('**/unggah/*');
}

async function write_offline(dewi, dossier) {
  const editor = await editor_of(dewi, dossier);
  await dewi.context.setOffline(true);
  await editor.click();
  await dewi.page.keyboard.press('Control+A');
  await dewi.page.keyboard.type('Ditulis tanpa sinyal di balai desa.');
  await dewi.page.waitForFunction(() => /sambungan putus/i.test(document.querySelector('[data-status]').textContent));
  await dewi.context.setOffline(false);
  await dewi.page.waitForFunction(() => /^(Tersimpan|Saved)/.test(document.querySelector('[data-status]').textContent));
  await editor_of(dewi, dossier);
  ensure((await dewi.text()).includes('Ditulis tanpa sinyal'), 'what was typed offline arrived');
}

async function two_texts(dewi, other, dossier) {
  await editor_of(dewi, dossier);
  const theirs = await editor_of(other, dossier);
  await theirs.click();
  await other.page.keyboard.press('Control+A');
  await other.page.keyboard.type('Naskah dari perangkat lain.');
  await other.page.waitForFunction(() => /^(Tersimpan|Saved)/.test(document.querySelector('[data-status]').textContent));
  const mine = dewi.page.locator('.editor [role=textbox]');
  await mine.click();
  await dewi.page.keyboard.press('Control+A');
  await dewi.page.keyboard.type('Tulisan saya sendiri.');
  const panel = dewi.page.locator('#dua-naskah');
  await panel.waitFor();
  ensure((await dewi.page.inputValue('#naskah-saya')).includes('Tulisan saya sendiri.'), 'mine is kept');
  ensure((await dewi.page.inputValue('#naskah-lain')).includes('Naskah dari perangkat lain.'), 'theirs is shown');
  equal(await dewi.axe(), [], 'the choice is accessible');
  await dewi.shot('naskah-dua');
  await panel.locator('[data-take=mine]').click();
  await dewi.page.waitForFunction(() => /^(Tersimpan|Saved)/.test(document.querySelector('[data-status]').textContent));
  await editor_of(other, dossier);
  ensure((await other.text()).includes('Tulisan saya sendiri.'), 'the chosen text went on');
}

async function count_channels(dewi, dossier) {
  await editor_of(dewi, dossier);
  const number = async (channel) => dewi.page.locator(`#hitung-${channel} [data-number]`).innerText();
  for (const channel of ['instagram', 'facebook']) {
    if ((await dewi.page.locator(`#varian-${channel}`).count()) === 0) continue;
    await dewi.page.fill(`#varian-${channel}`, 'Imunisasi gratis 👨‍👩‍👧');
    equal(await number(channel), '22', `${channel} counts characters`);
  }
  await dewi.page.fill('#varian-instagram', 'x'.repeat(2201));
  equal(await dewi.page.getAttribute('#varian-instagram', 'aria-invalid'), 'true', 'too long is marked');
  await dewi.page.locator('button[name=buat][value=instagram]').click();
  await dewi.page.waitForFunction(() => !/^x/.test(document.querySelector('#varian-instagram')?.value ?? 'x'));
  const made = await dewi.page.inputValue('#varian-instagram');
  ensure(made.includes('Tulisan saya sendiri.'), `the channel's text comes from the article: ${made}`);
}

const attacks = [
  '<script>window.hit=1</script>', '<img src=x onerror="window.hit=2">', '<svg onload="window.hit=3"></svg>',
  '<a href="javascript:window.hit=4">tekan</a>', '<iframe srcdoc="<script>parent.hit=5</script>"></iframe>',
  '<p style="background:url(javascript:window.hit=6)">gaya</p>', '<math><mi xlink:href="javascript:window.hit=7">m</mi></math>',
  '<details open ontoggle="window.hit=8">buka</details>', '<input autofocus onfocus="window.hit=9">',
  '<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]--><p class=MsoListParagraph><span>·&nbsp;</span>Butir dari Word</p>',
];

async function paste(dewi, dossier) {
  const editor = await editor_of(dewi, dossier);
  await editor.click();
  await dewi.page.keyboard.press('Control+A');
  await dewi.page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'biasa');
    document.querySelector('.editor [role=textbox]').dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, attacks.join('\n'));
  await dewi.page.waitForFunction(() => /^(Tersimpan|Saved)/.test(document.querySelector('[data-status]').textContent));
  ensure((await editor.locator('li').innerText()).includes('Butir dari Word'), 'a list of Word is a list');
  await editor_of(dewi, dossier);
  for (const link of await dewi.page.locator('.editor a').all()) {
    ensure(!/^javascript/i.test((await link.getAttribute('href')) ?? ''), 'no script address stays');
  }
  await dewi.page.locator('.editor [role=textbox]').click();
  equal(await dewi.page.evaluate(() => window.hit ?? 0), 0, 'nothing pasted has run');
}

async function remark_and_compare(dewi, dossier) {
  await editor_of(dewi, dossier);
  await dewi.press('button[name=versi]');
  const editor = dewi.page.locator('.editor [role=textbox]');
  await editor.waitFor();
  await editor.click();
  await dewi.page.keyboard.press('Control+End');
  await dewi.page.keyboard.type(' Hubungi 0812 3456 7890, NIK 3520 0112 0380 0001.');
  await dewi.page.locator('[data-warnings] li', { hasText: 'NIK' }).waitFor();
  await dewi.page.fill('#catatan-baru', 'Nomor ini milik siapa?');
  await dewi.press('#catatan form[action$="/catatan"] button[type=submit]');
  await dewi.page.locator('.remarks li').waitFor();
  ensure((await dewi.page.locator('#catatan').innerText()).includes('Nomor ini milik siapa?'), 'the remark stands');
  equal(await dewi.axe(), [], 'the editor is accessible');
  await dewi.shot('naskah-media');
  await dewi.press('a[href*="/banding"]');
  await dewi.page.waitForURL(/banding/);
  ensure((await dewi.page.locator('ins').first().innerText()).length > 0, 'what came is marked');
  equal(await dewi.axe(), [], 'the comparison is accessible');
  await dewi.shot('banding');
}

async function walk(device) {
  const kentongan = await start_kentongan();
  const browser = await start_browser();
  try {
    const dewi = await new Person(browser, kentongan.address, device, 'dewi').open();
    const other = await new Person(browser, kentongan.address, desktop, 'dewi').open();
    await dewi.sign_in();
    await other.sign_in();
    const dossier = await open_dossier(dewi, 'Pekan Imunisasi gratis');
    await upload(dewi, dossier, kentongan.data);
    await write_offline(dewi, dossier);
    await two_texts(dewi, other, dossier);
    await count_channels(dewi, dossier);
    await paste(dewi, dossier);
    await remark_and_compare(dewi, dossier);
    const complaints = dewi.complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|Failed to load/.test(line));
    equal(complaints, [], 'the page has no complaint');
  } finally {
    await browser.close();
    await kentongan.stop();
  }
}

test('a text with its media is written over a poor line, desktop', () => walk(desktop));
test('a text with its media is written over a poor line, phone', () => walk(phone));
