import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { checkAxe, goTo, type House, openHouse, shoot } from './harness.ts';
import { askWhy, button, changeTo, choose, dialog, prove } from './people.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('demo');
});
afterAll(() => house.close());

const passphrase = 'harbour and vale';
const row = (page: Page, table: string, text: string | RegExp) => page.getByRole('grid', { name: table }).getByText(text).first();
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });

async function openFund(page: Page, name: string): Promise<void> {
  await goTo(page, 'Funds');
  await row(page, 'Funds', name).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

test('the list and every tab of a fund are readable by anybody, in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await house.visit({ theme });
    await goTo(page, 'Funds');
    await row(page, 'Funds', 'Vale Income Fund').waitFor();
    await checkAxe(page);
    await shoot(page, `funds-${theme}`);
    await openFund(page, 'Vale Income Fund');
    for (const name of ['Overview', /^NAV/, 'Classes and links', 'Terms', 'Bank accounts', /^Projects/, 'History']) {
      await tab(page, name).click();
      await page.getByRole('tabpanel').locator('[role=grid], li, dl').first().waitFor();
      await checkAxe(page);
      await shoot(page, `fund-${String(name).replace(/\W+/g, '').toLowerCase()}-${theme}`);
    }
    await page.close();
  }
});

test('a fund is added with its class, and a NAV that does not tie is refused in words', async () => {
  const page = await house.visit();
  await prove(house, passphrase);
  await goTo(page, 'Funds');
  await button(page, 'Add fund').click();
  const form = dialog(page, 'Add a fund');
  await form.getByLabel('Name', { exact: true }).fill('Castle Island Fund');
  await choose(page, 'Organisation', 'Harbour & Vale Management');
  await choose(page, 'Counted in', 'Units');
  await choose(page, 'Currency', 'USD');
  await form.getByLabel('Country').fill('us');
  await form.getByLabel('Target size').fill('25m');
  await button(page, 'Add fund').last().click();
  await page.getByRole('heading', { level: 1, name: 'Castle Island Fund' }).waitFor();
  await askWhy(page, 'Start investing…', 'the inception date is not set');
  await tab(page, 'Classes and links').click();
  await button(page, 'Add class').click();
  await dialog(page, /Add a class/)
    .getByLabel('Name')
    .fill('Class A');
  await button(page, 'Add class').last().click();
  await row(page, 'Classes and series', 'Class A').waitFor();

  await tab(page, /^NAV/).click();
  await button(page, 'Draft a NAV').click();
  const nav = dialog(page, /Draft a NAV/);
  await nav.getByLabel('As of').fill(((await house.query('access.me', {})) as { today: string }).today);
  await nav.getByLabel('Net assets (USD)').fill('1,000,000');
  await nav.getByLabel('Units outstanding').fill('10,000');
  await nav.getByLabel('NAV per unit').fill('101');
  await nav.getByLabel('Evidence', { exact: true }).fill('Administrator’s pack');
  await button(page, 'Draft NAV').click();
  await nav.getByText('Net assets ÷ units of Class A is 100, not 101').waitFor();
  await nav.getByLabel('NAV per unit').fill('100');
  await button(page, 'Draft NAV').click();
  await row(page, 'NAVs', 'Waiting for approval').waitFor();
  await row(page, 'NAVs', ((await house.query('access.me', {})) as { today: string }).today).click();
  await dialog(page, /^NAV of Class A/).waitFor();
  await askWhy(page, 'Approve…', 'You prepared this NAV.');
  await page.close();
});

test('a NAV that waits is approved by a second person, and the overview follows', async () => {
  const page = await house.visit();
  await changeTo(house, page, { login: 'claire', passphrase });
  await openFund(page, 'Rowes Wharf Token Fund');
  await tab(page, /^NAV/).click();
  await choose(page, 'State', 'Waiting for approval');
  await page.getByRole('grid', { name: 'NAVs' }).getByText('Tokens').first().waitFor();
  await page
    .getByRole('grid', { name: 'NAVs' })
    .getByText(/^\d{4}-|\d{1,2} \w+ \d{4}/)
    .first()
    .click();
  await button(page, 'Approve…').click();
  await button(page, 'Approve NAV').click();
  await expect
    .poll(
      async () =>
        ((await house.query('funds.list', { filter: { search: 'Rowes' } })) as { rows: { navsToApprove: number }[] }).rows[0]
          ?.navsToApprove,
    )
    .toBe(0);
  await page.close();
});

test('an account number is shown masked until somebody says what for', async () => {
  const page = await house.visit();
  await changeTo(house, page, { login: 'priya', passphrase });
  await openFund(page, 'Harbour Real Estate Fund II');
  await tab(page, 'Bank accounts').click();
  await row(page, 'Bank accounts', 'Operating account').click();
  await dialog(page, 'Operating account').getByText('••••••0017').waitFor();
  await button(page, 'Reveal number…').click();
  await page.getByRole('textbox', { name: 'Purpose' }).fill('Wire instructions for the administrator');
  await button(page, 'Reveal').click();
  await dialog(page, 'Operating account').getByText('4400010017').waitFor();
  await page.close();
});

test('the register tells who holds what on a date, and refuses to leave anybody below none', async () => {
  const page = await house.visit();
  await openFund(page, 'Rowes Wharf Token Fund');
  await tab(page, /^Projects/).click();
  await row(page, 'Projects and properties', '14 Rowes Wharf').click();
  const holders = page.getByRole('grid', { name: 'Holders' });
  await holders.getByText('29,000').waitFor();
  await checkAxe(page);
  await shoot(page, 'fund-register-light');
  const earlier = addDays(((await house.query('access.me', {})) as { today: BusinessDate }).today, -400);
  await page.getByLabel('At the end of').fill(earlier);
  await page.keyboard.press('Tab');
  await holders.getByText('10,000').waitFor();
  await button(page, 'Change the register…').click();
  await checkAxe(page);
  await page.close();
});
