import { fill, h } from '../dom';
import { shade } from '../theme';
import type { Cursor, Run } from './run';
import { signal } from './words';

/** Only what is on the picture now. */
export function legend(list: HTMLElement, run: Run, cursor: Cursor | null): void {
  const entries: [string, string][] = [];
  const [one] = signal(run);
  if (run.subject.state.length > 2)
    run.subject.state.slice(0, 5).forEach((name, v) => entries.push([`s${shade(v, run.subject.state.length)}`, name]));
  else if (run.subject.inputIsFrozen) {
    entries.push(...(one === 'cell' ? [['state-1', '1, was 0'], ['stood', '1 as before']] : [['state-1', `${one} arrives`], ['stood', `${one} stands`]]) as [string, string][]);
    if (run.open.some(Boolean))
      entries.push(['state-0', run.open.every(Boolean) ? '0' : `a ${one === 'cell' ? 'signal' : one} passes here`]);
    if (!run.open.every(Boolean))
      entries.push(['closed', `a ${one === 'cell' ? 'signal' : one} ends here`]);
  } else {
    entries.push(['state-1', '1'], ['state-0', '0']);
  }
  if (run.spec.flips.length > 0)
    entries.push(['change', 'differs, not 0'], ['change-0', 'differs, 0']);
  if (cursor)
    entries.push(['cone', 'can be influenced']);
  if (cursor && cursor.row === undefined)
    entries.push(['cone-back', 'could have influenced it']);
  const key = JSON.stringify(entries);
  if (list.dataset['key'] === key)
    return;
  list.dataset['key'] = key;
  fill(list, entries.map(([swatch, name]) => h('li', {}, h('i', { class: `sw sw-${swatch}` }), name)));
}
