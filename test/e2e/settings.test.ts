import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { goTo, type House, openHouse } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, dialog, prove } from './people.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const card = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

async function change(page: Page, title: string, value: string): Promise<void> {
  await button(page, `Open ${title}`).click();
  await button(page, 'Change…').click();
  await page.getByLabel('New value').fill(value);
  await page.getByLabel('Reason').fill('Agreed in the meeting');
}

test('a tightening is in force at once; the history tells who did it', async () => {
  const page = await house.visit();
  await goTo(page, 'Settings');
  await change(page, 'Lock after idle minutes', '10');
  await page.getByText('This tightens the rule: no second person is needed').waitFor();
  await button(page, 'Change the rule').click();
  const history = page.getByRole('grid', { name: 'History of the rule' });
  await history.getByText('10 minutes').waitFor();
  await history.getByText('Approved').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => card(page, 'Lock after idle minutes').textContent()).toContain('10 minutes');
});

test('a loosening waits, its proposer cannot approve it, a second person does, and it is in force', async () => {
  const petra = await addPerson(house, 'petra', 'Petra Lang', 'approver');
  const page = await house.visit({ path: '/settings' });
  await change(page, 'Lock after idle minutes', '90');
  await page.getByText('This loosens the rule: it waits for a second person').waitFor();
  await button(page, 'Propose the change').click();
  await page.getByText('What is approved is exactly this content').waitFor();
  await askWhy(page, 'Approve', 'You proposed this change.');

  await changeTo(house, page, petra);
  await page.goto(`${house.origin}/settings?view=waiting`);
  await button(page, 'Open Lock after idle minutes').click();
  await button(page, 'Approve').click();
  await button(page, 'Approve').waitFor({ state: 'detached' });
  const { rules } = (await house.query('settings.rules', {})) as { rules: { rule: string; value: unknown }[] };
  expect(rules.find(({ rule }) => rule === 'access.autoLockMinutes')?.value).toBe(90);
});

test('a proposal is withdrawn by its proposer, another is rejected with a reason', async () => {
  const petra = await addPerson(house, 'petra', 'Petra Lang', 'approver');
  const page = await house.visit({ path: '/settings' });
  await change(page, 'Lock after idle minutes', '60');
  await button(page, 'Propose the change').click();
  await button(page, 'Withdraw').click();
  const history = page.getByRole('grid', { name: 'History of the rule' });
  await history.getByText('Withdrawn').waitFor();
  await button(page, 'Change…').click();
  await page.getByLabel('New value').fill('45');
  await page.getByLabel('Reason').fill('Once more');
  await button(page, 'Propose the change').click();
  await button(page, 'Reject…').waitFor();

  await changeTo(house, page, petra);
  await page.goto(`${house.origin}/settings?rule=access.autoLockMinutes`);
  await button(page, 'Reject…').click();
  await page.getByLabel('Reason').fill('Too long');
  await button(page, 'Reject').click();
  await history.getByText('Rejected').waitFor();
});

test('a value out of range is refused in words before anything is sent', async () => {
  const page = await house.visit({ path: '/settings' });
  await change(page, 'Lock after idle minutes', '900');
  await page.getByText('takes a whole number of minutes from 1 to 480').first().waitFor();
  await button(page, 'Cancel').click();
  await page.keyboard.press('Escape');
  await change(page, 'Retry a failed job after', '1, ten');
  await page.getByText('Write whole numbers with commas between, such as 1, 10, 60.').waitFor();
});

