// Every browser test, or those whose file names begin with one of the words given.
import { readdirSync } from 'node:fs';
import { run_all } from './lib.mjs';

const here = new URL('.', import.meta.url);
const wanted = process.argv.slice(2);
const is_wanted = (file) => file.endsWith('_test.mjs')
  && (wanted.length === 0 || wanted.some((word) => file.startsWith(word)));
for (const name of readdirSync(here).filter(is_wanted).sort()) {
  await import(new URL(name, here).href);
}
await run_all('browser');
