// Sanggau 6 to 8 as its checkers walk it: corrections in one act, returns 7 to 6, 7 to 5, 8 to 7, a
// paraf with the password, an edit after the fixing row.
import { Program, desktop, ensure, equal, on_stage, password, phone, phone_code, test } from './lib.mjs';
import { at_step_six, text } from './sanggau.mjs';

const pass = 'button[name=serahkan][data-kind=main]:not([disabled])';

/// Sets up codes on the phone; answers the one it was proven with, and a spare one.
async function with_phone(person) {
  await person.go('/akun');
  await person.press('form[action="/akun/kode"] button');
  const used = phone_code(await person.page.locator('main .mono').first().innerText());
  await person.page.fill('#kode', used);
  await person.press('form[action="/akun/kode/pasang"] button');
  return { used, spare: await person.page.locator('main ul.spare-codes li').first().innerText() };
}

function walk(device) {
  return on_stage(device, async ({ kentongan, cast, enter }) => {
    const program = new Program(kentongan.address);
    for (const name of ['lina', 'sari', 'bima', 'nina']) await enter(name);
    const { lina, sari, bima, nina } = cast;
    const title = 'Pekan Imunisasi 2026';
    const dossier = await at_step_six(program, title);
    const review = `/berkas/${dossier}/periksa`;

    // A link in a message leads to the text itself, by way of signing in.
    await sari.go(review);
    ensure(sari.page.url().includes('/masuk'), 'who is out signs in first');
    await sari.page.fill('input[name=nama]', 'sari');
    await sari.page.fill('input[name=sandi]', password);
    await sari.press('main button[type=submit]');
    ensure(sari.page.url().endsWith(review), 'and lands where the link leads');
    for (const person of [lina, bima, nina]) await person.sign_in();

    // Step 6 edits and passes on in one act.
    await lina.write(dossier, `${text} Bawa buku KIA.`);
    await lina.press(pass);

    // Step 7 sends it back to 6, with a reason; without one nothing is lost.
    await sari.go(review);
    await sari.look('paraf-periksa-7');
    await sari.press('button[name=putusan]:has-text("Tidak setuju")');
    ensure(/catatan/i.test(await sari.text()), 'a return wants its reason');
    await sari.page.locator('textarea[name=catatan]').first().fill('Sebut tanggalnya.');
    await sari.press('button[name=putusan]:has-text("Tidak setuju")');
    await lina.write(dossier, `${text} Mulai 24 November 2026. Bawa buku KIA.`);
    await lina.press(pass);

    // Again at 7: the comparison is with her own last reading; then back to 5.
    await sari.go(review);
    ensure((await sari.page.locator('.diff ins').count()) > 0, 'what is new is shown as new');
    ensure((await sari.text()).includes('Sebut tanggalnya.'), 'her earlier note is there');
    await sari.look('paraf-periksa-7-ulang');
    await sari.page.locator('textarea[name=catatan]').first().fill('Lengkapi lokasinya.');
    await sari.page.locator('select[name=tujuan]').first().selectOption('5');
    await sari.press('button[name=putusan]:has-text("Tidak setuju")');
    await program.finish('nina', dossier, '5');
    await program.finish('lina', dossier, '6');

    // She corrects and passes on in one act: nobody below has to look again.
    await sari.write(dossier, `${text} Mulai 24 November 2026 di semua puskesmas. Bawa buku KIA.`);
    await sari.look('paraf-naskah-7');
    await sari.press('button[name=serahkan]:has-text("Setuju"):not([disabled])');

    // Step 8: back to 7 without a password; then a wrong one, then the right one.
    await bima.go(review);
    await bima.look('paraf-periksa-8');
    await bima.page.locator('textarea[name=catatan]').first().fill('Judulnya kurang jelas.');
    await bima.press('button[name=putusan]:has-text("Tidak setuju")');
    await program.write('sari', dossier, `${title} di 18 puskesmas`, text);
    await program.finish('sari', dossier, '7');
    await bima.go(review);
    await bima.page.locator('textarea[name=catatan]').first().fill('Bagus.');
    await bima.page.fill('input[name=sandi]', 'bukan kata sandinya');
    await bima.press('button[name=putusan]:has-text("Setuju dan paraf")');
    ensure((await bima.text()).includes('Kata sandi tidak cocok'), 'a wrong password is told');
    equal(await bima.page.locator('textarea[name=catatan]').first().inputValue(), 'Bagus.', 'the note is kept');
    await bima.look('paraf-sandi-keliru');
    await bima.page.fill('input[name=sandi]', password);
    await bima.press('button[name=putusan]:has-text("Setuju dan paraf")');
    const { marks } = await program.ask('bima', 'GET', `/berkas/${dossier}`);
    const paraf = marks.find((mark) => mark.kind === 'paraf');
    ensure(paraf && paraf.fixing && paraf.strength === 'sandi', 'the paraf says how it was proven');
    ensure(marks.some((mark) => mark.earlier_version), 'lower marks stand on an earlier version');

    // After the fixing row: recalled with a reason, edited, and the paraf is void for all to see.
    await sari.go(`/berkas/${dossier}`);
    await sari.look('paraf-berkas-diparaf');
    await sari.page.locator('#perbaiki summary').click();
    await sari.press('#perbaiki button');
    ensure((await sari.page.locator('#alasan-perbaiki-e').count()) === 1, 'a recall wants its reason');
    await sari.page.fill('#alasan-perbaiki', 'Nama puskesmas keliru.');
    await sari.press('#perbaiki button');
    await sari.write(dossier, `${text} Mulai 24 November 2026 di 18 puskesmas. Bawa buku KIA.`);
    await sari.press('button[name=serahkan]:has-text("Setuju"):not([disabled])');
    await bima.go(`/berkas/${dossier}/naskah`);
    const words = await bima.text();
    ensure(/gugur/i.test(words) && words.includes('Nama puskesmas keliru.'), 'which mark is void, and why');
    await bima.look('paraf-naskah-gugur');

    // With a code on his phone a password alone is not enough any more, and a code is good once.
    const { used, spare } = await with_phone(bima);
    await bima.go(review);
    const code = bima.page.locator('input[name=kode]');
    equal(await code.getAttribute('inputmode'), 'numeric', 'a phone shows its digits');
    equal(await code.getAttribute('autocomplete'), 'one-time-code', 'and offers the code');
    await bima.page.locator('textarea[name=catatan]').first().fill('Sudah benar.');
    for (const [typed, said] of [['', 'Isi kode dari ponsel'], [used, 'sudah pernah dipakai']]) {
      await bima.page.fill('input[name=sandi]', password);
      await code.fill(typed);
      await bima.press('button[name=putusan]:has-text("Setuju dan paraf")');
      ensure((await bima.text()).includes(said), said);
      equal(await bima.page.locator('textarea[name=catatan]').first().inputValue(), 'Sudah benar.', 'the note is kept');
    }
    await bima.look('paraf-kode-keliru');
    await bima.page.fill('input[name=sandi]', password);
    await code.fill(spare);
    await bima.press('button[name=putusan]:has-text("Setuju dan paraf")');
    const after = await program.ask('bima', 'GET', `/berkas/${dossier}`);
    ensure(after.marks.some((mark) => mark.strength === 'totp'), 'the mark says: password and code');
    await bima.go(`/berkas/${dossier}`);
    ensure((await bima.text()).includes('Dibuktikan dengan kata sandi dan kode'), 'for all to see');
    await bima.go('/cari?kata=mengimunisasikan');
    ensure((await bima.text()).includes(title), 'the search knows the root of a word');
    await bima.look('paraf-cari');
  });
}

test('checkers correct, return and initial a text, on desktops', () => walk(desktop));
test('checkers correct, return and initial a text, on phones', () => walk(phone));
