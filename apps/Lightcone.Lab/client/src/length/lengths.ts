import { standing, type Claim } from '../claims/ledger';
import { csv as table, figure } from '../model/text';

/** What was measured: shares of whole answers in percent, each as median, smallest and largest over the seeds; null where a model was not asked. */
export type Share = [number, number, number];
export interface Measured { model: string; lengths: (Share | null)[]; chains: (Share | null)[] }
export interface TaskLengths { name: string; lengths: number[]; chains: number[]; models: Measured[] }
/** A record of the ledger: both arms at the long length, and the same at the longest of the training as its control. */
export interface LedgerEntry { task: string; model: string; id: string; reproduced: Claim['reproduced']; ours: Arms; control: { verdict: Claim['control']['verdict']; ours: Arms | null } }
export interface Arms { value: number[]; n: number; min: number[]; max: number[] }
export interface Lengths { seeds: number; trainedTo: number; tasks: TaskLengths[]; ledger: LedgerEntry[] }

/** An input that a model with the first seed answers wrongly; bits, the first cell or the least significant digit first, a point where nothing is asked. */
export interface Failure { task: string; model: string; length: number; sample: number; input: string[]; right: string; answer: string }
export interface Failures { seed: number; lengths: number[]; failures: Failure[] }

/** What GET /api/lengths gives. */
export interface Curve { task: string; steps: number; model: string; isChain: boolean; trainedUpTo: number; points: { number: number; seeds: number; samples: number; exact: { min: number; median: number; max: number } }[] }

export const MODELS: Record<string, [string, string]> = {
  automaton: ['certified automaton', 'the table that was learned and proved'],
  corrupted: ['one entry changed', 'the control: the same automaton with one wrong entry'],
  mlp: ['perceptron', 'a window of 16 steps'],
  lstm: ['LSTM', '32 units, reads in order'],
  gru: ['GRU', '32 units, reads in order'],
  'tf-sinusoidal': ['transformer, sinusoidal', 'two causal blocks of width 32, sinusoidal positions'],
  'tf-rotary': ['transformer, rotary', 'two causal blocks of width 32, rotary positions'],
  'tf-none': ['transformer, no positions', 'two causal blocks of width 32, no positions'],
};

/** The networks, of which the ledger has claims. */
export const NETWORKS = Object.keys(MODELS).filter(model => model !== 'automaton' && model !== 'corrupted');

/** What the tables say of a task, and what they do not. */
export const FINDINGS: Record<string, [string, string]> = {
  addition: ['One step is learned, and every length follows. Recurrent networks get there too, without a proof.', 'Transformers fail behind the training length; the perceptron sees 16 places, and random carries are short, so it fails slowly. LSTM and GRU are right at every length here. That is a statistic: one of five GRUs misses 3.5 % of the chains of 16 although it is right on all random sums.'],
  parity: ['Parity needs every bit, so a window is lost at once.', 'One of five LSTMs is right on 84 % of rows of 1,024 and on none of those of 256 whose first one comes late. Nothing but a proof tells which of them is which.'],
  rule110: ['One step of Rule 110 is local, so a window is enough.', 'The perceptron is right at every length, for the same reason as the automaton: what it must see is no further than it looks. Transformers fail behind the training length all the same.'],
};

export const nameOf = (model: string): string => (MODELS[model] ?? [model])[0]!;

export const share = (s: Share | null): string => (s === null ? '' : s[1] === s[2] ? figure(s[0]) : `${figure(s[0])} (${figure(s[1])} to ${figure(s[2])})`);

/** An arm of a record as a share; of records the mean stands in the middle. */
export const armShare = (a: Arms | null, arm: number): Share | null => (a ? [a.value[arm]!, a.min[arm]!, a.max[arm]!] : null);

/** What the ledger says of a record, in a word. */
export const verdict = (entry: LedgerEntry): string => standing({ ...entry } as unknown as Claim);

/** Runs that a server keeps as the same tables: every length that any of them was asked, one table a task. Elementary rules after more than one step are left out. */
export function fromRuns(curves: Curve[]): TaskLengths[] {
  const tasks: TaskLengths[] = [];
  const own = (model: string): string => model.replace(/^transformer-/, 'tf-');
  for (const name of new Set(curves.filter(c => c.steps === 1).map(c => c.task))) {
    const all = curves.filter(c => c.task === name && c.steps === 1), order = [...Object.keys(MODELS), ...new Set(all.map(c => own(c.model)))];
    const numbers = (isChain: boolean): number[] => [...new Set(all.filter(c => c.isChain === isChain).flatMap(c => c.points.map(p => p.number)))].sort((a, b) => a - b);
    const lengths = numbers(false), chains = numbers(true);
    const models = [...new Set(order)].filter(model => all.some(c => own(c.model) === model)).map(model => {
      const values = (isChain: boolean, asked: number[]): (Share | null)[] => asked.map(n => {
        const point = all.filter(c => own(c.model) === model && c.isChain === isChain).flatMap(c => c.points).filter(p => p.number === n).sort((a, b) => b.seeds - a.seeds)[0];
        return point ? [100 * point.exact.median, 100 * point.exact.min, 100 * point.exact.max].map(v => Number(v.toFixed(2))) as Share : null;
      });
      return { model, lengths: values(false, lengths), chains: values(true, chains) };
    });
    if (lengths.length > 1)
      tasks.push({ name, lengths, chains, models });
  }
  return tasks;
}

export function csv(tasks: TaskLengths[]): string {
  const rows: (string | number)[][] = [['task', 'model', 'measured at', 'number', 'median', 'smallest', 'largest']];
  for (const t of tasks)
    for (const m of t.models) {
      m.lengths.forEach((v, k) => v && rows.push([t.name, m.model, 'length', t.lengths[k]!, ...v]));
      m.chains.forEach((v, k) => v && rows.push([t.name, m.model, 'chain', t.chains[k]!, ...v]));
    }
  return table(rows);
}
