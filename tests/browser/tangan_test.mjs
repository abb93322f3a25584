// Every social channel by hand on a phone of 390 px: Singkawang 4, and Magetan 4 to 6, in which one
// channel does not look as it should, goes back alone, is put there anew and looked at again.
import { Program, ensure, equal, on_stage, phone, test } from './lib.mjs';

const places = {
  instagram: 'www.instagram.com/p/', facebook: 'www.facebook.com/p/', youtube: 'youtu.be/', x: 'x.com/sukamaju/status/',
};
const onward = 'button[name=putusan][data-kind=main]:not([disabled])';
const card = (person, label) => person.page.locator('main section.card', { has: person.page.locator('h2', { hasText: label }) }).first();

/// Copies the text, takes the link back from the channel; the website goes by itself, the radio tells
/// what was heard.
async function air_by_hand(person, dossier, turn = 1) {
  for (let n = 0; n < 20; n += 1) {
    await person.go(`/berkas/${dossier}/siaran`);
    const send = person.page.locator('form[action$="/kirim"] button');
    if (await send.count()) {
      await person.press(send);
      continue;
    }
    const open = person.page.locator('main section.card', { has: person.page.locator('form[action$="/tautan"]') }).first();
    if (!(await open.count())) return;
    const label = (await open.locator('h2').innerText()).trim();
    ensure(await open.locator('button[data-copy]').isVisible(), `${label}: the text is copied by one tap`);
    await open.locator('button[data-copy]').click();
    if (/radio/i.test(label)) {
      await open.locator('summary', { hasText: 'Catat bukti tayang' }).click();
      await open.locator('input[name=catatan]').fill('Dibacakan pukul 07.00.');
      await person.press(open.locator('form[action$="/bukti"] button'));
      continue;
    }
    const channel = Object.keys(places).find((one) => label.toLowerCase().startsWith(one));
    await open.locator('input[name=tautan]').fill(`https://${places[channel]}${dossier}${turn}`);
    await person.press(open.locator('form[action$="/tautan"] button'));
  }
  throw new Error('the channels never ended');
}

/// Leaves what may be left, until this dossier has no such step open for anybody.
async function pass_all(person, program, name, dossier, step) {
  for (let n = 0; n < 120; n += 1) {
    const { open } = await program.ask(name, 'GET', `/berkas/${dossier}`);
    if (!open.some((one) => one.step === step)) return;
    await person.go(`/berkas/${dossier}/siaran`);
    const ready = person.page.locator(onward);
    if (await ready.count()) await person.press(ready);
    else await person.page.waitForTimeout(250);
  }
  throw new Error(`step ${step} never ended`);
}

async function singkawang(agus, program) {
  const dossier = await program.approved_singkawang('Samsat keliling', 'Samsat keliling hadir Selasa di balai desa.');
  await air_by_hand(agus, dossier);
  await agus.go(`/berkas/${dossier}/siaran`);
  await agus.look('tangan-singkawang');
  await pass_all(agus, program, 'agus', dossier, '4');
  const { state } = await program.ask('agus', 'GET', `/berkas/${dossier}`);
  equal(state, 'closed', 'Singkawang is closed');
}

async function at_channels(program) {
  const dossier = await program.open('nina', 'Harian Senin', 'magetan');
  const { incoming } = await program.ask('nina', 'POST', '/info-masuk', {
    title: 'Pasar murah', medium: 'WhatsApp Camat', text: 'Pasar murah Sabtu pagi di alun-alun.',
  });
  const refs = [incoming[0].ref];
  await program.ask('nina', 'PUT', `/berkas/${dossier}/inventaris`, { refs });
  await program.finish('nina', dossier, '1');
  await program.finish('nina', dossier, '2');
  await program.ask('nina', 'POST', `/berkas/${dossier}/pilihan`, { refs });
  await program.finish('nina', dossier, '3');
  return dossier;
}

/// A person looked at the channel with their own eyes, and says so.
async function seen(nina, dossier, label) {
  await nina.go(`/berkas/${dossier}/tampilan`);
  const one = card(nina, label);
  await one.locator('summary', { hasText: 'Catat yang saya lihat' }).or(one.locator('details:has(form[action$="/bawa"]) > summary')).first().click();
  await nina.press(one.locator('form[action$="/bawa"] button'));
  return card(nina, label);
}

async function magetan(nina, program) {
  const dossier = await at_channels(program);
  await air_by_hand(nina, dossier);
  await pass_all(nina, program, 'nina', dossier, '4');
  const open_at = async (step) => {
    const { open } = await program.ask('nina', 'GET', `/berkas/${dossier}`);
    return open.filter((one) => one.step === step).length;
  };
  const channels = await open_at('5');
  ensure(channels >= 6, `each channel is looked at: ${channels}`);

  const wrong = await seen(nina, dossier, 'Instagram');
  await nina.press(wrong.locator('button[value=tidak]'));
  ensure(/alasan|Tulis/.test(await card(nina, 'Instagram').innerText()), 'what is wrong has to be told');
  await nina.look('tangan-magetan-alasan');
  await card(nina, 'Instagram').locator('textarea[name=catatan]').fill('Gambarnya terpotong.');
  await nina.press(card(nina, 'Instagram').locator('button[value=tidak]'));
  equal([await open_at('4'), await open_at('5')], [1, channels - 1], 'that channel alone goes back');

  await air_by_hand(nina, dossier, 2);
  await pass_all(nina, program, 'nina', dossier, '4');
  equal(await open_at('5'), channels, 'and is looked at again');
  await nina.go(`/berkas/${dossier}/tampilan`);
  const labels = await nina.page.locator('main section.card[id^=t] h2').allInnerTexts();
  for (const label of labels.map((one) => one.trim())) {
    const one = await seen(nina, dossier, label);
    const fits = one.locator('button[value=sesuai]');
    if (await fits.count()) await nina.press(fits);
  }
  equal(await open_at('5'), 0, 'a person said of each that it fits');
  await nina.go(`/berkas/${dossier}`);
  await nina.look('tangan-magetan');
  await nina.tick_all(dossier);
  await nina.press(onward);
  const { state } = await program.ask('nina', 'GET', `/berkas/${dossier}`);
  equal(state, 'closed', 'Magetan is closed');
}

test('tangan: Singkawang 4 by hand on a phone', () => on_stage(phone, async ({ kentongan, enter }) =>
  singkawang(await (await enter('agus')).sign_in(), new Program(kentongan.address))));
test('tangan: Magetan 4 to 6 by hand on a phone, one channel back from 5 to 4', () =>
  on_stage(phone, async ({ kentongan, enter }) =>
    magetan(await (await enter('nina')).sign_in(), new Program(kentongan.address))));
