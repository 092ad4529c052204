import type { Mark } from '../marks';
import { csv as table, figure, many } from '../model/text';

/** The ledger's records, as docs/reproductions/claim.schema.json describes them. */
export interface Arms { value: number[]; interval95: [number, number][]; n: number; min: number[]; max: number[]; runs: string[] }
export interface Effect { name: string; value: number; interval95: [number, number]; cliffsDelta?: number; mannWhitneyP?: number }
export type Reproduced = 'yes' | 'no' | 'in part' | 'undecided' | 'untestable here';
export type ControlVerdict = 'survives' | 'falls' | 'changes sign' | 'undecided';
export interface Claim {
  id: string; source: { paper: string; place: string }; title: string; sentence: string; command: string;
  paper: { value: number[]; sd?: number[]; n?: number; unit: string }; tolerance: number;
  ours?: Arms; effect?: Effect; reproduced: Reproduced;
  control: { title: string; sentence: string; why: string; expects: string; ours?: Arms; effect?: Effect; verdict: ControlVerdict };
  wouldRefute: string; addedAfter?: string; budget: string; seconds: number; hash: string;
}

export const VERDICT: Record<ControlVerdict, Mark> = { survives: 'proved', falls: 'bad', 'changes sign': 'bad', undecided: 'open' };

/** What falls stands first, then what changes its sign, then what is undecided; within these the order of the ledger. */
export function sorted(claims: Claim[]): Claim[] {
  const rank = (c: Claim): number => ['falls', 'changes sign', 'undecided', 'survives'].indexOf(c.control.verdict);
  return claims.map((c, i) => [c, i] as const).sort(([a, i], [b, j]) => rank(a) - rank(b) || i - j).map(([c]) => c);
}

/** How many of which, in one sentence. */
export function summary(claims: Claim[]): string {
  const count = (v: ControlVerdict): number => claims.filter(c => c.control.verdict === v).length;
  const parts = ([['falls', 'falls', 'fall'], ['changes sign', 'changes its sign', 'change their sign'], ['undecided', 'is undecided', 'are undecided'], ['survives', 'survives', 'survive']] as [ControlVerdict, string, string][])
    .filter(([v]) => count(v) > 0).map(([v, one, more]) => `${count(v)} ${count(v) === 1 ? one : more}`);
  return `${many(claims.length, 'claim')}: under their controls ${parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0] ?? 'none'}.`;
}

export const values = (v: number[]): string => v.map(x => figure(x, 3)).join(' and ');
export const interval = (i: [number, number][]): string => i.map(([a, b]) => `[${figure(a, 3)}, ${figure(b, 3)}]`).join(' ');
/** What the source gives: numbers, or only which of two is larger. */
export const published = (c: Claim): string => (c.paper.value.length === 0 ? 'only which is larger' : c.paper.value.map((v, i) => `${figure(v, 3)}${c.paper.sd ? ` ± ${figure(c.paper.sd[i]!, 2)}` : ''}`).join(' and '));

/** The axis of a row: 0 to 100 for shares, else a round range around all that is drawn. */
export function axis(c: Claim): { from: number; to: number } {
  const all = [...c.paper.value, ...(c.ours?.value ?? []), ...(c.ours?.interval95.flat() ?? []), ...(c.control.ours?.value ?? []), ...(c.control.ours?.interval95.flat() ?? [])];
  const low = Math.min(0, ...all), high = Math.max(...all);
  if (c.paper.unit.startsWith('%') && low >= 0 && high <= 100)
    return { from: 0, to: 100 };
  const unit = 10 ** Math.floor(Math.log10(Math.max(high - low, 1e-9)));
  return { from: Math.floor(low / unit) * unit, to: Math.ceil(high / unit) * unit };
}

/** What the dots say, for those who do not see them. */
export const spoken = (c: Claim): string =>
  `Paper ${c.paper.value.length === 0 ? published(c) : values(c.paper.value)}; ours ${c.ours ? values(c.ours.value) : 'not run'}; control ${c.control.ours ? values(c.control.ours.value) : 'not run'}; ${c.paper.unit}.`;

/** What follows from a verdict, and what does not. */
export function consequence(c: Claim): string {
  const lost = c.control.expects === 'effect vanishes';
  switch (c.control.verdict) {
    case 'survives': return lost ? 'Without what the claim rests on the effect is gone, as it must be.' : 'The effect is there when the other explanation is taken away. It does not follow that no third explanation exists.';
    case 'falls': return lost ? 'The effect is there without what the claim rests on, so the measurement could not fail.' : 'With the other explanation taken away the effect is gone, so what the claim names is not shown to cause it. It does not follow that it never does.';
    case 'changes sign': return 'Under the control the effect goes the other way, so what the claim names does not cause it as it stands.';
    default: return 'Too few runs to say.';
  }
}

/** The ledger as a table for other programs. */
export function csv(claims: Claim[]): string {
  const list = (x: number[] | undefined): string => (x ?? []).join(' ');
  return table([['id', 'title', 'unit', 'paper', 'ours', 'ours low', 'ours high', 'n', 'control', 'control low', 'control high', 'reproduced', 'verdict'], ...claims.map(c => [c.id, c.title, c.paper.unit, list(c.paper.value), list(c.ours?.value), list(c.ours?.interval95.map(i => i[0])), list(c.ours?.interval95.map(i => i[1])), c.ours?.n ?? '', list(c.control.ours?.value), list(c.control.ours?.interval95.map(i => i[0])), list(c.control.ours?.interval95.map(i => i[1])), c.reproduced, c.control.verdict])]);
}
