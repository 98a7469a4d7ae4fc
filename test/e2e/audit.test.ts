import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { goTo, type House, openHouse } from './harness.ts';
import { addPerson, askWhy, button, changeTo, checkLooks, choose, dialog, openRow } from './people.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const log = (page: Page) => page.getByRole('grid', { name: 'Audit log' });
const rowsOf = (page: Page) => log(page).getByRole('row');

type LogRows = { rows: { seq: number; hash: string; name: string }[] };
const readLog = async (): Promise<LogRows['rows']> => ((await house.query('audit.log', {})) as LogRows).rows;

test('the log is filtered by person, command and text, and says when nothing matches', async () => {
  const petra = await addPerson(house, 'petra', 'Petra Lang', 'approver');
  const page = await house.visit();
  await goTo(page, 'Audit');
  const all = (await readLog()).length;
  await expect.poll(() => rowsOf(page).count()).toBe(all + 1);
  await page.getByRole('combobox', { name: 'Command' }).fill('add user');
  await page.getByRole('option', { name: /Add user/ }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  await page.getByRole('searchbox', { name: /Search in commands/ }).fill('nothing like this');
  await page.getByText('No row matches').waitFor();
  await button(page, 'Clear filters').first().click();
  await changeTo(house, page, petra);
  await house.command('access.setPreferences', { preferences: { theme: 'light' } });
  await page.goto(`${house.origin}/audit`);
  await page.getByRole('combobox', { name: 'Person' }).fill('petra');
  await page.getByRole('option', { name: 'Petra Lang' }).click();
  await expect.poll(async () => (await rowsOf(page).nth(1).textContent()) ?? '').toContain('Petra Lang');
});

test('a row opens whole: before and after field by field, guards, claims, and its place in the chain', async () => {
  const record = (await house.query('settings.house', {})) as Record<string, unknown>;
  const { id: _id, profile: _profile, taxIdMasked: _masked, version, ...fields } = record;
  await house.command('settings.updateHouse', { ...fields, expectedVersion: version, address: 'Seestrasse 9' });
  const [newest, before] = await readLog();
  const page = await house.visit({ path: '/audit' });
  await openRow(page, 'Correct house record');
  const drawer = dialog(page, 'Correct house record');
  const changed = drawer.getByRole('row').filter({ hasText: 'Address' });
  await expect.poll(() => changed.textContent()).toContain('Seestrasse 9');
  await expect.poll(() => changed.textContent()).toContain('(empty)');
  await drawer.getByText(newest?.hash ?? '').waitFor();
  await drawer.getByText(before?.hash ?? '').waitFor();
  await drawer.getByText('wrote').first().waitFor();
  await drawer.getByRole('button', { name: 'Row before', exact: true }).click();
  await page.getByText(`Row ${before?.seq} of the log`).waitFor();
  await page.goto(`${house.origin}/audit?seq=999999`);
  await page.getByText('There is no log row 999999 for you').waitFor();
});

test('the chain is verified, with its result in words', async () => {
  const page = await house.visit({ path: '/audit' });
  await button(page, 'Verify chain').click();
  await page.getByText('The chain is whole').waitFor();
  await page.getByText(/log rows? follows? one from the other|follow one from the other/).waitFor();
});

test('the log leaves as CSV, exactly the rows that were shown, and the export is on the record', async () => {
  await addPerson(house, 'petra', 'Petra Lang', 'approver');
  const page = await house.visit({ path: '/audit' });
  await page.getByRole('combobox', { name: 'Command' }).fill('add user');
  await page.getByRole('option', { name: /Add user/ }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const downloading = page.waitForEvent('download');
  await button(page, 'Save file').click();
  const lines = readFileSync(await (await downloading).path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('What');
  expect(lines[1]).toContain('access.addUser');
  expect(lines[1]).toContain('Olivia Brandt');
  expect((await readLog())[0]?.name).toBe('audit.noteExport');
});

test('every table exports what it shows', async () => {
  await house.command('host.lock', {});
  await house.command('host.recover', { words: house.recoveryWords.join(' '), login: house.login, passphrase: house.passphrase });
  const page = await house.visit();
  const places = [
    '/users',
    '/settings?rule=access.autoLockMinutes',
    '/audit',
    '/audit?tab=reports',
    '/security',
    '/health',
    '/health?view=incidents',
  ];
  for (const path of places) {
    await page.goto(`${house.origin}${path}`);
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'JSON' }).click();
    const downloading = page.waitForEvent('download');
    await button(page, 'Save file').click();
    const file = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as { columns: { key: string }[]; rows: object[] };
    const keys = file.columns.map(({ key }) => key);
    expect(keys.length, path).toBeGreaterThan(1);
    for (const row of file.rows) expect(Object.keys(row), path).toEqual(keys);
  }
});

test('compliance reports: dormant users, a period, and an export', async () => {
  const page = await house.visit({ path: '/audit?tab=reports' });
  await page.getByText('Nothing to report').waitFor();
  await choose(page, 'Report', 'Changes near a period end');
  await page.getByRole('heading', { level: 2, name: 'Changes near a period end' }).waitFor();
  await choose(page, 'Period', 'Last year');
  const year = Number(((await house.query('access.me', {})) as { today: string }).today.slice(0, 4)) - 1;
  await page.getByText(`between ${year}-01-01 and ${year}-12-31`).waitFor();
});

test('a security event is closed with what was found', async () => {
  const vera = await addPerson(house, 'vera', 'Vera Stein', 'viewer');
  const page = await house.visit();
  await house.command('host.lock', {});
  await house.command('host.recover', { words: house.recoveryWords.join(' '), login: house.login, passphrase: house.passphrase });
  await page.getByRole('navigation', { name: 'Areas' }).waitFor();
  await goTo(page, 'Security events');
  await openRow(page, 'Recovery phrase used');
  await askWhy(page, 'Close event', 'Say what was found.');
  await page.getByLabel('What was found').fill('It was me, with Caps Lock on');
  await button(page, 'Close event').click();
  await page.getByText('No open event').waitFor();
  await button(page, 'Show all events').click();
  await openRow(page, 'Recovery phrase used');
  await page.getByText('Closed by Olivia Brandt').waitFor();
  await page.keyboard.press('Escape');
  await changeTo(house, page, vera);
  await page.goto(`${house.origin}/security`);
  await page.getByText('It needs “See and close security events”.').waitFor();
  await page.goto(`${house.origin}/audit`);
  await page.getByText('It needs “Read the audit log”.').waitFor();
});

test('only the keyboard: to the log, into a row, to the row before, and out', async () => {
  const page = await house.visit();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await log(page).waitFor();
  await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(1);
  for (let step = 0; step < 60 && !(await log(page).evaluate((grid) => grid.contains(document.activeElement))); step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Hash of this row').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('axe finds nothing on the audit and security screens, light and dark', async () => {
  await checkLooks(house, [
    { path: '/audit', act: (page) => rowsOf(page).nth(1).waitFor() },
    { path: '/audit?seq=1', act: (page) => page.getByText('Hash of this row').waitFor() },
    {
      path: '/audit',
      async act(page) {
        await button(page, 'More').click();
        await page.getByLabel('Device holds').waitFor();
      },
    },
    { path: '/audit?tab=reports', act: (page) => page.getByText('Nothing to report').waitFor() },
    { path: '/security' },
    { path: '/security?open=any', act: (page) => page.getByRole('grid').waitFor() },
  ]);
});
