// Takes agents of the cart for the page: their networks, and what they earned in their tests.
// lightcone transfer cartpole --only "leaky beta 0.5,leaky beta 0.1,leaky beta 0.1 gain 2,perceptron" --runs 1 --seed 1 --networks FOLDER --json > FOLDER/transfer.json; then npm run agents -- FOLDER.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('agents: a folder of networks is missing. Use: npm run agents -- FOLDER');
  process.exit(2);
}
const GROUPS = ['leaky beta 0.5', 'leaky beta 0.1', 'leaky beta 0.1 gain 2', 'perceptron'];
const data = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'data');
const { seed, rows } = JSON.parse(readFileSync(join(folder, 'transfer.json'), 'utf8'));
mkdirSync(join(data, 'agents'), { recursive: true });
const agents = GROUPS.map(name => {
  const own = rows.filter(row => row.group === name), file = `${name.replaceAll(' ', '-')}.safetensors`;
  if (own.length !== 4 || own.some(row => row.reward.n !== 1))
    throw new Error(`transfer.json: expected one agent of the group ${name} in four worlds`);
  copyFileSync(join(folder, file), join(data, 'agents', file));
  return { name, file: `agents/${file}`, control: own[0].isControl, rewards: own.map(row => row.reward.mean), successes: own.map(row => row.success.mean) };
});
writeFileSync(join(data, 'agents.json'), `${JSON.stringify({ seed, worlds: rows.filter(row => row.group === GROUPS[0]).map(row => row.difficulty), agents })}\n`);
console.log(`src/data/agents.json: ${agents.length} agents`);
