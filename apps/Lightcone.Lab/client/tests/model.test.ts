import { describe, expect, it } from 'vitest';
import { cone, inputCone, isThread, outside, readers } from '../src/model/cone';
import { restOf, split } from '../src/model/cells';
import { readEdits, readLink, readPlaces, readRule, takeToken, writeLink, writePlaces, writeRule } from '../src/model/link';
import { letters, openInputs, unpack } from '../src/model/table';
import { duration, figure, grouped, many, rate, sentence } from '../src/model/text';
import type { Position, RuleFunction } from '../src/product/types';
import { changedOperands } from '../src/play/compute';
import { readNumber } from '../src/play/question';
import { First, isFirst, readSpec, writeSpec } from '../src/play/spec';

const at = (x: number, symbols: string[], frozen = false, essential = true): Position => ({ name: '', x, y: 0, frozen, essential, symbols });
const bits = ['0', '1'];

describe('links', () => {
  it('give the run back that they were made from', () => {
    const spec = { ...First, rule: 'subtraction', a: '99', b: '7', places: 32, edge: 'periodic', flips: [{ t: 3, i: 4 }, { t: 0, i: 31 }], digits: [{ t: 1, i: 2 }], step: 9 };
    expect(readSpec(readLink(writeSpec(spec, 'numbers')).query)).toEqual(spec);
    const row = { ...First, rule: 'W30', symbols: '0 1 0', places: 48, rows: 64 };
    expect(readSpec(readLink(writeSpec(row, 'symbols')).query)).toEqual(row);
  });

  it('leave at its usual value what is malformed or out of range', () => {
    const spec = readSpec(readLink('#play?a=-3&b=x&places=9999&rows=1&flips=1.2,zz,3.400,999.1&step=abc&fill=nonsense').query);
    expect(spec).toEqual({ ...First, flips: [{ t: 1, i: 2 }] });
  });

  it('know the first run', () => {
    expect(isFirst(First)).toBe(true);
    expect(isFirst({ ...First, step: 12 })).toBe(true);
    expect(isFirst({ ...First, a: '1' })).toBe(false);
    expect(isFirst({ ...First, flips: [{ t: 0, i: 0 }] })).toBe(false);
  });

  it('give up the token, and keep the rest', () => {
    expect(takeToken('#token=a%2Fb')).toEqual({ token: 'a/b', rest: '' });
    expect(takeToken('#claims?token=abc&open=x')).toEqual({ token: 'abc', rest: '#claims?open=x' });
    expect(takeToken('#claims?open=x&token=abc')).toEqual({ token: 'abc', rest: '#claims?open=x' });
    expect(takeToken('#play')).toEqual({ token: null, rest: '#play' });
  });

  it('name a rule together with its changed entries', () => {
    expect(readRule(writeRule('B3/S23', [[0, 5, 1], [1, 2, 0]]))).toEqual({ rule: 'B3/S23', edits: [[0, 5, 1], [1, 2, 0]] });
    expect(writeRule('addition', [])).toBe('addition');
    expect(readEdits('2.1.1,x,0.5.1')).toEqual([[0, 5, 1]]);
  });

  it('write places and read them', () => {
    const places = [{ t: 0, i: 5 }, { t: 12, i: 0 }];
    expect(readPlaces(writePlaces(places))).toEqual(places);
    expect(writeLink('rule', { rule: 'B3/S23', set: undefined, open: '' })).toBe('#rule?rule=B3/S23');
  });
});

