// An office made by the wizard from nothing: five people in several positions, invited by links;
// a Plh acts for an absent head; somebody signs in with the phone's code; settings looked at.
import { createHmac } from 'node:crypto';
import { desktop, ensure, equal, on_stage, phone, start_kentongan, test } from './lib.mjs';

const secret_words = 'kopi tubruk pagi hari';

/// What an authenticator shows now for this key, as RFC 6238 says.
function phone_code(typed) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const c of typed.replaceAll(' ', '')) bits += letters.indexOf(c).toString(2).padStart(5, '0');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', bytes).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function sign_in(person, sandi) {
  await person.go('/masuk');
  await person.page.fill('input[name=nama]', person.name);
  await person.page.fill('input[name=sandi]', sandi);
  await person.press('main button[type=submit]');
  return person;
}

/// Walks the wizard and answers the links for the others.
async function found_office(ani, setup) {
  const next = 'main form button[data-kind=main]';
  await ani.go(setup);
  await ani.press(next);
  ensure((await ani.text()).includes('belum diisi'), 'an empty step says what is missing');
  await ani.look('kantor-mulai-1-kosong');
  await ani.page.fill('#wilayah', 'Kota Harapan');
  await ani.page.fill('#alamat_kantor', 'harapan');
  const people = [['Ani', 'ani'], ['Budi', 'budi'], ['Cici', 'cici'], ['Dodi', 'dodi'], ['Eka', 'eka']];
  for (const [i, [name, sign]] of people.entries()) {
    await ani.page.fill(`#orang${i + 1}`, name);
    await ani.page.fill(`#masuk${i + 1}`, sign);
  }
  await ani.look('kantor-mulai-1');
  await ani.press(next);
  const posts = { 1: '2', 2: '1', 3: '3', 4: '3', 5: '4', 6: '4', 7: '5', 8: '1', 9: '4' };
  for (const [post, holder] of Object.entries(posts)) {
    await ani.page.selectOption(`#oleh${post}`, holder);
  }
  await ani.page.fill('#jabatan4', 'Sub Koordinator Komunikasi Publik');
  await ani.look('kantor-mulai-2');
  await ani.press(next);
  await ani.look('kantor-mulai-3');
  await ani.press(next);
  await ani.page.fill('#sandi', 'rahasia123');
  await ani.page.fill('#ulang', 'rahasia123');
  await ani.press(next);
  ensure((await ani.text()).includes('mudah ditebak'), 'a common password is refused');
  await ani.page.fill('#sandi', secret_words);
  await ani.page.fill('#ulang', secret_words);
  await ani.look('kantor-mulai-4');
  await ani.press(next);
  await ani.look('kantor-mulai-selesai');
  const links = {};
  for (const field of await ani.page.locator('input[readonly]').all()) {
    links[(await field.getAttribute('id')).slice(2)] = await field.inputValue();
  }
  equal(Object.keys(links), ['budi', 'cici', 'dodi', 'eka'], 'the others have links');
  return links;
}

async function choose_password(person, link) {
  await person.go(new URL(link).pathname);
  await person.look('kantor-undangan');
  await person.page.fill('#sandi', secret_words);
  await person.page.fill('#ulang', secret_words);
  await person.press('main button[type=submit]');
  await sign_in(person, secret_words);
  ensure(person.page.url().endsWith('/meja'), `${person.name} is in`);
}

async function appoint_plh(ani) {
  await ani.go('/pengaturan');
  await ani.look('kantor-pengaturan');
  await ani.page.selectOption('#tunjuk-untuk', { label: 'Kepala Dinas' });
  await ani.page.selectOption('#tunjuk-sebagai', 'plh');
  await ani.page.selectOption('#tunjuk-oleh', { label: 'Cici' });
  await ani.press('form[action="/pengaturan/penunjukan"] button');
  ensure((await ani.text()).includes('Plh selalu berbatas waktu'), 'a Plh needs an end');
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await ani.page.fill('#tunjuk-sampai', soon);
  await ani.press('form[action="/pengaturan/penunjukan"] button');
  const text = await ani.text();
  ensure(text.includes('Plh. Cici') && text.includes('nomor menyusul'), 'the Plh is shown, chased');
  await ani.look('kantor-pengaturan-plh');
}

async function set_up_phone(cici) {
  await cici.go('/akun');
  await cici.look('kantor-akun');
  await cici.press('form[action="/akun/kode"] button');
  const typed = await cici.page.locator('main .mono').first().innerText();
  await cici.look('kantor-akun-kode');
  await cici.page.fill('#kode', phone_code(typed));
  await cici.press('form[action="/akun/kode/pasang"] button');
  equal(await cici.page.locator('main li').count() >= 8, true, 'spare codes are shown');
  const spare = await cici.page.locator('main ul.mono li').first().innerText();
  await cici.look('kantor-akun-kode-cadangan');
  return spare;
}

async function walk_settings(ani) {
  const parts = ['orang', 'unit', 'tim', 'opd', 'pers', 'kop', 'kalender', 'impor'];
  for (const part of parts) {
    await ani.go(`/pengaturan/${part}`);
    await ani.look(`kantor-${part}`);
  }
  await ani.go('/pengaturan/opd');
  await ani.press('form[action="/pengaturan/opd/muat"] button');
  ensure((await ani.text()).includes('Dinas Kesehatan'), 'the usual agencies are there');
  await ani.go('/jurnal?jenis=appointed');
  ensure((await ani.text()).includes('Plh. Kepala Dinas'), 'the journal has the appointment');
  await ani.look('kantor-jurnal-saring');
}

/// The others take their links; a Plh acts; her phone becomes a second proof.
async function bring_in_the_others(ani, others, links) {
  const { budi, cici, dodi } = others;
  await sign_in(ani, secret_words);
  await choose_password(budi, links.budi);
  await choose_password(cici, links.cici);
  await choose_password(dodi, links.dodi);
  await appoint_plh(ani);
  await cici.go('/menu');
  ensure((await cici.text()).includes('Plh. Kepala Dinas'), 'Cici acts for the head');
  const spare = await set_up_phone(cici);
  await cici.go('/menu');
  await cici.press('form[action="/keluar"] button >> visible=true');
  await sign_in(cici, secret_words);
  ensure(cici.page.url().includes('/masuk/kode'), 'the password alone is not enough');
  await cici.look('kantor-masuk-kode');
  await cici.page.fill('#kode', spare);
  await cici.press('main button[type=submit]');
  ensure(cici.page.url().endsWith('/meja'), 'a spare code lets in');
}

function in_new_office(device, names, body) {
  return on_stage(device, async ({ kentongan, cast, enter }) => {
    for (const name of names) await enter(name);
    const setup = kentongan.said().match(/\/mulai\/\S+/)[0];
    const links = await found_office(cast.ani, setup);
    ensure((await cast.ani.go(setup)).status() === 404, 'the link is good once');
    await body(cast, links);
  }, () => start_kentongan([], undefined, []));
}

test('kantor: an office from nothing, on desktops', () =>
  in_new_office(desktop, ['ani', 'budi', 'cici', 'dodi'], async ({ ani, ...others }, links) => {
    await bring_in_the_others(ani, others, links);
    await walk_settings(ani);
  }));
test('kantor: an office from nothing, on phones', () =>
  in_new_office(phone, ['ani', 'cici'], async ({ ani, cici }, links) => {
    await sign_in(ani, secret_words);
    await choose_password(cici, links.cici);
    await appoint_plh(ani);
    await set_up_phone(cici);
    await walk_settings(ani);
  }));
