// Accounts of strict doubles, connected in the browser as a person does it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDoubles } from '../doubles/doubles.mjs';
import { ensure, start_kentongan } from './lib.mjs';

export async function toast(person, words) {
  const seen = person.page.getByText(words).first().waitFor({ timeout: 8000 }).then(() => true, () => false);
  ensure(await seen, `it says “${words}”`);
  await person.page.waitForLoadState('networkidle', { timeout: 2500 }).catch(() => {});
}

export async function connect(agus, label, client, secret) {
  await agus.go('/pengaturan/saluran');
  await agus.press(`article:has-text("${label}") a`);
  await agus.page.check('input[name=cara][value=otomatis]');
  await agus.page.fill('#pemilik', 'Bidang IKP');
  await agus.page.fill('#sk', '188/45/KEP/2026');
  await agus.press('form[action*="/pengaturan/saluran/"] button[data-kind=main]');
  await toast(agus, 'Akun disimpan.');
  await agus.page.fill('#klien', client);
  await agus.page.fill('#rahasia-klien', secret);
  await agus.press('form[action$="/sambungan"] button[type=submit]');
  await agus.press('a[href$="/izin"]');
  await toast(agus, 'Akun tersambung.');
  ensure(!(await agus.page.content()).includes(secret), 'the secret is not shown again');
}

/// A Kentongan whose channels are doubles; `folder` lasts as long as they do.
export async function start_with_doubles(names) {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-saluran-'));
  const doubles = await startDoubles({ port: 0, state: folder });
  const settings = join(folder, 'kentongan.conf');
  writeFileSync(settings, `services = ${names.map((name) => `${name}=${doubles.base}/${name}`).join(' ')}\n`);
  const stop = async () => {
    await doubles.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const server = await start_kentongan(['--config', settings]).catch(async (error) => {
    await stop();
    throw error;
  });
  const stop_server = server.stop;
  server.stop = async () => {
    await stop_server();
    await stop();
  };
  return { ...server, doubles, folder };
}
