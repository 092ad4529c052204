import { csv as table, figure, fixed, many } from '../model/text';
import type { ReadingReply, SpikingReply } from '../product/types';

/** One spiking layer while a digit is read: numbers [step, neuron]. */
export interface LayerCourse { neurons: number; threshold: number; currents: Float32Array; membranes: Float32Array; spikes: Float32Array }

/** Everything that happened while a digit was read. */
export interface Reading { label: number; beta: number; gain: number; steps: number; answer: number; counts: number[]; layers: LayerCourse[]; silent: ReadingReply['silent'] }

/** A neuron by its layer and its place there, both from 0. */
export interface Place { layer: number; neuron: number }

/** Single precision numbers in base64, little end first. */
export function singles(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  return new Float32Array(bytes.buffer, 0, bytes.length / 4);
}

/** What the product answered, with the settings that it was asked with. */
export const readingOf = (network: SpikingReply, reply: ReadingReply, label: number, beta: number, gain: number): Reading => ({
  label, beta, gain, steps: network.steps, answer: reply.answer, counts: reply.counts, silent: reply.silent,
  layers: reply.layers.map((layer, k) => ({ neurons: network.layers[k]!, threshold: layer.threshold, currents: singles(layer.currents), membranes: singles(layer.membranes), spikes: singles(layer.spikes) })),
});

const sum = (values: ArrayLike<number>): number => Array.prototype.reduce.call(values, (a, b) => (a as number) + (b as number), 0) as number;

/** Spikes of a whole layer. */
export const spikesOf = (layer: LayerCourse): number => sum(layer.spikes);

/** One neuron's numbers over the steps. */
export const courseOf = (numbers: Float32Array, neurons: number, neuron: number): number[] => Array.from({ length: numbers.length / neurons }, (_, t) => numbers[t * neurons + neuron]!);

/** The classes that fired most often. */
export const winners = (counts: number[]): number[] => counts.flatMap((count, k) => (count === Math.max(...counts) ? [k] : []));

/** How it went, in one sentence. */
export function verdict(r: Reading): string {
  const most = Math.max(...r.counts), best = winners(r.counts);
  if (most === 0)
    return `It says nothing: no neuron of the last layer fires. The digit is a ${r.label}.`;
  if (best.length > 1)
    return `It cannot decide: ${best.join(' and ')} fire ${many(most, 'time')} each. The digit is a ${r.label}.`;
  return `It says ${r.answer}, which is ${r.answer === r.label ? 'right' : `wrong: the digit is a ${r.label}`}: neuron ${r.answer} fires ${many(most, 'time')}, the next ${most - [...r.counts].sort((a, b) => b - a)[1]!} fewer.`;
}

/** The warning about layers that never fire; null when all do. */
export function silence(r: Reading): string | null {
  const first = r.silent[0];
  if (!first)
    return null;
  const reach = first.largestSteadyInput / (1 - r.beta), names = r.silent.map(s => s.layer + 1);
  const reason = first.layer > 0 && first.largestSteadyInput <= 0
    ? 'every neuron’s mean input is negative'
    : `the largest mean input of a neuron is ${figure(first.largestSteadyInput, 2)}, and held steady it would lift a membrane to ${r.beta < 1 ? figure(reach, 2) : 'any height'}, input / (1 − β)`;
  return `${names.length > 1 ? `Layers ${names.join(' and ')} never fire` : `Layer ${names[0]} never fires`}. In layer ${first.layer + 1} ${reason}; the threshold is ${figure(first.threshold, 2)}. What stands behind a silent layer hears nothing of the digit, and in a training its gradients are zero.`;
}

/** A neuron by its name: those of the last layer are called by their digits. */
export const nameOf = (r: Reading, { layer, neuron }: Place): string => (layer === r.layers.length - 1 ? `the neuron of digit ${neuron}` : `neuron ${neuron + 1}`);

/** One moment of one neuron, in words. */
export function told(r: Reading, at: Place, step: number): string {
  const layer = r.layers[at.layer]!, k = step * layer.neurons + at.neuron, own = sum(courseOf(layer.spikes, layer.neurons, at.neuron));
  return `Step ${step + 1} of ${r.steps}, layer ${at.layer + 1}, ${nameOf(r, at)}: input ${fixed(layer.currents[k]!, 2)}, membrane ${fixed(layer.membranes[k]!, 2)} of a threshold of ${figure(layer.threshold, 3)}, ${layer.spikes[k]! > 0 ? 'it fires' : 'it does not fire'}. In all it fires ${many(own, 'time')}.`;
}

/** A row a layer: how many of its neurons fire, how often. */
export const layerRows = (r: Reading): { layer: number; neurons: number; firing: number; spikes: number; rate: number }[] => r.layers.map((layer, k) => {
  const spikes = spikesOf(layer);
  return { layer: k + 1, neurons: layer.neurons, firing: Array.from({ length: layer.neurons }, (_, n) => sum(courseOf(layer.spikes, layer.neurons, n))).filter(n => n > 0).length, spikes, rate: spikes / (layer.neurons * r.steps) };
});

/** Every neuron at every step. */
export const csv = (r: Reading): string => table([['beta', 'gain', 'digit', 'layer', 'neuron', 'step', 'input', 'membrane', 'spike'],
  ...r.layers.flatMap((layer, l) => Array.from({ length: layer.neurons }, (_, n) => Array.from({ length: r.steps }, (_t, t) => {
    const k = t * layer.neurons + n;
    return [r.beta, r.gain, r.label, l + 1, n + 1, t + 1, Number(layer.currents[k]!.toPrecision(6)), Number(layer.membranes[k]!.toPrecision(6)), layer.spikes[k]!];
  })).flat())]);
