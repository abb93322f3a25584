// Signed papers: the scan of an initialled control sheet finds its dossier and version by its code.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Program, desktop, ensure, equal, on_stage, phone, test } from './lib.mjs';
import { at_step_six } from './sanggau.mjs';

/// The control sheet as a scanner or a phone brings it back.
async function scan_of(person, dossier, folder, options) {
  const sheet = await person.context.request.get(
    new URL(`/berkas/${dossier}/lembar-kendali.pdf`, person.address).href);
  const pdf = join(folder, `lembar-${dossier}.pdf`);
  writeFileSync(pdf, await sheet.body());
  execFileSync('pdftoppm', [...options, '-singlefile', pdf, join(folder, `pindaian-${dossier}`)]);
  return { pdf, picture: join(folder, `pindaian-${dossier}.jpg`) };
}

async function bring_in(device) {
  await on_stage(device, async ({ kentongan, enter }) => {
    const program = new Program(kentongan.address);
    const at_eight = async (title) => {
      const dossier = await at_step_six(program, title);
      await program.finish('lina', dossier, '6');
      await program.finish('sari', dossier, '7');
      return dossier;
    };
    const dossier = await at_eight('Pekan imunisasi');
    const other = await at_eight('Pasar murah');
    const ratna = await (await enter('ratna')).sign_in();
    const scan = await scan_of(ratna, dossier, kentongan.data, ['-jpeg', '-gray', '-r', '150']);
    const blank = join(kentongan.data, 'kosong.png');
    writeFileSync(blank, await ratna.page.screenshot());

    await ratna.go('/kertas');
    const find = async (path) => {
      await ratna.page.setInputFiles('#pindaian', path);
      await ratna.press('form[action="/kertas"] button[type=submit]');
    };
    await find(blank);
    ensure(/tidak terbaca/.test(await ratna.text()), 'a paper without its code is refused in words');
    await ratna.look('kertas-tanpa-kode');
    await find(scan.pdf);
    ensure(ratna.page.url().includes(`/berkas/${dossier}/kertas`), 'a PDF finds its dossier');
    await ratna.go('/kertas');
    await find(scan.picture);
    ensure(ratna.page.url().includes(`/berkas/${dossier}/kertas`), 'so does a picture');
    await ratna.look('kertas-terbaca');
    await ratna.page.locator('select[name=pejabat]').first().selectOption({ label: 'Kepala Dinas (Bima Prasetya)' });
    await ratna.page.locator('select[name=putusan]').first().selectOption({ index: 0 });
    await ratna.press(`form[action="/berkas/${dossier}/kertas"] button[type=submit]`);
    const { marks } = await program.ask('ratna', 'GET', `/berkas/${dossier}`);
    ensure(marks.some(({ fixing, strength }) => fixing && strength === 'kertas'), 'the mark stands');

    await ratna.go(`/berkas/${other}/kertas`);
    await ratna.page.locator('input[name=pindaian]').first().setInputFiles(scan.picture);
    await ratna.press(`form[action="/berkas/${other}/kertas"] button[type=submit]`);
    ensure(/milik berkas B-2026-\d+/.test(await ratna.text()), 'a sheet of another dossier is told');
    equal((await program.task('bima', other, '8')).step, '8', 'and nothing moved there');
    await ratna.look('kertas-berkas-lain');
  });
}

for (const device of [desktop, phone]) {
  test(`kertas: a signed sheet finds its dossier on ${device.name}`, () => bring_in(device));
}