test('the tax id is set, masked, revealed for a purpose, and hidden again', async () => {
  await prove(house);
  const page = await house.visit({ path: '/settings?tab=house' });
  const shown = page.getByTestId('tax-id');
  await page.getByLabel('Country').fill('us');
  await button(page, 'Save').click();
  await page.getByText('House record saved').waitFor();
  await button(page, 'Set…').click();
  await page.getByRole('textbox', { name: 'Tax id' }).fill('12345');
  await dialog(page, 'Set the tax id').getByRole('button', { name: 'Save' }).click();
  await page.getByText('The tax id is not written as').waitFor();
  await page.getByRole('textbox', { name: 'Tax id' }).fill('12-3456789');
  await dialog(page, 'Set the tax id').getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => shown.textContent()).toBe('••••••6789');

  await button(page, 'Reveal…').click();
  await page.getByLabel('Purpose').fill('Form 8804 deposit');
  await button(page, 'Reveal').click();
  await expect.poll(() => shown.textContent()).toBe('12-3456789');
  await page.getByText(/Hidden again in (10:00|9:\d\d)/).waitFor();
  await button(page, 'Hide now').click();
  await expect.poll(() => shown.textContent()).toBe('••••••6789');
  const { rows } = (await house.query('audit.log', { filter: { name: 'audit.unmask' } })) as { rows: { reason: string }[] };
  expect(rows.map(({ reason }) => reason)).toEqual(['Form 8804 deposit']);
});

test('when somebody else saved the house record meanwhile, both versions are shown and nothing typed is lost', async () => {
  const page = await house.visit({ path: '/settings?tab=house' });
  await page.getByLabel('Address').fill('Bahnhofstrasse 1, Zürich');
  const record = (await house.query('settings.house', {})) as Record<string, unknown>;
  const { id: _id, profile: _profile, taxIdMasked: _masked, version, ...fields } = record;
  await house.command('settings.updateHouse', { ...fields, expectedVersion: version, legalName: 'Harrow Point Capital AG' });
  await page.getByText('changed by somebody else while you were editing').waitFor();
  await button(page, 'Keep my entries, take the rest from them').click();
  expect(await page.getByLabel('Legal name').inputValue()).toBe('Harrow Point Capital AG');
  await button(page, 'Save').click();
  await page.getByText('House record saved').waitFor();
  expect(await house.query('settings.house', {})).toMatchObject({
    legalName: 'Harrow Point Capital AG',
    address: 'Bahnhofstrasse 1, Zürich',
    version: Number(version) + 2,
  });
});

test('only the keyboard: to the settings, into a rule, change it, and out again', async () => {
  const page = await house.visit();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await button(page, 'Open Lock after idle minutes').focus();
  await page.keyboard.press('Enter');
  await button(page, 'Change…').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('New value').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('12');
  await page.getByLabel('Reason').focus();
  await page.keyboard.type('By keyboard');
  await page.getByText('This tightens the rule').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'History of the rule' }).getByText('12 minutes').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, 'Lock after idle minutes').waitFor({ state: 'hidden' });
});

test('an agent is told what opens the settings, an accountant why rules cannot be changed', async () => {
  const accountant = await addPerson(house, 'ana', 'Ana Cruz', 'accountant');
  const nobody = await addPerson(house, 'nils', 'Nils Holm', null);
  const page = await house.visit();
  await changeTo(house, page, nobody);
  await page.goto(`${house.origin}/settings`);
  await page.getByText('Your roles do not open this area').waitFor();
  await page.getByText('You hold no role at present.').waitFor();
  await changeTo(house, page, accountant);
  await page.goto(`${house.origin}/settings?rule=access.autoLockMinutes`);
  await askWhy(page, 'Change…', 'Your roles do not include “Change a business rule');
});

test('axe finds nothing on the settings screens, light and dark', async () => {
  await house.command('settings.propose', {
    valueId: house.newId(),
    rule: 'access.autoLockMinutes',
    scope: { kind: 'house', id: null },
    value: 120,
    effectiveOn: ((await house.query('access.me', {})) as { today: string }).today,
    reason: 'Example',
  });
  await checkLooks(house, [
    { path: '/settings' },
    {
      path: '/settings?rule=access.autoLockMinutes',
      act: (page) => page.getByText('What is approved is exactly this content').waitFor(),
    },
    {
      path: '/settings?rule=health.backupHours',
      async act(page) {
        await button(page, 'Change…').click();
        await page.getByLabel('Reason').waitFor();
      },
    },
    { path: '/settings?tab=house', act: (page) => page.getByLabel('Legal name').waitFor() },
  ]);
});
