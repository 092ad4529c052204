import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { axis, consequence, csv, firstWords, published, sorted, spoken, standing, summary, type Claim } from '../src/claims/ledger';

const folder = new URL('../../../../docs/reproductions/', import.meta.url);
const names = readdirSync(folder).filter(name => name.endsWith('.json') && !name.endsWith('.schema.json'));
const recordsOf = (name: string): Claim[] => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { records: Claim[] }).records;
const claims = names.flatMap(recordsOf);

describe('the ledger', () => {
  it('puts what falls first and loses no row', () => {
    const rows = sorted(claims);
    expect(rows.length).toBe(claims.length);
    const verdicts = rows.map(c => c.control.verdict);
    expect(verdicts.lastIndexOf('falls')).toBeLessThan(verdicts.indexOf('survives'));
  });

  it('counts in one sentence', () => {
    const of = (verdict: string, reproduced = 'yes', ours: object | undefined = {}) => ({ ours, reproduced, control: { verdict } }) as Claim;
    expect(summary([of('survives'), of('falls', 'no'), of('survives', 'in part')])).toBe('3 claims: 1 falls and 2 survive.');
    expect(summary([of('changes sign')])).toBe('1 claim: 1 changes its sign.');
    expect(summary([of('survives', 'no'), of('undecided', 'undecided'), of('survives')])).toBe('3 claims: 1 is not reproduced, 1 is undecided and 1 survives.');
    expect(standing({ reproduced: 'untestable here', control: { verdict: 'undecided' } } as Claim)).toBe('not tested');
  });

  it('counts as surviving only what came out and survives its control', () => {
    const surviving = claims.filter(c => standing(c) === 'survives');
    expect(surviving.length).toBeGreaterThan(0);
    expect(surviving.every(c => c.reproduced !== 'no' && c.control.verdict === 'survives')).toBe(true);
    expect(claims.some(c => standing(c) === 'not reproduced' && c.control.verdict === 'survives')).toBe(true);
  });

  it.each(names)('says the same words as the page of %s', name => {
    const page = readFileSync(new URL(name.replace('.json', '.md'), folder), 'utf8').split('\n## ');
    for (const c of recordsOf(name)) {
      const section = page.find(part => part.startsWith(`${firstWords(c)}${c.title}\n`))?.replace(/\s+/g, ' ');
      expect(section, `${firstWords(c)}${c.title}`).toBeDefined();
      expect(section).toContain(`- Verdict: ${c.control.verdict}. ${consequence(c)} -`);
      expect(section!.includes('Published: no number, only that the first is larger. Counted: ')).toBe(published(c) === 'only which is larger');
    }
  });

  it('draws every number of every row inside its axis', () => {
    for (const c of claims) {
      const { from, to } = axis(c);
      for (const v of [...c.paper.value, ...(c.ours?.value ?? []), ...(c.ours?.interval95.flat() ?? []), ...(c.control.ours?.value ?? []), ...(c.control.ours?.interval95.flat() ?? [])])
        expect(v >= from && v <= to, `${c.id}: ${v} in [${from}, ${to}]`).toBe(true);
    }
  });

  it('says what follows, and what the dots show', () => {
    for (const c of claims) {
      expect(consequence(c).length).toBeGreaterThan(20);
      expect(spoken(c)).toMatch(/^Paper .*; ours .*; control .*; /);
    }
  });

  it('is one line a claim as CSV', () => {
    expect(csv(claims).trim().split('\n').length).toBe(claims.length + 1);
  });
});
