import { Life, lifeRule } from '../kernel/life';
import type { LifeAnswer, LifeQuestion, LifeStart } from '../kernel/life.worker';
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
  /** Goes on by so many generations, or as many as there is time for, but by one at least. */
  step(count: number, milliseconds?: number): Promise<void>;
  /** Generations a second while it was stepped, where that was measured. */
  readonly rate: number;
  /** A world in the same state, to be stepped and put back by a search. */
  searched(): World;
  /** It is not needed any more. */
  close(): void;
  /** A copy of the state that can be compared and put back. */
  snapshot(): Uint32Array | Uint8Array;
  restore(state: Uint32Array | Uint8Array, generation: number): void;
}

class BitWorld implements World {
  readonly symbols = 2;
  readonly input = new Uint8Array();
  rate = 0;
  private done = 0;
  private spent = 0;
  private readonly life: Life;
  /** The bits as bytes, until they change. */
  private drawn: Uint8Array | null = null;
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (answer: LifeAnswer) => void>();
  private next = 0;
  /** Counts what was put in by hand, so that an answer that comes late does not undo it. */
  private version = 0;
  private sent = -1;

  /** @param isBeside Whether it is stepped in a worker, where there are any. */
  constructor(private readonly notation: string, readonly width: number, readonly height: number, readonly torus: boolean, isBeside: boolean) {
    this.life = new Life(lifeRule(notation)!, width, height, torus);
    if (isBeside && typeof Worker !== 'undefined') {
      this.worker = new Worker(new URL('../kernel/life.worker.ts', import.meta.url), { type: 'module', name: 'life' });
      this.worker.onmessage = (event: MessageEvent<LifeAnswer>) => { this.waiting.get(event.data.id)?.(event.data); this.waiting.delete(event.data.id); };
      // Without workers it goes on in the page.
      this.worker.onerror = () => this.close();
      this.worker.postMessage({ notation, width, height, torus } satisfies LifeStart);
    }
  }

  get generation(): number { return this.life.generation; }
  set generation(value: number) { this.life.generation = value; }
  cells(): Uint8Array { return (this.drawn ??= this.life.toCells()); }
  load(cells: Uint8Array): void {
    this.changed();
    this.life.load(cells);
  }

  async step(count: number, milliseconds = Infinity): Promise<void> {
    if (!this.worker) {
      this.drawn = null;
      const began = performance.now();
      for (let k = 0; k < count && (k === 0 || performance.now() - began < milliseconds); k++)
        this.life.step();
      return;
    }
    const version = this.version, bits = this.sent === version ? null : this.life.bits.slice(), id = ++this.next;
    this.sent = version;
    const answer = await new Promise<LifeAnswer>(resolve => {
      this.waiting.set(id, resolve);
      this.worker!.postMessage({ id, bits, count, milliseconds } satisfies LifeQuestion);
    });
    // What was painted meanwhile stays.
    if (this.version !== version)
      return;
    this.drawn = null;
    this.life.bits = answer.bits;
    this.life.generation += answer.done;
    this.done += answer.done;
    this.spent += answer.milliseconds;
    this.rate = (1000 * this.done) / Math.max(0.01, this.spent);
  }

  snapshot(): Uint32Array { return this.life.bits.slice(); }
  restore(state: Uint32Array | Uint8Array, generation: number): void {
    this.changed();
    this.life.bits = (state as Uint32Array).slice();
    this.life.generation = generation;
  }

  searched(): World {
    const copy = new BitWorld(this.notation, this.width, this.height, this.torus, false);
    copy.restore(this.life.bits, this.life.generation);
    return copy;
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const answer of this.waiting.values())
      answer({ id: 0, bits: this.life.bits, done: 0, milliseconds: 0 });
    this.waiting.clear();
  }

  private changed(): void {
    this.drawn = null;
    this.version++;
  }
}

class TableWorld implements World {
  generation = 0;
  readonly rate = 0;
  private state: Uint8Array;
  constructor(private readonly subject: Subject, readonly width: number, readonly height: number, readonly torus: boolean, readonly input: Uint8Array) {
    this.state = new Uint8Array(width * height);
  }

  get symbols(): number { return this.subject.state.length; }
  cells(): Uint8Array { return this.state; }
  load(cells: Uint8Array): void { this.state = cells.slice(); }
  async step(count: number, milliseconds = Infinity): Promise<void> {
    const began = performance.now();
    for (let k = 0; k < count && (k === 0 || performance.now() - began < milliseconds); k++) {
      const from = this.state;
      const next = await product.after(this.subject.id, { width: this.width, height: this.height, boundary: this.torus ? 'periodic' : this.input.length > 0 ? '' : 'fixed', cells: from, input: this.input }, 1);
      // What was painted meanwhile stays.
      if (this.state !== from)
        return;
      this.state = next;
      this.generation++;
    }
  }

  searched(): World { return this; }
  close(): void {}

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
  return notation ? new BitWorld(notation, width, height, torus, true) : new TableWorld(subject, width, height, torus, input);
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
