import { h } from '../dom';
import { errorLine, message, setError } from '../page';
import { api, isServed, keepToken } from './api';

/** Whether the page came from a server that gives its token for a password, and nobody has given it yet. */
export const isLocked = (): boolean => !isServed() && document.querySelector('meta[name=lightcone-lab][content=password]') !== null;

/** Asks for the password. What needs no server works before it is given. */
export function door(): HTMLElement {
  const field = h('input', { type: 'password', autocomplete: 'current-password', size: 24, required: true, 'aria-label': 'Password' }), error = errorLine(), go = h('button', {}, 'Open');
  return h('form', { class: 'door', onsubmit: (event: Event) => {
    event.preventDefault();
    setError(error, null);
    go.disabled = true;
    api<{ token: string }>('POST', 'session', { password: field.value })
      .then(({ token }) => { keepToken(token); location.reload(); }, failed => { setError(error, message(failed)); field.select(); })
      .finally(() => { go.disabled = false; });
  } }, h('p', {}, 'This lab’s server asks for a password. Pages that need no server work without it.'), h('div', { class: 'row tight' }, field, go), error);
}
