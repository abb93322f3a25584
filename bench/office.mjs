// The whole program beside its partners in one run: desk and article beside nginx (P1, P3), acts
// through HTTP beside raw SQLite (P4, P5, P4b, P4c), memory (P9), cold start (P10), first visits (P17).
//   node bench/office.mjs PROGRAM STORE_BENCH
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const [program, store_bench] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-bench-'));
const span = Number(process.env.KENTONGAN_BENCH_SECONDS ?? 4);
const rounds = 3, connections = 64, dossiers = 1024;
const children = [];

const free_port = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (what, figure, ratio, target) =>
  console.log(`${what.padEnd(58)} ${String(figure).padStart(16)}  ${String(ratio).padStart(8)}  ${target}`);

function resident(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}

async function serve(data) {
  const port = await free_port();
  const begun = process.hrtime.bigint();
  const child = spawn(program, ['serve', '--demo', '--data', data, '--port', String(port),
    '--posts-per-second', '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let said = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => { said += bytes; if (said.includes('berjalan di')) resolve(); });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  const address = `http://127.0.0.1:${port}`;
  await (await fetch(`${address}/masuk`)).text();
  const start = Number(process.hrtime.bigint() - begun) / 1e6;
  return { address, port, child, start };
}

async function nginx(bytes) {
  const port = await free_port(), place = join(folder, 'nginx');
  mkdirSync(join(place, 'www'), { recursive: true });
  mkdirSync(join(place, 'logs'), { recursive: true });
  writeFileSync(join(place, 'www', 'page'), bytes);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${place}/${kind};`).join(' ');
  writeFileSync(join(place, 'nginx.conf'), `daemon off; user root; worker_processes 2; pid ${place}/pid;
error_log ${place}/logs/error.log; events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type text/html; ${temp}
server { listen 127.0.0.1:${port} reuseport; root ${place}/www; } }`);
  const child = spawn('nginx', ['-p', place, '-c', join(place, 'nginx.conf')], { stdio: 'ignore' });
  children.push(child);
  for (let n = 0; n < 100; n += 1) {
    try { await (await fetch(`http://127.0.0.1:${port}/page`)).text(); break; } catch { await new Promise((r) => setTimeout(r, 20)); }
  }
  return `http://127.0.0.1:${port}/page`;
}

/// Requests a second, the 99th percentile in ms, and how many answers were refusals.
function wrk(url, { clients = connections, script, headers = [], seconds = span } = {}) {
  const args = ['-t', String(Math.min(2, clients)), '-c', String(clients), '-d', `${seconds}s`, '--latency',
    ...headers.flatMap((header) => ['-H', header]), ...(script ? ['-s', script] : []), url];
  return new Promise((resolve) => {
    const child = spawn('wrk', args);
    let said = '';
    child.stdout.on('data', (bytes) => (said += bytes));
    child.on('exit', () => {
      const [, amount, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(said) ?? [0, 'NaN', 'ms'];
      resolve({
        rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]),
        p99: Number(amount) * { us: 0.001, ms: 1, s: 1000 }[unit],
        refused: Number(/Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? 0),
      });
    });
  });
}

async function api(address, token, method, path, body) {
  const reply = await fetch(`${address}/api/v1${path}`, {
    method, body: body && JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(),
      ...(token && { Authorization: `Bearer ${token}` }) },
  });
  const text = await reply.text();
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
  return text ? JSON.parse(text) : {};
}

async function open_dossiers(address, token) {
  const { sops } = await api(address, token, 'GET', '/sop');
  const sop = sops.find(({ key }) => key.startsWith('singkawang')).id;
  const ids = [];
  for (let n = 0; n < dossiers; n += 32) {
    const some = await Promise.all(Array.from({ length: 32 }, (_, i) =>
      api(address, token, 'POST', '/berkas', { title: `Kabar ${n + i}`, sop, origin: 'gagasan' })));
    ids.push(...some.map(({ dossier }) => dossier));
  }
  return ids;
}

/// Every request is an act of the workflow: each dossier's first task is claimed, then released…
function acts_script(token, ids, thread_count) {
  const file = join(folder, `acts-${thread_count}.lua`);
  writeFileSync(file, `
local ids = { ${ids.map((id) => `"${id}"`).join(',')} }
local counter = 0
function setup(thread) thread:set("number", counter); counter = counter + 1 end
local at, turn = 0, 0
math.randomseed(os.time())
function request()
  local share = #ids / ${thread_count}
  at = at + 1
  if at > share then at = 1; turn = 1 - turn end
  local id = ids[number * share + at]
  local command = turn == 0 and "claim" or "release"
  local key = string.format("%08x%08x%08x%08x", math.random(0, 2147483647), math.random(0, 2147483647), at, number)
  return wrk.format("POST", "/api/v1/berkas/" .. id .. "/perintah",
    { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer ${token}", ["Idempotency-Key"] = key },
    '{"command":"' .. command .. '","task":1}')
end`);
  return file;
}

