import { saving, scroller, Segments } from '../controls';
import { fill, h, s, say } from '../dom';
import { writeLink } from '../model/link';
import { grouped } from '../model/text';
import { copyLink, errorLine, message, setError, settle, shipped, type Page } from '../page';
import { spread } from '../spread';
import { csv, FINDINGS, MODELS, share, type Lengths, type Measured, type TaskLengths } from './lengths';

const TASKS: Record<string, string> = { addition: 'Addition', parity: 'Parity', rule110: 'Rule 110, one step' };

/** Accuracy against length: the automaton beside networks that were trained on up to 16 places. */
export class LengthPage implements Page {
  readonly name = 'length';
  readonly label = 'Length';
  readonly title = 'Length';
  readonly element: HTMLElement;
  private data: Lengths | null = null;
  private task = 'addition';
  private chosen = '';
  private readonly heading = h('h1', {}, 'Who is right at lengths that were never shown?');
  private readonly lead = h('p');
  private readonly tasks = new Segments('Task', Object.entries(TASKS), task => { this.task = task; this.chosen = ''; this.link(); this.draw(true); });
  private readonly chart = h('div', { class: 'lengthchart' });
  private readonly told = h('div', { class: 'told', role: 'status' });
  private readonly table = scroller('All numbers');
  private readonly repeat = h('code');
  private readonly error = errorLine();

