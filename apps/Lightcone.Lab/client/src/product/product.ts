import type { AgentReply, AnswersReply, Configuration, Encoded, Outcome, PatternReply, ReadingReply, SpikingReply, Subject, VerdictReply } from './types';

type State = 'idle' | 'loading' | 'ready' | 'failed';
interface Waiting { resolve(value: unknown): void; reject(error: Error): void }

let worker: Worker | null = null;
let next = 0;
let state: State = 'idle';
let received: [number, number] = [0, 1];
const waiting = new Map<number, Waiting>();
const listeners = new Set<() => void>();
let milliseconds = 0;

/** Whether the product is here. */
export const loading = (): State => state;

/** What to say while the product is not here yet; empty once it is. */
export const loadingText = (): string => (state === 'ready' ? '' : state === 'failed' ? 'The prover could not be loaded. Load the page again to try once more.' : `Loading the prover, ${received[0]} of ${received[1] > 1 ? received[1] : '?'} files.`);

/** Calls back whenever that changes. */
export function onLoading(listener: () => void): void { listeners.add(listener); }

/** How long the last answer took to compute, in milliseconds, in the worker. */
export const lastTime = (): number => milliseconds;

/** Begins to load the product; does nothing the second time. */
export function wake(): void {
  if (worker)
    return;
  state = 'loading';
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'product' });
  worker.onmessage = event => {
    const data = event.data;
    if (data.progress) {
      received = data.progress;
    } else if (data.ready) {
      state = 'ready';
    } else if (data.failed) {
      fail(data.failed);
    } else {
      const asked = waiting.get(data.id)!;
      waiting.delete(data.id);
      if ('error' in data) {
        asked.reject(new Error(data.error));
      } else {
        milliseconds = data.milliseconds;
        asked.resolve(data.result);
      }
      return;
    }
    for (const listener of listeners)
      listener();
  };
  worker.onerror = event => fail(event.message || 'the worker could not be started');
  worker.postMessage({ base: new URL('./_framework/', document.baseURI).href });
  for (const listener of listeners)
    listener();
}

function fail(why: string): void {
  state = 'failed';
  for (const { reject } of waiting.values())
    reject(new Error(`The prover could not be loaded: ${why}. The recorded pictures still work; load the page again to try once more.`));
  waiting.clear();
  for (const listener of listeners)
    listener();
}

function ask<T>(method: string, ...args: unknown[]): Promise<T> {
  wake();
  const id = ++next;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    worker!.postMessage({ id, method, args });
  });
}

const json = async <T>(answer: Promise<string>): Promise<T> => JSON.parse(await answer) as T;
const lattice = (c: Configuration) => [c.width, c.height, c.boundary, c.cells, c.input] as const;

export const open = (name: string) => json<Subject>(ask('Open', name));
export const read = (content: Uint8Array, file: string) => json<Subject>(ask('Read', content, file));
export const edit = (id: number, readout: boolean, entry: number, symbol: number) => json<Subject>(ask('Edit', id, readout, entry, symbol));
export const learn = (id: number, seed: number) => json<Subject>(ask('Learn', id, seed));
export const certify = (id: number) => json<VerdictReply>(ask('Certify', id));
export const certificateFile = (id: number) => ask<string>('CertificateFile', id);
export const write = (id: number, format: string) => ask<Uint8Array>('Write', id, format);
export const encode = (id: number, request: object) => json<Encoded>(ask('Encode', id, JSON.stringify(request)));
export const rows = (id: number, c: Configuration, steps: number, changes: number[] = []) => ask<Uint8Array>('Rows', id, ...lattice(c), steps, changes);
export const after = (id: number, c: Configuration, steps: number) => ask<Uint8Array>('After', id, ...lattice(c), steps);
export const outcome = (id: number, c: Configuration, most: number) => json<Outcome>(ask('Outcome', id, ...lattice(c), most));
export const readouts = (id: number, width: number, all: Uint8Array, input: Uint8Array) => ask<Uint8Array>('Readouts', id, width, all, input);
export const answers = async (id: number, width: number, all: Uint8Array, input: Uint8Array) =>
  (await json<{ answers: (string | null)[] }>(ask('Answers', id, width, all, input))).answers;
export const isPattern = (file: string) => ask<boolean>('IsPattern', file);
export const readPattern = (content: Uint8Array, file: string) => json<PatternReply>(ask('ReadPattern', content, file));
export const learnAnswers = (text: string, base: number, reversed: boolean) => json<AnswersReply>(ask('LearnAnswers', text, base, reversed));
export const writePattern = (id: number, c: Configuration) => ask<string>('WritePattern', id, c.width, c.height, c.boundary, c.cells);

export const openSpiking = (content: Uint8Array) => json<SpikingReply>(ask('OpenSpiking', content));
export const readDigit = (digit: number, beta: number, gain: number) => json<ReadingReply>(ask('ReadDigit', digit, beta, gain));
export const rightDigits = (first: number, count: number, beta: number, gain: number) => ask<number>('RightDigits', first, count, beta, gain);
export const openAgent = (content: Uint8Array) => json<AgentReply>(ask('OpenAgent', content));
export const cartConstants = async (difficulty: number) => Array.from(await ask<ArrayLike<number>>('CartConstants', difficulty));
export const startCart = async (id: number, seed: number, difficulty: number, episode: number, constants: number[]) => Array.from(await ask<ArrayLike<number>>('StartCart', id, seed, difficulty, episode, constants));
export const changeCart = (id: number, constants: number[]) => ask<void>('ChangeCart', id, constants);
export const stepCart = async (id: number, steps: number) => Array.from(await ask<ArrayLike<number>>('StepCart', id, steps));
