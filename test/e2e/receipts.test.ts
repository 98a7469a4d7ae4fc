import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { nextBusinessDay } from '#shared/model/calendars.ts';
import { committedFund } from './committedFund.ts';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, choose, dialog, openRow, type Person, prove } from './people.ts';

let house: House;
let anna: Person;
let owner: Person;
const ids = { fund: '', call: '', line: '' };

const FUND = 'Harrow Fund I';
const DAYS_LATE = 40;

beforeAll(async () => {
  house = await openHouse();
  owner = { login: house.login, name: 'Olivia Brandt', passphrase: house.passphrase };
  anna = await addPerson(house, 'anna', 'Anna Approver', 'approver');
  const { fundId, today } = await committedFund(house, FUND, owner, anna);
  Object.assign(ids, { fund: fundId, call: house.newId() });
  await prove(house);
  const accountId = await addAccount(today);
  await issueCall(accountId, today);
  // Forty days on, most of the call is late.
  house.advance((DAYS_LATE + 3) * 24 * 60);
  await house.signIn(owner.login, owner.passphrase);
});
afterAll(() => house.close());

async function addAccount(today: BusinessDate): Promise<string> {
  const accountId = house.newId();
  await house.command('funds.addBankAccount', {
    accountId,
    fundId: ids.fund,
    projectId: null,
    purpose: 'operating',
    title: 'Operating account',
    bankName: 'First Harbor Bank',
    holder: `${FUND} LP`,
    country: 'US',
    currency: 'USD',
    scheme: 'other',
    accountNumber: '12345678',
    routingNumber: null,
    bic: null,
    ledgerCode: '1000',
    openedOn: addDays(today, -400),
  });
  const value = { rate: '0.12', compounding: 'none', dayCount: 'act/365f', graceDays: 5 };
  const term = { kind: 'defaultInterest', value };
  const clause = { effectiveOn: addDays(today, -400), clause: 'LPA § 3.9' };
  await house.command('funds.recordTerm', { termId: house.newId(), fundId: ids.fund, classId: null, ...clause, term });
  return accountId;
}

/** A call of 1,000,000.00: 500,000 of Alder, 300,000 of Birch, 200,000 of Cedar. */
async function issueCall(accountId: string, today: BusinessDate): Promise<void> {
  const of = { callId: ids.call, fundId: ids.fund };
  const use = {
    purpose: 'investment',
    insideCommitment: true,
    minor: '100000000',
    percent: null,
    allocationId: null,
    projectId: null,
    note: '',
  };
  const { contentHash } = (await house.command('calls.draft', {
    ...of,
    title: '14 Pier Street',
    method: 'amount',
    priority: 'normal',
    currency: 'USD',
    noticeOn: today,
    dueOn: nextBusinessDay('usBank', addDays(today, 2)),
    urgentReason: null,
    accountId,
    cashOnHand: null,
    uses: [use],
    treatments: [],
    amends: null,
  })) as { contentHash: string };
  await house.command('calls.submit', { ...of, expectedVersion: 1 });
  await house.signIn(anna.login, anna.passphrase);
  await prove(house, anna.passphrase);
  await house.command('calls.approve', { ...of, contentHash });
  await house.signIn(owner.login, owner.passphrase);
  await prove(house);
  await house.command('calls.issue', { ...of, expectedVersion: 3, contentHash, issuedOn: today });
}

const grid = (page: Page, name: string) => page.getByRole('grid', { name });
const cell = (page: Page, name: string, row: number, column: number) =>
  grid(page, name).getByRole('row').nth(row).getByRole('gridcell').nth(column);
