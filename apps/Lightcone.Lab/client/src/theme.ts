/** The two themes. The tokens stand in the style sheet; canvases read them here. */
export type Theme = 'light' | 'dark';

const listeners = new Set<() => void>();

export function startTheme(): void {
  let stored: string | null = null;
  try { stored = localStorage.getItem('theme'); } catch { /* a page may not have storage */ }
  apply(stored === 'dark' || stored === 'light' ? stored : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export const theme = (): Theme => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');

export function toggleTheme(): void {
  const next: Theme = theme() === 'dark' ? 'light' : 'dark';
  try { localStorage.setItem('theme', next); } catch { /* as above */ }
  apply(next);
}

export function onTheme(listener: () => void): void { listeners.add(listener); }

function apply(next: Theme): void {
  document.documentElement.dataset['theme'] = next;
  cached = null;
  for (const listener of listeners)
    listener();
}

const TOKENS = ['paper', 'ink', 'muted', 'line', 'control', 'state-0', 'state-1', 'closed', 'stood', 'frozen', 'change', 'change-0', 'change-ink', 'cone', 'wash', 'error', 's0', 's1', 's2', 's3', 's4', 'sans', 'mono'] as const;
export type Tokens = Record<(typeof TOKENS)[number], string>;
let cached: Tokens | null = null;

/** The values of the tokens in the theme at hand. */
export function tokens(): Tokens {
  if (cached)
    return cached;
  const style = getComputedStyle(document.documentElement);
  cached = Object.fromEntries(TOKENS.map(name => [name, style.getPropertyValue(`--${name}`).trim()])) as Tokens;
  return cached;
}

/** Where a symbol stands on the ramp of five, 0 to 4: two symbols at its ends, up to five in order, more spread over it. */
export const shade = (symbol: number, size: number): number => (size === 2 ? 4 * symbol : size <= 5 ? symbol : Math.round((4 * symbol) / (size - 1)));

/** A color such as #133a68 as its three bytes. */
export const rgb = (color: string): [number, number, number] => [1, 3, 5].map(k => parseInt(color.slice(k, k + 2), 16)) as [number, number, number];

/** A symbol's color: state-0 and state-1 for two symbols, a ramp of lightness for more. */
export function symbolColor(symbol: number, size: number, t: Tokens): string {
  if (size === 2)
    return symbol ? t['state-1'] : t['state-0'];
  return [t.s0, t.s1, t.s2, t.s3, t.s4][shade(symbol, size)]!;
}

/** What is read on a symbol's color. */
export const onSymbol = (symbol: number, size: number, t: Tokens): string => {
  const step = shade(symbol, size);
  return step >= 3 || (step === 2 && theme() === 'dark') ? t.paper : t.ink;
};

export const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
