import { setting } from '../controls';
import { fill, h } from '../dom';
import { grouped } from '../model/text';
import type { Run } from './run';
import { Sizes, type Spec } from './spec';

const LONG = [1000, 10000, 100000, 1000000];

/** What a run may be changed in besides its input: places, rows, edge, and how much longer it may be. */
export class Settings {
  readonly element = h('div', { class: 'settings' });
  readonly share = h('div', { class: 'row' });
  longer: (cells: number) => void = () => {};
  private key = '';

  constructor(private readonly changed: (spec: Spec) => void) {}

  show(spec: Spec, run: Run): void {
    const key = JSON.stringify([spec.rule, spec.places, spec.edge, spec.rows, run.n, run.outcome.outcome, spec.a, spec.b, spec.symbols, spec.flips, spec.digits, spec.seed, spec.fill]);
    if (key === this.key)
      return;
    this.key = key;
    const fresh = { ...spec, flips: [], digits: [], step: -1 };
    const typed = run.subject.form !== 'numbers' && spec.symbols !== '';
    const sizes = [...new Set([...Sizes, run.n])].sort((x, y) => x - y);
    const own = run.subject.boundary, edges = [own, ...['periodic', 'fixed', 'reflecting'].filter(x => !own.startsWith(x))];
    fill(this.element,
      this.choice(run.mirror ? 'places' : 'cells', sizes.map(n => [String(n), String(n)]), String(run.n), value => this.changed({ ...fresh, places: Number(value), ...this.fitting(fresh, run, Number(value)) }), typed),
      run.outcome.outcome === 'FixedPoint' ? null : this.choice('steps', [24, 36, 64, 100, 200].map(n => [String(n), String(n - 1)]), String(spec.rows), value => this.changed({ ...spec, rows: Number(value), step: -1 })),
      this.choice('edge', edges.map(e => [e === own ? '' : e, EDGES[e.split(':')[0]!] ?? e]), spec.edge, value => this.changed({ ...fresh, edge: value })),
      canBeLong(run) ? h('div', { class: 'setting' }, h('span', {}, 'longer'), h('div', { class: 'row tight' }, LONG.map(cells => h('button', { type: 'button', class: 'small', 'aria-label': `${grouped(cells)} cells`, onclick: () => this.longer(cells) }, grouped(cells))))) : null,
      this.share);
  }

  /** Operands that still fit when there are fewer places. */
  private fitting(spec: Spec, run: Run, places: number): Partial<Spec> {
    if (run.subject.form !== 'numbers')
      return {};
    const most = BigInt(run.subject.base) ** BigInt(places);
    return { a: String(BigInt(spec.a) % most), b: String(BigInt(spec.b) % most) };
  }

  private choice(label: string, options: [string, string][], value: string, act: (value: string) => void, disabled = false): HTMLElement {
    const select = h('select', { disabled, onchange: () => act(select.value) }, options.map(([v, text]) => h('option', { value: v, selected: v === value }, text)));
    return setting(label, select);
  }
}

const EDGES: Record<string, string> = { periodic: 'ring', fixed: 'wall', reflecting: 'mirror' };

/** Rules of two symbols whose input, if any, has two or four. */
export const canBeLong = (run: Run): boolean =>
  run.subject.state.length === 2 && run.subject.rule.positions.every(p => !p.frozen || (p.x === 0 && (p.symbols.length === 2 || p.symbols.length === 4)))
  && run.subject.rule.positions.filter(p => p.frozen).length <= 1 && (run.subject.form !== 'numbers' || run.subject.base === 2);
