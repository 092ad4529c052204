import { asking } from '../controls';
import { fill, h } from '../dom';
import { grouped, many } from '../model/text';
import * as product from '../product/product';
import type { Subject } from '../product/types';
import type { World } from './world';

/** The numbers that a grid of numbers begins with. */
export const FACTORS = 'times:48271.60493';

/** Longer factors make a grid that the table engine of a page does not step at a pace. */
const MOST = 2n ** 64n;

/** The factors of a start such as times:12.34; null for other starts. */
export function factorsOf(source: string): [string, string] | null {
  const found = /^times:(\d+)\.(\d+)$/.exec(source);
  return found ? [found[1]!, found[2]!] : null;
}

/** The operands of a rule that computes on a grid, and what stands at rest. */
export class Factors {
  private ticket = 0;
  private readonly field = h('input', { type: 'text', spellcheck: 'false', size: 22, 'aria-label': 'Two factors, for example 12 × 34' });
  private readonly answer = h('output', { class: 'product' });
  readonly element: HTMLElement;

  constructor(open: (source: string) => void, fail: (text: string) => void) {
    this.element = h('div', { class: 'row factors', hidden: true }, asking(this.field, 'Multiply', text => {
      const found = /^\s*(\d[\d\s_\u202f]*)[×x*·,;](\s*\d[\d\s_\u202f]*)$/i.exec(text), numbers = found?.slice(1).map(n => n.replace(/\D/g, ''));
      if (!numbers)
        fail(`'${text}' are not two factors. Type two whole numbers with a sign between, for example 12 × 34.`);
      else if (numbers.some(n => BigInt(n) >= MOST))
        fail(`a factor has more than 64 binary digits; this page multiplies numbers below ${grouped(MOST)}. Longer: lightcone run multiplication`);
      else
        open(`times:${numbers.map(n => String(BigInt(n))).join('.')}`);
    }), this.answer);
  }

  /** Shows the factors, and what the last row spells once nothing changes any more. @returns Whether it came to rest. */
  async show(subject: Subject, world: World, source: string): Promise<boolean> {
    const factors = factorsOf(source), ticket = ++this.ticket;
    this.element.hidden = factors === null;
    if (!factors)
      return false;
    if (document.activeElement !== this.field)
      this.field.value = factors.map(grouped).join(' × ');
    const c = { width: world.width, height: world.height, boundary: '', cells: world.cells(), input: world.input }, right = BigInt(factors[0]) * BigInt(factors[1]);
    const { answer, steps } = await product.outcome(subject.id, c, 4 * world.height), rests = steps === 0;
    const wrong = answer !== String(right);
    if (ticket !== this.ticket)
      return false;
    fill(this.answer, '= ', h('b', { class: rests && wrong ? 'wrong' : rests ? '' : 'open' }, rests ? grouped(answer ?? 'no number') : `${many(steps, 'step')} to go`), rests && wrong ? ` and not ${grouped(right)}` : '');
    return rests;
  }
}
