import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { firstRun } from '../scripts/first.mjs';
import { assemble, type Recorded } from '../src/play/run';
import { First } from '../src/play/spec';
import { product, published } from './product';

const recorded = JSON.parse(readFileSync(new URL('../src/data/first.json', import.meta.url), 'utf8')) as Recorded;

describe.skipIf(!published)('the recorded first run (needs npm run wasm)', () => {
  it('is what the product computes, rows, answers, verdict and all', async () => {
    expect(recorded).toEqual(JSON.parse(JSON.stringify(firstRun(await product()))));
  });
});

describe('the recorded first run', () => {
  it('is a run of 25 steps whose answer big integers confirm', () => {
    const run = assemble(First, recorded);
    expect([run.n, run.calm, run.rest, run.law]).toEqual([64, 25, 25, 25]);
    expect(run.answers[run.rest]).toBe(String(BigInt(First.a) + BigInt(First.b)));
    expect(run.chain.length).toBe(25);
    expect(run.verdict!.certified).toBe(true);
  });

  it('answers the same question as the page asks first', () => {
    expect([recorded.answered.encoded.a, recorded.answered.encoded.b]).toEqual([First.a, First.b]);
  });
});
