import { decode } from '../model/cells';
import * as product from '../product/product';
import type { Subject } from '../product/types';
import { centered, PATTERNS } from './patterns';

/** The cells of a start: empty, random with its seed, a pattern by its name, or RLE after rle:. */
export async function startCells(source: string, subject: Subject, size: number, torus: boolean): Promise<Uint8Array> {
  if (source === 'empty')
    return new Uint8Array(size * size);
  const seed = /^random(\d*)$/.exec(source);
  if (seed) {
    const e = await product.encode(subject.id, { fill: 'random', seed: seed[1] || '1', width: size, height: size, boundary: torus ? 'periodic' : 'fixed' });
    return decode(e.cells);
  }
  const text = source.startsWith('rle:') ? source.slice(4) : PATTERNS.find(([name]) => name === source)?.[2];
  if (!text)
    throw new Error(`'${source}' is no start known here.`);
  const pattern = await product.readPattern(/^\s*(#|x\s*=)/m.test(text) ? text : `${header(text)}\n${text}`);
  if (pattern.symbols > subject.state.length)
    throw new Error(`The pattern has ${pattern.symbols} symbols, and ${subject.name} has ${subject.state.length}.`);
  if (pattern.width > size || pattern.height > size)
    throw new Error(`The pattern is ${pattern.width} × ${pattern.height}; this world is ${size} × ${size}. Take a larger one.`);
  return centered(decode(pattern.cells), pattern.width, pattern.height, size, size);
}

/** The header of a pattern that came without one. */
export function header(text: string, box?: { width: number; height: number }): string {
  return box ? `x = ${box.width}, y = ${box.height}` : `x = ${Math.max(1, ...text.split('$').map(row => row.length))}, y = ${text.split('$').length}`;
}
