import { chart, portrait } from '../chart';
import { saving, setting } from '../controls';
import { fill, h, say } from '../dom';
import { writeLink } from '../model/link';
import { csv, figure, grouped } from '../model/text';
import { copyLink, errorLine, message, setError, settle, type Page } from '../page';
import { api, isServed } from '../server/api';
import { JobPanel, withoutServer } from '../server/panel';

interface Encoded { system: string; parameters: Record<string, number>; components: string[]; times: number[]; series: number[][]; jacobian: number[][]; divergence: number }
interface Spectrum { exponents: number[]; halfWidths: number[]; sum: number; divergence: number; consistent: boolean; converged: boolean; doubts: string[]; kaplanYorkeDimension: number; duration: number }

/** Values become trajectories of a flow: portrait and series on one cursor, exponents under them. */
export class EncodePage implements Page {
  readonly name = 'encode';
  readonly label = 'Encode';
  readonly title = 'Encode';
  readonly element: HTMLElement;
  private result: Encoded | null = null;
  private cursor = 0;
  private loaded = false;
  private readonly flows = h('select', { 'aria-label': 'Flow' });
  private readonly text = h('textarea', { rows: 3, spellcheck: 'false', 'aria-label': 'Own flow', placeholder: "x' = y; y' = -k*x - d*y; k = 4; d = 0.2" });
  private readonly sliders = h('div', { class: 'sliders' });
  private readonly values = h('input', { type: 'text', value: '-0.5, 0.2, 0.8', 'aria-label': 'Values to encode', size: 18 });
  private readonly duration = h('input', { type: 'text', value: '8', size: 5, 'aria-label': 'Duration' });
  private readonly left = h('div', {});
  private readonly right = h('div', { class: 'graph' });
  private readonly time = h('input', { type: 'range', min: 0, max: 0, step: 1, 'aria-label': 'Moment' });
  private readonly moment = h('p', { class: 'note' });
  private readonly jacobian = h('div', {});
  private readonly exponents = h('div', {});
  private readonly span = h('select', { 'aria-label': 'Time to measure over' }, [100, 1000, 10000].map(n => h('option', { value: n, selected: n === 1000 }, grouped(n))));
  private asked: URLSearchParams | null = null;
  private readonly error = errorLine();
  private readonly panel = new JobPanel('Encode', 'encode', () => this.settings(), () => {}, () => {}, result => this.encoded(result as Encoded));
  private readonly spectrum = new JobPanel('Measure the exponents', 'spectrum', () => ({ system: this.system(), duration: Number(this.span.value) }), () => fill(this.exponents), () => {}, result => this.measured(result as Spectrum));

  constructor() {
    this.flows.addEventListener('change', () => {
      this.text.value = '';
      fill(this.sliders);
      fill(this.exponents);
      // A flow of the catalog needs some turns to show its attractor.
      this.duration.value = this.flows.value === 'mixed' ? '8' : '40';
      void this.panel.start();
    });
    this.time.addEventListener('input', () => { this.cursor = this.time.valueAsNumber; this.draw(); });
    this.element = h('section', { class: 'page', 'aria-label': 'Encode' }, h('div', { class: 'lead' }, h('h1', {}, 'A value becomes a course in time.'), h('p', {}, 'Each value starts a trajectory of the same flow. How fast nearby ones part is measured by the Lyapunov exponents, whose sum has to be the mean divergence.')),
      ...(isServed() ? [h('div', { class: 'row controls' }, h('div', { class: 'row' }, setting('flow', this.flows), setting('values', this.values), setting('time', this.duration)), copyLink()),
        h('details', { class: 'own' }, h('summary', {}, 'Type a flow of your own'), this.text), this.sliders, this.panel.element, this.error,
        h('div', { class: 'phase' }, this.left, this.right), this.time, this.moment, h('div', { class: 'row after' }, saving('encode', () => this.sheet())),
        h('div', { class: 'split below' }, h('div', {}, h('h2', {}, 'Exponents'), this.spectrum.element, h('div', { class: 'row after' }, setting('over so much time', this.span)), this.exponents), h('aside', {}, h('div', { class: 'block' }, h('h2', {}, 'Jacobian at the first start'), this.jacobian)))]
        : [withoutServer('Flows are integrated there.')]));
  }

  show(query: URLSearchParams): void {
    if (!isServed())
      return;
    this.asked = query;
    if (!this.loaded)
      void this.load();
    else if (query.size > 0 && writeLink('encode', this.link()) !== location.hash)
      void this.take().start();
  }

  /** Puts what the link says into the fields. */
  private take(): JobPanel {
    const q = this.asked!, own = q.get('own'), flow = q.get('flow') ?? (own === null ? 'mixed' : ''), moved = JSON.parse(q.get('with') ?? '{}') as Record<string, number>;
    if (flow !== '')
      this.flows.value = flow;
    this.text.value = own ?? '';
    this.values.value = q.get('values') ?? this.values.value;
    this.duration.value = q.get('time') ?? (flow === 'mixed' ? '8' : '40');
    fill(this.sliders, Object.entries(moved).map(([name, value]) => h('input', { type: 'range', min: value - 1, max: value + 1, step: 'any', value, hidden: true, 'data-name': name, 'data-moved': '1' })));
    this.sliders.dataset['system'] = '';
    return this.panel;
  }

  private link(): Record<string, string | undefined> {
    const own = this.text.value.trim(), { parameters } = this.system() as { parameters: Record<string, number> };
    return { flow: own !== '' || this.flows.value === 'mixed' ? undefined : this.flows.value, own, values: this.values.value === '-0.5, 0.2, 0.8' ? undefined : this.values.value, time: this.duration.value === (this.flows.value === 'mixed' && own === '' ? '8' : '40') ? undefined : this.duration.value, with: Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : undefined };
  }

