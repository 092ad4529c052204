import { s } from '../dom';
import { step as roundStep } from '../chart';
import { fixed } from '../model/text';
import { courseOf, nameOf, type Place, type Reading } from './reading';

/** Where things are in the figure, for drawing and for the pointer. */
export interface Frame { width: number; height: number; left: number; right: number; rows: { top: number; each: number; neurons: number }[]; membrane: [number, number]; input: [number, number]; steps: number }

/** Raster over membrane over input, of a width. */
export function frameOf(r: Reading, width: number): Frame {
  const small = width < 560, left = small ? 30 : 64, right = 8;
  let top = 18;
  const rows = r.layers.map((layer, k) => {
    const each = k === r.layers.length - 1 ? 12 : small ? 4 : 5, row = { top, each, neurons: layer.neurons };
    top += each * layer.neurons + 26;
    return row;
  });
  const membrane: [number, number] = [top + 4, top + 124], input: [number, number] = [membrane[1] + 30, membrane[1] + 102];
  return { width, height: input[1] + 38, left, right, rows, membrane, input, steps: r.steps };
}

/** The neuron and step under a point; the neuron stays where the point is on no row. */
export function at(frame: Frame, x: number, y: number, before: Place): { place: Place; step: number } {
  const step = Math.max(0, Math.min(frame.steps - 1, Math.floor(((x - frame.left) * frame.steps) / (frame.width - frame.left - frame.right))));
  const layer = frame.rows.findIndex(row => y >= row.top && y < row.top + row.each * row.neurons);
  return { place: layer < 0 ? before : { layer, neuron: Math.floor((y - frame.rows[layer]!.top) / frame.rows[layer]!.each) }, step };
}

/** The figure: every spike, then membrane and input of one neuron, all on one cursor. */
export function draw(r: Reading, frame: Frame, place: Place, step: number): SVGElement {
  const { width, height, left, right, rows } = frame, w = width - left - right, each = w / r.steps, x = (t: number): number => left + t * each;
  const layer = r.layers[place.layer]!, row = rows[place.layer]!;
  const membranes = courseOf(layer.membranes, layer.neurons, place.neuron), currents = courseOf(layer.currents, layer.neurons, place.neuron), spikes = courseOf(layer.spikes, layer.neurons, place.neuron);
  const scale = (values: number[], [top, bottom]: [number, number]) => {
    const low = Math.min(0, ...values), high = Math.max(...values);
    const span = high - low || 1, y = (v: number): number => bottom - ((bottom - top) * (v - low)) / span, by = roundStep(span, bottom - top > 100 ? 4 : 2);
    return { y, ticks: Array.from({ length: Math.floor(high / by + 1e-9) - Math.ceil(low / by - 1e-9) + 1 }, (_, k) => (Math.ceil(low / by - 1e-9) + k) * by) };
  };
  const u = scale([...membranes, layer.threshold], frame.membrane), c = scale([...currents, 0.05], frame.input);
  const axis = (name: string, { y, ticks }: typeof u, top: number) => [
    s('text', { x: left, y: top - 8, class: 'tick' }, name),
    ticks.map(v => [s('line', { x1: left, x2: left + w, y1: y(v), y2: y(v), class: Math.abs(v) < 1e-9 ? 'axis' : 'grid' }), s('text', { x: left - 6, y: y(v) + 4, class: 'tick end' }, fixed(v, 1))]).flat(),
  ].flat();
  const raster = r.layers.flatMap((l, k) => {
    const { top, each: high, neurons } = rows[k]!, silent = r.silent.some(q => q.layer === k), isLast = k === r.layers.length - 1;
    const marks: string[] = [];
    l.spikes.forEach((fires, n) => { if (fires > 0) marks.push(`M${(x(Math.floor(n / neurons)) + 0.5).toFixed(1)} ${top + (n % neurons) * high + 0.5}h${Math.max(1.5, each - 1).toFixed(1)}v${high - 1}h-${Math.max(1.5, each - 1).toFixed(1)}z`); });
    return [
      s('text', { x: left, y: top - 5, class: silent ? 'tick wrong' : 'tick' }, `layer ${k + 1}${isLast ? ', a neuron a digit' : `, ${neurons} neurons`}${silent ? ': never fires' : ''}`),
      s('rect', { x: left, y: top, width: w, height: high * neurons, class: silent ? 'ground silent' : 'ground' }),
      s('path', { d: marks.join(''), class: 'fires' }),
      isLast ? l.spikes.subarray(0, neurons).reduce((all, _v, n) => [...all, s('text', { x: left - 6, y: top + n * high + high - 2, class: n === r.label ? 'tick end own' : 'tick end' }, n)], [] as SVGElement[]) : null,
    ].flat();
  });
  return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    raster, s('rect', { x: left - 0.5, y: row.top + place.neuron * row.each - 0.5, width: w + 1, height: row.each + 1, class: 'chosen' }),
    axis(`membrane of layer ${place.layer + 1}, ${nameOf(r, place)}`, u, frame.membrane[0]),
    s('line', { x1: left, x2: left + w, y1: u.y(layer.threshold), y2: u.y(layer.threshold), class: 'threshold' }), s('text', { x: left + w, y: u.y(layer.threshold) - 4, class: 'tick end' }, 'threshold'),
    s('path', { d: membranes.map((v, t) => `${t ? 'L' : 'M'}${(x(t) + each / 2).toFixed(1)} ${u.y(v).toFixed(1)}`).join(''), class: 'course' }),
    spikes.map((fires, t) => (fires > 0 ? s('circle', { cx: x(t) + each / 2, cy: u.y(membranes[t]!), r: 3.5, class: 'dot' }) : null)),
    axis('its input', c, frame.input[0]),
    currents.map((v, t) => s('rect', { x: x(t) + 1, width: Math.max(1, each - 2), y: Math.min(c.y(0), c.y(v)), height: Math.abs(c.y(v) - c.y(0)), class: 'input' })),
    Array.from({ length: r.steps }, (_, t) => t + 1).filter(t => t === 1 || t % 5 === 0).map(t => s('text', { x: x(t - 1) + each / 2, y: height - 20, class: 'tick mid' }, t)), s('text', { x: left + w / 2, y: height - 4, class: 'tick mid' }, 'step'),
    s('line', { x1: x(step) + each / 2, x2: x(step) + each / 2, y1: rows[0]!.top, y2: frame.input[1], class: 'cursor' }));
}
