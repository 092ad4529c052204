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

/** A change of a table: part (0 the rule, 1 the readout), entry, symbol. */
export type Edit = [part: number, entry: number, symbol: number];

export const readEdits = (text: string | null): Edit[] =>
  (text ?? '').split(',').map(x => /^([01])\.(\d+)\.(\d+)$/.exec(x)).filter(x => x !== null).map(x => [Number(x[1]), Number(x[2]), Number(x[3])]);

export const writeEdits = (edits: Edit[]): string => edits.map(e => e.join('.')).join(',');

/** A rule with changed entries under one name: addition!0.5.0. */
export function readRule(name: string): { rule: string; edits: Edit[] } {
  const at = name.indexOf('!');
  return at < 0 ? { rule: name, edits: [] } : { rule: name.slice(0, at), edits: readEdits(name.slice(at + 1)) };
}

export const writeRule = (rule: string, edits: Edit[]): string => (edits.length === 0 ? rule : `${rule}!${writeEdits(edits)}`);
