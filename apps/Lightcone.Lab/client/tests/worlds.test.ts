import { describe, expect, it } from 'vitest';
import { canonical, census } from '../src/worlds/census';
import { bounds, centered, cut, PATTERNS, toRle } from '../src/worlds/patterns';
import { makeWorld, periodOf } from '../src/worlds/world';
import type { Subject } from '../src/product/types';
import { base64, product, published } from './product';

const life = { state: ['0', '1'], notation: 'B3/S23', name: 'life' } as unknown as Subject;
const cells = (...rows: string[]): Uint8Array => Uint8Array.from(rows.join('').split('').map(c => (c === 'o' ? 1 : 0)));

describe('census', () => {
  it('names shapes however they lie', () => {
    const world = cells('oo......', 'oo...o..', '......o.', '....ooo.', '........', 'ooo.....', '........', '........');
    const found = census(world, 8, false);
    expect(found.total).toBe(3);
    expect(found.groups.map(g => g.name).sort()).toEqual(['blinker', 'block', 'glider']);
    expect(canonical([[0, 0], [1, 0], [2, 0]])).toBe(canonical([[5, 1], [5, 2], [5, 3]]));
  });

  it('sees groups across the edge of a torus', () => {
    const world = cells('o..o', '....', '....', 'o..o');
    expect(census(world, 4, true).groups).toEqual([{ name: 'block', count: 1 }]);
    expect(census(world, 4, false).total).toBe(4);
  });
});

describe('periods', () => {
  const world = (start: Uint8Array, n: number) => { const w = makeWorld(life, n, n, true); w.load(start); return w; };
  it.each([['block', ['oo', 'oo'], 1, 0], ['blinker', ['ooo'], 2, 0], ['glider around a torus of 8', ['.o.', '..o', 'ooo'], 32, 0], ['r-pentomino', ['.oo', 'oo.', '.o.'], 0, 0]] as const)('%s', async (_, rows, period, from) => {
    const n = 8, w = world(centered(cells(...rows), rows[0].length, rows.length, n, n), n), before = w.cells();
    const found = await periodOf(w, 5000, () => true);
    if (period > 0)
      expect(found).toEqual({ period, from });
    else
      expect(found!.period).toBeGreaterThan(0);
    expect(w.cells()).toEqual(before);
    expect(w.generation).toBe(0);
  });

  it('is null when none was met within the limit', async () => {
    const w = world(centered(cells('.o.', '..o', 'ooo'), 3, 3, 64, 64), 64);
    expect(await periodOf(w, 50, () => true)).toBeNull();
  });
});

describe('patterns', () => {
  it('are cut out, centered and boxed', () => {
    const world = centered(cells('oo', '.o'), 2, 2, 6, 6), box = bounds(world, 6)!;
    expect(box).toEqual({ x: 2, y: 2, width: 2, height: 2 });
    expect([...cut(world, 6, box)]).toEqual([1, 1, 0, 1]);
    expect(bounds(new Uint8Array(9), 3)).toBeNull();
  });

  it('are written as RLE', () => {
    expect(toRle(cells('.o.', '..o', 'ooo'), 3, 2)).toBe('bo$2bo$3o!');
    expect(toRle(cells('...', 'ooo', '...', 'o..'), 3, 2)).toBe('$3o2$o!');
    expect(toRle(Uint8Array.of(0, 1, 2, 3), 4, 4)).toBe('.ABC!');
  });
});

describe.skipIf(!published)('patterns, against the product (needs npm run wasm)', () => {
  it('are read by it, and what is written here comes back', async () => {
    const p = await product();
    for (const [, , text] of PATTERNS) {
      const read = JSON.parse(p['ReadPattern']!(text) as string), original = base64(read.cells);
      const again = JSON.parse(p['ReadPattern']!(`x = ${read.width}, y = ${read.height}${read.rule ? `, rule = ${read.rule}` : ''}\n${toRle(original, read.width, read.symbols)}`) as string);
      expect(again.cells).toBe(read.cells);
    }
  });
});
