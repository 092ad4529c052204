import { fill, h, say } from '../dom';
import { grouped, many } from '../model/text';
import { orbitOf, type Orbit } from './orbit';
import { periodOf, type World } from './world';

/** Finds the exact period of a world on demand. */
export class PeriodFinder {
  private ticket = 0;
  private readonly button = h('button', { type: 'button', onclick: () => void this.find() }, 'Find the period');
  private readonly text = h('p', { class: 'muted', role: 'status' });
  readonly element = h('div', { class: 'period' }, this.button, this.text);

  /** @param at The world once it stands still; null while it is at work. @param busy Told while the search steps it. */
  constructor(private readonly at: () => { world: World; start: Uint8Array; notation: string | null } | null, private readonly busy: (on: boolean) => void) {}

  /** Forgets what was found, for another world. */
  reset(): void {
    this.ticket++;
    say(this.text, 'Whether a world repeats is found by comparing whole states, not hashes. Of small starts it is also said what they do on the endless plane.');
  }

  private async find(): Promise<void> {
    const at = this.at(), ticket = this.ticket;
    if (!at)
      return;
    const { world, start, notation } = at, most = Math.min(100000, notation !== null ? Math.max(2000, Math.floor(2e9 / (world.width * world.height))) : 300);
    this.busy(true);
    this.button.disabled = true;
    try {
      say(this.text, 'Looking at the start on the endless plane.');
      const orbit = await orbitOf(notation, start, world.width, () => ticket === this.ticket);
      const found = await periodOf(world.searched(), most, done => { say(this.text, `Compared ${grouped(done)} generations.`); return ticket === this.ticket; });
      if (ticket !== this.ticket)
        return;
      const where = world.torus ? 'On this torus, where what leaves comes back' : 'Between these walls';
      const here = !found ? `no state came back within ${many(most, 'generation')}. Nothing is claimed beyond.` : found.period === 1 ? `it is a still life from generation ${grouped(found.from)} on: nothing changes any more.` : `the world repeats with period ${grouped(found.period)} from generation ${grouped(found.from)} on; whole states were compared.`;
      fill(this.text, orbit ? [h('b', { class: 'orbit' }, orbitTitle(orbit)), `${orbitMore(orbit)} `] : null, `${where}, ${here}`);
    } finally {
      this.busy(false);
      this.button.disabled = false;
    }
  }
}

const orbitTitle = (o: Orbit): string => (o.kind === 'ship' ? `A ship: period ${grouped(o.period)}.` : o.period === 1 ? 'Its box comes to rest.' : `Period ${grouped(o.period)}.`);

function orbitMore(o: Orbit): string {
  if (o.kind === 'ship')
    return `On the endless plane the start comes back after ${many(o.period, 'generation')}, ${many(Math.abs(o.across), 'cell')} ${o.across < 0 ? 'to the left' : 'to the right'} and ${Math.abs(o.down)} ${o.down < 0 ? 'up' : 'down'}.`;
  return `On the endless plane what lies in the start’s own box, ${o.width} × ${o.height}, repeats from generation ${grouped(o.from)} on, as far as ${grouped(o.looked)} were looked at${o.leaves ? '; what leaves the box is not counted' : ''}.`;
}
