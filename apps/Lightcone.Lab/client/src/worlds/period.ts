import { h, say } from '../dom';
import { grouped } from '../model/text';
import { periodOf, type World } from './world';

/** Finds the exact period of a world on demand. */
export class PeriodFinder {
  private ticket = 0;
  private readonly button = h('button', { type: 'button', onclick: () => void this.find() }, 'Find the period');
  private readonly text = h('p', { class: 'muted', role: 'status' });
  readonly element = h('div', { class: 'period' }, this.button, this.text);

  /** @param at The world once it stands still; null while it is at work. @param busy Told while the search steps it. */
  constructor(private readonly at: () => { world: World; isFast: boolean } | null, private readonly busy: (on: boolean) => void) {}

  /** Forgets what was found, for another world. */
  reset(): void {
    this.ticket++;
    say(this.text, 'Whether a world repeats is found by comparing whole states, not hashes.');
  }

  private async find(): Promise<void> {
    const at = this.at(), ticket = this.ticket;
    if (!at)
      return;
    const { world, isFast } = at, most = Math.min(100000, isFast ? Math.max(2000, Math.floor(2e9 / (world.width * world.height))) : 300);
    this.busy(true);
    this.button.disabled = true;
    try {
      const found = await periodOf(world, most, done => { say(this.text, `Compared ${grouped(done)} generations.`); return ticket === this.ticket; });
      if (ticket === this.ticket)
        say(this.text, !found ? `No state came back within ${grouped(most)} generations. Nothing is claimed beyond.` : found.period === 1 ? `A still life from generation ${grouped(found.from)} on: nothing changes any more.` : `Repeats with period ${grouped(found.period)} from generation ${grouped(found.from)} on; whole states were compared.`);
    } finally {
      this.busy(false);
      this.button.disabled = false;
    }
  }
}
