import { describe, expect, it } from 'vitest';
import { load } from '../scripts/product.mjs';
import { readChanges } from '../src/learn/changes';
import { published } from './product';

const told: { type: string; data: { part: string; entries?: { neighborhood: number; state: string; symbol: number }[] } }[] = [];
let loaded: ReturnType<typeof load> | null = null;
const product = () => (loaded ??= load(text => told.push(JSON.parse(text))));

const name = (what: string): string => (published ? what : `${what} (skipped: npm run wasm)`);

describe('changed examples in a link', () => {
  it('are symbols or left out; what is neither is passed over', () => {
    expect([...readChanges('5.1,3.x')]).toEqual([[5, 1], [3, null]]);
    expect([...readChanges('a.1,7,,2.-1')]).toEqual([]);
    expect([...readChanges(null)]).toEqual([]);
  });
});

describe.skipIf(!published)(name('training in the page'), () => {
  const train = async (task: string, changes: { neighborhood: number; symbol: number | null }[] = [], seed = 1) => {
    told.length = 0;
    return JSON.parse((await product())['Train']!(JSON.stringify({ task, seed, changes })) as string) as { exact: boolean; wrong: number[]; guesses: number[]; hash: string; automaton: object };
  };

  it.each(['parity', 'addition', 'rule110'])('%s is learned, and proved from its file', async task => {
    const result = await train(task), p = await product();
    expect([result.exact, result.wrong, result.guesses]).toEqual([true, [], []]);
    const read = JSON.parse(p['Read']!(new TextEncoder().encode(JSON.stringify(result.automaton)), `${task}.json`) as string) as { id: number };
    expect((JSON.parse(p['Certify']!(read.id) as string) as { certified: boolean }).certified).toBe(true);
  });

  it('tells how each entry becomes certain, and says the same with the same seed', async () => {
    const first = await train('parity'), events = told.slice();
    const last = new Map(events.filter(e => e.type === 'entries' && e.data.part === 'rule').flatMap(e => e.data.entries!).map(e => [e.neighborhood, e.state]));
    expect([...last.values()]).toEqual(Array.from({ length: 8 }, () => 'certain'));
    expect(events.map(e => e.type)).toContain('progress');
    expect(await train('parity')).toEqual(first);
    expect(told).toEqual(events);
  });

  it('learns a poisoned example, and guesses one that is left out', async () => {
    const poisoned = await train('addition', [{ neighborhood: 7, symbol: 0 }]);
    expect([poisoned.exact, poisoned.wrong]).toEqual([false, [7]]);
    expect((await train('addition', [{ neighborhood: 6, symbol: null }])).guesses).toEqual([6]);
  });

  it('says what it does not learn', async () => {
    const p = await product();
    expect(() => p['Train']!(JSON.stringify({ task: 'nonsense', seed: 1, changes: [] }))).toThrow(/neither a task nor a file/);
    expect(() => p['Train']!(JSON.stringify({ task: 'parity', seed: 1, changes: Array.from({ length: 8 }, (_, k) => k).map(neighborhood => ({ neighborhood, symbol: null })) }))).toThrow('no example is left');
  });
});

describe.skipIf(!published)(name('own lines'), () => {
  const learn = async (lines: string[], base = 10, reversed = false) => JSON.parse((await product())['LearnAnswers']!(lines.join('\n'), base, reversed) as string) as { subject: { id: number; task: string | null }; passed: boolean; right: number; lines: number };
  const proved = async (id: number) => (JSON.parse((await product())['Certify']!(id) as string) as { certified: boolean; levels: { function: { level: string } | null } });
  const parity = ['1 -> 1', '0 -> 0', '11 -> 10', '10 -> 11', '01 -> 01', '1011 -> 1101', '0110 -> 0100', '1110 -> 1011', '0011 -> 0010', '10101 -> 11001', '01110 -> 01011'];

  it('that show parity are known as parity, and proved for every length', async () => {
    const found = await learn(parity);
    expect([found.subject.task, found.passed, found.right]).toEqual(['parity', true, parity.length]);
    expect((await proved(found.subject.id)).levels.function!.level).toBe('proved');
  });

  it('that show sums are known as addition in their base', async () => {
    const sums = Array.from({ length: 64 }, (_, k) => [k * 7 % 61, k * 13 % 59] as const).map(([a, b]) => `${a.toString(2)}+${b.toString(2)}=${(a + b).toString(2)}`);
    expect((await learn(sums, 2)).subject.task).toBe('addition');
  });

  it('that no task gives are a rule of their own', async () => {
    const found = await learn(['a -> x', 'b -> y', 'ab -> xy', 'ba -> yx', 'aab -> xxy', 'bba -> yyx']);
    expect([found.subject.task, found.right]).toEqual([null, 6]);
  });

  it('say where they are wrong', async () => {
    await expect(learn(['12+30=42', 'twelve'])).rejects.toThrow('line:2');
    await expect(learn([''])).rejects.toThrow('no questions were found');
  });
});
