import { s } from './dom';

/** Evidence is drawn as fill, never as hue: full, half, empty; a cross for what is false, a ring for what was only run. */
export type Mark = 'proved' | 'checked' | 'open' | 'ran' | 'bad';

const SHAPES: Record<Mark, [string, Record<string, string | number>][]> = {
  proved: [['rect', { x: 1, y: 1, width: 12, height: 12, class: 'solid' }]],
  checked: [['rect', { x: 1.5, y: 1.5, width: 11, height: 11, class: 'edge' }], ['path', { d: 'M1 7h12v6H1z', class: 'solid' }]],
  open: [['rect', { x: 1.5, y: 1.5, width: 11, height: 11, class: 'edge quiet', 'stroke-dasharray': '2.5 2' }]],
  ran: [['circle', { cx: 7, cy: 7, r: 5.25, class: 'edge quiet' }]],
  bad: [['path', { d: 'm2 2 10 10M12 2 2 12', class: 'edge wrong' }]],
};

export const mark = (kind: Mark): SVGElement => s('svg', { class: 'mark', viewBox: '0 0 14 14', 'aria-hidden': 'true' }, SHAPES[kind].map(([tag, props]) => s(tag, props)));

/** What the marks mean, for the list beside a certificate. */
export const MEANINGS: [Mark, string, string][] = [
  ['proved', 'Proved', 'holds for every length; finitely many cases, all examined'],
  ['checked', 'Checked up to n', 'every case up to that size was run, nothing beyond'],
  ['open', 'Not proved', 'nothing is claimed'],
  ['bad', 'Refuted', 'false, with a counterexample'],
  ['ran', 'Only run', 'happened once, on this input'],
];
