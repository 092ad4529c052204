import { csv as table, figure, fixed, many } from '../model/text';

/** What was recorded of an agent: its network's file, and what it earned in its tests, a number a world. */
export interface Agent { name: string; file: string; control: boolean; rewards: number[]; successes: number[] }

export interface Agents { seed: number; worlds: string[]; agents: Agent[] }

/** The constants of cart and pole: half the length, mass of the pole, noise of the force, range of the start. */
export type Constants = [length: number, mass: number, noise: number, start: number];

/** How a group of agents is called on the page. */
export const NAMES: Record<string, string> = {
  'leaky beta 0.5': 'spiking, β .5', 'leaky beta 0.1': 'spiking, β .1', 'leaky beta 0.1 gain 2': 'spiking, β .1, currents doubled', perceptron: 'perceptron',
};

export const WORLDS: Record<string, string> = { easy: 'Easy', medium: 'Medium', hard: 'Hard', 'very-hard': 'Very hard' };

/** One step of a cart, as the product tells it. */
export interface Frame { x: number; v: number; angle: number; w: number; action: number; spikes: number; fell: boolean; last: boolean }

const WIDTH = 10;
/** Where the track ends on either side, in m. */
export const TRACK = 2.4;

/** Rows of numbers as frames. */
export const framesOf = (numbers: number[]): Frame[] => Array.from({ length: numbers.length / WIDTH }, (_, k) => {
  const [x, v, angle, w, action, , , spikes, fell, last] = numbers.slice(k * WIDTH, (k + 1) * WIDTH) as [number, number, number, number, number, number, number, number, number, number];
  return { x, v, angle, w, action, spikes, fell: fell > 0, last: last > 0 };
});

export const firstFrame = ([x, v, angle, w]: number[]): Frame => ({ x: x!, v: v!, angle: angle!, w: w!, action: -1, spikes: -1, fell: false, last: false });

/** The frame that is seen at a step of the common clock: an episode that has ended stays as it ended. */
export const frameAt = (frames: Frame[], step: number): Frame => frames[Math.min(step, frames.length - 1)]!;

export const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** How an episode stands at a step. */
export function standing(frames: Frame[], step: number): { text: string; end: 'none' | 'stood' | 'fell' | 'left' } {
  const frame = frameAt(frames, step), last = frames.length - 1;
  if (!frame.last || step < last)
    return { text: 'stands', end: 'none' };
  if (!frame.fell)
    return { text: `stood all ${last} steps`, end: 'stood' };
  return Math.abs(frame.x) > TRACK ? { text: `left its track at step ${last}`, end: 'left' } : { text: `fell at step ${last}`, end: 'fell' };
}

/** One moment of one cart, in words. */
export function told(name: string, frames: Frame[], step: number): string {
  const f = frameAt(frames, step), spikes = f.spikes < 0 ? '' : f.spikes === 0 ? ', no spike' : `, ${many(f.spikes, 'spike')}`;
  return `${name} ${standing(frames, step).text}, pole at ${fixed(degrees(f.angle), 1)}°, cart at ${fixed(f.x, 2)} m${spikes}`;
}

/** What is drawn over the steps. */
export const MEASURES: Record<string, { label: string; axis: string; of: (f: Frame) => number }> = {
  tilt: { label: 'Tilt', axis: 'tilt of the pole in degrees; it falls at 12', of: f => degrees(f.angle) },
  place: { label: 'Place', axis: 'place of the cart in m; the track ends at 2.4', of: f => f.x },
  spikes: { label: 'Spikes', axis: 'spikes of the hidden neurons; perceptrons have none', of: f => Math.max(0, f.spikes) },
};

/** Constants in words. */
export const physics = ([length, mass, noise]: Constants): string => `half length ${figure(length, 3)} m, mass ${figure(mass, 3)} kg, noise ${figure(noise, 3)} N`;

/** What stands above the carts: of the recorded agents, in the easiest and the hardest world. */
export function lead(data: Agents): string {
  const of = (name: string, world: number): string => fixed(data.agents.find(a => a.name === name)!.rewards.at(world)!, 0);
  return `These agents learned one cart with a short, light pole; now they get others, without learning. On the hardest a spiking agent that keeps half of its potential earns ${of('leaky beta 0.5', -1)} of 200, one that keeps a tenth ${of('leaky beta 0.1', -1)}: too little reaches its threshold. The same with all currents doubled earns ${of('leaky beta 0.1 gain 2', -1)}, and a perceptron, which has no potential at all, ${of('perceptron', -1)}.`;
}

/** Every step of both carts. */
export const csv = (names: [string, string], frames: [Frame[], Frame[]], changes: { step: number; constants: Constants }[]): string => table([['side', 'agent', 'step', 'place', 'velocity', 'angle', 'angular velocity', 'action', 'spikes', 'half length', 'mass', 'noise'],
  ...frames.flatMap((own, side) => own.map((f, step) => {
    const [length, mass, noise] = changes.filter(c => c.step < Math.max(1, step)).at(-1)!.constants;
    return [side === 0 ? 'left' : 'right', names[side], step, f.x, f.v, f.angle, f.w, f.action < 0 ? null : f.action === 1 ? 'right' : 'left', f.spikes < 0 ? null : f.spikes, length, mass, noise];
  }))]);
