import { arrowOf, Segments } from '../controls';
import { h, say } from '../dom';
import type { End } from '../kernel/bitrow';
import type { LongRequest } from '../kernel/long.worker';
import type { Picture, ViewRequest } from '../kernel/view';
import { decode } from '../model/cells';
import { writeLink } from '../model/link';
import { bytes, grouped, many } from '../model/text';
import { tableOf } from '../model/table';
import { copyLink, errorLine, message, setError, settle } from '../page';
import * as product from '../product/product';
import { subjectOf } from '../product/subjects';
import type { Subject } from '../product/types';
import { rgb, tokens } from '../theme';
import type { Spec } from './spec';

interface Done { steps: number; rest: number; seconds: number; drawn: number; cells: number; differing: number; most: number; outside: number; healed: number; bytes: number }

/** A run of up to a million cells as one picture: each pixel says how much of its block is 1, and one differing cell is never too small to be seen. */
export class LargeView {
  readonly element: HTMLElement;
  private worker: Worker | null = null;
  private subject: Subject | null = null;
  private request: LongRequest | null = null;
  private done: Done | null = null;
  private picture: Picture | null = null;
  private x = 0;
  private t = 0;
  private zoom = 0;
  private tall = 0;
  private tickets = 0;
  private spec: Spec | null = null;
  private waiting = false;
  private drag: { x: number; y: number; atX: number; atT: number; moved: boolean } | null = null;
  private readonly canvas = h('canvas', { tabindex: 0, role: 'application', 'aria-roledescription': 'long space-time diagram', 'aria-label': 'Long run. Arrow keys move, plus and minus zoom, 0 shows all, f flips the cell in the middle.', 'aria-describedby': 'long-twin' });
  private readonly box = h('div', { class: 'canvas' }, this.canvas);
  private readonly title = h('p', { class: 'caption' });
  private readonly more = h('p', { class: 'muted' });
  private readonly where = h('p', { class: 'note', id: 'long-twin', 'aria-live': 'polite' });
  private readonly error = errorLine();
  private readonly sizes = new Segments('Cells', [1000, 10000, 100000, 1000000].map(n => [String(n), grouped(n)]), cells => { if (this.spec) void this.open(this.spec, Number(cells)); });

  constructor(back: () => void) {
    const act = (label: string, text: string, run: () => void) => h('button', { type: 'button', 'aria-label': label, onclick: run }, text);
    this.element = h('div', { class: 'figure long' },
      h('div', { class: 'row controls' }, h('div', { class: 'row' }, h('button', { type: 'button', onclick: back }, 'Back to the small picture'), h('span', { class: 'muted' }, 'cells'), this.sizes.element),
        h('div', { class: 'row tight' }, act('Zoom out', '−', () => this.zoomBy(1)), act('Zoom in', '+', () => this.zoomBy(-1)), act('Show all', 'All', () => this.all()), act('Undo the flip', 'Undo', () => this.flip(null)))),
      h('div', { class: 'said' }, this.title, this.more), this.error, this.box, this.where, h('div', { class: 'row' }, copyLink()));
    this.canvas.addEventListener('wheel', event => { event.preventDefault(); const b = this.canvas.getBoundingClientRect(); this.zoomBy(event.deltaY > 0 ? 1 : -1, (event.clientX - b.left) / b.width, (event.clientY - b.top) / b.height); }, { passive: false });
    this.canvas.addEventListener('pointerdown', event => { this.canvas.setPointerCapture(event.pointerId); this.drag = { x: event.clientX, y: event.clientY, atX: this.x, atT: this.t, moved: false }; });
    this.canvas.addEventListener('pointermove', event => this.dragged(event));
    this.canvas.addEventListener('pointerup', event => { const d = this.drag; this.drag = null; if (d && !d.moved) this.pointed(event); });
    new ResizeObserver(() => this.all()).observe(this.box);
  }

  pause(): void { this.drag = null; }

