import { Life, lifeRule } from '../kernel/life';
import { same } from '../model/cells';
import * as product from '../product/product';
import type { Subject } from '../product/types';

/** Something that steps: bits in this page for B/S rules, the product's table engine for all others. */
export interface World {
  readonly width: number;
  readonly height: number;
  readonly torus: boolean;
  readonly symbols: number;
  generation: number;
  /** The frozen input of rules that have one, a byte a cell; else empty. */
  readonly input: Uint8Array;
  cells(): Uint8Array;
  load(cells: Uint8Array): void;
  step(count: number): Promise<void> | void;
  /** A copy of the state that can be compared and put back. */
  snapshot(): Uint32Array | Uint8Array;
  restore(state: Uint32Array | Uint8Array, generation: number): void;
}

class BitWorld implements World {
  readonly symbols = 2;
  readonly input = new Uint8Array();
  private readonly life: Life;
  /** The bits as bytes, until they change. */
  private drawn: Uint8Array | null = null;
  constructor(notation: string, readonly width: number, readonly height: number, readonly torus: boolean) {
    this.life = new Life(lifeRule(notation)!, width, height, torus);
  }

  get generation(): number { return this.life.generation; }
  set generation(value: number) { this.life.generation = value; }
  cells(): Uint8Array { return (this.drawn ??= this.life.toCells()); }
  load(cells: Uint8Array): void {
    this.drawn = null;
    this.life.load(cells);
  }

  step(count: number): void {
    this.drawn = null;
    for (let k = 0; k < count; k++)
      this.life.step();
  }

  snapshot(): Uint32Array { return this.life.bits.slice(); }
  restore(state: Uint32Array | Uint8Array, generation: number): void {
    this.drawn = null;
    this.life.bits = (state as Uint32Array).slice();
    this.life.generation = generation;
  }
}

class TableWorld implements World {
  generation = 0;
  private state: Uint8Array;
  constructor(private readonly subject: Subject, readonly width: number, readonly height: number, readonly torus: boolean, readonly input: Uint8Array) {
    this.state = new Uint8Array(width * height);
  }

  get symbols(): number { return this.subject.state.length; }
  cells(): Uint8Array { return this.state; }
  load(cells: Uint8Array): void { this.state = cells.slice(); }
  async step(count: number): Promise<void> {
    const from = this.state;
    const next = await product.after(this.subject.id, { width: this.width, height: this.height, boundary: this.torus ? 'periodic' : 'fixed', cells: from, input: this.input }, count);
    // What was painted meanwhile stays.
    if (this.state === from) {
      this.state = next;
      this.generation += count;
    }
  }

  snapshot(): Uint8Array { return this.state.slice(); }
  restore(state: Uint32Array | Uint8Array, generation: number): void {
    this.state = (state as Uint8Array).slice();
    this.generation = generation;
  }
}

/** The B/S notation of a subject when the page's bits can run it, else null. */
export const bitNotation = (subject: Subject): string | null => {
  const name = subject.notation ?? subject.name;
  return subject.state.length === 2 && lifeRule(name) ? name : null;
};

export function makeWorld(subject: Subject, width: number, height: number, torus: boolean, input: Uint8Array = new Uint8Array()): World {
  const notation = bitNotation(subject);
  return notation ? new BitWorld(notation, width, height, torus) : new TableWorld(subject, width, height, torus, input);
}

export interface Period { period: number; from: number }

/**
 * The exact period of a world, by Brent's algorithm on whole states; null when none was met within the limit. The world is left as it was.
 * Pauses now and then, so that the page stays alive; `go` says whether to go on.
 */
export async function periodOf(world: World, most: number, go: (done: number) => boolean): Promise<Period | null> {
  const start = world.snapshot(), generation = world.generation;
  try {
    let power = 1, length = 1, kept = start, time = performance.now();
    await world.step(1);
    for (let done = 1; !same(kept, world.snapshot()); done++) {
      if (done >= most)
        return null;
      if (power === length) {
        kept = world.snapshot();
        power *= 2;
        length = 0;
      }
      await world.step(1);
      length++;
      if (performance.now() - time > 30) {
        await new Promise(resolve => setTimeout(resolve));
        if (!go(done))
          return null;
        time = performance.now();
      }
    }
    // Two copies, a period apart, meet where the cycle begins.
    world.restore(start, 0);
    await world.step(length);
    let ahead = world.snapshot(), behind: Uint32Array | Uint8Array = start, from = 0;
    while (!same(ahead, behind)) {
      world.restore(ahead, 0);
      await world.step(1);
      ahead = world.snapshot();
      world.restore(behind, 0);
      await world.step(1);
      behind = world.snapshot();
      from++;
      if (performance.now() - time > 30) {
        await new Promise(resolve => setTimeout(resolve));
        if (!go(from))
          return null;
        time = performance.now();
      }
    }
    return { period: length, from: generation + from };
  } finally {
    world.restore(start, generation);
  }
}
