import { decode } from '../model/cells';
import * as product from '../product/product';
import type { PatternReply, Subject } from '../product/types';
import { centered, PATTERNS, toRle } from './patterns';

/** Patterns that came from files and are too large, or have too many symbols, to be part of a link. */
const kept = new Map<string, PatternReply>();

/** Longer starts are no part of a link. */
export const MOST_LINKED = 4000;

/** A pattern as a start: as RLE, which makes a link, where it is short; else under the file's name, for as long as the page is open. */
export function keep(name: string, pattern: PatternReply): string {
  const short = pattern.symbols <= 25 && pattern.width * pattern.height <= 1 << 20 ? `${header('', pattern)}\n${toRle(decode(pattern.cells), pattern.width, pattern.symbols)}` : '';
  if (short !== '' && short.length < MOST_LINKED)
    return `rle:${short}`;
  kept.set(name, pattern);
  return `file:${name}`;
}

/** Two factors on their grid: its side, and the frozen input. */
export async function startFactors(subject: Subject, [a, b]: [string, string]): Promise<{ size: number; input: Uint8Array; cells: Uint8Array }> {
  const e = await product.encode(subject.id, { a, b });
  return { size: e.width, input: decode(e.input), cells: decode(e.cells) };
}

/** The cells of a start: empty, random with its seed, a pattern by its name, RLE after rle:, or a file that was opened after file:. */
export async function startCells(source: string, subject: Subject, size: number, torus: boolean): Promise<Uint8Array> {
  if (source === 'empty')
    return new Uint8Array(size * size);
  const seed = /^random(\d*)$/.exec(source);
  if (seed) {
    const e = await product.encode(subject.id, { fill: 'random', seed: seed[1] || '1', width: size, height: size, boundary: torus ? 'periodic' : 'fixed' });
    return decode(e.cells);
  }
  const pattern = source.startsWith('file:') ? opened(source.slice(5)) : await named(source);
  if (pattern.symbols > subject.state.length)
    throw new Error(`The pattern has ${pattern.symbols} symbols, and ${subject.name} has ${subject.state.length}.`);
  if (pattern.width > size || pattern.height > size)
    throw new Error(`The pattern is ${pattern.width} × ${pattern.height}; this world is ${size} × ${size}. Take a larger one.`);
  return centered(decode(pattern.cells), pattern.width, pattern.height, size, size);
}

function opened(name: string): PatternReply {
  const pattern = kept.get(name);
  if (!pattern)
    throw new Error(`${name} was opened from a file, and too large for a link. Open the file here.`);
  return pattern;
}

function named(source: string): Promise<PatternReply> {
  const text = source.startsWith('rle:') ? source.slice(4) : PATTERNS.find(([name]) => name === source)?.[2];
  if (!text)
    throw new Error(`'${source}' is no start known here.`);
  return product.readPattern(new TextEncoder().encode(/^\s*(#|x\s*=)/m.test(text) ? text : `${header(text)}\n${text}`), 'link');
}

/** The header of a pattern that came without one. */
export function header(text: string, box?: { width: number; height: number }): string {
  return box ? `x = ${box.width}, y = ${box.height}` : `x = ${Math.max(1, ...text.split('$').map(row => row.length))}, y = ${text.split('$').length}`;
}
