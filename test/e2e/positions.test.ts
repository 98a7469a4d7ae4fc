import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { askWhy, button, changeTo, choose, dialog, prove } from './people.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('demo');
});
afterAll(() => house.close());

const passphrase = 'harbour and vale';
const grid = (page: Page, name: string) => page.getByRole('grid', { name });
const today = async () => ((await house.query('access.me', {})) as { today: BusinessDate }).today;

async function openPositions(page: Page, fund: string): Promise<void> {
  await goTo(page, 'Funds');
  await grid(page, 'Funds').getByText(fund).first().click();
  await page.getByRole('tab', { name: 'Positions' }).click();
  await grid(page, 'Holders').getByRole('row').nth(1).waitFor();
}

/** The name of whoever holds most, who comes first. */
const firstHolder = (page: Page) => grid(page, 'Holders').locator('[data-open]').first();

test('the register and a holding are readable by anybody, in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await house.visit({ theme });
    await openPositions(page, 'Vale Income Fund');
    await grid(page, 'Changes of the registers').getByText('Redemption').first().waitFor();
    await checkAxe(page);
    await shoot(page, `fund-positions-${theme}`);
    await firstHolder(page).click();
    await page.getByRole('dialog').getByRole('grid', { name: 'Lots' }).getByRole('row').nth(1).waitFor();
    await checkAxe(page);
    await shoot(page, `holding-${theme}`);
    await page.close();
  }
});

test('a subscription is shown before it is recorded, and taken back with its entry', async () => {
  const page = await house.visit();
  await changeTo(house, page, { login: 'priya', passphrase });
  await openPositions(page, 'Vale Income Fund');
  const name = (await firstHolder(page).textContent()) ?? '';
  await button(page, 'Subscribe…').click();
  const form = dialog(page, /^Subscription to/);
  await choose(page, 'Investor', name);
  await form.getByLabel('Amount received (USD)').fill('0.001');
  await form.getByLabel('Why, and on what evidence').fill('Subscription form and wire advice');
  await button(page, 'Preview').click();
  await form.getByText(/Amount: .*finer than this currency/).waitFor();
  await form.getByLabel('Amount received (USD)').fill('12,345.67');
  await checkAxe(page);
  await button(page, 'Preview').click();
  await dialog(page, /^Subscription to/)
    .getByText('This is what will be written')
    .waitFor();
  await checkAxe(page);
  await shoot(page, 'subscription-preview-light');
  await button(page, 'Back').click();
  await form.getByText('12,345.67').or(form.locator('input[value="12,345.67"]')).first().waitFor();
  await button(page, 'Preview').click();
  await button(page, 'Record subscription').click();
  const events = grid(page, 'Changes of the registers');
  await events.getByRole('row').filter({ hasText: '12,345.67' }).waitFor();
  await events.getByRole('row').filter({ hasText: '12,345.67' }).locator('[data-open]').click();
  await button(page, 'Take back…').click();
  await dialog(page, /^Take back/)
    .getByLabel('Why, and on what evidence')
    .fill('Wire was returned by the bank');
  await button(page, 'Take back').last().click();
  await events.getByText('Subscription, taken back').first().waitFor();
  await page.close();
});

test('nobody redeems more than is held; chosen lots go exactly', async () => {
  const page = await house.visit();
  await changeTo(house, page, { login: 'priya', passphrase });
  await openPositions(page, 'Vale Income Fund');
  await firstHolder(page).click();
  await button(page, 'Redeem…').last().click();
  const form = dialog(page, /^Redemption from/);
  await form.getByLabel('Units', { exact: true }).fill('9,000,000');
  await form.getByLabel('Why, and on what evidence').fill('Redemption notice');
  await button(page, 'Preview').click();
  await form.getByText(/but 9000000\.0000 leave that day/).waitFor();
  await button(page, 'Cancel').click();
  const lots = page.getByRole('dialog').getByRole('grid', { name: 'Lots' });
  await lots.getByRole('row').nth(1).getByRole('gridcell').first().click();
  await button(page, 'Redeem these lots…').click();
  await dialog(page, /^Redemption from/)
    .getByText(/Gives back the chosen lots/)
    .waitFor();
  await form.getByLabel('Why, and on what evidence').fill('Redemption notice');
  await button(page, 'Preview').click();
  await button(page, 'Record redemption').click();
  await page.getByRole('dialog').getByRole('grid', { name: 'Changes of the position' }).getByText('Redemption').first().waitFor();
  await page.close();
});

