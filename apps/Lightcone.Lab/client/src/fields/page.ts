import { chart } from '../chart';
import type { Claim } from '../claims/ledger';
import { arrowOf, saving, scroller, Segments } from '../controls';
import { fill, h, say } from '../dom';
import { writeLink } from '../model/link';
import { figure, fixed } from '../model/text';
import { copyLink, errorLine, message, setError, settle, shipped, type Page } from '../page';
import { Transport } from '../play/transport';
import { onTheme } from '../theme';
import { CONDITIONS, csv, field, lead, MEASURES, silentUntil, told, weightsCsv, type Condition, type Fields } from './fields';

const CLAIM = 'cbg.fields.wide', ZOOM = 3;

/** Receptive fields while they grow: trajectories, patches as they are, and patches that are only as faint, side by side on one clock. */
export class FieldsPage implements Page {
  readonly name = 'fields';
  readonly label = 'Fields';
  readonly title = 'Fields';
  readonly element: HTMLElement;
  private data: Fields | null = null;
  private claim: Claim | null = null;
  private loading = false;
  private measure = 'spread';
  private scale = 'own';
  private unit = 0;
  private first: number | null = null;
  private readonly lead = h('p');
  private readonly scales = new Segments('Scale of the pictures', [['own', 'Own scale'], ['one', 'One scale']], scale => { this.scale = scale; this.link(); this.draw(); });
  private readonly measures = new Segments('Drawn below', Object.entries(MEASURES).map(([name, { label }]) => [name, label]), measure => { this.measure = measure; this.link(); this.draw(); });
  private readonly transport = new Transport(() => this.draw());
  private readonly films = h('div', { class: 'films', tabindex: 0, role: 'group', 'aria-label': 'Fields under three conditions. Left and right arrows move in time, up and down from unit to unit.' });
  private readonly told = h('p', { class: 'told', role: 'status' });
  private readonly graph = h('div', { class: 'graph growth' });
  private readonly table = scroller('All numbers');
  private readonly error = errorLine();

  constructor() {
    this.element = h('section', { class: 'page fields', 'aria-label': 'Fields' },
      h('div', { class: 'lead' }, h('h1', {}, 'Fields grow where the input is faint, with or without dynamics.'), this.lead),
      h('div', { class: 'row controls' }, this.scales.element, h('div', { class: 'row' }, copyLink(), saving('fields', () => this.data && csv(this.data)), h('button', { type: 'button', onclick: () => this.weights() }, 'Save weights'))),
      this.error, this.films, this.transport.element, this.told,
      h('div', { class: 'row above' }, this.measures.element), this.graph, this.table,
      h('p', { class: 'note' }, 'Nine of 128 units, one seed; light is negative, dark positive, the middle zero (in the dark theme the other way round); weights are shown in 127 steps of the largest. Lines and pictures are of the training with seed 1, sentence and range of the ledger’s five. The claim that dynamics make fields wide ', h('a', { href: `#claims?open=${CLAIM}` }, 'changes its sign under this control'), ', that they make them oriented ', h('a', { href: '#claims?open=cbg.fields.oriented' }, 'falls'),
        '. Patches are of two photographs, the source’s of CIFAR-10. Repeat it: ', h('code', {}, 'lightcone fields --study matched --runs 1 --seed 1 --film 9')));
    new ResizeObserver(() => this.plot()).observe(this.graph);
    onTheme(() => this.draw());
    this.films.addEventListener('click', event => { const unit = (event.target as HTMLElement).dataset['unit']; if (unit !== undefined) { this.unit = Number(unit); this.link(); this.draw(); } });
  }

  show(query: URLSearchParams): void {
    const epoch = Number(query.get('epoch') ?? NaN), unit = Number(query.get('unit') ?? 1) - 1;
    this.measure = (query.get('measure') ?? '') in MEASURES ? query.get('measure')! : 'spread';
    this.scale = query.get('scale') === 'one' ? 'one' : 'own';
    this.unit = Number.isInteger(unit) && unit >= 0 && unit < 9 ? unit : 0;
    this.first = Number.isInteger(epoch) ? epoch : null;
    if (this.data)
      this.begin();
    else
      void this.load();
  }

