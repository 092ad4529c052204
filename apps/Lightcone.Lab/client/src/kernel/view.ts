import { popcount } from './bitrow';
import { Pyramid } from './pyramid';

/** A part of a run: from cell x and step t on, so many columns and rows of pixels; a pixel is `across` cells wide and `down` steps high, both powers of two. */
export interface ViewRequest { x: number; t: number; columns: number; rows: number; across: number; down: number }

/** For each pixel the share of ones, 0 to 255, and whether a cell in it differs. Beyond the run 0. */
export interface Picture { request: ViewRequest; ones: Uint8Array; differs: Uint8Array }

/** Cells are shown as they are after a flip; what differs is told against the run beside it. */
export function view(request: ViewRequest, cells: number, rows: Uint32Array[], beside: Uint32Array[], pyramid: Pyramid): Picture {
  const { columns, rows: high, across, down } = request;
  const picture: Picture = { request, ones: new Uint8Array(columns * high), differs: new Uint8Array(columns * high) };
  const level = Math.log2(Math.min(across, down)) - Pyramid.Base;
  if (level >= 0)
    fromPyramid(picture, Math.min(level, pyramid.levels.length - 1), cells, rows.length, pyramid);
  else
    fromBits(picture, cells, rows, beside);
  return picture;
}

function fromPyramid({ request, ones, differs }: Picture, level: number, cells: number, times: number, pyramid: Pyramid): void {
  const { x, t, columns, rows, across, down } = request, from = pyramid.levels[level]!, size = 32 << level;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const x0 = x + c * across, t0 = t + r * down, x1 = Math.min(cells, x0 + across), t1 = Math.min(times, t0 + down);
      if (x0 >= cells || t0 >= times)
        continue;
      let sum = 0, differ = 0, area = 0;
      for (let b = Math.floor(t0 / size); b * size < t1; b++)
        for (let a = Math.floor(x0 / size); a * size < x1; a++) {
          sum += from.ones[b * from.columns + a]!;
          differ |= from.differs[b * from.columns + a]!;
          area += (Math.min(cells, (a + 1) * size) - a * size) * (Math.min(times, (b + 1) * size) - b * size);
        }
      const at = r * columns + c;
      ones[at] = sum === 0 ? 0 : Math.max(1, Math.round((255 * sum) / area));
      differs[at] = differ;
    }
}

function fromBits({ request, ones, differs }: Picture, cells: number, all: Uint32Array[], beside: Uint32Array[]): void {
  const { x, t, columns, rows, across, down } = request;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const x0 = x + c * across, t0 = t + r * down, x1 = Math.min(cells, x0 + across), t1 = Math.min(all.length, t0 + down);
      if (x0 >= cells || t0 >= all.length)
        continue;
      let sum = 0, differ = 0;
      for (let s = t0; s < t1; s++) {
        const row = all[s]!, other = beside[s];
        for (let w = x0 >> 5; w << 5 < x1; w++) {
          const low = Math.max(0, x0 - 32 * w), high = Math.min(32, x1 - 32 * w);
          const mask = (high === 32 ? 0xffffffff : (1 << high) - 1) & ~(low === 0 ? 0 : (1 << low) - 1);
          sum += popcount((other ?? row)[w]! & mask);
          if (other && (other[w]! ^ row[w]!) & mask)
            differ = 1;
        }
      }
      const at = r * columns + c, area = (x1 - x0) * (t1 - t0);
      ones[at] = sum === 0 ? 0 : Math.max(1, Math.round((255 * sum) / area));
      differs[at] = differ;
    }
}
