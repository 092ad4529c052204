import { chart } from '../chart';
import { saving, Segments, setting } from '../controls';
import { fill, h, say } from '../dom';
import { writeLink } from '../model/link';
import { letters, tableOf } from '../model/table';
import { csv, figure, grouped, many } from '../model/text';
import { copyLink, errorLine, message, save, setError, settle, type Page } from '../page';
import * as product from '../product/product';
import { adopt, subjectOf } from '../product/subjects';
import { Training } from '../product/training';
import type { Subject } from '../product/types';
import { cell } from '../rule/tiles';
import { isServed } from '../server/api';
import type { ServerEvent } from '../server/events';
import { Job } from '../server/jobs';
import { JobPanel } from '../server/panel';
import { readChanges } from './changes';
import { Lines } from './lines';

interface Entry { neighborhood: number; symbol: number; margin: number; state: 'open' | 'certain' | 'wrong' | 'guess' }
interface Result { exact: boolean; parameters: number; margin: number; restarts: number; wrong: number[]; guesses: number[]; hash: string; automaton: unknown }

const TASKS = ['addition', 'parity', 'decimal-addition', 'subtraction', 'comparison', 'mod-3', 'cycle-navigation', 'bucket-sort', 'rule110', 'W30'];
const STATES: Record<Entry['state'], string> = { open: 'right, margin still small', certain: 'certain: right, with the target’s margin', wrong: 'not what was shown', guess: 'never shown: a guess' };

/** A network learns a table while you watch; examples may be left out or poisoned. */
export class LearnPage implements Page {
  readonly name = 'learn';
  readonly label = 'Learn';
  readonly title = 'Learn';
  readonly element: HTMLElement;
  private subject: Subject | null = null;
  private task = 'addition';
  private changes = new Map<number, number | null>();
  private entries = new Map<number, Entry>();
  private loss: [number, number][] = [];
  private result: Result | null = null;
  private readonly table = h('div', { class: 'learntable' });
  private readonly graph = h('div', { class: 'graph' });
  private readonly words = h('p', { class: 'caption' }, 'Nothing was trained yet.');
  private readonly more = h('p', { class: 'muted' });
  private readonly curve = h('div', { class: 'row after', hidden: true }, saving('loss', () => csv([['step', 'loss in nats'], ...this.loss])));
  private readonly seed = h('input', { type: 'text', inputmode: 'numeric', value: '1', size: 6, 'aria-label': 'Seed' });
  private readonly shown = h('p', { class: 'note' });
  private readonly error = errorLine();
  private readonly tasks = h('select', { 'aria-label': 'Task' });
  private readonly ofTask = h('div', { class: 'row' });
  private readonly lesson = h('div', { class: 'split' });
  private readonly heading = h('h1');
  private readonly lead = h('p');
  private readonly mend = h('button', { type: 'button', class: 'small after', hidden: true, onclick: () => { this.changes.clear(); this.clear(); this.link(); } }, 'Put all right');
  private own = false;
  private place = isServed() ? 'server' : 'page';
  private readonly kinds = new Segments('What to teach', [['task', 'A task'], ['lines', 'My own lines']], kind => { this.teach(kind); this.link(); });
  private readonly places = new Segments('Where it is trained', [['server', 'on the server'], ['page', 'in this page']], place => { this.place = place; this.places.choose(place); });
  private readonly lines = new Lines(() => this.link());
  private readonly panel = new JobPanel('Train', (settings, told) => (this.place === 'server' ? new Job('learn', settings, told) : new Training(settings, told)), () => this.settings(), () => this.clear(), event => this.heard(event), result => void this.finished(result as Result));

  constructor() {
    this.tasks.append(...TASKS.map(t => h('option', { value: t }, t)));
    this.tasks.addEventListener('change', () => { this.task = this.tasks.value; this.changes.clear(); void this.open(); });
    this.seed.addEventListener('change', () => this.link());
    this.places.choose(this.place);
    this.element = h('section', { class: 'page', 'aria-label': 'Learn' }, h('div', { class: 'lead' }, this.heading, this.lead),
      h('div', { class: 'row controls' }, h('div', { class: 'row' }, this.kinds.element, this.ofTask), h('div', { class: 'row' }, isServed() ? this.places.element : null, copyLink())),
      this.error, this.lesson, this.lines.element);
    this.ofTask.append(this.tasks, setting('seed', this.seed));
    this.lesson.append(h('div', {}, this.table, this.shown, this.panel.element, this.graph, this.curve),
      h('aside', {}, h('div', { class: 'block' }, this.words, this.more), h('div', { class: 'block' }, h('h2', {}, 'Break it'), h('p', { class: 'muted' }, 'Click an example to poison it with the next symbol, once more to leave it out, once more to put it right. What is left out is a guess, and the proof finds out.'), this.mend)));
  }

