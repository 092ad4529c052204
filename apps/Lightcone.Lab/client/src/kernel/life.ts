/** Life-like rules on a torus or between walls of 0, 32 cells at once. Rows are padded to whole words; cell x of a row is bit x & 31 of word x >> 5. */
export interface LifeRule { birth: boolean[]; survival: boolean[] }

/** B3/S23 and its like; null for anything else, and for births on 0 neighbors, which the padding would not survive. */
export function lifeRule(notation: string): LifeRule | null {
  const found = /^B([0-8]*)\/S([0-8]*)$/i.exec(notation.trim());
  if (!found || found[1]!.includes('0'))
    return null;
  const flags = (digits: string) => Array.from({ length: 9 }, (_, n) => digits.includes(String(n)));
  return { birth: flags(found[1]!), survival: flags(found[2]!) };
}

export class Life {
  private readonly across: number;
  private readonly last: number;
  private next: Uint32Array;
  /** The cells, row after row. */
  bits: Uint32Array;
  generation = 0;
  population = 0;

  constructor(private readonly rule: LifeRule, readonly width: number, readonly height: number, private readonly torus: boolean, cells?: Uint8Array) {
    this.across = (width + 31) >> 5;
    this.last = width & 31 ? 0xffffffff >>> (32 - (width & 31)) : 0xffffffff;
    this.bits = new Uint32Array(this.across * height);
    this.next = new Uint32Array(this.across * height);
    if (cells)
      this.load(cells);
  }

  load(cells: Uint8Array): void {
    this.bits.fill(0);
    for (let y = 0, k = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++, k++)
        if (cells[k])
          this.bits[y * this.across + (x >> 5)]! |= 1 << (x & 31);
  }

  toCells(): Uint8Array {
    const cells = new Uint8Array(this.width * this.height);
    for (let y = 0, k = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++, k++)
        cells[k] = (this.bits[y * this.across + (x >> 5)]! >>> (x & 31)) & 1;
    return cells;
  }

  step(): void {
    const { across: w, height: h, bits, next } = this;
    const { birth, survival } = this.rule;
    const counts = Array.from({ length: 9 }, (_, n) => n).filter(n => birth[n] || survival[n]);
    const wrap = this.width & 31 ? (this.width & 31) - 1 : 31;
    for (let y = 0; y < h; y++) {
      const up = (y > 0 ? y - 1 : h - 1) * w, here = y * w, down = (y + 1 < h ? y + 1 : 0) * w;
      const noUp = y === 0 && !this.torus, noDown = y + 1 === h && !this.torus;
      for (let k = 0; k < w; k++) {
        const u = noUp ? 0 : bits[up + k]!, c = bits[here + k]!, d = noDown ? 0 : bits[down + k]!;
        const ul = noUp ? 0 : this.left(up, k, u), ur = noUp ? 0 : this.right(up, k, u, wrap);
        const cl = this.left(here, k, c), cr = this.right(here, k, c, wrap);
        const dl = noDown ? 0 : this.left(down, k, d), dr = noDown ? 0 : this.right(down, k, d, wrap);
        // Three full adders give the counts of the three rows, two more their sum in four bits.
        const u1 = ul ^ u ^ ur, u2 = (ul & u) | (ur & (ul ^ u));
        const c1 = cl ^ cr, c2 = cl & cr;
        const d1 = dl ^ d ^ dr, d2 = (dl & d) | (dr & (dl ^ d));
        const s1 = u1 ^ c1 ^ d1, k2 = (u1 & c1) | (d1 & (u1 ^ c1));
        const a = u2 ^ c2 ^ d2, b = (u2 & c2) | (d2 & (u2 ^ c2));
        const s2 = a ^ k2, k4 = a & k2;
        const s4 = b ^ k4, s8 = b & k4;
        let born = 0, stays = 0;
        for (let m = 0; m < counts.length; m++) {
          const n = counts[m]!;
          const hit = (n & 1 ? s1 : ~s1) & (n & 2 ? s2 : ~s2) & (n & 4 ? s4 : ~s4) & (n & 8 ? s8 : ~s8);
          if (birth[n])
            born |= hit;
          if (survival[n])
            stays |= hit;
        }
        next[here + k] = (born & ~c) | (stays & c);
      }
      next[here + w - 1]! &= this.last;
    }
    [this.bits, this.next] = [next, bits];
    this.generation++;
  }

  /** The word whose cells hold their left neighbors. */
  private left(row: number, k: number, own: number): number {
    if (k > 0)
      return (own << 1) | (this.bits[row + k - 1]! >>> 31);
    const x = this.width - 1;
    return (own << 1) | (this.torus ? (this.bits[row + (x >> 5)]! >>> (x & 31)) & 1 : 0);
  }

  private right(row: number, k: number, own: number, wrap: number): number {
    if (k + 1 < this.across)
      return (own >>> 1) | (this.bits[row + k + 1]! << 31);
    return (own >>> 1) | (this.torus ? (this.bits[row]! & 1) << wrap : 0);
  }
}
