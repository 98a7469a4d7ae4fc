import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { askWhy, button, changeTo, choose, dialog, openRow, prove } from './people.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('demo');
});
afterAll(() => house.close());

const passphrase = 'harbour and vale';
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });
const grid = (page: Page, name: string) => page.getByRole('grid', { name });

test('commitments, closings, transfers and defaults are readable by anybody, in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await house.visit({ theme });
    const look = async (name: string) => {
      await checkAxe(page);
      await shoot(page, `commitments-${name}-${theme}`);
    };
    await goTo(page, 'Commitments');
    for (const name of ['Commitments', 'Closings', 'Transfers', 'Defaults']) {
      await tab(page, name).click();
      await grid(page, name).getByRole('gridcell').first().waitFor();
      await look(name.toLowerCase());
    }
    await tab(page, 'Commitments').click();
    await openRow(page, 'Femi Adeyemi');
    await grid(page, 'History of the commitment').getByText('Initial commitment').waitFor();
    await look('holding');
    await page.keyboard.press('Escape');
    await tab(page, 'Closings').click();
    await openRow(page, 'Final closing');
    await grid(page, 'Now and after the closing').getByRole('gridcell').first().waitFor();
    await look('closing');
    await goTo(page, 'Commitments');
    await tab(page, 'Transfers').click();
    await openRow(page, 'Rowes Wharf');
    await grid(page, 'Both sides of the transfer').getByText('Unfunded').waitFor();
    await look('transfer');
    await goTo(page, 'Funds');
    await openRow(page, 'Harbour Real Estate Fund II');
    await tab(page, 'Commitments').click();
    await openRow(page, 'Femi Adeyemi');
    await button(page, 'Open the investor').click();
    await tab(page, 'Commitments').click();
    await grid(page, 'Commitments of this investor').getByText('Harbour Real Estate Fund II').waitFor();
    await look('investor');
    await page.close();
  }
});

test('a closing somebody else prepared is approved as it was read, and posted', async () => {
  await prove(house, passphrase);
  const page = await house.visit();
  await goTo(page, 'Commitments');
  await tab(page, 'Closings').click();
  await openRow(page, 'Final closing');
  await button(page, 'Approve…').click();
  await dialog(page, 'Approve this closing?').getByText('2 commitments').waitFor();
  await checkAxe(page);
  await button(page, 'Approve closing').click();
  await button(page, 'Post…').click();
  await button(page, 'Post closing').click();
  await page.getByText('Posted').first().waitFor();
  await button(page, 'Record as paid…').click();
  await dialog(page, 'Record refunds as paid').getByLabel('Reference').fill('Wires of the closing');
  await checkAxe(page);
  await button(page, 'Record as paid').click();
  await grid(page, 'Payouts').getByText('Wires of the closing').first().waitFor();
  await askWhy(page, 'Record as paid…', 'Everything owed was paid.');
  await shoot(page, 'commitments-refunds');
  await page.close();
});

test('a closing is typed line by line, says what is missing, and waits for somebody else', async () => {
  const page = await house.visit();
  await goTo(page, 'Commitments');
  await button(page, 'New closing').click();
  await choose(page, 'Fund', /Feeder/);
  await choose(page, 'Kind', 'Subsequent closing');
  await askWhy(page, 'Next', 'Enter when newcomers pay their catch-up.');
  await page.getByLabel('Catch-up due on').fill('2027-01-31');
  await page.keyboard.press('Tab');
  await button(page, 'Next').click();
  const sheet = grid(page, 'Commitments of the closing');
  const type = async (row: number, column: number, text: string) => {
    await sheet.getByRole('row').nth(row).getByRole('gridcell').nth(column).click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await type(1, 1, 'Nobody at all');
  await page.getByText('There is no investor named “Nobody at all”.').first().waitFor();
  await type(1, 1, 'Aldous Whitcombe');
  await type(1, 3, '1,000,000');
  await page.getByRole('complementary', { name: 'Preview' }).getByText('Commitments after').waitFor();
  await checkAxe(page);
  await shoot(page, 'commitments-closing-lines');
  await button(page, 'Next').click();
  await grid(page, 'Now and after the closing').getByText('Aldous Whitcombe').waitFor();
  await checkAxe(page);
  await shoot(page, 'commitments-closing-check');
  await button(page, 'Draft closing').click();
  await page.getByRole('heading', { name: /Closing 2 of/ }).waitFor();
  await askWhy(page, 'Approve…', 'You prepared this closing. Somebody else must approve it.');
  await page.close();
});

test('a transfer shows both sides before it is drafted, and a second person lets it go over', async () => {
  const page = await house.visit();
  await goTo(page, 'Commitments');
  await button(page, 'New transfer').click();
  await choose(page, 'Holding', /Upland Growth/);
  await choose(page, 'Goes to', 'Aldous Whitcombe');
  await button(page, 'Next').click();
  await page.getByLabel('Reason').fill('Sale within the family');
  await page.getByLabel('Evidence').fill('Transfer agreement');
  await button(page, 'Next').click();
  await grid(page, 'Both sides of the transfer').getByText('Capital account').first().waitFor();
  await checkAxe(page);
  await shoot(page, 'commitments-transfer-check');
  await button(page, 'Draft transfer').click();
  await page.getByRole('heading', { name: /Transfer \d+ in/ }).waitFor();
  await askWhy(page, 'Approve…', 'You prepared this transfer. Somebody else must approve it.');
  const address = page.url();
  await changeTo(house, page, { login: 'claire', passphrase });
  await prove(house, passphrase);
  await page.goto(address);
  await button(page, 'Approve…').click();
  await button(page, 'Approve transfer').click();
  await page.getByText('Approved').first().waitFor();
  await changeTo(house, page, { login: 'helena', passphrase });
  await page.goto(address);
  await button(page, 'Post…').click();
  await button(page, 'Post transfer').click();
  await page.getByText('Posted').first().waitFor();
  await page.close();
});
