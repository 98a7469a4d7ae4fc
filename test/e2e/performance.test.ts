import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { askWhy, button, choose, dialog, openRow, prove } from './people.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('demo');
});
afterAll(() => house.close());

const passphrase = 'harbour and vale';
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name, exact: typeof name === 'string' });
const grid = (page: Page, name: string) => page.getByRole('grid', { name, exact: true });
const fundName = 'Harbour Real Estate Fund II';

async function openFund(page: Page): Promise<void> {
  await goTo(page, 'Funds');
  await grid(page, 'Funds').getByText(fundName).first().click();
  await page.getByRole('heading', { level: 1, name: fundName }).waitFor();
}

test('capital and performance of a fund, an investor’s capital and the indices are readable in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await house.visit({ theme });
    await openFund(page);
    await page.getByRole('group', { name: 'Capital figures' }).waitFor();
    await page.getByRole('list', { name: 'Events of the fund' }).waitFor();
    await checkAxe(page);
    await shoot(page, `capital-overview-${theme}`);
    await page.getByRole('group', { name: 'Capital figures' }).getByRole('button', { name: 'Explain Committed' }).click();
    await dialog(page, 'Committed').waitFor();
    await checkAxe(page);
    await page.keyboard.press('Escape');
    await tab(page, 'Performance').click();
    await page.getByRole('group', { name: 'Performance', exact: true }).getByText('TVPI').first().waitFor();
    await checkAxe(page);
    await shoot(page, `performance-${theme}`);
    await tab(page, 'Capital').click();
    await page.getByRole('group', { name: 'Tie-out' }).getByText('Ties out').waitFor();
    await checkAxe(page);
    await shoot(page, `capital-accounts-${theme}`);
    await grid(page, 'Capital accounts').locator('[data-open]').first().click();
    await grid(page, 'Positions in money').getByText(fundName).waitFor();
    await grid(page, `Capital account in ${fundName}`).getByText('Ending NAV').waitFor();
    await checkAxe(page);
    await shoot(page, `investor-capital-${theme}`);
    await goTo(page, 'Benchmarks');
    await openRow(page, 'Global Listed Property');
    await grid(page, 'Levels').waitFor();
    await checkAxe(page);
    await shoot(page, `benchmark-${theme}`);
    await page.close();
  }
});

test('the multiples are explained, and held against an index on any day', async () => {
  const page = await house.visit();
  await openFund(page);
  await tab(page, 'Performance').click();
  await choose(page, 'Held against', 'Global Listed Property, total return');
  const tiles = page.getByRole('group', { name: 'Performance', exact: true });
  await tiles
    .getByText(/^\d\.\d{3}×$/)
    .first()
    .waitFor();
  await tiles.getByRole('button', { name: 'Explain KS-PME' }).click();
  const drawer = dialog(page, 'KS-PME');
  await drawer.getByText('Kaplan–Schoar', { exact: false }).waitFor();
  await drawer.getByText('Global Listed Property, total return').waitFor();
});

test('income is looked at partner by partner, allocated once, and can be reversed', async () => {
  await prove(house, passphrase);
  const page = await house.visit();
  await openFund(page);
  await tab(page, 'Capital').click();
  await button(page, 'Allocate income…').click();
  const form = dialog(page, `Allocate income of ${fundName}`);
  await choose(page, 'Basis', 'Contributed capital on the last day');
  await grid(page, 'Shares of the result').locator('[role=row]').nth(1).waitFor();
  await askWhy(page, 'Allocate', 'Give the reason.');
  await form.getByLabel('Reason').fill('Interim report');
  await checkAxe(page);
  await shoot(page, 'capital-allocate-income');
  await button(page, 'Allocate').click();
  await form.waitFor({ state: 'detached' });
  await grid(page, 'Income allocated').getByText('Stands').first().waitFor();
  await button(page, 'Allocate income…').click();
  await form.getByText('was allocated as one period', { exact: false }).first().waitFor();
  await button(page, 'Cancel').click();
  await grid(page, 'Income allocated').getByRole('button', { name: 'Reverse…' }).first().click();
  await dialog(page, /^Reverse the allocation/)
    .getByLabel('Reason')
    .fill('A fee was missing');
  await button(page, 'Reverse').click();
  await button(page, 'Propose reversal').click();
  await page.getByText('The reversal waits for somebody else').waitFor();
});

test('tax capital is adjusted for a partner', async () => {
  const page = await house.visit();
  await openFund(page);
  await tab(page, 'Capital').click();
  await button(page, 'Adjust tax capital…').click();
  const form = dialog(page, `Adjust tax capital of ${fundName}`);
  await form.getByLabel('Source').fill('Return, page 3');
  await form.getByLabel('Reason').fill('Basis difference');
  await askWhy(page, 'Record', 'Enter an amount for at least one partner.');
  await form.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
  await page.keyboard.type('1,250.00');
  await page.keyboard.press('Enter');
  await checkAxe(page);
  await shoot(page, 'capital-adjust-tax');
  await button(page, 'Record').click();
  await form.waitFor({ state: 'detached' });
  await grid(page, 'Tax adjustments').getByText('Return, page 3').waitFor();
});

test('levels of an index are looked at, bad rows listed, corrections with a reason', async () => {
  const page = await house.visit();
  await goTo(page, 'Benchmarks');
  await button(page, 'Add index').click();
  await dialog(page, 'Add an index').getByLabel('Name').fill('Harbour Composite');
  await button(page, 'Add').click();
  await openRow(page, 'Harbour Composite');
  const choose = async (text: string) => {
    await button(page, 'Import levels…').click();
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'levels.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await choose('Date,Level\n2026-01-30,100\n30.2.2026,7\n');
  await page.getByText('Line 3: “30.2.2026” is not a date').waitFor();
  await checkAxe(page);
  await shoot(page, 'benchmark-import-bad');
  await button(page, 'Cancel').click();
  await choose('Date,Level\n2026-01-30,100\n2026-02-27,104\n');
  await page.getByText('2 new levels, 0 known already').waitFor();
  await button(page, 'Import levels').click();
  await grid(page, 'Levels').getByText('104').waitFor();
  await choose('2026-02-27,105\n');
  await page.getByText('2026-02-27: 104 becomes 105').waitFor();
  await askWhy(page, 'Import levels', 'Give the reason.');
  await page.getByLabel('Reason for the corrections').fill('Restated');
  await button(page, 'Import levels').click();
  await grid(page, 'Levels').getByText('105').waitFor();
  expect(await grid(page, 'Levels').getByText('104', { exact: true }).count()).toBe(0);
});
