import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { csv, firstFrame, frameAt, framesOf, lead, NAMES, standing, told, WORLDS, type Agents, type Constants } from '../src/transfer/episode';
import { product, published } from './product';

const data = JSON.parse(readFileSync(new URL('../src/data/agents.json', import.meta.url), 'utf8')) as Agents;
const row = (x: number, angle: number, fell = 0, last = fell): number[] => [x, 0, angle, 0, 1, 0.5, 0.7, 3, fell, last];
const run = (...rows: number[][]) => [firstFrame([0, 0, 0.01, 0]), ...framesOf(rows.flat())];

describe('episodes', () => {
  it('stand, fall or leave their track, and stay as they ended', () => {
    const fallen = run(row(0.1, 0.1), row(0.2, 0.22, 1));
    expect([standing(fallen, 1).text, standing(fallen, 2).text, standing(fallen, 99).end]).toEqual(['stands', 'fell at step 2', 'fell']);
    expect(frameAt(fallen, 99)).toBe(fallen[2]);
    expect(standing(run(row(2.5, 0.1, 1)), 1)).toEqual({ text: 'left its track at step 1', end: 'left' });
    expect(standing(run(row(0, 0, 0, 1)), 1).text).toBe('stood all 1 steps');
  });

  it('are told, and written with the physics of each step', () => {
    const frames = run(row(0.1, 0.1), row(-0.2, -0.1));
    expect(told('a perceptron', frames, 2)).toBe('a perceptron stands, pole at \u22125.7°, cart at \u22120.20 m, 3 spikes');
    const first: Constants = [0.5, 0.1, 0, 0.05], then: Constants = [1.5, 0.7, 0, 0.05];
    const lines = csv(['a', 'b'], [frames, frames], [{ step: 0, constants: first }, { step: 1, constants: then }]).trim().split('\n');
    expect(lines.length).toBe(1 + 2 * 3);
    expect([lines[2]!.endsWith(',0.5,0.1,0'), lines[3]!.endsWith(',1.5,0.7,0')]).toEqual([true, true]);
  });

  it('have agents that bear out what is said above them', () => {
    expect(data.worlds.map(w => WORLDS[w])).toEqual(['Easy', 'Medium', 'Hard', 'Very hard']);
    expect(data.agents.map(a => [NAMES[a.name] !== undefined, a.control])).toEqual([[true, false], [true, false], [true, true], [true, false]]);
    const hardest = data.agents.map(a => a.rewards[3]!);
    expect(hardest[1]).toBeLessThan(20);
    expect(Math.min(hardest[0]!, hardest[2]!, hardest[3]!)).toBeGreaterThan(150);
    expect(lead(data)).toMatch(/earns 166 of 200, one that keeps a tenth 15:.* earns 189, and a perceptron, .* 191\.$/);
  });
});

describe.skipIf(!published)('the recorded agents', () => {
  it('earn in the page what they earned in their tests, in every world', async () => {
    const p = await product(), agent = data.agents[1]!, { id } = JSON.parse(p['OpenAgent']!(new Uint8Array(readFileSync(new URL(`../src/data/${agent.file}`, import.meta.url)))) as string) as { id: number };
    const means = data.worlds.map((_w, world) => {
      let total = 0;
      for (let episode = 0; episode < 100; episode++) {
        p['StartCart']!(id, data.seed, world, episode, p['CartConstants']!(world));
        const frames = framesOf(Array.from(p['StepCart']!(id, 1000) as ArrayLike<number>));
        total += frames.length - (frames.at(-1)!.fell ? 1 : 0);
      }
      return total / 100;
    });
    means.forEach((mean, world) => expect(mean).toBeCloseTo(agent.rewards[world]!, 9));
  });

  it('go on with other physics from where they are', async () => {
    const p = await product(), { id } = JSON.parse(p['OpenAgent']!(new Uint8Array(readFileSync(new URL(`../src/data/${data.agents[2]!.file}`, import.meta.url)))) as string) as { id: number };
    const step = (n: number) => framesOf(Array.from(p['StepCart']!(id, n) as ArrayLike<number>));
    const start = (): unknown => p['StartCart']!(id, data.seed, 0, 0, p['CartConstants']!(0));
    start();
    const alone = step(30);
    start();
    const before = step(10);
    p['ChangeCart']!(id, [1.5, 0.7, 0, 0.05]);
    const after = step(20);
    expect(before).toEqual(alone.slice(0, 10));
    expect(after[0]!.x).toBe(alone[10]!.x);
    expect(after[0]!.w).not.toBe(alone[10]!.w);
    expect(() => p['ChangeCart']!(id, [0, 0.7, 0, 0.05])).toThrow(/must be positive/);
  });
});
