import { arrowOf, asking, dropped, Segments } from '../controls';
import { fill, h, say } from '../dom';
import { writeLink } from '../model/link';
import { grouped } from '../model/text';
import { copyLink, entitle, errorLine, message, setError, settle, type Page } from '../page';
import * as product from '../product/product';
import { subjectOf } from '../product/subjects';
import type { Subject } from '../product/types';
import { onTheme, still } from '../theme';
import { Counts } from './counts';
import { FilePanel, SIZES, type Part } from './files';
import { Hand } from './hand';
import { bounds, cut, PATTERNS, toRle } from './patterns';
import { PeriodFinder } from './period';
import { Factors, FACTORS, factorsOf } from './product';
import { header, MOST_LINKED, startCells, startFactors } from './start';
import { WorldView } from './view';
import { leadOf, twinOf } from './words';
import { bitNotation, makeWorld, type World } from './world';

const RULES: [string, string][] = [['B3/S23', 'Life'], ['B36/S23', 'HighLife'], ['wireworld', 'Wireworld'], ['multiplication', 'Multiplication']];
const STARTS: Record<string, string> = { wireworld: 'loop', 'B36/S23': 'replicator', multiplication: FACTORS };
const SPEEDS: [string, string][] = [['0.1', '6 a second'], ['0.5', '30 a second'], ['1', '60 a second'], ['4', '240 a second'], ['16', '960 a second']];

/** Rules of two dimensions: paint, paste, watch, and ask for the period. */
export class WorldsPage implements Page {
  readonly name = 'worlds';
  readonly label = 'Worlds';
  title = 'Worlds';
  readonly element: HTMLElement;
  private rule = 'B3/S23';
  private subject: Subject | null = null;
  private world: World | null = null;
  private start: Uint8Array = new Uint8Array();
  private source = 'gun';
  private size = 128;
  private torus = true;
  private speed = 0.5;
  private due = 0;
  private timer = 0;
  private busy = false;
  private history: { state: Uint32Array | Uint8Array; generation: number }[] = [];
  private strokes: { cells: Uint8Array; generation: number; start: Uint8Array; source: string }[] = [];
  private ticket = 0;
  private readonly canvas = h('canvas', { tabindex: 0, role: 'application', 'aria-roledescription': 'world of cells', 'aria-label': 'World. Arrow keys move a cursor, f flips the cell under it, plus and minus zoom, 0 shows all.', 'aria-describedby': 'world-twin' });
  private readonly view = new WorldView(this.canvas);
  private readonly hand = new Hand(this.canvas, this.view, () => this.world, () => this.keep(), () => this.painted(), () => this.draw());
  private readonly box = h('div', { class: 'world' }, this.canvas);
  private readonly rules = new Segments('Rule', RULES, rule => void this.open({ rule, source: STARTS[rule] ?? 'gun' }));
  private readonly named = h('input', { type: 'text', spellcheck: 'false', size: 12, 'aria-label': 'Another rule', placeholder: 'B2/S, …' });
  private readonly patterns = h('select', { 'aria-label': 'Start' });
  private readonly sizes = h('select', { 'aria-label': 'Size' });
  private readonly edges = h('select', { 'aria-label': 'Edge' });
  private readonly playing = h('button', { type: 'button', class: 'wide', onclick: () => this.toggle() }, 'Play');
  private readonly files = new FilePanel(part => this.open(part), () => (this.world && this.subject ? { world: this.world, subject: this.subject } : null));
  private readonly counts = new Counts();
  private readonly period = new PeriodFinder(() => this.quiet(), on => { this.busy = on; });
  private readonly tools = new Segments('Tool', [['paint', 'Paint'], ['move', 'Move']], tool => { this.hand.tool = tool as 'paint' | 'move'; this.drawTools(); });
  private readonly brushes = h('div', { class: 'row tight', role: 'group', 'aria-label': 'Symbol to paint' });
  private readonly undo = h('button', { type: 'button', disabled: true, onclick: () => this.unpaint() }, 'Undo the stroke');
  private readonly factors = new Factors(source => void this.open({ source }), text => setError(this.error, text));
  private readonly error = errorLine();
  private readonly lead = h('p');
  private readonly twin = h('p', { class: 'note', id: 'world-twin', 'aria-live': 'polite' });

