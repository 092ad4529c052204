import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { canonical, census } from '../src/worlds/census';
import { orbitOf } from '../src/worlds/orbit';
import { bounds, centered, cut, PATTERNS, toRle } from '../src/worlds/patterns';
import { makeWorld, periodOf } from '../src/worlds/world';
import type { Subject } from '../src/product/types';
import { base64, product, published } from './product';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
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
      const read = JSON.parse(p['ReadPattern']!(bytes(text), 'a.rle') as string), original = base64(read.cells);
      const again = JSON.parse(p['ReadPattern']!(bytes(`x = ${read.width}, y = ${read.height}${read.rule ? `, rule = ${read.rule}` : ''}\n${toRle(original, read.width, read.symbols)}`), 'a.rle') as string);
      expect(again.cells).toBe(read.cells);
    }
  });
});

describe('orbits on the endless plane', () => {
  const orbit = (...rows: string[]) => orbitOf('B3/S23', centered(cells(...rows), rows[0]!.length, rows.length, 64, 64), 64, () => true);
  const gun = ['........................o...........', '......................o.o...........', '............oo......oo............oo', '...........o...o....oo............oo', 'oo........o.....o...oo..............', 'oo........o...o.oo....o.o...........', '..........o.....o.......o...........', '...........o...o....................', '............oo......................'];

  it('finds the period of a gun, whatever its gliders meet later', async () =>
    expect(await orbit(...gun)).toEqual({ kind: 'box', period: 30, from: 0, width: 36, height: 9, looked: 474, leaves: true }));

  it('knows ships by where they come back', async () => expect(await orbit('.o.', '..o', 'ooo')).toEqual({ kind: 'ship', period: 4, across: 1, down: 1 }));

  it('knows oscillators and still lifes', async () => {
    expect(await orbit('ooo')).toMatchObject({ kind: 'box', period: 2, from: 0, leaves: false });
    expect(await orbit('oo', 'oo')).toMatchObject({ kind: 'box', period: 1, from: 0 });
  });

  it('says nothing of what dies, of empty worlds, and of rules that bits do not run', async () => {
    expect(await orbit('oo')).toBeNull();
    expect(await orbitOf('B3/S23', new Uint8Array(64 * 64), 64, () => true)).toBeNull();
    expect(await orbitOf(null, cells('oo', 'oo'), 2, () => true)).toBeNull();
  });
});

describe.skipIf(!published)(published ? 'files of patterns, by the product' : 'files of patterns, by the product (skipped: npm run wasm)', () => {
  const glider = 'bob$2bo$3o!';
  it.each<[string, string]>([
    ['a.rle', `x = 3, y = 3, rule = B3/S23\n${glider}`],
    ['a.cells', '!Name: Glider\n.O\n..O\nOOO\n'],
    ['a.lif', '#Life 1.05\n#N\n#P -1 -1\n.*\n..*\n***\n'],
    ['b.lif', '#Life 1.06\n0 -1\n1 0\n-1 1\n0 1\n1 1\n'],
    ['a.mcl', '#MCell 4.20\n#GAME Life\n#RULE 23/3\n#BOARD 30x30\n#L .A$..A$3A\n'],
    ['a.mc', '[M2] (golly 2.0)\n#R B3/S23\n.*$..*$***$\n'],
    ['pasted', '.O\n..O\nOOO\n'],
  ])('%s', async (file, text) => {
    const read = JSON.parse((await product())['ReadPattern']!(bytes(text), file) as string);
    const all = base64(read.cells), box = bounds(all, read.width)!;
    expect([read.rule ?? 'B3/S23', box.width, box.height]).toEqual(['B3/S23', 3, 3]);
    expect(cut(all, read.width, box)).toEqual(cells('.o.', '..o', 'ooo'));
  });

  it('are unpacked first', async () => {
    const packed = gzipSync(`x = 3, y = 3, rule = B3/S23\n${glider}`);
    expect(JSON.parse((await product())['ReadPattern']!(new Uint8Array(packed), 'a.rle.gz') as string)).toMatchObject({ width: 3, height: 3, rule: 'B3/S23' });
  });

  it('are told from rules by their names', async () => {
    const p = await product();
    expect(['a.rle', 'a.mc', 'a.zip', 'a.cells.gz', 'a.rule', 'a.json', 'a.onnx'].map(name => p['IsPattern']!(name))).toEqual([true, true, true, true, false, false, false]);
  });

  it('say what is wrong, and where', async () => {
    const p = await product();
    expect(() => p['ReadPattern']!(bytes('x = 3, y = 1\n3?!'), 'a.rle')).toThrow("a.rle:2:2: '?' is no state of an RLE pattern");
    expect(() => p['ReadPattern']!(bytes('[M2]\n1 2 3\n'), 'a.mc')).toThrow(/^Error: a\.mc:2|^a\.mc:2/);
  });
});
