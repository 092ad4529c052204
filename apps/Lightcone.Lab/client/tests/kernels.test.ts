import { describe, expect, it } from 'vitest';
import { BitStepper, bitAt, bitRule, flipBit, pack, popcount, unpackRow, words, type End } from '../src/kernel/bitrow';
import { Life, lifeRule } from '../src/kernel/life';
import { Pyramid } from '../src/kernel/pyramid';
import { view } from '../src/kernel/view';
import { random } from '../src/model/cells';
import { base64, product, published } from './product';

const drawn = (n: number, seed: number, symbols = 2): Uint8Array => {
  const r = random(seed);
  return Uint8Array.from({ length: n }, () => Math.floor(r() * symbols));
};

/** A step cell by cell, straight from the table. */
function plain(table: Uint8Array, offsets: number[], end: End, row: Uint8Array): Uint8Array {
  const n = row.length;
  return row.map((_, i) => table[offsets.reduce((index, x) => {
    const at = i + x;
    return 2 * index + (at >= 0 && at < n ? row[at]! : end === 'ring' ? row[((at % n) + n) % n]! : end);
  }, 0)]!);
}

describe('rows of bits', () => {
  it.each(['ring', 0, 1] as End[])('step every elementary rule as the table says, edge %s', end => {
    for (let rule = 0; rule < 256; rule++) {
      const table = Uint8Array.from({ length: 8 }, (_, n) => (rule >> n) & 1), n = [1, 2, 3, 31, 32, 33, 64, 97][rule % 8]!;
      const cells = drawn(n, rule), stepper = new BitStepper(bitRule(table, 0, [-1, 0, 1]), n, end);
      const next = new Uint32Array(words(n));
      stepper.step(pack(cells), next);
      expect([rule, ...unpackRow(next, n)]).toEqual([rule, ...plain(table, [-1, 0, 1], end, cells)]);
    }
  });

  it('refuse a table of another size', () => {
    expect(() => bitRule(new Uint8Array(4), 0, [-1, 0, 1])).toThrow(/entries/);
  });

  it('count their ones', () => {
    for (const x of [0, 1, 0x80000000, 0xffffffff, 0x12345678])
      expect(popcount(x)).toBe((x >>> 0).toString(2).replace(/0/g, '').length);
  });
});

describe('the pyramid', () => {
  it('shows one differing cell at every level, in every view', () => {
    const cells = 1 << 12, times = 100, r = random(5);
    const rows = Array.from({ length: times }, (_, t) => pack(drawn(cells, t)));
    for (let trial = 0; trial < 6; trial++) {
      const x = Math.floor(r() * cells), t = Math.floor(r() * times);
      const beside = rows.map((row, k) => { if (k !== t) return row; const other = row.slice(); flipBit(other, x); return other; });
      const pyramid = new Pyramid(cells, times);
      rows.forEach((row, k) => pyramid.add(k, beside[k]!, row));
      pyramid.finish();
      for (const level of pyramid.levels)
        expect(level.differs.reduce((a, b) => a + b, 0)).toBe(1);
      for (const [across, down] of [[1, 1], [8, 1], [8, 8], [64, 1], [64, 64], [512, 64], [4096, 128]] as const) {
        const picture = view({ x: 0, t: 0, columns: Math.ceil(cells / across), rows: Math.ceil(times / down), across, down }, cells, rows, beside, pyramid);
        const marked = [...picture.differs.keys()].filter(k => picture.differs[k]);
        expect([across, down, marked]).toEqual([across, down, [Math.floor(t / down) * Math.ceil(cells / across) + Math.floor(x / across)]]);
      }
    }
  });

  it('says how full a block is', () => {
    const cells = 128, rows = Array.from({ length: 64 }, () => pack(Uint8Array.from({ length: cells }, (_, i) => (i < 32 ? 1 : 0))));
    const pyramid = new Pyramid(cells, 64);
    rows.forEach((row, t) => pyramid.add(t, row, null));
    pyramid.finish();
    for (const [across, shares] of [[32, [255, 0, 0, 0]], [64, [128, 0]], [128, [64]]] as [number, number[]][])
      expect([...view({ x: 0, t: 0, columns: shares.length, rows: 1, across, down: 64 }, cells, rows, [], pyramid).ones]).toEqual(shares);
  });
});

