import { afterEach, beforeEach, expect, test } from 'vitest';
import { goTo, type House, openHouse } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, openRow, prove } from './people.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

type Backups = { backups: { name: string; seq: number }[] };
const backups = async (): Promise<Backups['backups']> => ((await house.query('host.backups', {})) as Backups).backups;
const settled = () =>
  expect
    .poll(async () => ((await house.query('host.state', {})) as { jobs: { running: number; waiting: number } }).jobs, { timeout: 20_000 })
    .toMatchObject({ running: 0, waiting: 0 });

test('a check runs, shows its progress and result, and the tile says clean', async () => {
  const page = await house.visit();
  await goTo(page, 'Health');
  await settled();
  await button(page, 'Run check').click();
  await settled();
  await page.getByText('Clean').waitFor();
  await openRow(page, 'Check');
  await page
    .getByText(/Nothing wrong in \d+ log rows?/)
    .last()
    .waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Optimise').click();
  await settled();
  await page.getByRole('grid', { name: 'Jobs' }).getByText('Optimise').first().waitFor();
});

test('a backup is made, something changes, and the backup brings the workspace back', async () => {
  await settled();
  const page = await house.visit({ path: '/health?view=backups' });
  await button(page, 'Back up now').first().click();
  await settled();
  await expect.poll(async () => (await backups()).length).toBeGreaterThan(0);
  const [newest] = await backups();
  const record = (await house.query('settings.house', {})) as Record<string, unknown>;
  const { id: _id, profile: _profile, taxIdMasked: _masked, version, ...fields } = record;
  await house.command('settings.updateHouse', { ...fields, expectedVersion: version, address: 'After the backup' });
  await prove(house);

  await button(page, `Restore ${newest?.name}`).click();
  await page.getByText(/The last (step|\d+ steps) \(log row/).waitFor();
  await askWhy(page, 'Restore backup', 'Say why the backup is restored.');
  await page.getByLabel('Reason').fill('The change was wrong');
  await page.getByLabel('Type “RESTORE” to confirm').fill('RESTORE');
  await button(page, 'Restore backup').click();
  await expect.poll(async () => ((await house.query('settings.house', {})) as { address: string }).address, { timeout: 20_000 }).toBe('');
  const { rows } = (await house.query('audit.log', { limit: 1 })) as { rows: { name: string; reason: string }[] };
  expect(rows[0]).toMatchObject({ name: 'health.noteRestore', reason: 'The change was wrong' });
  await page.getByRole('navigation', { name: 'Areas' }).waitFor();
});

test('an accountant sees the health but is told why they cannot operate; a viewer sees the sentence', async () => {
  const accountant = await addPerson(house, 'ana', 'Ana Cruz', 'accountant');
  const viewer = await addPerson(house, 'vera', 'Vera Stein', 'viewer');
  const page = await house.visit();
  await changeTo(house, page, accountant);
  await page.goto(`${house.origin}/health`);
  await page.getByRole('grid', { name: 'Jobs' }).waitFor();
  await askWhy(page, 'Run check', 'Your roles do not include “Run checks, backups and jobs”.');
  await changeTo(house, page, viewer);
  await page.goto(`${house.origin}/health`);
  await page.getByText('It needs “See jobs, checks and backups”.').waitFor();
});

test('only the keyboard: to the health, run a check, open its job', async () => {
  await settled();
  const page = await house.visit();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await button(page, 'Run check').focus();
  await page.keyboard.press('Enter');
  await settled();
  const grid = page.getByRole('grid', { name: 'Jobs' });
  for (let step = 0; step < 60 && !(await grid.evaluate((element) => element.contains(document.activeElement))); step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Attempts').waitFor();
  await page.keyboard.press('Escape');
});

test('axe finds nothing on the health screens, light and dark', async () => {
  await settled();
  await house.command('host.startJob', { kind: 'health.backup', input: {} });
  await settled();
  await prove(house);
  await checkLooks(house, [
    { path: '/health', act: (page) => page.getByRole('grid', { name: 'Jobs' }).getByRole('row').nth(1).waitFor() },
    {
      path: '/health',
      async act(page) {
        await openRow(page, 'Backup');
        await page.getByText('Attempts').waitFor();
      },
    },
    {
      path: '/health?view=backups',
      async act(page) {
        await button(page, /^Restore clearway|^Restore .+/)
          .first()
          .click();
        await page.getByLabel('Reason').waitFor();
      },
    },
    { path: '/health?view=incidents' },
  ]);
});
