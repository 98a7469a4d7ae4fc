import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';
import { launchBrowser } from './browser.ts';
import { type House, openHouse, type Theme } from './harness.ts';
import { button, firstRow, type Shot, tab } from './shot.ts';
import { bareRecordPaths, recordShots } from './shotsOfRecords.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'test-results/shots/');
/** `npm run shots -- audit` takes only the pictures whose name holds the word. */
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const sizes = process.argv.includes('--large') ? { width: 1920, height: 1080 } : { width: 1280, height: 800 };

const themes: readonly Theme[] = process.argv.includes('--light') ? ['light'] : ['light', 'dark'];

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
  { name: 'step-up', path: '/users?tab=keys', act: (page) => wantProof(page) },
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
  ...recordShots,
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
  ...bareRecordPaths,
].map((path) => ({ path, name: `empty-${path.slice(1).replace(/\W+(?:\w+=)?/g, '-') || 'today'}` }));

const typedPassphrase = 'seven grey herons standing';

async function toLastPage(page: Page): Promise<void> {
  await button(page, /Create a workspace/).click();
  await page.getByLabel('Name of the house').fill('Harrow Point Capital');
  await button(page, 'Next').click();
  await page.getByLabel('Your name').fill('Zoë Brandt');
  await button(page, 'Next').click();
  await page.getByLabel('Passphrase', { exact: true }).fill(typedPassphrase);
  await page.getByLabel('Repeat it').fill(typedPassphrase);
  await button(page, 'Next').click();
}

const entry: readonly Shot[] = [
  { name: 'entry-first-run', path: '/' },
  {
    name: 'entry-create',
    path: '/',
    async act(page) {
      await button(page, /Create a workspace/).click();
      await page.getByLabel('Name of the house').waitFor();
    },
  },
  { name: 'entry-create-last', path: '/', act: toLastPage },
  {
    name: 'entry-words',
    path: '/',
    async act(page) {
      await toLastPage(page);
      await button(page, 'Create the workspace').click();
      await page.getByRole('heading', { level: 1, name: /24 words/ }).waitFor();
    },
  },
];

const locked: readonly Shot[] = [
  { name: 'entry-unlock', path: '/' },
  {
    name: 'entry-recover',
    path: '/',
    async act(page) {
      await button(page, /Forgot the passphrase/).click();
      await page.getByLabel('Recovery words').waitFor();
    },
  },
  { name: 'entry-refused', path: '/', act: (page) => refuseUnlock(page) },
  {
    name: 'entry-rescue',
    path: '/',
    async act(page) {
      await refuseUnlock(page);
      await button(page, 'Restore a backup…').click();
      await page.getByRole('radio').or(page.getByText('No backup beside')).first().waitFor();
    },
  },
];

/** The file is whole; the host is said to have found it damaged. */
async function refuseUnlock(page: Page): Promise<void> {
  const detail = { place: 'Documents/Harbour & Vale Partners', problem: 'its first page cannot be read' };
  await page.route('**/command', (route) =>
    route.request().postDataJSON().name === 'host.unlock'
      ? route.fulfill({ json: { ok: false, error: { code: 'damagedWorkspace', detail } } })
      : route.continue(),
  );
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery staple');
  await button(page, 'Unlock').click();
  await button(page, 'Restore a backup…').waitFor();
  await page.unroute('**/command');
}

/** The host is said to want the passphrase again, because a proof is fresh for longer than these pictures take. */
async function wantProof(page: Page): Promise<void> {
  await page.route('**/command', (route) =>
    route.request().postDataJSON().name === 'host.newRecoveryPhrase'
      ? route.fulfill({ json: { ok: false, error: { code: 'stepUpNeeded', detail: { name: 'host.newRecoveryPhrase' } } } })
      : route.continue(),
  );
  await button(page, 'Make a new phrase…').click();
  await button(page, 'Make the phrase').click();
  await page.getByLabel('Your passphrase', { exact: true }).waitFor();
  await page.unroute('**/command');
}

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

async function lockedShots(house: House, theme: Theme): Promise<void> {
  if (!locked.some(isWanted)) return;
  await house.command('host.lock', {});
  await take(house, locked, theme);
  await house.signIn(house.login, house.passphrase);
}

/** The gallery is served by the development server only. */
async function galleryShots(): Promise<void> {
  if (!isWanted({ name: 'gallery', path: '' })) return;
  const server = await createServer({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  await server.listen();
  const browser = await launchBrowser();
  for (const theme of themes) {
    const page = await browser.newPage({ viewport: sizes, reducedMotion: 'reduce' });
    await page.goto(`${server.resolvedUrls?.local[0]}gallery.html?theme=${theme}`);
    await page.locator('h1').first().waitFor();
    await settled(page);
    await page.screenshot({ path: `${folder}gallery-${theme}.png`, fullPage: true });
    await page.close();
  }
  await browser.close();
  await server.close();
}

const groups = [
  { beginning: 'empty', shots: entry },
  { beginning: 'house', shots: bare },
  { beginning: 'demo', shots: filled },
] as const;

async function houseShots({ beginning, shots }: (typeof groups)[number], inThemes: readonly Theme[]): Promise<void> {
  if (!shots.some(isWanted) && (beginning !== 'demo' || !locked.some(isWanted))) return;
  const house = await openHouse(beginning);
  for (const theme of inThemes) {
    await take(house, shots, theme);
    if (beginning === 'demo') await lockedShots(house, theme);
  }
  await house.close();
}

async function shootAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const group of groups)
    if (group.beginning === 'empty') for (const theme of themes) await houseShots(group, [theme]);
    else await houseShots(group, themes);
  await galleryShots();
}

await shootAll();
for (const line of missed) console.error(`not as planned: ${line}`);
process.exitCode = missed.length === 0 ? 0 : 1;
