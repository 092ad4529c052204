import type { Claim } from '../claims/ledger';
import { csv as table, figure, fixed } from '../model/text';

export type Condition = 'flow' | 'static' | 'faint';

/** A recorded training: what the weights of some units were at some epochs, and numbers after each epoch. */
export interface Film {
  command: string; sigma: number; osi: number; explained: number; rate: number; gain: number;
  /** Standard deviation of the weights shown, from before the training on. */
  spread: number[];
  /** Explained share and spikes a patch, a mean over each epoch. */
  explainedBy: number[]; spikesBy: number[];
  /** The largest weight of each picture, either sign. */
  largest: number[];
  /** [kept epoch, unit, side, side], bytes from -127 to 127 for minus and plus the largest, in base64. */
  pixels: string;
}

export interface Fields { epochs: number[]; units: number; side: number; conditions: Record<Condition, Film> }

/** In the order of the page, with the words for each. */
export const CONDITIONS: [Condition, string, string][] = [
  ['flow', 'Trajectories of damping 2', 'each pixel starts an oscillator; what the claim is about'],
  ['static', 'Patches as they are', 'what the claim compares with'],
  ['faint', 'Patches times 0.065', 'the control: no dynamics, as faint as the trajectories'],
];

/** What is drawn over the epochs: the first epoch that has a number, the numbers, and how one is written. */
export const MEASURES: Record<string, { label: string; axis: string; from: number; of: (film: Film) => number[]; text: (v: number) => string }> = {
  spread: { label: 'Spread', axis: 'standard deviation of the weights shown', from: 0, of: f => f.spread, text: v => fixed(v, 3) },
  spikes: { label: 'Spikes', axis: 'spikes a patch', from: 1, of: f => f.spikesBy, text: v => fixed(v, 2) },
  explained: { label: 'Explained', axis: 'explained share of the patches', from: 1, of: f => f.explainedBy, text: v => `${fixed(100 * v, 1)} %` },
};

/** Weights of one unit at one kept epoch, as shares of the largest of its picture, from -1 to 1. */
export function field(fields: Fields, condition: Condition, epoch: number, unit: number): number[] {
  const size = fields.side ** 2, bytes = atob(fields.conditions[condition].pixels), first = (epoch * fields.units + unit) * size;
  return Array.from({ length: size }, (_, k) => ((bytes.charCodeAt(first + k) << 24) >> 24) / 127);
}

/** The largest weights of a unit, with their true sizes. */
export function extremes(fields: Fields, condition: Condition, epoch: number, unit: number): [number, number] {
  const weights = field(fields, condition, epoch, unit), scale = fields.conditions[condition].largest[epoch]!;
  return [scale * Math.min(...weights), scale * Math.max(...weights)];
}

/** The last epoch of the training in which no unit fired; 0 where some did in the first. */
export const silentUntil = (film: Film): number => film.spikesBy.findIndex(v => v > 0);

/** What stands above the pictures: the ledger's means over five seeds, and what the control says. */
export function lead(claim: Claim): string {
  const [flow, plain] = claim.ours!.value as [number, number], faint = claim.control.ours!.value[1]!;
  return `A spiking autoencoder of image patches: its input weights are its receptive fields. Where patches become trajectories of damping 2 they spread to ${fixed(flow, 3)}, shown as they are to ${fixed(plain, 3)}. But what the flow leaves is also fifteen times fainter, and patches that are only made as faint spread to ${fixed(faint, 3)}: a neuron that hears little needs large weights before it fires.`;
}

/** One unit at one epoch, under all three. */
export function told(fields: Fields, epoch: number, unit: number): string {
  const words = CONDITIONS.map(([name, label]) => { const [low, high] = extremes(fields, name, epoch, unit); return `${label.toLowerCase()} ${figure(low, 2)} to ${figure(high, 2)}`; });
  return `Unit ${unit + 1} ${fields.epochs[epoch] === 0 ? 'before the training' : `after epoch ${fields.epochs[epoch]}`}, smallest to largest weight: ${words.join('; ')}.`;
}

/** The numbers of every epoch. */
export const csv = (fields: Fields): string => table([['condition', 'epoch', 'spread of the weights shown', 'spikes a patch', 'explained share'],
  ...CONDITIONS.flatMap(([name]) => { const film = fields.conditions[name]; return film.spread.map((v, epoch) => [name, epoch, v, epoch > 0 ? film.spikesBy[epoch - 1] : null, epoch > 0 ? film.explainedBy[epoch - 1] : null]); })]);

/** Every weight that is drawn. */
export const weightsCsv = (fields: Fields): string => table([['condition', 'epoch', 'unit', 'row', 'column', 'weight'],
  ...CONDITIONS.flatMap(([name]) => fields.epochs.flatMap((epoch, k) => Array.from({ length: fields.units }, (_, unit) => field(fields, name, k, unit).map((v, p) => [name, epoch, unit + 1, Math.floor(p / fields.side) + 1, (p % fields.side) + 1, Number((v * fields.conditions[name].largest[k]!).toPrecision(3))])).flat()))]);
