// Puts inputs that fail together for the page: npm run failures -- FILE FILE FILE, each of them made by
// lightcone generalize TASK --lengths 16,32,64,256 --seed 1 --failures FILE
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LENGTHS = [16, 32, 64, 256];
const files = process.argv.slice(2).map(name => JSON.parse(readFileSync(name, 'utf8')));
if (files.length === 0) {
  console.error('failures: files are missing. Use: npm run failures -- FILE FILE FILE');
  process.exit(2);
}
const failures = files.flatMap(file => file.failures).map(f => ({ ...f, model: f.model.replace(/^transformer-/, 'tf-') }));
const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'data', 'failures.json');
writeFileSync(target, `${JSON.stringify({ seed: files[0].seed, lengths: LENGTHS, failures })}\n`);
console.log(`src/data/failures.json: ${failures.length} inputs`);
