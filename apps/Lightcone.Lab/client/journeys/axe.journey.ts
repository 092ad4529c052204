import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { standIn } from './standin.mjs';
import { journeys, reads } from './visit';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES: [string, string, RegExp][] = [
  ['#play', '.caption', /Settled/], ['#play?rule=rule110&flips=5.30', '.caption', /differ/], ['#play?rule=bucket-sort', '.caption', /Settled|step/], ['#play?cells=10000', '.long .caption', /settled/],
  ['#worlds', '.numbers', /generation/], ['#worlds?rule=wireworld&start=loop', '.numbers', /generation/], ['#rule', '.levels', /function/], ['#rule?set=0.5.0', '.example', /3 \+ 1/], ['#rule?rule=B3/S23', '.levels', /function/],
  ['#learn', '.learntable', /\(11,1\)/], ['#learn?lines=1%20-%3E%201', '.found', /Nothing was learned/], ['#worlds?rule=multiplication', '.numbers', /generation/], ['#length?model=mlp&at=32', '.failing', /first that is answered/],
  ['#length?model=mlp', '.told', /256/], ['#landscape?cell=0.11', '.told', /Trained at/], ['#spikes', '.caption', /It says 3/], ['#spikes?beta=0.1', '.error', /never fire/], ['#fields', '.told', /Unit 1/], ['#transfer', '.told', /fell at step/], ['#claims?open=cbg.fields.wide', '.ledger details[open]', /Control/],
];

// The pages of the server, as far as its stand-in goes.
const token = 'a-token';
const SERVED: [string, string, RegExp, string | null][] = [['learn', '.learntable', /\(11,1\)/, null], ['engines', '.race', /one-way/, 'Race'], ['encode', '.exponents', /0\.01/, 'Measure the exponents'], ['runs', '.compare', /task/, 'aaaaaaaaaaaa']];
const twice = <T extends unknown[]>(all: T[]) => all.flatMap(p => [[...p, false, 1440], [...p, true, 390]] as [...T, boolean, number][]);

async function violations(page: Page): Promise<string[]> {
  // Run as the debugger would, beside the page's own scripts, whose policy forbids guests.
  await page.evaluate(source);
  const found = await page.evaluate(() => (window as never as { axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }));
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.html.slice(0, 120)} ${n.failureSummary?.split('\n').slice(1, 3).join(' ')}`).join(' | ')}`);
}

journeys('Accessibility (axe, WCAG 2.2 A and AA)', visit => {
  it.each(twice(PAGES))('%s in %s', async (fragment, selector, pattern, dark, width) => {
    const page = await visit.open(fragment, { dark, width, height: width < 800 ? 844 : 900 });
    await reads(page, selector, pattern);
    expect(await violations(page)).toEqual([]);
  });
});

journeys('Accessibility of the door', visit => {
  it('holds in both themes', async () => {
    for (const dark of [false, true]) {
      const page = await visit.open('', { dark });
      await page.route('**/some/path/', async route => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.text()).replace('<head>', '<head><meta name="lightcone-lab" content="password">') });
      });
      await page.reload();
      await reads(page, '.door', 'asks for a password');
      expect(await violations(page)).toEqual([]);
    }
  });
});

journeys('Accessibility of the server\u2019s pages', visit => {
  it.each(twice(SERVED))('%s in %s', async (name, selector, pattern, button, dark, width) => {
    const page = await visit.open(`#${name}?token=${token}`, { dark, width, height: width < 800 ? 844 : 900 });
    if (button !== null)
      await page.getByRole('button', { name: button, exact: true }).click();
    await reads(page, selector, pattern);
    expect(await violations(page)).toEqual([]);
  });
}, standIn({ token, automaton: {}, records: [] }));
