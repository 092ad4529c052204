// Gathers the ledger of the repository for pages without a server.
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(client, '..', '..', '..', 'docs', 'reproductions');
const records = readdirSync(folder).filter(name => name.endsWith('.json') && !name.endsWith('.schema.json')).sort()
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8'))).filter(file => file.format === 'lightcone-claims').flatMap(file => file.records);
mkdirSync(join(client, 'public'), { recursive: true });
writeFileSync(join(client, 'public', 'claims.json'), JSON.stringify({ format: 'lightcone-claims', version: 1, records }));
console.log(`${records.length} claims`);
