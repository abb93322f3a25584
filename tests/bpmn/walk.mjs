// Runs our exports in another engine with scripted decisions, returns included, and compares the
// order of steps: node walk.mjs FOLDER
import { readFileSync } from 'node:fs';
import { simulate } from './lib/simulate.mjs';

const walks = JSON.parse(readFileSync(new URL('walks.json', import.meta.url), 'utf8'));
let failed = 0;
for (const [name, [choices, wanted]] of Object.entries(walks)) {
  let seen;
  try {
    const trace = await simulate(`${process.argv[2]}/${name}.bpmn`, choices);
    seen = trace.map((step) => step.replace('langkah_', '')).join(' ');
  } catch (error) {
    seen = error.message;
  }
  if (seen !== wanted) failed += 1;
  console.log(seen === wanted ? `PASS ${name}: ${seen}` : `FAIL ${name}: ${seen}, wanted ${wanted}`);
}
process.exit(failed > 0 ? 1 : 0);
