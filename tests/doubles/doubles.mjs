#!/usr/bin/env node
// One process, all channels. node doubles.mjs --port 0 --state DIR [--smtp-port N] [--icecast-port N] [--resolve host=127.0.0.1:port]... [--marker REGEX]
import net from 'node:net';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Core } from './core.mjs';
const NAMES = ['youtube', 'facebook', 'instagram', 'x', 'wordpress', 'smtp', 'icecast'];

export async function startDoubles({ port = 0, state, smtpPort = 0, icecastPort = 0, resolve = {}, marker } = {}) {
  const core = new Core({ dir: state, resolve, marker });
  for (const n of NAMES) core.makers.push((await import(`./doubles/${n}.mjs`)).default);
  core.build(); await core.listen(port);
  const tcp = []; for (const [n, p] of [['smtp', smtpPort], ['icecast', icecastPort]]) { const s = net.createServer((c) => core.channels[n].connection(c)); await new Promise((ok) => s.listen(p, '127.0.0.1', ok)); core.ports[n] = s.address().port; tcp.push(s); }
  for (const [f, o] of [['endpoints.json', core.endpoints()], ['credentials.json', core.credentials()]]) fs.writeFileSync(path.join(state, f), JSON.stringify(o, null, 1));
  return { core, base: core.base, ports: { http: core.port, ...core.ports }, stop: async () => { for (const s of tcp) s.close(); await core.close(); } };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values: v } = parseArgs({ options: { port: { type: 'string', default: '0' }, state: { type: 'string' }, 'smtp-port': { type: 'string', default: '0' }, 'icecast-port': { type: 'string', default: '0' }, resolve: { type: 'string', multiple: true, default: [] }, marker: { type: 'string' } } });
  if (!v.state) { console.error('usage: node doubles.mjs --port 0 --state DIR [--smtp-port N] [--icecast-port N] [--resolve portal.example=127.0.0.1:8080] [--marker REGEX]'); process.exit(2); }
  fs.mkdirSync(v.state, { recursive: true });
  const d = await startDoubles({ port: +v.port, state: v.state, smtpPort: +v['smtp-port'], icecastPort: +v['icecast-port'], resolve: Object.fromEntries(v.resolve.map((r) => r.split('='))), marker: v.marker });
  console.log(JSON.stringify({ base: d.base, ports: d.ports, pid: process.pid, endpoints: path.resolve(v.state, 'endpoints.json'), credentials: path.resolve(v.state, 'credentials.json') }));
  for (const s of ['SIGTERM', 'SIGINT']) process.on(s, async () => { await d.stop(); process.exit(0); });
}
