import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { axis, consequence, csv, sorted, spoken, summary, type Claim } from '../src/claims/ledger';

const folder = new URL('../../../../docs/reproductions/', import.meta.url);
const claims = readdirSync(folder).filter(name => name.endsWith('.json') && !name.endsWith('.schema.json')).flatMap(name => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { records: Claim[] }).records);

describe('the ledger', () => {
  it('puts what falls first and loses no row', () => {
    const rows = sorted(claims);
    expect(rows.length).toBe(claims.length);
    const verdicts = rows.map(c => c.control.verdict);
    expect(verdicts.lastIndexOf('falls')).toBeLessThan(verdicts.indexOf('survives'));
  });

  it('counts in one sentence', () => {
    const of = (verdict: string) => ({ control: { verdict } }) as Claim;
    expect(summary([of('falls'), of('survives'), of('survives')])).toBe('3 claims: under their controls 1 falls and 2 survive.');
    expect(summary([of('changes sign')])).toBe('1 claim: under their controls 1 changes its sign.');
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
    const kept = claims.find(c => c.control.expects === 'effect vanishes' && c.control.verdict === 'survives')!;
    expect(consequence(kept)).toMatch(/gone, as it must be/);
  });

  it('is one line a claim as CSV', () => {
    expect(csv(claims).trim().split('\n').length).toBe(claims.length + 1);
  });
});
