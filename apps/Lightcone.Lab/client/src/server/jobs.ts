import { api, tokenOf } from './api';
import { readEvents, type ServerEvent } from './events';

export interface JobInfo { id: string; kind: string; state: string; settings: unknown; share: number; text: string; events: number; result: unknown; error: { detail: string } | null }

/** A job on the server: what it tells while it runs, and its result. */
export class Job {
  id = '';
  private stopped = false;
  private reader: AbortController | null = null;

  /** @param told Called for every event, in their order, none twice. */
  constructor(private readonly kind: string, private readonly settings: unknown, private readonly told: (event: ServerEvent) => void) {}

  /** Begins, and waits for the end. The result of a job that was stopped is null. */
  async run(): Promise<unknown> {
    this.id = (await api<{ id: string }>('POST', 'jobs', { kind: this.kind, settings: this.settings })).id;
    return this.follow();
  }

  /** Goes on where it was stopped. */
  async resume(): Promise<unknown> {
    this.stopped = false;
    await api('POST', `jobs/${this.id}/resume`);
    return this.follow();
  }

  /** Asks the server to stop it; what it has computed is kept there. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.id !== '')
      await api('DELETE', `jobs/${this.id}`);
  }

  /** Hears no more of it. */
  leave(): void {
    this.reader?.abort();
  }

  private last = 0;

  private async follow(): Promise<unknown> {
    this.reader = new AbortController();
    // A broken line is taken up after the last event that came.
    for (let attempt = 0; ; attempt++) {
      const headers: Record<string, string> = { accept: 'text/event-stream', ...(tokenOf() === null ? {} : { 'X-Lightcone-Token': tokenOf()! }) };
      try {
        const response = await fetch(new URL(`./api/jobs/${this.id}/events?after=${this.last}`, document.baseURI), { headers, signal: this.reader.signal });
        if (response.status === 200 && response.body)
          await readEvents(response.body, event => { this.last = event.id; attempt = 0; this.told(event); });
      } catch (error) {
        if (this.reader.signal.aborted)
          return null;
        if (attempt >= 4)
          throw new Error('The server is gone. What you see stays. Start it again: lightcone lab.', { cause: error });
        await new Promise(resolve => setTimeout(resolve, 300 * 2 ** attempt));
        continue;
      }
      const info = await api<JobInfo>('GET', `jobs/${this.id}`);
      if (info.state === 'done')
        return info.result;
      if (info.state === 'failed')
        throw new Error(info.error?.detail ?? 'The job failed.');
      if (info.state === 'stopped' || this.stopped)
        return null;
    }
  }
}
