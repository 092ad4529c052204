import { csv as table, figure } from '../model/text';

/** What was measured: shares of whole answers in percent, each as median, smallest and largest over the seeds. */
export type Share = [number, number, number];
export interface Measured { model: string; lengths: Share[]; chains: Share[] }
export interface TaskLengths { name: string; lengths: number[]; chains: number[]; models: Measured[] }
export interface Lengths { seeds: number; trainedTo: number; tasks: TaskLengths[] }

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

/** What the tables say of a task, and what they do not. */
export const FINDINGS: Record<string, [string, string]> = {
  addition: ['One step is learned, and every length follows. Recurrent networks get there too, without a proof.', 'Transformers fail behind the training length; the perceptron sees 16 places, and random carries are short, so it fails slowly. LSTM and GRU are right at every length here. That is a statistic: one of five GRUs misses 3.5 % of the chains of 16 although it is right on all random sums.'],
  parity: ['Parity needs every bit, so a window is lost at once.', 'One of five LSTMs is right on 84 % of rows of 1,024 and on none of those of 256 whose first one comes late. Nothing but a proof tells which of them is which.'],
  rule110: ['One step of Rule 110 is local, so a window is enough.', 'The perceptron is right at every length, for the same reason as the automaton: what it must see is no further than it looks. Transformers fail behind the training length all the same.'],
};

export const share = ([median, low, high]: Share): string => (low === high ? figure(median) : `${figure(median)} (${figure(low)} to ${figure(high)})`);

export function csv(data: Lengths): string {
  const rows: (string | number)[][] = [['task', 'model', 'measured at', 'number', 'median', 'smallest', 'largest']];
  for (const t of data.tasks)
    for (const m of t.models) {
      m.lengths.forEach((v, k) => rows.push([t.name, m.model, 'length', t.lengths[k]!, ...v]));
      m.chains.forEach((v, k) => rows.push([t.name, m.model, 'chain', t.chains[k]!, ...v]));
    }
  return table(rows);
}