describe('cones', () => {
  it('go one place a step one way, and stop at the wall', () => {
    const mask = cone([{ t: 0, i: 6 }], 4, 8, [-1], 'wall', true);
    expect(mask.map(row => row.indexOf(1))).toEqual([6, 7, -1, -1]);
    expect(isThread(mask)).toBe(true);
  });

  it('widen by a cell to each side, around a ring', () => {
    const mask = cone([{ t: 0, i: 0 }], 3, 8, [-1, 0, 1], 'ring', true);
    expect([...mask[2]!]).toEqual([1, 1, 1, 0, 0, 0, 1, 1]);
    expect(isThread(mask)).toBe(false);
    expect([...cone([{ t: 2, i: 0 }], 3, 8, [-1, 0, 1], 'ring', false)[0]!]).toEqual([1, 1, 1, 0, 0, 0, 1, 1]);
  });

  it('are reflected by a mirror', () => {
    expect(readers(4, [-1, 1], 'mirror')).toEqual([[0, 1], [0, 2], [1, 3], [2, 3]]);
  });

  it('of an input start anew at every step', () => {
    const mask = inputCone(2, 4, 6, [at(0, ['0', '1'], true), at(-1, bits)], 'wall');
    expect(mask.map(row => [...row].join(''))).toEqual(['000000', '001000', '001100', '001110']);
  });

  it('count what lies outside', () => {
    expect(outside([Uint8Array.of(1, 0, 1)], [Uint8Array.of(1, 0, 0)])).toBe(1);
  });
});

describe('tables', () => {
  const carry: RuleFunction = { positions: [at(0, ['00', '01', '10', '11'], true), at(-1, bits)], output: bits, hash: '', entries: 8, table: 'AAAAAQABAQE=', margins: [], network: null };
  it('are indexed with the first position most significant', () => {
    expect(unpack(carry.positions, 5)).toEqual([2, 1]);
    expect(letters(carry.positions, 5)).toBe('(10,1)');
  });

  it('say where a carry passes and where it ends', () => {
    expect(openInputs(carry)).toEqual([false, true, true, false]);
    expect(openInputs({ ...carry, positions: [at(-1, bits), at(0, bits), at(1, bits)] })).toEqual([]);
  });
});

describe('rows', () => {
  it('rest from the first row on that stays', () => {
    expect(restOf(split(Uint8Array.of(0, 0, 0, 1, 1, 1, 1, 1), 2))).toBe(2);
    expect(restOf(split(Uint8Array.of(0, 0, 0, 1), 2))).toBe(-1);
    expect(restOf(split(Uint8Array.of(1, 1, 1, 1), 2))).toBe(0);
  });
});

describe('operands', () => {
  it('change by the digits that were clicked', () => {
    expect(changedOperands({ base: 2 }, { a: '5', b: '0', digits: [{ t: 0, i: 0 }, { t: 1, i: 63 }] })).toEqual(['4', String(2n ** 63n)]);
    expect(changedOperands({ base: 10 }, { a: '19', b: '7', digits: [{ t: 0, i: 0 }, { t: 1, i: 1 }] })).toEqual(['10', '17']);
  });

  it('are read with the place of what is wrong', () => {
    expect(readNumber('a', '1 2\u202f3_4')).toEqual({ value: '1234' });
    expect(readNumber('a', '12x4')).toEqual({ error: "a:1:3: symbol 'x' is not a decimal digit. This page takes whole numbers." });
    expect(readNumber('b', ' ')).toEqual({ error: 'b: no number yet. Type one, for example 99999999.' });
    expect(readNumber('b', '007')).toEqual({ value: '7' });
  });
});

describe('words', () => {
  it('group, round and count', () => {
    expect(grouped(1234567)).toBe('1\u202f234\u202f567');
    expect([many(1, 'step'), many(2, 'carry', 'carries')]).toEqual(['1 step', '2 carries']);
    expect([figure(-0.41820418, 4), figure(123456.7), figure(0)]).toEqual(['\u22120.4182', '123\u202f457', '0']);
    expect([rate(274725274725), rate(18.1e9), rate(999), rate(1500)]).toEqual(['275 G/s', '18.1 G/s', '999 /s', '1.5 k/s']);
    expect([sentence('heals'), sentence('Done.')]).toEqual(['Heals.', 'Done.']);
    expect([duration(0.01), duration(5.25), duration(250), duration(12345)]).toEqual(['under 0.1 ms', '5.3 ms', '250 ms', '12.3 s']);
  });
});
