import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { assemble, conesOf, csv, expected, healedAt, rowText, type Recorded, type Run } from '../src/play/run';
import { First } from '../src/play/spec';
import { caption, evidence, pair, reachOf, wrongAnswer } from '../src/play/words';

const recorded = JSON.parse(readFileSync(new URL('../src/data/first.json', import.meta.url), 'utf8')) as Recorded;
const run = assemble(First, recorded);

describe('a run in words', () => {
  it('counts what is still to come, and says when it has settled', () => {
    expect(caption(run, 0)).toEqual({ title: 'No carry yet.', more: 'The law says 25, so 25 steps are still to come.' });
    expect(caption(run, 14).title).toBe('Step 14: 2 carries changed.');
    expect(caption(run, 24).more).toBe('The law says 25, so 1 step is still to come.');
    expect(caption(run, 27)).toEqual({ title: 'Settled after 25 steps.', more: 'This input could not do better: its longest carry chain is 25.' });
  });

  it('puts the law beside the count', () => {
    expect([pair(run, 14).left, pair(run, 14).sign, pair(run, 14).right]).toEqual(['14', '<', '25']);
    expect([pair(run, 30).left, pair(run, 30).sign]).toEqual(['25', '=']);
  });

  it('claims the proof for its own edge alone', () => {
    expect(evidence(run, 27).map(e => e.kind)).toEqual(['proved', 'ran']);
    const other = { ...run, spec: { ...run.spec, edge: 'periodic' } };
    expect(evidence(other, 27).find(e => e.kind === 'open')!.lines[0]).toMatch(/not the one of the proof/);
    expect(evidence({ ...run, verdict: { ...run.verdict!, certified: false, reason: 'it is wrong.' } }, 27)[0]!.kind).toBe('bad');
  });
});

describe('a run', () => {
  it('knows when flips have healed', () => {
    const rows = run.rows.map(row => row.slice());
    rows[3]![60] = 1 - rows[3]![60]!;
    const flipped = { ...run, spec: { ...First, flips: [{ t: 3, i: 60 }] }, rows, diff: rows.map((row, t) => row.map((v, i) => (v === run.clean[t]![i] ? 0 : 1))) };
    expect(healedAt(flipped)).toBe(4);
    expect(healedAt(run)).toBe(-1);
    expect(caption(flipped, 3).title).toBe('1 carry wrong, 0 steps after the flip.');
    expect(caption(flipped, 4).title).toBe('Healed 1 step after the flip.');
  });

  it('has cones that go one way from a cell, and anew at each step from a digit', () => {
    const cones = conesOf(run, { t: 5, i: 10 })!;
    expect(cones.thread).toBe(true);
    expect(cones.forward[9]!.indexOf(1)).toBe(14);
    expect(cones.backward![2]!.indexOf(1)).toBe(7);
    expect(conesOf(run, { t: 1, i: 10, row: 0 })!.forward[3]!.join('')).toBe(`${'0'.repeat(10)}111${'0'.repeat(51)}`);
  });

  it('is written from the left as drawn, and as CSV', () => {
    expect(rowText(run, 0).replace(/ /g, '')).toBe('0'.repeat(64));
    expect(csv(run).split('\n')[0]).toMatch(/^step,place 63,.*,place 0$/);
    expect(csv(run).trim().split('\n').length).toBe(run.rows.length + 1);
  });

  it('is checked against big integers', () => {
    expect(expected(run.subject, '7', '9')).toBe('16');
    expect(expected({ ...run.subject, sign: '?' }, '7', '9')).toBeNull();
  });
});

describe('what is said of a run', () => {
  const run = (flips: { t: number; i: number }[], diff: number[][], edge: string): Run => ({ spec: { flips }, diff: diff.map(row => Uint8Array.from(row)), edge } as unknown as Run);
  const diff = [[0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 1], [0, 0, 0, 0, 0, 0]];

  it('counts how far one flip was felt, around a ring the shorter way', () => {
    const flip = [{ t: 1, i: 1 }];
    expect([reachOf(run(flip, diff, 'wall'), 1), reachOf(run(flip, diff, 'wall'), 3), reachOf(run(flip, diff, 'ring'), 3)]).toEqual([0, 4, 2]);
    expect([reachOf(run([], diff, 'wall'), 3), reachOf(run([...flip, ...flip], diff, 'wall'), 3)]).toEqual([null, null]);
  });

  it('says what is wrong, and nothing of what is right or was flipped', () => {
    const sum = (said: string | null, flips: { t: number; i: number }[] = []): Run => ({ a: '3', b: '3', rest: 1, answers: ['0', said], subject: { sign: '+' }, spec: { flips, digits: [] } } as unknown as Run);
    expect(wrongAnswer(sum('2'))).toEqual({ said: '2', right: '6' });
    expect(wrongAnswer(sum(null))).toEqual({ said: null, right: '6' });
    expect([wrongAnswer(sum('6')), wrongAnswer(sum('2', [{ t: 0, i: 0 }]))]).toEqual([null, null]);
  });
});
