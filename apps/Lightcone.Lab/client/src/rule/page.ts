import { asking, dropped, Segments } from '../controls';
import { fill, h, say } from '../dom';
import { mark, MEANINGS } from '../marks';
import { readEdits, readRule, writeEdits, writeLink, writeRule, type Edit } from '../model/link';
import { letters, tableOf } from '../model/table';
import { duration, grouped, many, sentence } from '../model/text';
import { copyLink, entitle, errorLine, message, save, setError, settle, type Page } from '../page';
import * as product from '../product/product';
import { adopt, subjectOf, verdictOf } from '../product/subjects';
import type { RuleFunction, Subject, VerdictReply } from '../product/types';
import { contentOf, linkOf, openFile } from '../worlds/files';
import { workedExample } from './example';
import { count, lines, type Line } from './levels';
import { cell, MostTiles, tile } from './tiles';

const SHOWN: [string, string][] = [['addition', 'Carry of addition'], ['rule110', 'Rule 110'], ['W78', 'Rule 78']];

/** A rule as its table, and its certificate level by level. Flip an entry, and the counterexample appears. */
export class RulePage implements Page {
  readonly name = 'rule';
  readonly label = 'Rule';
  title = 'Rule';
  readonly element: HTMLElement;
  private rule = 'addition';
  private original: Subject | null = null;
  private subject: Subject | null = null;
  private claimed: Subject | null = null;
  private verdict: VerdictReply | null = null;
  private edits: Edit[] = [];
  private ticket = 0;
  private took = 0;
  private readonly did = new Map<string, string>();
  private readonly heading = h('h1', {}, 'A rule is a finite table.');
  private readonly lead = h('p', {}, 'Every entry is examined, and what follows for all lengths is derived from there.');
  private readonly segments = new Segments('Which rule', SHOWN, name => void this.open(name, []));
  private readonly named = h('input', { type: 'text', spellcheck: 'false', 'aria-label': 'Task or rule, for example W30, B3/S23, subtraction', placeholder: 'W30, mod-3, …', size: 14 });
  private readonly restore = h('button', { type: 'button', disabled: true, onclick: () => this.open(this.rule, []) }, 'Restore the table');
  private readonly train = h('button', { type: 'button', onclick: () => this.learn() }, 'Train a network on it');
  private readonly exports = h('select', { 'aria-label': 'Save the rule as' }, h('option', { value: '' }, 'Save as…'));
  private readonly tiles = h('div', { class: 'tiles' });
  private readonly readout = h('div', {});
  private readonly note = h('p', { class: 'note' });
  private readonly sum = h('p', { class: 'muted' });
  private readonly levels = h('ol', { class: 'levels' });
  private readonly example = h('div', { class: 'example' });
  private readonly error = errorLine();
  private readonly status = h('p', { class: 'note', role: 'status' });

  constructor() {
    const file = h('input', { type: 'file', 'aria-label': 'Open a rule file', accept: '.json,.rule,.csv,.blif,.onnx,.safetensors,.cs,.rle,.mc,.lif,.life,.mcl,.cells,.gz,.zip' });
    file.addEventListener('change', () => { const chosen = file.files?.[0]; file.value = ''; if (chosen) void this.import(chosen); });
    this.exports.addEventListener('change', () => { const format = this.exports.value; this.exports.value = ''; void this.export(format); });
    this.element = h('section', { class: 'page', 'aria-label': 'Rule' },
      h('div', { class: 'lead' }, this.heading, this.lead),
      h('div', { class: 'row controls' }, h('div', { class: 'row' }, this.segments.element, asking(this.named, 'Open', name => void this.open(name, []))), h('div', { class: 'row' }, this.restore, this.train)),
      this.error, this.tiles, this.readout, this.note,
      h('div', { class: 'split wide' },
        h('div', {}, h('div', { class: 'head' }, h('h2', {}, 'Certificate'), this.sum), this.levels, this.status,
          h('div', { class: 'row files' }, h('span', { class: 'file' }, 'Open a file', file), this.exports, h('a', { class: 'run', href: '#play' }, 'Run it'), copyLink())),
        h('aside', {}, h('div', { class: 'block' }, h('h2', {}, 'Counterexample'), this.example),
          h('div', { class: 'block' }, h('h2', {}, 'How to read the marks'), h('ul', { class: 'marks' }, MEANINGS.map(([k, name, text]) => h('li', {}, mark(k), h('span', {}, h('b', {}, name), `: ${text}`))))))));
    dropped(this.element, chosen => void this.import(chosen));
    product.onLoading(() => this.progress());
  }

