// What the measurements of the whole program share: programs started, partners, load, rows.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const built = resolve(process.argv[2]);
const program = join(built, 'kentongan');
export const folder = mkdtempSync(join(tmpdir(), 'kentongan-bench-'));
export const span = Number(process.env.KENTONGAN_BENCH_SECONDS ?? 4);
export const connections = 64, dossiers = 1024;
const children = [];

const free_port = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const row = (what, figure, ratio, target) =>
  console.log(`${what.padEnd(58)} ${String(figure).padStart(16)}  ${String(ratio).padStart(8)}  ${target}`);

export function resident(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}

export async function serve(data, env = {}, more = []) {
  const port = await free_port();
  const begun = process.hrtime.bigint();
  const child = spawn(program, ['serve', '--demo', '--data', data, '--port', String(port),
    '--posts-per-second', '1000000', ...more], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
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

export async function nginx(bytes) {
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
export function wrk(url, { clients = connections, script, headers = [], seconds = span } = {}) {
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

export async function api(address, token, method, path, body) {
  const reply = await fetch(`${address}/api/v1${path}`, {
    method, body: body && JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(),
      ...(token && { Authorization: `Bearer ${token}` }) },
  });
  const text = await reply.text();
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
  return text ? JSON.parse(text) : {};
}

export async function open_dossiers(address, token) {
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
export function acts_script(token, ids, thread_count) {
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
export async function steady(address, token, ids, rate, seconds, stop = () => false) {
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

export async function stop(office) {
  office.child.kill('SIGTERM');
  await new Promise((resolve) => office.child.once('exit', resolve));
}

/// One client's acts: as the others' in what they do, one after another.
export async function act_in_turn(address, token, ids, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let n = 0; n < count; n += 1) {
    const command = Math.floor(n / ids.length) % 2 ? 'release' : 'claim';
    await new Promise((resolve, reject) => {
      const call = request(`${address}/api/v1/berkas/${ids[n % ids.length]}/perintah`, {
        method: 'POST', agent, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), Authorization: `Bearer ${token}` },
      }, (reply) => { reply.resume(); reply.on('end', () => (reply.statusCode < 300 ? resolve() : reject(new Error(`${reply.statusCode}`)))); });
      call.on('error', reject);
      call.end(JSON.stringify({ command, task: 1 }));
    });
  }
  agent.destroy();
}

/// Runs a measurement; whatever it started ends with it.
export async function measure(main) {
  try {
    await main();
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}
