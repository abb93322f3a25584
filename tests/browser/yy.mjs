import { run_all } from './lib.mjs';
await import(new URL(process.argv[3], import.meta.url).href);

process.argv.length = 2;
await run_all('browser');
