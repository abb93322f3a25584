// The library of SOPs: an SOP is taken over, edited as a table on a phone and as text, compared,
// published, and a running dossier follows it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Person, desktop, phone, start_browser, start_kentongan, test } from './lib.mjs';

test('pustaka: take over, edit, compare, publish, migrate', async () => {
  const kentongan = await start_kentongan();
  const browser = await start_browser();
  try {
    const wati = await (await new Person(browser, kentongan.address, desktop, 'wati').open()).sign_in();
    const dewi = await (await new Person(browser, kentongan.address, desktop, 'dewi').open()).sign_in();

    // The list and one SOP with its official sheet.
    await wati.go('/sop');
    assert.match(await wati.text(), /Contoh bawaan/);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-daftar');
    await wati.page.getByRole('link', { name: /Pembuatan dan Publikasi Konten di Media Sosial/ }).first().click();
    await wati.page.waitForURL(/\/sop\/\d+$/);
    const office_sop = new URL(wati.page.url()).pathname;
    assert.match(await wati.text(), /Cetakan resmi/);
    assert.match(await wati.text(), /Semestinya: 1. Undang-Undang Nomor 14 Tahun 2008/);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-satu');
    await wati.go(`${office_sop}/simulasi?berkas=50&benih=7`);
    assert.match(await wati.text(), /50 berkas selesai/);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-simulasi');

    // Taking over the shipped one: questions with the proposed answer chosen, positions matched.
    await wati.go('/sop/angkat');
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-angkat');
    await wati.page.locator('button[name=dari][value="singkawang-2023"]').click();
    await wati.page.waitForURL(/\/ketetapan/);
    assert.match(await wati.text(), /Yang disimpulkan dari sumber/);
    assert.equal(await wati.page.locator('select[name^="ke-jalan-3-tidak"]').inputValue(), '1');
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-ketetapan');
    await wati.press(wati.page.getByRole('button', { name: 'Terbitkan versi 1' }));
    assert.match(await wati.text(), /disimpulkan dan belum dijawab/);
    await wati.page.fill('#janji', '3');
    await wati.press(wati.page.getByRole('button', { name: 'Simpan ketetapan' }));
    assert.match(await wati.text(), /Ketetapan tersimpan/);
    await wati.press(wati.page.getByRole('button', { name: 'Terbitkan versi 1' }));
    await wati.page.waitForURL(/\/sop\/\d+/);
    assert.match(await wati.text(), /janji layanan 3 hari kerja/);

    // A dossier runs on the office's own version; a second version is edited on a phone.
    await dewi.go('/berkas/baru');
    await dewi.page.fill('#judul', 'Jadwal posyandu');
    await dewi.page.getByLabel(/Konten di Media Sosial/).first().check();
    await dewi.press(dewi.page.getByRole('button', { name: 'Buka berkas' }));

    const ponsel = await (await new Person(browser, kentongan.address, phone, 'wati').open()).sign_in();
    await ponsel.go(office_sop);
    assert.deepEqual(await ponsel.axe(), []);
    await ponsel.shot('pustaka-satu');
    await ponsel.press(ponsel.page.getByRole('button', { name: 'Buat versi 2' }));
    await ponsel.page.waitForURL(/\/sop\/konsep\/\d+/);
    const draft = new URL(ponsel.page.url()).pathname;
    assert.deepEqual(await ponsel.axe(), []);
    await ponsel.shot('pustaka-formulir');
    await ponsel.page.getByRole('button', { name: /Tambah baris di bawah langkah 2/ }).click();
    await ponsel.page.getByText('Baris ditambahkan').waitFor();
    await ponsel.page.getByRole('link', { name: /Ubah 5/ }).click();
    await ponsel.page.waitForURL(/\/baris\/5/);
    await ponsel.page.fill('#kegiatan', 'Menyusun takarir');
    await ponsel.page.fill('#waktu', '20 menit');
    assert.deepEqual(await ponsel.axe(), []);
    await ponsel.shot('pustaka-baris');
    await ponsel.press(ponsel.page.getByRole('button', { name: 'Simpan baris' }));
    await ponsel.page.getByText('Baris tersimpan').waitFor();
    await ponsel.press(ponsel.page.getByRole('button', { name: 'Nomori ulang' }));
    assert.match(await ponsel.text(), /Menyusun takarir/);

    // As text: a mistake is named with its line and put right with a press; the drawing follows.
    await wati.go(`${draft}/teks`);
    const text = await wati.page.inputValue('#teks');
    await wati.page.fill('#teks', text.replace('tindakan    persetujuan', 'tindakan    persetujuam'));
    await wati.page.getByText(/Baris \d+: .*persetujuam/).first().waitFor();
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-teks-salah');
    await wati.press(wati.page.getByRole('button', { name: 'Ganti dengan' }));
    await wati.page.getByText('Konsep tersimpan').waitFor();
    assert.match(await wati.page.inputValue('#teks'), /persetujuan/);
    await wati.shot('pustaka-teks');

    // Compared, settled, published; the running dossier is moved after a look.
    await wati.go(`${draft}/banding`);
    assert.match(await wati.text(), /Menyusun takarir/);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-banding');
    await wati.go(`${draft}/ketetapan`);
    await wati.press(wati.page.getByRole('button', { name: 'Simpan ketetapan' }));
    await wati.press(wati.page.getByRole('button', { name: 'Terbitkan versi 2' }));
    await wati.page.waitForURL(/\/sop\/\d+/);
    const second = new URL(wati.page.url()).pathname;
    await wati.go(`${second}/versi`);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-versi');
    await wati.go(`${second}/pindah`);
    assert.match(await wati.text(), /Jadwal posyandu/);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-pindah');
    await wati.press(wati.page.getByRole('button', { name: 'Pindahkan berkas ini' }));
    assert.match(await wati.text(), /Tidak ada berkas berjalan pada versi lain/);
    await wati.go(`${second}/waktu`);
    assert.deepEqual(await wati.axe(), []);
    await wati.shot('pustaka-waktu');

    // A file of another tool.
    const bpmn = await wati.page.request.get(new URL(`${second}/sop.bpmn`, kentongan.address).href);
    const path = join(kentongan.data, 'unggahan.bpmn');
    writeFileSync(path, await bpmn.body());
    await wati.go('/sop/angkat');
    await wati.page.setInputFiles('#file', path);
    await wati.press(wati.page.getByRole('button', { name: 'Baca berkas' }));
    await wati.page.waitForURL(/\/ketetapan/);
    assert.match(await wati.text(), /Dibaca dari unggahan\.bpmn/);

    for (const person of [wati, dewi, ponsel]) {
      assert.deepEqual(person.complaints, []);
      await person.close();
    }
  } finally {
    await browser.close();
    await kentongan.stop();
  }
});
