// The whole program beside its partners in one run: desk and article beside nginx (P1, P2, P3), acts
// through HTTP beside raw SQLite (P4, P5, P4b, P4c), memory (P9), cold start (P10), first visits (P17).
// The acts' partner is raw SQLite running the very statements that the acts run (bench/act_bench.cc).
//   node bench/office.mjs FOLDER-OF-THE-BUILD
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync } from 'node:zlib';
import {
  act_in_turn, acts_script, api, built, dossiers, folder, measure, median, nginx, open_dossiers, resident, row, serve,
  span, steady, stop, wrk,
} from './parts.mjs';

const rounds = 3, recorded_acts = 8 * dossiers, many_articles = 100_000;

/// The database before some acts, and the statements of these acts.
async function record_acts() {
  const data = join(folder, 'recorded'), before = join(folder, 'before.db'), statements = join(folder, 'statements');
  const office = await serve(data);
  const { token } = await api(office.address, '', 'POST', '/sesi', { sign_in: 'dewi', password: 'kentongan-demo' });
  const ids = await open_dossiers(office.address, token);
  await stop(office);
  copyFileSync(join(data, 'kentongan.db'), before);
  const watched = await serve(data, { LD_PRELOAD: join(built, 'libact_recorder.so'), KENTONGAN_STATEMENTS: statements });
  await act_in_turn(watched.address, token, ids, recorded_acts);
  await stop(watched);
  rmSync(data, { recursive: true });
  return () => {
    const said = spawnSync(join(built, 'act_bench'), [before, statements, folder], { encoding: 'utf8' });
    if (said.status !== 0) throw new Error(`act_bench: ${said.stderr}`);
    const [rate, asked, sync] = said.stdout.split(' ').map(Number);
    return { rate, asked, sync };
  };
}

/// Words that are approved and wait for whoever sends them to the website: a function that sends the next.
async function approved_articles(address, count) {
  const token = {};
  for (const name of ['dewi', 'sari', 'agus']) {
    token[name] = (await api(address, '', 'POST', '/sesi', { sign_in: name, password: 'kentongan-demo' })).token;
  }
  const ask = (name, method, path, body) => api(address, token[name], method, path, body);
  const finish = async (name, dossier, step, outcome) => {
    const task = (await ask(name, 'GET', `/berkas/${dossier}`)).open.find((one) => one.step === step);
    for (const { key, at_hand, ticks_itself } of task.needs) {
      if (!at_hand && !ticks_itself) await ask(name, 'POST', `/berkas/${dossier}/perintah`, { command: 'tick', item: key, at_hand: true });
    }
    await ask(name, 'POST', `/berkas/${dossier}/perintah`, { command: 'finish', task: task.number, outcome });
  };
  const { sops } = await ask('dewi', 'GET', '/sop');
  const sop = sops.find(({ key }) => key.startsWith('singkawang')).id;
  const waiting = [];
  for (let n = 0; n < count; n += 1) {
    const { dossier } = await ask('dewi', 'POST', '/berkas', { title: `Pasar murah ${n}`, sop, origin: 'gagasan' });
    const { revision } = await ask('dewi', 'GET', `/berkas/${dossier}/naskah`);
    await ask('dewi', 'PUT', `/berkas/${dossier}/naskah`, { revision, title: `Pasar murah ${n}`, text: 'Sabtu pagi di alun-alun.', variants: {} });
    await finish('dewi', dossier, '1', 'tanpa_desain');
    await finish('sari', dossier, '3', 'ya');
    const { airings } = await ask('agus', 'GET', `/berkas/${dossier}/siaran`);
    waiting.push(`/berkas/${dossier}/siaran/${airings.find(({ channel }) => channel === 'website').id}/kirim`);
  }
  return () => ask('agus', 'POST', waiting.pop());
}