  show(query: URLSearchParams): void {
    const named = readRule(query.get('rule') ?? 'addition'), rule = named.rule, edits = [...named.edits, ...readEdits(query.get('set'))];
    if (this.subject && rule === this.rule && JSON.stringify(edits) === JSON.stringify(this.edits))
      return;
    void this.open(rule, edits);
  }

  /** Opens a rule and changes entries of its tables: part (0 rule, 1 readout), entry, symbol. */
  private async open(rule: string, edits: Edit[]): Promise<void> {
    const ticket = ++this.ticket;
    setError(this.error, null);
    this.progress();
    try {
      const original = await subjectOf(rule), subject = await subjectOf(writeRule(rule, edits));
      // What was learned or opened is held against the task that it names.
      const claimed = original.task !== null && original.task !== rule ? await subjectOf(original.task) : original;
      if (ticket !== this.ticket)
        return;
      Object.assign(this, { rule, edits, original, subject, claimed });
      await this.examine(ticket);
    } catch (error) {
      if (ticket === this.ticket)
        setError(this.error, message(error));
    }
  }

  private async examine(ticket: number): Promise<void> {
    this.did.clear();
    const subject = this.subject!;
    this.drawTiles();
    const verdict = await verdictOf(subject);
    if (ticket !== this.ticket)
      return;
    this.took = product.lastTime();
    this.verdict = verdict;
    this.drawTiles();
    this.drawWords();
    this.drawLevels();
    await this.drawExample(ticket);
    settle(writeLink('rule', { rule: this.rule === 'addition' ? undefined : this.rule, set: writeEdits(this.edits) }));
  }

  private change(part: number, entry: number): void {
    const f = part === 1 ? this.subject!.readout! : this.subject!.rule, symbol = (tableOf(f)[entry]! + 1) % f.output.length;
    const own = tableOf(part === 1 ? this.original!.readout! : this.original!.rule)[entry];
    const others = this.edits.filter(e => e[0] !== part || e[1] !== entry);
    void this.open(this.rule, symbol === own ? others : [...others, [part, entry, symbol]]).then(() => this.element.querySelector<HTMLElement>(`[data-part="${part}"] [data-n="${entry}"]`)?.focus());
  }

  private async learn(): Promise<void> {
    const ticket = ++this.ticket;
    this.train.disabled = true;
    say(this.status, 'Training a network on this table, in this page.');
    try {
      this.subject = await product.learn(this.subject!.id, 1);
      if (ticket === this.ticket)
        await this.examine(ticket);
    } catch (error) {
      setError(this.error, message(error));
    } finally {
      this.train.disabled = false;
    }
  }

