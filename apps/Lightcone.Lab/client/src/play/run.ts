import { decode, differing, restOf, split } from '../model/cells';
import { cone, edgeOf, inputCone, isThread, reads, type Edge, type Mask, type Place } from '../model/cone';
import { openInputs } from '../model/table';
import { csv as table } from '../model/text';
import type { Encoded, Outcome, Subject, VerdictReply } from '../product/types';
import type { Spec } from './spec';

/** What the product computed for one question: as it comes from the worker, or as it was recorded. Bytes are base 64. */
export interface Answered { encoded: Encoded; rows: string | Uint8Array; read: string | Uint8Array; answers: (string | null)[] }
export interface Recorded { subject: Subject; verdict: VerdictReply; outcome: Outcome; answered: Answered }

/** A run that can be drawn. */
export interface Run {
  spec: Spec;
  subject: Subject;
  verdict: VerdictReply | null;
  outcome: Outcome;
  n: number;
  edge: Edge;
  /** Numbers are written with their last digit on the right, so cell 0 stands there. */
  mirror: boolean;
  input: Uint8Array;
  rows: Uint8Array[];
  /** The same without what was flipped. */
  clean: Uint8Array[];
  diff: Mask;
  read: Uint8Array[] | null;
  answers: (string | null)[];
  a: string | null;
  b: string | null;
  law: number | null;
  /** Steps until rest of this run and of the clean one; -1 when it did not come to rest in what is shown. */
  rest: number;
  calm: number;
  /** Cells whose last changes, one after another, took longest; length 0 when there is no such chain. */
  chain: { from: number; length: number };
  /** Under which cells a signal passes. */
  open: Uint8Array;
}

const bytesOf = (x: string | Uint8Array): Uint8Array => (typeof x === 'string' ? decode(x) : x);

/** Puts together what the worker answered; asked and clean are the same object when nothing was flipped. */
export function assemble(spec: Spec, recorded: Recorded, clean: Answered = recorded.answered): Run {
  const { subject, verdict, outcome, answered } = recorded;
  const n = answered.encoded.width;
  const all = split(bytesOf(answered.rows), n), other = clean === answered ? all : split(bytesOf(clean.rows), n);
  const settles = outcome.outcome === 'FixedPoint';
  const calm = settles ? Math.max(0, restOf(other)) : -1;
  const rest = settles ? restOf(all) : -1;
  const lastFlip = spec.flips.reduce((t, f) => Math.max(t, f.t), 0);
  const wanted = settles ? Math.max(Math.min(32, n / 2), calm + 4, (rest < 0 ? all.length : rest) + 3, lastFlip + 3) : all.length;
  const count = Math.min(all.length, Math.round(wanted));
  const rows = all.slice(0, count), cleanRows = other.slice(0, count);
  const input = decode(answered.encoded.input);
  const passes = openInputs(subject.rule);
  return {
    spec, subject, verdict, outcome, n, edge: edgeOf(answered.encoded.boundary), mirror: subject.form === 'numbers', input, rows, clean: cleanRows,
    diff: rows.map((row, t) => row.map((v, i) => (v === cleanRows[t]![i] ? 0 : 1))),
    read: subject.readout ? split(bytesOf(answered.read), n).slice(0, count) : null,
    answers: answered.answers, a: answered.encoded.a, b: answered.encoded.b, law: answered.encoded.law,
    rest: rest < 0 || rest >= count ? -1 : rest, calm,
    chain: spec.digits.length > 0 ? chainOf(subject, all, rest, answered.encoded.law) : chainOf(subject, other, calm, clean.encoded.law),
    open: passes.length === 0 ? new Uint8Array(n).fill(1) : input.map(v => (passes[v] ? 1 : 0)),
  };
}

/** Where influence goes one place a step, the cell that changes last ends a chain of as many cells as there were steps. */
function chainOf(subject: Subject, rows: Uint8Array[], rest: number, law: number | null): { from: number; length: number } {
  const offsets = reads(subject.rule.positions);
  if (rest < 2 || law !== rest || !subject.inputIsFrozen || offsets.length !== 1 || offsets[0] !== -1)
    return { from: 0, length: 0 };
  const last = rows[rest]!.findIndex((v, i) => v !== rows[rest - 1]![i]);
  return { from: last - rest + 1, length: rest };
}

export const changedAt = (run: Run, t: number): number => (t > 0 ? differing(run.rows[t]!, run.rows[t - 1]!) : 0);
export const differAt = (run: Run, t: number): number => run.diff[t]!.reduce((a, b) => a + b, 0);

/** The step from which on nothing differs any more after flips; -1 while something does. */
export function healedAt(run: Run): number {
  if (run.spec.flips.length === 0)
    return -1;
  const first = firstFlip(run);
  for (let t = run.rows.length - 1; t >= first; t--)
    if (differAt(run, t) > 0)
      return t === run.rows.length - 1 ? -1 : t + 1;
  return first;
}

export const firstFlip = (run: Run): number => run.spec.flips.reduce((t, f) => Math.min(t, f.t), Infinity);

export interface Cursor extends Place { row?: 0 | 1 }
export interface Cones { forward: Mask; backward: Mask | null; thread: boolean }

/** What the place under the cursor can influence, and what could have influenced it. */
export function conesOf(run: Run, cursor: Cursor | null): Cones | null {
  if (!cursor)
    return null;
  const positions = run.subject.rule.positions, offsets = reads(positions), count = run.rows.length;
  const forward = cursor.row === undefined
    ? cone([cursor], count, run.n, offsets, run.edge, true)
    : inputCone(cursor.i, count, run.n, positions, run.edge);
  const backward = cursor.row === undefined ? cone([cursor], count, run.n, offsets, run.edge, false) : null;
  return { forward, backward, thread: isThread(forward) };
}

/** The independent answer by big integers, for the checks of what was run. */
export function expected(subject: Subject, a: string, b: string): string | null {
  const x = BigInt(a), y = BigInt(b);
  switch (subject.sign) {
    case '+': return String(x + y);
    case '-': return String(x - y);
    case '*': return String(x * y);
    default: return null;
  }
}

/** A digit of the question, by the row it stands in. */
export function digitOf(run: Run, row: 0 | 1, i: number): number {
  const v = run.input[i]!;
  return run.subject.form === 'numbers' ? (row === 0 ? Math.floor(v / run.subject.base) : v % run.subject.base) : v;
}

/** The symbols of a row as text, from the left as drawn. */
export function rowText(run: Run, t: number): string {
  const names = run.subject.state, row = Array.from(run.rows[t]!);
  const all = (run.mirror ? row.reverse() : row).map(v => names[v] ?? String(v));
  return names.every(x => x.length === 1) ? all.join('').replace(/(.{8})/g, '$1 ').trim() : all.join(' ');
}

/** All rows as CSV: a line a step, a column a cell, left to right as drawn. */
export function csv(run: Run): string {
  const order = Array.from({ length: run.n }, (_, k) => (run.mirror ? run.n - 1 - k : k));
  return table([['step', ...order.map(i => (run.mirror ? `place ${i}` : `cell ${i}`))], ...run.rows.map((row, t) => [t, ...order.map(i => run.subject.state[row[i]!] ?? row[i])])]);
}