  show(query: URLSearchParams): void {
    const own = query.get('lines'), task = query.get('task') ?? 'addition', changes = readChanges(query.get('change'));
    this.teach(own === null ? 'task' : 'lines');
    if (own !== null)
      this.lines.put(own, Number(query.get('base') ?? 10), query.has('reversed'));
    this.seed.value = query.get('seed') ?? this.seed.value;
    if (!this.subject || task !== this.task || JSON.stringify([...changes]) !== JSON.stringify([...this.changes])) {
      this.task = task;
      this.changes = changes;
      void this.open();
    }
  }

  private teach(kind: string): void {
    this.own = kind === 'lines';
    this.kinds.choose(kind);
    this.ofTask.hidden = this.lesson.hidden = this.own;
    this.lines.element.hidden = !this.own;
    this.places.element.hidden = this.own;
    say(this.heading, this.own ? 'A rule is found behind your own lines.' : 'A table becomes certain, entry by entry.');
    say(this.lead, this.own
      ? 'Questions with their answers, one a line, and nothing in between: nobody shows a carry. The fewest states that give all answers are looked for, in this page.'
      : 'A small network is shown single steps of a rule, nothing longer, until it is right on every one with room to spare. What is certain then is a finite table, and can be proved.');
  }

  private async open(): Promise<void> {
    setError(this.error, null);
    if (!this.subject)
      say(this.more, product.loadingText());
    try {
      this.subject = await subjectOf(this.task);
      if (![...this.tasks.options].some(option => option.value === this.task))
        this.tasks.append(h('option', { value: this.task }, this.task));
      this.tasks.value = this.task;
      this.clear();
      this.link();
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private link(): void {
    const link = this.own ? this.lines.link() : { task: this.task === 'addition' ? undefined : this.task, seed: this.seed.value === '1' ? undefined : this.seed.value, change: [...this.changes].map(([n, v]) => `${n}.${v ?? 'x'}`).join(',') };
    if (!this.element.hidden)
      settle(writeLink('learn', link));
  }

  private settings(): unknown {
    if (!/^\d{1,18}$/.test(this.seed.value.trim())) {
      this.panel.refuse(`seed: '${this.seed.value}' is not a whole number.`);
      return null;
    }
    return { task: this.task, seed: Number(this.seed.value), changes: [...this.changes].map(([neighborhood, symbol]) => ({ neighborhood, symbol })) };
  }

  private clear(): void {
    this.entries.clear();
    this.loss = [];
    this.result = null;
    say(this.words, 'Nothing was trained yet.');
    say(this.more, `${many(this.subject?.rule.entries ?? 0, 'example')}, ${this.changes.size === 0 ? 'all shown as they are' : `${this.changes.size} changed`}.`);
    this.mend.hidden = this.changes.size === 0;
    this.curve.hidden = true;
    fill(this.graph);
    this.draw();
  }

  private change(n: number): void {
    const f = this.subject!.rule, right = tableOf(f)[n]!, now = this.changes.get(n);
    if (now === undefined)
      this.changes.set(n, (right + 1) % f.output.length);
    else if (now !== null)
      this.changes.set(n, null);
    else
      this.changes.delete(n);
    this.clear();
    this.link();
    this.table.querySelectorAll<HTMLElement>('button')[n]?.focus();
  }

  private heard(event: ServerEvent): void {
    if (event.type === 'entries') {
      const { part, entries } = event.data as { part: string; entries: Entry[] };
      if (part === 'rule')
        for (const e of entries)
          this.entries.set(e.neighborhood, e);
      this.draw();
    } else if (event.type === 'loss') {
      const l = event.data as { part: string; attempt: number; step: number; loss: number; wrong: number; examples: number; margin: number };
      if (l.part !== 'rule')
        return;
      if (l.step < (this.loss.at(-1)?.[0] ?? 0))
        this.loss = [];
      this.loss.push([l.step, l.loss]);
      say(this.words, l.wrong === 0 ? `All ${l.examples} examples are right.` : `${l.wrong} of ${l.examples} examples are wrong.`);
      say(this.more, `Step ${grouped(l.step)}${l.attempt > 0 ? `, attempt ${l.attempt + 1}` : ''}; the smallest margin is ${figure(l.margin, 3)} logits.`);
      this.drawLoss();
    }
  }

  private async finished(result: Result): Promise<void> {
    this.result = result;
    this.draw();
    say(this.words, result.exact ? 'Learned: every neighborhood is right.' : result.wrong.length > 0 ? `Learned, and wrong on ${many(result.wrong.length, 'neighborhood')}.` : 'Learned.');
    say(this.more, `${many(result.parameters, 'parameter')}, smallest margin ${figure(result.margin, 3)} logits${result.guesses.length > 0 ? `; ${result.guesses.length} of ${this.subject!.rule.entries} neighborhoods were never shown, their outputs are guesses` : ''}.`);
    try {
      const name = `${this.task}, learned`, text = JSON.stringify(result.automaton), subject = await product.read(new TextEncoder().encode(text), `${this.task}.json`);
      adopt(name, subject);
      this.more.append(' ', h('a', { href: `#rule?rule=${encodeURIComponent(name)}` }, result.exact ? 'Prove it' : 'See what the certificate says'), ' · ', h('a', { href: `#play?rule=${encodeURIComponent(name)}` }, 'Run it'), ' · ', h('button', { type: 'button', class: 'quiet link', onclick: () => save(`${this.task}.json`, text, 'application/json') }, 'Save it'));
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private draw(): void {
    if (!this.subject)
      return;
    const f = this.subject.rule, table = tableOf(f);
    fill(this.table, table.length === 0 ? h('p', { class: 'muted' }, `${grouped(f.entries)} entries: too many to draw.`) : Array.from(table.keys()).map(n => {
      const changed = this.changes.get(n), e = this.entries.get(n), shown = changed === undefined ? table[n]! : changed, state = this.result?.wrong.includes(n) ? 'wrong' : e?.state;
      const share = e ? Math.min(1, Math.max(0, Math.abs(e.margin) / 2)) : 0;
      const bar = h('b');
      bar.style.width = `${100 * share}%`;
      return h('button', { type: 'button', class: `lesson ${state ?? 'none'}${changed === undefined ? '' : changed === null ? ' left' : ' poisoned'}`, onclick: () => this.change(n) },
        h('span', { class: 'hide' }, `${letters(f.positions, n)}: shown ${shown === null ? 'nothing' : f.output[shown]}${changed === undefined ? '' : changed === null ? ', left out' : ', poisoned'}; the network says ${e ? `${f.output[e.symbol]}, ${STATES[e.state]}` : 'nothing yet'}.`),
        h('span', { class: 'where', 'aria-hidden': 'true' }, letters(f.positions, n)),
        h('span', { class: 'pairing', 'aria-hidden': 'true' }, shown === null ? h('span', { class: 'c none' }, '–') : cell(shown, f.output.length, f.output[shown]!, false, changed !== undefined && changed !== null), h('span', { class: 'arrow' }, '→'), e ? cell(e.symbol, f.output.length, f.output[e.symbol]!, false, state === 'wrong') : h('span', { class: 'c none' }, '?')),
        h('span', { class: 'sure', 'aria-hidden': 'true' }, bar));
    }));
    say(this.shown, `${this.subject.form === 'numbers' && this.subject.inputIsFrozen ? 'In brackets both digits of a place, then what arrives from its right. ' : ''}Each: what is shown, and what the network says. The bar is the margin, full at 2 logits, which is the target.`);
  }

  private drawLoss(): void {
    const points = this.loss.length > 400 ? this.loss.filter((_, k) => k % Math.ceil(this.loss.length / 400) === 0) : this.loss;
    this.curve.hidden = points.length < 2;
    if (points.length > 1)
      fill(this.graph, chart([{ name: 'loss', points }], { width: Math.max(300, this.graph.clientWidth), height: 200, x: 'steps', y: 'nats', log: true, spoken: `Loss from ${figure(points[0]![1], 3)} to ${figure(points.at(-1)![1], 3)} nats in ${points.at(-1)![0]} steps` }));
  }
}
