import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type House, openHouse, type Theme } from './harness.ts';

const folder = fileURLToPath(new URL('../../test-results/shots/', import.meta.url));
/** `npm run shots -- audit` takes only the pictures whose name holds the word. */
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const sizes = process.argv.includes('--large') ? { width: 1920, height: 1080 } : { width: 1280, height: 800 };

type Shot = Readonly<{ name: string; path: string; act?: (page: Page) => Promise<unknown> }>;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const firstRow = async (page: Page) => {
  await page.locator('[data-open]').first().click();
  await page.getByRole('dialog').waitFor();
};
const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).click();

const filled: readonly Shot[] = [
  { name: 'today', path: '/' },
  { name: 'palette', path: '/', act: (page) => page.keyboard.press('Control+k') },
  { name: 'shortcuts', path: '/', act: (page) => page.keyboard.press('?') },
  { name: 'preferences', path: '/preferences' },
  { name: 'users', path: '/users' },
  { name: 'users-drawer', path: '/users', act: firstRow },
  {
    name: 'users-history',
    path: '/users',
    async act(page) {
      await firstRow(page);
      await tab('History')(page);
    },
  },
  {
    name: 'users-grant',
    path: '/users',
    async act(page) {
      await page.locator('[data-open]').nth(1).click();
      await button(page, 'Grant role…').click();
    },
  },
  {
    name: 'users-disable',
    path: '/users',
    async act(page) {
      await page.locator('[data-open]').nth(1).click();
      await button(page, 'Disable…').click();
    },
  },
  { name: 'users-roles', path: '/users?tab=roles' },
  { name: 'users-keys', path: '/users?tab=keys' },
  {
    name: 'users-add',
    path: '/users/new',
    async act(page) {
      await page.getByLabel('Name').fill('Zoë Keller');
      await button(page, 'Next').click();
      await button(page, 'Add a role').click();
    },
  },
  { name: 'settings-rules', path: '/settings' },
  {
    name: 'settings-change',
    path: '/settings?rule=access.autoLockMinutes',
    async act(page) {
      await button(page, 'Change…').click();
      await page.getByLabel('New value').fill('90');
      await page.getByText('This loosens the rule').waitFor();
    },
  },
  {
    name: 'settings-waiting',
    path: '/settings?view=waiting',
    act: (page) => button(page, /^Open /).click(),
  },
  { name: 'settings-house', path: '/settings?tab=house' },
  {
    name: 'settings-reveal',
    path: '/settings?tab=house',
    act: (page) => button(page, 'Reveal…').click(),
  },
  { name: 'audit-log', path: '/audit' },
  { name: 'audit-filters', path: '/audit', act: (page) => button(page, /^More/).click() },
  { name: 'audit-entry', path: '/audit', act: firstRow },
  {
    name: 'audit-verify',
    path: '/audit',
    async act(page) {
      await button(page, 'Verify chain').click();
      await page.getByText('The chain is whole').waitFor({ timeout: 20_000 });
    },
  },
  { name: 'audit-report', path: '/audit?tab=reports&report=nearPeriodEnd' },
  { name: 'audit-report-dormant', path: '/audit?tab=reports&report=dormantUsers' },
  { name: 'security', path: '/security' },
  { name: 'security-event', path: '/security', act: firstRow },
  { name: 'health', path: '/health' },
  { name: 'health-job', path: '/health', act: firstRow },
  { name: 'health-backups', path: '/health?view=backups' },
  {
    name: 'health-restore',
    path: '/health?view=backups',
    act: (page) => button(page, /^Restore /).click(),
  },
  { name: 'health-incidents', path: '/health?view=incidents' },
];

const bare: readonly Shot[] = [
  '/',
  '/users',
  '/users?tab=keys',
  '/settings',
  '/settings?tab=house',
  '/audit',
  '/audit?tab=reports',
  '/security',
  '/health',
].map((path) => ({ path, name: `empty-${path.slice(1).replace(/\W+\w+=/, '-') || 'today'}` }));

const entry: readonly Shot[] = [
  { name: 'entry-first-run', path: '/' },
  { name: 'entry-create', path: '/', act: (page) => button(page, /Create a workspace/).click() },
];

const isWanted = ({ name }: Shot) => wanted.length === 0 || wanted.some((word) => name.includes(word));
const missed: string[] = [];

async function take(house: House, shots: readonly Shot[], theme: Theme): Promise<void> {
  const due = shots.filter(isWanted);
  if (due.length === 0) return;
  const page = await house.visit({ theme, ...sizes });
  for (const { name, path, act } of due) {
    try {
      await page.goto(`${house.origin}${path}`);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      page.setDefaultTimeout(6000);
      await act?.(page);
    } catch (error) {
      missed.push(`${name}-${theme}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
    await page.evaluate(() => document.fonts.ready);
    await settled(page);
    await page.screenshot({ path: `${folder}${name}-${theme}.png` });
  }
  await page.close();
}

/** Two frames in a row without a running transition. */
const settled = (page: Page) =>
  page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running')).catch(() => undefined);

async function unlockShots(house: House, theme: Theme): Promise<void> {
  const shot: Shot = { name: 'entry-unlock', path: '/' };
  if (!isWanted(shot)) return;
  await house.command('host.lock', {});
  await take(house, [shot], theme);
  await house.signIn(house.login, house.passphrase);
}

async function shootAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const anyOf = (shots: readonly Shot[]) => shots.some(isWanted);
  const groups = [
    { beginning: 'empty', shots: entry },
    { beginning: 'house', shots: bare },
    { beginning: 'demo', shots: filled },
  ] as const;
  for (const { beginning, shots } of groups) {
    if (!anyOf(shots) && beginning !== 'demo') continue;
    const house = await openHouse(beginning);
    for (const theme of ['light', 'dark'] as const) {
      await take(house, shots, theme);
      if (beginning === 'demo') await unlockShots(house, theme);
    }
    await house.close().catch((error: unknown) => missed.push(String(error)));
  }
}

await shootAll();
for (const line of missed) console.error(`not as planned: ${line}`);
process.exitCode = missed.length === 0 ? 0 : 1;
