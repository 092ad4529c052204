import { h, say } from '../dom';
import { errorLine, message, setError } from '../page';
import { isServed } from './api';
import type { ServerEvent } from './events';
import { Job } from './jobs';

/** Something that is computed elsewhere, and tells what happens. */
export interface Work { run(): Promise<unknown>; stop(): Promise<void>; leave(): void }

/** What stands on a page that needs the server, where there is none. */
export const withoutServer = (what: string): HTMLElement => h('div', { class: 'noserver' },
  h('p', { class: 'caption' }, 'This page needs the lab’s server.'),
  h('p', {}, `${what} It runs on your own machine: start it with `, h('code', {}, 'lightcone lab'), ' and follow the link that it prints. All pages but Engines, Encode and Runs work without.'));

/** Start and stop, with what a job says of itself. The jobs of the pages keep no runs: one that was stopped begins anew. */
export class JobPanel {
  readonly element: HTMLElement;
  private job: Work | null = null;
  private readonly go: HTMLButtonElement;
  private readonly halt = h('button', { type: 'button', disabled: true, onclick: () => void this.stop() }, 'Stop');
  private readonly bar = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Share done' });
  private readonly status = h('p', { class: 'note', role: 'status' });
  private readonly error = errorLine();

  /**
   * @param label What the button says.
   * @param work The kind of job of the server, or what makes the work.
   * @param settings What is asked for, as it stands in the page; null when something is missing.
   * @param begun Clears what an earlier job left.
   * @param told Takes the events that belong to the page.
   * @param done Takes the result.
   */
  constructor(label: string, private readonly work: string | ((settings: unknown, told: (event: ServerEvent) => void) => Work), private readonly settings: () => unknown, private readonly begun: () => void, private readonly told: (event: ServerEvent) => void, private readonly done: (result: unknown) => void) {
    this.go = h('button', { type: 'button', class: 'wide', onclick: () => void this.start() }, label);
    this.element = h('div', { class: 'job' }, h('div', { class: 'row' }, this.go, this.halt, this.bar), this.status, this.error);
  }

  async start(): Promise<void> {
    setError(this.error, null);
    if (typeof this.work === 'string' && !isServed())
      return;
    const settings = this.settings();
    if (settings === null)
      return;
    this.job?.leave();
    this.begun();
    const told = (event: ServerEvent): void => this.heard(event);
    const job = typeof this.work === 'string' ? new Job(this.work, settings, told) : this.work(settings, told);
    this.job = job;
    this.go.disabled = true;
    this.halt.disabled = false;
    this.bar.hidden = false;
    this.bar.value = 0;
    try {
      const result = await job.run();
      if (this.job !== job)
        return;
      say(this.status, result === null ? 'Stopped. Nothing of it is kept; the next one begins anew.' : '');
      if (result !== null)
        this.done(result);
    } catch (error) {
      if (this.job === job)
        this.failed(error);
    } finally {
      if (this.job === job) {
        this.go.disabled = false;
        this.halt.disabled = true;
        this.bar.hidden = true;
      }
    }
  }

  /** Says what is wrong before anything is asked. */
  refuse(sentence: string): void { setError(this.error, sentence); }

  private async stop(): Promise<void> {
    say(this.status, 'Stopping.');
    await this.job?.stop().catch(error => this.failed(error));
  }

  private failed(error: unknown): void {
    say(this.status, '');
    setError(this.error, message(error));
  }

  private heard(event: ServerEvent): void {
    if (event.type === 'progress') {
      const { share, text } = event.data as { share: number; text: string };
      this.bar.value = share;
      say(this.status, text);
    }
    this.told(event);
  }
}
