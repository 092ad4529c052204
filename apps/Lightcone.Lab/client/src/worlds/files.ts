import { h } from '../dom';
import { writeLink } from '../model/link';
import { errorLine, message, save, setError } from '../page';
import * as product from '../product/product';
import { adopt } from '../product/subjects';
import type { PatternReply, Subject } from '../product/types';
import { keep } from './start';
import type { World } from './world';

/** The sides that a world may have. */
export const SIZES = [64, 128, 256, 512, 1024];

/** What a page reads of a file at most. */
const MOST = 64 << 20;

export interface Part { rule?: string; size?: number; torus?: boolean; source?: string }

export const contentOf = async (file: File): Promise<{ name: string; content: Uint8Array }> => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) });

/** The link of what a file holds. */
export const linkOf = ({ rule, size, torus, source = '' }: Part): string =>
  writeLink('worlds', { rule, size, edge: torus === false ? 'wall' : undefined, ...(source.startsWith('rle:') ? { rle: source.slice(4) } : { start: source }) });

/** A file of cells or of a rule, read by the product: what Worlds is to open, and what it cannot show as the file says. */
export async function openFile(file: { name: string; content: Uint8Array }): Promise<{ part: Part; note: string }> {
  if (file.content.length > MOST)
    throw new Error(`${file.name} has ${Math.round(file.content.length / (1 << 20))} MB; a page reads files of up to 64.`);
  if (file.name !== PASTED && !(await product.isPattern(file.name))) {
    const subject = await product.read(file.content, file.name);
    adopt(file.name, subject);
    return { part: { rule: file.name, source: 'random' }, note: `${file.name} holds a rule: here on random cells.` };
  }
  const pattern = await product.readPattern(file.content, file.name), rule = pattern.rule ?? 'B3/S23';
  if (pattern.ruleText !== null)
    adopt(rule, await product.read(new TextEncoder().encode(pattern.ruleText), `${rule}.rule`));
  const size = sizeFor(pattern), source = keep(file.name, pattern);
  return { part: { rule, size, source, torus: pattern.boundary.startsWith('periodic') || pattern.endless }, note: `${noteOf(pattern, size)}${source.startsWith('file:') ? ' It is too large for a link.' : ''}`.trim() };
}

/** The name of what was not in a file. */
export const PASTED = 'pasted';

function sizeFor(pattern: PatternReply): number {
  const side = Math.max(pattern.width, pattern.height), size = SIZES.find(n => n >= 2 * side) ?? SIZES.find(n => n >= side);
  if (size === undefined)
    throw new Error(`The pattern is ${pattern.width} × ${pattern.height}; this page holds up to 1,024 × 1,024. Larger: lightcone run FILE, where HashLife takes patterns of any size.`);
  return size;
}

function noteOf(pattern: PatternReply, size: number): string {
  if (pattern.endless)
    return `The file’s plane is endless; here it is a torus of ${size} × ${size}. What leaves at one side comes back at the other.`;
  return pattern.width === size && pattern.height === size ? '' : `The file’s grid is ${pattern.width} × ${pattern.height}; worlds here are squares, and this one is ${size} × ${size}. As the file says: lightcone run FILE.`;
}

/** Patterns in, patterns out: pasted, from a file, or dropped anywhere on the page. */
export class FilePanel {
  private readonly text = h('textarea', { rows: 4, spellcheck: 'false', 'aria-label': 'Pattern as text', placeholder: 'x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!' });
  private readonly error = errorLine();
  private readonly note = h('p', { class: 'note', role: 'status' });
  readonly element: HTMLElement;

  constructor(private readonly open: (part: Part) => Promise<boolean>, private readonly at: () => { world: World; subject: Subject } | null) {
    const file = h('input', { type: 'file', 'aria-label': 'Open a pattern or rule file', accept: '.rle,.mc,.lif,.life,.mcl,.cells,.gz,.zip,.rule,.json,.csv,.blif,.onnx,.safetensors,.cs' });
    file.addEventListener('change', () => { const chosen = file.files?.[0]; file.value = ''; if (chosen) void this.take(chosen); });
    this.element = h('div', { class: 'inout' },
      h('span', { class: 'file' }, 'Open a file', file), this.error,
      h('details', {}, h('summary', {}, 'Paste a pattern'), this.text, h('div', { class: 'row tight' }, h('button', { type: 'button', onclick: () => void this.paste() }, 'Open it'), h('button', { type: 'button', onclick: () => { this.text.value = ''; this.text.focus(); } }, 'Clear')),
        h('p', { class: 'note' }, 'RLE, macrocell, Life 1.05 and 1.06, MCell, and rows of dots and Os; files also as .gz and .zip.')),
      h('button', { type: 'button', onclick: () => void this.write() }, 'Save as RLE'), this.note);
  }

  /** Forgets what was said of an earlier file. */
  quiet(): void {
    setError(this.error, null);
    this.note.textContent = '';
  }

  /** Opens a file. */
  take(file: File): Promise<void> { return this.read(() => contentOf(file)); }

  private async paste(): Promise<void> {
    if (this.text.value.trim() !== '')
      await this.read(async () => ({ name: PASTED, content: new TextEncoder().encode(this.text.value) }));
  }

  private async read(get: () => Promise<{ name: string; content: Uint8Array }>): Promise<void> {
    this.quiet();
    try {
      const { part, note } = await openFile(await get());
      if (await this.open(part))
        this.note.textContent = note;
    } catch (error) {
      setError(this.error, message(error));
    }
  }

  private async write(): Promise<void> {
    const at = this.at();
    if (!at)
      return;
    try {
      const { world, subject } = at;
      this.text.value = await product.writePattern(subject.id, { width: world.width, height: world.height, boundary: world.torus ? 'periodic' : 'fixed', cells: world.cells(), input: new Uint8Array() });
      save(`${(subject.notation ?? subject.name).replace(/[^A-Za-z0-9]+/g, '-')}.rle`, this.text.value);
    } catch (error) {
      setError(this.error, message(error));
    }
  }
}
