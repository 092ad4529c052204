import firstRun from '../data/first.json';
import { arrowOf } from '../controls';
import { fill, h, say } from '../dom';
import { mark } from '../marks';
import { differing } from '../model/cells';
import { capital, grouped, many } from '../model/text';
import { copyLink, entitle, errorLine, message, save, setError, settle, type Page } from '../page';
import { loading, loadingText, onLoading, wake } from '../product/product';
import { verdictOf } from '../product/subjects';
import { onTheme, still } from '../theme';
import { writeLink } from '../model/link';
import { compute, TwoDimensions } from './compute';
import { draw, layoutOf, placeAt, type Layout } from './diagram';
import { healMeter } from './heal';
import { legend } from './legend';
import { LargeView } from './large';
import { QuestionForm } from './question';
import { assemble, conesOf, csv, firstFlip, healedAt, rowText, type Cones, type Cursor, type Recorded, type Run } from './run';
import { Settings } from './settings';
import { First, isFirst, readSpec, writeSpec, type Spec } from './spec';
import { Transport } from './transport';
import { caption, evidence, heading, pair } from './words';

/** The page that opens first: one run as one picture, and what may be done to it. */
export class PlayPage implements Page {
  readonly name = 'play';
  readonly label = 'Play';
  title = 'Play';
  readonly element: HTMLElement;
  private spec: Spec = First;
  private run: Run | null = null;
  private cursor: Cursor | null = null;
  private cones: Cones | null = null;
  private layout: Layout | null = null;
  private asked = 0;
  private seen = false;
  /** Where playing ends; only another step needs to be in the link. */
  private stop = 0;
  private readonly heading = h('h1');
  private readonly lead = h('p');
  private readonly canvas = h('canvas', { tabindex: 0, role: 'application', 'aria-roledescription': 'space-time diagram', 'aria-label': 'Space-time diagram. Arrow keys move a cursor, f flips the cell under it.', 'aria-describedby': 'play-twin' });
  private readonly box = h('div', { class: 'canvas' }, this.canvas);
  private readonly transport = new Transport(() => this.paint());
  private readonly question = new QuestionForm(spec => this.change(spec));
  private readonly settings = new Settings(spec => this.change(spec));
  private readonly large = new LargeView(() => this.leaveLarge());
  private readonly legend = h('ul', { class: 'legend' });
  private readonly caption = h('p', { class: 'caption' });
  private readonly more = h('p', { class: 'muted' });
  private readonly pair = h('dl', { class: 'pair' });
  private readonly evidence = h('div', { class: 'block evidence' });
  private readonly hint = h('p');
  private readonly noise = h('button', { type: 'button', onclick: () => this.flipSome() }, 'Flip 10 % of this row');
  private readonly undo = h('button', { type: 'button', onclick: () => this.undoAll() }, 'Undo the flips');
  private readonly other = h('p', { class: 'after' });
  private readonly heal = h('div', { class: 'heal', hidden: true });
  private readonly twin = h('p', { id: 'play-twin' });
  private readonly twinRow = h('pre', { tabindex: 0, 'aria-label': 'The row as digits' });
  private readonly live = h('p', { class: 'hide', 'aria-live': 'polite' });
  private readonly wait = h('p', { class: 'note wait', hidden: true, role: 'status' });
  private readonly error = errorLine();
  private readonly pad = this.makePad();
  private readonly figure: HTMLElement;

  constructor() {
    this.figure = h('div', { class: 'figure' },
      this.question.element, this.error, this.box, this.transport.element, this.pad, this.legend, this.settings.element,
      h('details', { class: 'twin' }, h('summary', {}, 'The picture in words and numbers'), this.twin, this.twinRow,
        h('button', { type: 'button', onclick: () => this.run && save(`${this.run.subject.name}.csv`, csv(this.run), 'text/csv') }, 'Save the rows as CSV')));
    this.large.element.hidden = true;
    this.element = h('section', { class: 'page', 'aria-label': 'Play' },
      h('div', { class: 'lead' }, this.heading, this.lead),
      h('div', { class: 'split' }, this.figure, this.large.element,
        h('aside', {}, h('div', { class: 'block' }, this.caption, this.more), this.pair, this.evidence,
          h('div', { class: 'block break' }, h('h2', {}, 'Break it'), this.hint, h('div', { class: 'row' }, this.noise, this.undo), this.heal, this.other))), this.live);
    this.box.append(this.wait);
    this.canvas.addEventListener('pointerdown', event => this.pointed(event));
    this.canvas.addEventListener('pointerenter', wake, { once: true });
    this.canvas.addEventListener('focus', wake, { once: true });
    this.box.addEventListener('pointerenter', wake, { once: true });
    new ResizeObserver(() => this.arrange()).observe(this.box);
    onTheme(() => { this.paint(); this.large.paint(); });
    onLoading(() => this.showLoading());
    this.settings.longer = (cells: number) => this.goLarge(cells);
    this.settings.share.append(copyLink());
  }

