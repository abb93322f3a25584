// Acts through HTTP on PostgreSQL beside pgbench, both durable, in one run (P6).
//   KENTONGAN_POSTGRES_FSYNC=on script/postgres
//   node bench/postgres.mjs FOLDER-OF-THE-BUILD ADDRESS-OF-POSTGRESQL
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { acts_script, api, folder, measure, median, open_dossiers, row, serve, span, wrk } from './parts.mjs';

const postgres = process.argv[3], rounds = 3;

const beside = postgres.replace('dbname=postgres', 'dbname=pgbench');

function pgbench(...options) {
  return execFileSync('pgbench', [...options, beside], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

await measure(async () => {
  execFileSync('psql', [postgres, '-qc', 'CREATE DATABASE pgbench']);
  pgbench('-i', '-q', '-s', '10');
  const { address } = await serve(join(folder, 'data'), {}, ['--database', postgres]);
  const { token } = await api(address, '', 'POST', '/sesi', { sign_in: 'dewi', password: 'kentongan-demo' });
  const ids = await open_dossiers(address, token);
  const script = acts_script(token, ids, 2);
  const theirs = [], ours = [];
  for (let n = 0; n < rounds; n += 1) {
    theirs.push(Number(/tps = ([\d.]+)/.exec(pgbench('-N', '-c', '16', '-j', '2', '-T', String(span)))[1]));
    ours.push((await wrk(address, { script })).rate);
  }
  row('pgbench -N -c 16, durable', `${Math.round(median(theirs))}/s`, '1.00', '');
  row('P6 acts through HTTP on PostgreSQL, 64 clients', `${Math.round(median(ours))}/s`, (median(ours) / median(theirs)).toFixed(2), '>= 0.6');
});
