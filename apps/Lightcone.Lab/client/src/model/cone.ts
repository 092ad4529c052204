import type { Position } from '../product/types';

export type Edge = 'ring' | 'wall' | 'mirror';
export interface Place { t: number; i: number }
export type Mask = Uint8Array[];

export const edgeOf = (boundary: string): Edge => (boundary.startsWith('periodic') ? 'ring' : boundary.startsWith('reflecting') ? 'mirror' : 'wall');

/** The state offsets that a rule really reads. */
export const reads = (positions: Position[]): number[] => positions.filter(p => !p.frozen && p.essential).map(p => p.x);

function located(at: number, n: number, edge: Edge): number {
  if (at >= 0 && at < n)
    return at;
  if (edge === 'ring')
    return ((at % n) + n) % n;
  if (edge === 'wall')
    return -1;
  let x = at;
  while (x < 0 || x >= n)
    x = x < 0 ? -1 - x : 2 * n - 1 - x;
  return x;
}

/** Whom each cell reads: the lists of cells one step earlier. */
export const readers = (n: number, offsets: number[], edge: Edge): number[][] =>
  Array.from({ length: n }, (_, j) => [...new Set(offsets.map(x => located(j + x, n, edge)).filter(i => i >= 0))]);

/** The hard cone: what a rule of these offsets can carry from the seeds on, or to them. */
export function cone(seeds: Place[], rows: number, n: number, offsets: number[], edge: Edge, forward: boolean): Mask {
  const mask: Mask = Array.from({ length: rows }, () => new Uint8Array(n));
  for (const { t, i } of seeds)
    if (t >= 0 && t < rows && i >= 0 && i < n)
      mask[t]![i] = 1;
  const sources = readers(n, offsets, edge);
  if (forward) {
    for (let t = 0; t + 1 < rows; t++)
      for (let j = 0; j < n; j++)
        if (sources[j]!.some(i => mask[t]![i]))
          mask[t + 1]![j] = 1;
  } else {
    for (let t = rows - 1; t > 0; t--)
      for (let j = 0; j < n; j++)
        if (mask[t]![j])
          for (const i of sources[j]!)
            mask[t - 1]![i] = 1;
  }
  return mask;
}

/** The cone of an input that stays: its readers are seeds at every step from the first on. */
export function inputCone(cell: number, rows: number, n: number, positions: Position[], edge: Edge): Mask {
  const frozen = positions.filter(p => p.frozen && p.essential).map(p => p.x);
  const touched = readers(n, frozen, edge).map(list => list.includes(cell));
  const seeds: Place[] = [];
  for (let t = 1; t < rows; t++)
    touched.forEach((hit, i) => { if (hit) seeds.push({ t, i }); });
  return cone(seeds, rows, n, reads(positions), edge, true);
}

/** Whether a cone has at most one cell in each row: then a line through the cells says it better than their outline. */
export const isThread = (mask: Mask): boolean => mask.every(row => row.reduce((a, b) => a + b, 0) <= 1);

/** How many marked cells lie outside a cone. */
export function outside(diff: Mask, hard: Mask): number {
  let n = 0;
  diff.forEach((row, t) => row.forEach((d, i) => { if (d && !hard[t]![i]) n++; }));
  return n;
}
