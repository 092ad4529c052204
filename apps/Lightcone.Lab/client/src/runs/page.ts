import { asking, saving, scroller } from '../controls';
import { fill, h, say } from '../dom';
import { writeLink } from '../model/link';
import { csv, figure, grouped, many } from '../model/text';
import { copyLink, errorLine, message, setError, settle, type Page } from '../page';
import { api, isServed } from '../server/api';
import { withoutServer } from '../server/panel';

interface Summary { hash: string; kind: string; version: number; settings: unknown; numbers: Record<string, number> }
interface RunPageReply { folder: string; total: number; offset: number; limit: number; kinds: { kind: string; count: number }[]; damaged: string[]; runs: Summary[] }
interface Detail extends Summary { arrays: { name: string; type: string; shape: number[] }[]; events: unknown[]; command: string; content: string }

/** What was computed and is kept: filter, open, compare. */
export class RunsPage implements Page {
  readonly name = 'runs';
  readonly label = 'Runs';
  readonly title = 'Runs';
  readonly element: HTMLElement;
  private kind = '';
  private text = '';
  private offset = 0;
  private chosen: string[] = [];
  private reply: RunPageReply | null = null;
  private readonly kinds = h('select', { 'aria-label': 'Kind' });
  private readonly search = h('input', { type: 'text', spellcheck: 'false', size: 24, 'aria-label': 'Hash, kind or settings hold', placeholder: 'hash or setting' });
  private readonly sum = h('p', { class: 'muted', role: 'status' });
  private readonly table = scroller('Runs');
  private readonly pager = h('div', { class: 'row' });
  private readonly detail = h('div', {});
  private readonly error = errorLine();

  constructor() {
    this.kinds.addEventListener('change', () => { this.kind = this.kinds.value; this.offset = 0; void this.load(); });
    const form = asking(this.search, 'Find', text => { this.text = text; this.offset = 0; void this.load(); }, true);
    this.element = h('section', { class: 'page', 'aria-label': 'Runs' }, h('div', { class: 'lead' }, h('h1', {}, 'Every run is named by what it computes.'), h('p', {}, 'The same settings have the same hash, on every machine. Choose two to see in what they differ.')),
      ...(isServed() ? [h('div', { class: 'row controls' }, h('div', { class: 'row' }, this.kinds, form), h('div', { class: 'row' }, copyLink(), saving('runs', () => this.sheet()))), this.sum, this.error, this.table, this.pager, this.detail] : [withoutServer('Runs are kept in a folder there.')]));
  }

  show(query: URLSearchParams): void {
    if (!isServed())
      return;
    this.kind = query.get('kind') ?? '';
    this.text = query.get('q') ?? '';
    this.chosen = (query.get('run') ?? '').split(',').filter(Boolean).slice(0, 2);
    this.search.value = this.text;
    void this.load();
  }

