import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { checkAxe, goTo, type House, openHouse } from './harness.ts';

let house: House | undefined;
afterEach(async () => {
  await house?.close();
  house = undefined;
});
const open = async (): Promise<House> => {
  house = await openHouse('house');
  return house;
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('the host dies and comes back: the window says so, keeps its page, and goes on', async () => {
  const opened = await open();
  const page = await opened.visit();
  await heading(page, 'Today').waitFor();
  await opened.cut();
  await page.getByText('Clearway is not answering').waitFor();
  expect(await heading(page, 'Today').isVisible()).toBe(true);
  await checkAxe(page);
  await opened.resume();
  await page.getByText('Open it again from the address').waitFor();
});

test('a browser that was not let in is told how to come in, and learns nothing', async () => {
  const { visit, origin } = await open();
  const page = await visit();
  await heading(page, 'Today').waitFor();
  await page.context().clearCookies();
  await page.goto(origin);
  await page.getByText('Clearway does not know this window').waitFor();
  expect(await page.content()).not.toContain('Harrow');
  await checkAxe(page);
});

test('a view that fails shows an incident number that the host has kept, and can be tried again', async () => {
  const { visit, query, pardon } = await open();
  pardon(/Failed to fetch dynamically imported module/);
  const page = await visit();
  await heading(page, 'Today').waitFor();
  await page.route('**/assets/PreferencesScreen-*.js', (route) => route.abort());
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByText('Something went wrong here').waitFor();
  const shown = page.locator('code').filter({ hasText: /^[0-9a-f]{8}-/ });
  await shown.waitFor();
  const id = await shown.textContent();
  expect(await page.getByRole('navigation', { name: 'Areas' }).isVisible()).toBe(true);
  await checkAxe(page);
  const { rows } = (await query('health.incidents', {})) as { rows: { id: string; where: string }[] };
  expect(rows.find((row) => row.id === id)?.where).toBe('window: screen /preferences');
  await goTo(page, 'Today');
});

test('an answer of the wrong shape is said in a sentence, and kept as an incident', async () => {
  const { visit, query, pardon } = await open();
  pardon(/^ZodError/);
  const page = await visit({ path: '/preferences' });
  await heading(page, 'Preferences').waitFor();
  await page.route('**/query', async (route) => {
    const asked = route.request().postDataJSON() as { name: string };
    if (asked.name !== 'reports.today') return route.continue();
    await route.fulfill({ json: { ok: true, value: { items: 'none' } } });
  });
  await goTo(page, 'Today');
  await page.getByText('Clearway answered in a way this window does not understand').waitFor();
  await checkAxe(page);
  await expect
    .poll(async () => ((await query('health.incidents', {})) as { rows: { where: string }[] }).rows.map(({ where }) => where))
    .toContain('window: window /');
});

test('an address that leads nowhere says so and leads back', async () => {
  const { visit } = await open();
  const page = await visit({ path: '/no/such/page' });
  await heading(page, 'No such page').waitFor();
  await checkAxe(page);
  await button(page, 'Go to Today').click();
  await heading(page, 'Today').waitFor();
});
