// Puts the product beside the built page and compresses what a host can send compressed.
import { brotliCompressSync, constants } from 'node:zlib';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(client, 'dist');
cpSync(join(client, 'obj', 'wasm'), join(dist, '_framework'), { recursive: true });

const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(e => e.isFile()).map(e => join(e.parentPath ?? e.path, e.name));
let page = 0, proofs = 0, networks = 0;
for (const file of files.filter(f => !f.endsWith('.br'))) {
  const content = readFileSync(file);
  let small = files.includes(`${file}.br`) ? readFileSync(`${file}.br`) : null;
  if (small === null && /\.(js|css|html|svg|json|wasm|safetensors)$/.test(file)) {
    small = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    writeFileSync(`${file}.br`, small);
  }
  const size = small?.length ?? content.length;
  if (file.includes('_framework'))
    proofs += size;
  else if (file.endsWith('.safetensors'))
    networks += size;
  else
    page += size;
}
console.log(`page ${Math.ceil(page / 1024)} kB, proofs ${(proofs / (1 << 20)).toFixed(2)} MB, networks that are asked for one by one ${(networks / (1 << 20)).toFixed(2)} MB, compressed`);
