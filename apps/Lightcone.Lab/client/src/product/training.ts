import type { ServerEvent } from '../server/events';

/** A training in the page, in a worker of its own: it can be stopped, and no other question waits for it. Tells the same events as the server's. */
export class Training {
  private worker: Worker | null = null;
  private end: (() => void) | null = null;
  private count = 0;

  /** @param told Called for every event in its order. */
  constructor(private readonly settings: unknown, private readonly told: (event: ServerEvent) => void) {}

  /** Begins, and waits for the end. The result of a training that was stopped is null. */
  run(): Promise<unknown> {
    const worker = this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' });
    this.tell('progress', { share: 0, text: 'Loading the product into a worker of its own.' });
    return new Promise((resolve, reject) => {
      this.end = () => resolve(null);
      worker.onerror = event => reject(new Error(event.message || 'the worker could not be started'));
      worker.onmessage = ({ data }) => {
        if ('told' in data) {
          const { type, data: what } = JSON.parse(data.told as string) as { type: string; data: unknown };
          this.tell(type, what);
        } else if ('error' in data) {
          reject(new Error(data.error as string));
        } else if (data.failed) {
          reject(new Error(`The product could not be loaded: ${data.failed}.`));
        } else if ('result' in data) {
          resolve(JSON.parse(data.result as string));
        }
      };
      worker.postMessage({ base: new URL('./_framework/', document.baseURI).href });
      worker.postMessage({ id: 1, method: 'Train', args: [JSON.stringify(this.settings)] });
    }).finally(() => worker.terminate());
  }

  /** Ends it at once. */
  stop(): Promise<void> {
    this.leave();
    return Promise.resolve();
  }

  leave(): void {
    this.worker?.terminate();
    this.end?.();
  }

  private tell(type: string, data: unknown): void { this.told({ id: ++this.count, type, data }); }
}
