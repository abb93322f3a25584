// Publishes on five services under every kind of fault, with kill -9 in between; the strict
// doubles say what became public. KENTONGAN_PUBLISHES sets how many (60; the long form is 500).
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { equal, ensure, program, start, test } from '../browser/lib.mjs';
import { startDoubles } from '../doubles/doubles.mjs';
import { makeJpeg, makeMp4 } from '../doubles/lib/media.mjs';
import { chance, seed } from './chance.mjs';

const publishes = Number(process.env.KENTONGAN_PUBLISHES ?? 60);
const services = ['wordpress', 'facebook', 'instagram', 'x', 'youtube'];
const weather = {
  drop_before_store: 0.04, drop_after_store: 0.04, '500_before': 0.03, '500_after_store': 0.04,
  429: 0.02, token_expired: 0.005, reset_mid_upload: 0.03, slow_readback_s: 0.03, quota: 0.004,
  policy_reject: 0.004, stall_ms: 0.02,
};

function items_for(folder, doubles) {
  const items = [];
  for (let n = 0; n < publishes; n += 1) {
    const service = services[n % services.length];
    const mark = `badai${String(n).padStart(4, '0')}`;
    const item = { service, mark };
    if (service === 'youtube' || service === 'instagram' || n % 3 === 0) {
      const film = service === 'youtube';
      const bytes = film ? makeMp4({ bytes: 600000, seed: mark }) : makeJpeg(1080, 1080, mark);
      item.file = join(folder, `${mark}.bin`);
      item.type = film ? 'video/mp4' : 'image/jpeg';
      item.bytes = bytes.length;
      item.sha256 = createHash('sha256').update(bytes).digest('hex');
      item.address = `https://kantor.go.id/pinjam/${mark}`;
      writeFileSync(item.file, bytes);
      doubles.core.urls.set(item.address, { status: 200, type: item.type, bytes });
    }
    items.push(item);
  }
  return items;
}

/// Runs the publisher, kills it after a random number of requests (the doubles count them, so that a
/// fast machine is killed as often as a slow one), and lets the last one finish.
async function publish_under_fire(folder, doubles) {
  const random = chance(seed);
  const storm = join(dirname(program), 'channel_storm');
  let kills = 0;
  for (;;) {
    const child = start(storm, [folder, doubles.base]);
    let said = '';
    child.stdout.on('data', (bytes) => (said += bytes));
    child.stderr.on('data', (bytes) => (said += bytes));
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    if (kills < publishes / 4) {
      let left = 1 + random(12);
      doubles.core.heard = ({ channel, status }) => {
        if ((left -= 1) !== 0) return;
        child.kill('SIGKILL');
        // Who was killed before the answer came was never told that the window is closed.
        if (channel === 'x' && status === 429) doubles.core.channels.x.control.set({ windows: {} });
      };
    }
    const { code, signal } = await ended;
    delete doubles.core.heard;
    if (signal === 'SIGKILL') { kills += 1; continue; }
    equal(code, 0, `the publisher ended: ${said.slice(-500)}`);
    return { kills, said };
  }
}

test('nothing is published twice or lost without a word, whatever the services do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-badai-'));
  mkdirSync(join(folder, 'doubles'));
  const doubles = await startDoubles({ port: 0, state: join(folder, 'doubles') });
  doubles.core.channels.youtube.control.set({ quota: { day: null, units: -1e9, uploads: -1e9 } });
  const items = items_for(folder, doubles);
  writeFileSync(join(folder, 'items.json'), JSON.stringify(items));
  for (const [kind, probability] of Object.entries(weather)) {
    for (const channel of services) {
      doubles.core.addFault({ channel, operation: '*', kind, probability, seed: seed + channel.length, ms: 40, seconds: 30 });
    }
  }
  const { kills, said } = await publish_under_fire(folder, doubles);
  const ends = new Map(said.trim().split('\n').map((line) => {
    const [mark, , end, ...why] = line.split(' ');
    return [mark, { end, why: why.join(' ') }];
  }));
  const posts = doubles.core.posts;
  const lost = [];
  const count = { done: 0, held: 0, refused: 0 };
  for (const { mark } of items) {
    const there = posts.filter((post) => JSON.stringify(post).includes(mark)).length;
    const { end, why } = ends.get(mark) ?? { end: 'unknown' };
    count[end] = (count[end] ?? 0) + 1;
    if (end === 'done' && there !== 1) lost.push(`${mark}: done, but ${there} are public`);
    if (end === 'refused' && there !== 0) lost.push(`${mark}: refused (${why}), but it is public`);
    if (there > 1) lost.push(`${mark}: ${there} are public`);
    if (!['done', 'held', 'refused'].includes(end)) lost.push(`${mark}: came to no end (${end}: ${why ?? ''})`);
  }
  const twice = doubles.core.duplicates().filter(({ weak }) => !weak);
  const wrong = doubles.core.violations.filter(({ rule }) => !['duplicate-text', 'duplicate-post', 'anonymous-by-wrong-password', 'publish-again'].includes(rule));
  console.log(`  ${publishes} publishes, ${kills} kills, ${doubles.core.requests.filter(({ fault }) => fault).length} faults in the last calls: ${JSON.stringify(count)}, ${twice.length} twice, ${lost.length} lost, ${wrong.length} violations`);
  for (const { channel, rule, detail, answered } of wrong.slice(0, 20)) console.log(`  violation ${channel} ${rule}: ${detail} (${answered})`);
  for (const line of lost.slice(0, 20)) console.log(`  ${line}`);
  await doubles.stop();
  equal(twice, [], 'nothing twice');
  equal(lost, [], 'nothing lost silently');
  equal(wrong.map(({ rule, detail }) => `${rule}: ${detail}`), [], 'no violations');
  ensure(kills > 0, 'the publisher was killed at least once');
  rmSync(folder, { recursive: true, force: true });
});