  show(query: URLSearchParams): void {
    const cells = Number(query.get('cells') ?? 0);
    const spec = readSpec(query);
    if (cells >= 256) {
      this.goLarge(Math.min(1e6, cells), spec, query);
      return;
    }
    if (this.run && writeSpec({ ...spec, step: -1 }, this.run.subject.form) === writeSpec({ ...this.spec, step: -1 }, this.run.subject.form)) {
      if (spec.step >= 0)
        this.transport.go(spec.step);
      return;
    }
    this.change(spec);
  }

  hide(): void { this.transport.pause(); this.large.pause(); }

  /** Computes what is asked; the recorded run answers the first question at once. */
  private async change(spec: Spec, from: number | null = null): Promise<void> {
    const ticket = ++this.asked;
    this.leaveLarge(false);
    this.spec = spec;
    this.transport.pause();
    setError(this.error, null);
    if (!this.run && !isFirst(spec)) {
      this.element.classList.add('empty');
      say(this.heading, `${capital(spec.rule)}: one moment.`);
      say(this.lead, 'This run is computed in your browser by the product itself, which is loaded first.');
      this.question.show(spec, null);
    }
    try {
      if (isFirst(spec)) {
        this.accept(assemble(spec, firstRun as unknown as Recorded), from);
        return;
      }
      const late = setTimeout(() => this.box.classList.add('late'), 300);
      const run = await compute(spec).finally(() => { clearTimeout(late); this.box.classList.remove('late'); });
      if (ticket !== this.asked)
        return;
      this.accept(run, from);
      const verdict = await verdictOf(run.subject);
      if (ticket === this.asked && this.run === run) {
        run.verdict = verdict;
        this.tell();
      }
    } catch (error) {
      if (error instanceof TwoDimensions && ticket === this.asked) {
        location.hash = writeLink('worlds', { rule: spec.rule });
      } else if (ticket === this.asked) {
        setError(this.error, message(error));
        if (!this.run)
          say(this.heading, `${capital(spec.rule)} cannot be shown.`);
        this.question.show(spec, this.run);
      }
    }
  }

  private accept(run: Run, from: number | null): void {
    this.run = run;
    this.element.classList.remove('empty');
    if (this.cursor === null && this.spec.flips.length === 1)
      this.cursor = this.spec.flips[0]!;
    this.cones = conesOf(run, this.cursor && this.cursor.i < run.n && this.cursor.t < run.rows.length ? this.cursor : (this.cursor = null));
    const [title, lead] = heading(run);
    entitle(this, `Play: ${run.subject.name}`);
    say(this.heading, title);
    say(this.lead, lead);
    this.question.show(this.spec, run);
    this.settings.show(this.spec, run);
    const settled = run.outcome.outcome === 'FixedPoint';
    const stop = settled ? Math.max(run.rest, run.calm) + 2 : run.rows.length - 1;
    this.stop = Math.min(stop, run.rows.length - 1);
    const start = from ?? (this.spec.step >= 0 ? this.spec.step : 0);
    this.arrange();
    this.transport.load(run.rows.length - 1, stop, run.rest, start);
    this.arrange();
    if (this.spec.step >= 0 && from === null) {
      this.paint();
    } else if (still()) {
      this.transport.present();
    } else {
      const first = !this.seen;
      setTimeout(() => { if (this.run === run && !this.element.hidden) this.transport.present(); }, first ? 450 : 0);
    }
    this.seen = true;
  }

  private arrange(): void {
    const width = this.box.clientWidth;
    if (!this.run || width < 100)
      return;
    this.layout = layoutOf(this.run, width, innerHeight - 330);
    const scale = devicePixelRatio || 1, { height } = this.layout;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.canvas.dataset['cells'] = String(this.layout.cells);
    this.canvas.dataset['row'] = String(this.layout.ch);
    this.paint();
  }

  private paint(): void {
    const { run, layout } = this;
    if (!run || !layout || this.element.hidden || !this.large.element.hidden)
      return;
    const step = Math.max(0, Math.min(run.rows.length - 1, this.transport.step));
    const g = this.canvas.getContext('2d')!, scale = devicePixelRatio || 1;
    g.setTransform(scale, 0, 0, scale, 0, 0);
    draw(g, layout, { run, step, cursor: this.cursor, cones: this.cones });
    this.tell();
  }

