import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { csv, FINDINGS, MODELS, share, type Lengths } from '../src/length/lengths';
import { spread } from '../src/spread';

// Written by scripts/ledger.mjs from docs/length-generalization.md before every test.
const data = JSON.parse(readFileSync(new URL('../public/lengths.json', import.meta.url), 'utf8')) as Lengths;

describe('accuracy against length', () => {
  it('has all models of all tasks, each share a median between its smallest and largest', () => {
    expect(data.tasks.map(t => t.name)).toEqual(['addition', 'parity', 'rule110']);
    for (const t of data.tasks) {
      expect(t.models.map(m => m.model)).toEqual(Object.keys(MODELS));
      expect(FINDINGS[t.name]).toBeDefined();
      for (const [median, low, high] of t.models.flatMap(m => [...m.lengths, ...m.chains]))
        expect(0 <= low && low <= median && median <= high && high <= 100).toBe(true);
    }
  });

  it('bears out what is said above the charts', () => {
    const at = (task: string, model: string, n: number) => { const t = data.tasks.find(x => x.name === task)!; return t.models.find(m => m.model === model)!.lengths[t.lengths.indexOf(n)]!; };
    expect(at('addition', 'lstm', 1024)).toEqual([100, 100, 100]);
    expect(at('addition', 'gru', 1024)).toEqual([100, 100, 100]);
    expect(at('rule110', 'mlp', 1024)).toEqual([100, 100, 100]);
    expect(at('parity', 'mlp', 32)[0]).toBe(0);
    for (const t of data.tasks)
      for (const model of ['tf-sinusoidal', 'tf-rotary', 'tf-none'])
        expect(at(t.name, model, 64)[0]).toBe(0);
  });

  it('is written as shares and as CSV', () => {
    expect([share([100, 100, 100]), share([62.9, 50.4, 73])]).toEqual(['100', '62.9 (50.4 to 73)']);
    expect(csv(data).split('\n')[1]).toBe('addition,automaton,length,16,100,100,100');
  });
});

describe('labels', () => {
  it('keep their order and their distance, and stay inside', () => {
    const placed = spread([300, 300, 10, 300, 12], 17, 10, 300);
    const sorted = [...placed].sort((a, b) => a - b);
    for (let k = 1; k < sorted.length; k++)
      expect(sorted[k]! - sorted[k - 1]!).toBeGreaterThanOrEqual(17 - 1e-9);
    expect(sorted.at(-1)).toBeLessThanOrEqual(300);
    expect(placed[2]).toBe(10);
    expect(placed[2]!).toBeLessThan(placed[4]!);
  });
});
