import { fill, h } from '../dom';
import { mark } from '../marks';
import { many, sentence } from '../model/text';
import { errorLine, message, setError } from '../page';
import * as product from '../product/product';
import { adopt, verdictOf } from '../product/subjects';
import type { AnswersReply, Level } from '../product/types';
import { setting } from '../controls';

/** Lines to begin with: what a visitor sees that may be written. */
const EXAMPLES: [string, string, number][] = [
  ['Parity so far', '1 -> 1\n0 -> 0\n11 -> 10\n10 -> 11\n01 -> 01\n1011 -> 1101\n0110 -> 0100\n1110 -> 1011\n0011 -> 0010\n10101 -> 11001\n01110 -> 01011\n110100 -> 100111\n001011 -> 001101\n1111111 -> 1010101\n10000001 -> 11111110', 10],
  ['Sums in decimal', '', 10],
  ['Sums in binary', '', 2],
];
/** Longer ones are no part of a link. */
const MOST = 3000;

/** Questions with their answers, and the rule behind them. */
export class Lines {
  readonly element: HTMLElement;
  private ticket = 0;
  private readonly text = h('textarea', { rows: 14, spellcheck: 'false', 'aria-label': 'Lines, each a question with its answer', placeholder: '12+30=42\n1011 -> 1101\nabba -> b' });
  private readonly base = h('select', {}, Array.from({ length: 9 }, (_, k) => h('option', { value: k + 2, selected: k === 8 }, k + 2)));
  private readonly reversed = h('input', { type: 'checkbox' });
  private readonly go = h('button', { type: 'button', class: 'wide', onclick: () => void this.learn() }, 'Learn these lines');
  private readonly error = errorLine();
  private readonly found = h('div', { class: 'found', role: 'status' });

  /** @param changed Told when there are other lines. */
  constructor(private readonly changed: () => void) {
    const examples = h('select', { 'aria-label': 'Fill in an example' }, h('option', { value: '' }, 'Fill in an example…'), EXAMPLES.map(([name], k) => h('option', { value: k }, name)));
    examples.addEventListener('change', () => {
      const chosen = EXAMPLES[Number(examples.value)];
      if (examples.value !== '' && chosen)
        this.put(chosen[1] || sums(chosen[2]), chosen[2], false);
      examples.value = '';
      this.changed();
    });
    const file = h('input', { type: 'file', 'aria-label': 'Open a file of lines', accept: '.txt,.csv,text/plain' });
    file.addEventListener('change', () => { const chosen = file.files?.[0]; file.value = ''; void chosen?.text().then(text => { this.put(text, Number(this.base.value), this.reversed.checked); this.changed(); }); });
    for (const input of [this.text, this.base, this.reversed])
      input.addEventListener('change', () => this.changed());
    this.element = h('div', { class: 'split', hidden: true },
      h('div', {}, h('div', { class: 'row ownbar' }, examples, h('span', { class: 'file' }, 'Open a file', file), setting('base of numbers', this.base), h('label', { class: 'setting' }, this.reversed, h('span', {}, 'read each line from its other end'))),
        this.text, this.error, h('div', { class: 'row job' }, this.go)),
      h('aside', {}, this.found));
    this.idle();
  }

  put(text: string, base: number, reversed: boolean): void {
    if (this.text.value === text)
      return;
    this.text.value = text;
    this.base.value = String(base);
    this.reversed.checked = reversed;
    setError(this.error, null);
    this.idle();
  }

  link(): Record<string, string | undefined> {
    const text = this.text.value;
    return { lines: text.length < MOST ? text || ' ' : ' ', base: this.base.value === '10' ? undefined : this.base.value, reversed: this.reversed.checked ? '1' : undefined };
  }

  private idle(): void {
    this.ticket++;
    fill(this.found, h('p', { class: 'caption' }, 'Nothing was learned yet.'),
      h('p', { class: 'muted' }, 'A line is a sum such as 12+30=42, a number and its image such as 12=24, a word and a word as long, 1011 -> 1101, or a word and one symbol, abba -> b. Words are read from the left: what stands further right may depend on it.'));
  }

  private async learn(): Promise<void> {
    const ticket = ++this.ticket;
    setError(this.error, null);
    this.go.disabled = true;
    fill(this.found, h('p', { class: 'caption' }, 'Learning.'), h('p', { class: 'muted' }, product.loadingText()));
    try {
      const reply = await product.learnAnswers(this.text.value, Number(this.base.value), this.reversed.checked), { subject } = reply;
      const name = subject.task ? `${subject.task}, from lines` : 'your lines';
      adopt(name, subject);
      const verdict = await verdictOf(subject), proved = (verdict.levels['function'] as Level | null)?.level === 'proved';
      if (ticket === this.ticket)
        this.tell(reply, name, verdict.certified && proved);
    } catch (error) {
      if (ticket === this.ticket) {
        this.idle();
        setError(this.error, message(error));
      }
    } finally {
      this.go.disabled = false;
    }
  }

  private tell(reply: AnswersReply, name: string, proved: boolean): void {
    const { subject } = reply, link = (page: string, text: string): HTMLElement => h('a', { href: `#${page}?rule=${encodeURIComponent(name)}` }, text);
    const title = proved && subject.task ? `Learned: this is ${subject.task}, proved for every length.` : reply.passed ? 'Learned, and right on longer lines that were held out.' : 'A rule gives all these answers, but it does not hold on the longer lines.';
    fill(this.found, h('div', { class: 'block' }, h('p', { class: 'caption' }, title),
      h('p', { class: 'muted' }, subject.task ? sentence(subject.summary ?? '') : 'No task that is known here gives these answers, so there is nothing to prove it against; the table is what the lines say.'),
      h('p', { class: 'after' }, link('rule', proved ? 'See the proof' : 'See its table'), ' · ', link('play', 'Run it'))),
    h('div', { class: 'block' }, h('ul', { class: 'marks' },
      h('li', {}, mark(proved ? 'proved' : 'open'), h('span', {}, h('b', {}, proved ? 'proved' : 'not proved'), proved ? ': the answer is right for every length.' : ': nothing is claimed beyond the lines.')),
      h('li', {}, mark('checked'), h('span', {}, h('b', {}, 'checked'), `: ${reply.right} of ${many(reply.lines, 'line')} answered; the first ${many(reply.sufficed, 'line')} would have done.`)),
      reply.test === null ? null : h('li', {}, mark(reply.passed ? 'checked' : 'bad'), h('span', {}, h('b', {}, 'held out'), `: ${reply.test}.`)))),
    h('div', { class: 'block muted' }, `${reply.machine}; ${reply.method}. ${coverage(subject.coverage, proved)}`));
  }
}

/** What was never shown; a proof says of that more than the lines. */
function coverage(text: string | null, proved: boolean): string {
  const shown = text?.split(':')[0] ?? '';
  return text === null ? '' : proved && /never shown/.test(shown) ? `${sentence(shown).slice(0, -1)}; the proof finds these right too.` : sentence(text);
}

/** Sums of numbers of up to four digits, of seven in base 2. */
function sums(base: number): string {
  let seed = 7;
  const draw = (): number => { seed = (seed * 1103515245 + 12345) % 2 ** 31; return seed / 2 ** 31; };
  return Array.from({ length: base === 2 ? 40 : 160 }, (_, k) => {
    const most = base ** (1 + (k % (base === 2 ? 7 : 4))), a = Math.floor(draw() * most), b = Math.floor(draw() * most);
    return `${a.toString(base)}+${b.toString(base)}=${(a + b).toString(base)}`;
  }).join('\n');
}