  private async import(file: File): Promise<void> {
    setError(this.error, null);
    try {
      if (await product.isPattern(file.name)) {
        location.hash = linkOf((await openFile(await contentOf(file))).part);
        return;
      }
      if (file.size > 32 << 20)
        throw new Error(`${file.name} has ${Math.round(file.size / (1 << 20))} MB; a page reads rule files of up to 32.`);
      const subject = await product.read(new Uint8Array(await file.arrayBuffer()), file.name);
      adopt(file.name, subject);
      await this.open(file.name, []);
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private async export(format: string): Promise<void> {
    if (!this.subject || format === '')
      return;
    try {
      const name = this.subject.name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/\.[a-z]+$/, '');
      if (format === 'certificate')
        save(`${name}.certificate.json`, await product.certificateFile(this.subject.id), 'application/json');
      else
        save(`${name}${EXTENSION[format]}`, await product.write(this.subject.id, format), 'application/octet-stream');
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private drawWords(): void {
    const { verdict: v, subject } = this, name = subject!.name;
    const wrong = v!.counterexamples[0];
    entitle(this, `Rule: ${name}`);
    say(this.heading, v!.certified ? HEADINGS[this.rule] ?? `${subject!.rule.entries} cases, examined one by one.` : wrong ? `Refuted: on ${wrong.neighborhood} this rule says ${wrong.found}.` : 'Refuted.');
    say(this.lead, v!.certified ? `${name}${subject!.summary ? `: ${subject!.summary}` : ''}. A rule is a finite table. It is not sampled: every entry is examined, and what follows for all lengths is derived from there.`
      : wrong ? `The task ${v!.claim} says ${wrong.expected} there. One wrong entry is enough, and the smallest input that shows it is below.` : sentence(v!.reason ?? v!.text));
    this.restore.disabled = this.edits.length === 0;
    this.train.hidden = subject!.rule.entries > MostTiles || (subject!.readout?.entries ?? 0) > MostTiles || subject!.rule.network !== null;
    this.segments.choose(this.rule);
    const network = subject!.rule.network;
    say(this.note, [
      subject!.form === 'numbers' && subject!.inputIsFrozen ? 'a and b are the digits of a place; the third cell is what arrives from the place to its right.' : subject!.dimensions === 1 ? 'l and r are the neighbors on the left and the right, · the cell itself.' : '',
      network ? `The bar is the margin: how far, in logits, the network is from saying another symbol. The network (${network.inputs} → ${network.hidden} → ${network.logits}, ${network.parameters} parameters, seed ${network.seed}) was trained in this page, ${grouped(network.steps)} steps.` : '',
      subject!.coverage && network ? sentence(subject!.coverage) : '',
      'Click a tile to change its output; the table is examined again.'].filter(Boolean).join(' '));
    const run = this.element.querySelector<HTMLAnchorElement>('a.run')!;
    run.href = writeLink(subject!.dimensions === 2 ? 'worlds' : 'play', { rule: writeRule(this.rule, this.edits) });
    fill(this.exports, h('option', { value: '' }, 'Save as…'), v!.certified ? h('option', { value: 'certificate' }, 'certificate') : null, Object.keys(EXTENSION).map(f => h('option', { value: f }, f)));
  }

  private drawTiles(): void {
    const subject = this.subject!;
    fill(this.tiles, this.sheet(subject.rule, 0));
    this.tiles.dataset['part'] = '0';
    this.tiles.className = tilesClass(subject.rule);
    if (subject.readout) {
      const sheet = h('div', { class: tilesClass(subject.readout), 'data-part': 1 }, this.sheet(subject.readout, 1));
      const open = this.readout.querySelector('details')?.open ?? this.edits.some(e => e[0] === 1);
      fill(this.readout, h('details', { class: 'readout', open }, h('summary', {}, `The readout, which reads the answer off the row at rest: ${many(subject.readout.entries, 'case')}`), sheet));
    } else {
      fill(this.readout);
    }
  }

  private sheet(f: RuleFunction, part: number): HTMLElement[] {
    const subject = this.subject!, table = tableOf(f), most = Math.max(1e-9, ...f.margins.map(Math.abs)), least = f.margins.indexOf(Math.min(...f.margins));
    if (table.length === 0)
      return [h('p', { class: 'muted' }, `${grouped(f.entries)} entries: too many to draw. They are examined all the same.`)];
    const own = part === 1 ? this.claimed?.readout : this.claimed?.rule, right = own && own.entries === f.entries ? tableOf(own) : table;
    const order = Array.from(table.keys()).reverse();
    if (table.length <= MostTiles)
      return order.map(n => tile(subject, f, table, n, right[n] === table[n] ? undefined : f.output[right[n]!], most, n === least && f.margins.length > 0, () => this.change(part, n)));
    const told = h('p', { class: 'note sheetline', 'aria-hidden': 'true' }, 'Point at a case to read it.');
    const all: HTMLElement[] = order.map(n => {
      const button = h('button', { type: 'button', class: 'dotcell', 'data-n': n, onclick: () => this.change(part, n), 'aria-label': `${letters(f.positions, n)} gives ${f.output[table[n]!]}`  }, cell(table[n]!, f.output.length, f.output.length > 2 ? f.output[table[n]!]! : '', false, right[n] !== table[n]));
      for (const kind of ['pointerenter', 'focus'])
        button.addEventListener(kind, () => say(told, `${letters(f.positions, n)} gives ${f.output[table[n]!]}${right[n] === table[n] ? '' : `, should be ${f.output[right[n]!]}`}`));
      return button;
    });
    return [...all, told];
  }

  private drawLevels(): void {
    const all = lines(this.verdict!, this.subject!.name);
    say(this.sum, `${count(all)}, in ${duration(this.took)}`);
    fill(this.levels, all.map(line => this.level(line)));
    say(this.status, '');
  }

  private level(line: Line): HTMLElement {
    const did = h('span', { class: 'did', role: 'status' }, this.did.get(line.key) ?? '');
    const again = h('button', { type: 'button', class: 'small', 'aria-label': `Check again: ${line.title}`, onclick: async () => {
      const fresh = await product.certify(this.subject!.id), time = product.lastTime();
      const now = lines(fresh, this.subject!.name).find(l => l.key === line.key);
      this.did.set(line.key, `${now?.text === line.text && now.grade === line.grade ? 'derived anew, the same' : 'not the same'}, ${duration(time)}`);
      say(did, this.did.get(line.key)!);
    } }, 'Check again');
    return h('li', { class: line.mark === 'bad' ? 'bad' : '' }, mark(line.mark), h('div', {}, h('b', {}, line.title), h('small', {}, line.grade)),
      h('div', { class: 'text' }, h('span', {}, line.text), h('details', {}, h('summary', {}, 'What would refute this?'), line.refute)), h('div', { class: 'again' }, again, did));
  }

  private async drawExample(ticket: number): Promise<void> {
    const { verdict: v, subject, original } = this;
    if (v!.certified || !v!.failing) {
      fill(this.example, h('p', {}, v!.certified ? 'None exists. Change an output above, and the smallest input on which the wrong table shows will stand here.' : 'No input was found on which the wrong entry shows.'));
      return;
    }
    const right = subject!.task ? await subjectOf(subject!.task) : original!;
    const drawn = await workedExample(subject!, right, v!.failing);
    if (ticket === this.ticket)
      fill(this.example, drawn);
  }

  private progress(): void {
    if (product.loading() !== 'ready' || this.verdict)
      say(this.status, product.loadingText());
  }
}

const tilesClass = (f: RuleFunction): string => (f.entries <= MostTiles ? `tiles across-${Math.min(8, f.entries)}` : 'sheet');
const EXTENSION: Record<string, string> = { json: '.json', golly: '.rule', csv: '.csv', 'truth-json': '.table.json', blif: '.blif', onnx: '.onnx', 'onnx-loop': '.onnx', safetensors: '.safetensors', csharp: '.cs' };
const HEADINGS: Record<string, string> = { addition: 'Eight cases decide every length.', rule110: 'Rule 110: each step proved, its future not.', W78: 'Rule 78: at rest on every ring, by a potential that falls.', reversal: 'Reversal: each step proved, its rest only checked.', parity: 'Eight cases decide every length.' };
