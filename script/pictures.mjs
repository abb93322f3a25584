// Walks the sample office as its people and keeps a picture of each one's main page for the guide.
import { mkdirSync, writeFileSync } from 'node:fs';
import { desktop, Person, password, phone, start_browser, start_kentongan } from '../tests/browser/lib.mjs';
import { Clerk } from '../tests/faults/client.mjs';

const folder = new URL('../docs/panduan/img/', import.meta.url).pathname;
const quality = 0.82;
mkdirSync(folder, { recursive: true });

const kentongan = await start_kentongan();
const browser = await start_browser();
const darkroom = await (await browser.newContext()).newPage();

/// A screenshot as WebP, half the size of a PNG or less.
async function keep(person, name) {
  await person.page.waitForLoadState('networkidle').catch(() => {});
  const png = (await person.page.screenshot()).toString('base64');
  const webp = await darkroom.evaluate(async ({ png, quality }) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${png}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', quality).split(',')[1];
  }, { png, quality });
  writeFileSync(`${folder}${name}.webp`, Buffer.from(webp, 'base64'));
  console.log(`   ${name}.webp ${Math.round(webp.length * 0.75 / 1024)} KB`);
}

async function look(device, who, pages) {
  const person = await new Person(browser, kentongan.address, device, who).open();
  if (who) await person.sign_in();
  for (const [path, name] of pages) {
    await person.go(path);
    await keep(person, name);
  }
  await person.close();
}

/// One case that waits for the head of division, so that there is something to look at.
async function a_case() {
  const stage = { address: kentongan.address, life: () => 1, next_life: async () => {}, acknowledged: () => {} };
  const clerk = (name) => new Clerk(stage, name).sign_in(password);
  const dewi = await clerk('dewi');
  const { sops } = await dewi.must('GET', '/sop');
  const sop = sops.find(({ key }) => key.startsWith('singkawang')).id;
  const { dossier } = await dewi.must('POST', '/berkas', {
    title: 'Pasar murah di alun-alun', sop, origin: 'gagasan',
  });
  const draft = await dewi.must('GET', `/berkas/${dossier}/naskah`);
  await dewi.must('PUT', `/berkas/${dossier}/naskah`, {
    title: 'Pasar murah di alun-alun, Sabtu pagi',
    text: 'Pemerintah Kabupaten Sukamaju membuka pasar murah di alun-alun pada Sabtu, pukul 07.00.\n\n'
      + 'Warga cukup membawa kartu tanda penduduk. Beras, minyak, dan telur dijual di bawah harga pasar.',
    revision: draft.revision, variants: {},
  });
  const { open } = await dewi.must('GET', `/berkas/${dossier}`);
  const { hash } = await dewi.must('GET', `/berkas/${dossier}/naskah`);
  const outcome = open[0].exits?.find?.(({ outcome: word }) => word === 'tanpa_desain') ? 'tanpa_desain' : 'selesai';
  await dewi.must('POST', `/berkas/${dossier}/perintah`, {
    command: 'finish', task: open[0].number, outcome, seen: hash,
  });
  return { dossier, sop };
}

try {
  const { dossier, sop } = await a_case();
  await look(desktop, 'dewi', [['/meja', 'humas-meja'], [`/berkas/${dossier}/naskah`, 'humas-naskah']]);
  await look(phone, 'rudi', [['/meja', 'desain-meja'], [`/berkas/${dossier}`, 'desain-berkas']]);
  await look(desktop, 'sari', [['/meja', 'kabid-meja'], [`/berkas/${dossier}`, 'kabid-berkas']]);
  await look(phone, 'bima', [['/pimpinan', 'kadis-pimpinan']]);
  await look(desktop, 'agus', [['/siaran', 'admin-siaran'], ['/surat', 'admin-surat'], ['/kalender', 'admin-kalender']]);
  await look(desktop, 'ratna', [['/kinerja', 'sekretaris-kinerja'], ['/laporan', 'sekretaris-laporan']]);
  await look(desktop, 'wati', [[`/sop/${sop}`, 'pengelola-sop'], ['/pengaturan/kop', 'pengelola-kop']]);
  await look(phone, '', [['/k/sukamaju', 'warga-kabar'], ['/k/sukamaju/permohonan', 'warga-permohonan']]);
} finally {
  await browser.close();
  await kentongan.stop();
}
