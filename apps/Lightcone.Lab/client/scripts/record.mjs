// Writes the recorded first run.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstRun } from './first.mjs';
import { load } from './product.mjs';

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'data', 'first.json');
writeFileSync(file, `${JSON.stringify(firstRun(await load()))}\n`);
console.log('src/data/first.json');
process.exit(0);
