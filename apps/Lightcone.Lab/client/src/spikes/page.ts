import { arrowOf, saving, scroller } from '../controls';
import { fill, h, s, say } from '../dom';
import { writeLink } from '../model/link';
import { figure, fixed } from '../model/text';
import { copyLink, errorLine, message, setError, settle, shippedBytes, type Page } from '../page';
import { loading, loadingText, onLoading, openSpiking, readDigit, rightDigits } from '../product/product';
import type { SpikingReply } from '../product/types';
import { onTheme } from '../theme';
import { at, draw, frameOf, type Frame } from './figure';
import { csv, layerRows, readingOf, silence, told, verdict, winners, type Place, type Reading } from './reading';

const CHUNK = 8;
interface Trial { beta: number; gain: number; right: number; of: number }

/** A trained spiking network while it reads a digit: raster, membrane and input on one cursor; leak and currents can be changed. */
export class SpikesPage implements Page {
  readonly name = 'spikes';
  readonly label = 'Spikes';
  readonly title = 'Spikes';
  readonly element: HTMLElement;
  private network: SpikingReply | null = null;
  private opening = false;
  private reading: Reading | null = null;
  private frame: Frame | null = null;
  private digit = 3;
  private beta = 0.95;
  private gain = 1;
  private place: Place = { layer: 0, neuron: 0 };
  private step = 14;
  private wanted = 0;
  private busy = false;
  private trying = 0;
  private readonly trials: Trial[] = [];
  private readonly digits = h('div', { class: 'digits', role: 'group', 'aria-label': 'Digit to read' });
  private readonly leak = h('input', { type: 'range', min: 0, max: 1, step: 0.01, 'aria-label': 'Leak beta' });
  private readonly current = h('input', { type: 'range', min: 0.5, max: 10, step: 0.5, 'aria-label': 'All currents times' });
  private readonly leakSaid = h('output', {});
  private readonly currentSaid = h('output', {});
  private readonly warning = h('p', { class: 'error', role: 'status', hidden: true });
  private readonly figure = h('div', { class: 'neurons', tabindex: 0, role: 'group', 'aria-label': 'Spikes, membrane and input. Left and right arrows move in time, up and down from neuron to neuron.' });
  private readonly told = h('p', { class: 'told', role: 'status' });
  private readonly caption = h('p', { class: 'caption' });
  private readonly settings = h('p', { class: 'muted' });
  private readonly counts = h('div', {});
  private readonly table = scroller('Spikes by layer');
  private readonly tryAll = h('button', { type: 'button', onclick: () => void this.tryThem() }, 'Try all test digits');
  private readonly tried = h('div', { role: 'status' });
  private readonly waiting = h('p', { class: 'muted wait', role: 'status' });
  private readonly error = errorLine();
  private readonly rest: HTMLElement;

  constructor() {
    this.leak.addEventListener('input', () => this.set(this.leak.valueAsNumber, this.gain));
    this.current.addEventListener('input', () => this.set(this.beta, this.current.valueAsNumber));
    this.rest = h('div', { hidden: true },
      h('div', { class: 'sliders' }, h('label', { class: 'slider' }, h('span', {}, 'leak β'), this.leak, this.leakSaid), h('label', { class: 'slider' }, h('span', {}, 'currents'), this.current, this.currentSaid)),
      this.warning,
      h('div', { class: 'split spiking' },
        h('div', {}, this.figure, this.told),
        h('aside', {}, h('div', { class: 'block' }, this.caption, this.settings, this.counts), h('div', { class: 'block' }, h('h2', {}, 'Spikes by layer'), this.table),
          h('div', { class: 'block' }, h('h2', {}, 'More than one digit'), h('p', { class: 'muted' }, 'One digit shows little. These are all that the network never saw in its training.'), h('div', { class: 'row after' }, this.tryAll), this.tried))));
    this.element = h('section', { class: 'page spikes', 'aria-label': 'Spikes' },
      h('div', { class: 'lead' }, h('h1', {}, 'A neuron adds up, leaks, and fires.'), h('p', {}, 'A network of spiking neurons reads a handwritten digit in 30 steps; the neuron that fires most often is its answer. Let it leak more, with a smaller β, and layer after layer falls silent. Multiply all currents, and it fires again: the leak alone was never the reason.')),
      h('div', { class: 'row controls' }, this.digits, h('div', { class: 'row' }, h('button', { type: 'button', onclick: () => this.set(this.network?.beta ?? 0.95, 1) }, 'As trained'), copyLink(), saving('spikes', () => this.reading && csv(this.reading)))),
      this.waiting, this.error, this.rest,
      h('p', { class: 'note' }, 'Computed here, by the code of the command line. Each pixel starts a damped oscillator, whose three components over 30 steps are the input; neurons are those of ', h('code', {}, 'docs/networks.md'), ': U(t) = β U(t−1) + I(t) − R(t), a spike where U is above 1. Currents are multiplied by their weights; nothing is trained again. Trained with β .5, such a network fails too, and six times the input mends it: ',
        h('a', { href: '#claims?open=cbg.landscape.leak-and-damping' }, 'the claim and its control'), '. Train it: ', h('code', {}, 'lightcone train --data digits --encode mixed:delta=2 --seed 1 --out digits.safetensors')));
    onLoading(() => this.wait());
    onTheme(() => this.pixels());
    new ResizeObserver(() => this.plot()).observe(this.figure);
    this.figure.addEventListener('pointermove', event => this.pointed(event));
    this.figure.addEventListener('click', event => { this.pointed(event); this.link(); });
  }

