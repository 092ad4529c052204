// Publishes the product for the browser when it is missing or older than its sources, into obj/wasm/ (not kept in the repository).
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(client, '..', '..', '..');
const target = join(client, 'obj', 'wasm');
const project = join(root, 'apps', 'Lightcone.Lab', 'Wasm');

const newest = folder => readdirSync(folder, { withFileTypes: true }).reduce((time, entry) => {
  if (entry.name === 'bin' || entry.name === 'obj')
    return time;
  const path = join(folder, entry.name);
  return Math.max(time, entry.isDirectory() ? newest(path) : /\.(cs|csproj|xml)$/.test(entry.name) ? statSync(path).mtimeMs : 0);
}, 0);

const sources = ['Lightcone.Foundation', 'Lightcone', 'Lightcone.Proofs', 'Lightcone.Engines', 'Lightcone.Flows', 'Lightcone.Networks', 'Lightcone.Experiments'].map(name => join(root, 'src', name)).concat(project);
const built = join(target, 'dotnet.js');
if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newest))) {
  console.log('obj/wasm/ is up to date.');
} else {
  const out = join(project, 'bin', 'published');
  const run = spawnSync('dotnet', ['publish', project, '-c', 'Release', '-v', 'quiet', '--nologo', '-nodeReuse:false', '-m:1', '-o', out], { stdio: 'inherit' });
  if (run.error || run.status !== 0) {
    console.error(run.error ? 'The .NET 10 SDK is needed to build the product for the browser: no dotnet was found.' : 'The product could not be built for the browser.');
    process.exit(1);
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // Only what is asked for at run time, and its compressed twin for hosts that can send it.
  for (const name of readdirSync(join(out, 'wwwroot', '_framework')))
    if (/\.(js|wasm|json|br)$/.test(name.replace(/\.br$/, '')) && !name.endsWith('.gz') && !name.includes('.map'))
      cpSync(join(out, 'wwwroot', '_framework', name), join(target, name));
  console.log('obj/wasm/ was published.');
}
