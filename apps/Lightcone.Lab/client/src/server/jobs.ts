import { api, GONE, Refusal, stream } from './api';
import { readEvents, type ServerEvent } from './events';

interface JobInfo { state: string; result: unknown; error: { detail: string } | null }

/** How often a broken line is taken up again, the first time after 0.3 s, then after twice as long. */
const TRIES = 4;

/** A job on the server: what it tells while it runs, and its result. */
export class Job {
  private id = '';
  private last = 0;
  private readonly reader = new AbortController();

  /** @param told Called for every event, in their order, none twice. */
  constructor(private readonly kind: string, private readonly settings: unknown, private readonly told: (event: ServerEvent) => void) {}

  /** Begins, and waits for the end. The result of a job that was stopped is null. */
  async run(): Promise<unknown> {
    this.id = (await api<{ id: string }>('POST', 'jobs', { kind: this.kind, settings: this.settings })).id;
    for (let tries = 0; ; tries++) {
      try {
        const body = await stream(`jobs/${this.id}/events?after=${this.last}`, this.reader.signal);
        if (body)
          await readEvents(body, event => { this.last = event.id; tries = 0; this.told(event); });
        const info = await api<JobInfo>('GET', `jobs/${this.id}`);
        if (info.state === 'done')
          return info.result;
        if (info.state === 'failed')
          throw new Refusal(info.error?.detail ?? 'The job failed.');
        if (info.state === 'stopped')
          return null;
      } catch (error) {
        if (this.reader.signal.aborted)
          return null;
        if (error instanceof Refusal)
          throw error;
        if (tries >= TRIES)
          throw new Error(GONE, { cause: error });
      }
      // The line broke: it is taken up after the last event that came.
      await new Promise(resolve => setTimeout(resolve, 300 * 2 ** tries));
    }
  }

  /** Asks the server to stop it. */
  async stop(): Promise<void> {
    if (this.id !== '')
      await api('DELETE', `jobs/${this.id}`);
  }

  /** Hears no more of it. */
  leave(): void {
    this.reader.abort();
  }
}
