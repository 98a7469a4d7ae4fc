import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { nextBusinessDay } from '#shared/model/calendars.ts';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { addPerson, button, changeTo, checkLooks, choose, dialog, openRow, type Person, prove } from './people.ts';

let house: House;
let anna: Person;
let owner: Person;
let today: BusinessDate;
const ids = { fund: '', fundClass: '', account: '' };

beforeAll(async () => {
  house = await openHouse();
  owner = { login: house.login, name: 'Olivia Brandt', passphrase: house.passphrase };
  anna = await addPerson(house, 'anna', 'Anna Approver', 'approver');
  today = ((await house.query('access.me', {})) as { today: BusinessDate }).today;
  await beginFund();
});
afterAll(() => house.close());

/** A fund with books, an account and three commitments, posted by the owner and approved by Anna. */
async function beginFund(): Promise<void> {
  const began = addDays(today, -400);
  const organisationId = house.newId();
  Object.assign(ids, { fund: house.newId(), fundClass: house.newId(), account: house.newId() });
  await house.command('funds.addOrganisation', {
    organisationId,
    name: 'Harrow Management',
    legalName: '',
    kind: 'manager',
    country: 'US',
  });
  await house.command('funds.addFund', {
    fundId: ids.fund,
    organisationId,
    name: 'Harrow Fund I',
    legalName: '',
    vehicleType: 'limitedPartnership',
    basis: 'commitment',
    currency: 'USD',
    country: 'US',
    vintage: 2025,
    fiscalYearEnd: '12-31',
    inceptionOn: began,
    targetSize: null,
    strategy: '',
  });
  await house.command('ledger.openChart', { fundId: ids.fund });
  const ofClass = { classId: ids.fundClass, fundId: ids.fund, name: 'A', kind: 'class', unitDigits: 4, openedOn: began };
  await house.command('funds.addClass', ofClass);
  await house.command('funds.addBankAccount', {
    accountId: ids.account,
    fundId: ids.fund,
    projectId: null,
    purpose: 'operating',
    title: 'Operating account',
    bankName: 'First Harbor Bank',
    holder: 'Harrow Fund I LP',
    country: 'US',
    currency: 'USD',
    scheme: 'other',
    accountNumber: '12345678',
    routingNumber: null,
    bic: null,
    ledgerCode: '1000',
    openedOn: began,
  });
  const notice = { calls: 10, distributions: 5, businessDays: true };
  const term = { kind: 'noticeDays', value: notice };
  await house.command('funds.recordTerm', {
    termId: house.newId(),
    fundId: ids.fund,
    classId: null,
    effectiveOn: began,
    clause: '4.2',
    term,
  });
  await close();
}

async function close(): Promise<void> {
  const lines: { investorId: string; classId: string; minor: string }[] = [];
  for (const [name, minor] of [
    ['Alder Pension Fund', '5000000000'],
    ['Birch Family Trust', '3000000000'],
    ['Cedar Endowment', '2000000000'],
  ] as const) {
    const investorId = house.newId();
    const facts = { kind: 'trust', country: 'US', currency: 'USD', language: 'en', references: [] };
    await house.command('investors.add', { investorId, name, ...facts });
    const kyc = { investorId, note: '' };
    await house.command('investors.moveKyc', { ...kyc, expectedVersion: 1, move: 'start', risk: null, expiresOn: null });
    const { investor } = (await house.query('investors.home', { investorId })) as { investor: { version: number } };
    const approval = { move: 'approve', risk: 'low', expiresOn: addDays(today, 700) };
    await house.command('investors.moveKyc', { ...kyc, expectedVersion: investor.version, ...approval });
    lines.push({ investorId, classId: ids.fundClass, minor });
  }
  const closing = { closingId: house.newId(), fundId: ids.fund };
  const heldOn = addDays(today, -60);
  await house.command('commitments.draftClosing', { ...closing, kind: 'first', heldOn, terms: null, accountId: null, note: '', lines });
  await house.signIn(anna.login, anna.passphrase);
  await prove(house, anna.passphrase);
  const { contentHash } = (await house.query('commitments.closing', { closingId: closing.closingId })) as { contentHash: string };
  const { version } = (await house.command('commitments.approveClosing', { ...closing, contentHash })) as { version: number };
  await house.signIn(owner.login, owner.passphrase);
  await house.command('commitments.postClosing', { ...closing, expectedVersion: version, callId: house.newId() });
}

