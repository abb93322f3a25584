// Magetan's fourth step on six channels: accounts connected in the browser, sent to strict doubles,
// radio and Instagram by hand on a phone, and a message that nobody answered for, settled from the
// queue.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeJpeg } from '../doubles/lib/media.mjs';
import { connect, start_with_doubles, toast } from './akun.mjs';
import { Person, desktop, ensure, equal, password, phone, start_browser, test } from './lib.mjs';

/// The same person by the API, to walk the steps that other tests walk by hand.
async function by_api(address, name) {
  const ask = async (method, path, body, token) => {
    const reply = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await reply.text();
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return text ? JSON.parse(text) : {};
  };
  const { token } = await ask('POST', '/sesi', { sign_in: name, password });
  return (method, path, body) => ask(method, path, body, token);
}

/// A compilation of Magetan, written and picked, so that its fourth step lies open six times.
async function to_step_four(nina) {
  const { sops } = await nina('GET', '/sop');
  const sop = sops.find(({ key }) => key.startsWith('magetan'));
  const { dossier } = await nina('POST', '/berkas', { title: 'Kompilasi harian', sop: sop.id });
  const path = `/berkas/${dossier}`;
  for (let step = 0; step < 3; step += 1) {
    const view = await nina('GET', path);
    const open = view.open[0];
    for (const { key, at_hand, ticks_itself } of open.needs) {
      if (at_hand || ticks_itself) continue;
      await nina('POST', `${path}/perintah`, { command: 'tick', item: key, at_hand: true });
    }
    if (step === 0) {
      const { incoming } = await nina('POST', '/info-masuk', {
        title: 'Pasar murah', medium: 'WhatsApp', text: 'Pasar murah di alun-alun.',
      });
      await nina('PUT', `${path}/inventaris`, { refs: [incoming[0].ref] });
    }
    const draft = await nina('GET', `${path}/naskah`);
    if (step === 0) {
      await nina('PUT', `${path}/naskah`, {
        title: 'Pasar murah Sabtu ini', revision: draft.revision,
        text: 'Pasar murah di alun-alun, Sabtu pukul 07.00.', variants: {},
      });
    }
    await nina('POST', `${path}/perintah`, { command: 'finish', task: open.number, outcome: open.choices[0].outcome });
  }
  return dossier;
}

const posts_on = (doubles, name) => doubles.core.posts.filter(({ channel, removed_at }) => channel === name && !removed_at);

/// The news is corrected: X cannot be edited, so a person is asked. Then it is withdrawn: the client
/// takes the post on X down, a person the one on Instagram.
async function mend(dewi, doubles) {
  await dewi.sign_in();
  await dewi.go('/situs');
  const news = dewi.page.locator('tr:has-text("Pasar murah Sabtu ini")');
  await news.locator('summary').click();
  await dewi.press(news.locator('form[action$="/ralat"] button'));
  await toast(dewi, 'Tulis apa yang keliru');
  await dewi.look('situs-ralat-kosong');
  await news.locator('form[action$="/ralat"] textarea').fill('Pukul 08.00, bukan 07.00.');
  await dewi.press(news.locator('form[action$="/ralat"] button'));
  await toast(dewi, 'Ralat tampil di bawah berita.');
  const copies = (person, label) => person.page.locator(`#salinan li:has-text("${label}")`);
  for (const label of ['X @', 'Instagram']) {
    ensure((await copies(dewi, label).innerText()).includes('Tugas Anda'), `${label} is a person's task`);
  }
  await dewi.look('situs-ralat');
  await dewi.press(copies(dewi, 'X @').locator('form[action$="/selesai"] button'));
  await toast(dewi, 'Dicatat: salinan itu sudah diperbaiki.');

  await news.locator('summary').click();
  await news.locator('form[action$="/tarik"] textarea').fill('Acara dibatalkan.');
  await dewi.press(news.locator('form[action$="/tarik"] button'));
  await toast(dewi, 'Berita ditarik; alamatnya menyebut alasannya.');
  const down = copies(dewi, 'X @').filter({ hasText: 'Turunkan' });
  for (let i = 0; i < 60 && !(await down.innerText()).includes('Selesai'); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await dewi.go('/situs');
  }
  ensure((await down.innerText()).includes('Selesai'), 'the copy on X is done');
  equal(posts_on(doubles, 'x').length, 0, 'and it is gone from X');
  await dewi.look('situs-tarik');
  const phone_dewi = await new Person(dewi.browser, dewi.address, phone, 'dewi').open();
  await phone_dewi.sign_in();
  await phone_dewi.go('/situs');
  await phone_dewi.look('situs-tarik');
  const task = copies(phone_dewi, 'Instagram').filter({ hasText: 'Tugas Anda' });
  equal(await task.locator('a.btn').getAttribute('href'), 'https://www.instagram.com/p/C1/', 'the way there');
  await phone_dewi.press(task.locator('form[action$="/selesai"] button'));
  equal(await copies(phone_dewi, 'Instagram').filter({ hasText: 'Tugas Anda' }).count(), 0, 'nothing is left');
  await phone_dewi.close();
}

