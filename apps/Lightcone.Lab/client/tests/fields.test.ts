import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { standing, type Claim } from '../src/claims/ledger';
import { CONDITIONS, csv, extremes, field, lead, MEASURES, silentUntil, told, weightsCsv, type Fields } from '../src/fields/fields';

const data = JSON.parse(readFileSync(new URL('../src/data/fields.json', import.meta.url), 'utf8')) as Fields;
const { records } = JSON.parse(readFileSync(new URL('../../../../docs/reproductions/arxiv-2512.23916.json', import.meta.url), 'utf8')) as { records: Claim[] };
const claim = (id: string): Claim => records.find(c => c.id === id)!;

describe('the fields', () => {
  it('are whole: nine units under three conditions, each picture with a largest weight', () => {
    expect([data.units, data.side, data.epochs[0], data.epochs.at(-1)]).toEqual([9, 16, 0, 30]);
    for (const [name] of CONDITIONS) {
      const film = data.conditions[name];
      expect([film.spread.length, film.spikesBy.length, film.explainedBy.length, film.largest.length]).toEqual([31, 30, 30, data.epochs.length]);
      data.epochs.forEach((_epoch, k) => expect(Math.max(...Array.from({ length: 9 }, (_, unit) => Math.max(...field(data, name, k, unit).map(Math.abs))))).toBe(1));
    }
  });

  it('begin with the same weights under all conditions', () => {
    expect(field(data, 'flow', 0, 4)).toEqual(field(data, 'static', 0, 4));
    expect(field(data, 'flow', 0, 4)).toEqual(field(data, 'faint', 0, 4));
  });

  it('are trainings of the ledger: spread and selectivity lie within its seeds', () => {
    for (const [id, number] of [['cbg.fields.wide', 'sigma'], ['cbg.fields.oriented', 'osi']] as const) {
      const c = claim(id), within = (v: number, arm: { min: number[]; max: number[] }, k: number): void => {
        expect(v).toBeGreaterThanOrEqual(arm.min[k]! - 1e-5);
        expect(v).toBeLessThanOrEqual(arm.max[k]! + 1e-5);
      };
      within(data.conditions.flow[number], c.ours!, 0);
      within(data.conditions.static[number], c.ours!, 1);
      within(data.conditions.faint[number], c.control.ours!, 1);
    }
  });

  it('bear out what is said above and below them', () => {
    expect([standing(claim('cbg.fields.wide')), standing(claim('cbg.fields.oriented'))]).toEqual(['changes sign', 'falls']);
    expect(1 / data.conditions.flow.gain).toBeGreaterThan(14.5);
    expect(1 / data.conditions.flow.gain).toBeLessThan(16.5);
    expect(lead(claim('cbg.fields.wide'))).toMatch(/spread to 0\.247, shown as they are to 0\.049\..* spread to 0\.309/);
    expect([silentUntil(data.conditions.flow), silentUntil(data.conditions.faint), silentUntil(data.conditions.static)]).toEqual([3, 3, 0]);
  });

  it('are told and written', () => {
    expect(told(data, 0, 0)).toMatch(/^Unit 1 before the training, smallest to largest weight: trajectories of damping 2 \u22120\.06\d* to 0\.06/);
    const [low, high] = extremes(data, 'faint', data.epochs.length - 1, 0);
    expect(low).toBeLessThan(-0.3);
    expect(high).toBeGreaterThan(0.3);
    expect(csv(data).trim().split('\n').length).toBe(1 + 3 * 31);
    expect(weightsCsv(data).trim().split('\n').length).toBe(1 + 3 * data.epochs.length * 9 * 256);
    expect(Object.values(MEASURES).map(m => m.of(data.conditions.flow).length + m.from)).toEqual([31, 31, 31]);
  });
});