  constructor() {
    this.patterns.append(h('option', { value: 'own', hidden: true }, 'Your own'), ...[['random', 'Random soup'], ['empty', 'Empty'], ...PATTERNS].map(([value, label]) => h('option', { value }, label)));
    this.patterns.addEventListener('change', () => this.chosen());
    this.sizes.append(...SIZES.map(n => h('option', { value: n }, `${grouped(n)} × ${grouped(n)}`)));
    this.sizes.addEventListener('change', () => this.open({ size: Number(this.sizes.value) }));
    this.edges.append(h('option', { value: 'torus' }, 'torus'), h('option', { value: 'wall' }, 'wall'));
    this.edges.addEventListener('change', () => this.open({ torus: this.edges.value === 'torus' }));
    const speed = h('select', { 'aria-label': 'Speed', onchange: () => { this.speed = Number(speed.value); } }, SPEEDS.map(([value, label]) => h('option', { value, selected: value === '0.5' }, label)));
    const button = (label: string, act: () => void, name?: string) => h('button', { type: 'button', onclick: act, 'aria-label': name }, label);
    this.element = h('section', { class: 'page worlds', 'aria-label': 'Worlds' },
      h('div', { class: 'lead' }, h('h1', {}, 'Worlds of cells: paint, paste, and watch.'), this.lead),
      h('div', { class: 'row controls' }, h('div', { class: 'row' }, this.rules.element, asking(this.named, 'Open', rule => void this.open({ rule, source: 'random' })), this.factors.element)),
      this.error,
      h('div', { class: 'stage' },
        h('div', { class: 'side' }, h('h2', {}, 'World'), this.patterns, this.sizes, this.edges,
          h('h2', {}, 'Tool'), this.tools.element, this.brushes, this.undo, h('div', { class: 'row tight' }, button('−', () => this.zoom(-1), 'Zoom out'), button('+', () => this.zoom(1), 'Zoom in'), button('All', () => this.all(), 'Show all')),
          this.files.element, copyLink()),
        h('div', { class: 'middle' }, this.box,
          h('div', { class: 'row clock' }, button('Start', () => this.rewind(), 'Back to the start'), button('−1', () => this.back(), '−1, one generation back'), this.playing, button('+1', () => this.one(), '+1, one generation on'), speed), this.twin),
        h('div', { class: 'side' }, h('h2', {}, 'Census'), this.counts.element, h('h2', {}, 'Period'), this.period.element)));
    this.canvas.addEventListener('wheel', event => { event.preventDefault(); const p = this.hand.pixel(event); this.view.zoom(event.deltaY > 0 ? -1 : 1, p.x, p.y); this.draw(); }, { passive: false });
    dropped(this.element, file => void this.files.take(file));
    new ResizeObserver(() => this.resize()).observe(this.box);
    onTheme(() => this.draw());
    product.onLoading(() => { if (!this.world) say(this.lead, product.loadingText()); });
  }

  show(query: URLSearchParams): void {
    const size = Number(query.get('size')), rle = query.get('rle');
    const next = { rule: query.get('rule') ?? 'B3/S23', size: SIZES.includes(size) ? size : 128, torus: query.get('edge') !== 'wall', source: rle ? `rle:${rle}` : query.get('start') ?? 'gun' };
    if (this.world && next.rule === this.rule && next.size === this.size && next.torus === this.torus && (next.source === this.source || this.source.startsWith('rle:')))
      return;
    void this.open(next);
  }

  hide(): void { this.pause(); }

  /** Opens a rule, a size and a start. Whatever is not said stays. */
  private async open(part: Part): Promise<boolean> {
    const ticket = ++this.ticket;
    this.pause();
    this.files.quiet();
    setError(this.error, null);
    try {
      const rule = part.rule ?? this.rule, asked = part.source ?? this.source, wasNumbers = factorsOf(this.source) !== null;
      const subject = await subjectOf(rule);
      if (subject.dimensions !== 2)
        throw new Error(`${subject.name} has one dimension: open it on the page Play.`);
      // A grid of numbers leaves neither its size nor its edge to the world after it.
      const size = part.size ?? (wasNumbers ? 128 : this.size), torus = part.torus ?? (wasNumbers || this.torus);
      const isOfNumbers = subject.inputIsFrozen && subject.form === 'numbers';
      if (subject.inputIsFrozen && !isOfNumbers)
        throw new Error(`${subject.name} has an input of its own, which is not painted here. Its table is on the page Rule.`);
      if (isOfNumbers)
        return await this.openNumbers(ticket, rule, subject, factorsOf(asked) ? asked : FACTORS);
      const source = factorsOf(asked) ? 'random' : asked;
      if (!bitNotation(subject) && size > 256)
        throw new Error(`${subject.name} is run by the table engine here, up to 256 × 256. Larger: lightcone run ${subject.name}`);
      const cells = await startCells(source, subject, size, torus);
      if (ticket !== this.ticket)
        return false;
      this.begin({ rule, subject, size, source, torus }, cells, new Uint8Array());
      return true;
    } catch (error) {
      if (ticket === this.ticket)
        setError(this.error, message(error));
      return false;
    }
  }

