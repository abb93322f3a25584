// From the public form to the disposition on a phone: Ketapang 1-3; Pontianak 1-4 with the question
// to the requester and the answer by the tracking page; what is forbidden; the papers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Person, desktop, ensure, equal, phone, start_browser, start_kentongan, test,
} from './lib.mjs';

const paper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/// Sends the public form and answers the tracking code.
async function request(citizen, folder, kind, title) {
  await citizen.go('/k/sukamaju/permohonan');
  await citizen.look('surat-permohonan');
  const letter = join(folder, 'surat.pdf');
  writeFileSync(letter, paper);
  await citizen.page.locator('.choice label', { hasText: kind }).click();
  await citizen.page.fill('#hal', title);
  await citizen.page.fill('#ringkas', 'Imunisasi gratis anak 0-59 bulan di 18 puskesmas.');
  await citizen.page.fill('#instansi', 'Dinas Kesehatan');
  await citizen.page.fill('#nomor', '400.7.8/112/DINKES/2026');
  await citizen.page.fill('#wa', '12');
  await citizen.page.setInputFiles('#surat', letter);
  await citizen.press('main form button[data-kind=main]');
  ensure(/9 sampai 15 angka/.test(await citizen.text()), 'a wrong number is told at its field');
  equal(await citizen.page.inputValue('#hal'), title, 'nothing typed is lost');
  ensure(/sudah kami terima/.test(await citizen.text()), 'nothing uploaded is lost');
  await citizen.page.fill('#wa', '081234567890');
  await citizen.press('main form button[data-kind=main]');
  await citizen.page.waitForURL(/permohonan\/KTG-/);
  await citizen.look('surat-tanda-terima');
  ensure(await citizen.page.locator('svg.qr').isVisible(), 'the receipt has a code to scan');
  return citizen.page.url().match(/KTG-[0-9A-Z-]+/)[0];
}

async function accept(officer, title, sop) {
  await officer.go('/surat');
  await officer.press(`main td a:has-text("${title}")`);
  await officer.look('surat-surat-baru-masuk');
  await officer.page.selectOption('#sop', { label: (await officer.page.locator('#sop option',
    { hasText: sop }).first().innerText()).trim() });
  await officer.press('form[action$="/terima"] button');
  await officer.page.waitForURL(/\/berkas\/\d+/);
  return officer.page.url().match(/\/berkas\/(\d+)/)[1];
}

async function pdf_at(person, path) {
  const reply = await person.page.request.get(new URL(path, person.address).href);
  equal(reply.status(), 200, path);
  ensure((await reply.body()).subarray(0, 5).toString() === '%PDF-', `${path} is a PDF`);
}

async function on_stage(body) {
  const kentongan = await start_kentongan();
  const browser = await start_browser();
  const everyone = [];
  const person = async (name, device) => {
    const one = await new Person(browser, kentongan.address, device, name).open();
    everyone.push(one);
    if (name) await one.sign_in();
    return one;
  };
  try {
    await body({ person, folder: kentongan.data });
    for (const one of everyone) equal(one.complaints, [], `${one.name ?? 'warga'} saw no errors`);
  } finally {
    await browser.close();
    await kentongan.stop();
  }
}

