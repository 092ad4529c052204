import { Segments } from '../controls';
import { fill, h, say } from '../dom';
import { errorLine, message, setError } from '../page';
import * as product from '../product/product';
import { subjectOf } from '../product/subjects';
import type { Subject } from '../product/types';
import { grouped } from '../model/text';
import type { Run } from './run';
import { First, type Spec } from './spec';
import { wrongAnswer } from './words';

export const SHOWN: [string, string][] = [['addition', 'Addition'], ['parity', 'Parity'], ['decimal-addition', 'Decimal'], ['rule110', 'Rule 110']];
export const OTHERS = ['subtraction', 'comparison', 'addition-carry-save', 'decimal-addition-carry-save', 'even-pairs', 'cycle-navigation', 'modular-arithmetic', 'mod-3', 'gray-code', 'bracket-depth', 'bucket-sort', 'reversal', 'multiply-by-3', 'W30', 'W90', 'W184'];

/** Digits that add up to nine almost everywhere: a chain of some length in few places. */
const Decimal: Partial<Spec> = { places: 24, a: '31415926535897932384', b: '68584073464102067620' };

/** Checks a typed number; the error is a sentence with its place. */
export function readNumber(name: string, typed: string): { value: string } | { error: string } {
  const text = typed.replace(/[\s\u202f_]/g, '');
  const bad = text.search(/[^0-9]/);
  if (text === '')
    return { error: `${name}: no number yet. Type one, for example 99999999.` };
  if (bad >= 0)
    return { error: `${name}:1:${bad + 1}: symbol '${text[bad]}' is not a decimal digit. This page takes whole numbers.` };
  return { value: text.replace(/^0+(?=\d)/, '') };
}

/** Whether the product knows the input that takes longest. */
const canBeLongest = (subject: Subject): boolean => subject.hasWorst && (subject.form !== 'numbers' || subject.hasLaw);

/** What runs, and on which input. */
export class QuestionForm {
  readonly element: HTMLElement;
  private spec: Spec = First;
  private run: Run | null = null;
  private readonly segments = new Segments('What runs', SHOWN, name => this.choose(name));
  private readonly other = h('select', { 'aria-label': 'Another task or rule' });
  private readonly actions = h('div', { class: 'row' });
  private readonly sum = h('form', { class: 'sum', autocomplete: 'off' });
  private readonly a = h('input', { inputmode: 'numeric', spellcheck: 'false', id: 'operand-a', 'aria-describedby': 'operand-error' });
  private readonly b = h('input', { inputmode: 'numeric', spellcheck: 'false', id: 'operand-b', 'aria-describedby': 'operand-error' });
  private readonly symbols = h('input', { spellcheck: 'false', id: 'operand-symbols', 'aria-describedby': 'operand-error' });
  private readonly result = h('output');
  private readonly sign = h('span', {}, '+ b');
  private readonly error = errorLine();
  private form = '';

  constructor(private readonly changed: (spec: Spec) => void) {
    this.error.id = 'operand-error';
    this.other.append(h('option', { value: '' }, 'Other…'), ...OTHERS.map(name => h('option', { value: name }, name)));
    this.other.addEventListener('change', () => { if (this.other.value) this.choose(this.other.value); });
    this.sum.addEventListener('submit', event => { event.preventDefault(); this.typed(); });
    this.sum.addEventListener('input', () => this.typed());
    this.element = h('div', {}, h('div', { class: 'row controls' }, h('div', { class: 'row' }, this.segments.element, this.other), this.actions), this.sum, this.error);
  }

  show(spec: Spec, run: Run | null): void {
    this.spec = spec;
    this.run = run;
    this.segments.choose(spec.rule);
    const listed = SHOWN.some(([name]) => name === spec.rule);
    if (!listed && !OTHERS.includes(spec.rule) && ![...this.other.options].some(o => o.value === spec.rule))
      this.other.append(h('option', { value: spec.rule }, spec.rule.replace(/!.*/, ', changed')));
    this.other.value = listed ? '' : spec.rule;
    this.other.classList.toggle('chosen', !listed);
    if (!run)
      return;
    const form = `${run.subject.form} ${run.subject.name}`;
    if (form !== this.form) {
      this.form = form;
      this.build(run);
    }
    if (run.subject.form === 'numbers') {
      for (const [field, value] of [[this.a, run.a], [this.b, run.b]] as const)
        if (document.activeElement !== field)
          field.value = grouped(value ?? '');
    } else if (document.activeElement !== this.symbols) {
      const names = run.subject.frozen ?? run.subject.state, cells = run.subject.inputIsFrozen ? run.input : run.clean[0]!;
      this.symbols.value = Array.from(cells, v => names[v]).join(names.every(x => x.length === 1) ? '' : ' ');
    }
    setError(this.error, null);
  }

