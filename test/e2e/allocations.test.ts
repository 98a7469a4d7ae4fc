import { afterAll, beforeAll, test } from 'vitest';
import { committedFund } from './committedFund.ts';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, dialog, openRow, type Person } from './people.ts';

let house: House;
let anna: Person;
let owner: Person;
let fundId = '';

beforeAll(async () => {
  house = await openHouse();
  owner = { login: house.login, name: 'Olivia Brandt', passphrase: house.passphrase };
  anna = await addPerson(house, 'anna', 'Anna Approver', 'approver');
  fundId = (await committedFund(house, 'Harrow Fund I', owner, anna)).fundId;
});
afterAll(() => house.close());

test('an allocation is proposed with every rule in view, refused over a limit, approved by a second person, and cancelled', async () => {
  const page = await house.visit();
  await goTo(page, 'Allocations');
  await page.getByText('No allocation yet').waitFor();
  await button(page, 'Propose an allocation').click();
  await page.getByLabel('Deal', { exact: true }).fill('Pier 9');
  await page.getByLabel('Counterparty').fill('Harbour Sellers LLC');
  await button(page, 'Next').click();
  await page.getByRole('combobox', { name: 'Fund 1' }).click();
  await page.getByRole('option', { name: 'Harrow Fund I' }).click();
  await page.getByLabel('Amount 1').fill('30m');
  await page.getByText('2 rules fail').waitFor();
  await page.getByText('Allocate at most USD 20,000,000.00').first().waitFor();
  await checkAxe(page);
  await shoot(page, 'allocation-over-limits');
  await askWhy(page, 'Next', 'Largest share of commitments');
  await button(page, 'Use the room there is').click();
  await page.getByText('Passes every rule').waitFor();
  await page.getByLabel('Amount 1').fill('4,000,000');
  await page.getByText('needs the approval of 1 person').waitFor();
  await button(page, 'Next').click();
  await page.getByText('Approval of 1 person', { exact: true }).waitFor();
  await shoot(page, 'allocation-review');
  await button(page, 'Propose').click();
  await page.getByRole('heading', { level: 1, name: 'Pier 9' }).waitFor();
  await page.getByText('Waits for 1 person more.').waitFor();
  await askWhy(page, 'Approve…', 'You proposed it.');

  await changeTo(house, page, anna);
  await page.goto(`${house.origin}/`);
  await page.getByText('Pier 9: USD 4,000,000.00').waitFor();
  await goTo(page, 'Allocations');
  await openRow(page, 'Pier 9');
  await button(page, 'Approve…').click();
  await dialog(page, 'Approve this allocation').getByRole('button', { name: 'Approve allocation' }).click();
  await page.getByText('Approved', { exact: true }).first().waitFor();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await page.getByText('Rules of Harrow Fund I').waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Propose allocation').waitFor();
  await page.getByRole('tab', { name: 'Calls' }).click();
  await page.getByText('Nothing called for it yet').waitFor();

  await changeTo(house, page, owner);
  await page.goto(`${house.origin}/funds/${fundId}?tab=allocations`);
  await openRow(page, 'Pier 9');
  await button(page, 'Cancel…').click();
  const form = dialog(page, /^Cancel Allocation 1/);
  await form.getByLabel('Reason').fill('The seller withdrew');
  await form.getByRole('button', { name: 'Cancel allocation' }).click();
  await page.getByText('The seller withdrew').waitFor();
  await page.close();
});

test('tiers of one fund are proposed in Settings, wait where they loosen, and are shown in words', async () => {
  const page = await house.visit({ path: `/settings?fund=${fundId}` });
  await button(page, 'Open Approvers of an allocation').click();
  await button(page, 'Change…').click();
  await button(page, 'Add a tier').click();
  await page.getByLabel('Tier 4: from amount').fill('50000000');
  await page.getByLabel('Tier 4: approvers').fill('3');
  await page.getByLabel('Reason').fill('The committee asks for three');
  await page.getByText('This tightens the rule').waitFor();
  await checkAxe(page);
  await shoot(page, 'settings-tiers');
  await button(page, 'Change the rule').click();
  await page.getByText('from 50,000,000: 3 approvers').first().waitFor();
  await button(page, 'Change…').click();
  await button(page, 'Remove tier 2').click();
  await page.getByLabel('Reason').fill('One is enough');
  await button(page, 'Propose the change').click();
  await page.getByText('What is approved is exactly this content').waitFor();
  await page.goto(`${house.origin}/settings`);
  await page.getByText('for Harrow Fund I, proposed by').waitFor();
  await page.close();
});

test('every page of allocations is readable by anybody, in both themes', async () => {
  const list = (await house.query('allocations.list', {})) as { rows: { id: string }[] };
  await checkLooks(house, [
    { path: '/allocations', act: (page) => page.getByRole('grid', { name: 'Allocations' }).waitFor() },
    { path: '/allocations/new' },
    { path: `/allocations/${list.rows[0]?.id}`, act: (page) => page.getByRole('tab', { name: 'Rules' }).click() },
    { path: `/funds/${fundId}?tab=allocations`, act: (page) => page.getByRole('grid', { name: 'Allocations' }).waitFor() },
  ]);
});