async function type(page: Page, name: string, row: number, column: number, text: string): Promise<void> {
  await cell(page, name, row, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a receipt is spread over what its payer owes, and one like it is recorded only as a second one', async () => {
  const page = await house.visit();
  await goTo(page, 'Receipts');
  await page.getByText('No receipt yet').waitFor();
  const record = async () => {
    await goTo(page, 'Receipts');
    await button(page, 'Record a receipt').click();
    await choose(page, 'Fund', FUND);
    await page.getByRole('textbox', { name: 'Amount' }).fill('100,000.00');
    await page.getByLabel('Reference').fill('CALL 1');
    await askWhy(page, 'Record receipt', 'or put it in suspense');
    await page.getByRole('combobox', { name: 'Spread over the lines of' }).click();
    await page.getByRole('option', { name: /Alder Pension Fund/ }).click();
    await page.getByText('Ties out').waitFor();
  };
  await record();
  await checkAxe(page);
  await shoot(page, 'receipt-new-light');
  await button(page, 'Record receipt').click();
  await grid(page, 'Receipts').getByText('CALL 1', { exact: true }).waitFor();
  await record();
  await button(page, 'Record receipt').click();
  await page.getByText('This looks like a receipt that is there already').waitFor();
  await checkAxe(page);
  await button(page, 'It is a second one').click();
  await grid(page, 'Receipts').getByText('CALL 1', { exact: true }).nth(1).waitFor();
  await page.close();
});

test('many rows are matched before they are written, and what nobody knows is identified later', async () => {
  const page = await house.visit();
  await goTo(page, 'Receipts');
  await button(page, 'Paste many').click();
  await choose(page, 'Fund', FUND);
  const sheet = 'Receipts to record';
  await grid(page, sheet).waitFor();
  await type(page, sheet, 1, 0, `Birch Family Trust of ${FUND}`);
  await type(page, sheet, 1, 2, '300,000.00');
  await type(page, sheet, 2, 0, 'Somebody’s bank');
  await askWhy(page, 'Find what they pay', 'Row 2 has no amount.');
  await type(page, sheet, 2, 2, '200,000.00');
  await button(page, 'Find what they pay').click();
  await grid(page, sheet).getByText('by name').waitFor();
  await page.getByText('Ties out').waitFor();
  await checkAxe(page);
  await shoot(page, 'receipts-paste-light');
  await button(page, 'Record 2 receipts').click();
  await page.getByRole('tab', { name: 'In suspense' }).click();
  await openRow(page, 'Somebody’s bank');
  await button(page, 'Identify…').click();
  const pays = 'What the money pays';
  await grid(page, pays)
    .getByText(/Cedar Endowment/)
    .first()
    .waitFor();
  const rows = await grid(page, pays).getByRole('row').allInnerTexts();
  const cedar = rows.findIndex((text) => text.includes('Cedar') && text.includes('14 Pier Street'));
  await type(page, pays, cedar, 4, '200,000.00');
  await page.getByText('Ties out').waitFor();
  await checkAxe(page);
  await shoot(page, 'receipt-identify-light');
  await button(page, 'Identify').click();
  await dialog(page, 'Identify the money').waitFor({ state: 'detached' });
  await askWhy(page, 'Identify…', 'Nothing of this receipt is in suspense.');
  await page.keyboard.press('Escape');
  await page.getByText('Nothing in suspense').waitFor();
  await page.close();
});

test('late interest is billed, and given up by two people', async () => {
  const page = await house.visit();
  const openReceipts = async () => {
    await page.goto(`${house.origin}/calls/${ids.call}`);
    await page.getByRole('tab', { name: 'Receipts' }).click();
    await grid(page, 'Lines of the call').waitFor();
  };
  await openReceipts();
  await button(page, 'Note reminders').click();
  await page
    .getByText(/Escalated 10 days late/)
    .first()
    .waitFor();
  await button(page, 'Bill interest…').click();
  await button(page, 'Bill interest').click();
  await grid(page, 'Bills of default interest').waitFor();
  await cell(page, 'Bills of default interest', 1, 0).click();
  await button(page, 'Waive…').click();
  await page.getByLabel('Reason').fill('Our notice came late');
  await button(page, 'Propose waiver').click();
  await dialog(page, /^Waive interest of/).waitFor({ state: 'detached' });
  await page.getByRole('list', { name: 'Waivers' }).getByText('Waiting for approval').waitFor();
  await askWhy(page, 'Approve', 'You proposed it.');
  await checkAxe(page);
  await shoot(page, 'call-receipts-light');
  await changeTo(house, page, anna);
  await openReceipts();
  await prove(house, anna.passphrase);
  await button(page, 'Approve').click();
  await page.getByRole('list', { name: 'Waivers' }).getByText('Waived').waitFor();
  await page.close();
});

