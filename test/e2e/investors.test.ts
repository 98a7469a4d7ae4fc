import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { goTo, type House, openHouse, shoot } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, choose, dialog, openRow, prove } from './people.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const DAY_MINUTES = 24 * 60;

/** Lets days pass, and proves the passphrase again after them. */
async function wait(days: number): Promise<void> {
  house.advance(days * DAY_MINUTES);
  await house.signIn(house.login, house.passphrase);
  await prove(house);
}

const today = async (): Promise<string> => ((await house.query('access.me', {})) as { today: string }).today;

/** An investor with a number that was on file before anything was asked for. */
async function anInvestor(name: string): Promise<string> {
  const investorId = house.newId();
  await house.command('investors.add', { investorId, name, kind: 'trust', country: 'US', currency: 'USD', language: 'en', references: [] });
  await house.command('investors.addContact', {
    investorId,
    contactId: house.newId(),
    role: 'wires',
    name: 'Wanda Wire',
    email: null,
    phone: '+1 617 555 0100',
    fromOn: await today(),
    replaces: null,
  });
  return investorId;
}

test('an investor is added, given a contact and KYC, and made active', async () => {
  const page = await house.visit();
  await goTo(page, 'Investors');
  await page.getByText('No investors yet').waitFor();
  await button(page, 'Add investor').click();
  const adding = dialog(page, 'Add an investor');
  await adding.getByLabel('Name').fill('Alder Family Trust');
  await choose(page, 'Kind', 'Trust');
  await adding.getByLabel('Country').fill('us');
  await adding.getByLabel('References in other systems').fill('CRM: A-1042');
  await adding.getByRole('button', { name: 'Add investor' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alder Family Trust' }).waitFor();
  await askWhy(page, 'Activate', /KYC must be approved/);

  await page.getByRole('tab', { name: 'Tax and KYC' }).click();
  await button(page, 'Start a review…').click();
  await dialog(page, /^Start a review/)
    .getByRole('button', { name: 'Start a review' })
    .click();
  await button(page, 'Approve KYC…').click();
  await choose(page, 'Risk', 'Low');
  await page.getByLabel('Expires on').fill('2031-01-01');
  await dialog(page, /^Approve KYC/)
    .getByRole('button', { name: 'Approve KYC' })
    .click();
  await button(page, 'Activate').click();
  await dialog(page, /^Activate/)
    .getByRole('button', { name: 'Activate' })
    .click();
  await page.getByText('Active', { exact: true }).first().waitFor();

  await button(page, 'Record tax profile…').click();
  const tax = dialog(page, /^Tax profile/);
  await choose(page, 'Classification', 'Trust');
  await choose(page, 'Form', 'W-9');
  await tax.getByLabel('Signed on').fill('2026-01-15');
  await tax.getByLabel('Taxpayer id').fill('12-3456789');
  await tax.getByRole('button', { name: 'Record tax profile' }).click();
  await page.getByText('••••••6789').waitFor();

  await page.getByRole('tab', { name: /^Contacts/ }).click();
  await button(page, 'Add contact…').click();
  const contact = dialog(page, 'Add a contact');
  await contact.getByLabel('Name').fill('Tess Trustee');
  await contact.getByRole('button', { name: 'Add contact' }).click();
  await contact.getByText(/neither an e-mail address nor a phone number/).waitFor();
  await contact.getByLabel('E-mail').fill('tess@example.com');
  await contact.getByRole('button', { name: 'Add contact' }).click();
  await page.getByText('tess@example.com').waitFor();

  await page.getByRole('tab', { name: 'Side letters and documents' }).click();
  await button(page, 'Add term…').click();
  await choose(page, 'Term', 'Management fee rate');
  await page.getByLabel('Rate in %').fill('1.25');
  await dialog(page, /^Side-letter term/)
    .getByRole('button', { name: 'Add term' })
    .click();
  await page.getByText('1.25 %').waitFor();

  await page.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'Add side-letter term' }).count()).toBe(1);
  await goTo(page, 'Investors');
  await openRow(page, 'Alder Family Trust');
});

