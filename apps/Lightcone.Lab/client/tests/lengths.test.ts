import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { armShare, csv, FINDINGS, fromRuns, MODELS, share, verdict, type Failures, type LedgerEntry, type Lengths } from '../src/length/lengths';
import { spread } from '../src/spread';

// Written by scripts/ledger.mjs from docs/length-generalization.md before every test.
const data = JSON.parse(readFileSync(new URL('../public/lengths.json', import.meta.url), 'utf8')) as Lengths;

describe('accuracy against length', () => {
  it('has all models of all tasks, each share a median between its smallest and largest', () => {
    expect(data.tasks.map(t => t.name)).toEqual(['addition', 'parity', 'rule110']);
    for (const t of data.tasks) {
      expect(t.models.map(m => m.model)).toEqual(Object.keys(MODELS));
      expect(FINDINGS[t.name]).toBeDefined();
      for (const [median, low, high] of t.models.flatMap(m => [...m.lengths, ...m.chains]).map(v => v!))
        expect(0 <= low && low <= median && median <= high && high <= 100).toBe(true);
    }
  });

  it('bears out what is said above the charts', () => {
    const at = (task: string, model: string, n: number) => { const t = data.tasks.find(x => x.name === task)!; return t.models.find(m => m.model === model)!.lengths[t.lengths.indexOf(n)]!; };
    expect(at('addition', 'lstm', 1024)).toEqual([100, 100, 100]);
    expect(at('addition', 'gru', 1024)).toEqual([100, 100, 100]);
    expect(at('rule110', 'mlp', 1024)).toEqual([100, 100, 100]);
    expect(at('parity', 'mlp', 32)![0]).toBe(0);
    for (const t of data.tasks)
      for (const model of ['tf-sinusoidal', 'tf-rotary', 'tf-none'])
        expect(at(t.name, model, 64)![0]).toBe(0);
  });

  it('is written as shares and as CSV', () => {
    expect([share([100, 100, 100]), share([62.9, 50.4, 73])]).toEqual(['100', '62.9 (50.4 to 73)']);
    expect(csv(data.tasks).split('\n')[1]).toBe('addition,automaton,length,16,100,100,100');
  });
});

describe('inputs that fail', () => {
  const failures = JSON.parse(readFileSync(new URL('../src/data/failures.json', import.meta.url), 'utf8')) as Failures;
  const add = (a: string, b: string): string => { let carry = 0; return Array.from(a, (x, k) => { const sum = Number(x) + Number(b[k] ?? 0) + carry; carry = sum >> 1; return String(sum & 1); }).join(''); };

  it('are there wherever the table says that a model with the first seed cannot be right', () => {
    for (const t of data.tasks)
      for (const m of t.models)
        t.lengths.forEach((n, k) => {
          const found = failures.failures.some(f => f.task === t.name && f.model === m.model && f.length === n);
          if (failures.lengths.includes(n) && m.lengths[k]![2] < 100)
            expect(found, `${t.name} ${m.model} ${n}`).toBe(true);
          if (m.lengths[k]![1] === 100)
            expect(found, `${t.name} ${m.model} ${n}`).toBe(false);
        });
  });

  it('have a right answer that is right, and another one that was given', () => {
    expect(failures.failures.length).toBeGreaterThan(30);
    for (const f of failures.failures) {
      expect(f.input[0]!.length).toBeGreaterThanOrEqual(f.length);
      expect(f.answer).not.toBe(f.right);
      const [a, b] = f.input as [string, string];
      if (f.task === 'addition')
        expect(f.right).toBe(add(a, b));
      if (f.task === 'parity')
        expect(f.right).toBe(Array.from(a).reduce<[string, number]>(([text, p], bit) => [text + String(p ^ Number(bit)), p ^ Number(bit)], ['', 0])[0]);
    }
  });
});

describe('records and runs', () => {
  const entry = (value: [number, number], control: [number, number], verdict: LedgerEntry['control']['verdict']): LedgerEntry => ({ task: 'parity', model: 'mlp', id: 'lightcone.lengths.parity.mlp', reproduced: 'yes', ours: { value, n: 10, min: value, max: value }, control: { verdict, ours: { value: control, n: 10, min: control, max: control } } });

  it('stand as the ledger has them', () => {
    const e = entry([100, 0], [100, 90], 'survives');
    expect([verdict(e), armShare(e.ours, 1), armShare(e.control.ours, 1), armShare(null, 0)]).toEqual(['survives', [0, 0, 0], [90, 90, 90], null]);
    expect(verdict({ ...e, reproduced: 'no' })).toBe('not reproduced');
    for (const known of data.ledger)
      expect(data.tasks.find(t => t.name === known.task)!.models.some(m => m.model === known.model)).toBe(true);
  });

  it('become a table of all lengths that were asked, with gaps', () => {
    const point = (number: number, median: number) => ({ number, seeds: 2, samples: 16, exact: { min: median / 2, median, max: median } });
    const tables = fromRuns([
      { task: 'parity', steps: 1, model: 'automaton', isChain: false, trainedUpTo: 16, points: [point(16, 1), point(4096, 1)] },
      { task: 'parity', steps: 1, model: 'transformer-none', isChain: false, trainedUpTo: 16, points: [point(16, 0.5)] },
      { task: 'W30', steps: 2, model: 'automaton', isChain: false, trainedUpTo: 16, points: [point(16, 1)] }]);
    expect(tables).toEqual([{ name: 'parity', lengths: [16, 4096], chains: [], models: [{ model: 'automaton', lengths: [[100, 50, 100], [100, 50, 100]], chains: [] }, { model: 'tf-none', lengths: [[50, 25, 50], null], chains: [] }] }]);
    expect(csv(tables)).toContain('parity,tf-none,length,16,50,25,50\n');
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
