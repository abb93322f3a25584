// Writes a picture or a film that the doubles take for real: make.mjs jpeg|mp4 FILE SEED.
import { writeFileSync } from 'node:fs';
import { makeJpeg, makeMp4 } from './lib/media.mjs';

const [kind, file, seed] = process.argv.slice(2);
writeFileSync(file, kind === 'mp4' ? makeMp4({ bytes: 600000, seed }) : makeJpeg(1080, 1080, seed));