  hide(): void { this.transport.pause(); }

  key(event: KeyboardEvent): boolean {
    if (!this.data)
      return false;
    const arrow = arrowOf(event.key);
    if (event.key === ' ')
      this.transport.toggle();
    else if (event.key === 'Home' || event.key === 'End')
      this.transport.choose(event.key === 'Home' ? 0 : this.data.epochs.length - 1);
    else if (arrow && arrow[0] !== 0)
      this.transport.choose(this.transport.step + arrow[0]);
    else if (arrow && event.target === this.films)
      this.unit = Math.max(0, Math.min(this.data.units - 1, this.unit + arrow[1]));
    else
      return false;
    this.link();
    this.draw();
    return true;
  }

  private async load(): Promise<void> {
    if (this.loading)
      return;
    this.loading = true;
    try {
      const [data, { records }] = await Promise.all([shipped<Fields>('fields.json'), shipped<{ records: Claim[] }>('claims.json')]);
      this.claim = records.find(record => record.id === CLAIM)!;
      this.data = data;
      say(this.lead, lead(this.claim));
      fill(this.films, ...CONDITIONS.map(([name, label, what]) => h('figure', { 'data-condition': name }, h('figcaption', {}, h('b', {}, label), h('span', { class: 'muted' }, what)),
        h('div', { class: 'plates' }, Array.from({ length: data.units }, (_, unit) => h('canvas', { width: data.side * ZOOM, height: data.side * ZOOM, 'data-unit': unit, 'aria-hidden': 'true' }))), h('p', { class: 'note' }))));
      this.begin();
    } catch (error) {
      setError(this.error, message(error));
    } finally {
      this.loading = false;
    }
  }

  private begin(): void {
    const last = this.data!.epochs.length - 1, at = this.first === null ? -1 : this.data!.epochs.indexOf(this.first);
    this.transport.load(last, last, -1, at < 0 ? 0 : at);
    this.draw();
    if (at < 0)
      this.transport.present();
  }

  private weights(): void {
    if (this.data) {
      const a = h('a', { href: URL.createObjectURL(new Blob([weightsCsv(this.data)], { type: 'text/csv' })), download: 'weights.csv' });
      a.click();
      setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    }
  }

  private link(): void {
    const epoch = this.data ? this.data.epochs[this.transport.step] : undefined;
    settle(writeLink('fields', { epoch: this.transport.touched ? epoch : undefined, unit: this.unit === 0 ? undefined : this.unit + 1, measure: this.measure === 'spread' ? undefined : this.measure, scale: this.scale === 'own' ? undefined : this.scale }));
  }

  private draw(): void {
    const data = this.data;
    if (!data || this.transport.step < 0 || this.transport.step >= data.epochs.length)
      return;
    const k = this.transport.step, epoch = data.epochs[k]!;
    this.scales.choose(this.scale);
    this.measures.choose(this.measure);
    const one = Math.max(...CONDITIONS.map(([name]) => data.conditions[name].largest[k]!)), ramp = rampOf();
    for (const [name] of CONDITIONS) {
      const film = data.conditions[name], shares = this.scale === 'own' ? 1 : film.largest[k]! / one, figureElement = this.films.querySelector<HTMLElement>(`[data-condition=${name}]`)!;
      figureElement.querySelectorAll('canvas').forEach((canvas, unit) => {
        paint(canvas, field(data, name, k, unit).map(v => v * shares), data.side, ramp);
        canvas.classList.toggle('on', unit === this.unit);
      });
      const silent = silentUntil(film);
      say(figureElement.querySelector('p')!, `${epoch === 0 ? 'before the training' : `epoch ${epoch}`}: largest weight ${figure(film.largest[k]!, 2)}${epoch > 0 ? epoch <= silent ? ', and nothing fires yet' : `, ${figure(film.spikesBy[epoch - 1]!, 2)} spikes a patch` : ''}`);
    }
    this.transport.element.querySelector('output')!.replaceChildren('epoch ', h('b', {}, epoch), ` of ${data.epochs.at(-1)}`);
    if (!this.transport.playing)
      say(this.told, told(data, k, this.unit));
    this.sheet(data);
    this.plot();
  }

