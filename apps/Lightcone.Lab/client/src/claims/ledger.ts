import type { Mark } from '../marks';
import { csv as table, figure, inWords, many } from '../model/text';

/** The ledger's records, as docs/reproductions/claim.schema.json describes them. */
export interface Arms { value: number[]; interval95: [number, number][]; n: number; min: number[]; max: number[]; runs: string[] }
export interface Effect { name: string; value: number; interval95: [number, number]; cliffsDelta?: number; mannWhitneyP?: number }
export type Reproduced = 'yes' | 'no' | 'in part' | 'undecided' | 'untestable here';
export type ControlVerdict = 'survives' | 'falls' | 'changes sign' | 'undecided';
export interface Claim {
  id: string; source: { paper: string; place: string }; title: string; sentence: string; command: string;
  paper: { value: number[]; sd?: number[]; n?: number; unit: string }; tolerance: number;
  ours?: Arms; effect?: Effect; reproduced: Reproduced; untestable?: string;
  control: { title: string; sentence: string; why: string; expects: string; ours?: Arms; effect?: Effect; verdict: ControlVerdict };
  wouldRefute: string; addedAfter?: string; budget: string; seconds: number; hash: string;
}

/** What came of a claim: the verdict of its control, unless that leaves it and the source's number did not come out. */
export type Standing = 'falls' | 'changes sign' | 'not reproduced' | 'undecided' | 'not tested' | 'survives';

/** Every standing with its mark and its words for one claim and for more, in the order of the page: what does not hold stands first. */
export const STANDINGS: [Standing, Mark, string, string][] = [
  ['falls', 'bad', 'falls', 'fall'], ['changes sign', 'bad', 'changes its sign', 'change their sign'], ['not reproduced', 'bad', 'is not reproduced', 'are not reproduced'],
  ['undecided', 'open', 'is undecided', 'are undecided'], ['not tested', 'open', 'is not tested', 'are not tested'], ['survives', 'proved', 'survives', 'survive'],
];

export function standing(c: Claim): Standing {
  const { verdict } = c.control;
  return !c.ours ? 'not tested' : verdict === 'falls' || verdict === 'changes sign' ? verdict : c.reproduced === 'no' ? 'not reproduced' : verdict;
}

/** What has to be said first of a claim that does not hold. */
export const firstWords = (c: Claim): string => ({ falls: 'Falls under its control: ', 'changes sign': 'Changes its sign under the control: ', 'not reproduced': 'Not reproduced: ' } as Partial<Record<Standing, string>>)[standing(c)] ?? '';

/** By their standings; among equals the order of the ledger. */
export const sorted = (claims: Claim[]): Claim[] => STANDINGS.flatMap(([s]) => claims.filter(c => standing(c) === s));

/** How many of which, in one sentence. */
export function summary(claims: Claim[]): string {
  const parts = STANDINGS.map(([s, , one, more]) => [claims.filter(c => standing(c) === s).length, one, more] as const).filter(([n]) => n > 0).map(([n, one, more]) => `${n} ${n === 1 ? one : more}`);
  return `${many(claims.length, 'claim')}: ${inWords(parts)}.`;
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

/** What follows from the verdict of the control, and what does not. */
export function consequence(c: Claim): string {
  const lost = c.control.expects === 'effect vanishes';
  switch (c.control.verdict) {
    case 'survives': return !lost && c.reproduced === 'no' ? 'What is claimed did not come out. What came out instead is there as well when the other explanation is taken away.' : lost ? 'Without what the claim rests on the effect is gone. It does not follow that nothing else is needed, or that every fault would be found.' : 'The effect is there when the other explanation is taken away. It does not follow that no third explanation exists.';
    case 'falls': return lost ? 'What the claim rests on is taken away and the effect stays, so it does not rest on that.' : 'With the other explanation taken away the effect is gone, so what the claim names is not shown to cause it. It does not follow that it never does.';
    case 'changes sign': return 'Under the control the effect goes the other way, so what the claim names does not cause it as stated.';
    default: return 'Fewer than 5 seeds decide nothing.';
  }
}

/** The ledger as a table for other programs. */
export function csv(claims: Claim[]): string {
  const list = (x: number[] | undefined): string => (x ?? []).join(' ');
  return table([['id', 'title', 'unit', 'paper', 'ours', 'ours low', 'ours high', 'n', 'control', 'control low', 'control high', 'reproduced', 'verdict'], ...claims.map(c => [c.id, c.title, c.paper.unit, list(c.paper.value), list(c.ours?.value), list(c.ours?.interval95.map(i => i[0])), list(c.ours?.interval95.map(i => i[1])), c.ours?.n ?? '', list(c.control.ours?.value), list(c.control.ours?.interval95.map(i => i[0])), list(c.control.ours?.interval95.map(i => i[1])), c.reproduced, c.control.verdict])]);
}