test('a bank account comes into force by request, callback, rest and a second person', async () => {
  const ada = await addPerson(house, 'ada', 'Ada Accountant', 'accountant');
  const clara = await addPerson(house, 'clara', 'Clara Checker', 'approver');
  const investorId = await anInvestor('Alder Family Trust');
  await wait(1);
  const page = await house.visit();
  await page.goto(`${house.origin}/investors/${investorId}?tab=accounts`);
  await button(page, 'Request a new account…').click();
  const asking = dialog(page, /^New account/);
  await choose(page, 'The request arrived by', 'E-mail');
  await asking.getByLabel('Bank', { exact: true }).fill('First Harbor Bank');
  await asking.getByLabel('Number', { exact: true }).fill('000123456789');
  await asking.getByLabel('ABA routing number').fill('021000022');
  await asking.getByLabel('Town').fill('Boston');
  await asking.getByRole('button', { name: 'Request' }).click();
  await asking.getByText(/Routing number: the check digit does not agree/).waitFor();
  await asking.getByLabel('ABA routing number').fill('021000021');
  await asking.getByRole('button', { name: 'Request' }).click();
  await dialog(page, /^New account: Alder/)
    .getByText('To call back')
    .waitFor();
  await page.keyboard.press('Escape');

  await changeTo(house, page, ada);
  await goTo(page, 'Payee changes');
  await openRow(page, 'Alder Family Trust');
  await button(page, 'Record callback…').click();
  await choose(page, 'Number called', /Wanda Wire: \+1 617 555 0100/);
  await page.getByLabel('Spoke with').fill('Wanda Wire');
  await dialog(page, /^Record the callback/)
    .getByRole('button', { name: 'Record callback' })
    .click();
  const drawer = dialog(page, /^New account/);
  await drawer.getByText('To approve').waitFor();
  await shoot(page, 'payee-case');
  await page.keyboard.press('Escape');

  house.advance(3 * DAY_MINUTES);
  await house.signIn(clara.login, clara.passphrase);
  await house.command('host.stepUp', { passphrase: clara.passphrase });
  await page.goto(`${house.origin}/`);
  await page.getByText('payee change to approve').first().waitFor();
  await goTo(page, 'Payee changes');
  await openRow(page, 'Alder Family Trust');
  await button(page, 'Approve…').click();
  await dialog(page, 'Approve payee change?').getByRole('button', { name: 'Approve' }).click();
  await drawer.getByText('To put in force').waitFor();
  await page.keyboard.press('Escape');

  await changeTo(house, page, ada);
  await goTo(page, 'Payee changes');
  await openRow(page, 'Alder Family Trust');
  await button(page, 'Put in force…').click();
  await dialog(page, 'Put payee change in force?').getByRole('button', { name: 'Put in force' }).click();
  await drawer.getByText('In force', { exact: true }).first().waitFor();
});

const file = [
  'Investor;Type;Country;E-mail;Ref',
  'Birch Fund LP;Partnership;us;b@example.com;R-1',
  'Cedar AG;Spaceship;CH;;R-2',
  'birch fund;Partnership;US;;R-3',
];

const upload = (page: Page) =>
  page.getByLabel('CSV file').setInputFiles({ name: 'investors.csv', mimeType: 'text/csv', buffer: Buffer.from(file.join('\n')) });

test('a file is mapped, put right in place, imported, merged where it is twice, and undone', async () => {
  const page = await house.visit();
  await goTo(page, 'Investors');
  await button(page, 'Import…').click();
  await upload(page);
  await page.getByText('investors.csv: 3 rows').waitFor();
  await button(page, 'Next').click();
  await expect.poll(() => page.getByRole('combobox', { name: 'External reference' }).textContent()).toBe('Ref');
  await button(page, 'Next').click();
  await page.getByText('2 ready').waitFor();
  await page.getByText('1 to put right').waitFor();
  await shoot(page, 'investors-import-rows');
  const cell = page.getByRole('grid', { name: 'Rows to put right' }).getByRole('gridcell', { name: 'Spaceship' });
  await cell.click();
  await page.keyboard.type('Corporation');
  await page.keyboard.press('Enter');
  await button(page, 'Check again').click();
  await page.getByText('3 ready').waitFor();
  await button(page, 'Next').click();
  await page.getByText('Investors added').waitFor();
  await button(page, 'Import').click();
  await button(page, 'Undo import of investors.csv…').waitFor();

  await page.getByRole('tab', { name: 'Duplicates' }).click();
  await page.getByText('They share the same name.').waitFor();
  await button(page, /^Merge /).click();
  await page.getByLabel('Reason').fill('The same fund twice in the file');
  await dialog(page, /^Merge/)
    .getByRole('button', { name: 'Merge' })
    .click();
  await page.getByText('No duplicates').waitFor();
  await page.getByRole('tab', { name: 'Imports' }).click();
  await button(page, 'Undo import of investors.csv…').click();
  await page.getByLabel('Reason').fill('Wrong file');
  await button(page, 'Undo import').click();
  await page.getByText(/imported investors have been worked on since/).waitFor();
});

test('every view of investors is readable by everybody, light and dark, empty and filled', async () => {
  await checkLooks(house, [
    { path: '/investors' },
    { path: '/investors?view=duplicates' },
    { path: '/investors?view=imports' },
    { path: '/payees' },
  ]);
  const investorId = await anInvestor('Alder Family Trust');
  const tabs = ['', '?tab=people', '?tab=standing', '?tab=accounts', '?tab=agreements'];
  await checkLooks(house, [
    { path: '/investors', act: (page) => page.getByText('Alder Family Trust').first().waitFor() },
    { path: '/investors/import', act: upload },
    ...tabs.map((tab) => ({
      path: `/investors/${investorId}${tab}`,
      act: (page: Page) => page.getByRole('heading', { level: 1, name: 'Alder' }).waitFor(),
    })),
    {
      path: `/investors/${investorId}?tab=accounts`,
      act: async (page: Page) => {
        await button(page, 'Request a new account…').click();
        await dialog(page, /^New account/).waitFor();
        await shoot(page, 'investor-request-account');
      },
    },
  ]);
});
