import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { journeys, reads } from './visit';

const caption = 'section[aria-label="Learn"] .caption';

journeys('Learn, without a server', visit => {
  it('trains in the page until every entry is certain, and proves it', async () => {
    const page = await visit.open('#learn?task=parity');
    await reads(page, '.learntable', /\(1,1,1\)/);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await reads(page, caption, 'Learned: every neighborhood is right.');
    expect(await page.locator('.lesson.certain').count()).toBe(8);
    await page.getByRole('link', { name: 'Prove it' }).click();
    await reads(page, '.levels', 'function');
    await reads(page, '.example', 'None exists.');
    expect(visit.sent.some(x => x.path.includes('/api/'))).toBe(false);
  });

  it('poisons one example, and the certificate says which, on its smallest input', async () => {
    const page = await visit.open('#learn');
    await page.locator('.lesson').nth(7).click();
    await page.waitForURL(/change=7\.0/);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await reads(page, caption, 'wrong on 1 neighborhood');
    await page.getByRole('link', { name: 'See what the certificate says' }).click();
    await reads(page, '.example', '3 + 3 = 6, and this rule says 2.');
    expect(await page.locator('.tile.refuted').count()).toBe(1);
  });

  it('stops at once, and says that nothing is kept', async () => {
    const page = await visit.open('#learn?task=decimal-addition');
    await reads(page, '.learntable', /\(99,1\)/);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await reads(page, '.job .note', 'Nothing of it is kept');
    await page.getByLabel('Task', { exact: true }).selectOption('W30');
    await reads(page, '.learntable', /\(1,1,1\)/);
  });

  it('finds parity behind own lines, and it is a link', async () => {
    const page = await visit.open('#learn');
    await page.getByRole('button', { name: 'My own lines' }).click();
    await page.getByLabel('Fill in an example').selectOption({ label: 'Parity so far' });
    await page.getByRole('button', { name: 'Learn these lines' }).click();
    await reads(page, '.found .caption', 'Learned: this is parity, proved for every length.');
    await page.goto(page.url().replace('#', '?x#'));
    await reads(page, 'h1', 'A rule is found behind your own lines.');
    expect(await page.getByLabel('Lines, each a question').inputValue()).toMatch(/1011 -> 1101/);
    await page.getByRole('button', { name: 'Learn these lines' }).click();
    await page.getByRole('link', { name: 'Run it' }).click();
    await reads(page, 'section[aria-label="Play"] .evidence', 'For every length, the row at rest is right.');
  });

  it('finds addition behind sums, and says where a line is wrong', async () => {
    const page = await visit.open('#learn?lines=x');
    await page.getByLabel('Fill in an example').selectOption({ label: 'Sums in binary' });
    await page.getByRole('button', { name: 'Learn these lines' }).click();
    await reads(page, '.found .caption', 'Learned: this is addition');
    await page.getByLabel('base of numbers').selectOption('10');
    await page.getByLabel('Lines, each a question').fill('12+30=42\n12 and 30');
    await page.getByRole('button', { name: 'Learn these lines' }).click();
    await reads(page, '.error', 'line:2: expected a+b=c');
  });
});

journeys('Files, in Worlds and Rule', visit => {
  const drop = async (selector: string, name: string, text: string): Promise<void> => {
    const data = await visit.page.evaluateHandle(([file, content]) => { const d = new DataTransfer(); d.items.add(new File([content!], file!)); return d; }, [name, text] as const);
    await visit.page.dispatchEvent(selector, 'dragover', { dataTransfer: data });
    await visit.page.dispatchEvent(selector, 'drop', { dataTransfer: data });
  };

  it.each([['a.cells', '!Name: Glider\n.O\n..O\nOOO\n'], ['a.lif', '#Life 1.06\n0 -1\n1 0\n-1 1\n0 1\n1 1\n'], ['a.mcl', '#MCell 4.20\n#GAME Life\n#RULE 23/3\n#L .A$..A$3A\n'], ['a.mc', '[M2] (golly 2.0)\n#R B3/S23\n.*$..*$***$\n']])('%s that is dropped is opened, and its period found', async (name, text) => {
    const page = await visit.open('#worlds');
    await reads(page, '.worlds .note', 'Generation 0');
    await drop('.worlds', name, text);
    await page.waitForURL(/rle=/);
    await page.getByRole('button', { name: 'Find the period' }).click();
    await reads(page, '.period', 'A ship: period 4.');
  });

  it('a packed file is chosen, and a damaged one says where it is', async () => {
    const page = await visit.open('#worlds');
    await reads(page, '.worlds .note', 'Generation 0');
    const { gzipSync } = await import('node:zlib');
    const field = page.getByLabel('Open a pattern or rule file');
    await field.setInputFiles({ name: 'blinker.rle.gz', mimeType: 'application/gzip', buffer: gzipSync('x = 3, y = 1, rule = B36/S23\n3o!') });
    await reads(page, '.worlds .note', /Generation 0 of B36\/S23/);
    await field.setInputFiles({ name: 'bad.mcl', mimeType: 'text/plain', buffer: Buffer.from('#MCell 4.20\n#GAME Life\n#RULE 23/3\n#L A?\n') });
    await reads(page, '.inout .error', 'bad.mcl:4');
  });

  it('a rule that is dropped on Worlds runs there, and a pattern that is dropped on Rule goes there', async () => {
    const page = await visit.open('#worlds');
    await reads(page, '.worlds .note', 'Generation 0');
    await drop('.worlds', 'Copy.rule', '@RULE Copy\n@TABLE\nn_states:2\nneighborhood:Moore\nsymmetries:permute\n0,1,0,0,0,0,0,0,0,1\n');
    await reads(page, '.inout .note', 'Copy.rule holds a rule');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await reads(page, 'button', 'Only in this page: save the file');
    await page.getByRole('link', { name: 'Rule', exact: true }).click();
    await reads(page, '.levels', 'function');
    await drop('section[aria-label="Rule"]', 'a.rle', 'x = 3, y = 1, rule = B3/S23\n3o!');
    await page.waitForURL(/#worlds\?.*rle=/);
  });
});

journeys('Length, without a server', visit => {
  it('shows an input that a network answers wrongly, and what has no record', async () => {
    const page = await visit.open('#length');
    await page.getByRole('button', { name: /^perceptron at 32/ }).click();
    await reads(page, '.failing', 'input 2 is the first that is answered wrongly');
    expect(await page.locator('.failing .bad').count()).toBeGreaterThan(0);
    await page.waitForURL(/model=mlp&at=32/);
    const circle = page.locator('.m-tf-none .target').nth(2);
    await circle.hover();
    await reads(page, '.failing', 'transformer, no positions, seed 1, 64 places');
    const { ledger } = JSON.parse(readFileSync(new URL('../public/lengths.json', import.meta.url), 'utf8')) as { ledger: { task: string }[] };
    await reads(page, 'section[aria-label="Length"]', ledger.filter(e => e.task === 'addition').length === 6 ? 'judged with' : 'a record');
  });
});

journeys('A wrong rule, on Play', visit => {
  it('is reached from the picture, and said to be wrong', async () => {
    const page = await visit.open('#play');
    await page.getByRole('link', { name: 'change its table' }).click();
    await page.locator('.tile').first().click();
    await reads(page, '.example', '3 + 3 = 6, and this rule says 2.');
    await page.getByRole('link', { name: 'Run it' }).click();
    await reads(page, 'h1', 'Addition, with 1 entry of its table changed.');
    await reads(page, 'section[aria-label="Play"] .caption', 'Wrong: it says');
    expect(await page.locator('.sum output.wrong').count()).toBe(1);
  });
});
