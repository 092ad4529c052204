/** The server's side of the lab, when there is one: it printed a link whose fragment holds a token. Without it the page asks nothing of anyone. */
const KEY = 'lightcone-token';
let token: string | null = null;

export function keepToken(value: string): void {
  token = value;
  try { sessionStorage.setItem(KEY, value); } catch { /* the token then lasts as long as the page */ }
}

export function tokenOf(): string | null {
  if (token === null)
    try { token = sessionStorage.getItem(KEY); } catch { /* as above */ }
  return token;
}

/** Whether a server may be asked. */
export const isServed = (): boolean => tokenOf() !== null;

/** Asks the server; an answer that is no success is an error with its sentence. */
export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const known = tokenOf();
  if (known !== null)
    headers['X-Lightcone-Token'] = known;
  if (body !== undefined)
    headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(new URL(`./api/${path}`, document.baseURI), { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Error('The server is gone. What you see stays. Start it again: lightcone lab.');
  }
  if (!response.ok)
    throw new Error(await problem(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function problem(response: Response): Promise<string> {
  try {
    const told = await response.json() as { detail?: string; title?: string; message?: string };
    return told.detail ?? told.message ?? told.title ?? `The server answered ${response.status}.`;
  } catch {
    return `The server answered ${response.status}.`;
  }
}