  private async load(): Promise<void> {
    try {
      const info = await api<{ flows: string[] }>('GET', 'info');
      this.loaded = true;
      fill(this.flows, info.flows.map(name => h('option', { value: name, selected: name === 'mixed' }, name)));
      await this.take().start();
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private system(): unknown {
    const parameters = Object.fromEntries([...this.sliders.querySelectorAll('input')].filter(i => i.dataset['moved']).map(i => [i.dataset['name']!, i.valueAsNumber]));
    return this.text.value.trim() !== '' ? { text: this.text.value.trim(), parameters } : { name: this.flows.value, parameters };
  }

  private settings(): unknown {
    const values = this.values.value.split(/[,;\s]+/).filter(Boolean).map(Number), duration = Number(this.duration.value);
    if (values.length === 0 || values.some(v => !Number.isFinite(v)) || !(duration > 0)) {
      this.panel.refuse(!(duration > 0) ? `time: '${this.duration.value}' is no positive number.` : `values: '${this.values.value}' are not numbers. Type some, for example -0.5, 0.2.`);
      return null;
    }
    return { system: this.system(), values, samples: 2000, duration };
  }

  private encoded(r: Encoded): void {
    const { parameters: moved } = this.system() as { parameters: Record<string, number> };
    if (!this.element.hidden)
      settle(writeLink('encode', this.link()));
    this.result = r;
    this.cursor = Math.min(this.cursor, r.times.length - 1);
    this.time.max = String(r.times.length - 1);
    this.time.value = String(this.cursor);
    if (this.sliders.childElementCount === 0 || this.sliders.dataset['system'] !== r.system) {
      this.sliders.dataset['system'] = r.system;
      fill(this.sliders, Object.entries(r.parameters).map(([name, value]) => {
        const wide = Math.max(2, Math.abs(value) * 2), out = h('output', {}, figure(value, 3));
        const input = h('input', { type: 'range', ...(name in moved ? { 'data-moved': '1' } : {}), min: value - wide, max: value + wide, step: wide / 50, value, 'data-name': name, 'aria-label': name, oninput: () => { input.dataset['moved'] = '1'; say(out, figure(input.valueAsNumber, 3)); }, onchange: () => void this.panel.start() });
        return h('label', { class: 'slider' }, h('span', {}, name), input, out);
      }));
    }
    fill(this.jacobian, h('table', { class: 'sheet-table' }, h('tbody', {}, r.jacobian.map((row, k) => h('tr', {}, h('th', { scope: 'row' }, `${r.components[k]}′`), row.map(v => h('td', {}, figure(v, 3))))))), h('p', { class: 'note' }, `Divergence there ${figure(r.divergence, 4)}.`));
    this.draw();
  }

  private draw(): void {
    const r = this.result;
    if (!r)
      return;
    const d = r.components.length, features = r.series.length / d;
    const curves = Array.from({ length: features }, (_, f) => r.times.map((_t, k) => [r.series[f * d]![k]!, r.series[f * d + Math.min(1, d - 1)]![k]!] as [number, number]));
    fill(this.left, portrait(curves, Math.min(360, Math.max(260, this.element.clientWidth / 3)), [r.components[0]!, r.components[Math.min(1, d - 1)]!], this.cursor, `${features} trajectories of ${r.system} in the plane of ${r.components.slice(0, 2).join(' and ')}`));
    const lines = r.components.map((name, c) => ({ name, points: r.times.map((t, k) => [t, r.series[c]![k]!] as [number, number]), kind: c === 0 ? 'state' as const : 'muted' as const }));
    fill(this.right, chart(lines, { width: Math.max(300, this.right.clientWidth), height: 320, x: 'time', y: 'first value', cursor: r.times[this.cursor]!, spoken: `The components of the first trajectory over ${figure(r.times.at(-1)!)} units of time` }));
    say(this.moment, `At time ${figure(r.times[this.cursor]!, 4)} the first is at ${r.components.map((name, c) => `${name} ${figure(r.series[c]![this.cursor]!, 4)}`).join(', ')}.`);
  }

  private sheet(): string | null {
    const r = this.result;
    return r && csv([['time', ...r.series.map((_s, k) => `value${Math.floor(k / r.components.length) + 1}.${r.components[k % r.components.length]}`)], ...r.times.map((t, k) => [t, ...r.series.map(x => x[k])])]);
  }

  private measured(r: Spectrum): void {
    fill(this.exponents, h('table', { class: 'sheet-table exponents' }, h('tbody', {}, r.exponents.map((e, k) => h('tr', {}, h('th', { scope: 'row' }, k === 0 ? 'largest exponent' : `exponent ${k + 1}`), h('td', {}, `${figure(e, 4)} ± ${figure(r.halfWidths[k]!, 2)}`))),
      h('tr', {}, h('th', { scope: 'row' }, 'their sum'), h('td', {}, figure(r.sum, 6))), h('tr', {}, h('th', { scope: 'row' }, 'mean divergence, which it has to be'), h('td', {}, figure(r.divergence, 6))), h('tr', {}, h('th', { scope: 'row' }, 'Kaplan-Yorke dimension'), h('td', {}, figure(r.kaplanYorkeDimension, 4))))),
      h('p', { class: 'note' }, r.consistent ? `Sum and divergence agree over ${figure(r.duration)} units of time.` : 'Sum and divergence do not agree: do not trust these exponents.', r.doubts.length > 0 ? ` Doubts: ${r.doubts.join(' ')}` : ''));
  }
}
