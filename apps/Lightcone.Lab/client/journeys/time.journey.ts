import { expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { journeys, reads } from './visit';

const saved = async (page: Page, name: string): Promise<string[]> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return (await readFile((await file.path())!, 'utf8')).trim().split('\n');
};

/** Moves a slider as a hand would, by its keys. */
const slide = async (page: Page, name: string, key: string, times: number): Promise<void> => {
  await page.getByRole('slider', { name }).focus();
  for (let k = 0; k < times; k++)
    await page.keyboard.press(key);
};

journeys('Spikes', visit => {
  it('reads a digit, and falls silent when it leaks more; larger currents bring the spikes back', async () => {
    const page = await visit.open('#spikes');
    await reads(page, '.caption', 'It says 3, which is right');
    expect(await page.locator('.spikes .error:visible').count()).toBe(0);
    await slide(page, 'Leak beta', 'Home', 1);
    await reads(page, '.spikes .error', /Layers? .*never fires?\. In layer .* the threshold is 1\./);
    await page.waitForURL(/beta=0&|beta=0$/);
    await slide(page, 'All currents times', 'End', 1);
    await reads(page, '.spiking .muted', 'β 0.00, currents × 10');
    await page.waitForFunction(() => !document.querySelector('.neurons .silent'));
    await page.getByRole('button', { name: 'As trained' }).click();
    await reads(page, '.spiking .muted', 'as it was trained');
    await page.getByRole('link', { name: 'the claim and its control' }).click();
    await reads(page, '.ledger details[open]', 'whose inputs are multiplied by 6');
  });

  it('is all there by keyboard, stays in the link, and is saved neuron by neuron', async () => {
    let page = await visit.open('#spikes');
    await reads(page, '.spikes .told', 'Step 15 of 30, layer 1, neuron 1: ');
    await page.locator('.neurons').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowLeft'])
      await page.keyboard.press(key);
    await reads(page, '.spikes .told', 'Step 6 of 30, layer 1, neuron 3: ');
    await page.getByRole('button', { name: 'The digit 7' }).click();
    await reads(page, '.spiking .note', 'the digit is a 7');
    await page.waitForURL(/digit=7&at=1\.3\.6/);
    page = await visit.open(new URL(page.url()).hash);
    await reads(page, '.spikes .told', 'Step 6 of 30, layer 1, neuron 3: ');
    expect((await saved(page, 'Save as CSV')).length).toBe(1 + 74 * 30);
  });

  it('is pointed at, and tries the test digits until it is stopped', async () => {
    const page = await visit.open('#spikes');
    await reads(page, '.spikes .told', 'Step 15');
    const box = (await page.locator('.neurons svg').boundingBox())!;
    await page.mouse.click(box.x + 80, box.y + 20);
    await reads(page, '.spikes .told', 'Step 1 of 30, layer 1, neuron 1: ');
    await page.getByRole('button', { name: 'Try all 271 test digits' }).click();
    await page.waitForFunction(() => Number(document.querySelector('.spikes aside [role=status] td:last-child')?.textContent) >= 8, null, { timeout: 20000 });
    await page.getByRole('button', { name: 'Stop' }).click();
    await reads(page, '.spikes aside [role=status]', /0\.95× 1\d+, \d+\.\d %\d+/);
    await page.getByRole('button', { name: 'Try all 271 test digits' }).waitFor();
  });
});

