import { saving, scroller, Segments } from '../controls';
import { fill, h, s, say } from '../dom';
import { mark } from '../marks';
import { writeLink } from '../model/link';
import { grouped, many } from '../model/text';
import { copyLink, errorLine, message, setError, settle, shipped, type Page } from '../page';
import { api, isServed } from '../server/api';
import { spread } from '../spread';
import { failing } from './failing';
import { armShare, csv, FINDINGS, fromRuns, MODELS, nameOf, NETWORKS, share, verdict, type Curve, type Failures, type LedgerEntry, type Lengths, type Measured, type Share, type TaskLengths } from './lengths';

const TASKS: Record<string, string> = { addition: 'Addition', parity: 'Parity', rule110: 'Rule 110, one step' };

/** Accuracy against length: the automaton beside networks that were trained on up to 16 places. */
export class LengthPage implements Page {
  readonly name = 'length';
  readonly label = 'Length';
  readonly title = 'Length';
  readonly element: HTMLElement;
  private data: Lengths | null = null;
  private failures: Failures | null = null;
  private runs: TaskLengths[] | null = null;
  private source = 'here';
  private task = 'addition';
  private chosen = '';
  private at = 0;
  private readonly heading = h('h1', {}, 'Who is right at lengths that were never shown?');
  private readonly lead = h('p');
  private readonly tasks = new Segments('Task', Object.entries(TASKS), task => { this.task = task; this.chosen = ''; this.at = 0; this.link(); this.draw(true); });
  private readonly sources = new Segments('Numbers', [['here', 'as published'], ['runs', 'runs of this server']], source => { this.source = source; this.link(); this.draw(true); });
  private readonly chart = h('div', { class: 'lengthchart' });
  private readonly told = h('div', { class: 'told', role: 'status' });
  private readonly table = scroller('All numbers');
  private readonly ledger = h('div', {});
  private readonly repeat = h('code');
  private readonly note = h('span');
  private readonly error = errorLine();

