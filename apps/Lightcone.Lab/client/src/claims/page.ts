import { saving, Segments } from '../controls';
import { fill, h, s, say } from '../dom';
import { mark } from '../marks';
import { figure, sentence } from '../model/text';
import { writeLink } from '../model/link';
import { copyLink, errorLine, message, setError, settle, shipped, type Page } from '../page';
import { api, isServed } from '../server/api';
import { axis, consequence, csv, firstWords, interval, published, sorted, spoken, standing, STANDINGS, summary, values, type Arms, type Claim } from './ledger';

/** The ledger: what a source says, what was measured, and what a control leaves of it. */
export class ClaimsPage implements Page {
  readonly name = 'claims';
  readonly label = 'Claims';
  readonly title = 'Claims';
  readonly element: HTMLElement;
  private claims: Claim[] = [];
  private filter = '';
  private open = '';
  private loaded = false;
  private readonly sum = h('p', { role: 'status' });
  private readonly filters = new Segments('Which verdicts', [], verdict => { this.filter = verdict; settle(writeLink('claims', { verdict, open: this.open })); this.draw(); });
  private readonly table = h('table', { class: 'ledger' });
  private readonly error = errorLine();

  constructor() {
    this.element = h('section', { class: 'page', 'aria-label': 'Claims' },
      h('div', { class: 'lead' }, h('h1', {}, 'What the sources say, what we measured, and what a control leaves of it.'), this.sum),
      h('div', { class: 'row controls' }, this.filters.element, h('div', { class: 'row' }, copyLink(), saving('claims', () => csv(this.shown())))),
      this.error, this.table,
      h('p', { class: 'note' }, 'A row is one sentence that can turn out false, written before it was run. The control is the same experiment without the thing that is said to matter. Intervals are 95 % bootstraps over the seeds; of five seeds they are somewhat too narrow.'));
  }

