import { chart } from '../chart';
import { arrowOf, saving, scroller, Segments } from '../controls';
import { fill, h, s, say } from '../dom';
import { writeLink } from '../model/link';
import { figure, fixed } from '../model/text';
import { copyLink, errorLine, message, setError, settle, shipped, shippedBytes, type Page } from '../page';
import { cartConstants, changeCart, loading, loadingText, onLoading, openAgent, startCart, stepCart } from '../product/product';
import { still } from '../theme';
import { csv, firstFrame, framesOf, frameAt, lead, MEASURES, NAMES, physics, standing, told, WORLDS, type Agents, type Constants, type Frame } from './episode';
import { stage } from './stage';

const STEP = 20, SIDES = ['left', 'right'] as const, UNITS = ['m', 'kg', 'N'];
const icon = (path: string): SVGElement => s('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: path }));
interface Past { episode: number; names: [string, string]; physics: string; ends: [string, string] }

/** Two agents on two carts under one clock; the constants of both carts change while they run. */
export class TransferPage implements Page {
  readonly name = 'transfer';
  readonly label = 'Transfer';
  readonly title = 'Transfer';
  readonly element: HTMLElement;
  private data: Agents | null = null;
  private readonly presets: Constants[] = [];
  private readonly ids = new Map<string, number>();
  private chosen: [string, string] = ['leaky beta 0.5', 'leaky beta 0.1'];
  private world = 3;
  private episode = 0;
  private constants: Constants = [0.5, 0.1, 0, 0.05];
  private frames: [Frame[], Frame[]] = [[], []];
  private changes: { step: number; constants: Constants }[] = [];
  private readonly past: Past[] = [];
  private ran: { episode: number; names: [string, string] } = { episode: 0, names: ['', ''] };
  private at = 0;
  private measure = 'tilt';
  private run = 0;
  private timer = 0;
  private clock = 0;
  private chain: Promise<void> = Promise.resolve();
  private ready = false;
  private readonly lead = h('p');
  private readonly agents = SIDES.map((side, k) => h('select', { 'aria-label': `Agent on the ${side}`, onchange: (event: Event) => { this.chosen[k] = (event.target as HTMLSelectElement).value; void this.restart(true); } }));
  private readonly stages = SIDES.map(() => h('div', { class: 'arena' }));
  private readonly states = SIDES.map(() => h('p', { class: 'state' }));
  private readonly worlds = new Segments('Cart', [], world => void this.preset(Number(world)));
  private readonly sliders = ([['half length', 0.2, 1.6, 0.05], ['mass of the pole', 0.05, 1.5, 0.05], ['noise of the force', 0, 10, 0.1]] as const).map(([name, min, max, step], k) => ({
    out: h('output', {}),
    input: h('input', { type: 'range', min, max, step, 'aria-label': name, oninput: (event: Event) => this.change(k, (event.target as HTMLInputElement).valueAsNumber), onchange: () => { if (this.ended) void this.restart(true); } }), name,
  }));
  private readonly disc = h('button', { type: 'button', class: 'icon main', 'aria-label': 'Play', title: 'Space', onclick: () => this.toggle() });
  private readonly scrub = h('input', { type: 'range', min: 0, max: 0, step: 1, 'aria-label': 'Step' });
  private readonly count = h('output', { class: 'count' });
  private readonly told = h('p', { class: 'told', role: 'status' });
  private readonly measures = new Segments('Drawn over the steps', Object.entries(MEASURES).map(([name, { label }]) => [name, label]), measure => { this.measure = measure; this.link(); this.draw(); });
  private readonly graph = h('div', { class: 'graph' });
  private readonly table = scroller('Rewards of the recorded tests');
  private readonly history = h('div', {});
  private readonly waiting = h('p', { class: 'muted wait', role: 'status' });
  private readonly error = errorLine();
  private readonly rest: HTMLElement;

  constructor() {
    const button = (label: string, title: string, path: string, act: () => void) => h('button', { type: 'button', class: 'icon', 'aria-label': label, title, onclick: act }, icon(path));
    this.scrub.addEventListener('input', () => { this.pause(); this.at = this.scrub.valueAsNumber; this.draw(); });
    this.rest = h('div', { hidden: true },
      h('div', { class: 'arenas' }, SIDES.map((_side, k) => h('div', {}, this.agents[k]!, this.stages[k]!, this.states[k]!))),
      h('div', { class: 'transport', role: 'group', 'aria-label': 'Time' }, button('To the start', 'Home', 'M3 3v10M13 3 6 8l7 5z', () => this.choose(0)), button('One step back', 'Left arrow', 'M11 3 4 8l7 5z', () => this.choose(this.at - 1)), this.disc,
        button('One step on', 'Right arrow', 'm5 3 7 5-7 5z', () => this.choose(this.at + 1)), h('button', { type: 'button', title: 'n', onclick: () => void this.next() }, 'Next episode'), h('div', { class: 'scrub' }, this.scrub), this.count),
      this.told,
      h('h2', { class: 'above' }, 'Change the physics while it runs'),
      h('div', { class: 'row presets' }, this.worlds.element), h('div', { class: 'sliders' }, this.sliders.map(({ name, input, out }) => h('label', { class: 'slider wide' }, h('span', {}, name), input, out))),
      h('div', { class: 'row above' }, this.measures.element), this.graph,
      h('div', { class: 'split wide' }, h('div', {}, h('h2', {}, 'Mean reward of 100 test episodes, of 200'), this.table), h('aside', {}, h('div', { class: 'block' }, h('h2', {}, 'Episodes here'), this.history))));
    this.element = h('section', { class: 'page transfer', 'aria-label': 'Transfer' },
      h('div', { class: 'lead' }, h('h1', {}, 'Trained on one cart, put on another.'), this.lead),
      h('div', { class: 'row controls' }, this.waiting, h('div', { class: 'row' }, copyLink(), saving('transfer', () => this.frames[0].length === 0 ? null : csv(this.names, this.frames, this.changes)))),
      this.error, this.rest,
      h('p', { class: 'note' }, 'Carts and networks run here, by the code of the command line; the networks are those of seed 1, as they were at the end of their training, and the episodes are those of their tests. An episode ends after 200 steps, or when the pole is 12° from upright or the cart off its track. That small leaks fail ', h('a', { href: '#claims?open=cbg.transfer.small-leaks-fail' }, 'falls when currents are doubled'), '; that spiking agents beat perceptrons ', h('a', { href: '#claims?open=cbg.transfer.spiking-beats-perceptron' }, 'falls too'),
        '. Repeat it: ', h('code', {}, 'lightcone transfer cartpole --only "leaky beta 0.5,leaky beta 0.1,leaky beta 0.1 gain 2,perceptron" --runs 1 --seed 1 --networks agents')));
    this.icons();
    onLoading(() => this.wait());
    new ResizeObserver(() => this.draw()).observe(this.graph);
  }

  private get names(): [string, string] { return [NAMES[this.chosen[0]]!, NAMES[this.chosen[1]]!]; }
  private get head(): number { return Math.max(this.frames[0].length, this.frames[1].length) - 1; }
  private get ended(): boolean { return this.ready && this.frames.every(own => own.at(-1)?.last); }

  show(query: URLSearchParams): void {
    const agents = ['left', 'right'].map((side, k) => (query.get(side) ?? '') in NAMES ? query.get(side)! : this.chosen[k]!) as [string, string];
    const world = Object.keys(WORLDS).indexOf(query.get('cart') ?? 'very-hard'), episode = Number(query.get('episode') ?? 1) - 1;
    this.measure = (query.get('measure') ?? '') in MEASURES ? query.get('measure')! : 'tilt';
    [this.chosen, this.world, this.episode] = [agents, world < 0 ? 3 : world, Number.isInteger(episode) && episode >= 0 && episode < 100 ? episode : 0];
    void this.load(/^([\d.]+),([\d.]+),([\d.]+)$/.exec(query.get('physics') ?? '')?.slice(1).map(Number) ?? null);
  }

  hide(): void { this.pause(); }

  key(event: KeyboardEvent): boolean {
    if (!this.ready)
      return false;
    const arrow = arrowOf(event.key);
    if (event.key === ' ')
      this.toggle();
    else if (event.key === 'n')
      void this.next();
    else if (event.key === 'Home' || event.key === 'End')
      this.choose(event.key === 'Home' ? 0 : this.head);
    else if (arrow && arrow[0] !== 0)
      this.choose(this.at + arrow[0] * (event.shiftKey ? 10 : 1));
    else
      return false;
    return true;
  }

  private async load(asked: number[] | null): Promise<void> {
    try {
      if (!this.data) {
        this.data = await shipped<Agents>('agents.json');
        say(this.lead, lead(this.data));
        this.agents.forEach(select => fill(select, this.data!.agents.map(a => h('option', { value: a.name }, `${NAMES[a.name]}${a.control ? ' (control)' : ''}`))));
        this.worlds.fill(this.data.worlds.map((name, k) => [String(k), WORLDS[name]!]));
        fill(this.table, this.sheet());
      }
      this.wait();
      for (let k = this.presets.length; k < this.data.worlds.length; k++)
        this.presets.push(await cartConstants(k) as Constants);
      const [l, m, n, start] = this.presets[this.world]!;
      this.constants = asked ? [Math.min(1.6, Math.max(0.2, asked[0]!)), Math.min(1.5, Math.max(0.05, asked[1]!)), Math.min(10, asked[2]!), start] : [l, m, n, start];
      await this.restart(true);
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private wait(): void {
    if (!this.ready)
      say(this.waiting, loading() === 'ready' ? 'Opening the agents.' : loadingText());
  }

  private async cart(side: number): Promise<number> {
    const name = this.chosen[side]!, key = `${side} ${name}`;
    let id = this.ids.get(key);
    if (id === undefined) {
      ({ id } = await openAgent(await shippedBytes(this.data!.agents.find(a => a.name === name)!.file)));
      this.ids.set(key, id);
    }
    return id;
  }

  /** Starts the chosen episode anew, and plays it; where motion is not wanted, to its end at once. */
  private async restart(plays: boolean): Promise<void> {
    const run = ++this.run;
    this.pause();
    this.remember();
    this.link();
    const starts = await Promise.all(SIDES.map(async (_side, k) => startCart(await this.cart(k), this.data!.seed, this.world, this.episode, this.constants)));
    if (run !== this.run)
      return;
    this.frames = [[firstFrame(starts[0]!)], [firstFrame(starts[1]!)]];
    this.changes = [{ step: 0, constants: [...this.constants] }];
    [this.at, this.ready, this.ran] = [0, true, { episode: this.episode, names: this.names }];
    say(this.waiting, '');
    this.rest.hidden = false;
    this.draw();
    if (plays && still()) {
      await this.go(1000);
      this.at = this.head;
      this.draw();
    } else if (plays) {
      this.play();
    }
  }

  private async next(): Promise<void> {
    this.episode = (this.episode + 1) % 100;
    await this.restart(true);
  }

  private async preset(world: number): Promise<void> {
    this.world = world;
    this.constants = [...this.presets[world]!];
    await this.restart(true);
  }

  // From the head of the episode on: what was computed stays as it was.
  private change(which: number, value: number): void {
    this.constants = this.constants.map((v, k) => (k === which ? value : v)) as Constants;
    if (this.ready && !this.ended) {
      const constants = [...this.constants] as Constants;
      this.changes = [...this.changes.filter(c => c.step < this.head), { step: this.head, constants }];
      this.chain = this.chain.then(async () => { for (const side of [0, 1]) await changeCart(await this.cart(side), constants); }).catch(error => setError(this.error, message(error)));
    }
    this.link();
    this.draw();
  }

  /** Both carts go on; what comes of an episode that was left meanwhile is dropped. */
  private go(steps: number): Promise<void> {
    const run = this.run;
    this.chain = this.chain.then(async () => {
      if (run !== this.run)
        return;
      const told = await Promise.all(SIDES.map(async (_side, k) => (this.frames[k as 0 | 1].at(-1)!.last ? [] : framesOf(await stepCart(await this.cart(k), steps)))));
      if (run === this.run)
        told.forEach((frames, k) => this.frames[k as 0 | 1].push(...frames));
    }).catch(error => { this.pause(); setError(this.error, message(error)); });
    return this.chain;
  }

  private toggle(): void {
    if (this.timer !== 0)
      this.pause();
    else if (this.ended && this.at >= this.head)
      void this.restart(true);
    else
      this.play();
  }

  private play(): void {
    if (this.timer !== 0 || !this.ready)
      return;
    this.clock = performance.now();
    this.timer = requestAnimationFrame(() => void this.tick());
    this.icons();
  }

  private pause(): void {
    if (this.timer === 0)
      return;
    cancelAnimationFrame(this.timer);
    this.timer = 0;
    this.icons();
    this.draw();
  }

  private async tick(): Promise<void> {
    const timer = this.timer, due = Math.min(5, Math.floor((performance.now() - this.clock) / STEP));
    if (due > 0) {
      this.clock = performance.now();
      if (this.at + due > this.head && !this.ended)
        await this.go(this.at + due - this.head);
      if (this.timer !== timer)
        return;
      this.at = Math.min(this.head, this.at + due);
      if (this.ended && this.at >= this.head) {
        this.pause();
        return;
      }
      this.draw();
    }
    this.timer = requestAnimationFrame(() => void this.tick());
  }

  private choose(step: number): void {
    this.pause();
    const wanted = Math.max(0, step);
    void (wanted > this.head && !this.ended ? this.go(wanted - this.head) : Promise.resolve()).then(() => { this.at = Math.min(wanted, this.head); this.draw(); });
  }

  private remember(): void {
    if (!this.ended)
      return;
    const ends = this.frames.map(own => standing(own, own.length - 1).text) as [string, string];
    this.past.unshift({ ...this.ran, physics: `${physics(this.changes[0]!.constants)}${this.changes.length > 1 ? ', then changed' : ''}`, ends });
    this.past.length = Math.min(6, this.past.length);
  }

  private link(): void {
    const [l, m, n] = this.constants, preset = this.presets[this.world];
    settle(writeLink('transfer', {
      left: this.chosen[0] === 'leaky beta 0.5' ? undefined : this.chosen[0], right: this.chosen[1] === 'leaky beta 0.1' ? undefined : this.chosen[1], cart: this.world === 3 ? undefined : Object.keys(WORLDS)[this.world],
      episode: this.episode === 0 ? undefined : this.episode + 1, physics: !preset || (preset[0] === l && preset[1] === m && preset[2] === n) ? undefined : [l, m, n].join(','), measure: this.measure === 'tilt' ? undefined : this.measure,
    }));
  }

  private icons(): void {
    fill(this.disc, icon(this.timer !== 0 ? 'M4 3h2.5v10H4zM9.5 3H12v10H9.5z' : 'M4 2.5v11l9-5.5z'));
    this.disc.setAttribute('aria-label', this.timer !== 0 ? 'Pause' : 'Play');
  }

  private draw(): void {
    if (!this.ready || this.element.hidden || this.graph.clientWidth === 0)
      return;
    const preset = this.presets[this.world]!, seen = this.changes.filter(c => c.step <= this.at).at(-1)!.constants;
    this.worlds.choose(preset.every((v, k) => v === this.constants[k]) ? String(this.world) : '');
    this.measures.choose(this.measure);
    this.sliders.forEach(({ input, out }, k) => { input.value = String(this.constants[k]); say(out, `${figure(this.constants[k]!, 3)} ${UNITS[k]}`); });
    SIDES.forEach((_side, k) => {
      const own = this.frames[k as 0 | 1], { text, end } = standing(own, this.at), f = frameAt(own, this.at);
      this.agents[k]!.value = this.chosen[k]!;
      fill(this.stages[k]!, stage(own, this.at, seen[0], Math.max(140, Math.floor(this.stages[k]!.clientWidth))));
      fill(this.states[k]!, h('b', { class: end }, text), f.spikes < 0 ? '' : ` · ${f.spikes === 0 ? 'no spike' : `${figure(f.spikes)} spikes`}`);
    });
    this.scrub.max = String(this.head);
    this.scrub.value = String(this.at);
    this.scrub.setAttribute('aria-valuetext', `step ${this.at}`);
    fill(this.count, 'step ', h('b', {}, this.at), ` · episode ${this.episode + 1}`);
    if (this.timer === 0)
      say(this.told, `Step ${this.at}. Left: ${told(this.names[0], this.frames[0], this.at)}. Right: ${told(this.names[1], this.frames[1], this.at)}.${this.changes.length > 1 ? ` The physics changed after step ${[...new Set(this.changes.slice(1).map(c => c.step))].join(', ')}.` : ''}`);
    const { axis, of } = MEASURES[this.measure]!;
    fill(this.graph, chart(SIDES.map((side, k) => ({ name: side, kind: k === 0 ? 'state' as const : 'muted' as const, points: this.frames[k as 0 | 1].map((f, step) => [step, of(f)] as [number, number]) })),
      { width: Math.floor(this.graph.clientWidth), height: 220, x: 'step', y: axis, cursor: this.at, spoken: `${axis}, left and right over ${this.head} steps` }));
    fill(this.history, this.past.length === 0 ? h('p', { class: 'muted' }, 'Episodes that you have seen to their end are listed here.') : h('ul', { class: 'past' }, this.past.map(p => h('li', {}, h('b', {}, `Episode ${p.episode + 1}`), `: ${p.names[0]} ${p.ends[0]}; ${p.names[1]} ${p.ends[1]}. `, h('span', { class: 'muted' }, p.physics)))));
  }

  private sheet(): HTMLElement {
    const { agents, worlds } = this.data!;
    return h('table', { class: 'sheet-table' }, h('caption', { class: 'hide' }, 'Mean reward of 100 test episodes in each world'), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'agent'), worlds.map(w => h('th', { scope: 'col' }, WORLDS[w]!.toLowerCase())), h('th', { scope: 'col' }, 'very hard, stood'))),
      h('tbody', {}, agents.map(a => h('tr', {}, h('th', { scope: 'row' }, `${NAMES[a.name]}${a.control ? ' (control)' : ''}`), a.rewards.map(v => h('td', {}, fixed(v, 1))), h('td', {}, `${fixed(100 * a.successes.at(-1)!, 0)} %`)))));
  }
}
