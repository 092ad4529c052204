// Arrays as NumPy writes them (format 1.0).
import { readFileSync } from 'node:fs';

const READERS = { '<f4': ['readFloatLE', 4], '<f8': ['readDoubleLE', 8] };

/** The numbers of a file, in order, and its shape. */
export function numbers(file) {
  const content = readFileSync(file), start = 10 + content.readUInt16LE(8), header = content.toString('latin1', 10, start);
  const kind = /'descr': '([^']+)'/.exec(header)[1], [read, size] = READERS[kind] ?? [];
  if (!read)
    throw new Error(`${file}: numbers of the type ${kind}; expected ${Object.keys(READERS).join(' or ')}`);
  return { shape: /'shape': \(([^)]*)\)/.exec(header)[1].split(',').filter(x => x.trim() !== '').map(Number), values: Array.from({ length: (content.length - start) / size }, (_, k) => content[read](start + size * k)) };
}
