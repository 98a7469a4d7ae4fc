import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { askWhy, button, checkLooks, choose, dialog, openRow, prove } from './people.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('demo');
});
afterAll(() => house.close());

const passphrase = 'harbour and vale';
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });
const grid = (page: Page, name: string) => page.getByRole('grid', { name });

async function chooseFund(page: Page, name: string): Promise<void> {
  await goTo(page, 'Ledger');
  await choose(page, 'Fund', new RegExp(name));
}

test('journals that wait, files, an account by day and the checklist can be read by anybody, in both themes', async () => {
  await checkLooks(house, [
    { path: '/ledger?tab=waiting&view=journals', act: (page) => openRow(page, 'Fair value of the mill') },
    { path: '/ledger?tab=files' },
    { path: '/ledger/import' },
    { path: '/ledger/account' },
    { path: '/ledger/close', act: (page) => page.getByText('What a closed period needs').waitFor() },
  ]);
});

test('a large journal is refused to one person, proposed, and posted by another', async () => {
  await prove(house, passphrase);
  const page = await house.visit();
  await page.getByText('journal to approve').first().waitFor();
  await chooseFund(page, 'Harbour Real Estate Fund II');
  await button(page, 'New journal').click();
  const form = dialog(page, /New journal/);
  await form.getByText('Nothing to post yet').waitFor();
  await form.getByLabel('Memo').fill('Fair value of the warehouse');
  await form.getByLabel('Reason').fill('Valuation of the month');
  const cell = (row: number, column: number) => form.getByRole('grid').getByRole('row').nth(row).getByRole('gridcell').nth(column);
  const type = async (row: number, column: number, text: string) => {
    await cell(row, column).click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await type(1, 1, '1310');
  await type(1, 3, '3m');
  await type(2, 1, '4300');
  await type(2, 4, '3m');
  await button(page, 'Post journal').click();
  await form.getByText('above USD 2,500,000.00 a second person approves').waitFor();
  await checkAxe(page);
  await shoot(page, 'ledger-propose');
  await button(page, 'Propose journal').click();
  await form.waitFor({ state: 'detached' });
  await tab(page, /^Waiting/).click();
  await openRow(page, 'Fair value of the warehouse');
  await askWhy(page, 'Approve and post', 'You proposed this.');
  await button(page, 'Withdraw…').click();
  await dialog(page, 'Withdraw this journal').getByLabel('Reason').fill('The valuation is not signed yet');
  await button(page, 'Withdraw').click();
  await grid(page, 'Journals that wait').getByText('Fair value of the warehouse').waitFor({ state: 'detached' });
  await openRow(page, 'Fair value of the mill');
  await shoot(page, 'ledger-waiting');
  await button(page, 'Approve and post').click();
  await page.getByText('Nothing waits').waitFor();
  await page.close();
});

test('a file of journals is corrected, posted as a whole, and undone', async () => {
  const page = await house.visit();
  await chooseFund(page, 'Vale Income Fund');
  await tab(page, 'Files').click();
  await button(page, 'Import journals…').click();
  const rows = (second: string) =>
    `Entry,Date,Memo,Account,Debit,Credit\nJ1,2026-11-10,Heating of the mill,5900,120.00,\nJ1,2026-11-10,Heating of the mill,1000,,${second}\n`;
  const give = (second: string) =>
    page.getByLabel('File').setInputFiles({ name: 'heating.csv', mimeType: 'text/csv', buffer: Buffer.from(rows(second)) });
  await give('=1+1');
  await page.getByText('to correct').first().waitFor();
  await checkAxe(page);
  await shoot(page, 'ledger-import-wrong');
  await give('119.00');
  await page.getByText('debits and credits of entry J1 differ by USD 1.00 (debits are larger)').first().waitFor();
  await askWhy(page, 'Post journals', 'Correct the rows above first.');
  await give('120.00');
  await page.getByText('1 entry of 2 rows').waitFor();
  await page.getByLabel('Reason').fill('Journals of the property manager');
  await checkAxe(page);
  await shoot(page, 'ledger-import');
  await button(page, 'Post journals').click();
  await page.getByText('heating.csv', { exact: true }).waitFor();
  await shoot(page, 'ledger-files');
  await button(page, 'Undo heating.csv…').click();
  await dialog(page, 'Undo heating.csv?').getByLabel('Reason').fill('Wrong month');
  await button(page, 'Undo import').click();
  await page.getByText(/^Undone by /).waitFor();
  await page.close();
});

test('an account is read day by day down to its entries, with the code of the house', async () => {
  const page = await house.visit();
  await chooseFund(page, 'Harbour Real Estate Fund II');
  await tab(page, 'Chart of accounts').click();
  await button(page, 'House codes').click();
  await dialog(page, /^Codes of /)
    .getByRole('grid')
    .waitFor();
  await checkAxe(page);
  await shoot(page, 'ledger-codes');
  await button(page, 'Cancel').click();
  await openRow(page, 'Cash: escrow account');
  await page.getByRole('heading', { name: '1020 Cash: escrow account' }).waitFor();
  const days = grid(page, 'Days of the account');
  await days.locator('[data-open]').first().click();
  await grid(page, 'Lines of the day').locator('[data-open]').first().waitFor();
  await checkAxe(page);
  await shoot(page, 'ledger-account-page');
  await grid(page, 'Lines of the day').locator('[data-open]').first().click();
  await grid(page, 'Lines of the entry').waitFor();
  await page.close();
});

test('the checklist says what a period still needs and leads to where it is mended', async () => {
  const page = await house.visit();
  await chooseFund(page, 'Harbour Real Estate Fund II');
  await tab(page, /^Periods/).click();
  await button(page, 'Checklist').click();
  await page.getByText('What a closed period needs').waitFor();
  await checkAxe(page);
  await shoot(page, 'ledger-close');
  await askWhy(page, 'Propose hard lock', 'Lock these days softly first.');
  await page.getByRole('button', { name: /^Go there ?: Every class has an approved NAV/ }).click();
  await page.getByRole('tab', { name: /^NAV/, selected: true }).waitFor();
  await page.close();
});

test('foreign money is settled, and what was realised is said', async () => {
  const page = await house.visit();
  await chooseFund(page, 'Harbour Real Estate Fund II');
  await button(page, 'Settle').click();
  const form = dialog(page, /^Settle foreign currency/);
  await form.getByRole('combobox', { name: 'Balance' }).click();
  await page.getByRole('option', { name: /EUR: 1020/ }).click();
  await form.getByLabel('Amount').fill('1,000.00');
  await form.getByRole('combobox', { name: 'Account in USD' }).click();
  await page.getByRole('option', { name: /1000 Cash/ }).click();
  await form.getByLabel('What the bank paid in USD').fill('1,165.00');
  await form.getByLabel('Reason').fill('Sold to the bank');
  await checkAxe(page);
  await shoot(page, 'ledger-settle');
  await form.getByRole('button', { name: 'Settle', exact: true }).click();
  await page.getByText('Settled for USD 1,165.00').waitFor();
  const lines = (await house.query('ledger.journal', { filter: { search: 'Settled EUR 1,000.00' } })) as { rows: unknown[] };
  expect(lines.rows).toHaveLength(1);
  await page.close();
});
