import { popcount } from './bitrow';

/**
 * A long run drawn small: for every block of 2^k cells and 2^k steps how many cells are 1, and whether any differs from the run beside it.
 * One differing cell is a mark in its block at every level.
 */
export interface Level { columns: number; rows: number; ones: Uint32Array; differs: Uint8Array }

export class Pyramid {
  static readonly Base = 5;
  readonly levels: Level[] = [];

  constructor(readonly cells: number, readonly times: number) {
    let columns = Math.ceil(cells / 32), rows = Math.ceil(times / 32);
    for (;;) {
      this.levels.push({ columns, rows, ones: new Uint32Array(columns * rows), differs: new Uint8Array(columns * rows) });
      if (columns === 1 && rows === 1)
        break;
      columns = Math.ceil(columns / 2);
      rows = Math.ceil(rows / 2);
    }
  }

  /** Takes one row; rows may come in any order, each once. */
  add(t: number, row: Uint32Array, other: Uint32Array | null): void {
    const { columns, ones, differs } = this.levels[0]!;
    const at = (t >> 5) * columns;
    for (let w = 0; w < columns; w++) {
      const bits = row[w]!;
      if (bits)
        ones[at + w]! += popcount(bits);
      if (other !== null && bits !== other[w]!)
        differs[at + w] = 1;
    }
  }

  /** Builds the coarser levels from the finest. */
  finish(): void {
    for (let k = 1; k < this.levels.length; k++) {
      const fine = this.levels[k - 1]!, coarse = this.levels[k]!;
      coarse.ones.fill(0);
      coarse.differs.fill(0);
      for (let r = 0; r < fine.rows; r++)
        for (let c = 0; c < fine.columns; c++) {
          const to = (r >> 1) * coarse.columns + (c >> 1), from = r * fine.columns + c;
          coarse.ones[to]! += fine.ones[from]!;
          coarse.differs[to]! |= fine.differs[from]!;
        }
    }
  }
}