  show(query: URLSearchParams): void {
    const number = (name: string, other: number, low: number, high: number): number => { const v = Number(query.get(name) ?? other); return v >= low && v <= high ? v : other; };
    const cell = /^(\d+)\.(\d+)\.(\d+)$/.exec(query.get('at') ?? '');
    [this.digit, this.beta, this.gain] = [Math.floor(number('digit', 3, 0, 9)), number('beta', 0.95, 0, 1), number('gain', 1, 0.5, 10)];
    if (cell)
      [this.place, this.step] = [{ layer: Number(cell[1]) - 1, neuron: Number(cell[2]) - 1 }, Number(cell[3]) - 1];
    void this.load();
  }

  key(event: KeyboardEvent): boolean {
    const arrow = arrowOf(event.key), r = this.reading;
    if (event.target !== this.figure || !r || (!arrow && event.key !== 'Home' && event.key !== 'End'))
      return false;
    if (arrow) {
      const many = event.shiftKey ? 10 : 1;
      this.move(this.neighbor(arrow[1] * many), Math.max(0, Math.min(r.steps - 1, this.step + arrow[0] * many)));
    } else {
      this.move(this.place, event.key === 'Home' ? 0 : r.steps - 1);
    }
    this.link();
    return true;
  }

  // From the last neuron of a layer to the first of the next.
  private neighbor(by: number): Place {
    const sizes = this.reading!.layers.map(l => l.neurons), before = (layer: number): number => sizes.slice(0, layer).reduce((a, b) => a + b, 0);
    let k = Math.max(0, Math.min(before(sizes.length) - 1, before(this.place.layer) + this.place.neuron + by)), layer = 0;
    while (k >= sizes[layer]!)
      k -= sizes[layer++]!;
    return { layer, neuron: k };
  }

  private async load(): Promise<void> {
    if (!this.network) {
      if (this.opening)
        return;
      this.opening = true;
      this.wait();
      try {
        this.network = await openSpiking(await shippedBytes('digits.safetensors'));
        say(this.tryAll, `Try all ${this.network.tests} test digits`);
        this.pixels();
      } catch (error) {
        this.opening = false;
        say(this.waiting, '');
        setError(this.error, message(error));
        return;
      }
    }
    this.ask();
  }

  private wait(): void {
    if (this.opening && !this.network)
      say(this.waiting, loading() === 'ready' ? 'Opening the network and its digits.' : loadingText());
  }

  private set(beta: number, gain: number): void {
    [this.beta, this.gain] = [beta, gain];
    this.link();
    this.ask();
  }

  // One question at a time; the newest settings win.
  private ask(): void {
    this.wanted++;
    this.leak.value = String(this.beta);
    this.current.value = String(this.gain);
    say(this.leakSaid, fixed(this.beta, 2));
    say(this.currentSaid, `× ${figure(this.gain)}`);
    for (const button of this.digits.children)
      button.setAttribute('aria-pressed', String((button as HTMLElement).dataset['digit'] === String(this.digit)));
    if (!this.busy && this.network)
      void this.read();
  }

  private async read(): Promise<void> {
    this.busy = true;
    try {
      for (let asked = -1; asked !== this.wanted;) {
        asked = this.wanted;
        const [digit, beta, gain, network] = [this.digit, this.beta, this.gain, this.network!];
        this.reading = readingOf(network, await readDigit(digit, beta, gain), network.digits[digit]!.label, beta, gain);
      }
      this.draw();
      setError(this.error, null);
    } catch (error) {
      setError(this.error, message(error));
    } finally {
      this.busy = false;
    }
  }

