import { s } from '../dom';

/** How many cells differ, a bar a step from the flip on. */
export function healMeter(counts: number[], shown: number): SVGElement {
  const top = Math.max(5, ...counts), w = 300 / Math.max(24, counts.length);
  return s('svg', { viewBox: '0 0 300 44', preserveAspectRatio: 'none', role: 'img', 'aria-label': `Cells that differ, step by step: ${counts.join(', ')}` },
    s('path', { d: 'M0 43.5h300', class: 'base' }),
    counts.map((n, k) => (n > 0 && k <= shown ? s('rect', { x: k * w, y: 43 - (40 * n) / top, width: w - 1.5, height: (40 * n) / top, class: 'bar' }) : null)));
}