  /** The words beside the picture, and its twin for those who do not see it. */
  private tell(): void {
    const run = this.run!, step = Math.max(0, Math.min(run.rows.length - 1, this.transport.step)), { title, more } = caption(run, step);
    say(this.caption, title);
    say(this.more, more);
    const p = pair(run, step);
    fill(this.pair, h('div', {}, h('dt', {}, p.leftName), h('dd', {}, p.left)), p.sign ? h('div', { class: 'between', 'aria-hidden': 'true' }, h('dd', {}, p.sign)) : h('div', {}), h('div', {}, h('dt', {}, p.rightName), h('dd', {}, p.right)));
    const lines = JSON.stringify([evidence(run, step), run.verdict === null]);
    if (this.evidence.dataset['lines'] !== lines) {
      this.evidence.dataset['lines'] = lines;
      fill(this.evidence, evidence(run, step).map(e => h('div', { class: `ev ${e.kind}` }, mark(e.kind), h('div', {}, h('h2', {}, e.name), e.lines.map(line => h('p', {}, line)),
        e.kind === 'proved' ? h('p', {}, h('a', { href: `#rule?rule=${encodeURIComponent(this.spec.rule)}` }, `See the ${run.subject.rule.entries === 8 ? 'eight' : run.subject.rule.entries} cases`)) : null))));
    }
    const settled = run.outcome.outcome === 'FixedPoint';
    say(this.hint, run.subject.inputIsFrozen ? 'Flip cells and watch them heal. Change a digit of the input, and the question itself is another one.' : settled ? 'Flip cells and watch the difference.' : 'Flip cells and watch the difference spread. Nothing heals here.');
    fill(this.other, run.subject.inputIsFrozen ? 'What does not heal is a wrong rule: ' : 'Or ', h('a', { href: `#rule?rule=${encodeURIComponent(this.spec.rule)}` }, 'change its table'), '.');
    const changes = this.spec.flips.length + this.spec.digits.length;
    this.undo.disabled = changes === 0;
    say(this.undo, changes > 1 ? `Undo ${changes} flips` : 'Undo the flip');
    this.tellHealing(run, step);
    this.transport.say(run.rest >= 0 && step >= run.rest);
    this.question.answer(run, step);
    legend(this.legend, run, this.cursor);
    say(this.twinRow, rowText(run, step));
    if (!this.transport.playing) {
      const text = `${title} ${more} Row ${step} of ${run.rows.length - 1}, ${run.rows[step]!.filter(v => v > 0).length} of ${run.n} cells are not 0, from ${run.mirror ? `place ${run.n - 1} on the left to place 0 on the right` : `cell 0 on the left to cell ${run.n - 1} on the right`}.`;
      say(this.twin, text);
      say(this.live, text);
    }
    if (!this.transport.playing)
      settle(writeSpec({ ...this.spec, step: this.transport.touched ? (step === this.stop ? -1 : step) : this.spec.step }, run.subject.form));
  }

  private tellHealing(run: Run, step: number): void {
    this.heal.hidden = run.spec.flips.length === 0;
    if (this.heal.hidden)
      return;
    const first = firstFlip(run), counts = run.rows.slice(first, first + 40).map((row, k) => differing(row, run.clean[first + k]!));
    const now = step >= first ? differing(run.rows[step]!, run.clean[step]!) : 0, healed = healedAt(run);
    fill(this.heal, healMeter(counts, step - first), h('p', {}, `${many(now, 'cell differs', 'cells differ')} now, at most ${grouped(Math.max(...counts))}${healed >= 0 && step >= healed ? `; none since step ${healed}` : ''}.`));
  }

  // What one can do

  private pointed(event: PointerEvent): void {
    if (!this.run || !this.layout || event.button !== 0)
      return;
    const box = this.canvas.getBoundingClientRect();
    const place = placeAt(this.run, this.layout, event.clientX - box.left, event.clientY - box.top);
    if (!place)
      return;
    this.cursor = place;
    this.flip();
  }

  private flip(): void {
    const { cursor, spec } = this;
    if (!cursor || !this.run)
      return;
    const place = cursor.row === undefined ? { t: cursor.t, i: cursor.i } : { t: cursor.row, i: cursor.i };
    const list = cursor.row === undefined ? spec.flips : spec.digits;
    const size = cursor.row === undefined ? this.run.subject.state.length : this.run.subject.form === 'numbers' ? this.run.subject.base : this.run.subject.frozen!.length;
    const times = list.filter(p => p.t === place.t && p.i === place.i).length;
    const others = list.filter(p => p.t !== place.t || p.i !== place.i);
    const next = times + 1 < size ? [...list, place] : others;
    const changed = cursor.row === undefined ? { ...spec, flips: next } : { ...spec, digits: next };
    void this.change({ ...changed, step: -1 }, next.length === 0 ? null : cursor.row === undefined ? Math.max(0, cursor.t - 1) : 0);
  }

