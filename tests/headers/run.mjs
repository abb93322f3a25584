// The public header observatory's own scanner judges every kind of page over the program's own TLS,
// with a certificate made for this run: each must have its best mark, A+.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import tls from 'node:tls';
import { Program, ensure, equal, password, run_all, start_kentongan, test } from '../browser/lib.mjs';

const judge = dirname(createRequire(import.meta.url).resolve('@mdn/mdn-http-observatory'));
// The list of hosts that browsers ship is fetched when the package is installed, which we do not.
writeFileSync(join(judge, '../conf/hsts-preload.json'), '{}');
const { retrieve } = await import(join(judge, 'retriever/retriever.js'));
const { ALL_TESTS } = await import(join(judge, 'constants.js'));
const { getGradeForScore, getScoreModifier } = await import(join(judge, 'grader/grader.js'));
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(join(judge, 'grader/charts.js'));

/// An authority of this run alone, which everybody here trusts, and what it says of localhost.
function make_certificate(folder) {
  const file = (name) => join(folder, name);
  const openssl = (...words) => execFileSync('openssl', words, { stdio: 'pipe' });
  const key = (name) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-keyout', file(`${name}.key`)];
  openssl('req', '-x509', ...key('authority'), '-out', file('authority.pem'), '-subj', '/CN=Uji', '-days', '2');
  openssl('req', ...key('site'), '-out', file('site.csr'), '-subj', '/CN=localhost');
  writeFileSync(file('site.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  openssl('x509', '-req', '-in', file('site.csr'), '-CA', file('authority.pem'), '-CAkey', file('authority.key'),
    '-CAcreateserial', '-days', '2', '-extfile', file('site.ext'), '-out', file('site.pem'));
  tls.setDefaultCACertificates([...tls.getCACertificates(), readFileSync(file('authority.pem'), 'utf8')]);
  return ['--certificate', file('site.pem'), '--private-key', file('site.key')];
}

/// Signs in as the form does; answers the cookie as the browser was told to keep it.
async function cookie_of(address, name) {
  const form = await fetch(`${address}/masuk`);
  const hidden = [...(await form.text()).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    .map(([, field, value]) => [field, value]);
  const before = form.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const reply = await fetch(`${address}/masuk`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, cookie: before },
    body: new URLSearchParams([...hidden, ['nama', name], ['sandi', password]]),
  });
  const cookies = reply.headers.getSetCookie();
  ensure(reply.status === 303 && cookies.length > 0, `${name} signed in: ${reply.status}`);
  return cookies;
}

/// As the scanner's own command adds up, for any page of the site and not the front page alone.
async function grade_of(address, path, cookies = []) {
  const { port } = new URL(address);
  const asked = await retrieve('localhost', {
    httpsPort: port,
    httpPort: 9,  // nobody listens there: the program itself speaks TLS only
    path,
    headers: ['Accept: text/html', ...(cookies.length
      ? [`Cookie: ${cookies.map((one) => one.split(';')[0]).join('; ')}`] : [])],
  });
  ensure(asked.responses.auto, `${path} answers`);
  for (const cookie of cookies) await asked.session.jar.setCookie(cookie, address);
  const results = ALL_TESTS.map((one) => one(asked));
  const modifiers = results.map(({ result }) => getScoreModifier(result));
  const base = 100 + modifiers.filter((one) => one < 0).reduce((sum, one) => sum + one, 0);
  const whole = 100 + modifiers.reduce((sum, one) => sum + one, 0);
  const { grade, score } = getGradeForScore(base >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? whole : base);
  return {
    status: asked.responses.auto.status,
    verified: asked.responses.auto.verified,
    grade,
    score,
    failed: results.filter(({ pass }) => !pass).map(({ name, result }) => `${name}: ${result}`),
  };
}

/// An article on the portal; answers its address part.
async function published(program, slug) {
  const dossier = await program.open('dewi', 'Samsat keliling', 'singkawang');
  await program.write('dewi', dossier, 'Samsat keliling', 'Samsat keliling hadir Selasa.');
  await program.finish('dewi', dossier, '1', { outcome: 'tanpa_desain' });
  await program.finish('sari', dossier, '3');
  const { airings } = await program.ask('agus', 'GET', `/berkas/${dossier}/siaran`);
  const { id } = airings.find(({ channel }) => channel === 'website');
  await program.ask('agus', 'POST', `/berkas/${dossier}/siaran/${id}/kirim`);
  for (let n = 0; n < 200; n += 1) {
    const { articles } = await program.ask('', 'GET', `/kantor/${slug}/artikel`);
    if (articles.length > 0) return articles[0].slug;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the article never came');
}

test('every kind of page has the best mark of the header observatory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-kepala-'));
  const kentongan = await start_kentongan(make_certificate(folder));
  const address = kentongan.address.replace('127.0.0.1', 'localhost');
  const dewi = await cookie_of(address, 'dewi');
  const program = new Program(address);
  const { slug } = await program.ask('dewi', 'GET', '/sesi');
  const article = await published(program, slug);
  const pages = [
    [`/k/${slug}`], [`/k/${slug}/berita/${article}`], [`/k/${slug}/cari?q=warga`], [`/k/${slug}/permohonan`],
    [`/k/${slug}/lacak`], ['/masuk'], ['/meja', dewi], ['/berkas/baru', dewi], ['/laporan', dewi],
  ];
  const below = [];
  for (const [path, cookies] of pages) {
    const seen = await grade_of(address, path, cookies);
    console.log(`  ${path}: ${seen.grade} (${seen.score})`);
    if (seen.grade !== 'A+' || seen.status !== 200 || !seen.verified) below.push({ path, ...seen });
  }
  await kentongan.stop();
  rmSync(folder, { recursive: true, force: true });
  equal(below, [], 'pages below A+');
});

await run_all('headers');
