// The stage for browser tests: a fresh Kentongan with its demo office, Chromium, people who sign in,
// accessibility checks and screenshots.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
      const found = said.match(/berjalan di (http:\/\/\S+)/);
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

/// Runs what `test` collected, one after another, says the counts and ends: what a failed test left
/// open (a server, a browser, a double) must not keep the whole run waiting.
export async function run_all(suite) {
  let passed = 0;
  let failed = 0;
  for (const { name, body } of tests) {
    const began = Date.now();
    try {
      await body();
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