/// The same acts at a steady rate; answers the 99th percentile of what a client waited.
async function steady(address, token, ids, rate, seconds, stop = () => false) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waits = [];
  const begun = performance.now();
  const asked = [];
  for (let n = 0; n < rate * seconds && !stop(); n += 1) {
    const due = begun + (n * 1000) / rate;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    const id = ids[n % ids.length], command = Math.floor(n / ids.length) % 2 ? 'release' : 'claim';
    asked.push(new Promise((resolve) => {
      const from = performance.now();
      const call = request(`${address}/api/v1/berkas/${id}/perintah`, {
        method: 'POST', agent, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), Authorization: `Bearer ${token}` },
      }, (reply) => { reply.resume(); reply.on('end', () => { waits.push(performance.now() - from); resolve(); }); });
      call.on('error', resolve);
      call.end(JSON.stringify({ command, task: 1 }));
    }));
  }
  await Promise.all(asked);
  agent.destroy();
  waits.sort((a, b) => a - b);
  return { p99: waits[Math.floor(waits.length * 0.99)], done: waits.length };
}

function raw_sqlite() {
  const said = spawnSync(store_bench, [folder], { encoding: 'utf8' }).stdout;
  return Number(/^raw[^\n]*?([\d.]+)\/s/m.exec(said)?.[1]);
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
  (await serve(data)).child.kill('SIGTERM');
  await new Promise((resolve) => children.at(-1).once('exit', resolve));
  const starts = [];
  let office;
  for (let n = 0; n < rounds; n += 1) {
    office = await serve(data);
    starts.push(office.start);
    if (n < rounds - 1) {
      office.child.kill('SIGTERM');
      await new Promise((resolve) => office.child.once('exit', resolve));
    }
  }
  const { address, child } = office;
  console.log(`${'what'.padEnd(58)} ${'figure'.padStart(16)}  ${'ratio'.padStart(8)}  target`);
  row('P10 cold start to the first answer, demo', `${Math.round(median(starts))} ms`, '', '<= 150 ms');
  row('P9 memory, idle demo', `${resident(child.pid)} MB`, '', '<= 40 MB');

  const { token } = await api(address, '', 'POST', '/sesi', { sign_in: 'dewi', password: 'kentongan-demo' });
  const ids = await open_dossiers(address, token);
  const cookie = `__Host-sesi=${token}`;
  const article = await (await fetch(`${address}/k/sukamaju`)).text();
  const theirs = await nginx(article.padEnd(15360, ' '));
  const nginx_rates = [], portal_rates = [], desk_rates = [], desk_waits = [], act_rates = [], one_rates = [], raw_rates = [];
  let refused = 0;
  for (let n = 0; n < rounds; n += 1) {
    nginx_rates.push((await wrk(theirs)).rate);
    portal_rates.push((await wrk(`${address}/k/sukamaju`, { headers: ['Accept-Encoding: br'] })).rate);
    const desk = await wrk(`${address}/meja`, { headers: [`Cookie: ${cookie}`] });
    desk_rates.push(desk.rate);
    desk_waits.push(desk.p99);
    raw_rates.push(raw_sqlite());
    const acts = await wrk(address, { script: acts_script(token, ids, 2) });
    act_rates.push(acts.rate);
    const one = await wrk(address, { clients: 1, script: acts_script(token, ids, 1) });
    one_rates.push(one.rate);
    refused += acts.refused + one.refused;
  }
  const nginx_rate = median(nginx_rates), raw = median(raw_rates), act_rate = median(act_rates);
  row('nginx, sendfile, 15 KB, 64 connections', `${Math.round(nginx_rate)}/s`, '1.00', '');
  row('P1 portal page, 64 connections, beside nginx', `${Math.round(median(portal_rates))}/s`, (median(portal_rates) / nginx_rate).toFixed(2), '>= 1.0');
  row('P3 desk of a person, beside nginx', `${Math.round(median(desk_rates))}/s`, (median(desk_rates) / nginx_rate).toFixed(2), '>= 0.25');
  row('P3 its p99', `${median(desk_waits).toFixed(1)} ms`, '', '<= 20 ms');
  row('raw SQLite, FULL, one commit each', `${Math.round(raw)}/s`, '1.00', '');
  row('P4 acts through HTTP, 64 clients, beside raw SQLite', `${Math.round(act_rate)}/s`, (act_rate / raw).toFixed(2), '>= 2.0');
  row('P5 acts through HTTP, 1 client', `${Math.round(median(one_rates))}/s`, (median(one_rates) / raw).toFixed(2), '>= 0.6');
  console.log(`   (${refused} of the acts were refused because another turn was not over)`);
  const half = Math.min(act_rate / 2, 1500);
  const calm = await steady(address, token, ids, half, span);
  row(`P4b p99 of an act at ${Math.round(half)} acts/s (half, at most 1500)`, `${calm.p99.toFixed(1)} ms`, '', '<= 5 ms');
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

try {
  await main();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
