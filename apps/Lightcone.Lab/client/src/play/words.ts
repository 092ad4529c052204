import { cone, outside, reads } from '../model/cone';
import { readRule } from '../model/link';
import { capital, grouped, many } from '../model/text';
import { changedAt, differAt, expected, firstFlip, healedAt, type Run } from './run';

export interface Caption { title: string; more: string }
export interface Evidence { kind: 'proved' | 'checked' | 'open' | 'ran' | 'bad'; name: string; lines: string[] }

const NAMES: Record<string, [string, string]> = {
  addition: ['Two numbers are added by a wave of carries.', 'Each column is one binary place, each row one step; time runs down. A cell sees its own two digits and the carry of the place to its right, nothing else. Click a cell to flip it.'],
  parity: ['One bit a cell, and the parity of all of them.', 'Each column is one bit, each row one step; time runs down. A cell sees its own bit and the parity so far on its left. Click a cell to flip it.'],
  'decimal-addition': ['Decimal digits, and the same wave of carries.', 'Each column is one decimal place, each row one step. A cell sees its two digits and the carry of the place to its right. Click a cell to flip it.'],
  rule110: ['Rule 110: three cells decide the next one.', 'A ring of cells, time runs down. A cell sees itself and its two neighbors. Click a cell: what it can influence is outlined, what it did influence is tinted.'],
};

/** Title and first sentence of the page. */
export function heading(run: Run): [string, string] {
  const { subject } = run;
  const known = NAMES[subject.name], changed = readRule(run.spec.rule).edits.length;
  if (known)
    return changed > 0 ? [`${capital(readRule(run.spec.rule).rule)}, with ${many(changed, 'entry', 'entries')} of its table changed.`, known[1]] : known;
  const offsets = reads(subject.rule.positions);
  const sees = subject.inputIsFrozen ? `its own input and ${offsets.length === 1 ? 'one neighbor' : `${offsets.length} cells`}` : `${offsets.length} cells around it`;
  return [`${capital(subject.summary?.split(';')[0] ?? subject.name)}.`, `${subject.name}: each column is one cell, each row one step; time runs down. A cell sees ${sees}. Click a cell to change it.`];
}

/** What one cell of the state is called. */
export const signal = (run: Run): [string, string] =>
  run.subject.sign === '+' && run.subject.inputIsFrozen ? ['carry', 'carries'] : run.subject.sign === '-' && run.subject.inputIsFrozen ? ['borrow', 'borrows'] : ['cell', 'cells'];

const settles = (run: Run): boolean => run.outcome.outcome === 'FixedPoint';
const flipWord = (run: Run): string => (run.spec.flips.length === 1 ? 'the flip' : 'the flips');

/** The bold sentence and the grey one. */
export function caption(run: Run, t: number): Caption {
  if (run.spec.digits.length > 0)
    return changedQuestion(run, t);
  if (run.spec.flips.length > 0 && t >= firstFlip(run))
    return afterFlips(run, t);
  return settles(run) ? settling(run, t) : wandering(run, t);
}

function changedQuestion(run: Run, t: number): Caption {
  const what = run.subject.form === 'numbers' ? 'digit' : 'symbol';
  const now = run.rows[t]!.reduce((n, v, i) => n + (v === run.clean[t]![i] ? 0 : 1), 0);
  const title = `You changed the question: ${many(run.spec.digits.length, what)} of ${run.subject.form === 'numbers' ? 'the operands' : 'the input'}.`;
  return { title, more: `${capital(many(now, 'cell'))} of this row ${now === 1 ? 'differs' : 'differ'} from the old question's. That is no error, so nothing heals.` };
}

/** How far from its place one flip has been felt by a step, in cells; around a ring the shorter way. Null for more flips than one. */
export function reachOf(run: Run, t: number): number | null {
  const [flip, ...others] = run.spec.flips;
  if (!flip || others.length > 0)
    return null;
  let far = 0;
  for (const row of run.diff.slice(0, t + 1))
    for (let i = 0; i < row.length; i++)
      if (row[i]) {
        const away = Math.abs(i - flip.i);
        far = Math.max(far, run.edge === 'ring' ? Math.min(away, row.length - away) : away);
      }
  return far;
}