test('a split reaches everybody; a register is taken over from pasted rows', async () => {
  const page = await house.visit();
  await changeTo(house, page, { login: 'priya', passphrase });
  await openPositions(page, 'Rowes Wharf Token Fund');
  const name = (await firstHolder(page).textContent()) ?? '';
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Split units…' }).click();
  await dialog(page, /^Split of units/)
    .getByLabel('Why, and on what evidence')
    .fill('Resolution of the members');
  await button(page, 'Preview').click();
  await dialog(page, /^Split of units/)
    .getByText('200,000')
    .waitFor();
  await button(page, 'Record split').click();
  await grid(page, 'Changes of the registers').getByText('Every holder').waitFor();
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Take over a register…' }).click();
  const form = dialog(page, /^Take over a register/);
  const acquired = addDays(await today(), -900);
  await form.getByLabel('Rows from a spreadsheet').fill(`Investor\tUnits\tCost\tAcquired\nNobody here\t10\t1000\t${acquired}`);
  await form.getByLabel('Why, and on what evidence').fill('Register of the agent before');
  await button(page, 'Preview').click();
  await form.getByText('Line 2: there is no investor named “Nobody here”.').waitFor();
  await form.getByLabel('Rows from a spreadsheet').fill(`${name}\t10.5\t1,000.00\t${acquired}\t`);
  await button(page, 'Preview').click();
  await form.getByText('10.50000000').waitFor();
  await checkAxe(page);
  await button(page, 'Take over').click();
  await grid(page, 'Changes of the registers').getByText('Opening position').first().waitFor();
  await page.close();
});

test('an investor’s positions stand on its own page; a viewer is told why nothing can be recorded', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await house.visit({ theme });
    await changeTo(house, page, { login: 'grace', passphrase });
    await openPositions(page, 'Vale Income Fund');
    await askWhy(page, 'Subscribe…', /Record subscriptions/);
    const name = (await firstHolder(page).textContent()) ?? '';
    await goTo(page, 'Investors');
    await grid(page, 'Investors').getByText(name).first().click();
    await page.getByRole('tab', { name: 'Positions' }).click();
    await grid(page, 'Units held').getByText('Vale Income Fund').first().waitFor();
    await checkAxe(page);
    await shoot(page, `investor-positions-${theme}`);
    await page.close();
  }
});

test('what an investor elected, and an account that ends, stand on its page with what they mean', async () => {
  const page = await house.visit();
  await changeTo(house, page, { login: 'priya', passphrase });
  await prove(house, passphrase);
  await openPositions(page, 'Vale Income Fund');
  const name = (await firstHolder(page).textContent()) ?? '';
  await goTo(page, 'Investors');
  await grid(page, 'Investors').getByText(name).first().click();
  await page.getByRole('tab', { name: 'Elections' }).click();
  await button(page, 'Record an election…').click();
  const form = dialog(page, /^Election of/);
  await choose(page, 'Distributions are', 'Reinvested in part');
  await form.getByLabel('Part reinvested (%)').fill('100');
  await form.getByLabel('Evidence').fill('Signed form');
  await button(page, 'Record election').click();
  await form.getByText('above 0 and below 100 per cent').waitFor();
  await choose(page, 'Distributions are', 'Into another class');
  await choose(page, 'Into the fund', 'Vale Income Fund');
  await choose(page, 'Class', 'Class I');
  await checkAxe(page);
  await button(page, 'Record election').click();
  await grid(page, 'Elections').getByText('Vale Income Fund, Class I').waitFor();
  await checkAxe(page);
  await shoot(page, 'investor-elections-light');
  await page.getByRole('tab', { name: /^Bank accounts/ }).click();
  await page
    .getByRole('button', { name: /^End account at/ })
    .first()
    .click();
  await dialog(page, /^End the account at/)
    .getByLabel('Why, and on whose word')
    .fill('Closed, says the bank');
  await button(page, 'End account').click();
  await page.getByText(/Money is held until a payee change names another account/).waitFor();
  await checkAxe(page);
  await goTo(page, 'Funds');
  await grid(page, 'Funds').getByText('Vale Income Fund').first().click();
  await page.getByText('••••••7382').waitFor();
  await page.close();
});