  /** Two factors on their grid. */
  private async openNumbers(ticket: number, rule: string, subject: Subject, source: string): Promise<boolean> {
    const { size, cells, input } = await startFactors(subject, factorsOf(source)!);
    if (ticket !== this.ticket)
      return false;
    this.begin({ rule, subject, size, source, torus: false }, cells, input);
    return true;
  }

  private begin(part: { rule: string; subject: Subject; size: number; source: string; torus: boolean }, cells: Uint8Array, input: Uint8Array): void {
    const { subject, size, torus, source } = part;
    Object.assign(this, part);
    this.world?.close();
    this.busy = false;
    this.world = makeWorld(subject, size, size, torus, input);
    this.world.load(cells);
    this.start = cells.slice();
    this.history = [];
    this.strokes = [];
    this.counts.forget();
    this.hand.cursor = null;
    this.hand.brush = Math.min(this.hand.brush, subject.state.length - 1);
    entitle(this, `Worlds: ${subject.notation ?? subject.name}`);
    this.period.reset();
    this.frame(bounds(cells, size));
    this.drawTools();
    this.counted();
    this.draw();
    this.link();
    if (!still() && source !== 'empty')
      this.play();
  }

  private chosen(): void {
    const value = this.patterns.value, made = /rule = (\S+)/.exec(PATTERNS.find(([name]) => name === value)?.[2] ?? '')?.[1];
    if (value === 'random')
      void this.open({ source: `random${crypto.getRandomValues(new Uint32Array(1))[0]! % 1000000}` });
    else
      void this.open({ source: value, rule: made ?? this.rule });
  }

  // Time

  private toggle(): void {
    if (this.timer)
      this.pause();
    else
      this.play();
  }

  private play(): void {
    if (this.timer || !this.world)
      return;
    say(this.playing, 'Pause');
    this.timer = requestAnimationFrame(() => this.tick());
  }

  private pause(): void {
    cancelAnimationFrame(this.timer);
    this.timer = 0;
    say(this.playing, 'Play');
    this.tell();
  }

  private async tick(): Promise<void> {
    if (!this.timer)
      return;
    this.due += this.speed;
    const count = Math.floor(this.due);
    this.due -= count;
    if (count > 0 && !this.busy)
      await this.advance(count);
    if (this.timer)
      this.timer = requestAnimationFrame(() => this.tick());
  }

  private async advance(count: number): Promise<void> {
    const world = this.world!;
    this.busy = true;
    this.history.push({ state: world.snapshot(), generation: world.generation });
    if (this.history.length > 240)
      this.history.shift();
    // A slow machine steps less often rather than falling behind.
    await world.step(count, 14);
    this.busy = false;
    if (world !== this.world)
      return;
    this.canvas.dataset['rate'] = world.rate.toFixed(0);
    this.counted();
    this.draw();
    // What stopped moving stays still.
    if (this.timer && factorsOf(this.source) && await this.factors.show(this.subject!, world, this.source))
      this.pause();
  }

  private async one(): Promise<void> {
    this.pause();
    if (!this.busy && this.world)
      await this.advance(1);
    this.tell();
  }

  private back(): void {
    this.pause();
    const last = this.history.pop();
    if (!last || !this.world)
      return;
    this.world.restore(last.state, last.generation);
    this.counts.back();
    this.counted(false);
    this.draw();
    this.tell();
  }

  private rewind(): void {
    this.pause();
    if (!this.world)
      return;
    this.world.load(this.start);
    this.world.generation = 0;
    this.history = [];
    this.counts.forget();
    this.counted();
    this.draw();
    this.tell();
  }

  /** The world, once it stands still; null while it is at work. */
  private quiet(): { world: World; start: Uint8Array; notation: string | null } | null {
    this.pause();
    return this.world && !this.busy ? { world: this.world, start: this.start, notation: bitNotation(this.subject!) } : null;
  }

  // What is seen

  private resize(): void {
    const width = Math.floor(this.box.clientWidth);
    if (width < 50)
      return;
    const height = Math.floor(Math.min(width, Math.max(320, Math.min(640, innerHeight - 300))));
    if (this.canvas.width === width && this.canvas.height === height)
      return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.frame(this.world ? bounds(this.world.cells(), this.size) : null);
    this.draw();
  }

  /** Small starts are shown with room around them, large ones whole. */
  private frame(box: { x: number; y: number; width: number; height: number } | null): void {
    const side = box ? Math.max(box.width, box.height) * 2 + 24 : this.size;
    if (box && side < this.size)
      this.view.fit({ x: box.x + box.width / 2 - side / 2, y: box.y + box.height / 2 - side / 2, width: side, height: side });
    else
      this.all();
  }

