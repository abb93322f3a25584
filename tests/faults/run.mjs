// kill -9 fifty times while many dossiers walk the roads of all five SOPs from beginning to end:
// nothing acknowledged is lost, nothing happens twice, nothing goes out twice, and the journal fits.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equal, ensure, free_port, password, program, run_all, start, test } from '../browser/lib.mjs';
import { chance, seed } from './chance.mjs';
import { Clerk } from './client.mjs';
import { fresh_database, server } from './database.mjs';
import { sops, walk_road } from './roads.mjs';
import './channels.mjs';
import './drill.mjs';

const kills = Number(process.env.KENTONGAN_KILLS ?? 50);
const clerks_at_once = 6;
const most_refusals = 2000;

/// Starts, kills and starts the program again; tells clerks when it lives.
class Stage {
  constructor(port, options) {
    Object.assign(this, { port, options, lives: 0, acks: 0, dying: false, refused: new Map(), waiting: [], happened: [] });
    this.address = `http://127.0.0.1:${port}`;
  }
  async begin() {
    this.child = start(program, ['serve', '--demo', '--port', String(this.port), ...this.options]);
    let said = '';
    await new Promise((resolve, reject) => {
      this.child.stdout.on('data', (bytes) => {
        said += bytes;
        if (said.includes('berjalan di')) resolve();
      });
      this.child.stderr.on('data', (bytes) => (said += bytes));
      this.child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
    this.lives += 1;
    for (const wake of this.waiting.splice(0)) wake();
  }
  life() {
    return this.lives;
  }
  /// When to ask once more: as soon as the server begins anew, or in a moment when it lives on, for a
  /// line also breaks, and a 503 is also said, without a death. Who gets no answer in the same life
  /// again and again says what came last.
  async again(life, why) {
    if (this.lives > life) return this.something_happened();
    if (!this.dying) {
      this.refused.set(life, (this.refused.get(life) ?? 0) + 1);
      ensure(this.refused.get(life) < most_refusals, `life ${life} answers nothing any more: ${why}`);
    }
    let moment;
    await Promise.race([
      new Promise((resolve) => this.waiting.push(resolve)),
      new Promise((resolve) => (moment = setTimeout(resolve, 100))),
    ]);
    clearTimeout(moment);
  }
  acknowledged() {
    this.acks += 1;
    for (const wake of this.happened.splice(0)) wake();
  }
  async something_happened() {
    await new Promise((resolve) => setImmediate(resolve));
  }
  async kill_after(acks) {
    const wanted = this.acks + acks;
    while (this.acks < wanted) await new Promise((resolve) => this.happened.push(resolve));
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.dying = true;
    this.child.kill('SIGKILL');
    await ended;
    await this.begin();
    this.dying = false;
  }
  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    equal(await ended, 0, 'it stops gracefully');
  }
}

async function storm(stage, data_options, kills) {
  await stage.begin();
  const people = {};
  for (const name of ['bima', 'sari', 'lina', 'dewi', 'rudi', 'agus', 'nina', 'wati']) {
    people[name] = await new Clerk(stage, name).sign_in(password);
  }
  const random = chance(seed);
  const walked = [];
  let over = false;
  // Every lane walks one dossier more once the killing is over: of each SOP at least these come to
  // their end.
  const walkers = Array.from({ length: clerks_at_once }, async (_, lane) => {
    for (let n = 0, calm = false; !calm; n += 1) {
      calm = over;
      const sop = sops[(calm ? lane : lane + n) % sops.length];
      walked.push(await walk_road(people, sop, `Kabar jalur ${lane} nomor ${n}`));
    }
  });
  const killing = (async () => {
    for (let n = 0; n < kills; n += 1) await stage.kill_after(1 + random(12));
    over = true;
  })();
  await Promise.all([...walkers, killing]);
  await look_at(people, walked);
  await stage.stop();
  const verified = spawnSync(program, ['verify', ...data_options], { encoding: 'utf8' });
  equal(verified.status, 0, `kentongan verify says ${verified.stdout}${verified.stderr}`);
  const refused = [...stage.refused.values()].reduce((sum, count) => sum + count, 0);
  const closed = walked.filter(({ state }) => state === 'closed').length;
  console.log(`   seed ${seed}: ${kills} kills, ${stage.acks} acknowledged, ${walked.length} dossiers (${closed} closed), ` +
    `${refused} asked again without a death`);
}

/// Every dossier once, with its remark once in its record; closed ones with exactly one article,
/// those whose sending was caught by a kill with at most one.
async function look_at({ dewi }, walked) {
  const titles = new Map();
  for (let before; ; ) {
    const page = await dewi.must('GET', `/berkas${before ? `?sebelum=${before}` : ''}`);
    for (const { title } of page.dossiers) titles.set(title, (titles.get(title) ?? 0) + 1);
    before = page.before;
    if (!before) break;
  }
  const articles = new Map();
  const { slug } = await dewi.must('GET', '/sesi');
  for (let before; ; ) {
    const page = await dewi.must('GET', `/kantor/${slug}/artikel${before ? `?sebelum=${before}` : ''}`);
    for (const { title } of page.articles) articles.set(title, (articles.get(title) ?? 0) + 1);
    before = page.before;
    if (!before) break;
  }
  for (const { dossier, title, remark, state, article } of walked) {
    const aired = articles.get(article) ?? 0;
    equal(titles.get(title), 1, `${title} was opened once`);
    if (state === 'closed') equal(aired, article ? 1 : 0, `${title} went out once`);
    else ensure(aired <= 1, `${title} went out at most once`);
    const { history } = await dewi.must('GET', `/berkas/${dossier}`);
    const said = history.filter(({ event }) => JSON.stringify(event).includes(remark));
    equal(said.length, 1, `the remark on ${title} stands once in the record`);
    equal(history.map(({ number }) => number).sort((a, b) => a - b),
      history.map((_, n) => n + 1), `the record of ${title} has no gap`);
  }
  for (const sop of sops) {
    ensure(walked.some((one) => one.sop === sop && one.state === 'closed'), `a dossier of ${sop} was closed`);
  }
}

test('nothing is lost or doubled when the program is killed, on SQLite', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kentongan-mati-'));
  await storm(new Stage(await free_port(), ['--data', data]), ['--data', data], kills);
  rmSync(data, { recursive: true, force: true });
});

if (server) {
  test('nothing is lost or doubled when the program is killed, on PostgreSQL', async () => {
    const database = fresh_database('badai');
    const data = mkdtempSync(join(tmpdir(), 'kentongan-mati-'));
    const options = ['--data', data, ...database.options];
    await storm(new Stage(await free_port(), options), options, Math.ceil(kills / 2));
    database.drop();
    rmSync(data, { recursive: true, force: true });
  });
}

await run_all('faults');
