// Databases of the fault tests' own, on the PostgreSQL that script/test started.
import { spawnSync } from 'node:child_process';
import { equal } from '../browser/lib.mjs';

export const server = process.env.KENTONGAN_TEST_POSTGRES;

function psql(sql) {
  const { status, stderr } = spawnSync('psql', ['-v', 'ON_ERROR_STOP=1', '-q', '-d', server, '-c', sql], { encoding: 'utf8' });
  equal(status, 0, `psql says ${stderr}`);
}

/// A new, empty database: the program's options for it, and how it is dropped.
export function fresh_database(kind) {
  const name = `kentongan_${kind}_${process.pid}`;
  psql(`CREATE DATABASE ${name}`);
  return {
    options: ['--database', server.replace(/dbname=\S+/, `dbname=${name}`)],
    drop: () => psql(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
