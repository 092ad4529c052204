import { expect, it } from 'vitest';
import { clickCell, journeys, reads } from './visit';

const caption = 'aside .caption';

journeys('Play', visit => {
  it('shows the first addition at once, moving, before any proof is loaded', async () => {
    const page = await visit.open('', { still: false });
    await reads(page, 'h1', 'Two numbers are added by a wave of carries.');
    await page.waitForFunction(() => /^Step \d+/.test(document.querySelector('aside .caption')!.textContent!), undefined, { timeout: 5000 });
    await reads(page, caption, 'Settled after 25 steps.');
    expect(visit.sent.some(x => x.path.includes('_framework'))).toBe(false);
    expect(visit.sent.reduce((sum, x) => sum + x.bytes, 0)).toBeLessThan(300 * 1024);
  });

  it('stands still for those who want no motion, finished, with the law beside the count', async () => {
    const page = await visit.open();
    await reads(page, caption, 'Settled after 25 steps.');
    expect(await page.locator('.pair').innerText()).toMatch(/25[\s\S]*=[\s\S]*25/);
    expect(await page.locator('.evidence').innerText()).toMatch(/the answer equals the one of big integers/);
  });

  it('heals a flipped carry, and shows its cone', async () => {
    const page = await visit.open();
    await reads(page, caption, 'Settled');
    await clickCell(page, 20, 20);
    await reads(page, caption, /Healed \d+ steps? after the flip\.|The flip changed nothing/);
    expect(page.url()).toMatch(/flips=20\.43/);
    expect(await page.locator('.legend:visible').innerText()).toMatch(/can be influenced/);
    await page.getByRole('button', { name: 'Undo the flip' }).first().click();
    await reads(page, caption, 'Settled after 25 steps.');
    expect(page.url()).not.toMatch(/flips/);
  });

  it('knows a changed question from an error', async () => {
    const page = await visit.open();
    await reads(page, caption, 'Settled');
    const box = (await page.locator('canvas:visible').boundingBox())!;
    await page.mouse.click(box.x + 44 + 12.5 * 20, box.y + 26);
    await reads(page, caption, 'You changed the question: 1 digit of the operands.');
    expect(await page.locator('aside .muted').first().innerText()).toMatch(/nothing heals/);
  });

  it('heals noise, with a meter', async () => {
    const page = await visit.open();
    await reads(page, caption, 'Settled');
    await page.getByRole('button', { name: 'Flip 10 % of this row' }).click();
    await reads(page, caption, /Healed \d+ steps? after|changed nothing/);
    expect(await page.locator('.heal svg').getAttribute('aria-label')).toMatch(/^Cells that differ, step by step: \d/);
  });

  it('steps back and on, by button and by key', async () => {
    const page = await visit.open();
    await reads(page, '.count', 'step 27 of 31');
    await page.getByRole('button', { name: 'One step back' }).click();
    await reads(page, '.count', 'step 26 of 31');
    await page.keyboard.press('Home');
    await reads(page, '.count', 'step 0 of 31');
    await page.keyboard.press('Escape');
    await page.locator('body').press('ArrowRight');
    await page.locator('body').press('Shift+ArrowRight');
    await reads(page, '.count', 'step 11 of 31');
    await page.locator('body').press('End');
    await reads(page, '.count', 'step 31 of 31');
  });

  it('scrubs', async () => {
    const page = await visit.open();
    await reads(page, '.count', 'step 27');
    await page.getByRole('slider', { name: 'Step' }).fill('14');
    await reads(page, caption, 'Step 14: 2 carries changed.');
    await page.waitForURL(/step=14/);
    await page.reload();
    await reads(page, '.count', 'step 14 of 31');
    expect(await page.locator('.pair').innerText()).toMatch(/14[\s\S]*<[\s\S]*25/);
  });

  it('adds what is typed, and says where a typo is', async () => {
    const page = await visit.open();
    await reads(page, caption, 'Settled');
    await page.getByLabel('a', { exact: true }).fill('12x4');
    await reads(page, '.error', "a:1:3: symbol 'x' is not a decimal digit.");
    await page.getByLabel('a', { exact: true }).fill('99999999');
    await page.getByLabel('+ b', { exact: true }).fill('1');
    await reads(page, '.sum output', /100\u202f000\u202f000/);
    await reads(page, caption, /Settled after \d+ steps?\./);
  });

  it('finds the longest chain', async () => {
    const page = await visit.open();
    await page.getByRole('button', { name: 'Longest chain' }).click();
    await reads(page, caption, 'Settled after 63 steps.');
    expect(await page.locator('.pair').innerText()).toMatch(/63[\s\S]*=[\s\S]*63/);
  });

  it('is all there by keyboard: cursor, flip, undo', async () => {
    const page = await visit.open();
    await reads(page, caption, 'Settled');
    await page.locator('canvas:visible').focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowLeft', 'Enter'])
      await page.keyboard.press(key);
    await page.waitForURL(/flips=26\.33/);
    await page.keyboard.press('u');
    await page.waitForFunction(() => !location.hash.includes('flips'));
  });

  it('runs parity, decimal addition and others', async () => {
    const page = await visit.open();
    await page.getByRole('button', { name: 'Parity' }).click();
    await reads(page, 'h1', 'parity of all of them');
    await reads(page, caption, /Settled after \d+ steps?\./);
    await page.getByRole('button', { name: 'Decimal' }).click();
    await reads(page, 'h1', 'Decimal digits');
    await reads(page, '.sum output', /100\u202f000\u202f000\u202f000\u202f000\u202f000\u202f004/);
    await page.getByLabel('Another task or rule').selectOption('bucket-sort');
    await reads(page, 'h1', /[Ss]ort/);
    await page.getByLabel('Another task or rule').selectOption('subtraction');
    await reads(page, '.pair', 'borrow chain');
    await reads(page, '.evidence', /spells a\u00a0\u2212\u00a0b/);
  });

  it('says of Rule 110 what is proved and what was only run, with its exact period', async () => {
    const page = await visit.open('#play?rule=rule110');
    await reads(page, caption, '35 steps, and it does not settle.');
    await reads(page, '.evidence', /this start repeats with period [\d\u202f]+|neither came to rest nor repeated/);
    await clickCell(page, 30, 5);
    await reads(page, 'aside .muted', '0 of all that differ lie outside the light cone.');
  });

  it('does not claim the proof for another edge', async () => {
    const page = await visit.open('#play?edge=periodic');
    await reads(page, '.evidence', 'the edge is not the one of the proof');
    expect(await page.locator('.evidence').innerText()).not.toMatch(/spells/);
  });

  it('gives the same picture to whom the link is sent', async () => {
    let page = await visit.open();
    await reads(page, caption, 'Settled');
    await clickCell(page, 30, 12);
    await page.waitForURL(/flips=12\.33/);
    const fragment = new URL(page.url()).hash;
    page = await visit.open(fragment);
    await reads(page, caption, /Healed|changed nothing/);
    expect(new URL(page.url()).hash).toBe(fragment);
  });

  it('runs a million cells, and shows one that differs', async () => {
    const page = await visit.open('#play?rule=rule110');
    await reads(page, caption, 'does not settle');
    await page.getByRole('button', { name: /^100.000 cells$/ }).click();
    await reads(page, '.long .caption', '1\u202f000 steps, and it has not settled.');
    await page.waitForSelector('.long[data-marked="0"]');
    const box = (await page.locator('.long canvas').boundingBox())!;
    await page.mouse.click(box.x + box.width / 3, box.y + box.height / 3);
    await reads(page, '.long .muted', '0 of them outside the light cone');
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.long')!.dataset['marked']) > 0);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Back to the small picture' }).click();
    await reads(page, caption, 'does not settle');
  });

  it('settles a long addition', async () => {
    const page = await visit.open('#play?cells=100000');
    await reads(page, '.long .caption', /addition: settled after \d+ steps\./);
  });

  it('saves the rows as CSV', async () => {
    const page = await visit.open();
    await page.getByText('The picture in words and numbers').click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the rows as CSV' }).click()]);
    expect(file.suggestedFilename()).toBe('addition.csv');
  });
});
