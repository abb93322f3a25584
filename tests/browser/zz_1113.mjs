import { readdirSync } from 'node:fs';
import { run_all } from './lib.mjs';
const here = new URL('.', import.meta.url);
for (const name of readdirSync(here).filter((f) => f.endsWith('_test.mjs')).sort()) await import(new URL(name, here).href);
await run_all('browser');