  private plot(): void {
    const data = this.data;
    if (!data || this.element.hidden || this.graph.clientWidth === 0)
      return;
    const { of, from, axis, text } = MEASURES[this.measure]!;
    fill(this.graph, chart(CONDITIONS.map(([name]) => ({ name: { flow: 'trajectories', static: 'as they are', faint: 'faint' }[name], kind: ({ flow: 'state', static: 'muted', faint: 'control' } as const)[name], points: of(data.conditions[name]).map((v, e) => [e + from, v] as [number, number]) })),
      { width: Math.floor(this.graph.clientWidth), height: 240, x: 'epoch', y: axis, cursor: Math.max(from, data.epochs[this.transport.step]!), spoken: `${axis} over the epochs: ${CONDITIONS.map(([name, label]) => `${label.toLowerCase()} from ${text(of(data.conditions[name])[0]!)} to ${text(of(data.conditions[name]).at(-1)!)}`).join(', ')}` }));
  }

  private sheet(data: Fields): void {
    if (this.table.childElementCount > 0)
      return;
    const c = this.claim!, range = (arm: { min: number[]; max: number[] }, k: number): string => `${fixed(arm.min[k]!, 3)} to ${fixed(arm.max[k]!, 3)}`;
    const five: Record<Condition, string> = { flow: range(c.ours!, 0), static: range(c.ours!, 1), faint: range(c.control.ours!, 1) };
    fill(this.table, h('table', { class: 'sheet-table' }, h('caption', { class: 'hide' }, 'After the training, on patches that were held out'),
      h('thead', {}, h('tr', {}, ['', 'root mean square of the input', 'spread of all weights', 'the same, five seeds', 'orientation selectivity', 'explained', 'spikes a unit and step', 'silent until epoch'].map(t => h('th', { scope: 'col' }, t)))),
      h('tbody', {}, CONDITIONS.map(([name, label]) => { const f = data.conditions[name]; return h('tr', {}, h('th', { scope: 'row' }, label), [`× ${fixed(f.gain, 3)}`, fixed(f.sigma, 3), five[name], fixed(f.osi, 3), `${fixed(100 * f.explained, 1)} %`, fixed(f.rate, 4), silentUntil(f) || 'none'].map(t => h('td', {}, t))); }))));
  }
}

/** Colors from the lightest symbol to the darkest, as the theme has them. */
function rampOf(): number[][] {
  const css = getComputedStyle(document.documentElement);
  return ['--s0', '--s1', '--s2', '--s3', '--s4'].map(name => { const v = css.getPropertyValue(name).trim(); return [1, 3, 5].map(k => parseInt(v.slice(k, k + 2), 16)); });
}

function paint(canvas: HTMLCanvasElement, weights: number[], side: number, ramp: number[][]): void {
  const context = canvas.getContext('2d')!, image = context.createImageData(side * ZOOM, side * ZOOM);
  for (let y = 0; y < side * ZOOM; y++)
    for (let x = 0; x < side * ZOOM; x++) {
      const at = (weights[Math.floor(y / ZOOM) * side + Math.floor(x / ZOOM)]! + 1) * 2, low = Math.min(3, Math.floor(at)), p = 4 * (y * side * ZOOM + x);
      for (let c = 0; c < 3; c++)
        image.data[p + c] = ramp[low]![c]! + (ramp[low + 1]![c]! - ramp[low]![c]!) * (at - low);
      image.data[p + 3] = 255;
    }
  context.putImageData(image, 0, 0);
}
