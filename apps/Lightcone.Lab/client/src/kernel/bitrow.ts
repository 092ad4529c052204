/** One-dimensional rules of two symbols, 32 cells at once. Cell i is bit i & 31 of word i >> 5. */
export type End = 'ring' | 0 | 1;

/** A term of the rule's polynomial over GF(2): the planes that are multiplied, as a bit set. */
export interface BitRule { offsets: number[]; inputs: number; terms: number[] }

/**
 * The polynomial of a table (its Moebius transform), so that a step is a few ANDs and XORs a word.
 * @param table Outputs by neighborhood number: input bits first, then the states in the order of their offsets, the first most significant.
 * @param inputs How many bits of frozen input stand at the own cell.
 * @param offsets Where the states are read; each from -31 to 31.
 */
export function bitRule(table: Uint8Array, inputs: number, offsets: number[]): BitRule {
  const planes = inputs + offsets.length;
  if (table.length !== 1 << planes || offsets.some(x => Math.abs(x) > 31))
    throw new Error(`a table of ${table.length} entries is none of ${planes} bits`);
  const polynomial = Uint8Array.from(table);
  for (let bit = 0; bit < planes; bit++)
    for (let n = 0; n < polynomial.length; n++)
      if (n & (1 << bit))
        polynomial[n]! ^= polynomial[n ^ (1 << bit)]!;
  return { offsets, inputs, terms: [...polynomial.keys()].filter(n => polynomial[n]) };
}

export const words = (cells: number): number => (cells + 31) >> 5;
export const bitAt = (row: Uint32Array, i: number): number => (row[i >> 5]! >>> (i & 31)) & 1;
export const flipBit = (row: Uint32Array, i: number): void => { row[i >> 5]! ^= 1 << (i & 31); };

export function pack(cells: Uint8Array): Uint32Array {
  const row = new Uint32Array(words(cells.length));
  for (let i = 0; i < cells.length; i++)
    if (cells[i])
      row[i >> 5]! |= 1 << (i & 31);
  return row;
}

export const unpackRow = (row: Uint32Array, cells: number): Uint8Array => Uint8Array.from({ length: cells }, (_, i) => bitAt(row, i));

/** Steps rows of one length; it holds the planes, so that nothing is allocated a step. */
export class BitStepper {
  private readonly planes: Uint32Array[];
  private readonly product: Uint32Array;
  private readonly last: number;

  /** @param frozen The input's planes, the most significant bit first. */
  constructor(private readonly rule: BitRule, private readonly cells: number, private readonly end: End, private readonly frozen: Uint32Array[] = []) {
    const count = words(cells);
    this.planes = rule.offsets.map(() => new Uint32Array(count));
    this.product = new Uint32Array(count);
    this.last = cells & 31 ? 0xffffffff >>> (32 - (cells & 31)) : 0xffffffff;
  }

  step(from: Uint32Array, to: Uint32Array): void {
    const { offsets, inputs, terms } = this.rule;
    if (inputs === 0 && offsets.length === 3 && offsets[0] === -1 && offsets[1] === 0 && offsets[2] === 1) {
      this.elementary(from, to);
      return;
    }
    offsets.forEach((x, k) => this.shift(from, this.planes[k]!, x));
    const all = inputs + offsets.length;
    to.fill(0);
    for (const term of terms) {
      let product: Uint32Array | null = null;
      for (let plane = 0; plane < all; plane++) {
        if (!(term & (1 << (all - 1 - plane))))
          continue;
        const factor = plane < inputs ? this.frozen[plane]! : this.planes[plane - inputs]!;
        product = product === null ? factor : and(product, factor, this.product);
      }
      if (product === null)
        for (let w = 0; w < to.length; w++)
          to[w] = ~to[w]!;
      else
        for (let w = 0; w < to.length; w++)
          to[w]! ^= product[w]!;
    }
    to[to.length - 1]! &= this.last;
  }

  /** The same in one pass for three neighbors: each coefficient of the polynomial is a mask of all zeros or all ones. */
  private elementary(from: Uint32Array, to: Uint32Array): void {
    const [k0, k1, k2, k3, k4, k5, k6, k7] = Array.from({ length: 8 }, (_, term) => (this.rule.terms.includes(term) ? -1 : 0)) as [number, number, number, number, number, number, number, number];
    const n = this.cells, w = from.length, lastBit = (n - 1) & 31;
    const first = this.end === 'ring' ? bitAt(from, n - 1) : this.end, beyond = this.end === 'ring' ? bitAt(from, 0) : this.end;
    let before = first << 31, c = from[0]!;
    for (let k = 0; k < w; k++) {
      const after = k + 1 < w ? from[k + 1]! : 0;
      const l = (c << 1) | (before >>> 31);
      let r = (c >>> 1) | (after << 31);
      if (k + 1 === w)
        r = (r & ~(1 << lastBit)) | (beyond << lastBit);
      const cr = c & r;
      to[k] = k0 ^ (k1 & r) ^ (k2 & c) ^ (k3 & cr) ^ (l & (k4 ^ (k5 & r) ^ (k6 & c) ^ (k7 & cr)));
      before = c;
      c = after;
    }
    to[w - 1]! &= this.last;
  }

  /** Each cell gets what stands x cells further right; beyond the ends as the boundary says. */
  private shift(from: Uint32Array, to: Uint32Array, x: number): void {
    const n = this.cells, w = from.length;
    if (x === 0) {
      to.set(from);
      return;
    }
    if (x > 0) {
      for (let k = 0; k < w; k++)
        to[k] = (from[k]! >>> x) | ((k + 1 < w ? from[k + 1]! : 0) << (32 - x));
    } else {
      for (let k = w - 1; k >= 0; k--)
        to[k] = (from[k]! << -x) | ((k > 0 ? from[k - 1]! : 0) >>> (32 + x));
    }
    for (let k = 1; k <= Math.abs(x); k++) {
      const cell = x > 0 ? n - k : k - 1;
      const source = cell + x;
      if (cell < 0 || cell >= n)
        continue;
      const bit = this.end === 'ring' ? bitAt(from, ((source % n) + n) % n) : this.end;
      const at = cell >> 5, mask = 1 << (cell & 31);
      to[at] = bit ? to[at]! | mask : to[at]! & ~mask;
    }
  }
}

function and(a: Uint32Array, b: Uint32Array, to: Uint32Array): Uint32Array {
  for (let w = 0; w < to.length; w++)
    to[w] = a[w]! & b[w]!;
  return to;
}

export function popcount(v: number): number {
  let x = v - ((v >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
