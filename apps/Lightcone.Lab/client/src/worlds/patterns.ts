/** Starts that are known by name, in RLE. */
export const PATTERNS: [string, string, string][] = [
  ['gun', 'Glider gun', 'x = 36, y = 9, rule = B3/S23\n24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!'],
  ['r', 'R-pentomino', 'x = 3, y = 3, rule = B3/S23\nb2o$2o$bo!'],
  ['acorn', 'Acorn', 'x = 7, y = 3, rule = B3/S23\nbo$3bo$2o2b3o!'],
  ['pulsar', 'Pulsar', 'x = 13, y = 13, rule = B3/S23\n2b3o3b3o2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2$2b3o3b3o$o4bobo4bo$o4bobo4bo$o4bobo4bo2$2b3o3b3o!'],
  ['glider', 'Glider', 'x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!'],
  ['replicator', 'Replicator (B36/S23)', 'x = 5, y = 5, rule = B36/S23\n2b3o$bo2bo$o3bo$o2bo$3o!'],
  ['loop', 'Wire loop (wireworld)', 'x = 8, y = 4, rule = wireworld\nb2CABC$C5bC$C5b3C$b5C!'],
];

/** Cells as RLE of our own making, for links: rows of runs, b and o or . and A to X. */
export function toRle(cells: Uint8Array, width: number, symbols: number): string {
  let text = '', blank = 0;
  for (let y = 0; y * width < cells.length; y++) {
    const row = cells.subarray(y * width, (y + 1) * width);
    let end = row.length;
    while (end > 0 && row[end - 1] === 0)
      end--;
    if (end === 0) {
      blank++;
      continue;
    }
    if (y > 0 || blank > 0) {
      const ends = text === '' ? blank : blank + 1;
      text += ends > 0 ? `${ends > 1 ? ends : ''}$` : '';
    }
    blank = 0;
    for (let x = 0; x < end;) {
      let n = 1;
      while (x + n < end && row[x + n] === row[x])
        n++;
      const v = row[x]!;
      text += `${n > 1 ? n : ''}${symbols === 2 ? (v ? 'o' : 'b') : v === 0 ? '.' : String.fromCharCode(64 + v)}`;
      x += n;
    }
  }
  return `${text}!`;
}

/** The smallest box around all cells that are not 0; null for an empty world. */
export function bounds(cells: Uint8Array, width: number): { x: number; y: number; width: number; height: number } | null {
  let x0 = Infinity, x1 = -1, y0 = Infinity, y1 = -1;
  for (let k = 0; k < cells.length; k++)
    if (cells[k]) {
      const x = k % width, y = Math.floor(k / width);
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
  return x1 < 0 ? null : { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}

/** A rectangle out of a world. */
export function cut(cells: Uint8Array, width: number, box: { x: number; y: number; width: number; height: number }): Uint8Array {
  const part = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++)
    part.set(cells.subarray((box.y + y) * width + box.x, (box.y + y) * width + box.x + box.width), y * box.width);
  return part;
}

/** A pattern in the middle of an empty world, as Golly puts it. */
export function centered(pattern: Uint8Array, pw: number, ph: number, width: number, height: number): Uint8Array {
  const cells = new Uint8Array(width * height), x0 = Math.floor(width / 2) - Math.floor(pw / 2), y0 = Math.floor(height / 2) - Math.floor(ph / 2);
  for (let y = 0; y < ph; y++)
    for (let x = 0; x < pw; x++)
      if (x0 + x >= 0 && x0 + x < width && y0 + y >= 0 && y0 + y < height)
        cells[(y0 + y) * width + x0 + x] = pattern[y * pw + x]!;
  return cells;
}
