import { saving, scroller, setting } from '../controls';
import { fill, h, say } from '../dom';
import { csv, figure, grouped, rate, sentence } from '../model/text';
import { writeLink } from '../model/link';
import { copyLink, settle, type Page } from '../page';
import { isServed } from '../server/api';
import type { ServerEvent } from '../server/events';
import { JobPanel, withoutServer } from '../server/panel';

interface Entry { engine: string; refusal: string | null; predictedSeconds: number | null; seconds: number | null; cellsPerSecond: number | null; runs: number; hash: string | null }
interface Result { cells: number; steps: number; chosen: string; reason: string; equal: boolean; engines: Entry[] }

/** All engines on one input: how fast, and whether all say the same. */
export class EnginesPage implements Page {
  readonly name = 'engines';
  readonly label = 'Engines';
  readonly title = 'Engines';
  readonly element: HTMLElement;
  private entries: Entry[] = [];
  private readonly task = h('input', { type: 'text', value: 'rule110', spellcheck: 'false', size: 14, 'aria-label': 'Task or rule' });
  private readonly cells = h('input', { type: 'text', value: '100000', size: 10, 'aria-label': 'Cells, or digits of operands; W x H on a grid' });
  private readonly steps = h('input', { type: 'text', value: '1000', size: 8, 'aria-label': 'Steps; empty: until it settles' });
  private readonly words = h('p', { class: 'caption' }, 'No race was run yet.');
  private readonly more = h('p', { class: 'muted' });
  private readonly bars = h('div', {});
  private readonly panel = new JobPanel('Race', 'race', () => this.settings(), () => { this.entries = []; fill(this.bars); say(this.words, 'Racing.'); say(this.more, ''); }, event => this.heard(event), result => this.finished(result as Result));

  constructor() {
    this.element = h('section', { class: 'page', 'aria-label': 'Engines' }, h('div', { class: 'lead' }, h('h1', {}, 'All engines, one input, equal bytes.'), h('p', {}, 'An engine is a way to run a rule, never another rule. Whoever is fastest, the last row has the same hash.')),
      ...(isServed() ? [h('div', { class: 'row controls' }, h('div', { class: 'row' }, setting('rule', this.task), setting('cells', this.cells), setting('steps', this.steps)), copyLink()), this.panel.element, h('div', { class: 'said' }, this.words, this.more), this.bars] : [withoutServer('The engines use the vectors of your processor.')]));
  }

  show(query: URLSearchParams): void {
    this.task.value = query.get('rule') ?? this.task.value;
    this.cells.value = query.get('cells') ?? this.cells.value;
    this.steps.value = query.get('steps') ?? this.steps.value;
  }

  private settings(): unknown {
    const size = this.cells.value.trim().replace(/[\u202f\s,]/g, '').replace('×', 'x'), steps = this.steps.value.trim().replace(/[\u202f\s,]/g, '');
    if (!/^\d+(x\d+)?$/.test(size) || (steps !== '' && !/^\d+$/.test(steps))) {
      this.panel.refuse(!/^\d+(x\d+)?$/.test(size) ? `cells: '${this.cells.value}' is no number and no size such as 256x256.` : `steps: '${this.steps.value}' is not a whole number.`);
      return null;
    }
    settle(writeLink('engines', { rule: this.task.value.trim(), cells: size, steps }));
    return { task: this.task.value.trim(), on: { random: size, seed: 1 }, steps: steps === '' ? null : Number(steps) };
  }

  private heard(event: ServerEvent): void {
    if (event.type !== 'engine')
      return;
    this.entries.push(event.data as Entry);
    this.draw(this.entries, null);
  }

  private finished(r: Result): void {
    const ran = r.engines.filter(e => e.hash !== null);
    say(this.words, ran.length === 0 ? 'No engine ran.' : r.equal ? `${ran.length} engines, one hash: ${ran[0]!.hash!.slice(0, 12)}.` : 'The hashes differ. That is a defect: please report it.');
    say(this.more, `${grouped(r.cells)} cells, ${grouped(r.steps)} steps. Unasked, ${r.chosen} is picked: ${sentence(r.reason, false)}`);
    this.draw(r.engines, r.chosen);
  }

  private draw(all: Entry[], chosen: string | null): void {
    const most = Math.max(1, ...all.map(e => e.cellsPerSecond ?? 0));
    const row = (e: Entry): HTMLElement => {
      const bar = h('b');
      bar.style.width = `${(100 * (e.cellsPerSecond ?? 0)) / most}%`;
      return h('tr', { class: e.engine === chosen ? 'on' : '' }, h('th', { scope: 'row' }, e.engine, e.engine === chosen ? h('small', {}, ' picked') : null),
        e.refusal !== null ? h('td', { colspan: 4, class: 'muted left' }, e.refusal) : [h('td', { class: 'bar', 'aria-hidden': 'true' }, h('span', {}, bar)), h('td', {}, rate(e.cellsPerSecond!)), h('td', {}, `${figure(e.seconds! * 1000, 3)} ms`), h('td', {}, h('code', {}, e.hash?.slice(0, 12) ?? ''))]);
    };
    const sheet = () => csv([['engine', 'cells per second', 'seconds', 'predicted seconds', 'hash', 'refusal'], ...all.map(e => [e.engine, e.cellsPerSecond, e.seconds, e.predictedSeconds, e.hash, e.refusal])]);
    fill(this.bars, scroller('Engines', h('table', { class: 'sheet-table race' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'engine'), h('td', { class: 'bar' }), h('th', { scope: 'col' }, 'cells × steps'), h('th', { scope: 'col' }, 'one run, median'), h('th', { scope: 'col' }, 'hash of the last row'))), h('tbody', {}, all.map(row)))),
      chosen !== null ? h('div', { class: 'row after' }, saving('engines', sheet)) : null);
  }
}
