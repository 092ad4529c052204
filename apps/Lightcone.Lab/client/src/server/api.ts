/** The server's side of the lab, when there is one: it printed a link whose fragment holds a token. Without it the page asks nothing of anyone. */
const KEY = 'lightcone-token';
let token: string | null = null;

/** What is said when nothing answers. */
export const GONE = 'The server is gone. What you see stays. Start it again: lightcone lab.';

/** The server answered, and said no. */
export class Refusal extends Error {}

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
  const response = await ask(method, path, 'application/json', body).catch(error => { throw error instanceof Refusal ? error : new Error(GONE, { cause: error }); });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The same for a stream of events: null when there is nothing more to be heard. The reason of a line that broke is passed on. */
export async function stream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null> {
  const response = await ask('GET', path, 'text/event-stream', undefined, signal);
  return response.status === 200 ? response.body : null;
}

async function ask(method: string, path: string, accept: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept };
  const known = tokenOf();
  if (known !== null)
    headers['X-Lightcone-Token'] = known;
  if (body !== undefined)
    headers['content-type'] = 'application/json';
  const response = await fetch(new URL(`./api/${path}`, document.baseURI), { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  if (!response.ok)
    throw new Refusal(await problem(response));
  return response;
}

async function problem(response: Response): Promise<string> {
  try {
    const told = await response.json() as { detail?: string; title?: string; message?: string };
    return told.detail ?? told.message ?? told.title ?? `The server answered ${response.status}.`;
  } catch {
    return `The server answered ${response.status}.`;
  }
}
