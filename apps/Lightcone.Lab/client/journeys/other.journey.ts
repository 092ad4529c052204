import { expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { journeys, reads } from './visit';

journeys('Worlds', visit => {
  it('shows the glider gun, and steps it', async () => {
    const page = await visit.open('#worlds');
    await reads(page, '.numbers', 'generation');
    await reads(page, '.note', 'Generation 0 of B3/S23');
    for (let k = 0; k < 3; k++)
      await page.getByRole('button', { name: '+1, one generation on' }).click();
    await reads(page, '.note', 'Generation 3 of B3/S23');
    await page.getByRole('button', { name: '−1, one generation back' }).click();
    await reads(page, '.note', 'Generation 2 of B3/S23');
  });

  it('takes RLE, and finds the exact period', async () => {
    const page = await visit.open('#worlds');
    await page.getByText('Paste a pattern').click();
    await page.getByLabel('Pattern as text').fill('x = 3, y = 1, rule = B3/S23\n3o!');
    await page.getByRole('button', { name: 'Open it' }).click();
    await reads(page, '.census', 'blinker');
    await page.getByRole('button', { name: 'Find the period' }).click();
    await reads(page, '.period', /Period 2.*with period 2 from generation 0 on/);
    expect(page.url()).toMatch(/rle=/);
  });

  it('says what is wrong with a pattern', async () => {
    const page = await visit.open('#worlds');
    await page.getByText('Paste a pattern').click();
    await page.getByLabel('Pattern as text').fill('x = 3, y = 1, rule = B3/S23\n3q!');
    await page.getByRole('button', { name: 'Open it' }).click();
    await reads(page, '.error', 'is no state of an RLE pattern');
  });

  it('is painted, and the painting is in the link', async () => {
    let page = await visit.open('#worlds?start=empty&size=64');
    await reads(page, '.note', 'no cell');
    const box = (await page.locator('canvas:visible').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 24, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/rle=/);
    const alive = await page.locator('.numbers dd').last().innerText();
    const fragment = new URL(page.url()).hash;
    page = await visit.open(fragment);
    await reads(page, '.numbers', 'alive');
    await page.waitForFunction(n => document.querySelectorAll('.numbers dd')[1]?.textContent === n, alive);
  });

  it('runs Wireworld by the table engine of the product', async () => {
    const page = await visit.open('#worlds');
    await page.getByRole('button', { name: 'Wireworld' }).click();
    await reads(page, '.lead p', 'table engine');
    await page.getByRole('button', { name: '+1, one generation on' }).click();
    await reads(page, '.note', 'Generation 1 of wireworld');
  });

  it('multiplies on a grid, and what is painted heals', async () => {
    const page = await visit.open('#play?rule=multiplication');
    await page.waitForURL(/#worlds\?rule=multiplication/);
    await page.getByLabel('Two factors').fill('12 x 34');
    await page.getByRole('button', { name: 'Multiply' }).click();
    await reads(page, '.product', /\d+ steps to go/);
    await page.locator('.worlds select[aria-label=Speed]').selectOption('1');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('.clock .wide')?.textContent === 'Play' && Number(document.querySelector('.numbers dd')?.textContent) > 0);
    await reads(page, '.product', /= 408/);
    const box = (await page.locator('canvas:visible').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await reads(page, '.product', 'to go');
    await page.getByRole('button', { name: 'Undo the stroke' }).click();
    await reads(page, '.product', /= 408/);
    await page.getByLabel('Two factors').fill('twelve');
    await page.getByRole('button', { name: 'Multiply' }).click();
    await reads(page, '.error', 'are not two factors');
  });

  it('is run by keyboard', async () => {
    const page = await visit.open('#worlds?start=empty&size=64');
    await reads(page, '.note', 'no cell');
    await page.locator('canvas:visible').focus();
    for (const key of ['ArrowRight', 'f', 'ArrowRight', 'f', 'ArrowRight', 'f'])
      await page.keyboard.press(key);
    await page.waitForFunction(() => document.querySelectorAll('.numbers dd')[1]?.textContent === '3');
    await page.keyboard.press(' ');
    await page.waitForFunction(() => Number(document.querySelectorAll('.numbers dd')[0]?.textContent) > 2);
    await page.keyboard.press(' ');
    await reads(page, '.census', 'blinker');
  });
});

journeys('Claims', visit => {
  it('puts first what falls, and says how many of which', async () => {
    const page = await visit.open('#claims');
    await reads(page, '.lead p', /\d+ claims: \d+ fall, \d+ change their sign, \d+ (is|are) not reproduced(, \d+ (is|are) undecided)? and \d+ survive\./);
    expect(await page.locator('.ledger tbody').first().innerText()).toMatch(/Falls under its control: /);
    await reads(page, '.ledger tbody', /only which is larger/);
    const lost = page.locator('.ledger tbody', { hasText: 'Not reproduced: ' });
    expect(new Set(await lost.locator('.verdict').allInnerTexts())).toEqual(new Set(['not reproduced']));
    expect(await page.locator('.ledger tbody').count()).toBeGreaterThan(15);
  });

  it('unfolds to the control, the runs and the command, which stays in the link', async () => {
    let page = await visit.open('#claims');
    const row = page.locator('.ledger tbody', { hasText: 'Binary addition is proved' });
    await row.getByText('Why, runs and the command').click();
    await reads(page, '.ledger details[open]', 'lightcone claims --only lightcone.addition.certified');
    await page.waitForURL(/open=lightcone\.addition\.certified/);
    page = await visit.open(new URL(page.url()).hash);
    await reads(page, '.ledger details[open]', 'Would refute it.');
  });

  it('filters by verdict, and saves what it shows', async () => {
    const page = await visit.open('#claims');
    await page.getByRole('button', { name: /^survives/ }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('.verdict')].every(v => v.textContent === 'survives'));
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
    const lines = (await readFile((await file.path())!, 'utf8')).trim().split('\n');
    expect(lines[0]).toMatch(/^id,title,unit,paper,ours/);
    expect(lines.length).toBe(1 + await page.locator('.ledger .verdict').count());
  });
});

journeys('Landscape', visit => {
  it('shows who generalizes, what matching changes, and leads to the claim that falls', async () => {
    const page = await visit.open('#landscape');
    await reads(page, '.lead p', /89\.7 % .* 34\.4 %/);
    expect(await page.locator('.overdamping .seed').count()).toBe(2 * 12 * 5);
    expect(await page.locator('.maps td').count()).toBe(3 * 144);
    await page.locator('.map').first().locator('td[data-train="0"][data-test="11"]').hover();
    await reads(page, '.landscape .told', /Trained at .1\.5, tested at 10: plain/);
    await page.getByRole('button', { name: 'Its own', exact: true }).click();
    await page.waitForURL(/measure=own/);
    expect(await page.locator('.overdamping .paper').count()).toBe(0);
    await page.getByRole('link', { name: 'falls under its control' }).click();
    await reads(page, '.ledger details[open]', 'scaled to the same root mean square');
  });

  it('is all there by keyboard, stays in the link, and is saved run by run', async () => {
    let page = await visit.open('#landscape');
    await reads(page, '.landscape .told', 'Point at a cell');
    await page.locator('.maps').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp'])
      await page.keyboard.press(key);
    await reads(page, '.landscape .told', /Trained at .1, tested at .1: /);
    expect(await page.locator('.maps td.on').count()).toBe(3);
    await page.waitForURL(/cell=1\.1/);
    page = await visit.open(new URL(page.url()).hash);
    await reads(page, '.landscape .told', /Trained at .1, tested at .1: /);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
    expect((await readFile((await file.path())!, 'utf8')).trim().split('\n').length).toBe(1441);
  });
});

journeys('Length', visit => {
  it('shows who is right at which length, and leads to the proof', async () => {
    const page = await visit.open('#length');
    await reads(page, 'h1', 'every length follows');
    await page.locator('.m-mlp text').click();
    await reads(page, '.told', '256: 0.8 (0 to 1.6) %');
    await page.locator('.m-automaton').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'See the proof' }).click();
    await reads(page, 'h1', 'Eight cases decide every length.');
  });

  it('goes from the wrong table to its counterexample', async () => {
    const page = await visit.open('#length?task=rule110&model=corrupted');
    await page.getByRole('link', { name: /fail on its smallest input/ }).click();
    await reads(page, '.example', 'Ring of 3');
  });
});

