import type { Place } from '../model/cone';
import { readPlaces, writeLink, writePlaces } from '../model/link';

/** Everything that makes a run, and so everything that a link must hold. */
export interface Spec {
  /** A task's name or a rule's notation. */
  rule: string;
  /** Operands of number tasks, in decimal. */
  a: string;
  b: string;
  /** Typed symbols of other tasks; empty when they are drawn. */
  symbols: string;
  /** How symbols are drawn when none are typed. */
  fill: 'random' | 'one' | 'worst';
  seed: number;
  places: number;
  /** A boundary's name; empty for the rule's own. */
  edge: string;
  /** How many rows a run has that does not come to rest. */
  rows: number;
  /** Cells that were flipped: at step t, cell i goes to its next symbol. */
  flips: Place[];
  /** Digits of the question that were changed: row 0 is a or the input, 1 is b. */
  digits: Place[];
  /** The step that is shown; -1 for the last. */
  step: number;
}

export const First: Spec = {
  rule: 'addition', a: '4087679896580271562', b: '8450341468468665137', symbols: '', fill: 'random', seed: 1, places: 64, edge: '', rows: 36, flips: [], digits: [], step: -1,
};

export const Sizes = [16, 32, 48, 64, 96, 128];

/** A run from a link; what is malformed or out of range is left at its usual value. */
export function readSpec(query: URLSearchParams): Spec {
  const whole = (name: string, usual: number, least: number, most: number): number => {
    const n = Number(query.get(name) ?? NaN);
    return Number.isInteger(n) && n >= least && n <= most ? n : usual;
  };
  const numeral = (name: 'a' | 'b'): string => (/^\d{1,60}$/.test(query.get(name) ?? '') ? query.get(name)! : First[name]);
  const fill = query.get('fill');
  const places = whole('places', First.places, 1, 128);
  return {
    rule: query.get('rule') || First.rule, a: numeral('a'), b: numeral('b'), symbols: query.get('symbols') ?? '',
    fill: fill === 'one' || fill === 'worst' ? fill : 'random', seed: whole('seed', 1, 0, 1e9), places, edge: query.get('edge') ?? '',
    rows: whole('rows', First.rows, 2, 200), flips: readPlaces(query.get('flips')).filter(p => p.t <= 250 && p.i < places),
    digits: readPlaces(query.get('digits')).filter(p => p.t <= 1 && p.i < places), step: whole('step', -1, 0, 300),
  };
}

/** The shortest link that gives the run back. */
export function writeSpec(spec: Spec, form: 'numbers' | 'symbols' | 'cells'): string {
  const numbers = form === 'numbers';
  const typed = spec.symbols !== '';
  return writeLink('play', {
    rule: spec.rule,
    a: numbers ? spec.a : undefined, b: numbers ? spec.b : undefined,
    symbols: numbers ? undefined : spec.symbols,
    fill: numbers || typed || spec.fill === 'random' ? undefined : spec.fill,
    seed: numbers || typed || spec.fill !== 'random' ? undefined : spec.seed,
    places: spec.places === First.places ? undefined : spec.places,
    edge: spec.edge, rows: spec.rows === First.rows ? undefined : spec.rows,
    flips: writePlaces(spec.flips), digits: writePlaces(spec.digits),
    step: spec.step < 0 ? undefined : spec.step,
  });
}

/** Whether the recorded run answers this. */
export const isFirst = (spec: Spec): boolean =>
  writeSpec({ ...spec, step: -1 }, 'numbers') === writeSpec(First, 'numbers') && spec.flips.length === 0 && spec.digits.length === 0;