  constructor() {
    this.element = h('section', { class: 'page', 'aria-label': 'Length' }, h('div', { class: 'lead' }, this.heading, this.lead),
      h('div', { class: 'row controls' }, this.tasks.element, h('div', { class: 'row' }, copyLink(), saving('lengths', () => this.data && csv(this.data)))),
      this.error, this.chart, this.told, this.table,
      h('p', { class: 'note' }, 'Whole answers that are right, in percent: the median of five seeds; in brackets the smallest and the largest where they differ. All networks saw the same 4,096 sequences of 1 to 16 places. Repeat it: ', this.repeat));
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  show(query: URLSearchParams): void {
    const task = query.get('task') ?? 'addition';
    this.task = task in TASKS ? task : 'addition';
    this.chosen = query.get('model') ?? '';
    if (this.data)
      this.draw(true);
    else
      void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.data = await shipped<Lengths>('lengths.json');
      this.draw(true);
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private draw(all = false): void {
    const task = this.data?.tasks.find(t => t.name === this.task);
    if (!task || this.element.hidden)
      return;
    const [title, more] = FINDINGS[task.name]!;
    say(this.heading, title);
    say(this.lead, more);
    if (all) {
      this.tasks.choose(this.task);
      say(this.repeat, `lightcone generalize ${this.task} --lengths 16,32,64,256,1024 --chains 16,64,256 --runs 5 --seed 1`);
      fill(this.table, this.sheet(task));
    }
    fill(this.chart, this.picture(task));
    this.tell(task);
  }

  private choose(model: string): void {
    this.chosen = model === this.chosen ? '' : model;
    this.link();
    this.draw(true);
  }

  private link(): void { settle(writeLink('length', { task: this.task === 'addition' ? undefined : this.task, model: this.chosen })); }

  private tell(task: TaskLengths): void {
    const m = task.models.find(x => x.model === this.chosen);
    if (!m) {
      fill(this.told, h('p', { class: 'muted' }, 'Choose a line or a row to see its numbers.'));
      return;
    }
    const [name, what] = MODELS[m.model] ?? [m.model, ''];
    fill(this.told, h('p', {}, h('b', {}, name), `: ${what}. `, task.lengths.map((n, k) => `${grouped(n)}: ${share(m.lengths[k]!)} %`).join('; '), '. ',
      m.model === 'corrupted' ? h('a', { href: task.name === 'rule110' ? '#rule?rule=rule110&set=0.5.0' : task.name === 'parity' ? '#rule?rule=parity&set=0.4.0' : '#rule?set=0.5.0' }, 'See such a table fail on its smallest input') : m.model === 'automaton' ? h('a', { href: task.name === 'addition' ? '#rule' : `#rule?rule=${task.name}` }, 'See the proof') : ''));
  }

  private picture(task: TaskLengths): SVGElement {
    const width = Math.max(320, Math.floor(this.chart.clientWidth)), small = width < 620, height = small ? 320 : 380;
    const left = 44, right = small ? 118 : 190, top = 16, bottom = 40, w = width - left - right, high = height - top - bottom;
    const first = Math.log2(task.lengths[0]!), last = Math.log2(task.lengths.at(-1)!);
    const x = (n: number): number => left + (w * (Math.log2(n) - first)) / (last - first), y = (v: number): number => top + high * (1 - v / 100);
    const ends = spread(task.models.map(m => y(m.lengths.at(-1)![0])), 17, top, top + high);
    const line = (m: Measured, k: number): SVGElement => {
      const on = this.chosen === m.model, full = (MODELS[m.model] ?? [m.model])[0]!, name = small ? full.replace('transformer, ', 'tf, ').replace('certified ', '') : full;
      const path = m.lengths.map((v, i) => `${i ? 'L' : 'M'}${x(task.lengths[i]!).toFixed(1)} ${y(v[0]).toFixed(1)}`).join('');
      const ranges = m.lengths.map((v, i) => (v[1] !== v[2] ? s('line', { x1: x(task.lengths[i]!), x2: x(task.lengths[i]!), y1: y(v[1]), y2: y(v[2]), class: 'range' }) : null));
      const end = y(m.lengths.at(-1)![0]);
      const group = s('g', { class: `line m-${m.model}${on ? ' on' : ''}`, tabindex: 0, role: 'button', 'aria-pressed': on, 'aria-label': `${name}: ${task.lengths.map((n, i) => `at ${n} places ${m.lengths[i]![0]} percent`).join(', ')}` },
        s('path', { d: path, class: 'hit' }), s('path', { d: path, class: 'stroke' }), ranges,
        m.lengths.map((v, i) => s('circle', { cx: x(task.lengths[i]!), cy: y(v[0]), r: m.model === 'automaton' ? 4.5 : 3, class: 'dot' })),
        s('path', { d: `M${left + w + 6} ${end.toFixed(1)}L${left + w + 14} ${ends[k]!.toFixed(1)}`, class: 'lead' }),
        s('text', { x: left + w + 18, y: ends[k]! + 4 }, name));
      group.addEventListener('click', () => this.choose(m.model));
      group.addEventListener('keydown', event => { const key = (event as KeyboardEvent).key; if (key === 'Enter' || key === ' ') { event.preventDefault(); event.stopPropagation(); this.choose(m.model); this.chart.querySelector<SVGElement>(`.m-${m.model}`)?.focus(); } });
      return group;
    };
    const order = [...task.models.keys()].sort((a, b) => Number(task.models[a]!.model === 'automaton') - Number(task.models[b]!.model === 'automaton'));
    return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Accuracy against length' },
      [0, 25, 50, 75, 100].map(v => [s('line', { x1: left, x2: left + w, y1: y(v), y2: y(v), class: 'grid' }), s('text', { x: left - 8, y: y(v) + 4, class: 'tick end' }, v === 100 ? '100 %' : v)]).flat(),
      task.lengths.map(n => s('text', { x: x(n), y: height - 20, class: 'tick mid' }, grouped(n))), s('text', { x: left + w / 2, y: height - 3, class: 'tick mid' }, 'places (training: 1 to 16)'),
      order.map(k => line(task.models[k]!, k)));
  }

  private sheet(task: TaskLengths): HTMLElement {
    return h('table', { class: 'sheet-table' }, h('caption', { class: 'hide' }, `Whole answers right in percent, ${TASKS[task.name]}`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'model'), task.lengths.map(n => h('th', { scope: 'col' }, grouped(n))), task.chains.map(n => h('th', { scope: 'col' }, `chain ${n}`)))),
      h('tbody', {}, task.models.map(m => h('tr', { class: m.model === this.chosen ? 'on' : '' }, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'quiet link', 'aria-pressed': m.model === this.chosen, onclick: () => this.choose(m.model) }, (MODELS[m.model] ?? [m.model])[0]!)), [...m.lengths, ...m.chains].map(v => h('td', {}, share(v)))))));
  }
}
