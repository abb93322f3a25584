// Sanggau 9 to 11 as a release is ordered, aired and watched: the channels that step 2 chose are those
// of 9, 10 and 11; three verdicts for each; they stand in the report, with whom it aimed at. Desktop and phone.
import { Program, desktop, ensure, equal, on_stage, password, phone, test } from './lib.mjs';
import { at_step_six } from './sanggau.mjs';

const chosen = ['Facebook Sukamaju', 'Situs web resmi'];
const onward = 'form[action$="/selesai"] button[data-kind=main]:not([disabled])';

async function at_step_nine(program, title) {
  const dossier = await at_step_six(program, title, ['website', 'facebook']);
  await program.finish('lina', dossier, '6');
  await program.finish('sari', dossier, '7');
  await program.finish('bima', dossier, '8', { secret: password });
  return dossier;
}

/// The cards of channels, whose names begin with this letter.
const columns = async (person, letter) => {
  const heads = person.page.locator(`main section.card[id^="${letter}"] h2`);
  return (await heads.allInnerTexts()).map((one) => one.trim()).sort();
};

async function order(sari, dossier) {
  await sari.go(`/berkas/${dossier}/siaran`);
  equal(await columns(sari, 'a'), chosen, 'the channels of step 2, and no others');
  equal(await sari.page.locator('form[action$="/kirim"]').count(), 0, 'nothing goes out before the order');
  await sari.look('siar-perintah');
  await sari.page.locator('textarea[name=catatan]').first().fill('Siarkan hari ini.');
  await sari.press(onward);
}

async function air(lina, dossier) {
  const place = `/berkas/${dossier}/siaran`;
  await lina.go(`/berkas/${dossier}`);
  ensure((await lina.text()).includes('Siarkan hari ini.'), 'the order is there to read');
  await lina.go(place);
  equal(await columns(lina, 'a'), chosen, 'step 10 has the same channels');
  await lina.press('form[action$="/kirim"] button');
  await lina.page.locator('input[name=tautan]').first().fill(`https://www.facebook.com/p/S${dossier}`);
  await lina.press('form[action$="/tautan"] button');
  await lina.look('siar-tayang');
  // The website needs a moment for its errand.
  for (let passed = 0; passed < chosen.length;) {
    await lina.go(place);
    const ready = lina.page.locator(onward);
    if ((await ready.count()) === 0) continue;
    await lina.press(ready);
    passed += 1;
  }
}

async function watch(lina, dossier) {
  const place = `/berkas/${dossier}/pantauan`;
  await lina.go(place);
  equal(await columns(lina, 'p'), chosen, 'step 11 has the same channels');
  const judge = async (channel, punctual, note) => {
    const form = lina.page.locator('section.card[id^=p] form[action*="/pantauan/"]')
      .filter({ has: lina.page.getByRole('button', { name: channel }) });
    await form.locator(`input[name=waktu][value=${punctual}]`).check();
    await form.locator('input[name=frekuensi][value=sesuai]').check();
    await form.locator('input[name=ketepatan][value=sesuai]').check();
    await form.locator('input[name=jangkauan]').fill('1200');
    await form.locator('textarea[name=catatan]').fill(note);
    await lina.press(form.locator('button[data-kind=main]'));
  };
  await judge('Situs web', 'tidak', '');
  ensure((await lina.text()).includes('Tulis apa yang tidak sesuai'), 'what does not fit is told');
  await judge('Situs web', 'tidak', 'Tayang sore, bukan pagi.');
  await judge('Facebook', 'sesuai', '');
  for (const words of ['Khalayak yang dituju: rentang usia', 'Jangkauan yang tercatat (orang): 2.400']) {
    ensure((await lina.text()).includes(words), `it says “${words}”`);
  }
  await lina.look('siar-pantauan');
  for (const _ of chosen) {
    await lina.go(`/berkas/${dossier}`);
    await lina.press(onward);
  }
}

function walk(device) {
  return on_stage(device, async ({ kentongan, enter }) => {
    const sari = await (await enter('sari')).sign_in();
    const lina = await (await enter('lina')).sign_in();
    const dossier = await at_step_nine(new Program(kentongan.address), 'Pekan Imunisasi 2026');
    await order(sari, dossier);
    await air(lina, dossier);
    await watch(lina, dossier);
    await lina.go(`/berkas/${dossier}`);
    ensure(/selesai/i.test(await lina.text()), 'Sanggau is closed');
    await lina.go(`/berkas/${dossier}/laporan`);
    await lina.press('form[action$="/laporan"] button[data-kind=main]');
    await lina.look('siar-laporan');
    const file = await lina.page.locator('a[href$="/html"]').first().getAttribute('href');
    const report = await (await lina.page.request.get(new URL(file, kentongan.address).href)).text();
    for (const words of [...chosen, 'Tayang sore, bukan pagi.', 'Khalayak yang dituju', '2.400']) {
      ensure(report.includes(words), `the report tells of “${words}”`);
    }
  });
}

test('siar: Sanggau 9 to 11 on desktops', () => walk(desktop));
test('siar: Sanggau 9 to 11 on phones', () => walk(phone));
