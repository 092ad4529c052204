import { h } from './dom';
import { readLink } from './model/link';
import { isOnlyHere } from './product/subjects';

/** A page of the lab. */
export interface Page {
  readonly name: string;
  /** In the bar of pages. */
  readonly label: string;
  readonly title: string;
  element: HTMLElement;
  /** Shows what the link says; called again when the link changes. */
  show(query: URLSearchParams): void;
  hide?(): void;
  /** Takes a key that no control has taken; true when it did something. */
  key?(event: KeyboardEvent): boolean;
}

/** Writes the page's state into the address without another entry in the history. A page that the visitor has left meanwhile writes nothing. */
export function settle(link: string): void {
  if (location.hash === link || readLink(link).page !== (readLink(location.hash).page || 'play'))
    return;
  try {
    history.replaceState(null, '', link);
  } catch {
    // Some browsers allow only so many changes a minute; the next one is written again.
  }
}

/** Names what a page shows, in the title of the window too. */
export function entitle(page: { title: string }, title: string): void {
  page.title = title;
  document.title = `${title} - Lightcone lab`;
}

/** Numbers that come with the page. */
export async function shipped<T>(file: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await shippedBytes(file))) as T;
}

/** A file that comes with the page, as bytes. */
export async function shippedBytes(file: string): Promise<Uint8Array> {
  const response = await fetch(new URL(`./${file}`, document.baseURI));
  if (!response.ok)
    throw new Error(`${file}, which belongs to this page, is missing: build the page again.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** An error under its field. */
export const errorLine = (): HTMLElement => h('p', { class: 'error', role: 'alert', hidden: true });

export function setError(line: HTMLElement, message: string | null): void {
  line.hidden = message === null;
  line.textContent = message ?? '';
}

/** Saves a file that was made here. */
export function save(name: string, content: string | Uint8Array, type = 'text/plain'): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const a = h('a', { href: url, download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export const message = (error: unknown): string => (error instanceof Error ? error.message.replace(/^Error: /, '').split('\n')[0]! : String(error));

/** Copies the address of what is seen, and says so in the button; of a rule that no link can name it says that instead. */
export function copyLink(): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'quiet' }, 'Copy link');
  button.addEventListener('click', async () => {
    const { query } = readLink(location.hash), rule = query.get('rule');
    if ((rule !== null && isOnlyHere(rule)) || query.get('start')?.startsWith('file:')) {
      button.textContent = 'Only in this page: save the file';
      setTimeout(() => { button.textContent = 'Copy link'; }, 4000);
      return;
    }
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = 'Link copied';
    } catch {
      button.textContent = 'Copy it from the address bar';
    }
    setTimeout(() => { button.textContent = 'Copy link'; }, 2500);
  });
  return button;
}
