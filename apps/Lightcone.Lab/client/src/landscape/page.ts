import { arrowOf, saving, scroller, Segments } from '../controls';
import { fill, h, s, say } from '../dom';
import { writeLink } from '../model/link';
import { fixed } from '../model/text';
import { copyLink, errorLine, message, setError, settle, shipped, type Page } from '../page';
import { cellOf, changeOf, csv, damping, lead, MEASURES, rangeOf, ranged, seedsOf, told, type Arm, type Landscape } from './landscape';

const ARMS: [Arm, string][] = [['plain', 'plain encoding'], ['matched', 'amplitudes matched']];

/** Accuracy by damping of training and of test, beside the same with amplitudes matched. */
export class LandscapePage implements Page {
  readonly name = 'landscape';
  readonly label = 'Landscape';
  readonly title = 'Landscape';
  readonly element: HTMLElement;
  private data: Landscape | null = null;
  private measure = 'all';
  private cell: { train: number; test: number } | null = null;
  private readonly lead = h('p');
  private readonly measures = new Segments('Tested at', Object.entries(MEASURES).map(([name, [label]]) => [name, label]), measure => { this.measure = measure; this.link(); this.draw(); });
  private readonly chart = h('div', { class: 'overdamping' });
  private readonly maps = h('div', { class: 'maps', tabindex: 0, role: 'group', 'aria-label': 'Three maps. Arrow keys move a cursor over all three.' });
  private readonly told = h('p', { class: 'told', role: 'status' });
  private readonly table = scroller('All numbers');
  private readonly error = errorLine();

  constructor() {
    this.element = h('section', { class: 'page landscape', 'aria-label': 'Landscape' },
      h('div', { class: 'lead' }, h('h1', {}, 'Damping decides who generalizes, until amplitudes are matched.'), this.lead),
      h('div', { class: 'row controls' }, h('div', { class: 'row' }, h('span', { class: 'muted' }, 'tested at'), this.measures.element), h('div', { class: 'row' }, copyLink(), saving('landscape', () => this.data && csv(this.data)))),
      this.error, this.chart, h('h2', { class: 'above' }, 'Every training, across, under every test, upward'), this.maps, this.told, this.table,
      h('p', { class: 'note' }, 'Accuracy in percent on digits of a sample that was not trained on; a dot is a seed, the line their mean, a dashed tick what the source states. A network of beta 0.95. The claim that damping is what decides ', h('a', { href: '#claims?open=cbg.landscape.transition-generalizes' }, 'falls under its control'), '. Repeat it: ',
        h('code', {}, 'lightcone landscape --runs 5 --seed 1'), ', and with ', h('code', {}, '--control rms-step'), '.'));
    new ResizeObserver(() => this.plot()).observe(this.chart);
    this.maps.addEventListener('pointerover', event => this.pointed(event));
    this.maps.addEventListener('click', event => { this.pointed(event); this.link(); });
  }

  show(query: URLSearchParams): void {
    const measure = query.get('measure') ?? 'all', at = /^(\d+)\.(\d+)$/.exec(query.get('cell') ?? '');
    this.measure = measure in MEASURES ? measure : 'all';
    this.cell = at ? { train: Number(at[1]), test: Number(at[2]) } : null;
    if (this.data)
      this.draw();
    else
      void this.load();
  }

  key(event: KeyboardEvent): boolean {
    const arrow = arrowOf(event.key);
    if (event.target !== this.maps || !arrow || !this.data)
      return false;
    const last = this.data.dampings.length - 1, clamp = (v: number): number => Math.max(0, Math.min(last, v));
    // Rows are tests, the largest damping above, as on an axis.
    this.choose(this.cell ? clamp(this.cell.train + arrow[0]) : 0, this.cell ? clamp(this.cell.test - arrow[1]) : 0);
    this.link();
    return true;
  }