test('surat, Ketapang: public form, agenda, disposition on a phone, received', () => on_stage(
  async ({ person, folder }) => {
    const citizen = await person(null, phone);
    const code = await request(citizen, folder, 'Publikasi berita', 'Pekan Imunisasi 2026');
    const nina = await person('nina', desktop);
    const dossier = await accept(nina, 'Pekan Imunisasi 2026', 'Layanan Informasi');
    ensure(/Mendisposisi/.test(await nina.text()), 'row 1 was done by the registration');
    const bima = await person('bima', phone);
    await bima.go('/surat');
    await bima.look('surat-daftar');
    await bima.press('main table td a.btn');
    await bima.page.locator('label.check', { hasText: 'Kepala Bidang' }).first().click();
    await bima.page.locator('label.check', { hasText: 'Publikasikan' }).click();
    await bima.look('surat-disposisi');
    await bima.press('form[action$="/disposisi"] button[data-kind=main]');
    const sari = await person('sari', desktop);
    await sari.go('/surat');
    await sari.press('main table td a.btn');
    await sari.look('surat-lembar');
    ensure(/Kepala Dinas/.test(await sari.text()), 'the chain shows who disposed');
    const letter = sari.page.url().match(/\/surat\/(\d+)/)[1];
    await sari.go(`/berkas/${dossier}`);
    await sari.press('form[action$="/selesai"] button[data-kind=main]');
    await pdf_at(nina, `/surat/${letter}/lembar.pdf`);
    await pdf_at(nina, '/surat/agenda.pdf');
    await pdf_at(citizen, `/k/sukamaju/permohonan/${code}/cetak.pdf`);
    await citizen.go(`/k/sukamaju/lacak?kode=${code.toLowerCase()}`);
    ensure(!/Bima|Sari|Nina/.test(await citizen.text()), 'no names of officials');
    await citizen.look('surat-lacak');
    const dewi = await person('dewi', desktop);
    equal((await dewi.go('/surat/baru')).status(), 404, 'who may not register sees no form');
    equal((await dewi.go('/surat/999')).status(), 404, 'an unknown letter is not there');
  },
));

test('surat, Pontianak: team, question with the clock standing, material from the requester', () => on_stage(
  async ({ person, folder }) => {
    const citizen = await person(null, phone);
    const code = await request(citizen, folder, 'Video', 'Video pembayaran PBB');
    const sari = await person('sari', desktop);
    const dossier = await accept(sari, 'Video pembayaran PBB', 'PEMBUATAN KONTEN');
    await sari.go(`/berkas/${dossier}/tim`);
    await sari.page.locator('label.check', { hasText: 'Dewi Puspita' }).click();
    await sari.page.locator('label.check', { hasText: 'Nina Rahmadani' }).click();
    await sari.press('form[action$="/tim/nama"] button[data-kind=main]');
    const dewi = await person('dewi', phone);
    await dewi.go(`/berkas/${dossier}/tim`);
    await dewi.look('surat-kesediaan');
    await dewi.press('form[action$="/kesediaan"] button[value="1"]');
    await sari.go(`/berkas/${dossier}/tim`);
    await sari.page.locator('.choice label', { hasText: 'Surat tugas' }).click();
    await sari.press('form[action$="/naskah"] button');
    await sari.look('surat-tim');
    await pdf_at(sari, `/berkas/${dossier}/tim/surat_tugas/cetak.pdf`);
    await sari.go(`/berkas/${dossier}`);
    await sari.press('form[action$="/selesai"] button[data-kind=main]');
    await sari.go(`/berkas/${dossier}/surat`);
    await sari.page.fill('#pertanyaan', 'Mohon kirim data tarif terbaru.');
    await sari.press('form[action$="/tanya"] button');
    await citizen.go(`/k/sukamaju/lacak?kode=${code}`);
    ensure(/data tarif terbaru/.test(await citizen.text()), 'the requester reads the question');
    await citizen.look('surat-lacak-tanya');
    const data = join(folder, 'tarif.png');
    writeFileSync(data, photo);
    await citizen.page.fill('#jawaban', 'Ini datanya.');
    await citizen.page.setInputFiles('#bahan', data);
    await citizen.press('form[action$="/jawab"] button');
    ensure(/sudah kami terima/.test(await citizen.text()), 'the answer came in');
    await sari.go(`/berkas/${dossier}/surat`);
    ensure(/tarif\.png/.test(await sari.text()), 'the material stands at the letter');
    ensure(/dari pemohon/.test(await sari.text()), 'and keeps its provenance');
    await citizen.page.locator('summary', { hasText: 'Tarik permohonan' }).click();
    await citizen.press('form[action$="/tarik"] button');
    ensure(/menarik permohonan/.test(await citizen.text()), 'withdrawn');
  },
));