  private all(): void {
    this.view.fit({ x: 0, y: 0, width: this.size, height: this.size }, 12);
    this.draw();
  }

  private zoom(by: number): void {
    this.view.zoom(by);
    this.draw();
  }

  private draw(): void {
    if (this.world && !this.element.hidden)
      this.view.draw(this.world.cells(), this.size, this.world.symbols, this.hand.cursor);
  }

  private counted(push = true): void {
    this.counts.show(this.world!, push);
    if (!this.timer)
      this.tell();
  }

  /** The words, once the world stands still. */
  private tell(): void {
    const world = this.world;
    if (!world)
      return;
    say(this.twin, twinOf(world, this.subject!, this.counts.groups(world)));
    say(this.lead, leadOf(this.subject!));
    void this.factors.show(this.subject!, world, this.source);
  }

  private drawTools(): void {
    this.rules.choose(this.rule);
    this.tools.choose(this.hand.tool);
    this.patterns.value = this.source.startsWith('random') ? 'random' : /^(rle|file|times):/.test(this.source) ? 'own' : this.source;
    this.sizes.value = SIZES.includes(this.size) ? String(this.size) : '';
    this.sizes.hidden = !SIZES.includes(this.size);
    this.edges.disabled = this.patterns.disabled = factorsOf(this.source) !== null;
    this.undo.disabled = this.strokes.length === 0;
    this.edges.value = this.torus ? 'torus' : 'wall';
    const names = this.subject?.state ?? [];
    this.brushes.hidden = names.length <= 2;
    fill(this.brushes, names.map((name, v) => h('button', { type: 'button', class: 'small', 'aria-pressed': this.hand.brush === v, onclick: () => { this.hand.brush = v; this.drawTools(); } }, name.trim() || 'empty')));
    this.canvas.classList.toggle('moves', this.hand.tool === 'move');
  }

  private link(): void {
    const rle = this.source.startsWith('rle:'), text = rle ? this.source.slice(4) : '';
    settle(writeLink('worlds', { rule: this.rule === 'B3/S23' ? undefined : this.rule, size: this.size === 128 || !SIZES.includes(this.size) ? undefined : this.size, edge: this.torus || factorsOf(this.source) ? undefined : 'wall', start: rle || this.source === 'gun' ? undefined : this.source, rle: rle && text.length < MOST_LINKED ? text : undefined }));
  }

  // The hand

  /** Keeps the world before a stroke, so that it can be taken back. */
  private keep(): void {
    this.strokes = [...this.strokes, { cells: this.world!.cells().slice(), generation: this.world!.generation, start: this.start, source: this.source }].slice(-100);
  }

  private unpaint(): void {
    const last = this.strokes.pop();
    if (!last || !this.world)
      return;
    this.pause();
    this.world.load(last.cells);
    this.world.generation = last.generation;
    [this.start, this.source] = [last.start, last.source];
    this.counted();
    this.drawTools();
    this.draw();
    this.link();
  }

  /** What was painted at the start belongs to the link; later it is a change on the way. */
  private painted(): void {
    this.counts.back();
    this.counted();
    this.undo.disabled = false;
    if (this.world!.generation > 0 || factorsOf(this.source))
      return;
    this.start = this.world!.cells().slice();
    const box = bounds(this.start, this.size);
    this.source = box ? `rle:${header(toRle(cut(this.start, this.size, box), box.width, this.world!.symbols), box)}\n${toRle(cut(this.start, this.size, box), box.width, this.world!.symbols)}` : 'empty';
    this.link();
  }

  key(event: KeyboardEvent): boolean {
    if (!this.world)
      return false;
    const on = event.target === this.canvas;
    const arrow = arrowOf(event.key);
    if (on && arrow) {
      this.hand.move(arrow, event.shiftKey ? 10 : 1);
      const { x, y } = this.hand.cursor!;
      say(this.twin, `Column ${x}, row ${y}: ${this.subject!.state[this.world.cells()[y * this.size + x]!]}.`);
      return true;
    }
    switch (event.key) {
      case ' ': this.toggle(); return true;
      case 'ArrowRight': void this.one(); return true;
      case 'ArrowLeft': this.back(); return true;
      case 'Home': this.rewind(); return true;
      case '+': case '=': this.zoom(1); return true;
      case '-': this.zoom(-1); return true;
      case '0': this.all(); return true;
      case 'u': this.unpaint(); return true;
      case 'f': case 'Enter': return this.hand.press();
      default: return false;
    }
  }
}