async function drawUp(page: Page): Promise<void> {
  await button(page, 'Draw up a call').click();
  await choose(page, 'Fund', 'Harrow Fund I');
  await page.getByLabel('Title').fill('14 Pier Street');
  await button(page, 'Next').click();
  await page.getByLabel('Amount 1').fill('1,000,000.01');
  await button(page, 'Add a use').click();
  await page.getByLabel('Amount 2').fill('250k');
  await page.getByRole('heading', { level: 2 }).click();
  await page.getByText('Ties out').waitFor();
  await checkAxe(page);
  await shoot(page, 'call-uses-light');
  await button(page, 'Next').click();
  const sheet = page.getByRole('grid', { name: 'Shares of the holdings' });
  await sheet.getByText('625,000.01').first().waitFor();
  await sheet.getByRole('row').filter({ hasText: 'Cedar Endowment' }).getByRole('gridcell').nth(1).click();
  await page.keyboard.type('excused');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Side letter, clause 3');
  await page.keyboard.press('Enter');
  await sheet.getByText('781,250.01').first().waitFor();
  await sheet.getByRole('button', { name: /how Alder Pension Fund/ }).click();
  await page.getByText(/Its share of USD 1,000,000.01/).waitFor();
  await checkAxe(page);
  await shoot(page, 'call-shares-light');
  await page.keyboard.press('Escape');
  await button(page, 'Next').click();
  await page.getByLabel('Due on').fill(nextBusinessDay('usBank', addDays(today, 2)));
  await page
    .getByText(/Too short for the fund’s documents/)
    .first()
    .waitFor();
  await button(page, /^Use \d{4}/).click();
  await choose(page, 'Paid into', /Operating account/);
  await button(page, 'Next').click();
  await page.getByText('3 holdings, 1 of them excepted').waitFor();
  await checkAxe(page);
  await shoot(page, 'call-review-light');
  await button(page, 'Write the draft').click();
  await page.getByRole('heading', { level: 1, name: '14 Pier Street' }).waitFor();
}

test('a call is drawn up with every share in view, approved by a second person, issued, and rescinded by another', async () => {
  const page = await house.visit();
  await goTo(page, 'Capital calls');
  await page.getByText('No capital call yet').waitFor();
  await drawUp(page);
  await button(page, 'Submit for approval…').click();
  await button(page, 'Submit for approval').click();
  await page.getByText('Waits for 1 person more.').waitFor();

  await changeTo(house, page, anna);
  await button(page, 'Approve…').click();
  await button(page, 'Approve call').click();
  await button(page, 'Issue…').waitFor();

  await changeTo(house, page, owner);
  await prove(house);
  await button(page, 'Issue…').click();
  await button(page, 'Issue call').click();
  await page.getByText('Issued by Olivia Brandt').waitFor();
  await page.getByRole('tab', { name: /^Investors/ }).click();
  await openRow(page, 'Birch Family Trust');
  await dialog(page, 'Birch Family Trust').getByText('How it came about').waitFor();
  await checkAxe(page);
  await shoot(page, 'call-line-light');
  await page.keyboard.press('Escape');

  await changeTo(house, page, anna);
  await prove(house, anna.passphrase);
  await button(page, 'Rescind…').click();
  await page.getByLabel('Reason').fill('The seller withdrew');
  await button(page, 'Rescind call').click();
  await page.getByText('Rescinded by Anna Approver').waitFor();
  await page.close();
});

test('list, call and wizard are readable by anybody, in both themes', async () => {
  await house.signIn(owner.login, owner.passphrase);
  const { rows } = (await house.query('calls.list', {})) as { rows: { id: string }[] };
  await checkLooks(house, [
    { path: '/calls', act: (page) => page.getByRole('grid', { name: 'Capital calls' }).getByText('14 Pier Street').first().waitFor() },
    { path: `/calls/${rows[0]!.id}`, act: (page) => page.getByText('Uses', { exact: true }).waitFor() },
    { path: `/calls/new?fund=${ids.fund}`, act: (page) => page.getByText('Fund and kind').first().waitFor() },
  ]);
  const page = await house.visit({ theme: 'dark' });
  await page.goto(`${house.origin}/calls/${rows[0]!.id}`);
  await page.getByText('Uses', { exact: true }).waitFor();
  await shoot(page, 'call-dark');
  await goTo(page, 'Capital calls');
  await shoot(page, 'calls-dark');
  await page.close();
});