  constructor() {
    this.sources.element.hidden = !isServed();
    this.element = h('section', { class: 'page', 'aria-label': 'Length' }, h('div', { class: 'lead' }, this.heading, this.lead),
      h('div', { class: 'row controls' }, h('div', { class: 'row' }, this.tasks.element, this.sources.element), h('div', { class: 'row' }, copyLink(), saving('lengths', () => this.shown() && csv(this.shown()!)))),
      this.error, this.chart, this.told, this.table,
      h('p', { class: 'note' }, this.note, ' Repeat it: ', this.repeat),
      h('h2', { class: 'above' }, 'In the ledger'), this.ledger);
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  show(query: URLSearchParams): void {
    const task = query.get('task') ?? 'addition';
    this.task = task in TASKS ? task : 'addition';
    this.chosen = query.get('model') ?? '';
    this.at = Number(query.get('at') ?? 0);
    this.source = query.get('numbers') === 'runs' && isServed() ? 'runs' : 'here';
    if (this.data)
      this.draw(true);
    else
      void this.load();
  }

  private async load(): Promise<void> {
    try {
      [this.data, this.failures] = await Promise.all([shipped<Lengths>('lengths.json'), shipped<Failures>('failures.json')]);
      this.draw(true);
      if (isServed()) {
        this.runs = fromRuns((await api<{ curves: Curve[] }>('GET', 'lengths')).curves);
        this.draw(true);
      }
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  /** The tables that are shown. */
  private shown(): TaskLengths[] | null { return this.source === 'runs' ? this.runs : this.data?.tasks ?? null; }

  private draw(all = false): void {
    if (!this.data || this.element.hidden)
      return;
    const task = this.shown()?.find(t => t.name === this.task);
    const [title, more] = FINDINGS[this.task]!;
    say(this.heading, title);
    say(this.lead, more);
    if (all) {
      this.tasks.choose(this.task);
      this.sources.choose(this.source);
      say(this.repeat, `lightcone generalize ${this.task} --lengths 16,32,64,256,1024 --chains 16,64,256 --runs 5 --seed 1`);
      say(this.note, this.source === 'runs' ? 'Whole answers that are right, in percent, over all seeds of the runs that this server keeps: the median, and the smallest and the largest where they differ.' : 'Whole answers that are right, in percent: the median of five seeds; in brackets the smallest and the largest where they differ. All networks saw the same 4,096 sequences of 1 to 16 places.');
      this.drawLedger();
    }
    if (!task) {
      fill(this.chart, h('p', { class: 'muted' }, this.runs === null ? 'Asking the server.' : `The server keeps no runs of ${TASKS[this.task]} at two lengths or more. The command below computes them; add --out with its folder of runs.`));
      fill(this.table);
      fill(this.told);
      return;
    }
    if (all)
      fill(this.table, this.sheet(task));
    fill(this.chart, this.picture(task));
    this.tell(task);
  }

  /** Chooses a model, and perhaps one of its lengths; the same again lets it go. */
  private choose(model: string, at = 0): void {
    const same = model === this.chosen && at === this.at;
    [this.chosen, this.at] = same ? ['', 0] : [model, at];
    this.link();
    this.draw(true);
  }

  private link(): void { settle(writeLink('length', { task: this.task === 'addition' ? undefined : this.task, model: this.chosen, at: this.at || undefined, numbers: this.source === 'runs' ? 'runs' : undefined })); }

  /** What is said of the line or the number under the pointer, else of the one that was chosen. */
  private tell(task: TaskLengths, model = this.chosen, at = this.at): void {
    const m = task.models.find(x => x.model === model);
    if (!m) {
      fill(this.told, h('p', { class: 'muted' }, 'Choose a line, a dot or a number: of a number that is under 100 an input that fails is shown.'));
      return;
    }
    const [name, what] = MODELS[m.model] ?? [m.model, ''], k = task.lengths.indexOf(at);
    const asked = task.lengths.map((n, i) => [n, m.lengths[i]] as const).filter(([, v]) => v);
    fill(this.told, h('p', {}, h('b', {}, name), `${what ? `: ${what}` : ''}. `, k >= 0 ? `At ${grouped(at)}: ${share(m.lengths[k]!)} %. ` : `${asked.map(([n, v]) => `${grouped(n)}: ${share(v as Share)} %`).join('; ')}. `,
      m.model === 'corrupted' ? h('a', { href: task.name === 'rule110' ? '#rule?rule=rule110&set=0.5.0' : task.name === 'parity' ? '#rule?rule=parity&set=0.4.0' : '#rule?set=0.5.0' }, 'See such a table fail on its smallest input') : m.model === 'automaton' ? h('a', { href: task.name === 'addition' ? '#rule' : `#rule?rule=${task.name}` }, 'See the proof') : ''),
    m.model === 'automaton' ? h('p', { class: 'muted' }, 'No input of any length fails: that is what is proved.') : k >= 0 ? failing(this.failures, task.name, m.model, at) : null);
  }

  /** The claims of the ledger about these networks; which of them have no record yet is said. */
  private drawLedger(): void {
    const found = NETWORKS.map(model => [model, this.data!.ledger.find(e => e.task === this.task && e.model === model)] as const), done = found.filter(([, e]) => e).length;
    const id = (model: string): string => `lightcone.lengths.${this.task}.${model.replace(/^tf-/, 'transformer-')}`;
    const row = (model: string, e: LedgerEntry | undefined): HTMLElement => h('tr', {}, h('th', { scope: 'row' }, nameOf(model)),
      e ? [h('td', {}, share(armShare(e.ours, 1))), h('td', {}, share(armShare(e.ours, 0))), h('td', {}, share(armShare(e.control.ours, 1))), h('td', { class: 'left' }, mark(verdict(e) === 'survives' ? 'proved' : verdict(e) === 'undecided' ? 'open' : 'bad'), ' ', h('a', { href: `#claims?open=${e.id}` }, verdict(e)), e.reproduced === 'in part' ? h('span', { class: 'muted' }, ', reproduced in part') : null)]
        : [h('td', { colspan: 3, class: 'muted' }, ''), h('td', { class: 'left muted' }, mark('open'), ' no record yet')]);
    fill(this.ledger, h('p', { class: 'muted' }, done === NETWORKS.length ? `Each network has a claim, judged with ${many(found[0]![1]!.ours.n, 'seed')}: that it answers none of the inputs of 256 places while the automaton answers all. The control asks both at 16 places: a network that never learned the task fails to generalize over nothing.`
      : `${done === 0 ? 'No claim about these networks has a record yet, so the ledger says nothing of them.' : `${done} of ${many(NETWORKS.length, 'claim')} ${done === 1 ? 'has' : 'have'} a record; of the others the ledger says nothing yet.`} The numbers above are of five seeds. A record is made by: `, done === NETWORKS.length ? null : h('code', {}, `lightcone claims --only ${id(found.find(([, e]) => !e)![0])}`)),
    done === 0 ? null : h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Claims of the ledger' }, h('table', { class: 'sheet-table' }, h('caption', { class: 'hide' }, `Claims about ${TASKS[this.task]}`),
      h('thead', {}, h('tr', {}, ['network', 'right at 256, %', 'automaton at 256', 'control: at 16'].map(text => h('th', { scope: 'col' }, text)), h('th', { scope: 'col', class: 'left' }, 'the claim'))),
      h('tbody', {}, found.map(([model, e]) => row(model, e))))));
  }

  private picture(task: TaskLengths): SVGElement {
    const width = Math.max(320, Math.floor(this.chart.clientWidth)), small = width < 620, height = small ? 320 : 380;
    const left = 44, right = small ? 118 : 190, top = 16, bottom = 40, w = width - left - right, high = height - top - bottom;
    const first = Math.log2(task.lengths[0]!), last = Math.log2(task.lengths.at(-1)!);
    const x = (n: number): number => left + (w * (Math.log2(n) - first)) / (last - first), y = (v: number): number => top + high * (1 - v / 100);
    const lastOf = (m: Measured): number => m.lengths.findLastIndex(v => v !== null);
    const ends = spread(task.models.map(m => y(m.lengths[lastOf(m)]?.[0] ?? 0)), 17, top, top + high);
    const dot = (m: Measured, n: number, cy: number): SVGElement => {
      const target = s('circle', { cx: x(n), cy, r: 9, class: 'target' }), on = this.chosen === m.model && this.at === n;
      target.addEventListener('pointerenter', () => this.tell(task, m.model, n));
      target.addEventListener('pointerleave', () => this.tell(task));
      target.addEventListener('click', event => { event.stopPropagation(); this.choose(m.model, n); });
      return s('g', {}, s('circle', { cx: x(n), cy, r: on ? 6 : m.model === 'automaton' ? 4.5 : 3, class: 'dot' }), target);
    };
    const line = (m: Measured, k: number): SVGElement => {
      const on = this.chosen === m.model, full = nameOf(m.model), name = small ? full.replace('transformer, ', 'tf, ').replace('certified ', '') : full;
      const known = m.lengths.flatMap((v, i) => (v ? [[v, task.lengths[i]!] as const] : []));
      const path = known.map(([v, n], i) => `${i ? 'L' : 'M'}${x(n).toFixed(1)} ${y(v[0]).toFixed(1)}`).join('');
      const ranges = known.map(([v, n]) => (v[1] !== v[2] ? s('line', { x1: x(n), x2: x(n), y1: y(v[1]), y2: y(v[2]), class: 'range' }) : null));
      const end = y(m.lengths[lastOf(m)]?.[0] ?? 0), stop = x(task.lengths[Math.max(0, lastOf(m))]!);
      const group = s('g', { class: `line m-${m.model}${on ? ' on' : ''}`, tabindex: 0, role: 'button', 'aria-pressed': on, 'aria-label': `${name}: ${known.map(([v, n]) => `at ${n} places ${v[0]} percent`).join(', ')}` },
        s('path', { d: path, class: 'hit' }), s('path', { d: path, class: 'stroke' }), ranges,
        known.map(([v, n]) => dot(m, n, y(v[0]))),
        s('path', { d: `M${stop + 6} ${end.toFixed(1)}L${left + w + 14} ${ends[k]!.toFixed(1)}`, class: 'lead' }),
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
    const number = (m: Measured, v: Share | null, n: number): HTMLElement => h('td', {}, v === null ? '' : m.model === 'automaton' || v[1] === 100 ? share(v)
      : h('button', { type: 'button', class: 'quiet link', 'aria-pressed': m.model === this.chosen && n === this.at, 'aria-label': `${nameOf(m.model)} at ${n}: ${share(v)} percent. Show an input that fails.`, onclick: () => this.choose(m.model, n) }, share(v)));
    return h('table', { class: 'sheet-table' }, h('caption', { class: 'hide' }, `Whole answers right in percent, ${TASKS[task.name]}`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'model'), task.lengths.map(n => h('th', { scope: 'col' }, grouped(n))), task.chains.map(n => h('th', { scope: 'col' }, `chain ${n}`)))),
      h('tbody', {}, task.models.map(m => h('tr', { class: m.model === this.chosen ? 'on' : '' }, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'quiet link', 'aria-pressed': m.model === this.chosen && this.at === 0, onclick: () => this.choose(m.model) }, nameOf(m.model))), m.lengths.map((v, k) => number(m, v, task.lengths[k]!)), m.chains.map(v => h('td', {}, share(v)))))));
  }
}
