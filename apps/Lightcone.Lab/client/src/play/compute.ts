import { decode } from '../model/cells';
import * as product from '../product/product';
import { subjectOf } from '../product/subjects';
import type { Configuration, Encoded, Subject } from '../product/types';
import { assemble, type Answered, type Run } from './run';
import type { Spec } from './spec';

const configuration = (e: Encoded): Configuration => ({ width: e.width, height: e.height, boundary: e.boundary, cells: decode(e.cells), input: decode(e.input) });

/** A rule for the page Worlds. */
export class TwoDimensions extends Error {}

/** Computes a run by the product. The verdict comes later, so that the picture need not wait for it. */
export async function compute(spec: Spec): Promise<Run> {
  const subject = await subjectOf(spec.rule);
  if (subject.dimensions !== 1)
    throw new TwoDimensions(`${subject.name} has two dimensions: open it on the page Worlds.`);
  const base = await encoded(subject, spec, false);
  const out = await product.outcome(subject.id, configuration(base), 20000);
  const settles = out.outcome === 'FixedPoint';
  const lastFlip = spec.flips.reduce((t, f) => Math.max(t, f.t), 0);
  const asked = spec.digits.length > 0 ? await encoded(subject, spec, true) : base;
  const again = asked === base ? out : await product.outcome(subject.id, configuration(asked), 20000);
  const steps = Math.min(260, settles
    ? Math.max(Math.min(32, base.width / 2), out.steps + 4, (again.outcome === 'FixedPoint' ? again.steps : 0) + 4, spec.flips.length ? lastFlip + base.width + 4 : 0)
    : spec.rows - 1);
  const changes = [...spec.flips].sort((x, y) => x.t - y.t).flatMap(f => [f.t, f.i, 1]);
  const clean = await answered(subject, base, steps, []);
  const real = asked === base && changes.length === 0 ? clean : await answered(subject, asked, steps, changes);
  return assemble(spec, { subject, verdict: null as never, outcome: out, answered: real }, clean);
}

async function encoded(subject: Subject, spec: Spec, changed: boolean): Promise<Encoded> {
  const common = { boundary: spec.edge };
  if (subject.form === 'numbers') {
    const [a, b] = changed ? changedOperands(subject, spec) : [spec.a, spec.b];
    return product.encode(subject.id, { ...common, a, b, digits: spec.places });
  }
  const first = await product.encode(subject.id, spec.symbols !== '' ? { ...common, symbols: spec.symbols } : { ...common, fill: spec.fill, seed: String(spec.seed), width: spec.places });
  if (!changed)
    return first;
  const input = decode(first.input), names = subject.frozen ?? subject.state;
  for (const { i } of spec.digits)
    if (i < input.length)
      input[i] = (input[i]! + 1) % names.length;
  return product.encode(subject.id, { ...common, symbols: Array.from(input, v => names[v]).join(names.every(x => x.length === 1) ? '' : ' ') });
}

/** The operands with the changed digits: each goes to the next digit of the base. */
export function changedOperands(subject: Pick<Subject, 'base'>, spec: Pick<Spec, 'a' | 'b' | 'digits'>): [string, string] {
  const base = BigInt(subject.base);
  const turned = [BigInt(spec.a), BigInt(spec.b)];
  for (const { t, i } of spec.digits) {
    const weight = base ** BigInt(i), digit = (turned[t]! / weight) % base;
    turned[t] = turned[t]! + (((digit + 1n) % base) - digit) * weight;
  }
  return [String(turned[0]), String(turned[1])];
}

async function answered(subject: Subject, e: Encoded, steps: number, changes: number[]): Promise<Answered> {
  const c = configuration(e);
  const rows = await product.rows(subject.id, c, steps, changes);
  const read = subject.readout ? await product.readouts(subject.id, e.width, rows, c.input) : new Uint8Array();
  const answers = subject.form === 'numbers' ? await product.answers(subject.id, e.width, rows, c.input) : [];
  return { encoded: e, rows, read, answers };
}
