import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync(new URL('../src/style/tokens.css', import.meta.url), 'utf8');
const themes = css.split('}').slice(0, 2).map(block => Object.fromEntries([...block.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(m => [m[1]!, m[2]!])));

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (color: string): number => {
  const [r, g, b] = [1, 3, 5].map(k => parseInt(color.slice(k, k + 2), 16) / 255).map(x => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
};

// What is read or told apart on what: texts at 4.5, marks and cells at 3.
const PAIRS: [string, string, number][] = [
  ['ink', 'paper', 4.5], ['muted', 'paper', 4.5], ['change-ink', 'paper', 4.5], ['error', 'paper', 4.5], ['ink', 'raised', 4.5], ['muted', 'raised', 4.5], ['frozen', 'paper', 4.5],
  ['control', 'paper', 3], ['cone', 'paper', 3], ['state-1', 'state-0', 3], ['stood', 'state-0', 3], ['stood', 'closed', 3], ['state-1', 'stood', 3], ['state-1', 'closed', 3], ['change', 'state-0', 3], ['change', 'closed', 3],
];

it.each(['light', 'dark'].flatMap((theme, k) => PAIRS.map(([a, b, least]) => [theme, a, b, least, k] as const)))('%s: %s on %s has a contrast of at least %f', (_theme, a, b, least, k) => {
  expect(contrast(themes[k]![a]!, themes[k]![b]!)).toBeGreaterThanOrEqual(least);
});