/// The newest article's row, again and again, before it in time.
function fill_with_articles(database, count) {
  const db = new DatabaseSync(database);
  const newest = db.prepare('SELECT * FROM article ORDER BY id DESC LIMIT 1');
  newest.setReadBigInts(true);
  const like = newest.get();
  const names = Object.keys(like);
  const insert = db.prepare(`INSERT INTO article (${names.join(',')}) VALUES (${names.map(() => '?').join(',')})`);
  db.exec('BEGIN');
  for (let n = 1; n <= count; n += 1) {
    insert.run(...Object.values({ ...like, id: n, once: `banyak-${n}`, slug: `banyak-${n}` }));
  }
  db.exec('COMMIT');
  db.close();
  return like.slug;
}

/// An article's page with few and with very many beside it, and while one goes out each second (P2).
async function beside_many_articles() {
  const data = join(folder, 'few'), full = join(folder, 'many');
  let few = await serve(data);
  await (await approved_articles(few.address, 1))();
  let slug;
  for (let n = 0; !slug && n < 100; n += 1) {
    const news = await (await fetch(`${few.address}/k/sukamaju`)).text();
    slug = /berita\/(pasar-murah[^"?#]*)/.exec(news)?.[1];
    if (!slug) await new Promise((next) => setTimeout(next, 100));
  }
  if (!slug) throw new Error('the article never came to the portal');
  await stop(few);
  cpSync(data, full, { recursive: true });
  fill_with_articles(join(full, 'kentongan.db'), many_articles);
  few = await serve(data);
  const many = await serve(full);
  const send = await approved_articles(many.address, rounds * (span + 2));
  const page = async (office) => {
    const seen = await wrk(`${office.address}/k/sukamaju/berita/${slug}`, { headers: ['Accept-Encoding: br'] });
    if (seen.refused) throw new Error(`${seen.refused} were no article`);
    return seen;
  };
  const rates = { few: [], many: [], publishing: [] };
  for (let n = 0; n < rounds; n += 1) {
    rates.few.push((await page(few)).rate);
    rates.many.push((await page(many)).rate);
    const each_second = setInterval(send, 1000);
    rates.publishing.push((await page(many)).rate);
    clearInterval(each_second);
  }
  const alone = median(rates.few);
  row('P2 article page, few articles', `${Math.round(alone)}/s`, '1.00', '');
  row(`P2 the same beside ${many_articles} articles`, `${Math.round(median(rates.many))}/s`, (median(rates.many) / alone).toFixed(2), '>= 0.95');
  row('P2 the same while an article goes out each second', `${Math.round(median(rates.publishing))}/s`, (median(rates.publishing) / alone).toFixed(2), '>= 0.95');
  await stop(few);
  await stop(many);
}

/// What a first visit brings over the line, compressed, without pictures of the content.
async function first_visit(address, path, cookie) {
  const get = (place) => fetch(new URL(place, address), {
    headers: { 'Accept-Encoding': 'br', ...(cookie && { Cookie: cookie }) } });
  const page = await get(path);
  const html = await page.text();
  let bytes = brotliCompressSync(html).length;
  const parts = new Set([...html.matchAll(/(?:href|src)="(\/ui\/[^"#]+)/g)].map(([, place]) => place));
  for (const part of parts) {
    const reply = await get(part);
    const body = Buffer.from(await reply.arrayBuffer());
    const sent = Number(reply.headers.get('content-length') ?? 0);
    bytes += sent || (part.includes('woff2') ? body.length : brotliCompressSync(body).length);
  }
  return Math.round(bytes / 102.4) / 10;
}

async function main() {
  const data = join(folder, 'data');
  await stop(await serve(data));
  const starts = [];
  let office;
  for (let n = 0; n < rounds; n += 1) {
    office = await serve(data);
    starts.push(office.start);
    if (n < rounds - 1) await stop(office);
  }
  const { address, child } = office;
  const raw_acts = await record_acts();
  console.log(`${'what'.padEnd(58)} ${'figure'.padStart(16)}  ${'ratio'.padStart(8)}  target`);
  row('P10 cold start to the first answer, demo', `${Math.round(median(starts))} ms`, '', '<= 150 ms');
  row('P9 memory, idle demo', `${resident(child.pid)} MB`, '', '<= 40 MB');

  const { token } = await api(address, '', 'POST', '/sesi', { sign_in: 'dewi', password: 'kentongan-demo' });
  const ids = await open_dossiers(address, token);
  const cookie = `__Host-sesi=${token}`;
  const article = await (await fetch(`${address}/k/sukamaju`)).text();
  const theirs = await nginx(article.padEnd(15360, ' '));
  const nginx_rates = [], portal_rates = [], desk_rates = [], desk_waits = [], act_rates = [], one_rates = [], raw = [];
  let refused = 0;
  for (let n = 0; n < rounds; n += 1) {
    nginx_rates.push((await wrk(theirs)).rate);
    portal_rates.push((await wrk(`${address}/k/sukamaju`, { headers: ['Accept-Encoding: br'] })).rate);
    const desk = await wrk(`${address}/meja`, { headers: [`Cookie: ${cookie}`] });
    desk_rates.push(desk.rate);
    desk_waits.push(desk.p99);
    raw.push(raw_acts());
    const acts = await wrk(address, { script: acts_script(token, ids, 2) });
    act_rates.push(acts.rate);
    const one = await wrk(address, { clients: 1, script: acts_script(token, ids, 1) });
    one_rates.push(one.rate);
    refused += acts.refused + one.refused;
  }
  const nginx_rate = median(nginx_rates), act_rate = median(act_rates);
  const raw_rate = median(raw.map((one) => one.rate)), sync = median(raw.map((one) => one.sync));
  row('nginx, sendfile, 15 KB, 64 connections', `${Math.round(nginx_rate)}/s`, '1.00', '');
  row('P1 portal page, 64 connections, beside nginx', `${Math.round(median(portal_rates))}/s`, (median(portal_rates) / nginx_rate).toFixed(2), '>= 1.0');
  row('P3 desk of a person, beside nginx', `${Math.round(median(desk_rates))}/s`, (median(desk_rates) / nginx_rate).toFixed(2), '>= 0.25');
  row('P3 its p99', `${median(desk_waits).toFixed(1)} ms`, '', '<= 20 ms');
  row(`raw SQLite, FULL, the same ${raw[0].asked} statements an act, one commit each`, `${Math.round(raw_rate)}/s`, '1.00', '');
  row('P4 acts through HTTP, 64 clients, beside raw SQLite', `${Math.round(act_rate)}/s`, (act_rate / raw_rate).toFixed(2), '>= 2.0');
  row('P5 acts through HTTP, 1 client', `${Math.round(median(one_rates))}/s`, (median(one_rates) / raw_rate).toFixed(2), '>= 0.6');
  console.log(`   (${refused} of the acts were refused because another turn was not over)`);
  const half = Math.min(act_rate / 2, 1500);
  const calm = await steady(address, token, ids, half, span);
  row(`P4b p99 of an act at ${Math.round(half)} acts/s (half, at most 1500)`, `${calm.p99.toFixed(1)} ms`, (calm.p99 * 1000 / sync).toFixed(0), '<= 25 fdatasync');
  row('   the disk\'s fdatasync of 4 KB, median', `${sync} us`, '1', '');
  const alone = (await wrk(`${address}/k/sukamaju`)).rate;
  let over = false;
  const [busy] = await Promise.all([
    wrk(`${address}/k/sukamaju`).then((seen) => { over = true; return seen; }),
    steady(address, token, ids, half, span * 3, () => over),
  ]);
  row('P4c portal page while acts run, beside alone', `${Math.round(busy.rate)}/s`, (busy.rate / alone).toFixed(2), '>= 0.5');
  row('P9 memory after all this', `${resident(child.pid)} MB`, '', '<= 150 MB');
  row('P17 first visit of the desk, compressed', `${await first_visit(address, '/meja', cookie)} KB`, '', '<= 150 KB');
  row('P17 first visit of the portal, compressed', `${await first_visit(address, '/k/sukamaju')} KB`, '', '<= 60 KB');
}

await measure(async () => {
  if (!process.env.KENTONGAN_BENCH_ONLY_P2) await main();
  await beside_many_articles();
});
