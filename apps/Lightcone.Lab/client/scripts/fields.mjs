// Writes the fields of the page from a folder of runs that keep films.
// lightcone fields --study matched --runs 1 --seed 1 --film 9 --out FOLDER computes them; then npm run fields -- FOLDER.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { numbers } from './npy.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('fields: a folder of runs is missing. Use: npm run fields -- FOLDER');
  process.exit(2);
}
// By condition and gain: those of the study "matched".
const NAMES = { 'Dynamic 1': 'flow', 'Static 1': 'static', 'Static 0.065': 'faint' };
const EPOCHS = [0, 1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 25, 30];
const client = dirname(dirname(fileURLToPath(import.meta.url)));
const round = (value, digits) => Number(value.toPrecision(digits));
const deviation = values => { const mean = values.reduce((a, b) => a + b, 0) / values.length; return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length); };

const conditions = {};
let shape = null;
for (const hash of readdirSync(folder).filter(name => existsSync(join(folder, name, 'film.npy')))) {
  const { settings, command, numbers: measured } = JSON.parse(readFileSync(join(folder, hash, 'run.json'), 'utf8'));
  const name = NAMES[`${settings.Condition} ${settings.Gain}`];
  if (!name || settings.Seed !== 1 || settings.Epochs !== EPOCHS.at(-1))
    throw new Error(`${hash}: no training of the study "matched" with seed 1`);
  const film = numbers(join(folder, hash, 'film.npy')), size = film.values.length / film.shape[0];
  shape = film.shape;
  const frames = Array.from({ length: film.shape[0] }, (_, k) => film.values.slice(k * size, (k + 1) * size));
  // A weight is kept as a share of the largest of its picture, in 127 steps either way.
  const largest = EPOCHS.map(epoch => round(Math.max(...frames[epoch].map(Math.abs)), 6));
  const pixels = Buffer.concat(EPOCHS.map((epoch, k) => Buffer.from(Int8Array.from(frames[epoch], v => Math.round((127 * v) / largest[k])))));
  const events = readFileSync(join(folder, hash, 'events.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
  conditions[name] = {
    command, sigma: round(measured.sigma, 6), osi: round(measured.osi, 6), explained: round(measured.explained, 6), rate: round(measured.rate, 6), gain: round(measured.gain, 6),
    spread: frames.map(frame => round(deviation(frame), 5)),
    explainedBy: events.map(event => round(1 - shape[2] * shape[3] * event.mse, 5)), spikesBy: events.map(event => round(event.spikes, 5)),
    largest, pixels: pixels.toString('base64'),
  };
}
if (Object.keys(conditions).length !== 3)
  throw new Error(`${folder} holds ${Object.keys(conditions).length} films of the three that are needed`);
writeFileSync(join(client, 'src', 'data', 'fields.json'), `${JSON.stringify({ epochs: EPOCHS, units: shape[1], side: shape[2], conditions })}\n`);
console.log(`src/data/fields.json: ${shape[1]} units at ${EPOCHS.length} epochs under 3 conditions`);
