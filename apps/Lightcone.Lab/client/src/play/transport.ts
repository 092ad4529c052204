import { h, s } from '../dom';
import { grouped } from '../model/text';
import { still } from '../theme';

const icon = (path: string) => s('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: path }));

/** The clock of a figure: first, back, play, on, scrub, speed and the count. Steps move one at a time, without easing. */
export class Transport {
  readonly element: HTMLElement;
  step = 0;
  /** Whether a person chose the step, rather than the clock. */
  touched = false;
  private last = 0;
  private stop = 0;
  private timer = 0;
  private clock = 0;
  private speed = 1;
  private readonly disc = h('button', { type: 'button', class: 'icon main', 'aria-label': 'Play', title: 'Space' });
  private readonly slider = h('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Step' });
  private readonly tick = h('i', { hidden: true });
  private readonly count = h('output', { class: 'count' });

  constructor(private readonly changed: (step: number) => void) {
    const button = (label: string, title: string, path: string, act: () => void) => h('button', { type: 'button', class: 'icon', 'aria-label': label, title, onclick: act }, icon(path));
    this.disc.addEventListener('click', () => this.toggle());
    this.slider.addEventListener('input', () => this.choose(this.slider.valueAsNumber));
    const speed = h('select', { 'aria-label': 'Speed', class: 'speed', onchange: (e: Event) => { this.speed = Number((e.target as HTMLSelectElement).value); } },
      [['0.25', '¼×'], ['0.5', '½×'], ['1', '1×'], ['2', '2×'], ['4', '4×']].map(([value, label]) => h('option', { value, selected: value === '1' }, label!)));
    this.element = h('div', { class: 'transport', role: 'group', 'aria-label': 'Time' },
      button('To the first step', 'Home', 'M3 3v10M13 3 6 8l7 5z', () => this.choose(0)),
      button('One step back', 'Left arrow', 'M11 3 4 8l7 5z', () => this.choose(this.step - 1)),
      this.disc,
      button('One step on', 'Right arrow', 'm5 3 7 5-7 5z', () => this.choose(this.step + 1)),
      speed,
      h('div', { class: 'scrub' }, this.slider, this.tick), this.count);
    this.icon();
  }

  get playing(): boolean { return this.timer !== 0; }

  /** A new run: its last step, where playing stops, and where it comes to rest (-1: nowhere). */
  load(last: number, stop: number, rest: number, step: number): void {
    this.last = last;
    this.stop = Math.min(stop, last);
    this.slider.max = String(last);
    this.tick.hidden = rest < 0;
    this.tick.style.left = `calc(${(100 * rest) / Math.max(1, last)}% + ${8 - (16 * rest) / Math.max(1, last) - 1}px)`;
    this.step = -1;
    this.touched = false;
    this.go(step);
  }

  /** A person's step: the clock stops. */
  choose(step: number): void {
    this.touched = true;
    this.pause();
    this.go(step);
  }

  go(step: number): void {
    const next = Math.max(0, Math.min(this.last, step));
    if (next === this.step)
      return;
    this.step = next;
    this.slider.value = String(next);
    this.slider.setAttribute('aria-valuetext', `step ${next} of ${this.last}`);
    this.changed(next);
  }

  /** The words at the right end. */
  say(rest: boolean): void {
    this.count.replaceChildren('step ', h('b', {}, grouped(this.step)), ` of ${grouped(this.last)}`, rest ? h('span', { class: 'muted' }, ' · at rest') : '');
  }

  /** Plays from where it stands, or, at the end, from a step before. */
  toggle(from = 0): void {
    if (this.playing) {
      this.pause();
      return;
    }
    if (this.step >= this.stop)
      this.go(from);
    this.play();
  }

  play(): void {
    if (this.playing)
      return;
    this.clock = performance.now();
    this.timer = requestAnimationFrame(now => this.frame(now));
    this.icon();
  }

  /** Plays, unless motion is not wanted: then the finished picture, paused. */
  present(): void {
    this.pause();
    if (still())
      this.go(this.stop);
    else
      this.play();
  }

  pause(): void {
    if (!this.playing)
      return;
    cancelAnimationFrame(this.timer);
    this.timer = 0;
    this.icon();
    this.changed(this.step);
  }

  private frame(now: number): void {
    const each = (this.last > 48 ? 50 : 110) / this.speed;
    const due = Math.floor((now - this.clock) / each);
    if (due > 0) {
      this.clock = now;
      if (this.step >= this.stop) {
        this.pause();
        return;
      }
      this.go(Math.min(this.stop, this.step + Math.min(due, 4)));
    }
    this.timer = requestAnimationFrame(later => this.frame(later));
  }

  private icon(): void {
    this.disc.replaceChildren(icon(this.playing ? 'M4 3h2.5v10H4zM9.5 3H12v10H9.5z' : 'M4 2.5v11l9-5.5z'));
    this.disc.setAttribute('aria-label', this.playing ? 'Pause' : 'Play');
  }
}
