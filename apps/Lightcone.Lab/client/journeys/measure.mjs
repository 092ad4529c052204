// What the page does against the clock, in Debian's chromium: node journeys/measure.mjs [LINK]. One JSON document: a list of name, value, unit. Without a link dist/ is served here.
import { readdirSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { executable, launch } from './browser.mjs';
import { dist, serve } from './serve.mjs';

const problem = !executable ? 'chromium is not installed (Debian and Ubuntu: apt-get install chromium).' : !existsSync(join(dist, 'index.html')) ? 'the page is not built: npm run build.' : null;
if (problem) {
  console.error(problem);
  process.exit(2);
}
const server = process.argv[2] ? null : await serve(), link = process.argv[2] ?? server.url, browser = await launch(), figures = [];
const tell = (name, value, unit) => figures.push({ name, value, unit });

// Sizes as a host sends them: the compressed twin where there is one.
const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(e => e.isFile()).map(e => join(e.parentPath ?? e.path, e.name)).filter(f => !f.endsWith('.br'));
const sent = files.map(f => ({ f, size: statSync(existsSync(`${f}.br`) ? `${f}.br` : f).size }));
const total = wanted => sent.filter(({ f }) => wanted(f)).reduce((sum, { size }) => sum + size, 0);
const isProof = f => f.includes('_framework'), isNetwork = f => f.endsWith('.safetensors');
tell('page', total(f => !isProof(f) && !isNetwork(f)) / 1024, 'kB');
tell('page and proofs', total(f => !isNetwork(f)) / (1 << 20), 'MB');
tell('networks, one by one', total(isNetwork) / (1 << 20), 'MB');

async function visit(fragment, script = null) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' }), page = await context.newPage();
  if (script)
    await page.addInitScript(script);
  await page.goto(link.replace(/#.*$/, '') + fragment);
  return { page, close: () => context.close() };
}

/** The best of three, as a visitor on a quiet machine has it. */
async function best(once) {
  const values = [];
  for (let k = 0; k < 3; k++)
    values.push(await once());
  return values;
}

const first = await best(async () => {
  const { page, close } = await visit('#play', () => {
    new MutationObserver((_seen, observer) => {
      if (document.querySelector('section[aria-label="Play"] canvas[data-cells]')) {
        observer.disconnect();
        requestAnimationFrame(() => { window.firstFrame = performance.now(); });
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.waitForFunction(() => window.firstFrame > 0);
  const time = await page.evaluate(() => window.firstFrame);
  await close();
  return time;
});
tell('first frame of Play', Math.min(...first) / 1000, 's');

{
  const { page, close } = await visit('#play?rule=rule110&cells=4096&steps=4095', () => {
    const own = CanvasRenderingContext2D.prototype.drawImage;
    window.drawn = 0;
    CanvasRenderingContext2D.prototype.drawImage = function (...all) { window.drawn++; return own.apply(this, all); };
  });
  await page.waitForFunction(() => document.querySelector('.long')?.dataset.marked !== undefined, null, { timeout: 60000 });
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.waitForTimeout(300);
  // The picture is dragged to and fro, a pointer event a frame.
  const rate = await page.evaluate(() => new Promise(resolve => {
    const canvas = document.querySelector('.long canvas'), box = canvas.getBoundingClientRect(), send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: x, clientY: y, bubbles: true }));
    canvas.setPointerCapture = () => {};
    const x = box.left + box.width / 2, y = box.top + box.height / 2, began = performance.now(), before = window.drawn;
    send('pointerdown', x, y);
    const frame = () => {
      const t = performance.now() - began;
      if (t > 3000) {
        send('pointerup', x, y);
        resolve((window.drawn - before) / (t / 1000));
        return;
      }
      send('pointermove', x + 200 * Math.sin(t / 300), y + 150 * Math.cos(t / 400));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }));
  tell('scrubbing 4096 x 4096', rate, 'frames/s');
  await close();
}

const shown = await best(async () => {
  const { page, close } = await visit('#play?rule=rule110&cells=1000');
  await page.waitForFunction(() => document.querySelector('.long')?.dataset.marked !== undefined);
  const time = await page.evaluate(() => new Promise(resolve => {
    const long = document.querySelector('.long'), began = performance.now();
    new MutationObserver(() => { if (long.dataset.marked !== undefined) requestAnimationFrame(() => resolve(performance.now() - began)); }).observe(long, { attributes: true });
    long.querySelector('button[data-value="1000000"]').click();
  }));
  await close();
  return time;
});
tell('Rule 110, 10^6 cells x 1,000 generations, shown after the click', Math.min(...shown) / 1000, 's');

{
  const { page, close } = await visit('#worlds?size=1024&start=random');
  await page.waitForFunction(() => /^Generation/.test(document.querySelector('#world-twin')?.textContent ?? ''), null, { timeout: 60000 });
  const generation = () => page.evaluate(() => Number(document.querySelectorAll('.worlds .numbers dd')[0].textContent.replace(/\D/g, '')));
  await page.locator('.worlds select[aria-label=Speed]').selectOption('16');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(1000);
  const from = await generation(), began = Date.now();
  await page.waitForTimeout(4000);
  tell('Life 1024 x 1024 in the page', (await generation() - from) / ((Date.now() - began) / 1000), 'generations/s');
  tell('Life 1024 x 1024 in its worker', await page.evaluate(() => Number(document.querySelector('.world canvas').dataset.rate)), 'generations/s');
  await close();
}
await browser.close();
server?.close();
console.log(JSON.stringify(figures));