describe.skipIf(!published)('against the product (needs npm run wasm)', () => {
  it('long rows have the hashes of the engines, for every task of two symbols', async () => {
    const p = await product(), n = 1000, steps = 40;
    const tasks = (JSON.parse(p['Catalog']!() as string) as { tasks: { name: string; dimensions: number }[] }).tasks.filter(t => t.dimensions === 1).map(t => t.name);
    let compared = 0;
    for (const name of [...tasks, 'W30', 'W90', 'W184', 'W45']) {
      const s = JSON.parse(p['Open']!(name) as string);
      const inputs = s.rule.positions.filter((x: { frozen: boolean }) => x.frozen), planes = inputs.length === 0 ? 0 : Math.log2(inputs[0].symbols.length);
      if (s.state.length !== 2 || inputs.length > 1 || !Number.isInteger(planes))
        continue;
      const input = drawn(n, 7, planes === 0 ? 1 : 1 << planes), start = planes === 0 ? drawn(n, 8) : new Uint8Array(n);
      const end: End = s.boundary === 'periodic' ? 'ring' : s.boundary === 'fixed:1' ? 1 : 0;
      const offsets = s.rule.positions.filter((x: { frozen: boolean }) => !x.frozen).map((x: { x: number }) => x.x);
      const frozen = Array.from({ length: planes }, (_, k) => pack(input.map(v => (v >> (planes - 1 - k)) & 1)));
      const stepper = new BitStepper(bitRule(base64(s.rule.table), planes, offsets), n, end, frozen);
      let row = pack(start);
      for (let t = 0; t < steps; t++) {
        const next = new Uint32Array(words(n));
        stepper.step(row, next);
        row = next;
      }
      const theirs = p['After']!(s.id, n, 0, '', start, planes === 0 ? new Uint8Array() : input, steps) as Uint8Array;
      const hash = (cells: Uint8Array) => p['Hash']!(s.id, n, 0, '', cells, planes === 0 ? new Uint8Array() : input);
      expect([name, hash(unpackRow(row, n))]).toEqual([name, hash(theirs)]);
      compared++;
    }
    expect(compared).toBeGreaterThanOrEqual(8);
  });

  it.each([['B3/S23', true, 64, 48], ['B3/S23', false, 33, 21], ['B36/S23', true, 31, 31], ['B2/S', true, 70, 9], ['B45678/S2345', false, 32, 32], ['B1357/S1357', true, 5, 7]] as const)('%s (torus %s, %i x %i) steps as the engines do', async (rule, torus, w, h) => {
    const p = await product(), s = JSON.parse(p['Open']!(rule) as string), cells = drawn(w * h, 3), life = new Life(lifeRule(rule)!, w, h, torus, cells);
    for (let t = 0; t < 24; t++)
      life.step();
    const theirs = p['After']!(s.id, w, h, torus ? 'periodic' : 'fixed', cells, new Uint8Array(), 24) as Uint8Array;
    expect(p['Hash']!(s.id, w, h, torus ? 'periodic' : 'fixed', life.toCells(), new Uint8Array())).toBe(p['Hash']!(s.id, w, h, torus ? 'periodic' : 'fixed', theirs, new Uint8Array()));
  });
});

describe('life', () => {
  it('leaves rules with births in empty space to the product', () => {
    expect(lifeRule('B03/S23')).toBeNull();
    expect(lifeRule('W110')).toBeNull();
  });

  it('turns a blinker', () => {
    const life = new Life(lifeRule('B3/S23')!, 5, 5, true, Uint8Array.from({ length: 25 }, (_, k) => (k >= 11 && k <= 13 ? 1 : 0)));
    life.step();
    expect([...life.toCells().keys()].filter(k => life.toCells()[k])).toEqual([7, 12, 17]);
    expect(bitAt(pack(Uint8Array.of(0, 1)), 1)).toBe(1);
  });
});
