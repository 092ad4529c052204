import { s } from './dom';
import { figure } from './model/text';
import { spread } from './spread';

export interface Line { name: string; points: [number, number][]; kind?: 'state' | 'muted' | 'change' | 'control' }
export interface Axes { width: number; height: number; x: string; y: string; log?: boolean; spoken: string; /** Where a cursor stands on the x axis. */ cursor?: number }

/** A round step so that an axis has about so many ticks. */
export function step(range: number, ticks: number): number {
  const raw = range / ticks, unit = 10 ** Math.floor(Math.log10(raw));
  return unit * (raw / unit <= 1 ? 1 : raw / unit <= 2 ? 2 : raw / unit <= 5 ? 5 : 10);
}

/** A chart of lines, each named at its end. Drawn anew when something changes; nothing moves by itself. */
export function chart(lines: Line[], axes: Axes): SVGElement {
  const { width, height } = axes, left = 56, right = 72, top = 22, bottom = 36;
  const value = (y: number): number => (axes.log ? Math.log10(Math.max(y, 1e-12)) : y);
  const xs = lines.flatMap(l => l.points.map(p => p[0])), ys = lines.flatMap(l => l.points.map(p => value(p[1]))).filter(Number.isFinite);
  const x0 = Math.min(...xs), x1 = Math.max(...xs, x0 + 1e-9);
  let y0 = Math.min(...ys), y1 = Math.max(...ys);
  if (!(y1 > y0)) {
    y0 -= 0.5;
    y1 += 0.5;
  }
  const w = width - left - right, high = height - top - bottom;
  const x = (v: number): number => left + (w * (v - x0)) / (x1 - x0), y = (v: number): number => top + high * (1 - (value(v) - y0) / (y1 - y0));
  const xStep = step(x1 - x0, Math.max(2, w / 90)), yStep = axes.log ? Math.max(1, Math.round((y1 - y0) / 4)) : step(y1 - y0, 4);
  const ticks = (from: number, to: number, by: number): number[] => Array.from({ length: Math.max(0, Math.floor(to / by + 1e-9) - Math.ceil(from / by - 1e-9) + 1) }, (_, k) => (Math.ceil(from / by - 1e-9) + k) * by);
  const shown = lines.filter(l => l.points.length > 0), ends = spread(shown.map(l => y(l.points.at(-1)![1])), 15, top, top + high);
  return s('svg', { class: 'lines', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': axes.spoken },
    ticks(y0, y1, yStep).map(v => [s('line', { x1: left, x2: left + w, y1: top + high * (1 - (v - y0) / (y1 - y0)), y2: top + high * (1 - (v - y0) / (y1 - y0)), class: 'grid' }), s('text', { x: left - 8, y: top + high * (1 - (v - y0) / (y1 - y0)) + 4, class: 'tick end' }, axes.log ? figure(10 ** v, 2) : figure(v, 3))]).flat(),
    ticks(x0, x1, xStep).map(v => s('text', { x: x(v), y: height - 18, class: 'tick mid' }, figure(v, 4))),
    s('text', { x: left + w / 2, y: height - 2, class: 'tick mid' }, axes.x), s('text', { x: 0, y: 9, class: 'tick' }, axes.y),
    axes.cursor === undefined ? null : s('line', { x1: x(axes.cursor), x2: x(axes.cursor), y1: top, y2: top + high, class: 'cursor' }),
    shown.map((l, n) => s('g', { class: `series ${l.kind ?? 'state'}` }, s('path', { d: l.points.map((p, k) => `${k ? 'L' : 'M'}${x(p[0]).toFixed(1)} ${y(p[1]).toFixed(1)}`).join('') }), s('text', { x: left + w + 8, y: ends[n]! + 4 }, l.name))));
}

/** A curve in a plane: x against y over time. */
export function portrait(curves: [number, number][][], size: number, names: [string, string], cursor: number, spoken: string): SVGElement {
  const all = curves.flat(), pad = 34;
  const range = (k: 0 | 1): [number, number] => { const v = all.map(p => p[k]); const a = Math.min(...v), b = Math.max(...v); return b > a ? [a, b] : [a - 0.5, b + 0.5]; };
  const [ax, bx] = range(0), [ay, by] = range(1);
  const x = (v: number): number => pad + ((size - pad - 10) * (v - ax)) / (bx - ax), y = (v: number): number => size - pad - ((size - pad - 10) * (v - ay)) / (by - ay);
  return s('svg', { class: 'lines portrait', width: size, height: size, viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': spoken },
    s('path', { d: `M${pad} 10V${size - pad}H${size - 10}`, class: 'axis' }),
    s('text', { x: size / 2, y: size - 2, class: 'tick mid' }, names[0]), s('text', { x: 0, y: 9, class: 'tick' }, names[1]),
    [s('text', { x: pad, y: size - 18, class: 'tick' }, figure(ax, 3)), s('text', { x: size - 10, y: size - 18, class: 'tick end' }, figure(bx, 3)), s('text', { x: pad - 4, y: size - pad, class: 'tick end' }, figure(ay, 2)), s('text', { x: pad - 4, y: 22, class: 'tick end' }, figure(by, 2))],
    curves.map((c, k) => [s('path', { d: c.map((p, i) => `${i ? 'L' : 'M'}${x(p[0]).toFixed(1)} ${y(p[1]).toFixed(1)}`).join(''), class: k === 0 ? 'curve first' : 'curve' }), c[cursor] ? s('circle', { cx: x(c[cursor]![0]), cy: y(c[cursor]![1]), r: k === 0 ? 5 : 3.5, class: 'dot' }) : null]).flat());
}