test('saluran: Magetan 4 on six channels, by doubles and by hand; an unanswered message settled', async () => {
  const server = await start_with_doubles(['x', 'facebook', 'instagram', 'youtube']);
  const { doubles, folder } = server;
  const browser = await start_browser();
  const agus = await new Person(browser, server.address, desktop, 'agus').open();
  const nina = await new Person(browser, server.address, desktop, 'nina').open();
  const dewi = await new Person(browser, server.address, desktop, 'dewi').open();
  const hand = await new Person(browser, server.address, phone, 'nina').open();
  try {
    await agus.sign_in();
    await connect(agus, 'X @sukamaju', 'x-client', 'x-secret');
    await agus.look('saluran-akun');
    await connect(agus, 'Facebook Sukamaju', '900100200300400', 'meta-app-secret');
    await agus.go('/pengaturan/saluran');
    await agus.look('saluran');
    await agus.go('/pengaturan/saluran/baru');
    await agus.look('saluran-baru');

    await nina.sign_in();
    const api = await by_api(server.address, 'nina');
    const dossier = await to_step_four(api);
    await nina.go(`/berkas/${dossier}/siaran`);
    await nina.look('siaran-enam');
    const card = (label) => `section.card:has(h2:has-text("${label}"))`;
    await nina.press(`${card('Situs web')} form[action$="/kirim"] button`);
    await nina.press(`${card('X @')} form[action$="/kirim"] button`);
    for (let i = 0; i < 40 && (doubles.core.posts.filter(({ channel }) => channel === 'x').length === 0); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    equal(doubles.core.posts.filter(({ channel }) => channel === 'x').length, 1, 'it is on X once');

    // Facebook takes nothing and says nothing that can be read: a plan first, then taken back.
    await nina.page.locator(`${card('Facebook')} summary:has-text("Rencana tayang")`).click();
    await nina.page.fill(`${card('Facebook')} input[name=waktu]`, '2020-01-01T10:00');
    await nina.press(`${card('Facebook')} form[action$="/jadwal"] button`);
    await toast(nina, 'Waktu tayang sudah lewat.');
    await nina.look('siaran-rencana-salah');
    const tomorrow = new Date(Date.now() + 86400e3 + 7 * 3600e3).toISOString().slice(0, 16);
    await nina.page.fill(`${card('Facebook')} input[name=waktu]`, tomorrow);
    await nina.press(`${card('Facebook')} form[action$="/jadwal"] button`);
    await toast(nina, 'Rencana tayang disimpan.');
    await nina.press(`${card('Facebook')} form[action$="/kirim"] button`);
    await nina.go('/siaran/antrean');
    ensure((await nina.text()).includes('Facebook Sukamaju'), 'the queue shows what waits');
    await nina.look('antrean');
    await nina.press('form[action$="/tarik"] button');
    await toast(nina, 'Kiriman ditarik dari antrean.');

    // By hand on the phone: radio with a time and a photo, Instagram with a link.
    await hand.sign_in();
    await hand.go(`/berkas/${dossier}/siaran`);
    await hand.look('siaran-tangan');
    await hand.page.locator(`${card('Radio')} summary:has-text("Catat bukti tayang")`).click();
    const photo = join(folder, 'studio.jpg');
    writeFileSync(photo, makeJpeg(600, 400, 'studio'));
    await hand.page.setInputFiles(`${card('Radio')} input[name=bukti]`, photo);
    await hand.page.fill(`${card('Radio')} input[name=catatan]`, 'Dibacakan Wati');
    await hand.press(`${card('Radio')} form[action$="/bukti"] button`);
    await toast(hand, 'Bukti tayang dicatat.');
    ensure((await hand.text()).includes('Dibacakan Wati'), 'the proof stands on the card');
    await hand.page.fill(`${card('Instagram')} input[name=tautan]`, 'https://www.instagram.com/p/C1/');
    await hand.press(`${card('Instagram')} form[action$="/tautan"] button`);
    await hand.look('siaran-tangan-selesai');
    await hand.go('/siaran');
    await hand.look('papan-tangan');
    await hand.go('/siaran/antrean');
    await hand.look('antrean-tangan');
    await mend(dewi, doubles);
    equal(doubles.core.violations, [], 'the doubles have no complaint');
    equal([...agus.complaints, ...nina.complaints, ...dewi.complaints, ...hand.complaints], [], 'no page complained');
  } catch (error) {
    await nina.shot('saluran-gagal');
    throw error;
  } finally {
    await agus.close();
    await nina.close();
    await dewi.close();
    await hand.close();
    await browser.close();
    await server.stop();
  }
});
