import { h, s } from './dom';
import { readLink, takeToken } from './model/link';
import { entitle, type Page } from './page';
import { groupsOf } from './pages';
import { keepToken } from './server/api';
import { door, isLocked } from './server/door';
import { onTheme, startTheme, theme, toggleTheme } from './theme';

const KEYS: [string[], string][] = [
  [['Space'], 'play or pause'], [['←', '→'], 'one step back or on; with Shift ten'], [['Home', 'End'], 'first or last step'],
  [['Tab'], 'to the picture; there the arrows move a cursor, sideways in space, up and down in time'],
  [['f', 'Enter'], 'flip the cell under the cursor'], [['u'], 'undo all flips, or in worlds the last stroke'], [['n'], 'flip 10 % of the current row'], [['l'], 'the input that takes longest'],
  [['+', '−', '0'], 'in long runs and worlds: nearer, farther, all'], [['↑', '↓'], 'in spikes and fields: to another neuron or unit'], [['n'], 'in transfer: the next episode'], [['?'], 'this list'],
];

/** Puts the page together and shows what the address says. */
export function start(): void {
  const { token, rest } = takeToken(location.hash);
  if (token !== null) {
    keepToken(token);
    history.replaceState(null, '', rest === '' ? location.pathname + location.search : rest);
  }
  startTheme();
  const groups = groupsOf(), pages = groups.flat();
  const main = h('main', { id: 'main', tabindex: -1 });
  const nav = h('nav', { 'aria-label': 'Pages' });
  groups.forEach((group, k) => nav.append(...(k > 0 ? [h('i', { class: 'gap', 'aria-hidden': 'true' })] : []), ...group.map(page => h('a', { href: `#${page.name}`, 'data-page': page.name }, page.label))));
  const help = dialog();
  const toggle = h('button', { type: 'button', class: 'quiet', onclick: toggleTheme });
  const name = (): void => {
    toggle.textContent = theme() === 'dark' ? 'Light' : 'Dark';
    toggle.setAttribute('aria-label', `${toggle.textContent} theme`);
  };
  onTheme(name);
  name();
  document.body.append(
    h('a', { class: 'skip', href: '#main', onclick: (event: Event) => { event.preventDefault(); main.focus(); } }, 'Skip to the page'),
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: '#play', 'aria-label': 'Lightcone, start page' }, s('svg', { viewBox: '0 0 20 18', width: 20, height: 18, 'aria-hidden': 'true' }, s('path', { d: 'M8 1h4v4h3v4h3v4h2v4H0v-4h2V9h3V5h3z' })), 'Lightcone'),
      nav, h('div', { class: 'tools' }, toggle, h('button', { type: 'button', class: 'quiet', 'aria-label': 'Keys, a list', onclick: () => help.showModal() }, 'Keys ', h('kbd', { 'aria-hidden': 'true' }, '?')))),
    ...(isLocked() ? [door()] : []), main, help);
  let shown: Page | null = null;
  const show = (): void => {
    const link = readLink(location.hash);
    const page = pages.find(p => p.name === link.page) ?? pages[0]!;
    if (shown !== page) {
      shown?.hide?.();
      for (const other of pages)
        other.element.hidden = other !== page;
      if (!page.element.isConnected)
        main.append(page.element);
      page.element.hidden = false;
      for (const a of nav.querySelectorAll('a'))
        if (a.dataset['page'] === page.name)
          a.setAttribute('aria-current', 'page');
        else
          a.removeAttribute('aria-current');
      if (shown)
        scrollTo(0, 0);
      shown = page;
      entitle(page, page.title);
    }
    page.show(link.query);
  };
  addEventListener('hashchange', show);
  document.addEventListener('keydown', event => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey)
      return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'range';
    if (event.key === '?' && !typing) {
      event.preventDefault();
      if (help.open)
        help.close();
      else
        help.showModal();
      return;
    }
    if (help.open || typing || (/^(BUTTON|SUMMARY|A)$/.test(target.tagName) && (event.key === ' ' || event.key === 'Enter')) || ((target as HTMLInputElement).type === 'range' && /^(Arrow|Home|End)/.test(event.key)))
      return;
    if (shown?.key?.(event))
      event.preventDefault();
  });
  show();
}

function dialog(): HTMLDialogElement {
  const element = h('dialog', { 'aria-labelledby': 'help-title' },
    h('h2', { id: 'help-title' }, 'Keys'),
    h('table', {}, h('tbody', {}, KEYS.map(([keys, what]) => h('tr', {}, h('td', {}, keys.flatMap((k, i) => [i > 0 ? ' ' : '', h('kbd', {}, k)])), h('td', {}, what))))),
    h('form', { method: 'dialog' }, h('button', { autofocus: true }, 'Close')));
  element.querySelector('form')!.addEventListener('submit', event => { event.preventDefault(); element.close(); });
  return element;
}
