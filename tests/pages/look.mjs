// Looks at pages in Chromium, narrow and wide, light and dark, closed and opened: nothing may scroll sideways, and
// axe-core may find nothing serious or critical.   node look.mjs CHROMIUM BASE_URL PATH…
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [executablePath, base, ...paths] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
let findings = 0;

function report(kind, where, what) {
  findings++;
  console.log(`${kind}: ${where}: ${what}`);
}

for (const width of [360, 1280]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    page.on('console', message => message.type() === 'error' && message.text().includes('Content Security') &&
      report('policy', page.url(), message.text()));
    for (const path of paths) {
      await page.goto(base + path, { waitUntil: 'load' });
      const count = await page.locator('article[id]').count();
      for (const isOpen of [false, true]) {
        if (isOpen) await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true; }));
        const where = `${path} at ${width} px, ${colorScheme}${isOpen ? ', opened' : ''}`;
        const { scroll, client } = await page.evaluate(() =>
          ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
        if (scroll > client) report('scrolls sideways', where, `${scroll} px`);
        if (count > 200 && (isOpen || colorScheme === 'dark')) continue; // the same thing a thousand times
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            report(`axe ${impact} ${id}`, where, nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(' | '));
      }
    }
    await context.close();
  }
}
await browser.close();
process.exit(findings === 0 ? 0 : 1);
