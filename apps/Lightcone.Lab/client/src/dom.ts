type Child = Node | string | number | null | undefined | false;
type Props = Record<string, unknown>;

/** Makes an element: attributes by name, handlers as functions under `onclick` and the like, `class` and `data-*` as written. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, props);
  append(element, children.flat());
  return element;
}

/** The same for SVG. */
export function s(tag: string, props: Props = {}, ...children: (Child | Child[])[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  apply(element, props);
  append(element, children.flat());
  return element;
}

/** Replaces what an element holds. */
export function fill(element: Element, ...children: (Child | Child[])[]): void {
  element.replaceChildren();
  append(element, children.flat());
}

/** Sets the text only when it is another one, so that screen readers are not told the same again. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text)
    element.textContent = text;
}

function apply(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || (value === false && !name.startsWith('aria-')))
      continue;
    if (name.startsWith('on'))
      element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true && !name.startsWith('aria-'))
      element.setAttribute(name, '');
    else
      element.setAttribute(name, String(value));
  }
}

function append(element: Element, children: Child[]): void {
  for (const child of children)
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
}