  private async load(): Promise<void> {
    settle(writeLink('runs', { kind: this.kind, q: this.text, run: this.chosen.join(',') }));
    try {
      const query = new URLSearchParams({ offset: String(this.offset), limit: '50', ...(this.kind ? { kind: this.kind } : {}), ...(this.text ? { q: this.text } : {}) });
      this.reply = await api<RunPageReply>('GET', `runs?${query}`);
      setError(this.error, null);
      this.draw();
      await this.open();
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private draw(): void {
    const r = this.reply!;
    fill(this.kinds, h('option', { value: '' }, 'all kinds'), r.kinds.map(k => h('option', { value: k.kind, selected: k.kind === this.kind }, `${k.kind} (${grouped(k.count)})`)));
    say(this.sum, r.total === 0 ? 'No runs yet. Start one: lightcone landscape --runs 10 --seed 1.' : `${many(r.total, 'run')} in ${r.folder}${r.damaged.length > 0 ? `; ${r.damaged.length} cannot be read` : ''}.`);
    const names = [...new Set(r.runs.flatMap(x => Object.keys(x.numbers)))].slice(0, 5);
    fill(this.table, r.runs.length === 0 ? null : h('table', { class: 'sheet-table runs' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'run'), h('th', { scope: 'col', class: 'left' }, 'kind'), names.map(n => h('th', { scope: 'col' }, n)), h('th', { scope: 'col', class: 'left' }, 'settings'))),
      h('tbody', {}, r.runs.map(x => h('tr', { class: this.chosen.includes(x.hash) ? 'on' : '' }, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'quiet link', 'aria-pressed': this.chosen.includes(x.hash), onclick: () => this.choose(x.hash) }, h('code', {}, x.hash.slice(0, 12)))), h('td', { class: 'left' }, x.kind), names.map(n => h('td', {}, n in x.numbers ? figure(x.numbers[n]!, 4) : '')), h('td', { class: 'left wide' }, brief(x.settings)))))));
    const page = (label: string, offset: number, on: boolean) => h('button', { type: 'button', disabled: !on, onclick: () => { this.offset = offset; void this.load(); } }, label);
    fill(this.pager, r.total > r.limit ? [page('Earlier', Math.max(0, r.offset - r.limit), r.offset > 0), h('span', { class: 'muted' }, `${grouped(r.offset + 1)} to ${grouped(r.offset + r.runs.length)} of ${grouped(r.total)}`), page('Later', r.offset + r.limit, r.offset + r.limit < r.total)] : []);
  }

  private choose(hash: string): void {
    this.chosen = this.chosen.includes(hash) ? this.chosen.filter(x => x !== hash) : [...this.chosen, hash].slice(-2);
    settle(writeLink('runs', { kind: this.kind, q: this.text, run: this.chosen.join(',') }));
    this.draw();
    void this.open().catch(error => setError(this.error, message(error)));
  }

  private async open(): Promise<void> {
    const all = await Promise.all(this.chosen.map(hash => api<Detail>('GET', `runs/${encodeURIComponent(hash)}`)));
    if (all.length === 0) {
      fill(this.detail);
      return;
    }
    const keys = [...new Set(all.flatMap(d => [...Object.keys((d.settings ?? {}) as object).map(k => `setting ${k}`), ...Object.keys(d.numbers)]))];
    const value = (d: Detail, key: string): string => { const v = key.startsWith('setting ') ? (d.settings as Record<string, unknown>)[key.slice(8)] : d.numbers[key]; return v === undefined ? '–' : typeof v === 'number' ? figure(v, 6) : JSON.stringify(v); };
    fill(this.detail, h('h2', { class: 'above' }, all.length === 2 ? 'Two runs side by side' : 'One run'),
      h('table', { class: 'sheet-table compare' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'what'), all.map(d => h('th', { scope: 'col' }, h('code', {}, d.hash.slice(0, 16)))))), h('tbody', {}, keys.map(k => { const shown = all.map(d => value(d, k)); return h('tr', { class: all.length === 2 && shown[0] !== shown[1] ? 'differs' : '' }, h('th', { scope: 'row' }, k), shown.map(v => h('td', {}, v))); }))),
      all.map(d => h('p', { class: 'note' }, h('b', {}, 'Repeat it. '), h('code', {}, d.command), ` Content ${d.content.slice(0, 16)}; ${many(d.events.length, 'event')}${d.arrays.length > 0 ? `; arrays ${d.arrays.map(a => `${a.name} [${a.shape.join(', ')}]`).join(', ')}` : ''}.`)));
  }

  private sheet(): string | null {
    if (!this.reply)
      return null;
    const names = [...new Set(this.reply.runs.flatMap(x => Object.keys(x.numbers)))];
    return csv([['hash', 'kind', ...names, 'settings'], ...this.reply.runs.map(x => [x.hash, x.kind, ...names.map(n => x.numbers[n]), JSON.stringify(x.settings)])]);
  }
}

const brief = (settings: unknown): string => Object.entries((settings ?? {}) as object).filter(([, v]) => v !== null).map(([k, v]) => `${k} ${typeof v === 'object' ? JSON.stringify(v) : v}`).join(', ').slice(0, 140);
