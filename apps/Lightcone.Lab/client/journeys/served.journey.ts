import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { standIn } from './standin.mjs';
import { isPublished, load } from '../scripts/product.mjs';
import { journeys, reads } from './visit';

// A rule file as the server would give it: the product's own, of addition.
async function ruleFile(): Promise<unknown> {
  if (!isPublished)
    return {};
  const p = await load();
  return JSON.parse(new TextDecoder().decode(p['Write']!((JSON.parse(p['Open']!('addition') as string) as { id: number }).id, 'json') as Uint8Array));
}

const records = (JSON.parse(readFileSync(new URL('../public/claims.json', import.meta.url), 'utf8')) as { records: unknown[] }).records;
const token = 'a-token/of+mine';
const link = (page: string): string => `#${page}?token=${encodeURIComponent(token)}`;

journeys('Pages of the server, against a stand-in', visit => {
  it('takes the token out of the address, and keeps it', async () => {
    const page = await visit.open(`#token=${encodeURIComponent(token)}`);
    await reads(page, 'h1', 'Two numbers');
    expect(page.url()).not.toMatch(/token/);
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await reads(page, 'section[aria-label="Runs"] .muted', '2 runs in runs.');
  });

  it('shows a table becoming certain, and proves what was learned', async () => {
    const page = await visit.open(link('learn'));
    await reads(page, '.learntable', /\(11,1\)/);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await reads(page, '.caption', 'Learned: every neighborhood is right.');
    expect(await page.locator('.lesson.certain').count()).toBe(8);
    expect(await page.locator('.graph svg').getAttribute('aria-label')).toMatch(/Loss from 0.61 to 0.02 nats in 40 steps/);
    await page.getByRole('link', { name: 'Prove it' }).click();
    await reads(page, '.levels', 'function');
  });

  it('poisons an example, stops, and begins anew', async () => {
    const page = await visit.open(link('learn'));
    await reads(page, '.learntable', /\(11,1\)/);
    await page.locator('.lesson').first().click();
    await reads(page, 'section[aria-label="Learn"] aside .muted', '8 examples, 1 changed.');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await reads(page, '.caption', /examples are (right|wrong)/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await reads(page, '.job .note', 'begins anew');
    for (let click = 0; click < 2; click++)
      await page.locator('.lesson').first().click();
    await reads(page, 'section[aria-label="Learn"] aside .muted', '8 examples, all shown as they are.');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await reads(page, '.caption', 'Learned');
  });

  it('races engines, and says what is wrong', async () => {
    const page = await visit.open(link('engines'));
    await page.getByLabel('Task or rule').fill('nonsense');
    await page.getByRole('button', { name: 'Race' }).click();
    await reads(page, '.error', "'nonsense' is neither a task nor a file.");
    visit.forgive();
    await page.getByLabel('Task or rule').fill('rule110');
    await page.getByRole('button', { name: 'Race' }).click();
    await reads(page, '.caption', '2 engines, one hash: 7a7a7a7a7a7a.');
    await reads(page, '.race', 'it runs one-way rules only.');
    await page.getByLabel(/^Cells/).fill('many');
    await page.getByRole('button', { name: 'Race' }).click();
    await reads(page, '.error', "cells: 'many' is no number");
  });

  it('encodes values, moves one cursor through both pictures, and shows exponents with their errors', async () => {
    const page = await visit.open(link('encode'));
    await reads(page, '.note', 'At time 0 the first is at x 1, y 0.');
    await page.getByRole('slider', { name: 'Moment' }).fill('10');
    await reads(page, '.note', 'At time 1 the first is at x 0.5403, y 0.8415.');
    await page.getByRole('button', { name: 'Measure the exponents' }).click();
    await reads(page, '.exponents', /−0.5 ± 0.01/);
    await reads(page, '.exponents', 'mean divergence, which it has to be');
  });

  it('filters runs, and shows in what two differ', async () => {
    const page = await visit.open(link('runs'));
    await page.getByRole('button', { name: 'aaaaaaaaaaaa' }).click();
    await page.getByRole('button', { name: 'bbbbbbbbbbbb' }).click();
    await reads(page, 'h2', 'Two runs side by side');
    expect(await page.locator('.compare .differs th').allInnerTexts()).toEqual(['setting seed', 'right']);
    await page.waitForURL(/run=aaaa/);
  });

  it('sends the state of each page as a link', async () => {
    const page = await visit.open(link('encode'));
    await reads(page, '.note', 'At time 0 the first');
    await page.getByLabel('Values to encode').fill('0.25');
    await page.getByRole('button', { name: 'Encode', exact: true }).click();
    await page.waitForURL(/values=0\.25/);
    await page.goto(new URL('#engines?rule=W90&cells=64x64&steps=7', page.url()).href);
    expect(await Promise.all(['Task or rule', 'Cells,', 'Steps;'].map(name => page.getByLabel(name).inputValue()))).toEqual(['W90', '64x64', '7']);
  });

  it('trains in the page too, and shows accuracy of the runs of the server', async () => {
    const page = await visit.open(link('learn?task=parity').replace('learn%3Ftask', 'learn?task').replace('?token', '&token'));
    await reads(page, '.learntable', /\(1,1/);
    await page.getByRole('button', { name: 'in this page' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await reads(page, '.caption', 'Learned: every neighborhood is right.');
    await page.goto(new URL('#length', page.url()).href);
    await page.getByRole('button', { name: 'runs of this server' }).click();
    await reads(page, '.lengthchart', '4\u202f096');
    expect(await page.locator('.sheet-table').first().innerText()).toMatch(/certified automaton\s+100\s+100/);
  });

  it('shows the ledger of the server', async () => {
    const page = await visit.open(link('claims'));
    await reads(page, '.lead p', `${records.length} claims`);
  });

  it.each([1440, 900, 390])('never scrolls sideways at %i px', async width => {
    const page = await visit.open(link('runs'), { width, height: 844 });
    const wide = (): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    await page.getByRole('button', { name: 'aaaaaaaaaaaa' }).click();
    await reads(page, '.compare', /task/);
    expect(await wide()).toBe(false);
    for (const [name, selector] of [['learn', '.learntable'], ['engines', '.job'], ['encode', '.phase'], ['claims', '.ledger']] as const) {
      await page.goto(new URL(`#${name}`, page.url()).href);
      await page.locator(`${selector}:visible`).first().waitFor();
      expect(await wide(), name).toBe(false);
    }
  });

  it('says that a token is not the right one', async () => {
    const page = await visit.open('#runs?token=wrong');
    await reads(page, '.error', 'The token is not the one of the printed link.');
    visit.forgive();
  });
}, standIn({ token, automaton: await ruleFile(), records }));

journeys('The door of a server with a password, against a stand-in', visit => {
  it('asks for it, says no, and opens; what needs no server works before', async () => {
    const page = await visit.open();
    // What the server puts into its page.
    await page.route('**/some/path/', async route => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('<head>', '<head><meta name="lightcone-lab" content="password">') });
    });
    await page.reload();
    await reads(page, '.door', 'asks for a password');
    await reads(page, '.caption', 'Settled after 25 steps.');
    await page.getByLabel('Password').fill('a wrong one');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await reads(page, '.door .error', 'That is not the password.');
    visit.forgive();
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.locator('.door').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await reads(page, 'section[aria-label="Runs"] .muted', '2 runs in runs.');
  });
}, standIn({ token, automaton: await ruleFile(), records }));

journeys('Pages of the server, without one', visit => {
  it.each(['engines', 'encode', 'runs'])('%s says plainly that it needs one, and asks nobody', async name => {
    const page = await visit.open(`#${name}`);
    await reads(page, '.noserver', 'lightcone lab');
    expect(visit.sent.some(x => x.path.includes('/api/'))).toBe(false);
  });
});