  /** Runs so many cells of the rule. */
  async open(spec: Spec, cells: number, query?: URLSearchParams): Promise<void> {
    this.spec = spec;
    setError(this.error, null);
    try {
      const subject = await subjectOf(spec.rule);
      this.subject = subject;
      const inputs = subject.rule.positions.filter(p => p.frozen);
      const offsets = subject.rule.positions.filter(p => !p.frozen).map(p => p.x);
      if (subject.state.length !== 2 || subject.dimensions !== 1 || inputs.length > 1 || ![0, 2, 4].includes(inputs[0]?.symbols.length ?? 0))
        throw new Error(`${subject.name} has more than two symbols: long runs are for rules of two. Use: lightcone run ${subject.name} --random ${cells}`);
      if ((spec.edge || subject.boundary).startsWith('reflecting'))
        throw new Error('long runs have a ring or a wall at their ends, no mirror. Choose another edge first.');
      const flip = /^(\d+)\.(\d+)$/.exec(query?.get('flip') ?? '');
      this.request = {
        table: tableOf(subject.rule), inputs: inputs.length === 0 ? 0 : Math.log2(inputs[0]!.symbols.length), offsets, cells,
        steps: Math.min(4096, Number(query?.get('steps') ?? 1000) || 1000), end: endOf(spec.edge || subject.boundary), settles: subject.inputIsFrozen,
        given: spec.fill === 'worst' ? await slowest(subject, cells) : null, fill: spec.fill === 'one' ? 'one' : 'random', seed: spec.seed, flip: flip ? { t: Number(flip[1]), i: Number(flip[2]) } : null,
      };
      this.start();
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private start(): void {
    this.worker?.terminate();
    this.worker = new Worker(new URL('../kernel/long.worker.ts', import.meta.url), { type: 'module', name: 'long' });
    this.worker.onmessage = event => this.told(event.data);
    this.done = null;
    this.waiting = false;
    delete this.element.dataset['marked'];
    this.picture = null;
    this.sizes.choose(String(this.request!.cells));
    say(this.title, 'Running in this page.');
    say(this.more, '');
    this.worker.postMessage({ run: this.request });
    settle(writeLink('play', { rule: this.spec!.rule, cells: this.request!.cells, steps: this.request!.steps === 1000 ? undefined : this.request!.steps, seed: this.request!.seed === 1 ? undefined : this.request!.seed, edge: this.spec!.edge, fill: this.spec!.fill === 'random' ? undefined : this.spec!.fill, flip: this.request!.flip ? `${this.request!.flip.t}.${this.request!.flip.i}` : undefined }));
  }

  private told(data: { progress?: number; of?: number; done?: Done; picture?: Picture; id?: number; error?: string }): void {
    if (data.error) {
      setError(this.error, data.error);
    } else if (data.progress) {
      say(this.more, `Step ${grouped(data.progress)} of ${grouped(data.of!)}.`);
    } else if (data.done) {
      this.done = data.done;
      this.element.dataset['seconds'] = String(data.done.drawn);
      this.words();
      this.all();
    } else if (data.picture) {
      this.waiting = false;
      this.picture = data.picture;
      this.paint();
      if (data.id !== this.tickets)
        this.ask();
    }
  }

  private words(): void {
    const d = this.done!, name = this.subject!.name;
    const rate = `${grouped(d.cells)} cells, ${many(d.steps, 'step')} in ${d.seconds.toFixed(2)} s in this page, ${bytes(d.bytes)} of rows.`;
    if (this.request!.flip) {
      const what = `${many(d.differing, 'cell')} ${d.differing === 1 ? 'differs' : 'differ'} in all, ${grouped(d.outside)} of them outside the light cone.`;
      say(this.title, d.healed >= 0 ? `Healed ${many(d.healed - this.request!.flip.t, 'step')} after the flip.` : `One cell was flipped; at most ${many(d.most, 'cell')} in a row ${d.most === 1 ? 'differs' : 'differ'}.`);
      say(this.more, `${what} ${rate}`);
      return;
    }
    say(this.title, d.rest >= 0 ? `${name}: settled after ${many(d.rest, 'step')}.` : `${name}: ${many(d.steps, 'step')}, and it has not settled.`);
    say(this.more, `${rate}`);
  }

  /** Steps and cells a pixel: powers of two, so that a block of the pyramid is never cut. */
  private size(): { columns: number; rows: number; across: number; down: number } {
    const columns = Math.max(16, Math.floor(this.box.clientWidth)), rows = Math.max(280, Math.min(560, innerHeight - 420));
    return { columns, rows, across: 2 ** Math.max(0, this.zoom), down: 2 ** Math.max(0, this.tall) };
  }

  private all(): void {
    if (!this.done || this.box.clientWidth < 50)
      return;
    const { columns, rows } = this.size();
    this.zoom = Math.ceil(Math.log2(this.done.cells / columns));
    this.tall = Math.ceil(Math.log2((this.done.steps + 1) / rows));
    this.x = this.t = 0;
    this.ask();
  }

  private zoomBy(by: number, fx = 0.5, fy = 0.5): void {
    if (!this.done)
      return;
    const { columns, rows } = this.size(), seen = this.picture?.request;
    const cell = this.x + fx * (seen ? seen.columns * seen.across : columns * 2 ** this.zoom), time = this.t + fy * (seen ? seen.rows * seen.down : rows * 2 ** this.tall);
    const most = Math.ceil(Math.log2(this.done.cells / columns)), tallest = Math.ceil(Math.log2((this.done.steps + 1) / rows));
    this.zoom = Math.max(-3, Math.min(most, this.zoom + by));
    this.tall = Math.max(-3, Math.min(tallest, by > 0 ? (this.zoom > this.tall ? this.tall + by : this.tall) : Math.min(this.tall, this.zoom)));
    this.x = Math.round(cell - fx * columns * 2 ** this.zoom);
    this.t = Math.round(time - fy * rows * 2 ** this.tall);
    this.clamp();
    this.ask();
  }

  private clamp(): void {
    const { columns, rows } = this.size(), d = this.done!;
    const wide = 2 ** Math.max(0, this.zoom), tall = 2 ** Math.max(0, this.tall);
    this.x = Math.max(0, Math.min(Math.floor(d.cells - columns * 2 ** this.zoom), this.x));
    this.t = Math.max(0, Math.min(Math.ceil(d.steps + 1 - rows * 2 ** this.tall), this.t));
    this.x = Math.max(0, Math.floor(this.x / wide) * wide);
    this.t = Math.max(0, Math.floor(this.t / tall) * tall);
  }

  private ask(): void {
    if (!this.done || !this.worker)
      return;
    const id = ++this.tickets;
    if (this.waiting)
      return;
    this.waiting = true;
    const { columns, rows, across, down } = this.size();
    const shownColumns = Math.ceil(columns / 2 ** Math.max(0, -this.zoom)), shownRows = Math.ceil(rows / 2 ** Math.max(0, -this.tall));
    const request: ViewRequest = { x: this.x, t: this.t, columns: Math.min(shownColumns, Math.ceil((this.done.cells - this.x) / across)), rows: Math.min(shownRows, Math.ceil((this.done.steps + 1 - this.t) / down)), across, down };
    this.worker.postMessage({ view: request, id });
  }

  /** Draws what came; a differing cell is at least two pixels large. */
  paint(): void {
    if (!this.picture || this.element.hidden)
      return;
    const { request, ones, differs } = this.picture, { columns, rows } = this.size(), t = tokens();
    // What does not fill the figure is drawn larger, in steps of at most 24 pixels.
    this.canvas.width = Math.min(columns, Math.round(request.columns * Math.max(24, 2 ** -this.zoom)));
    this.canvas.height = Math.min(rows, Math.round(request.rows * Math.max(24, 2 ** -this.tall)));
    this.canvas.style.width = `${this.canvas.width}px`;
    this.canvas.style.height = `${this.canvas.height}px`;
    const g = this.canvas.getContext('2d')!, image = g.createImageData(request.columns, request.rows);
    const low = rgb(t['state-0']), high = rgb(t['state-1']), change = rgb(t.change);
    // A color a word: the 256 shades are mixed once.
    const word = (color: ArrayLike<number>): number => new Uint32Array(Uint8ClampedArray.of(color[0]!, color[1]!, color[2]!, 255).buffer)[0]!;
    const shades = Uint32Array.from({ length: 256 }, (_, v) => word([0, 1, 2].map(c => low[c]! + ((high[c]! - low[c]!) * v) / 255))), changed = word(change), pixels = new Uint32Array(image.data.buffer);
    for (let k = 0; k < ones.length; k++)
      pixels[k] = differs[k] ? changed : shades[ones[k]!]!;
    const flat = new OffscreenCanvas(request.columns, request.rows);
    flat.getContext('2d')!.putImageData(image, 0, 0);
    const scaleX = this.canvas.width / request.columns, scaleY = this.canvas.height / request.rows;
    g.imageSmoothingEnabled = scaleX < 3;
    g.drawImage(flat, 0, 0, this.canvas.width, this.canvas.height);
    g.fillStyle = t.change;
    for (let k = 0; k < differs.length; k++)
      if (differs[k]) {
        const c = k % request.columns, r = Math.floor(k / request.columns);
        g.fillRect(Math.floor(c * scaleX), Math.floor(r * scaleY), Math.max(4, scaleX), Math.max(4, scaleY));
      }
    const last = this.x + request.columns * request.across, lastStep = this.t + request.rows * request.down;
    say(this.where, `Cells ${grouped(this.x)} to ${grouped(Math.min(this.done!.cells, last) - 1)}, steps ${grouped(this.t)} to ${grouped(Math.min(this.done!.steps + 1, lastStep) - 1)}; a block of the picture is ${many(request.across, 'cell')} wide and ${many(request.down, 'step')} high.${this.request!.flip ? ` ${differs.reduce((n, v) => n + v, 0)} blocks here hold a cell that differs.` : ''}`);
    this.element.dataset['marked'] = String(differs.reduce((n, v) => n + v, 0));
  }

  private dragged(event: PointerEvent): void {
    if (!this.drag || !this.done)
      return;
    const dx = event.clientX - this.drag.x, dy = event.clientY - this.drag.y;
    if (!this.drag.moved && Math.hypot(dx, dy) < 4)
      return;
    this.drag.moved = true;
    this.x = Math.round(this.drag.atX - dx * 2 ** this.zoom);
    this.t = Math.round(this.drag.atT - dy * 2 ** this.tall);
    this.clamp();
    this.ask();
  }

  private pointed(event: PointerEvent): void {
    if (!this.picture)
      return;
    const b = this.canvas.getBoundingClientRect(), { request } = this.picture;
    const c = Math.floor(((event.clientX - b.left) / b.width) * request.columns), r = Math.floor(((event.clientY - b.top) / b.height) * request.rows);
    this.flip({ t: request.t + r * request.down + (request.down >> 1), i: request.x + c * request.across + (request.across >> 1) });
  }

  private flip(place: { t: number; i: number } | null): void {
    if (!this.done || !this.request || (place === null && this.request.flip === null))
      return;
    if (place && (place.i >= this.done.cells || place.t > this.done.steps))
      return;
    this.request = { ...this.request, flip: place };
    this.start();
  }

  key(event: KeyboardEvent): boolean {
    if (!this.done)
      return false;
    const { columns, rows } = this.size(), far = event.shiftKey ? 0.5 : 0.1;
    const arrow = arrowOf(event.key);
    if (arrow) {
      this.x += Math.round(arrow[0] * far * columns * 2 ** this.zoom);
      this.t += Math.round(arrow[1] * far * rows * 2 ** this.tall);
      this.clamp();
      this.ask();
      return true;
    }
    switch (event.key) {
      case '+': case '=': this.zoomBy(-1); return true;
      case '-': this.zoomBy(1); return true;
      case '0': this.all(); return true;
      case 'u': this.flip(null); return true;
      case 'f': if (this.picture) { const q = this.picture.request; this.flip({ t: q.t + (q.rows >> 1) * q.down, i: q.x + (q.columns >> 1) * q.across }); } return true;
      default: return false;
    }
  }
}

/** The input that takes longest, by the product. */
async function slowest(subject: Subject, cells: number): Promise<Uint8Array> {
  const e = await product.encode(subject.id, { fill: 'worst', digits: cells, width: cells });
  return decode(subject.inputIsFrozen ? e.input : e.cells);
}

const endOf = (boundary: string): End => (boundary.startsWith('periodic') ? 'ring' : boundary === 'fixed:1' ? 1 : 0);
