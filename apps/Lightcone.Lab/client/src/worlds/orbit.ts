import { Life, lifeRule } from '../kernel/life';
import { bounds, centered, cut } from './patterns';

/** What a start does on the endless plane, as far as it was looked at: it comes back elsewhere (a ship), or what lies in its own box repeats while something may leave (a gun, an oscillator). */
export type Orbit =
  | { kind: 'ship'; period: number; across: number; down: number }
  | { kind: 'box'; period: number; from: number; width: number; height: number; looked: number; leaves: boolean };

const SIDE = 512;
const MOST = 96;

/** Null where nothing was found, and where it was not looked for: large starts, and rules that bits do not run. Nothing at the wall can have come back within the generations that are looked at. */
export async function orbitOf(notation: string | null, cells: Uint8Array, width: number, go: () => boolean): Promise<Orbit | null> {
  const rule = notation === null ? null : lifeRule(notation), box = bounds(cells, width);
  if (!rule || !box || Math.max(box.width, box.height) > MOST)
    return null;
  const start = cut(cells, width, box), life = new Life(rule, SIDE, SIDE, false, centered(start, box.width, box.height, SIDE, SIDE));
  const x = Math.floor(SIDE / 2) - Math.floor(box.width / 2), y = Math.floor(SIDE / 2) - Math.floor(box.height / 2), home = { ...box, x, y };
  // Influence goes one cell a generation: to the wall, and back.
  const looked = 2 * (Math.min(x, y) - 1), seen: string[] = [start.join('')];
  let last = performance.now(), leaves = false;
  for (let t = 1; t <= looked; t++) {
    life.step();
    const now = life.toCells(), at = bounds(now, SIDE);
    if (at && at.width === box.width && at.height === box.height && (at.x !== x || at.y !== y) && cut(now, SIDE, at).join('') === seen[0])
      return { kind: 'ship', period: t, across: at.x - x, down: at.y - y };
    leaves ||= at !== null && (at.x < x - 1 || at.y < y - 1 || at.x + at.width > x + box.width + 1 || at.y + at.height > y + box.height + 1);
    seen.push(cut(now, SIDE, home).join(''));
    if (performance.now() - last > 30) {
      await new Promise(resolve => setTimeout(resolve));
      if (!go())
        return null;
      last = performance.now();
    }
  }
  return inBox(seen, box, looked, leaves);
}

/** The smallest period of what the box held, seen at least four times over; nothing is said of a box that became empty. */
function inBox(seen: string[], box: { width: number; height: number }, looked: number, leaves: boolean): Orbit | null {
  if (!seen.at(-1)!.includes('1'))
    return null;
  for (let period = 1; 4 * period <= looked; period++) {
    let from = looked - period;
    while (from >= 0 && seen[from] === seen[from + period])
      from--;
    from++;
    if (looked - from >= 4 * period && from <= looked / 2)
      return { kind: 'box', period, from, width: box.width, height: box.height, looked, leaves };
  }
  return null;
}