  private async load(): Promise<void> {
    try {
      this.data = await shipped<Landscape>('landscape.json');
      this.draw();
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private draw(): void {
    const data = this.data!;
    say(this.lead, lead(data));
    this.measures.choose(this.measure);
    this.plot();
    fill(this.maps, ...ARMS.map(([arm, name]) => this.map(name, (train, test) => { const { mean } = cellOf(data, arm, train, test); return { text: String(Math.round(mean)), class: `v${Math.min(4, Math.floor(mean / 20))}` }; })),
      this.map('difference, in points', (train, test) => {
        const change = changeOf(data, train, test);
        return { text: fixed(change, 0).replace(/^\u22120$/, '0'), class: change < -4.5 ? 'loss' : '', mix: Math.min(100, Math.abs(change) / 0.8) };
      }));
    fill(this.table, this.sheet(data));
    this.choose(this.cell?.train ?? -1, this.cell?.test ?? -1);
  }

  /** A map as a table: columns are dampings of training, rows of test. */
  private map(name: string, look: (train: number, test: number) => { text: string; class: string; mix?: number }): HTMLElement {
    const d = this.data!.dampings, order = [...d.keys()].reverse();
    const cell = (train: number, test: number): HTMLElement => {
      const { text, class: kind, mix } = look(train, test), td = h('td', { class: kind, 'data-train': train, 'data-test': test }, text);
      if (mix !== undefined)
        td.style.background = `color-mix(in srgb, var(--change-0) ${mix.toFixed(0)}%, var(--paper))`;
      return td;
    };
    return h('table', { class: 'map' }, h('caption', {}, name),
      h('tbody', {}, order.map(test => h('tr', {}, h('th', { scope: 'row' }, damping(d[test]!)), d.map((_, train) => cell(train, test))))),
      h('tfoot', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'hide' }, 'tested at, over trained at')), d.map(v => h('th', { scope: 'col' }, damping(v))))));
  }

  private pointed(event: Event): void {
    const td = (event.target as Element).closest<HTMLElement>('td[data-train]');
    if (td)
      this.choose(Number(td.dataset['train']), Number(td.dataset['test']));
  }

  private choose(train: number, test: number): void {
    const last = this.data!.dampings.length - 1;
    this.cell = train >= 0 && test >= 0 && train <= last && test <= last ? { train, test } : null;
    for (const td of this.maps.querySelectorAll('td'))
      td.classList.toggle('on', this.cell !== null && td.dataset['train'] === String(train) && td.dataset['test'] === String(test));
    say(this.told, this.cell ? told(this.data!, train, test) : 'Point at a cell, or move over the maps with the arrow keys: up is the test, across is the training.');
  }

  private link(): void { settle(writeLink('landscape', { measure: this.measure === 'all' ? undefined : this.measure, cell: this.cell ? `${this.cell.train}.${this.cell.test}` : undefined })); }

  private plot(): void {
    if (this.data && !this.element.hidden)
      fill(this.chart, this.picture(this.data));
  }

  private picture(data: Landscape): SVGElement {
    const d = data.dampings, width = Math.max(320, Math.floor(this.chart.clientWidth)), small = width < 620, height = small ? 280 : 320;
    const left = 44, right = small ? 8 : 140, top = 28, bottom = 40, w = width - left - right, high = height - top - bottom;
    const x = (k: number): number => left + (w * (k + 0.5)) / d.length, y = (v: number): number => top + high * (1 - v / 100);
    const series = ([arm, name]: [Arm, string]): SVGElement => {
      const seeds = seedsOf(data, arm, this.measure), means = seeds.map(v => rangeOf(v).mean), shift = arm === 'plain' ? -4 : 4;
      return s('g', { class: arm, role: 'img', 'aria-label': `${name}: ${d.map((v, k) => `trained at ${damping(v)} ${fixed(means[k]!, 1)} percent`).join(', ')}` },
        s('path', { d: means.map((v, k) => `${k ? 'L' : 'M'}${x(k).toFixed(1)} ${y(v).toFixed(1)}`).join(''), class: 'mean' }),
        seeds.flatMap((v, k) => v.map(value => s('circle', { cx: x(k) + shift, cy: y(value), r: small ? 2.5 : 3.5, class: 'seed' }))));
    };
    // The two are named at their ends; on a small screen above, where there is room.
    const names = ARMS.map(([arm, name], k) => {
      const end = y(rangeOf(seedsOf(data, arm, this.measure).at(-1)!).mean), apart = this.measure === 'own' ? (k === 0 ? -8 : 8) : 0;
      return s('text', { x: small ? left + k * 110 : left + w + 4, y: small ? 12 : end + 4 + apart, class: `name ${arm}` }, name);
    });
    return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Accuracy by damping of the training' },
      [0, 25, 50, 75, 100].map(v => [s('line', { x1: left, x2: left + w, y1: y(v), y2: y(v), class: 'grid' }), s('text', { x: left - 8, y: y(v) + 4, class: 'tick end' }, v === 100 ? '100 %' : v)]).flat(),
      d.map((v, k) => s('text', { x: x(k), y: height - 20, class: 'tick mid' }, damping(v))), s('text', { x: left + w / 2, y: height - 3, class: 'tick mid' }, 'damping δ (delta) of the training'),
      ARMS.map(series),
      this.measure === 'all' ? data.published.map(([at, value]) => s('line', { x1: x(d.indexOf(at)) - 14, x2: x(d.indexOf(at)) + 14, y1: y(value), y2: y(value), class: 'paper' })) : [],
      names);
  }

  private sheet(data: Landscape): HTMLElement {
    const columns = ARMS.flatMap(([arm, name]) => Object.entries(MEASURES).map(([measure, [label]]) => ({ head: `${name}: ${label.toLowerCase()}`, seeds: seedsOf(data, arm, measure) })));
    return h('table', { class: 'sheet-table' }, h('caption', { class: 'hide' }, 'Accuracy in percent by damping of the training: mean, smallest and largest over the seeds'),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'trained at'), columns.map(c => h('th', { scope: 'col' }, c.head)))),
      h('tbody', {}, data.dampings.map((v, k) => h('tr', {}, h('th', { scope: 'row' }, damping(v)), columns.map(c => h('td', {}, ranged(rangeOf(c.seeds[k]!)).replace(' %', '')))))));
  }
}
