// The pictures of docs/gallery.md, from the built page: npm run gallery. Each stays under 150 kB, so that the repository stays small.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';
import { serve } from './serve.mjs';

const MOST = 150_000;
const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../docs/gallery');
const PICTURES = [
  ['play', '#play?flips=14.43&step=20', 'light'], ['play-parity', '#play?rule=parity', 'dark'], ['worlds', '#worlds', 'light'], ['worlds-multiplication', '#worlds?rule=multiplication', 'dark', 860, 'Play'],
  ['rule', '#rule', 'light'], ['rule-refuted', '#rule?set=0.5.0', 'dark'], ['learn', '#learn?lines=1%20-%3E%201%0A0%20-%3E%200%0A11%20-%3E%2010%0A10%20-%3E%2011%0A01%20-%3E%2001%0A1011%20-%3E%201101%0A0110%20-%3E%200100%0A1110%20-%3E%201011%0A0011%20-%3E%200010%0A10101%20-%3E%2011001%0A01110%20-%3E%2001011', 'light', 700, 'Learn these lines'],
  ['length', '#length?model=mlp&at=32', 'light', 1000], ['landscape', '#landscape?cell=0.11', 'light'], ['spikes', '#spikes?digit=5&at=3.6.12', 'dark', 1180], ['fields', '#fields?epoch=30&unit=2', 'light', 760], ['transfer', '#transfer?right=leaky%20beta%200.1%20gain%202&episode=2', 'light', 860], ['claims', '#claims?verdict=falls', 'light', 700],
];
mkdirSync(folder, { recursive: true });
const server = await serve(), browser = await launch();
let large = 0;
for (const [name, fragment, theme, height = 800, press] of PICTURES) {
  const context = await browser.newContext({ viewport: { width: 1280, height }, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(server.url + fragment);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => ![...document.querySelectorAll('.wait')].some(e => e.getClientRects().length > 0 && e.textContent !== ''));
  if (press)
    await page.getByRole('button', { name: press }).click();
  await page.waitForTimeout(press ? 4000 : 1500);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  const { size } = statSync(path);
  console.log(`${name}.png ${size} bytes`);
  if (size > MOST)
    large++;
}
await browser.close();
server.close();
if (large > 0) {
  console.error(`${large} of them are larger than ${MOST} bytes.`);
  process.exit(1);
}
