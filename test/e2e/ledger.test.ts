import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

async function chooseFund(page: Page, name: string): Promise<void> {
  await goTo(page, 'Ledger');
  await choose(page, 'Fund', new RegExp(name));
}

test('the books of a fund and the rates are readable by anybody, in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await house.visit({ theme });
    await chooseFund(page, 'Harbour Real Estate Fund II');
    for (const name of [/^Journal/, 'Trial balance', 'Chart of accounts', /^Periods/]) {
      await tab(page, name).click();
      await page.getByRole('tabpanel').locator('[role=grid]').first().waitFor();
      await checkAxe(page);
      await shoot(page, `ledger-${String(name).replace(/\W+/g, '').toLowerCase()}-${theme}`);
    }
    await tab(page, 'Trial balance').click();
    await page.getByRole('group', { name: 'Tie-out' }).first().waitFor();
    await openRow(page, 'Cash: operating account');
    await grid(page, 'Lines of the account').getByText('Management fee paid').first().waitFor();
    await checkAxe(page);
    await shoot(page, `ledger-account-${theme}`);
    await page.keyboard.press('Escape');
    await goTo(page, 'Exchange rates');
    await grid(page, 'Exchange rates').getByText('1.1478').waitFor();
    await checkAxe(page);
    await shoot(page, `rates-${theme}`);
    await page.close();
  }
});

test('a journal is typed until its sides agree, posted, and reversed with a link to it', async () => {
  const page = await house.visit();
  await chooseFund(page, 'Vale Income Fund');
  await button(page, 'New journal').click();
  const form = dialog(page, /New journal/);
  await form.getByLabel('Memo').fill('Legal opinion on the lease');
  await form.getByLabel('Reason').fill('Invoice 2231');
  const cell = (row: number, column: number) => form.getByRole('grid').getByRole('row').nth(row).getByRole('gridcell').nth(column);
  const type = async (row: number, column: number, text: string) => {
    await cell(row, column).click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await type(1, 1, '5300');
  await type(1, 3, '1,250.00');
  await type(2, 1, 'Accrued expenses');
  await type(2, 4, '1,200.00');
  await askWhy(page, 'Post journal', 'Debits are larger by USD 50.00.');
  await type(2, 4, '1,250.00');
  await checkAxe(page);
  await shoot(page, 'ledger-new-journal');
  await button(page, 'Post journal').click();
  await form.waitFor({ state: 'detached' });
  await openRow(page, 'Legal opinion on the lease');
  await button(page, 'Reverse…').click();
  await dialog(page, 'Reverse this entry').getByLabel('Reason').fill('Invoice was recalled');
  await button(page, 'Reverse').click();
  await dialog(page, 'Reversal of: Legal opinion on the lease').waitFor();
  await checkAxe(page);
  await askWhy(page, 'Reverse…', 'It is itself a reversal.');
});

async function addFundWithoutBooks(name: string): Promise<void> {
  const { rows } = (await house.query('funds.organisations', { limit: 1 })) as { rows: { id: string }[] };
  await house.command('funds.addFund', {
    fundId: house.newId(),
    organisationId: rows[0]?.id,
    name,
    legalName: '',
    vehicleType: 'limitedPartnership',
    basis: 'commitment',
    currency: 'USD',
    country: 'US',
    vintage: 2026,
    fiscalYearEnd: '12-31',
    inceptionOn: '2026-01-01',
    targetSize: null,
    strategy: '',
  });
}

test('books are opened, and a period is closed by two people', async () => {
  await prove(house, passphrase);
  await addFundWithoutBooks('Mill Creek Fund');
  const page = await house.visit();
  await chooseFund(page, 'Mill Creek Fund');
  await askWhy(page, 'New journal', 'are not open yet');
  await button(page, 'Open the books').click();
  await tab(page, /^Periods/).click();
  await button(page, 'Close a period…').click();
  await dialog(page, 'Close a period').getByLabel('Reason').fill('Month is reconciled');
  await button(page, 'Propose').click();
  await openRow(page, 'Month is reconciled');
  await askWhy(page, 'Approve', 'You proposed this change.');
  await changeTo(house, page, { login: 'claire', passphrase });
  await prove(house, passphrase);
  await chooseFund(page, 'Mill Creek Fund');
  await tab(page, /^Periods/).click();
  await openRow(page, 'Month is reconciled');
  await button(page, 'Approve').click();
  await page.getByText('Soft lock').first().waitFor();
  await changeTo(house, page, { login: 'helena', passphrase });
});

test('a file of the ECB is looked at, imported once, and refused where it differs', async () => {
  const page = await house.visit();
  await goTo(page, 'Exchange rates');
  const choose = async (rate: string) => {
    await button(page, 'Import ECB file').click();
    const text = `<Envelope><Cube><Cube time='2022-07-08'><Cube currency='USD' rate='${rate}'/><Cube currency='HRK' rate='7.5'/></Cube></Cube></Envelope>`;
    await page.getByLabel('File').setInputFiles({ name: 'eurofxref.xml', mimeType: 'text/xml', buffer: Buffer.from(text) });
  };
  await choose('1.0163');
  await page.getByText('1 new rates, 0 known already').waitFor();
  await page.getByText('Left out, no longer a currency: HRK.').waitFor();
  await checkAxe(page);
  await shoot(page, 'rates-import');
  await button(page, 'Import rates').click();
  await grid(page, 'Exchange rates').getByText('1.0163').waitFor();
  await choose('1.02');
  await page.getByText('EUR/USD on 2022-07-08 is 1.0163, the file says 1.02').first().waitFor();
  expect(await grid(page, 'Exchange rates').getByText('1.02', { exact: true }).count()).toBe(0);
});
