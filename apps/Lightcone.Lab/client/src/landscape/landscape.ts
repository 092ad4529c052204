import { csv as table, figure, fixed } from '../model/text';

/** Accuracies in percent by damping of training, seed and damping of the test: as the source encodes, and with amplitudes matched at every step. */
export interface Landscape { claim: string; dampings: number[]; /** What the source states of a damping, mean over all tests. */ published: [number, number][]; plain: number[][][]; matched: number[][][] }
export type Arm = 'plain' | 'matched';

/** Mean, smallest and largest of some numbers. */
export interface Range { mean: number; low: number; high: number }

export const rangeOf = (v: number[]): Range => ({ mean: v.reduce((a, b) => a + b, 0) / v.length, low: Math.min(...v), high: Math.max(...v) });

/** What is asked of a training: a mean over tests, by the words of the page. */
export const MEASURES: Record<string, [string, (row: number[], own: number) => number]> = {
  all: ['All dampings', row => rangeOf(row).mean],
  others: ['Others than its own', (row, own) => rangeOf(row.filter((_, k) => k !== own)).mean],
  own: ['Its own', (row, own) => row[own]!],
};

/** One number a seed, of the training at each damping. */
export const seedsOf = (data: Landscape, arm: Arm, measure: string): number[][] => data[arm].map((seeds, own) => seeds.map(row => MEASURES[measure]![1](row, own)));

/** A cell of the map, over the seeds. */
export const cellOf = (data: Landscape, arm: Arm, train: number, test: number): Range => rangeOf(data[arm][train]!.map(row => row[test]!));

/** How much matching changes a cell, in points. */
export const changeOf = (data: Landscape, train: number, test: number): number => cellOf(data, 'matched', train, test).mean - cellOf(data, 'plain', train, test).mean;

export const ranged = (r: Range): string => `${figure(r.mean, 3)} % (${figure(r.low, 3)} to ${figure(r.high, 3)})`;

/** A damping as it is written. */
export const damping = (value: number): string => figure(value);

/** What stands above the picture. */
export function lead(data: Landscape): string {
  const at = (arm: Arm, value: number): string => fixed(rangeOf(seedsOf(data, arm, 'all')[data.dampings.indexOf(value)]!).mean, 1);
  return `A spiking network trained at damping 2 is right on ${at('plain', 2)} % over all dampings, one trained at ${damping(-1.5)} on ${at('plain', -1.5)} %. With every step scaled to the same root mean square, in training and tests, it is ${at('matched', 2)} and ${at('matched', -1.5)} %: what failed had never seen small numbers.`;
}

/** One cell in words. */
export function told(data: Landscape, train: number, test: number): string {
  const d = data.dampings;
  return `Trained at ${damping(d[train]!)}, tested at ${damping(d[test]!)}: plain ${ranged(cellOf(data, 'plain', train, test))}, matched ${ranged(cellOf(data, 'matched', train, test))}, a change of ${fixed(changeOf(data, train, test), 1)} points; ${data.plain[train]!.length} seeds each.`;
}

/** Every run and every test. */
export const csv = (data: Landscape): string => table([['encoding', 'trained at', 'seed', 'tested at', 'accuracy in percent'],
  ...(['plain', 'matched'] as const).flatMap(arm => data[arm].flatMap((seeds, k) => seeds.flatMap((row, seed) => row.map((v, test) => [arm, data.dampings[k], seed + 1, data.dampings[test], v]))))]);
