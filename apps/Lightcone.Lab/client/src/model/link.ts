/** The part of the address after #: a page and its state. The token of a served page comes as #token=... and is taken out at once. */
export interface Link { page: string; query: URLSearchParams }

export function readLink(fragment: string): Link {
  const text = fragment.replace(/^#/, '');
  const at = text.indexOf('?');
  return { page: at < 0 ? text : text.slice(0, at), query: new URLSearchParams(at < 0 ? '' : text.slice(at + 1)) };
}

/** Parameters in the order given; empty ones are left out. */
export function writeLink(page: string, parameters: Record<string, string | number | undefined>): string {
  const query = Object.entries(parameters).filter(([, v]) => v !== undefined && v !== '').map(([k, v]) => `${k}=${encodeURIComponent(String(v)).replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%2F/g, '/')}`);
  return `#${page}${query.length ? `?${query.join('&')}` : ''}`;
}

/** The token in a fragment such as #token=abc or #play?token=abc, and the fragment without it. */
export function takeToken(fragment: string): { token: string | null; rest: string } {
  const found = /(?:^#|[?&])token=([^&]*)/.exec(fragment);
  if (!found)
    return { token: null, rest: fragment };
  const rest = fragment.replace(/([#?&])token=[^&]*&?/, '$1').replace(/[?&]$/, '').replace(/^#$/, '');
  return { token: decodeURIComponent(found[1]!), rest };
}

/** Lists of places such as 4.17,5.3 for step.cell. */
export const readPlaces = (text: string | null): { t: number; i: number }[] =>
  (text ?? '').split(',').map(x => /^(\d+)\.(\d+)$/.exec(x)).filter(x => x !== null).map(x => ({ t: Number(x[1]), i: Number(x[2]) }));

export const writePlaces = (places: { t: number; i: number }[]): string => places.map(p => `${p.t}.${p.i}`).join(',');
