import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { journeys, reads } from './visit';

journeys('Rule', visit => {
  it('proves addition in the page, level by level', async () => {
    const page = await visit.open('#rule');
    await reads(page, 'h1', 'Eight cases decide every length.');
    const levels = await page.locator('.levels li').allInnerTexts();
    expect(levels.length).toBeGreaterThanOrEqual(6);
    expect(levels.join('\n')).toMatch(/for every length and every input the fixed point reads as addition/i);
    expect(visit.sent.filter(x => x.path.includes('_framework')).reduce((sum, x) => sum + x.bytes, 0)).toBeLessThan(2.5 * 1024 * 1024);
  });

  it('says what would refute a level, and checks it again', async () => {
    const page = await visit.open('#rule');
    await reads(page, '.levels', 'function');
    const level = page.locator('.levels li', { hasText: 'function' });
    await level.getByText('What would refute this?').click();
    expect(await level.innerText()).toMatch(/One input whose result is another one\./);
    await level.getByRole('button', { name: 'Check again: function' }).click();
    await reads(page, '.did', /derived anew, the same, /);
  });

  it('refutes a flipped entry with the smallest failing input, and restores it', async () => {
    const page = await visit.open('#rule');
    await reads(page, 'h1', 'Eight cases');
    await page.getByRole('button', { name: /Neighborhood 10, 1 gives 1/ }).first().click();
    await reads(page, 'h1', 'Refuted: on (10,1) this rule says 0.');
    await reads(page, '.example', '3 + 1 = 4, and this rule says 0.');
    expect(page.url()).toMatch(/set=0\.5\.0/);
    await page.getByRole('button', { name: 'Restore the table' }).click();
    await reads(page, 'h1', 'Eight cases');
  });

  it('shows a ring on which a changed Rule 110 is wrong', async () => {
    const page = await visit.open('#rule?rule=rule110&set=0.5.0');
    await reads(page, '.example', 'Ring of 3');
    expect(await page.locator('.work').innerText()).toMatch(/says[\s\S]*wrong[\s\S]*right/);
  });

  it('tells checked from proved', async () => {
    const page = await visit.open('#rule');
    await page.getByRole('button', { name: 'Rule 78' }).click();
    await reads(page, '.levels', /every ring of n cells comes to rest/);
    await page.getByLabel(/^Task or rule/).fill('reversal');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await reads(page, '.levels', /checked up to 4/);
    await page.getByRole('button', { name: 'Rule 110' }).click();
    await reads(page, '.levels', /counterexample: on a ring of 4/);
  });

  it('trains a network on the table, and shows its margins', async () => {
    const page = await visit.open('#rule');
    await reads(page, 'h1', 'Eight cases');
    await page.getByRole('button', { name: 'Train a network on it' }).click();
    await reads(page, '.tile .num', /least/);
    await reads(page, '.note', /3 → 8 → 1, 41 parameters, seed 1/);
    await reads(page, '.levels', /margin/);
  });

  it('opens any rule by its name, and says what a wrong name should be', async () => {
    const page = await visit.open('#rule');
    await page.getByLabel(/Task or rule/).fill('additon');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await reads(page, '.error', 'Did you mean addition?');
    await page.getByLabel(/Task or rule/).fill('B36/S23');
    await page.keyboard.press('Enter');
    await reads(page, 'h1', '512 cases, examined one by one.');
    expect(await page.locator('.dotcell').count()).toBe(512);
  });

  it('saves a rule, a certificate and other formats, and reads them back', async () => {
    const page = await visit.open('#rule?rule=W54');
    await reads(page, '.levels', 'function');
    for (const format of ['json', 'golly', 'csv', 'certificate']) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Save the rule as').selectOption(format)]);
      const name = file.suggestedFilename(), content = await readFile((await file.path())!);
      expect(content.length).toBeGreaterThan(100);
      await page.getByLabel('Open a rule file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
      await reads(page, '.levels', 'convergence');
      expect(await page.locator('.error:visible').count()).toBe(0);
    }
  });

  it('refuses a damaged file with its place', async () => {
    const page = await visit.open('#rule');
    await reads(page, '.levels', 'function');
    await page.getByLabel('Open a rule file').setInputFiles({ name: 'broken.rule', mimeType: 'text/plain', buffer: Buffer.from('@RULE x\n@TABLE\nn_states:2\nneighborhood:Moore\n0,0,0\n') });
    await reads(page, '.error', /broken\.rule:\d+/);
  });

  it('runs a changed rule on Play', async () => {
    const page = await visit.open('#rule?set=0.5.0');
    await reads(page, 'h1', 'Refuted');
    await page.getByRole('link', { name: 'Run it' }).click();
    await reads(page, '.caption', 'Wrong: it says');
    await reads(page, '.evidence', 'Refuted');
    await page.reload();
    await reads(page, '.evidence', 'Refuted');
    await page.getByLabel('Another task or rule').selectOption('mod-3');
    await reads(page, 'h1', /3/);
  });
});
