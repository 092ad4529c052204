import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { executable, launch } from './browser.mjs';
import { dist, serve, type Answer } from './serve.mjs';

/** What a journey has: a fresh page of the built lab from a plain file server, and everything that went over the wire. */
export interface Visit {
  page: Page;
  open(fragment?: string, options?: { width?: number; height?: number; dark?: boolean; still?: boolean }): Promise<Page>;
  sent: { path: string; status: number; bytes: number }[];
  /** Takes back what the console said so far: for journeys that provoke it. */
  forgive(): void;
}

const missing = !executable ? 'chromium is not installed: apt-get install chromium' : !existsSync(join(dist, 'index.html')) ? 'the page is not built: npm run build' : null;
if (missing && process.env['CI'])
  throw new Error(missing);
if (missing)
  console.warn(`Journeys are skipped: ${missing}`);

/** Journeys in a browser; skipped by name where there is none, failed under CI. After each, the console must have been silent and nothing may have been missing. */
export function journeys(name: string, tell: (visit: Visit) => void, answer: Answer | null = null): void {
  describe.skipIf(missing !== null)(missing ? `${name} (skipped: ${missing})` : name, () => {
    let browser: Browser, server: Awaited<ReturnType<typeof serve>>, context: BrowserContext | null = null;
    const noise: string[] = [];
    const visit = { sent: [] as Visit['sent'], forgive: () => { noise.length = 0; } } as unknown as Visit;
    beforeAll(async () => { browser = await launch(); server = await serve(answer); });
    afterAll(async () => { await browser?.close(); server?.close(); });
    visit.open = async (fragment = '', { width = 1440, height = 900, dark = false, still = true } = {}) => {
      await context?.close();
      context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: still ? 'reduce' : 'no-preference', permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
      const page = await context.newPage();
      page.on('console', message => { if (message.type() === 'error' || message.type() === 'warning') noise.push(message.text()); });
      page.on('pageerror', error => noise.push(error.message));
      page.on('request', request => { if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) noise.push(`asked elsewhere: ${request.url()}`); });
      server.sent.length = 0;
      visit.sent = server.sent;
      visit.page = page;
      await page.goto(server.url + fragment);
      return page;
    };
    afterEach(async () => {
      const heard = noise.splice(0), lost = visit.sent.filter(x => x.status !== 200 && !x.path.endsWith('/favicon.ico'));
      await context?.close();
      context = null;
      expect(heard).toEqual([]);
      expect(lost).toEqual([]);
    });
    tell(visit);
  });
}

/** Waits until an element's text matches. */
export async function reads(page: Page, selector: string, pattern: RegExp | string): Promise<string> {
  await page.waitForFunction(([css, source]) => Array.from(document.querySelectorAll(css!)).some(e => e.getClientRects().length > 0 && new RegExp(source!).test(e.textContent ?? '')), [selector, typeof pattern === 'string' ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern.source], { timeout: 20000 });
  return (await page.locator(`${selector}:visible`).allTextContents()).join(' ');
}

/** Clicks a cell of the Play diagram, counted in columns from the left and rows from the top, by the geometry that the page draws with. */
export async function clickCell(page: Page, column: number, row: number, columns = 64): Promise<void> {
  const canvas = page.locator('section[aria-label="Play"] .figure:not(.long) canvas');
  const box = (await canvas.boundingBox())!, small = box.width < 520, left = small ? 30 : 44, right = small ? 0 : box.width < 760 ? 64 : 84;
  const cw = (box.width - left - right) / columns >= 6 ? Math.floor((box.width - left - right) / columns) : (box.width - left - right) / columns;
  const top = Number(await canvas.getAttribute('data-cells')), ch = Number(await canvas.getAttribute('data-row'));
  await page.mouse.click(box.x + left + (column + 0.5) * cw, box.y + top + (row + 0.5) * ch);
}
