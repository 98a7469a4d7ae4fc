import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const inter = readFileSync(fileURLToPath(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')), 'base64');

test('the bundled browser draws text in the bundled Inter, without any font of the system', async () => {
  const page = await browser.newPage({ viewport: { width: 400, height: 120 } });
  await page.setContent(`<style>@font-face{font-family:Inter;src:url(data:font/woff2;base64,${inter})}
    span{font:32px Inter,monospace} span~span{font-family:monospace}</style><span>Clearway 1,234.50</span><br><span>Clearway 1,234.50</span>`);
  const [inInter, inMono] = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.querySelectorAll('span')].map((span) => span.getBoundingClientRect().width);
  });
  expect(await page.evaluate(() => document.fonts.check('32px Inter'))).toBe(true);
  expect(inInter).toBeGreaterThan(200);
  expect(inInter).not.toBe(inMono);

  const drawn = await page.screenshot();
  await page.setContent('<p></p>');
  const blank = await page.screenshot();
  expect(drawn.subarray(1, 4).toString()).toBe('PNG');
  expect(drawn.length).toBeGreaterThan(blank.length * 2);
  await page.close();
});
