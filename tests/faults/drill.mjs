// The drill: an office is backed up while it works, its disk is lost, it comes back from the copy
// and works on. A copy that was damaged is refused with one sentence.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equal, ensure, password, program, start_kentongan, test } from '../browser/lib.mjs';
import { Clerk } from './client.mjs';
import { fresh_database, server } from './database.mjs';
import { walk } from './journey.mjs';

function run(...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

async function clerks(kentongan) {
  const stage = {
    address: kentongan.address,
    life: () => 1,
    again: async (_, why) => { throw new SyntaxError(`it does not answer (${why}): ${kentongan.said()}`); },
    acknowledged: () => {},
  };
  const people = {};
  for (const name of ['dewi', 'rudi', 'sari', 'agus']) {
    people[name] = await new Clerk(stage, name).sign_in(password);
  }
  return people;
}

async function one_road(kentongan, title) {
  const people = await clerks(kentongan);
  const { sops } = await people.dewi.must('GET', '/sop');
  const sop = sops.find(({ key }) => key.startsWith('singkawang')).id;
  return { people, walked: await walk(people, sop, title) };
}

/// `place` answers the options of a new, empty place: a folder, and a database where one is used.
async function drill(place) {
  const copies = mkdtempSync(join(tmpdir(), 'kentongan-cadangan-'));
  const copy = join(copies, 'utuh');
  const first = place('lama');
  const kentongan = await start_kentongan(first.options, first.data);
  const { walked } = await one_road(kentongan, 'Kabar sebelum bencana');
  const made = run('backup', copy, '--data', first.data, ...first.options);
  equal(made.status, 0, `backup says ${made.stderr}`);
  equal(statSync(copy).mode & 0o077, 0, 'nobody else may read the copy');
  ensure(existsSync(join(copy, 'kunci.segel')), 'the key of secrets is in the copy');
  equal(spawnSync('sha256sum', ['--quiet', '-c', 'isi.txt'], { cwd: copy }).status, 0, 'any machine can check the copy');
  const again = run('backup', copy, '--data', first.data, ...first.options);
  equal(again.status, 1, 'a copy is never written over');
  const key = readFileSync(join(first.data, 'kunci.segel'));
  await kentongan.stop();

  const second = place('baru');
  const back = run('restore', copy, '--data', second.data, ...second.options);
  equal(back.status, 0, `restore says ${back.stdout}${back.stderr}`);
  ensure(/jurnal .*utuh/.test(back.stdout), `the journal verifies: ${back.stdout}`);
  ensure(readFileSync(join(second.data, 'kunci.segel')).equals(key), 'secrets are sealed by the same key');
  const returned = await start_kentongan(second.options, second.data, []);
  const { people } = await one_road(returned, 'Kabar sesudah bencana');
  const { history } = await people.dewi.must('GET', `/berkas/${walked.dossier}`);
  ensure(history.some(({ event }) => JSON.stringify(event).includes(walked.remark)), 'the record came back');
  await returned.stop();
  second.forget();

  const whole = run('restore', copy, '--data', copies, ...second.options);
  equal(whole.status, 1, 'nothing is restored over something');
  damage(copy);
  const third = place('rusak');
  const broken = run('restore', copy, '--data', join(third.data, 'kosong'), ...third.options);
  equal(broken.status, 1, 'a damaged copy is refused');
  ensure(/^Cadangan di .* rusak: .*\n$/.test(broken.stderr), `in one sentence: ${broken.stderr}`);
  equal(broken.stdout, '', 'and with nothing else');
  ensure(!existsSync(join(third.data, 'kosong')), 'nothing was made');
  third.forget();
  rmSync(copies, { recursive: true, force: true });
}

/// One byte more at the end of one stored file.
function damage(copy) {
  const office = readdirSync(join(copy, 'files'))[0];
  const folder = join(copy, 'files', office);
  const letters = readdirSync(folder)[0];
  appendFileSync(join(folder, letters, readdirSync(join(folder, letters))[0]), 'x');
}

test('an office comes back from its backup and works on, on SQLite', async () => {
  await drill((name) => {
    const data = mkdtempSync(join(tmpdir(), `kentongan-${name}-`));
    return { data, options: [], forget: () => rmSync(data, { recursive: true, force: true }) };
  });
});

if (server) {
  test('an office comes back from its backup and works on, on PostgreSQL', async () => {
    const databases = [];
    await drill((name) => {
      const { options, drop } = fresh_database(name);
      databases.push(drop);
      const data = mkdtempSync(join(tmpdir(), `kentongan-${name}-`));
      return { data, options, forget: () => rmSync(data, { recursive: true, force: true }) };
    });
    for (const drop of databases) drop();
  });
}
