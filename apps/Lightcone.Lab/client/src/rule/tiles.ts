import { h } from '../dom';
import { unpack } from '../model/table';
import type { Position, RuleFunction, Subject } from '../product/types';
import { shade } from '../theme';

/** The largest table that is drawn as tiles; larger ones are a sheet of outputs. */
export const MostTiles = 64;

/** What stands over a cell of a neighborhood. */
export function short(p: Position, subject: Subject): string {
  if (p.frozen)
    return p.x === 0 && p.y === 0 ? 'in' : `in${offset(p)}`;
  if (subject.form === 'numbers' && p.x === -1 && subject.inputIsFrozen)
    return subject.sign === '-' ? 'bo' : 'c';
  return p.x === 0 && p.y === 0 ? '·' : subject.dimensions === 1 && Math.abs(p.x) === 1 ? (p.x < 0 ? 'l' : 'r') : offset(p);
}

const offset = (p: Position): string => (p.y === 0 ? `${p.x > 0 ? '+' : ''}${p.x}`.replace('-', '\u2212') : `${p.x},${p.y}`.replace(/-/g, '\u2212'));

/** A frozen pair of digits is drawn as its two digits. */
export function parts(p: Position, v: number, subject: Subject): { label: string; value: number; text: string; frozen: boolean }[] {
  if (p.frozen && subject.form === 'numbers' && p.symbols.length === subject.base ** 2)
    return [['a', Math.floor(v / subject.base)], ['b', v % subject.base]].map(([label, value]) => ({ label: String(label), value: Number(value), text: String(value), frozen: true }));
  return [{ label: short(p, subject), value: v, text: p.symbols[v] ?? '', frozen: p.frozen }];
}

/** A cell of a tile or a worked example. */
export const cell = (value: number, size: number, text: string, frozen: boolean, bad = false): HTMLElement =>
  h('span', { class: `c${text.length > 2 ? ' long' : ''} v${shade(value, size)}${frozen ? ' fz' : ''}${bad ? ' bad' : ''}` }, text);

/** One neighborhood with its output and margin. The tile is the button that changes the output. */
export function tile(subject: Subject, f: RuleFunction, table: Uint8Array, n: number, wrong: string | undefined, most: number, least: boolean, act: () => void): HTMLElement {
  const symbols = unpack(f.positions, n), margin = f.margins[n];
  const drawn = f.positions.flatMap((p, k) => parts(p, symbols[k]!, subject).map(part => ({ ...part, size: part.frozen && subject.form === 'numbers' ? subject.base : p.symbols.length })));
  const spoken = f.positions.map((p, k) => p.symbols[symbols[k]!]).join(', '), out = f.output[table[n]!]!;
  const bar = h('b', { class: margin !== undefined && margin < 0 ? 'neg' : '' });
  if (margin !== undefined) {
    bar.style.width = `${(50 * Math.abs(margin)) / most}%`;
    bar.style.left = margin < 0 ? `${50 - (50 * Math.abs(margin)) / most}%` : '50%';
  }
  return h('button', { type: 'button', class: `tile${wrong === undefined ? '' : ' refuted'}`, 'data-n': n, onclick: act },
    h('span', { class: 'hide' }, `Neighborhood ${spoken} gives ${out}${wrong === undefined ? '' : `, should be ${wrong}`}${margin === undefined ? '' : `, margin ${margin.toFixed(2)} logits`}. Change the output.`),
    h('span', { class: 'cells', 'aria-hidden': 'true' }, drawn.map(d => h('span', { class: 'col' }, h('i', {}, d.label), cell(d.value, d.size, d.text, d.frozen)))),
    h('span', { class: 'arrow', 'aria-hidden': 'true' }, '↓'),
    h('span', { class: 'cells', 'aria-hidden': 'true' }, cell(table[n]!, f.output.length, out, false, wrong !== undefined)),
    margin === undefined ? (wrong === undefined ? null : h('span', { class: 'num neg', 'aria-hidden': 'true' }, `should be ${wrong}`)) : [h('span', { class: 'margin' }, bar), h('span', { 'aria-hidden': 'true', class: `num${margin < 0 ? ' neg' : ''}` }, `${margin < 0 ? '\u2212' : ''}${Math.abs(margin).toFixed(2)}${least ? ' least' : ''}`)]);
}
