import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAxe, type House, openHouse } from './harness.ts';
import { bareRecordPaths } from './shotsOfRecords.ts';

/** Read at the smallest size the window is made for, the demo firm and an empty workspace, light and dark. */
const themes = ['light', 'dark'] as const;
const areas = ['/', '/commitments', '/allocations', '/calls', '/receipts', '/lines', '/ledger', '/rates', '/benchmarks'] as const;
const pages = [
  '/commitments/closings/new',
  '/commitments/transfers/new',
  '/allocations/new',
  '/calls/new',
  '/receipts/new',
  '/receipts/paste',
  '/ledger/close',
  '/ledger/import',
] as const;
/** Where to find a record, and a word of its row. */
const records = [
  { list: '/funds', word: 'Harbour Real Estate Fund' },
  { list: '/funds', word: 'Income Fund' },
  { list: '/investors', word: 'Giulia Moretti' },
  { list: '/calls', word: 'Roof and lobby' },
  { list: '/allocations', word: 'Long Wharf' },
  { list: '/lines', word: '' },
  { list: '/commitments?tab=closings', word: '' },
  { list: '/commitments?tab=transfers', word: '' },
  { list: '/ledger?tab=chart', word: '' },
] as const;

const patient = { timeout: 5000 };

let demo: House;
let bare: House;

beforeAll(async () => {
  demo = await openHouse('demo');
  bare = await openHouse('house');
}, 60_000);

afterAll(async () => {
  await demo.close();
  await bare.close();
});

async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.querySelector('.animate-pulse, [aria-busy=true]') === null);
}

/** Figures, their headers and the tabs: what a person must not have to guess. */
const cutIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const headers = [...document.querySelectorAll<HTMLElement>('.grid-head .clip')];
    const figures = [...document.querySelectorAll<HTMLElement>(".grid-body-row [data-align='end'] .clip, .grid-foot .clip")];
    const cut = [...headers, ...figures].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')].filter(({ offsetHeight }) => offsetHeight > 40);
    const sideways = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : [];
    return [
      ...cut.map(({ textContent }) => `${textContent} is cut`),
      ...tabs.map(({ textContent }) => `${textContent} wraps`),
      ...sideways,
    ];
  });

async function read(page: Page, name: string): Promise<void> {
  await settle(page);
  await checkAxe(page);
  expect(await cutIn(page), name).toEqual([]);
}

async function readTabs(page: Page, name: string): Promise<void> {
  const ids = await page.locator('[data-tab]').evaluateAll((tabs) => tabs.map((one) => one.getAttribute('data-tab')));
  if (ids.length === 0) await read(page, name);
  for (const id of ids) {
    await page.locator(`[data-tab="${id}"]`).click();
    await read(page, `${name} ${id}`);
  }
}

test.each(themes)(
  'every area of the demo firm and every tab of it reads whole, %s',
  async (theme) => {
    const page = await demo.visit({ theme });
    for (const path of areas) {
      await page.goto(`${demo.origin}${path}`);
      await settle(page);
      await readTabs(page, path);
    }
    for (const path of pages) {
      await page.goto(`${demo.origin}${path}`);
      await read(page, path);
    }
  },
  180_000,
);

test.each(themes)(
  'every record of the demo firm and every tab of it reads whole, %s',
  async (theme) => {
    const page = await demo.visit({ theme });
    for (const { list, word } of records) {
      await page.goto(`${demo.origin}${list}`);
      await settle(page);
      await page.locator('[data-open]').filter({ hasText: word }).first().click();
      await page.getByRole('navigation', { name: 'Where you are' }).waitFor();
      await settle(page);
      await readTabs(page, `${list} ${word}`);
    }
  },
  180_000,
);

test.each(themes)(
  'every screen reads whole where there is nothing yet, %s',
  async (theme) => {
    const page = await bare.visit({ theme });
    for (const path of bareRecordPaths) {
      await page.goto(`${bare.origin}${path}`);
      await read(page, path);
    }
  },
  120_000,
);

test('what the line of tabs has no room for is chosen from its end, and by arrow keys', async () => {
  const page = await demo.visit({ width: 900, path: '/funds' });
  await page.locator('[data-open]').filter({ hasText: 'Income Fund' }).first().click();
  const more = page.getByRole('button', { name: /more tabs/ });
  await more.click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  const history = page.getByRole('tab', { name: 'History' });
  await expect.poll(() => history.getAttribute('aria-selected'), patient).toBe('true');
  const inSight = () =>
    history.evaluate((tab) => {
      const line = tab.parentElement?.getBoundingClientRect();
      const box = tab.getBoundingClientRect();
      return line !== undefined && box.right <= line.right + 1 && box.left >= line.left - 1;
    });
  await expect.poll(inSight, patient).toBe(true);
  await history.focus();
  await page.keyboard.press('ArrowRight');
  const overview = page.getByRole('tab', { name: 'Overview' });
  await expect.poll(() => overview.evaluate((tab) => tab === document.activeElement), patient).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => overview.getAttribute('aria-selected'), patient).toBe('true');
});
