// Writes the landscape of the page from a folder of runs: every run that the ledger names for one claim, and no other.
// lightcone claims --only cbg.landscape.variability-tells --out FOLDER computes them; then npm run landscape -- FOLDER.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { numbers } from './npy.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('landscape: a folder of runs is missing. Use: npm run landscape -- FOLDER');
  process.exit(2);
}
const CLAIM = 'cbg.landscape.variability-tells';
const client = dirname(dirname(fileURLToPath(import.meta.url)));
const { records } = JSON.parse(readFileSync(join(client, '..', '..', '..', 'docs', 'reproductions', 'arxiv-2512.23916.json'), 'utf8'));
const claim = records.find(record => record.id === CLAIM), stated = records.find(record => record.id === 'cbg.landscape.transition-generalizes').paper;
const damping = encoding => Number(/^mixed:delta=(\S+)$/.exec(encoding)[1]);

function arm(hashes) {
  const runs = hashes.map(hash => {
    const { settings } = JSON.parse(readFileSync(join(folder, hash, 'run.json'), 'utf8'));
    return { train: damping(settings.Train), tests: settings.Tests.map(damping), seed: settings.Seed, accuracy: numbers(join(folder, hash, 'accuracy.npy')).values };
  }).sort((a, b) => a.train - b.train || a.seed - b.seed);
  const trains = [...new Set(runs.map(run => run.train))];
  return { trains, tests: runs[0].tests, cells: trains.map(train => runs.filter(run => run.train === train).map(run => run.accuracy.map(v => Number((100 * v).toFixed(2))))) };
}

const plain = arm(claim.ours.runs), matched = arm(claim.control.ours.runs);
if (String(plain.trains) !== String(matched.trains) || String(plain.tests) !== String(plain.trains))
  throw new Error(`${CLAIM}: other dampings in the runs of the control, or in the tests`);
const file = join(client, 'src', 'data', 'landscape.json');
writeFileSync(file, `${JSON.stringify({ claim: CLAIM, dampings: plain.trains, published: [[2, stated.value[0]], [-1.5, stated.value[1]]], plain: plain.cells, matched: matched.cells })}\n`);
console.log(`src/data/landscape.json: ${claim.ours.runs.length + claim.control.ours.runs.length} runs`);