  show(query: URLSearchParams): void {
    this.filter = query.get('verdict') ?? '';
    this.open = query.get('open') ?? '';
    if (this.loaded)
      this.draw();
    else
      void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.claims = sorted(await records());
      this.loaded = true;
      setError(this.error, null);
      this.draw();
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private shown(): Claim[] { return this.claims.filter(c => this.filter === '' || standing(c) === this.filter); }

  private draw(): void {
    say(this.sum, `${summary(this.claims)} What does not hold stands first.`);
    this.filters.fill([['', `All ${this.claims.length}`], ...STANDINGS.map(([v]): [string, number] => [v, this.claims.filter(c => standing(c) === v).length]).filter(([, n]) => n > 0).map(([v, n]): [string, string] => [v, `${v} ${n}`])]);
    this.filters.choose(this.filter);
    fill(this.table,
      h('caption', { class: 'hide' }, 'Claims with what their sources say, what was measured here, and what their controls leave'),
      h('thead', {}, h('tr', {}, ['claim', 'paper', 'ours: mean [95 %] n', h('span', { class: 'keys' }, ['paper', 'ours', 'control'].map(k => h('span', {}, h('i', { class: `key ${k}` }), k))), 'control', 'verdict'].map(x => h('th', { scope: 'col' }, x)))),
      this.shown().map(c => h('tbody', {}, row(c), this.detail(c))));
  }

  private detail(c: Claim): HTMLElement {
    const details = h('details', { open: this.open === c.id },
      h('summary', {}, 'Why, runs and the command'),
      h('p', {}, h('b', {}, 'In full. '), c.sentence),
      c.paper.value.length === 0 ? h('p', {}, h('b', {}, 'Published. '), 'No number, only that the first is larger.') : null,
      c.untestable ? h('p', {}, h('b', {}, 'Not tested here. '), c.untestable) : null,
      h('p', {}, h('b', {}, 'Control. '), c.control.sentence, ' ', h('b', {}, 'Why this one. '), c.control.why),
      h('p', {}, h('b', {}, 'Would refute it. '), c.wouldRefute),
      h('p', {}, h('b', {}, 'What follows. '), consequence(c)),
      c.effect ? h('p', {}, h('b', {}, 'Effect. '), `${sentence(c.effect.name).slice(0, -1)} ${figure(c.effect.value)} [${figure(c.effect.interval95[0])}, ${figure(c.effect.interval95[1])}]`,
        c.effect.cliffsDelta === undefined ? '' : `, Cliff's delta ${figure(c.effect.cliffsDelta, 2)}, Mann-Whitney p ${figure(c.effect.mannWhitneyP!, 2)}`,
        c.control.effect ? `; under the control ${figure(c.control.effect.value)} [${figure(c.control.effect.interval95[0])}, ${figure(c.control.effect.interval95[1])}].` : '.') : null,
      c.addedAfter ? h('p', {}, h('b', {}, 'Changed after results had been seen. '), c.addedAfter) : null,
      runs('Our runs', c.ours), runs('Runs of the control', c.control.ours),
      h('p', {}, h('b', {}, 'Repeat it. '), h('code', {}, c.command), ` (budget ${c.budget}, ${figure(Math.round(c.seconds))} s; record ${c.hash.slice(0, 12)})`));
    details.addEventListener('toggle', () => {
      if (details.open)
        this.open = c.id;
      else if (this.open === c.id)
        this.open = '';
      settle(writeLink('claims', { verdict: this.filter, open: this.open }));
    });
    return h('tr', { class: 'more' }, h('td', { colspan: 6 }, details));
  }
}

/** From the server when there is one, else as shipped. */
async function records(): Promise<Claim[]> {
  if (isServed()) {
    const told = await api<{ claims: { record: Claim | null; here: Claim | null }[] }>('GET', 'claims');
    return told.claims.map(c => later(c.record, c.here)).filter(c => c !== null);
  }
  return (await shipped<{ records: Claim[] }>('claims.json')).records;
}

/** What the runs of this machine say goes before what was published, unless they are fewer. */
const later = (record: Claim | null, here: Claim | null): Claim | null => (here && (here.ours?.n ?? 0) >= (record?.ours?.n ?? 0) ? here : record);

const labeled = (label: string, ...content: (Node | string)[]) => [h('span', { class: 'lb', 'aria-hidden': 'true' }, label), ...content];

function row(c: Claim): HTMLElement {
  const stands = standing(c), kind = STANDINGS.find(([v]) => v === stands)![1], first = firstWords(c), own = c.source.paper === 'Lightcone';
  return h('tr', { class: `verdict-${kind}` },
    h('th', { scope: 'row', class: 'claim' }, first === '' ? null : h('span', { class: 'first' }, first), sentence(c.title, first === ''), h('small', {}, own ? `our own claim, ${c.source.place}` : `${c.source.paper}, ${c.source.place}`)),
    h('td', {}, labeled('paper', own ? '–' : published(c), h('small', {}, own ? 'ours only' : `${c.paper.n ? `n ${c.paper.n}, ` : ''}${c.paper.unit}`))),
    h('td', {}, labeled('ours', c.ours ? values(c.ours.value) : 'not run', c.ours ? h('small', {}, `${interval(c.ours.interval95)} n ${c.ours.n}${own ? `, ${c.paper.unit}` : ''}`) : '')),
    h('td', { class: 'pl' }, plot(c)),
    h('td', {}, labeled('control', c.control.title, c.control.ours ? h('small', {}, `${values(c.control.ours.value)} ${interval(c.control.ours.interval95)} n ${c.control.ours.n}`) : '')),
    h('td', {}, labeled('verdict', h('span', { class: 'verdict' }, mark(kind), stands), h('small', {}, stands === 'not reproduced' ? `control: ${c.control.verdict}` : `reproduced: ${c.reproduced}`))));
}

function plot(c: Claim): SVGElement {
  const { from, to } = axis(c), x = (v: number): string => `${(100 * (v - from)) / (to - from)}%`;
  const lane = (arms: Arms | undefined, y: number, name: string) => (arms ? arms.value.flatMap((v, i) => [
    s('line', { x1: x(arms.interval95[i]![0]), x2: x(arms.interval95[i]![1]), y1: y, y2: y, class: `${name} bar` }),
    s('circle', { cx: x(v), cy: y, r: name === 'ours' ? 4.5 : 4, class: `${name} dot` })]) : []);
  return s('svg', { class: 'plot', role: 'img', 'aria-label': spoken(c) },
    s('line', { x1: '0%', x2: '100%', y1: 9, y2: 9, class: 'axis' }), s('line', { x1: '0%', x2: '100%', y1: 21, y2: 21, class: 'axis' }),
    c.source.paper === 'Lightcone' ? null : c.paper.value.map(v => s('line', { x1: x(v), x2: x(v), y1: 2, y2: 28, class: 'paper' })),
    lane(c.ours, 9, 'ours'), lane(c.control.ours, 21, 'control'),
    s('text', { x: '0%', y: 41, class: 'from' }, figure(from)), s('text', { x: '100%', y: 41, class: 'to' }, figure(to)));
}

function runs(name: string, arms: Arms | undefined): HTMLElement | null {
  if (!arms)
    return null;
  return h('p', {}, h('b', {}, `${name}. `), `Smallest ${values(arms.min)}, largest ${values(arms.max)}, n ${arms.n}: `, h('code', {}, arms.runs.slice(0, 20).map(r => r.slice(0, 10)).join(' ')), arms.runs.length > 20 ? ` and ${arms.runs.length - 20} more in the record.` : '');
}