journeys('The lab', visit => {
  it('has two themes and keeps the choice', async () => {
    const page = await visit.open();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  });

  it('lists its keys, and closes the list', async () => {
    const page = await visit.open();
    await reads(page, 'h1', 'Two numbers');
    await page.keyboard.press('?');
    await reads(page, 'dialog', 'play or pause');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.waitForFunction(() => !document.querySelector('dialog')!.open);
  });

  it('names in its bar only what is there, and every name leads somewhere', async () => {
    const page = await visit.open();
    for (const name of await page.locator('nav a').allInnerTexts()) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.waitForFunction(label => document.querySelector('nav a[aria-current]')?.textContent === label, name);
      await reads(page, 'h1', /\S/);
    }
  });

  it('takes nothing that is not its own: no request leaves its origin, no frame, no inline script or style', async () => {
    const page = await visit.open('#rule');
    await reads(page, 'h1', 'Eight cases');
    expect(await page.evaluate(() => [document.querySelectorAll('iframe').length, [...document.scripts].filter(x => !x.src).length, document.querySelectorAll('style,[style*="expression"]').length])).toEqual([0, 0, 0]);
    const violated = await page.evaluate(() => new Promise<string>(resolve => {
      addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hurt = true';
      document.body.append(script);
      setTimeout(() => resolve(String((window as never as Record<string, boolean>)['hurt'])), 500);
    }));
    expect(violated).toMatch(/^script-src/);
    visit.forgive();
  });

  it.each([1440, 1024, 390])('never scrolls sideways at %i px', async width => {
    const page = await visit.open('', { width, height: width < 800 ? 844 : 900 });
    for (const fragment of ['#play', '#play?rule=rule110', '#worlds', '#rule', '#rule?set=0.5.0', '#length', '#landscape', '#spikes?beta=0.1', '#fields', '#transfer', '#claims']) {
      await page.evaluate(x => { location.hash = x; }, fragment);
      await page.waitForTimeout(400);
      expect([fragment, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll,.sheet,.work,nav')).map(e => e.outerHTML.slice(0, 80)).join() || 'fits')]).toEqual([fragment, 'fits']);
    }
  });
});
