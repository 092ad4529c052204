import { h } from './dom';
import { save } from './page';

/** Buttons side by side of which one is chosen. */
export class Segments {
  readonly element: HTMLElement;

  constructor(label: string, entries: [string, string][], private readonly act: (value: string) => void) {
    this.element = h('div', { class: 'segments', role: 'group', 'aria-label': label });
    this.fill(entries);
  }

  /** Puts other buttons in. */
  fill(entries: [string, string][]): void {
    this.element.replaceChildren(...entries.map(([value, text]) => h('button', { type: 'button', 'data-value': value, onclick: () => this.act(value) }, text)));
  }

  choose(value: string): void {
    for (const button of this.element.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset['value'] === value));
  }
}

/** A field with its name before it. */
export const setting = (label: string, input: HTMLElement): HTMLElement => h('label', { class: 'setting' }, h('span', {}, label), input);

/** A field of text and the button that takes what stands in it; nothing is taken of an empty field unless `empty`. */
export function asking(input: HTMLInputElement, button: string, act: (text: string) => void, empty = false): HTMLElement {
  return h('form', { class: 'row tight', onsubmit: (event: Event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (empty || text !== '')
      act(text);
  } }, input, h('button', {}, button));
}

/** Where a table that is too wide is moved sideways, by hand or by keys. */
export const scroller = (label: string, ...children: Node[]): HTMLElement => h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, ...children);

/** The button that saves a table under a name, once there is one. */
export const saving = (name: string, table: () => string | null): HTMLElement => h('button', { type: 'button', onclick: () => { const text = table(); if (text !== null) save(`${name}.csv`, text, 'text/csv'); } }, 'Save as CSV');

/** How an arrow key moves, across and down; undefined for other keys. */
export const arrowOf = (key: string): [across: number, down: number] | undefined =>
  ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<string, [number, number]>)[key];

/** Takes a file that is dropped on an element. */
export function dropped(on: HTMLElement, take: (file: File) => void): void {
  on.addEventListener('dragover', event => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      on.classList.add('dropping');
    }
  });
  on.addEventListener('dragleave', event => { if (!on.contains(event.relatedTarget as Node | null)) on.classList.remove('dropping'); });
  on.addEventListener('drop', event => {
    on.classList.remove('dropping');
    const file = event.dataTransfer?.files[0];
    if (file) {
      event.preventDefault();
      take(file);
    }
  });
}