journeys('Fields', visit => {
  it('shows fields that grow, their control beside them, and leads to the claims', async () => {
    const page = await visit.open('#fields');
    await reads(page, '.films .note', /epoch 30: largest weight 1\.2, 0\.72 spikes a patch/);
    expect(await page.locator('.films figure').count()).toBe(3);
    expect(await page.locator('.plates canvas').count()).toBe(27);
    await page.getByRole('button', { name: 'To the first step' }).click();
    await reads(page, '.films .note', 'before the training: largest weight 0.062');
    await page.getByRole('button', { name: 'One step on' }).click();
    await reads(page, '.films .note', 'and nothing fires yet');
    await page.getByRole('button', { name: 'Spikes', exact: true }).click();
    await page.waitForURL(/measure=spikes/);
    expect(await page.locator('.growth svg').getAttribute('aria-label')).toMatch(/spikes a patch over the epochs: trajectories of damping 2 from 0\.00 to 0\.72/);
    await page.getByRole('link', { name: 'changes its sign under this control' }).click();
    await reads(page, '.ledger details[open]', 'static patches that are multiplied by 0.065');
  });

  it('is all there by keyboard, stays in the link, and is saved epoch by epoch and weight by weight', async () => {
    let page = await visit.open('#fields?epoch=30');
    await reads(page, '.fields .told', 'Unit 1 after epoch 30');
    await page.locator('.films').focus();
    for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowDown'])
      await page.keyboard.press(key);
    await reads(page, '.fields .told', 'Unit 3 after epoch 25');
    await page.getByRole('button', { name: 'One scale' }).click();
    await page.waitForURL(/epoch=25&unit=3&scale=one/);
    page = await visit.open(new URL(page.url()).hash);
    await reads(page, '.fields .told', 'Unit 3 after epoch 25');
    expect((await saved(page, 'Save as CSV')).length).toBe(1 + 3 * 31);
    expect((await saved(page, 'Save weights')).length).toBe(1 + 3 * 13 * 9 * 256);
  });

  it('grows by itself, and stops', async () => {
    const page = await visit.open('#fields', { still: false });
    await reads(page, '.fields .count', 'epoch 30 of 30');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });
});

journeys('Transfer', visit => {
  it('lets two agents balance on one clock, to their ends', async () => {
    const page = await visit.open('#transfer', { still: false });
    await reads(page, '.state', 'fell at step 20');
    await reads(page, '.state', 'fell at step 106');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await reads(page, '.transfer .told', /Step 106\. Left: spiking, β \.5 fell at step 106, .* Right: spiking, β \.1 fell at step 20, /);
    await page.getByRole('link', { name: 'falls when currents are doubled' }).click();
    await reads(page, '.ledger details[open]', 'all currents multiplied by 2');
  });

  it('puts the control beside it, and remembers what was seen', async () => {
    let page = await visit.open('#transfer');
    await reads(page, '.transfer .told', 'fell at step 20');
    await page.getByLabel('Agent on the right').selectOption({ label: 'spiking, β .1, currents doubled (control)' });
    await reads(page, '.state', 'stood all 200 steps');
    await reads(page, '.past', 'Episode 1: spiking, β .5 fell at step 106; spiking, β .1 fell at step 20.');
    await page.waitForURL(/right=leaky%20beta%200\.1%20gain%202/);
    page = await visit.open(new URL(page.url()).hash);
    await reads(page, '.state', 'stood all 200 steps');
    expect((await saved(page, 'Save as CSV')).length).toBe(1 + 107 + 201);
  });

  it('changes the physics while it runs, from that step on', async () => {
    const page = await visit.open('#transfer?left=perceptron&right=leaky%20beta%200.1%20gain%202&cart=easy', { still: false });
    await page.waitForFunction(() => Number(document.querySelector('.transfer .count b')?.textContent) > 4);
    await page.keyboard.press(' ');
    await slide(page, 'half length', 'End', 1);
    await page.waitForURL(/physics=1\.6,0\.1,0/);
    await page.locator('h1:visible').click();
    await page.keyboard.press(' ');
    await reads(page, '.transfer .told', /The physics changed after step \d+\./);
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Hard', exact: true }).click();
    await page.waitForURL(/cart=hard/);
    await reads(page, '.slider output', '1.2 m');
  });

  it('is all there by keyboard: space, arrows, the next episode', async () => {
    const page = await visit.open('#transfer');
    await reads(page, '.transfer .told', 'Step 106.');
    await page.keyboard.press('Home');
    await reads(page, '.transfer .told', /^Step 0\. Left: spiking, β \.5 stands/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await reads(page, '.transfer .told', 'Step 11.');
    await page.keyboard.press('n');
    await reads(page, '.transfer .count', 'episode 2');
    await page.waitForURL(/episode=2/);
  });
});
