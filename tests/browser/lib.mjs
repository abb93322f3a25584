// The stage for browser tests: a fresh Kentongan with its demo office, Chromium, people who sign in,
// accessibility checks and screenshots.
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe_source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const program = process.env.KENTONGAN_PROGRAM
  ?? new URL('../../build/release/kentongan', import.meta.url).pathname;
export const shots = new URL('../../build/shots/', import.meta.url).pathname;
export const password = 'kentongan-demo';

export const desktop = { name: '1440', viewport: { width: 1440, height: 900 } };
export const phone = {
  name: '390', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true,
};

/// What an authenticator shows now, from the letters that were typed into it.
export function phone_code(typed) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const c of typed.replaceAll(' ', '')) bits += letters.indexOf(c).toString(2).padStart(5, '0');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', bytes).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

export function free_port() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/// A program of the tests' own, that does not outlive them even when a test fails halfway.
const running = new Set();
export function start(command, options) {
  const child = spawn(command, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/// Starts the program on a free port with data of its own; resolves when it says its address.
export async function start_kentongan(options = [], data = mkdtempSync(join(tmpdir(), 'kentongan-uji-')), kind = ['--demo']) {
  const port = await free_port();
  const child = start(program, ['serve', ...kind, '--data', data, '--port', String(port), ...options]);
  let said = '';
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const found = said.match(/berjalan di (https?:\/\/\S+)/);
      if (found) resolve(found[1]);
    });
    child.stderr.on('data', (bytes) => (said += bytes));
    child.on('exit', (code) => reject(new Error(`Kentongan ended with ${code}: ${said}`)));
  });
  return {
    address,
    data,
    child,
    said: () => said,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export async function start_browser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/// Sends half of what the page wanted to send, then drops the line.
export async function drop_half(route) {
  const asked = route.request();
  const headers = await asked.allHeaders();
  const body = asked.postDataBuffer();
  await new Promise((resolve) => {
    const half = request(asked.url(), {
      method: 'PATCH',
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))
        .concat([['content-length', String(body.length)]])),
    });
    half.on('error', resolve);
    half.write(body.subarray(0, body.length / 2), () => setTimeout(() => half.destroy(), 300));
  });
  await route.abort('connectionfailed');
}

/// One person at one device. Complaints of the page (errors, CSP) are collected.
export class Person {
  constructor(browser, address, device, name) {
    Object.assign(this, { browser, address, device, name, complaints: [] });
  }
  async open(options = {}) {
    const { name: _, ...device } = this.device;
    this.context = await this.browser.newContext({
      ...device, locale: 'id-ID', timezoneId: 'Asia/Jakarta', ...options,
    });
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(20_000);
    this.page.on('pageerror', (error) => this.complaints.push(`page: ${error.message}`));
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text())) {
        this.complaints.push(`console: ${message.text()}`);
      }
    });
    return this;
  }
  async sign_in() {
    await this.go('/masuk');
    await this.page.fill('input[name=nama]', this.name);
    await this.page.fill('input[name=sandi]', password);
    await this.page.click('main button[type=submit]');
    await this.page.waitForURL('**/meja');
    return this;
  }
  async go(path) {
    const reply = await this.page.goto(new URL(path, this.address).href);
    await this.page.waitForLoadState('load');
    return reply;
  }
  /// Clicks (a selector or a locator), and waits for the page that answers: one that Turbo draws
  /// or one that is loaded whole.
  async press(what) {
    await this.page.evaluate(() => {
      window.is_pressed = true;
      const answered = () => {
        if (!document.documentElement.hasAttribute('data-turbo-preview')) delete window.is_pressed;
      };
      document.addEventListener('turbo:render', answered);
      document.addEventListener('turbo:frame-render', answered);
    });
    const target = typeof what === 'string' ? this.page.locator(what) : what;
    await target.first().click();
    await this.page.waitForFunction(() => !window.is_pressed && document.readyState === 'complete');
  }
  /// The page as it stands is accessible, and is kept as a picture.
  async look(title) {
    equal(await this.axe(), [], `${title} is accessible`);
    await this.shot(title);
  }
  /// Opens a dossier under the SOP with these words in its title; answers its number.
  async open_dossier(title, sop, requester = '') {
    await this.go('/berkas/baru');
    await this.page.fill('#judul', title);
    if (requester) await this.page.locator('input[name=pemohon]').first().fill(requester);
    await this.page.locator('label.check', { hasText: sop }).first().click();
    await this.press('main form button[data-kind=main]');
    await this.page.waitForURL(/\/berkas\/\d+/);
    return this.page.url().match(/\/berkas\/(\d+)/)[1];
  }
  /// Ticks what the open step of this dossier wants to be told.
  async tick_all(dossier) {
    await this.go(`/berkas/${dossier}`);
    const tick = this.page.locator('form[action$="/kelengkapan"] button[value="1"]');
    while ((await tick.count()) > 0) await this.press(tick);
  }
  /// The text of this dossier, with these words in place of what stood there.
  async write(dossier, words) {
    await this.go(`/berkas/${dossier}/naskah`);
    const editor = this.page.locator('.editor [role=textbox]').first();
    await editor.waitFor();
    await editor.click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(words);
  }
  async text() {
    return this.page.innerText('body');
  }
  /// Serious and critical findings of axe on the page as it stands.
  async axe() {
    await this.page.evaluate(axe_source);
    const result = await this.page.evaluate(async () =>
      // eslint-disable-next-line no-undef
      await axe.run(document, { resultTypes: ['violations'] }));
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
  }
  async shot(title) {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({
      path: join(shots, `${title}-${this.device.name}.png`), fullPage: true,
    });
  }
  async close() {
    await this.context.close();
  }
}