test('a subscription line is opened, drawn, accrued and repaid', async () => {
  await house.signIn(owner.login, owner.passphrase);
  const page = await house.visit();
  await goTo(page, 'Subscription lines');
  await page.getByText('No subscription line yet').waitFor();
  await button(page, 'Open a line').click();
  await choose(page, 'Fund', FUND);
  await button(page, 'Next').click();
  const form = dialog(page, /Open a subscription line of/);
  const opened = addDays((await me()).today, -30);
  await form.getByLabel('Name').fill('Wharf line');
  await form.getByLabel('Lender').fill('First Harbor Bank');
  await form.getByLabel(/^Limit/).fill('20m');
  await form.getByLabel('Rate a year').fill('6 %');
  await form.getByLabel('Of uncalled commitments').fill('90 %');
  await form.getByLabel('Opened on').fill(opened);
  await form.getByLabel('Matures on').fill(addDays(opened, 700));
  await form.getByLabel('Agreement or reason').fill('Facility agreement');
  await checkAxe(page);
  await button(page, 'Open line').click();
  await page.getByRole('heading', { level: 1, name: 'Wharf line' }).waitFor();
  ids.line = page.url().split('/').at(-1)!;
  await askWhy(page, 'Repay…', 'Nothing is drawn.');
  await button(page, 'Draw…').click();
  await page.getByLabel(/^Amount/).fill('25m');
  await page.getByLabel('On', { exact: true }).fill(opened);
  await button(page, 'Draw').click();
  await page.getByText(/over the limit of “Wharf line”/).waitFor();
  await page.getByLabel(/^Amount/).fill('12m');
  await button(page, 'Draw').click();
  await grid(page, 'Movements of the line').getByText('Draw').first().waitFor();
  await button(page, 'Accrue…').click();
  await button(page, 'Accrue').click();
  await grid(page, 'Movements of the line').getByText('Interest accrued').waitFor();
  await button(page, 'Repay…').click();
  await page.getByLabel(/^Amount/).fill('12m');
  await button(page, 'Repay').click();
  await grid(page, 'Movements of the line').getByText('Repayment').waitFor();
  await page.getByText('Equals the movements').waitFor();
  await checkAxe(page);
  await shoot(page, 'line-light');
  await page.close();
});

const me = async () => (await house.query('access.me', {})) as { today: BusinessDate };

test('every page is readable by anybody, in both themes', async () => {
  await house.signIn(owner.login, owner.passphrase);
  const ageing = async (page: Page) => {
    await grid(page, 'Ageing by fund').getByText(FUND).first().waitFor();
    await page.getByRole('radio', { name: 'Investor' }).click();
    await grid(page, 'Ageing by investor').waitFor();
    await shoot(page, 'ageing');
  };
  await checkLooks(house, [
    { path: '/receipts', act: (page) => grid(page, 'Receipts').getByText('CALL 1').first().waitFor() },
    { path: '/receipts?tab=suspense' },
    { path: '/receipts?tab=ageing', act: ageing },
    { path: `/receipts/new?fund=${ids.fund}`, act: (page) => grid(page, 'What the money pays').waitFor() },
    { path: `/receipts/paste?fund=${ids.fund}`, act: (page) => grid(page, 'Receipts to record').waitFor() },
    { path: '/lines', act: (page) => grid(page, 'Subscription lines').getByText('Wharf line').waitFor() },
    { path: `/lines/${ids.line}`, act: (page) => grid(page, 'Movements of the line').waitFor() },
  ]);
  const page = await house.visit({ theme: 'dark' });
  await goTo(page, 'Receipts');
  await openRow(page, 'CALL 1');
  await grid(page, 'Where the money went').waitFor();
  await checkAxe(page);
  await shoot(page, 'receipt-dark');
  await page.close();
});
