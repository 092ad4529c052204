/// <reference lib="webworker" />
/** Steps a Life-like world beside the page: as many generations as are asked for, or as there is time for. */
import { Life, lifeRule } from './life';

export interface LifeStart { notation: string; width: number; height: number; torus: boolean }
/** The bits only where they are not those of the last answer. */
export interface LifeQuestion { id: number; bits: Uint32Array | null; count: number; milliseconds: number }
export interface LifeAnswer { id: number; bits: Uint32Array; done: number; milliseconds: number }

let life: Life | null = null;

self.addEventListener('message', (event: MessageEvent<LifeStart | LifeQuestion>) => {
  const asked = event.data;
  if ('notation' in asked) {
    life = new Life(lifeRule(asked.notation)!, asked.width, asked.height, asked.torus);
    return;
  }
  if (asked.bits)
    life!.bits = asked.bits;
  const began = performance.now();
  let done = 0;
  while (done < asked.count && (done === 0 || performance.now() - began < asked.milliseconds)) {
    life!.step();
    done++;
  }
  const bits = life!.bits.slice();
  self.postMessage({ id: asked.id, bits, done, milliseconds: performance.now() - began } satisfies LifeAnswer, [bits.buffer]);
});