  private draw(): void {
    const r = this.reading!, sizes = r.layers.map(l => l.neurons);
    say(this.waiting, '');
    this.rest.hidden = false;
    if (this.place.layer >= sizes.length || this.place.neuron >= sizes[this.place.layer]! || this.place.layer < 0 || this.place.neuron < 0)
      this.place = { layer: 0, neuron: 0 };
    this.step = Math.max(0, Math.min(r.steps - 1, this.step));
    setError(this.warning, silence(r));
    say(this.caption, verdict(r));
    say(this.settings, `β ${fixed(r.beta, 2)}, currents × ${figure(r.gain)}${r.beta === this.network!.beta && r.gain === 1 ? ', as it was trained' : '; it was trained at 0.95 and × 1'}.`);
    const most = Math.max(1, ...r.counts), best = winners(r.counts);
    fill(this.counts, h('table', { class: 'counts' }, h('caption', { class: 'hide' }, 'Spikes of each neuron of the last layer'), h('tbody', {}, r.counts.map((count, k) => h('tr', { class: k === r.label ? 'own' : '' },
      h('th', { scope: 'row' }, k), h('td', { class: 'bar' }, s('svg', { width: '100%', height: 10, 'aria-hidden': 'true' }, s('rect', { width: `${(100 * count) / most}%`, height: 10, class: best.length === 1 && best[0] === k && count > 0 ? 'first' : '' }))), h('td', {}, figure(count)))))),
      h('p', { class: 'note' }, `Spikes in ${r.steps} steps; the digit is a ${r.label}.`));
    fill(this.table, h('table', { class: 'sheet-table' }, h('thead', {}, h('tr', {}, ['layer', 'neurons', 'that fire', 'spikes', 'a step'].map(t => h('th', { scope: 'col' }, t)))),
      h('tbody', {}, layerRows(r).map(row => h('tr', {}, h('th', { scope: 'row' }, row.layer), h('td', {}, row.neurons), h('td', {}, row.firing), h('td', {}, row.spikes), h('td', {}, `${fixed(100 * row.rate, 1)} %`))))));
    this.plot();
  }

  private plot(): void {
    if (!this.reading || this.element.hidden || this.figure.clientWidth === 0)
      return;
    this.frame = frameOf(this.reading, Math.floor(this.figure.clientWidth));
    fill(this.figure, draw(this.reading, this.frame, this.place, this.step));
    say(this.told, told(this.reading, this.place, this.step));
  }

  private pointed(event: PointerEvent | MouseEvent): void {
    if (!this.frame)
      return;
    const box = this.figure.getBoundingClientRect(), { place, step } = at(this.frame, event.clientX - box.left, event.clientY - box.top, this.place);
    this.move(place, step);
  }

  private move(place: Place, step: number): void {
    if (place.layer === this.place.layer && place.neuron === this.place.neuron && step === this.step)
      return;
    [this.place, this.step] = [place, step];
    this.plot();
  }

  private link(): void {
    const trained = this.network?.beta ?? 0.95, p = this.place;
    settle(writeLink('spikes', { digit: this.digit === 3 ? undefined : this.digit, beta: this.beta === trained ? undefined : this.beta, gain: this.gain === 1 ? undefined : this.gain, at: p.layer === 0 && p.neuron === 0 && this.step === 14 ? undefined : `${p.layer + 1}.${p.neuron + 1}.${this.step + 1}` }));
  }

  // The digits as they were scanned, 8 x 8 pixels of 0 to 16.
  private pixels(): void {
    const css = getComputedStyle(document.documentElement), channel = (name: string): number[] => { const v = css.getPropertyValue(name).trim(); return [1, 3, 5].map(k => parseInt(v.slice(k, k + 2), 16)); };
    const [ground, ink] = [channel('--state-0'), channel('--state-1')] as [number[], number[]];
    fill(this.digits, ...(this.network?.digits ?? []).map((digit, k) => {
      const canvas = h('canvas', { width: 8, height: 8, 'aria-hidden': 'true' }), context = canvas.getContext('2d')!, image = context.createImageData(8, 8);
      Uint8Array.from(atob(digit.pixels), c => c.charCodeAt(0)).forEach((v, p) => image.data.set([0, 1, 2].map(c => ground[c]! + ((ink[c]! - ground[c]!) * v) / 16).concat(255), 4 * p));
      context.putImageData(image, 0, 0);
      return h('button', { type: 'button', 'data-digit': k, 'aria-pressed': String(k === this.digit), 'aria-label': `The digit ${digit.label}, test sample ${digit.sample + 1}`, onclick: () => { this.digit = k; this.link(); this.ask(); } }, canvas);
    }));
  }

  private async tryThem(): Promise<void> {
    if (this.trying > 0) {
      this.trying = 0;
      return;
    }
    const { tests } = this.network!, [beta, gain] = [this.beta, this.gain], run = this.wanted + 1;
    const trial: Trial = { beta, gain, right: 0, of: 0 };
    this.trying = run;
    say(this.tryAll, 'Stop');
    try {
      while (trial.of < tests && this.trying === run) {
        const count = Math.min(CHUNK, tests - trial.of);
        trial.right += await rightDigits(trial.of, count, beta, gain);
        trial.of += count;
        this.report(trial);
      }
    } catch (error) {
      setError(this.error, message(error));
    }
    this.trials.unshift(trial);
    this.trying = 0;
    say(this.tryAll, `Try all ${tests} test digits`);
    this.report(null);
  }

  private report(now: Trial | null): void {
    const rows = [...(now ? [now] : []), ...this.trials];
    fill(this.tried, h('table', { class: 'sheet-table' }, h('thead', {}, h('tr', {}, ['β', 'currents', 'right', 'of'].map(t => h('th', { scope: 'col' }, t)))),
      h('tbody', {}, rows.map(t => h('tr', {}, h('th', { scope: 'row' }, fixed(t.beta, 2)), h('td', {}, `× ${figure(t.gain)}`), h('td', {}, `${t.right}, ${fixed((100 * t.right) / t.of, 1)} %`), h('td', {}, t.of))))));
  }
}
