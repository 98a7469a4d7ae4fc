import { afterEach, beforeEach, expect, test } from 'vitest';
import { goTo, type House, openHouse } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, choose, dialog, openRow } from './people.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const passphrase = 'nine green parrots whisper';

test('a person is added, granted a role, loses it, is disabled, and comes back with a new passphrase', async () => {
  const page = await house.visit();
  await goTo(page, 'Users');
  await button(page, 'Add user').click();
  await page.getByLabel('Name').fill('Zoë Keller');
  await expect.poll(() => page.getByLabel('Login').inputValue()).toBe('zoe');
  await page.getByLabel('E-mail').fill('zoe@harrow.example');
  await button(page, 'Next').click();
  await button(page, 'Add a role').click();
  await choose(page, 'Role', /^Viewer/);
  await button(page, 'Next').click();
  await page.getByLabel('Passphrase of Zoë Keller').fill(passphrase);
  await page.getByLabel('Repeat it').fill(passphrase);
  await button(page, 'Next').click();
  await button(page, 'Add user').click();
  await page.getByText('Zoë Keller can unlock this workspace now').waitFor();
  await button(page, 'Open Zoë Keller').click();

  const drawer = dialog(page, /Zoë Keller/);
  await drawer.getByText('Viewer', { exact: true }).waitFor();
  await drawer.getByRole('button', { name: 'Grant role…' }).click();
  await choose(page, 'Role', /^Accountant/);
  await page.getByLabel('Reason').fill('Keeps the books from today');
  await button(page, 'Grant role').click();
  await drawer.getByText('Accountant', { exact: true }).waitFor();

  await drawer.getByRole('button', { name: 'Revoke the role Accountant' }).click();
  await page.getByText('Zoë Keller keeps Viewer.').waitFor();
  await page.getByLabel('Reason').fill('Not this year');
  await button(page, 'Revoke role').click();
  await drawer.getByText('Revoked', { exact: true }).waitFor();

  await drawer.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => drawer.getByRole('listitem').count()).toBeGreaterThanOrEqual(3);
  await expect.poll(() => drawer.getByRole('listitem').first().textContent()).toContain('Revoke role');

  await drawer.getByRole('button', { name: 'Disable…' }).click();
  await page.getByLabel('Reason').fill('Left the house');
  await button(page, 'Disable user').click();
  await drawer.getByText('Disabled', { exact: true }).waitFor();
  const keys = (await house.query('host.keys', {})) as { slots: { login: string }[] };
  expect(keys.slots.map(({ login }) => login)).toEqual(['olivia']);

  await drawer.getByRole('button', { name: 'Enable…' }).click();
  await page.getByLabel('Reason').fill('Came back');
  await button(page, 'Enable user').click();
  await drawer.getByRole('button', { name: 'Set passphrase…' }).click();
  await page.getByLabel('New passphrase of Zoë Keller').fill('ten yellow parrots sing');
  await page.getByLabel('Repeat it').fill('ten yellow parrots sing');
  await button(page, 'Set passphrase').click();
  await drawer.getByRole('button', { name: 'Set passphrase…' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  await changeTo(house, page, { login: 'zoe', passphrase: 'ten yellow parrots sing' });
  await button(page, /Zoë Keller/).waitFor();
});

test('a login that is taken, and a passphrase that is too short, are said in a sentence and nothing is lost', async () => {
  const page = await house.visit({ path: '/users/new' });
  await page.getByLabel('Name').fill('Another Olivia');
  await page.getByLabel('Login').fill('olivia');
  await button(page, 'Next').click();
  await button(page, 'Next').click();
  await page.getByLabel('Passphrase of Another Olivia').fill('short');
  await page.getByLabel('Repeat it').fill('short');
  await askWhy(page, 'Next', 'at least 12 characters');
  await page.getByLabel('Passphrase of Another Olivia').fill(passphrase);
  await page.getByLabel('Repeat it').fill(passphrase);
  await button(page, 'Next').click();
  await button(page, 'Add user').click();
  await page.getByText('The login olivia is already in use. Choose another.').waitFor();
  await button(page, 'Change the login').click();
  expect(await page.getByLabel('Name').inputValue()).toBe('Another Olivia');
});

test('filters find people, and an owner cannot change their own access', async () => {
  await addPerson(house, 'petra', 'Petra Lang', 'approver');
  await addPerson(house, 'quentin', 'Quentin Roy', null);
  const page = await house.visit({ path: '/users' });
  const rows = page.getByRole('grid', { name: 'Users' }).getByRole('row');
  await expect.poll(() => rows.count()).toBe(4);
  await page.getByRole('searchbox', { name: 'Search users' }).fill('petra');
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole('searchbox', { name: 'Search users' }).fill('');
  await choose(page, 'Role', 'Owner');
  await expect.poll(() => rows.nth(1).textContent()).toContain('Olivia Brandt');
  await openRow(page, 'Olivia Brandt');
  await askWhy(page, 'Disable…', 'You cannot change your own access.');
  await page.goto(`${house.origin}/users?view=withoutRoles`);
  await expect.poll(() => rows.count()).toBe(2);
  await expect.poll(() => rows.nth(1).textContent()).toContain('Quentin Roy');
});

test('only the keyboard: to the users, into a person, to the role dialog and back', async () => {
  await addPerson(house, 'petra', 'Petra Lang', 'approver');
  const page = await house.visit();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
  const grid = page.getByRole('grid', { name: 'Users' });
  await grid.getByText('Petra Lang').waitFor();
  for (let step = 0; step < 40 && !(await grid.evaluate((element) => element.contains(document.activeElement))); step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog(page, /Petra Lang/).waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, /Petra Lang/).waitFor({ state: 'hidden' });
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'Add a user' }).waitFor();
});

test('an owner makes a new recovery phrase, shown once', async () => {
  const page = await house.visit({ path: '/users?tab=keys' });
  await button(page, 'Make a new phrase…').click();
  await button(page, 'Make the phrase').click();
  const words = dialog(page, 'The new recovery phrase').getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await expect.poll(() => words.count()).toBe(24);
  await button(page, 'I have the words on paper').click();
  await words.first().waitFor({ state: 'detached' });
});

test('a viewer is told which roles open the users, and an approver why they cannot add one', async () => {
  const viewer = await addPerson(house, 'vera', 'Vera Stein', 'viewer');
  const approver = await addPerson(house, 'petra', 'Petra Lang', 'approver');
  const page = await house.visit({ path: '/users' });
  await changeTo(house, page, viewer);
  await page.goto(`${house.origin}/users`);
  await page.getByText('Your roles do not open this area').waitFor();
  await page.getByText('You hold: Viewer.').waitFor();
  await changeTo(house, page, approver);
  await page.goto(`${house.origin}/users`);
  await page.getByRole('grid', { name: 'Users' }).waitFor();
  await askWhy(page, 'Add user', 'Your roles do not include “Add users, change roles, disable access”.');
});

test('axe finds nothing on the users screens, light and dark', async () => {
  await addPerson(house, 'petra', 'Petra Lang', 'approver');
  await checkLooks(house, [
    { path: '/users' },
    {
      path: '/users',
      async act(page) {
        await openRow(page, 'Petra Lang');
        await page.getByText('Granted by Olivia Brandt').waitFor();
      },
    },
    {
      path: '/users',
      async act(page) {
        await openRow(page, 'Petra Lang');
        await button(page, 'Grant role…').click();
        await page.getByLabel('Reason').waitFor();
      },
    },
    { path: '/users?tab=roles' },
    { path: '/users?tab=keys' },
    { path: '/users/new' },
  ]);
});
