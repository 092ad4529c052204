import { h } from '../dom';
import { message, save } from '../page';
import * as product from '../product/product';
import type { Subject } from '../product/types';
import type { World } from './world';

/** The sides that a world may have. */
export const SIZES = [64, 128, 256, 512, 1024];

/** Patterns in, patterns out. */
export class RlePanel {
  private readonly text = h('textarea', { rows: 4, spellcheck: 'false', 'aria-label': 'Pattern in RLE', placeholder: 'x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!' });
  readonly element: HTMLElement;

  constructor(private readonly open: (part: { rule?: string; size?: number; torus?: boolean; source?: string }) => Promise<void>, private readonly at: () => { world: World; subject: Subject } | null, private readonly fail: (text: string) => void) {
    const button = (label: string, act: () => Promise<void>) => h('button', { type: 'button', onclick: () => act().catch(error => this.fail(message(error))) }, label);
    this.element = h('details', {}, h('summary', {}, 'Paste or take RLE'), this.text, h('div', { class: 'row tight' }, button('Paste', () => this.paste()), button('Save', () => this.take())));
  }

  /** Opens what was pasted, under its own rule, in a world with room around it. */
  private async paste(): Promise<void> {
    const text = this.text.value.trim();
    if (text === '')
      return;
    const pattern = await product.readPattern(text), side = Math.max(pattern.width, pattern.height);
    const size = SIZES.find(n => n >= 2 * side) ?? SIZES.find(n => n >= side);
    if (size === undefined)
      throw new Error(`The pattern is ${pattern.width} × ${pattern.height}; this page holds up to 1,024 × 1,024.`);
    await this.open({ rule: pattern.rule ?? 'B3/S23', size, source: `rle:${text}`, torus: pattern.boundary.startsWith('periodic') || pattern.endless });
  }

  private async take(): Promise<void> {
    const at = this.at();
    if (!at)
      return;
    const { world, subject } = at;
    this.text.value = await product.writePattern(subject.id, { width: world.width, height: world.height, boundary: world.torus ? 'periodic' : 'fixed', cells: world.cells(), input: new Uint8Array() });
    save(`${subject.name.replace(/[^A-Za-z0-9]+/g, '-')}.rle`, this.text.value);
  }
}
