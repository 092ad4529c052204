// Pictures of every page in both themes and three widths, to be looked at: node journeys/pictures.mjs FOLDER [WORD IN THE NAME]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { serve } from './serve.mjs';

const [folder = 'pictures', only = ''] = process.argv.slice(2);
const PAGES = [
  ['play', '#play'], ['play-flip', '#play?flips=14.43&step=20'], ['play-question', '#play?digits=0.40'], ['play-parity', '#play?rule=parity'], ['play-decimal', '#play?rule=decimal-addition&places=24'], ['play-rule110', '#play?rule=rule110&flips=5.30'], ['play-sort', '#play?rule=bucket-sort&places=32'],
  ['play-longest', '#play?a=9223372036854775807&b=1'], ['play-long', '#play?rule=rule110&cells=100000&flip=300.40000'], ['play-long-addition', '#play?cells=1000000'],
  ['worlds', '#worlds'], ['worlds-wire', '#worlds?rule=wireworld&start=loop&size=64'], ['rule', '#rule'], ['rule-refuted', '#rule?set=0.5.0'], ['rule-78', '#rule?rule=W78'], ['rule-decimal', '#rule?rule=decimal-addition'],
  ['length', '#length'], ['length-parity', '#length?task=parity&model=lstm'], ['landscape', '#landscape?cell=0.11'], ['landscape-own', '#landscape?measure=own'], ['spikes', '#spikes'], ['spikes-silent', '#spikes?beta=0.1&at=2.5.9'], ['fields', '#fields'], ['fields-early', '#fields?epoch=4&unit=5&measure=spikes&scale=one'], ['transfer', '#transfer'], ['transfer-control', '#transfer?right=leaky%20beta%200.1%20gain%202&episode=2&measure=spikes'], ['claims', '#claims'], ['claims-open', '#claims?verdict=falls&open=cbg.landscape.transition-generalizes'], ['learn', '#learn'], ['learn-lines', '#learn?lines=1011%20-%3E%201101%0A0110%20-%3E%200100'], ['length-failing', '#length?model=mlp&at=32'],
];
mkdirSync(folder, { recursive: true });
const server = await serve(), browser = await launch();
for (const [name, fragment] of PAGES.filter(([name]) => name.includes(only)))
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]])
    for (const theme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(server.url + fragment);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(1200);
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true });
      await context.close();
    }
await browser.close();
server.close();
