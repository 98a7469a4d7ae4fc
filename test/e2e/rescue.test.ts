import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkAxe, goTo, type House, openHouse, shoot, type Theme } from './harness.ts';
import { askWhy, button } from './people.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

type State = { workspace: { place: string }; jobs: { running: number; waiting: number } };
const state = async (): Promise<State> => (await house.query('host.state', {})) as State;
const settled = () => expect.poll(async () => (await state()).jobs, { timeout: 20_000 }).toMatchObject({ running: 0, waiting: 0 });

/** Writes nonsense over the first page of the locked file. */
function spoil(folder: string): void {
  const file = openSync(join(folder, 'workspace.clearway'), 'r+');
  writeSync(file, randomBytes(4096), 0, 4096, 0);
  closeSync(file);
}

test('a file that broke while locked: the unlock is refused, an owner restores a backup, and the data is back', async () => {
  await settled();
  await house.command('access.setPreferences', { preferences: { density: 'dense' } });
  await house.command('host.startJob', { kind: 'health.backup', input: {} });
  await settled();
  const folder = (await state()).workspace.place;
  const page = await house.visit({ path: '/settings' });
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await house.command('host.lock', {});
  spoil(folder);

  await page.getByLabel('Passphrase', { exact: true }).fill(house.passphrase);
  await button(page, 'Unlock').click();
  await page.getByText(/is damaged: its first page cannot be read\. Restore the newest backup/).waitFor();
  await checkAxe(page);
  await button(page, 'Restore a backup…').click();
  await page.getByRole('heading', { level: 1, name: 'Restore Harrow Point Capital' }).waitFor();
  await page.getByText(/^Up to log row \d+, .+, asked for$/).waitFor();
  await askWhy(page, 'Restore backup…', 'Say why the backup is restored.');

  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase at all');
  await page.getByLabel('Reason').fill('The disk failed');
  await button(page, 'Restore backup…').click();
  await page.getByText(/workspace\.clearway in .+ is put aside/).waitFor();
  await page.getByLabel('Type “RESTORE” to confirm').fill('RESTORE');
  await button(page, 'Restore backup').click();
  await page.getByText('That passphrase does not open this workspace.').waitFor();

  await page.getByLabel('Passphrase', { exact: true }).fill(house.passphrase);
  await button(page, 'Restore backup…').click();
  await page.getByLabel('Type “RESTORE” to confirm').fill('RESTORE');
  await button(page, 'Restore backup').click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await page
    .getByText(/The file before it is kept as replaced-.+\.clearway/)
    .first()
    .waitFor();
  expect(readdirSync(folder).filter((entry) => entry.startsWith('replaced-'))).toHaveLength(1);
  expect(await house.query('access.me', {})).toMatchObject({ login: house.login, preferences: { density: 'dense' } });
  const { rows } = (await house.query('audit.log', { limit: 1 })) as { rows: { name: string; reason: string }[] };
  expect(rows[0]).toMatchObject({ name: 'health.noteRestore', reason: 'The disk failed' });
  await goTo(page, 'Security events');
  await page.getByRole('row').filter({ hasText: 'Backup restored' }).first().waitFor();
});

test('the page of backups passes axe in both themes, with backups and without', async () => {
  await settled();
  await house.command('host.startJob', { kind: 'health.backup', input: {} });
  await settled();
  const folder = (await state()).workspace.place;
  await house.command('host.lock', {});
  spoil(folder);
  const look = async (theme: Theme, act: (page: Awaited<ReturnType<House['visit']>>) => Promise<unknown>) => {
    const page = await house.visit({ theme });
    await page.getByLabel('Passphrase', { exact: true }).fill(house.passphrase);
    await button(page, 'Unlock').click();
    await button(page, 'Restore a backup…').click();
    await act(page);
    await page.close();
  };
  const themes = ['light', 'dark'] satisfies Theme[];
  for (const theme of themes)
    await look(theme, async (page) => {
      await page.getByRole('radio').first().waitFor();
      await checkAxe(page);
      await shoot(page, `rescue-${theme}`);
      await page.getByLabel('Passphrase', { exact: true }).fill(house.passphrase);
      await page.getByLabel('Reason').fill('The disk failed');
      await button(page, 'Restore backup…').click();
      await page.getByRole('dialog', { name: 'Restore this backup?' }).waitFor();
      await checkAxe(page);
    });
  rmSync(join(folder, 'backups'), { recursive: true });
  for (const theme of themes)
    await look(theme, async (page) => {
      await page.getByText('No backup beside this workspace').waitFor();
      await checkAxe(page);
    });
});
