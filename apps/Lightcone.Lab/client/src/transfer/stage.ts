import { s } from '../dom';
import { standing, frameAt, TRACK as LIMIT, type Frame } from './episode';

const TILT = 0.209, TALLEST = 3.3;

/** A cart with its pole, to scale: the track from end to end, the tilt at which the pole counts as fallen. */
export function stage(frames: Frame[], step: number, halfLength: number, width: number): SVGElement {
  const scale = width / 5.4, floor = Math.round(TALLEST * scale) + 28, height = floor + 40, f = frameAt(frames, step), { end } = standing(frames, step), fell = end === 'fell' || end === 'left';
  const x = width / 2 + f.x * scale, pivot = floor - 18, half = Math.max(13, Math.min(26, 0.25 * scale)), long = 2 * halfLength * scale, tip = (angle: number): [number, number] => [x + long * Math.sin(angle), pivot - long * Math.cos(angle)];
  const [tx, ty] = tip(f.angle), limit = (angle: number): SVGElement => { const [a, b] = tip(angle); return s('line', { x1: x, y1: pivot, x2: a, y2: b, class: 'limit' }); };
  // What went wrong is crossed out: the pole, or the cart.
  const [cx, cy] = end === 'left' ? [Math.max(8, Math.min(width - 8, x)), floor - 15] : [tx, ty];
  return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', class: `balance ${end}` },
    s('line', { x1: width / 2 - LIMIT * scale, x2: width / 2 + LIMIT * scale, y1: floor, y2: floor, class: 'track' }),
    (width < 320 ? [-LIMIT, 0, LIMIT] : [-LIMIT, -1.2, 0, 1.2, LIMIT]).map(v => [s('line', { x1: width / 2 + v * scale, x2: width / 2 + v * scale, y1: floor, y2: floor + 6, class: 'track' }), s('text', { x: width / 2 + v * scale, y: floor + 22, class: 'tick mid' }, `${String(v).replace('-', '\u2212')}${v === LIMIT && width >= 320 ? ' m' : ''}`)]).flat(),
    limit(-TILT), limit(TILT),
    s('rect', { x: x - half, y: floor - 24, width: 2 * half, height: 18, rx: 2, class: 'cart' }), s('circle', { cx: x - half / 2, cy: floor - 4, r: 4, class: 'wheel' }), s('circle', { cx: x + half / 2, cy: floor - 4, r: 4, class: 'wheel' }),
    s('line', { x1: x, y1: pivot, x2: tx, y2: ty, class: 'pole' }), s('circle', { cx: x, cy: pivot, r: 3.5, class: 'joint' }),
    f.action < 0 || fell ? null : s('path', { d: f.action === 1 ? `M${x + half + 8} ${floor - 20}l8 5-8 5z` : `M${x - half - 8} ${floor - 20}l-8 5 8 5z`, class: 'push' }),
    fell ? s('path', { d: `M${cx - 7} ${cy - 7}l14 14M${cx + 7} ${cy - 7}l-14 14`, class: 'cross' }) : null);
}