function afterFlips(run: Run, t: number): Caption {
  const first = firstFlip(run), healed = healedAt(run), now = differAt(run, t), since = t - first;
  const total = run.diff.reduce((s, row) => s + row.reduce((a, b) => a + b, 0), 0);
  const [one, more] = signal(run), reach = reachOf(run, t), place = run.subject.form === 'numbers' ? 'place' : 'cell', away = reach === null || reach === 0 ? '' : `, up to ${many(reach, place)} away`;
  if (!settles(run)) {
    const far = farOutside(run);
    return { title: `${many(now, 'cell')} ${now === 1 ? 'differs' : 'differ'}, ${many(since, 'step')} after ${flipWord(run)}.`, more: `${reach ? `It has reached ${many(reach, place)} far. ` : ''}${far === null ? '' : `${far} of all that differ ${far === 1 ? 'lies' : 'lie'} outside the light cone. `}This rule has no state to come back to, so nothing need heal.` };
  }
  if (healed >= 0 && t >= healed)
    return healed === first
      ? { title: 'The flip changed nothing that lasts.', more: 'The cell was put right by the very next step.' }
      : { title: `Healed ${many(healed - first, 'step')} after ${flipWord(run)}.`, more: `${run.spec.flips.length === 1 ? 'It' : 'They'} touched ${many(total, 'cell')} in all${away}. The row at rest is the old one.` };
  if (healed < 0 && t === run.rows.length - 1)
    return run.rest >= 0
      ? { title: `It did not heal: ${many(now, 'cell')} ${now === 1 ? 'stays' : 'stay'} different.`, more: 'The run came to rest in another row than before.' }
      : { title: `${many(now, one, more)} still ${now === 1 ? 'differs' : 'differ'}.`, more: 'What is shown ends here.' };
  return { title: `${many(now, one, more)} wrong, ${many(since, 'step')} after ${flipWord(run)}.`, more: run.open.every(Boolean) ? 'An error travels on with the signal.' : 'An error moves on one place a step, until a place where no signal passes.' };
}

function settling(run: Run, t: number): Caption {
  const [one, more] = signal(run);
  if (t < run.calm) {
    const left = run.calm - t;
    const still = `${many(left, 'step')} ${left === 1 ? 'is' : 'are'} still to come.`;
    return {
      title: t === 0 ? (run.subject.inputIsFrozen ? `No ${one} yet.` : 'The start.') : `Step ${t}: ${many(changedAt(run, t), one, more)} changed.`,
      more: run.law === run.calm ? `The law says ${run.law}, so ${still}` : capital(still),
    };
  }
  const wrong = wrongAnswer(run);
  if (wrong !== null)
    return { title: wrong.said === null ? 'Wrong: the row at rest spells no number.' : `Wrong: it says ${grouped(wrong.said)}.`, more: `The ${run.subject.sign === '-' ? 'difference' : run.subject.sign === '*' ? 'product' : 'sum'} is ${grouped(wrong.right)}. It came to rest all the same, after ${many(run.calm, 'step')}.` };
  const title = run.calm === 0 ? 'It was at rest from the start.' : `Settled after ${many(run.calm, 'step')}.`;
  if (run.law === null)
    return { title, more: 'No law says how many steps such an input takes; these were counted.' };
  return { title, more: run.law === run.calm ? `This input could not do better: ${lawName(run) === null ? 'the law gives' : `its ${lawName(run)} is`} ${grouped(run.law)}.` : `The law says ${grouped(run.law)}, for the rule's own edge.` };
}

/** What is said in place of what is right, once a run of numbers without flips has come to rest; null when it is right. */
export function wrongAnswer(run: Run): { said: string | null; right: string } | null {
  if (run.a === null || run.b === null || run.rest < 0 || run.spec.flips.length > 0 || run.spec.digits.length > 0)
    return null;
  const right = expected(run.subject, run.a, run.b), said = run.answers[run.rest] ?? null;
  return right === null || said === right ? null : { said, right };
}

function wandering(run: Run, t: number): Caption {
  const end = run.rows.length - 1;
  if (t < end)
    return { title: t === 0 ? 'The start.' : `Step ${t}: ${many(changedAt(run, t), 'cell')} changed.`, more: 'This rule need not settle; no law says how many steps it takes.' };
  return { title: run.outcome.outcome === 'Cycle' ? `${end} steps, and it does not settle.` : `${end} steps, and it has not settled.`, more: 'Nothing is claimed about where it goes: each step is proved, the sequel is only run.' };
}

function farOutside(run: Run): number | null {
  const hard = cone(run.spec.flips, run.rows.length, run.n, reads(run.subject.rule.positions), run.edge, true);
  return run.spec.digits.length > 0 ? null : outside(run.diff, hard);
}

/** What the law counts. */
export function lawName(run: Run): string | null {
  return run.subject.inputIsFrozen && run.subject.sign === '+' ? 'longest carry chain' : run.subject.inputIsFrozen && run.subject.sign === '-' ? 'longest borrow chain' : null;
}

