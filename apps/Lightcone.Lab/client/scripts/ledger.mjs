// Gathers what was measured, for pages without a server: the ledger, the tables of the page on length generalization, and what was recorded.
import { cpSync, readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(client, '..', '..', '..', 'docs', 'reproductions');
const records = readdirSync(folder).filter(name => name.endsWith('.json') && !name.endsWith('.schema.json')).sort()
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8'))).filter(file => file.format === 'lightcone-claims').flatMap(file => file.records);
mkdirSync(join(client, 'public'), { recursive: true });
writeFileSync(join(client, 'public', 'claims.json'), JSON.stringify({ format: 'lightcone-claims', version: 1, records }));
console.log(`${records.length} claims`);

// docs/length-generalization.md: a table a task, a row a model, a column a length or a chain; each entry the median, and smallest to largest where they differ.
const page = readFileSync(join(client, '..', '..', '..', 'docs', 'length-generalization.md'), 'utf8').split('\n');
const NAMES = { 'Whole answers': 'addition', Parity: 'parity', 'One step': 'rule110' };
const tasks = [];
let before = '', columns = null;
for (const line of page) {
  if (line.startsWith('| model |')) {
    const name = Object.entries(NAMES).find(([words]) => before.includes(words))?.[1];
    if (!name)
      throw new Error(`docs/length-generalization.md: a table of models after '${before}', which names no task that is known here`);
    before = '';
    columns = line.split('|').slice(2, -1).map(c => c.trim().replace(/,/g, ''));
    tasks.push({ name, lengths: columns.filter(c => /^\d+$/.test(c)).map(Number), chains: columns.filter(c => c.startsWith('chain ')).map(c => Number(c.slice(6))), models: [] });
  } else if (columns && line.startsWith('| ') && !line.startsWith('|---')) {
    const [model, ...entries] = line.split('|').slice(1, -1).map(c => c.trim());
    const values = entries.map(e => { const m = /^([\d.]+)(?: \(([\d.]+) to ([\d.]+)\))?$/.exec(e); if (!m) throw new Error(`docs/length-generalization.md: '${e}' is no entry`); return [m[1], m[2] ?? m[1], m[3] ?? m[1]].map(Number); });
    const task = tasks.at(-1);
    task.models.push({ model, lengths: values.slice(0, task.lengths.length), chains: values.slice(task.lengths.length) });
  } else if (!line.startsWith('|')) {
    columns = null;
    before = `${before} ${line}`.slice(-400);
  }
}
if (tasks.length !== 3)
  throw new Error(`docs/length-generalization.md has ${tasks.length} tables of models; expected 3`);
// What the ledger says of the same networks, as far as there are records: median, smallest and largest of the claim's arms.
const known = new Map(records.map(record => [record.id, record])), ledger = [];
for (const task of tasks)
  for (const { model } of task.models) {
    const record = known.get(`lightcone.lengths.${task.name}.${model.replace(/^tf-/, 'transformer-')}`);
    if (record?.ours)
      ledger.push({ task: task.name, model, id: record.id, reproduced: record.reproduced, ours: arms(record.ours), control: { verdict: record.control.verdict, ours: record.control.ours && arms(record.control.ours) } });
  }
writeFileSync(join(client, 'public', 'lengths.json'), JSON.stringify({ seeds: 5, trainedTo: 16, tasks, ledger }));
console.log(`${tasks.length} tasks by length, ${ledger.length} networks with a record of the ledger`);

function arms({ value, n, min, max }) {
  return { value, n, min, max };
}

for (const name of ['failures.json', 'landscape.json', 'fields.json', 'agents.json', 'digits.safetensors', 'agents'])
  cpSync(join(client, 'src', 'data', name), join(client, 'public', name), { recursive: true });