/// A Kentongan and a browser for one walk, and who comes in there. Everyone's pages have to run
/// without complaint; when the walk fails, everyone's page is kept as a picture.
export async function on_stage(device, walk, started = start_kentongan) {
  const kentongan = await started();
  const browser = await start_browser();
  const cast = {};
  const enter = async (name, options) => {
    cast[name || 'warga'] = await new Person(browser, kentongan.address, device, name).open(options);
    return cast[name || 'warga'];
  };
  try {
    await walk({ kentongan, cast, enter });
    for (const [name, { complaints }] of Object.entries(cast)) {
      equal(complaints, [], `${name}'s pages ran without complaint`);
    }
  } catch (error) {
    for (const [name, person] of Object.entries(cast)) await person.shot(`gagal-${name}`);
    throw error;
  } finally {
    await browser.close();
    await kentongan.stop();
  }
}

/// A program's hand: what another walk does in the browser, done by the API.
export class Program {
  constructor(address, secret = password) {
    Object.assign(this, { address, secret, tokens: {} });
  }
  async ask(name, method, path, body) {
    if (name && !this.tokens[name]) {
      const session = await this.ask('', 'POST', '/sesi', { sign_in: name, password: this.secret });
      this.tokens[name] = session.token;
    }
    const reply = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(name && { authorization: `Bearer ${this.tokens[name]}` }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await reply.text();
    ensure(reply.ok, `${method} ${path}: ${reply.status} ${text}`);
    return text ? JSON.parse(text) : {};
  }
  async open(name, title, sop_key, more = {}) {
    const { sops } = await this.ask(name, 'GET', '/sop');
    const sop = sops.find(({ key, current }) => key.startsWith(sop_key) && current !== false);
    const { dossier } = await this.ask(name, 'POST', '/berkas', { title, sop: sop.id, ...more });
    return dossier;
  }
  command(name, dossier, wish) {
    return this.ask(name, 'POST', `/berkas/${dossier}/perintah`, wish);
  }
  /// The task at this step as `name` sees it.
  async task(name, dossier, step) {
    const { open } = await this.ask(name, 'GET', `/berkas/${dossier}`);
    const found = open.find((one) => one.step === step);
    ensure(found, `step ${step} is open for ${name}; open: ${open.map((one) => one.step)}`);
    return found;
  }
  async write(name, dossier, title, text) {
    const { revision } = await this.ask(name, 'GET', `/berkas/${dossier}/naskah`);
    await this.ask(name, 'PUT', `/berkas/${dossier}/naskah`, { revision, title, text, variants: {} });
  }
  /// Answers a form of the open step: the values of each field in order.
  async fill(name, dossier, step, key, values) {
    const { number } = await this.task(name, dossier, step);
    await this.ask(name, 'POST', `/berkas/${dossier}/tugas/${number}/isian`, { key, values });
  }
  /// Ticks what is told by hand and takes the way on, or the one named.
  async finish(name, dossier, step, more = {}) {
    const { needs } = await this.task(name, dossier, step);
    for (const { key, at_hand, ticks_itself } of needs) {
      if (at_hand || ticks_itself) continue;
      await this.command(name, dossier, { command: 'tick', item: key, at_hand: true });
    }
    const task = await this.task(name, dossier, step);
    const outcome = task.choices.find((one) => !one.is_return).outcome;
    await this.command(name, dossier, { command: 'finish', task: task.number, outcome, ...more });
  }
  /// Singkawang up to its last step: words without a design, approved by the section's head.
  async approved_singkawang(title, text) {
    const dossier = await this.open('dewi', title, 'singkawang');
    await this.write('dewi', dossier, title, text);
    await this.finish('dewi', dossier, '1', { outcome: 'tanpa_desain' });
    await this.finish('sari', dossier, '3');
    return dossier;
  }
}

const tests = [];
export function test(name, body) {
  tests.push({ name, body });
}
export function ensure(claim, what) {
  if (!claim) throw new Error(what);
}
export function equal(seen, wanted, what) {
  const [a, b] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: saw ${a}, wanted ${b}`);
}

/// No test takes so long; what does is stuck, and says so instead of holding up the whole run.
const longest_test = 10 * 60_000;

async function in_time(body) {
  let alarm;
  const late = new Promise((_, refuse) => {
    alarm = setTimeout(() => refuse(new Error('stuck: no end after ten minutes')), longest_test);
  });
  await Promise.race([body(), late]).finally(() => clearTimeout(alarm));
}

/// Runs what `test` collected, one after another, says the counts and ends: what a failed test left
/// open (a server, a browser, a double) must not keep the whole run waiting.
export async function run_all(suite) {
  let passed = 0;
  let failed = 0;
  for (const { name, body } of tests) {
    const began = Date.now();
    try {
      await in_time(body);
      passed += 1;
      console.log(`ok ${suite}: ${name} (${Math.round((Date.now() - began) / 1000)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${suite}: ${name}\n  ${error.stack}`);
    }
  }
  console.log(`${suite}: ${passed} passed, ${failed} failed`);
  for (const child of running) child.kill('SIGKILL');
  process.stdout.write('', () => process.exit(failed > 0 ? 1 : 0));
}