/** The count, the sign between, and the law. */
export function pair(run: Run, t: number): { left: string; leftName: string; sign: string; right: string; rightName: string } {
  const taken = run.rest >= 0 ? Math.min(t, run.rest) : t;
  const leftName = `${taken === 1 ? 'step' : 'steps'} taken${run.spec.flips.length > 0 ? ', with flips' : ''}`;
  if (run.law === null)
    return { left: grouped(taken), leftName, sign: '', right: 'none', rightName: settles(run) ? 'no law of steps for this rule' : 'the law: there is no end to reach' };
  const sign = taken < run.law ? '<' : taken > run.law ? '>' : '=';
  return { left: grouped(taken), leftName, sign, right: grouped(run.law), rightName: `the law: ${lawName(run) ?? 'steps to rest'}` };
}

/** What was proved, what was checked, and what was only run. */
export function evidence(run: Run, t: number): Evidence[] {
  const found: Evidence[] = [];
  const own = run.spec.edge === '' || run.spec.edge === run.subject.boundary;
  const v = run.verdict;
  if (v && !v.certified)
    found.push({ kind: 'bad', name: 'Refuted', lines: [v.reason ?? v.text] });
  else if (v) {
    const proved: string[] = [], checked: string[] = [], open: string[] = [];
    const put = (level: string | undefined, line: string) => (level === 'proved' ? proved : level === 'checked' ? checked : open).push(line);
    const { convergence, healing } = v.levels as Record<string, { level?: string; stepBound?: string | null; heals?: boolean | null; checkedUpTo?: number | null } | null>;
    const fn = v.levels['function'] as { level?: string; statement?: string; checkedUpTo?: number | null } | null;
    proved.push(`Every step: all ${run.subject.rule.entries} neighborhoods.`);
    if (own && convergence)
      put(convergence.level, convergence.level === 'proved' ? `From every start it comes to rest${convergence.stepBound ? ` within ${convergence.stepBound}\u00a0steps` : ''}.` : convergence.level === 'checked' ? `It comes to rest from every start, up to ${convergence.checkedUpTo} cells.` : 'Whether it comes to rest.');
    if (own && fn)
      put(fn.level, fn.level === 'proved' ? (settles(run) ? (run.subject.sign && run.subject.sign !== '?' ? `For every length, the row at rest spells a\u00a0${run.subject.sign === '-' ? '\u2212' : run.subject.sign}\u00a0b.` : 'For every length, the row at rest is right.') : `It is ${run.subject.name}, on every ring and for any number of steps.`) : fn.level === 'checked' ? `Its function, up to ${fn.checkedUpTo} digits.` : 'What the row at rest computes, for every length.');
    if (own && healing?.heals)
      proved.push('Flipped cells heal.');
    if (!own)
      open.push('Anything beyond a step: the edge is not the one of the proof.');
    const offsets = reads(run.subject.rule.positions), reach = Math.max(0, ...offsets.map(Math.abs));
    proved.push(reach === 1 ? 'No cell influences another faster than one cell a step.' : `Influence goes at most ${many(reach, 'cell')} a step.`);
    found.push({ kind: 'proved', name: 'Proved', lines: proved });
    if (checked.length > 0)
      found.push({ kind: 'checked', name: 'Checked', lines: checked });
    if (open.length > 0)
      found.push({ kind: 'open', name: 'Not proved', lines: open });
  }
  found.push({ kind: 'ran', name: 'Only run', lines: [onlyRun(run, t)] });
  return found;
}

function onlyRun(run: Run, t: number): string {
  if (!settles(run)) {
    const o = run.outcome;
    const sequel = o.outcome === 'Cycle' ? ` Followed to its end, this start repeats with period ${grouped(o.period)}${o.transient > 0 ? ` from step ${grouped(o.transient)} on` : ''}.` : ` Followed for ${grouped(o.steps)} steps, it neither came to rest nor repeated.`;
    return `These ${run.rows.length - 1} steps from this row.${run.spec.flips.length > 0 ? '' : sequel}`;
  }
  const done = run.rest >= 0 && t >= run.rest && run.spec.flips.length === 0 && run.spec.digits.length === 0;
  if (!done)
    return 'What you see now: one input, one run, in this page.';
  if (run.a !== null && run.b !== null) {
    const right = expected(run.subject, run.a, run.b);
    const same = right !== null && run.answers[run.rest] === right;
    return right === null ? `This pair, once, in this page: ${many(run.rest, 'step')}.` : `This pair, once, in this page: ${many(run.rest, 'step')}, and the answer ${same ? 'equals' : 'differs from'} the one of big integers.`;
  }
  return `This input, once, in this page: ${many(run.rest, 'step')}.`;
}
