import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { at, frameOf } from '../src/spikes/figure';
import { courseOf, csv, layerRows, readingOf, silence, told, verdict, winners, type Reading } from '../src/spikes/reading';
import type { ReadingReply, SpikingReply } from '../src/product/types';
import { product, published } from './product';

const base64 = (values: number[]): string => Buffer.from(new Float32Array(values).buffer).toString('base64');
const network: SpikingReply = { architecture: '', encoding: 'mixed:delta=2', steps: 3, beta: 0.5, parameters: 0, tests: 1, layers: [2, 2], digits: [] };
const reply = (last: number[], silent: ReadingReply['silent'] = []): ReadingReply => ({
  answer: 1, counts: [last[0]! + last[2]! + last[4]!, last[1]! + last[3]! + last[5]!], input: '', silent,
  layers: [{ threshold: 1, currents: base64([0.5, 0, 0.5, 0, 0.5, 0]), membranes: base64([0.5, 0, 1.25, 0, 0, 0]), spikes: base64([0, 0, 1, 0, 0, 0]) }, { threshold: 1, currents: base64([0, 0, 0, 0, 0, 0]), membranes: base64(last), spikes: base64(last) }],
});
const reading = (last: number[], silent: ReadingReply['silent'] = [], label = 1): Reading => readingOf(network, reply(last, silent), label, 0.5, 1);

describe('a reading', () => {
  it('says what the network answers, also where it cannot', () => {
    expect(verdict(reading([0, 1, 1, 1, 0, 1]))).toBe('It says 1, which is right: neuron 1 fires 3 times, the next 2 fewer.');
    expect(verdict(reading([0, 1, 0, 0, 0, 0], [], 0))).toMatch(/^It says 1, which is wrong: the digit is a 0/);
    expect(verdict(reading([1, 1, 0, 0, 0, 0]))).toMatch(/^It cannot decide: 0 and 1 fire 1 time each/);
    expect(verdict(reading([0, 0, 0, 0, 0, 0]))).toMatch(/^It says nothing/);
    expect(winners([2, 5, 5])).toEqual([1, 2]);
  });

  it('warns of layers that never fire, with what a steady input would do', () => {
    expect(silence(reading([0, 1, 0, 0, 0, 0]))).toBeNull();
    expect(silence(reading([0, 0, 0, 0, 0, 0], [{ layer: 1, threshold: 1, largestSteadyInput: 0.3 }]))).toMatch(/^Layer 2 never fires\. In layer 2 the largest mean input of a neuron is 0\.3, and held steady it would lift a membrane to 0\.6, .* the threshold is 1\./);
    expect(silence(reading([0, 0, 0, 0, 0, 0], [{ layer: 0, threshold: 1, largestSteadyInput: 0.1 }, { layer: 1, threshold: 1, largestSteadyInput: -0.1 }]))).toMatch(/^Layers 1 and 2 never fire\. In layer 1/);
  });

  it('tells a moment, counts layers and writes every neuron at every step', () => {
    const r = reading([0, 1, 0, 1, 0, 0]);
    expect(told(r, { layer: 0, neuron: 0 }, 1)).toBe('Step 2 of 3, layer 1, neuron 1: input 0.50, membrane 1.25 of a threshold of 1, it fires. In all it fires 1 time.');
    expect(told(r, { layer: 1, neuron: 1 }, 0)).toMatch(/layer 2, the neuron of digit 1: /);
    expect(courseOf(r.layers[0]!.membranes, 2, 0)).toEqual([0.5, 1.25, 0]);
    expect(layerRows(r)).toEqual([{ layer: 1, neurons: 2, firing: 1, spikes: 1, rate: 1 / 6 }, { layer: 2, neurons: 2, firing: 1, spikes: 2, rate: 2 / 6 }]);
    const lines = csv(r).trim().split('\n');
    expect(lines.length).toBe(1 + 4 * 3);
    expect(lines[2]).toBe('0.5,1,1,1,1,2,0.5,1.25,1');
  });

  it('has a figure in which every row and step can be pointed at', () => {
    const r = reading([0, 1, 0, 1, 0, 0]), frame = frameOf(r, 600), row = frame.rows[1]!;
    expect(at(frame, frame.left + 1, row.top + row.each + 1, { layer: 0, neuron: 0 })).toEqual({ place: { layer: 1, neuron: 1 }, step: 0 });
    expect(at(frame, 599, frame.input[0] + 5, { layer: 0, neuron: 1 })).toEqual({ place: { layer: 0, neuron: 1 }, step: 2 });
  });
});

describe.skipIf(!published)('the recorded network', () => {
  it('is what the page says: right as trained, silent with a small leak, loud again with larger currents', async () => {
    const p = await product(), ask = <T>(method: string, ...args: unknown[]): T => JSON.parse(p[method]!(...args) as string) as T;
    const own = ask<SpikingReply>('OpenSpiking', new Uint8Array(readFileSync(new URL('../src/data/digits.safetensors', import.meta.url))));
    expect([own.layers, own.steps, own.tests, own.digits.map(d => d.label)]).toEqual([[32, 32, 10], 30, 271, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    expect(own.beta).toBeCloseTo(0.95, 6);
    const r = readingOf(own, ask<ReadingReply>('ReadDigit', 3, 0.95, 1), 3, 0.95, 1);
    expect([r.answer, r.silent]).toEqual([3, []]);
    // U(t) = beta U(t-1) + I(t) - R(t), of numbers that came one by one.
    for (const layer of r.layers)
      for (let n = 0; n < layer.neurons; n++) {
        const [u, i, s] = [layer.membranes, layer.currents, layer.spikes].map(v => courseOf(v, layer.neurons, n)) as [number[], number[], number[]];
        u.forEach((v, t) => {
          expect(v).toBeCloseTo((t ? 0.95 * u[t - 1]! : 0) + i[t]! - (t ? s[t - 1]! : 0), 4);
          expect(s[t]).toBe(v > layer.threshold ? 1 : 0);
        });
      }
    expect(ask<ReadingReply>('ReadDigit', 3, 0.1, 1).silent.map(x => x.layer)).toEqual([1, 2]);
    expect(ask<ReadingReply>('ReadDigit', 3, 0.1, 10).silent).toEqual([]);
    expect(p['RightDigits']!(0, 10, 0.95, 1)).toBe(10);
    expect(() => p['ReadDigit']!(3, 1.5, 1)).toThrow(/the leak must be 0 to 1/);
  });
});
