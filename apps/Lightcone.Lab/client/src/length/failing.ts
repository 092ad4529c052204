import { h } from '../dom';
import { many } from '../model/text';
import { MODELS, nameOf, type Failures } from './lengths';

/** So many places are drawn, around the first that is wrong. */
const MOST = 64;

/** The input that a model answers wrongly at a length, digit by digit; in words where there is none. */
export function failing(data: Failures | null, task: string, model: string, length: number): HTMLElement {
  const muted = (text: string): HTMLElement => h('p', { class: 'muted' }, text);
  if (!data || !(model in MODELS))
    return muted('No failing input was recorded for this model.');
  if (!data.lengths.includes(length))
    return muted(`Inputs were looked through at ${data.lengths.join(', ')} places; choose one of these to see one that fails.`);
  const f = data.failures.find(x => x.task === task && x.model === model && x.length === length);
  if (!f)
    return muted(`With seed ${data.seed}, no input of ${length} places was answered wrongly by this model.`);
  const wrong = Array.from(f.right, (bit, k) => bit !== '.' && bit !== f.answer[k]), first = wrong.indexOf(true), count = wrong.filter(Boolean).length;
  const reversed = task === 'addition', from = Math.max(0, Math.min(first - 16, f.right.length - MOST)), to = Math.min(f.right.length, from + MOST), all = to - from === f.right.length;
  const row = (name: string, text: string, marked: boolean): HTMLElement[] => {
    const cells = Array.from(text.slice(from, to), (c, k) => h('span', { class: marked && wrong[from + k] ? 'bad' : '' }, c === '.' ? ' ' : c));
    return [h('span', { class: 'name' }, name), h('span', { class: 'places' }, reversed ? cells.reverse() : cells)];
  };
  const names = task === 'addition' ? ['a', '+ b'] : ['input'];
  return h('div', { class: 'failing' },
    h('p', {}, h('b', {}, `${nameOf(model)}, seed ${data.seed}, ${length} places`), `: input ${f.sample + 1} is the first that is answered wrongly, in ${many(count, 'place')}.${all ? '' : ` Places ${from} to ${to - 1} are shown.`}`),
    h('div', { class: 'digitrows', tabindex: 0, role: 'group', 'aria-label': `The input, the right answer and what ${nameOf(model)} says` },
      f.input.flatMap((channel, k) => row(names[k] ?? `input ${k + 1}`, channel.padEnd(f.right.length, '0'), false)), row('right', f.right, false), row('it says', f.answer, true)),
    h('p', { class: 'hide' }, `Wrong at places ${wrong.flatMap((bad, k) => (bad ? [k] : [])).slice(0, 20).join(', ')}${count > 20 ? ' and more' : ''}.`));
}
