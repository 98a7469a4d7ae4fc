import type { Page } from 'playwright-core';
import type { Role } from '#shared/model/access.ts';
import { checkAxe, type House, type Theme } from './harness.ts';

export type Person = Readonly<{ login: string; name: string; passphrase: string }>;

/** Proves the passphrase of whoever is signed in, so that the next steps are not interrupted. */
export const prove = (house: House, passphrase = house.passphrase): Promise<unknown> => house.command('host.stepUp', { passphrase });

/** Adds somebody who can unlock at once. */
export async function addPerson(house: House, login: string, name: string, role: Role | null): Promise<Person & { userId: string }> {
  const passphrase = `four words for ${login}`;
  const userId = house.newId();
  await prove(house);
  const roles = role ? [{ role, scope: { kind: 'house', id: null } }] : [];
  await house.command('host.addUser', { commandId: house.newId(), user: { userId, login, name, roles }, passphrase });
  return { userId, login, name, passphrase };
}

/** Locks, and unlocks as somebody else, as two people at one desk do. */
export async function changeTo(house: House, page: Page, { login, passphrase }: Pick<Person, 'login' | 'passphrase'>): Promise<void> {
  await house.command('host.lock', {});
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  await house.unlock(page, { login, passphrase });
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
export const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

/** Presses a button that cannot be used: it says why. */
export async function askWhy(page: Page, name: string | RegExp, why: string | RegExp): Promise<void> {
  await button(page, name).click({ force: true });
  await dialog(page, /^Not yet: /)
    .getByText(why)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
}

export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Opens the row that holds this text. */
export async function openRow(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('row').filter({ hasText: text }).first().locator('[data-open]').click();
}

/** Looks at each path with axe, in both themes. */
export async function checkLooks(
  house: House,
  looks: readonly Readonly<{ path: string; act?: (page: Page) => Promise<unknown> }>[],
): Promise<void> {
  for (const theme of ['light', 'dark'] satisfies Theme[]) {
    const page = await house.visit({ theme });
    for (const { path, act } of looks) {
      await page.goto(`${house.origin}${path}`);
      await page.locator('h1').first().waitFor();
      await act?.(page);
      await checkAxe(page);
    }
    await page.close();
  }
}
