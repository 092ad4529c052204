import { h } from '../dom';
import { decode, differing, split } from '../model/cells';
import * as product from '../product/product';
import type { Failing, Subject } from '../product/types';
import { sentence } from '../model/text';
import { cell } from './tiles';

/** The smallest input on which a rule fails, worked out: what it says beside what is right. */
export async function workedExample(subject: Subject, right: Subject, failing: Failing): Promise<HTMLElement> {
  if (failing.a !== null && failing.b !== null && subject.form === 'numbers' && subject.dimensions === 1)
    return operands(subject, right, failing);
  if (failing.state)
    return step(subject, right, failing);
  return h('div', {}, h('p', { class: 'big' }, sentence(failing.text)), failing.input ? h('p', {}, `As input: ${Array.from(decode(failing.input.cells)).map(v => (subject.frozen ?? subject.state)[v]).join(' ')}.`) : '', h('p', {}, 'No shorter input shows it: the search goes through short ones first.'));
}

async function operands(subject: Subject, right: Subject, failing: Failing): Promise<HTMLElement> {
  const work = async (s: Subject) => {
    const e = await product.encode(s.id, { a: failing.a, b: failing.b, digits: failing.digits });
    const c = { width: e.width, height: 0, boundary: e.boundary, cells: decode(e.cells), input: decode(e.input) };
    const rows = await product.rows(s.id, c, Math.max(4 * e.width, 16)), last = rows.slice(rows.length - e.width);
    const read = s.readout ? await product.readouts(s.id, e.width, last, c.input) : last;
    const [answer] = await product.answers(s.id, e.width, last, c.input);
    const end = split(rows, e.width);
    return { n: e.width, input: c.input, last, read, answer: answer ?? null, rests: differing(end.at(-1)!, end.at(-2)!) === 0 };
  };
  const says = await work(subject), good = await work(right);
  const base = subject.base, order = Array.from({ length: says.n }, (_, k) => says.n - 1 - k), sign = subject.sign === '-' ? '\u2212' : subject.sign;
  const rowOf = (name: string, cells: HTMLElement[], note = '', bad = false) => [h('span', { class: 'name' }, name), h('span', { class: 'cells' }, cells), h('em', { class: bad ? 'bad' : '' }, note)];
  const said = says.rests ? (says.answer ?? 'no number') : 'nothing: it does not come to rest';
  const signal = subject.sign === '-' ? 'borrow' : 'carry';
  return h('div', {}, h('p', { class: 'big' }, `${failing.a} ${sign} ${failing.b} = ${good.answer ?? '?'}, and this rule says ${said}.`),
    h('div', { class: 'work' },
      subject.inputIsFrozen ? [rowOf('a', order.map(i => cell(Math.floor(says.input[i]! / base), base, String(Math.floor(says.input[i]! / base)), true)), failing.a!), rowOf('b', order.map(i => cell(says.input[i]! % base, base, String(says.input[i]! % base), true)), failing.b!)].flat() : null,
      rowOf(subject.inputIsFrozen ? signal : 'at rest', order.map(i => cell(says.last[i]!, subject.state.length, subject.state[says.last[i]!]!, false, says.last[i] !== good.last[i]))),
      subject.readout ? rowOf('reads', order.map(i => cell(says.read[i]!, subject.readout!.output.length, subject.readout!.output[says.read[i]!]!, true, says.read[i] !== good.read[i])), `${said}, not ${good.answer}`, true) : null),
    h('p', {}, 'No pair with fewer digits shows it: the search goes through short inputs first.'));
}

async function step(subject: Subject, right: Subject, failing: Failing): Promise<HTMLElement> {
  const { width, height, cells } = failing.state!, now = decode(cells), high = height > 1 || subject.dimensions === 2 ? height : 0;
  const c = { width, height: high, boundary: subject.boundary, cells: now, input: failing.input ? decode(failing.input.cells) : new Uint8Array() };
  const says = await product.after(subject.id, c, 1), good = await product.after(right.id, c, 1);
  const rowOf = (name: string, row: Uint8Array, other?: Uint8Array, note = '') => [h('span', { class: 'name' }, name), h('span', { class: `cells${high ? ' grid' : ''}` }, Array.from(row, (v, i) => [cell(v, subject.state.length, subject.state[v]!, false, other !== undefined && other[i] !== v), high && (i + 1) % width === 0 ? h('br') : null]).flat()), h('em', { class: other ? 'bad' : '' }, note)];
  return h('div', {}, h('p', { class: 'big' }, sentence(failing.text)),
    h('div', { class: 'work' }, rowOf('now', now), rowOf('says', says, good, 'wrong'), rowOf('right', good)), h('p', {}, high ? 'No smaller torus shows it.' : 'No smaller ring shows it.'));
}