  /** The number that the row spells so far. */
  answer(run: Run, step: number): void {
    if (run.subject.form !== 'numbers')
      return;
    const now = run.answers[step] ?? null, end = run.answers[run.answers.length - 1];
    say(this.result.querySelector('b')!, now === null ? 'no number' : grouped(now));
    this.result.classList.toggle('open', now !== end);
    this.result.classList.toggle('wrong', run.rest >= 0 && step >= run.rest && wrongAnswer(run) !== null);
  }

  /** Asks what takes longest: of numbers the operands that the task itself names, with a place to spare. */
  async longest(): Promise<void> {
    const subject = this.run?.subject;
    if (!subject || !canBeLongest(subject))
      return;
    if (subject.form !== 'numbers') {
      this.again({ symbols: '', fill: 'worst' });
      return;
    }
    try {
      const { id } = await subjectOf(this.spec.rule);
      const { a, b } = await product.encode(id, { fill: 'worst', digits: Math.max(1, this.spec.places - 1) });
      this.again({ a: a!, b: b! });
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private build(run: Run): void {
    const { subject } = run, numbers = subject.form === 'numbers';
    fill(this.actions,
      canBeLongest(subject) ? h('button', { type: 'button', onclick: () => void this.longest() }, numbers && subject.sign !== '?' ? 'Longest chain' : 'Slowest input') : null,
      !numbers && !subject.inputIsFrozen ? h('button', { type: 'button', onclick: () => this.again({ symbols: '', fill: 'one' }) }, 'One cell') : null,
      h('button', { type: 'button', onclick: () => (numbers ? this.pair() : this.again({ symbols: '', fill: 'random', seed: this.spec.seed + 1 })) }, numbers ? 'Another pair' : subject.inputIsFrozen ? 'Another input' : 'Another row'));
    if (numbers) {
      this.sign.textContent = `${subject.sign === '-' ? '\u2212' : subject.sign} b`;
      fill(this.result, h('span', {}, '='), h('b'));
      fill(this.sum, h('label', {}, h('span', {}, 'a'), this.a), h('label', {}, this.sign, this.b), this.result);
      this.sum.className = 'sum';
    } else {
      fill(this.sum, h('label', {}, h('span', {}, subject.inputIsFrozen ? 'input' : 'row 0'), this.symbols));
      this.sum.className = 'sum one';
    }
  }

  private choose(rule: string): void {
    this.changed({ ...First, rule, ...(rule === 'decimal-addition' ? Decimal : {}) });
  }

  private again(part: Partial<Spec>): void {
    this.changed({ ...this.spec, ...part, flips: [], digits: [], step: -1 });
  }

  /** A pair in which signals have some way to go: four places of five pass them on. */
  private pair(): void {
    const base = this.run!.subject.base, draws = crypto.getRandomValues(new Uint32Array(2 * this.spec.places));
    let a = 0n, b = 0n;
    for (let i = this.spec.places - 2; i >= 0; i--) {
      const p = (draws[2 * i]! % base), passes = draws[2 * i + 1]! % 5 > 0;
      const q = passes ? base - 1 - p : draws[2 * i + 1]! % base;
      a = a * BigInt(base) + BigInt(p);
      b = b * BigInt(base) + BigInt(q);
    }
    if (this.run!.subject.sign === '-' && b > a)
      [a, b] = [b, a];
    this.again({ a: String(a), b: String(b) });
  }

  private typed(): void {
    if (!this.run)
      return;
    if (this.run.subject.form !== 'numbers') {
      const text = this.symbols.value.trim();
      if (text !== '')
        this.again({ symbols: text });
      return;
    }
    const a = readNumber('a', this.a.value), b = readNumber('b', this.b.value);
    const wrong = 'error' in a ? a.error : 'error' in b ? b.error : this.tooLong((a as { value: string }).value, (b as { value: string }).value);
    this.a.setAttribute('aria-invalid', String('error' in a));
    this.b.setAttribute('aria-invalid', String('error' in b));
    setError(this.error, wrong);
    if (wrong !== null || 'error' in a || 'error' in b || (a.value === this.spec.a && b.value === this.spec.b && this.spec.digits.length === 0))
      return;
    this.again({ a: a.value, b: b.value });
  }

  private tooLong(a: string, b: string): string | null {
    const base = BigInt(this.run!.subject.base), most = base ** BigInt(this.spec.places) - 1n;
    for (const [name, value] of [['a', a], ['b', b]] as const)
      if (BigInt(value) > most)
        return `${name} needs ${BigInt(value).toString(Number(base)).length} places; this picture has ${this.spec.places}. Use at most ${grouped(most)}, or take more places below.`;
    return null;
  }
}