  private flipSome(): void {
    const run = this.run;
    if (!run)
      return;
    const t = Math.max(0, Math.min(this.transport.step, run.rows.length - 2));
    const draws = crypto.getRandomValues(new Uint32Array(run.n));
    let flips = Array.from(draws.keys()).filter(i => draws[i]! < 0.1 * 2 ** 32).map(i => ({ t, i }));
    if (flips.length === 0)
      flips = [{ t, i: draws[0]! % run.n }];
    this.cursor = null;
    void this.change({ ...this.spec, flips: [...this.spec.flips, ...flips], step: -1 }, t);
  }

  private undoAll(): void {
    this.cursor = null;
    const end = this.run ? this.run.rows.length : 0;
    void this.change({ ...this.spec, flips: [], digits: [], step: -1 }, end);
  }

  private move(dt: number, di: number): void {
    const run = this.run;
    if (!run)
      return;
    this.transport.pause();
    const start: Cursor = { t: Math.max(0, this.transport.step), i: Math.floor(run.n / 2) };
    const c = this.cursor && this.cursor.row === undefined ? { t: this.cursor.t + dt, i: this.cursor.i + (run.mirror ? -di : di) } : start;
    this.cursor = { t: Math.max(0, Math.min(run.rows.length - 1, c.t)), i: Math.max(0, Math.min(run.n - 1, c.i)) };
    this.cones = conesOf(run, this.cursor);
    this.transport.go(Math.max(this.transport.step, this.cursor.t));
    this.paint();
    say(this.live, `Step ${this.cursor.t}, ${run.mirror ? 'place' : 'cell'} ${this.cursor.i}: ${run.subject.state[run.rows[this.cursor.t]![this.cursor.i]!]}.`);
  }

  /** For small screens, where a cell is smaller than a finger. */
  private makePad(): HTMLElement {
    const button = (label: string, sign: string, act: () => void) => h('button', { type: 'button', 'aria-label': label, onclick: act }, sign);
    return h('div', { class: 'pad', role: 'group', 'aria-label': 'Cursor' },
      button('Cursor left', '←', () => this.move(0, -1)), button('Cursor right', '→', () => this.move(0, 1)),
      button('Cursor up', '↑', () => this.move(-1, 0)), button('Cursor down', '↓', () => this.move(1, 0)),
      button('Flip the cell under the cursor', 'Flip', () => { if (!this.cursor) this.move(0, 0); this.flip(); }));
  }

  key(event: KeyboardEvent): boolean {
    if (!this.large.element.hidden)
      return this.large.key(event);
    const on = event.target === this.canvas, far = event.shiftKey ? 10 : 1;
    const arrow = arrowOf(event.key);
    if (on && arrow) {
      this.move(arrow[1] * far, arrow[0] * far);
      return true;
    }
    switch (event.key) {
      case ' ': this.transport.toggle(this.run?.spec.flips.length ? Math.max(0, firstFlip(this.run) - 1) : 0); return true;
      case 'ArrowRight': case 'ArrowLeft': this.transport.choose(this.transport.step + (event.key === 'ArrowRight' ? far : -far)); return true;
      case 'Home': this.transport.choose(0); return true;
      case 'End': this.transport.choose(1e9); return true;
      case 'f': if (!this.cursor) this.move(0, 0); this.flip(); return true;
      case 'Enter': if (!on) return false; if (!this.cursor) this.move(0, 0); this.flip(); return true;
      case 'u': this.undoAll(); return true;
      case 'n': this.flipSome(); return true;
      case 'l': void this.question.longest(); return true;
      case 'Escape': if (!this.cursor) return false; this.cursor = null; this.cones = null; this.paint(); return true;
      default: return false;
    }
  }

  private showLoading(): void {
    this.wait.hidden = loading() === 'ready' || loading() === 'idle';
    say(this.wait, `${loadingText()}${this.run ? ' The picture already works.' : ''}`);
  }

  private goLarge(cells: number, spec: Spec = this.spec, query?: URLSearchParams): void {
    this.transport.pause();
    this.figure.hidden = true;
    this.large.element.hidden = false;
    this.element.classList.remove('empty');
    this.element.classList.add('large');
    say(this.heading, `${grouped(cells)} cells of ${spec.rule}.`);
    say(this.lead, 'Each pixel is as dark as its block is full, and one differing cell is never too small to be seen. Drag to move, turn the wheel to zoom, click to flip the cell in the middle of a pixel.');
    void this.large.open(spec, cells, query);
  }

  private leaveLarge(restore = true): void {
    if (this.large.element.hidden)
      return;
    this.large.element.hidden = true;
    this.large.pause();
    this.figure.hidden = false;
    this.element.classList.remove('large');
    if (this.run) {
      const [title, lead] = heading(this.run);
      say(this.heading, title);
      say(this.lead, lead);
    }
    if (restore)
      void this.change({ ...this.spec, step: -1 });
  }
}
