/** Numbers and words as the page writes them. */
export const thin = '\u202f';

/** Digits by three, with thin spaces. */
export const grouped = (numeral: string | number | bigint): string => String(numeral).replace(/\B(?=(\d{3})+(?!\d))/g, thin);

/** A count with its noun. */
export const many = (n: number, one: string, more = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : more}`;

/** At most so many significant digits, without an exponent where it can be helped; a true minus sign. */
export function figure(value: number, digits = 4): string {
  if (!Number.isFinite(value))
    return String(value);
  const text = Math.abs(value) >= 10 ** digits ? grouped(Math.round(value)) : String(Number(value.toPrecision(digits)));
  return text.replace('-', '\u2212');
}

/** Fixed decimals with a true minus sign. */
export const fixed = (value: number, decimals: number): string => value.toFixed(decimals).replace('-', '\u2212');

/** A table as CSV (RFC 4180): what holds commas, quotes or ends of lines stands in quotes. */
export const csv = (rows: (string | number | null | undefined)[][]): string =>
  rows.map(row => `${row.map(x => { const text = String(x ?? ''); return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text; }).join(',')}\n`).join('');

/** Names in a row: a, b and c. */
export const inWords = (names: string[]): string => (names.length < 2 ? names[0] ?? 'nothing' : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Begins a sentence with a capital letter, unless it is the end of one, and ends it with a period unless it has one. */
export const sentence = (text: string, begins = true): string => `${begins ? capital(text) : text}${/[.!?]$/.test(text) ? '' : '.'}`;

/** Milliseconds as a person reads them. */
export const duration = (ms: number): string => (ms < 0.1 ? 'under 0.1 ms' : ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Bytes in mebibytes or kibibytes. */
export const bytes = (n: number): string => (n >= 1 << 20 ? `${(n / (1 << 20)).toFixed(1)} MB` : `${Math.ceil(n / 1024)} kB`);

/** A rate with the prefix of its size: 275 G/s. */
export function rate(perSecond: number): string {
  const [size, prefix] = ([[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']] as const).find(([s]) => perSecond >= s) ?? [1, ''];
  return `${Number((perSecond / size).toPrecision(3))} ${prefix}/s`;
}
