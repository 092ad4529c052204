import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { cellOf, changeOf, csv, lead, rangeOf, seedsOf, told, type Arm, type Landscape } from '../src/landscape/landscape';
import { standing, type Claim } from '../src/claims/ledger';

const data = JSON.parse(readFileSync(new URL('../src/data/landscape.json', import.meta.url), 'utf8')) as Landscape;
const { records } = JSON.parse(readFileSync(new URL('../../../../docs/reproductions/arxiv-2512.23916.json', import.meta.url), 'utf8')) as { records: Claim[] };
const claim = (id: string): Claim => records.find(c => c.id === id)!;
const at = (arm: Arm, damping: number): number[] => seedsOf(data, arm, 'all')[data.dampings.indexOf(damping)]!;

describe('the landscape', () => {
  it('is whole: every damping under every test, five seeds each, none over 100 %', () => {
    expect(data.dampings).toEqual([-1.5, -1, -0.3, 0, 0.3, 1, 1.5, 2, 2.5, 5, 7, 10]);
    for (const arm of [data.plain, data.matched]) {
      expect(arm.map(seeds => seeds.map(row => row.length))).toEqual(Array(12).fill(Array(5).fill(12)));
      expect(arm.flat(2).every(v => v >= 0 && v <= 100)).toBe(true);
    }
    expect(2 * 12 * 5).toBe(claim(data.claim).ours!.runs.length + claim(data.claim).control.ours!.runs.length);
  });

  it('has the means, smallest and largest of the ledger', () => {
    const c = claim('cbg.landscape.transition-generalizes');
    for (const [arm, ours] of [['plain', c.ours!], ['matched', c.control.ours!]] as const)
      [2, -1.5].forEach((damping, k) => {
        const found = rangeOf(at(arm, damping));
        expect(found.mean).toBeCloseTo(ours.value[k]!, 1);
        expect(found.low).toBeCloseTo(ours.min[k]!, 1);
        expect(found.high).toBeCloseTo(ours.max[k]!, 1);
      });
    expect(data.published).toEqual([[2, c.paper.value[0]], [-1.5, c.paper.value[1]]]);
  });

  it('bears out what is said above the picture', () => {
    expect(standing(claim('cbg.landscape.transition-generalizes'))).toBe('falls');
    expect(Math.min(...at('plain', 2))).toBeGreaterThan(2 * Math.max(...at('plain', -1.5)) - 5);
    expect(Math.abs(rangeOf(at('matched', 2)).mean - rangeOf(at('matched', -1.5)).mean)).toBeLessThan(1);
    expect(lead(data)).toMatch(/right on 89\.7 % .* on 34\.4 %\. .* 90\.2 and 90\.6 %/);
  });

  it('says a cell, and writes every run', () => {
    expect(changeOf(data, 0, 11)).toBeCloseTo(cellOf(data, 'matched', 0, 11).mean - cellOf(data, 'plain', 0, 11).mean);
    expect(told(data, 0, 7)).toMatch(/^Trained at \u22121\.5, tested at 2: plain [\d.]+ % \([\d.]+ to [\d.]+\), matched [\d.]+ % .*; 5 seeds each\.$/);
    expect(csv(data).trim().split('\n').length).toBe(1 + 2 * 12 * 5 * 12);
  });
});
