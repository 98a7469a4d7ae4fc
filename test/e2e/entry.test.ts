import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { type Beginning, checkAxe, goTo, type House, openHouse, shoot, type Theme } from './harness.ts';

let house: House | undefined;
afterEach(async () => {
  await house?.close();
  house = undefined;
});
const open = async (beginning: Beginning): Promise<House> => {
  house = await openHouse(beginning);
  return house;
};

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const rail = (page: Page) => page.getByRole('navigation', { name: 'Areas' });
const passphrase = 'seven grey herons standing';

async function fillWizard(page: Page): Promise<void> {
  await button(page, /Create a workspace/).click();
  await page.getByLabel('Name of the house').fill('Harrow Point Capital');
  await button(page, 'Next').click();
  await page.getByLabel('Your name').fill('Zoë Brandt');
  await button(page, 'Next').click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Repeat it').fill(passphrase);
  await button(page, 'Next').click();
}

async function readWords(page: Page): Promise<string[]> {
  const items = await page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem').allInnerTexts();
  return items.map((item) => item.split('\n').at(-1)?.trim() ?? '');
}

async function answerCheck(page: Page, words: readonly string[]): Promise<void> {
  await button(page, 'I have written them down').click();
  for (const place of [4, 11, 19]) await page.getByLabel(`Word ${place}`).fill(words[place - 1] ?? '');
  await button(page, 'Continue').click();
}

test('create a workspace, keep its words, lock it, mistype, unlock, forget and recover', async () => {
  const { visit } = await open('empty');
  const page = await visit();
  await expect.poll(() => page.title()).toBe('Welcome to Clearway – Clearway');
  await fillWizard(page);
  await expect.poll(() => page.getByText('Zoë Brandt (zoe)').isVisible()).toBe(true);
  await checkAxe(page);
  await button(page, 'Create the workspace').click();

  await heading(page, 'Write these 24 words down').waitFor();
  const words = await readWords(page);
  expect(words).toHaveLength(24);
  await checkAxe(page);
  await shoot(page, 'words');
  await button(page, 'I have written them down').click();
  for (const place of [4, 11, 19]) await page.getByLabel(`Word ${place}`).fill('wrong');
  await button(page, 'Continue').click();
  await page.getByText('This is not word 11.').waitFor();
  await checkAxe(page);
  await button(page, 'Show the words again').click();
  await answerCheck(page, words);
  await heading(page, 'Today').waitFor();
  await expect.poll(() => page.title()).toBe('Today – Harrow Point Capital – Clearway');

  await button(page, 'Lock the workspace').click();
  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase at all');
  await page.keyboard.press('Enter');
  await page.getByText('That passphrase does not open this workspace.').waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await button(page, 'Unlock').click();
  await heading(page, 'Today').waitFor();

  await button(page, 'Lock the workspace').click();
  await button(page, /Forgot the passphrase/).click();
  await page.getByLabel('Recovery words').fill(words.with(0, words[0] === 'zoo' ? 'zone' : 'zoo').join(' '));
  await page.getByLabel('New passphrase').fill('eight blue herons flying');
  await page.getByLabel('Repeat it').fill('eight blue herons flying');
  await button(page, 'Recover and open').click();
  await page.getByText('That is not the recovery phrase of this workspace').waitFor();
  await page.getByLabel('Recovery words').fill(words.map((word, index) => `${index + 1}. ${word.toUpperCase()}`).join('\n'));
  await checkAxe(page);
  await button(page, 'Recover and open').click();
  await heading(page, 'Today').waitFor();
});

test('by keyboard alone: create, the words, a shortcut, the palette, lock and unlock', async () => {
  const { visit } = await open('empty');
  const page = await visit();
  const keys = page.keyboard;
  await tabTo(page, /Create a workspace/);
  await keys.press('Enter');
  await page.getByLabel('Name of the house').waitFor();
  await keys.type('Keyboard House');
  await tabTo(page, 'Next');
  await keys.press('Enter');
  await arrivedAt(page, 'You, its first owner');
  await keys.press('Tab');
  await keys.type('Ada');
  await tabTo(page, 'Next');
  await keys.press('Enter');
  await arrivedAt(page, 'Your passphrase');
  await keys.press('Tab');
  await keys.type(passphrase);
  await tabTo(page, 'Repeat it');
  await keys.type(passphrase);
  await tabTo(page, 'Next');
  await keys.press('Enter');
  await arrivedAt(page, 'Check and finish');
  await tabTo(page, 'Create the workspace');
  await keys.press('Enter');
  await heading(page, 'Write these 24 words down').waitFor();
  const words = await readWords(page);
  await tabTo(page, 'I have written them down');
  await keys.press('Enter');
  await page.getByLabel('Word 4').waitFor();
  await keys.type(words[3] ?? '');
  await keys.press('Tab');
  await keys.type(words[10] ?? '');
  await keys.press('Tab');
  await keys.type(words[18] ?? '');
  await keys.press('Enter');
  await heading(page, 'Today').waitFor();

  await keys.press('g');
  await keys.press('p');
  await heading(page, 'Preferences').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await keys.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await keys.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await keys.press('Control+k');
  await page.getByPlaceholder('Where to, or what to do?').waitFor();
  await keys.type('lock');
  await keys.press('Enter');
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  await keys.type(passphrase);
  await keys.press('Enter');
  await heading(page, 'Preferences').waitFor();
});

/** Waits until the heading of a page has the focus. */
async function arrivedAt(page: Page, title: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.textContent?.endsWith(wanted), title);
}

/** Presses Tab until the named control has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element) return '';
      const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : '';
      return element.getAttribute('aria-label') || label || element.textContent || '';
    });
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test('the wait after wrong passphrases is said and counted down, and the button says why it waits', async () => {
  const { visit, command, host, newId, advance } = await open('house');
  await command('host.lock', {});
  for (let attempt = 0; attempt < 9; attempt++) {
    const reply = await host.command(
      { name: 'host.unlock', id: newId(), input: { login: 'olivia', passphrase: `wrong number ${attempt}` } },
      { transport: 'window', device: '', origin: null },
    );
    expect(reply.ok).toBe(false);
    advance(60);
  }
  const page = await visit();
  const field = page.getByLabel('Passphrase', { exact: true });
  await field.fill('wrong once more');
  await button(page, 'Unlock').click();
  await page.getByText('Too many wrong passphrases').waitFor();
  const left = async () => Number(/in (\d+) seconds/.exec((await page.getByRole('timer').textContent()) ?? '')?.[1]);
  const first = await left();
  expect(first).toBeGreaterThan(30);
  await expect.poll(left, { timeout: 10_000 }).toBeLessThan(first);
  await field.fill('correct horse battery staple');
  await button(page, 'Unlock').press('Enter');
  await page.getByText(/^Wait \d+ seconds? before the next try/).waitFor();
  await checkAxe(page);
});

test('a reload keeps the session and the page; another window follows when one locks; what was open is there after unlock', async () => {
  const { visit, unlock } = await open('house');
  const page = await visit();
  await heading(page, 'Today').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await heading(page, 'Preferences').waitFor();
  await page.reload();
  await heading(page, 'Preferences').waitFor();
  const other = await visit();
  await heading(other, 'Today').waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('half typ');
  await button(other, 'Lock the workspace').click();
  await page.getByLabel('Login').waitFor();
  expect(await rail(page).isVisible()).toBe(false);
  expect(await page.getByPlaceholder('Where to, or what to do?').isVisible()).toBe(false);
  await unlock(page);
  expect(await page.getByPlaceholder('Where to, or what to do?').inputValue()).toBe('half typ');
  await heading(other, 'Today').waitFor();

  await page.keyboard.press('Escape');
  await button(page, /Olivia Brandt/).click();
  await page.getByRole('menuitem', { name: 'Change passphrase…' }).click();
  await page.getByLabel('Present passphrase').fill('a secret, half typed');
  await button(other, 'Lock the workspace').click();
  await page.getByLabel('Login').waitFor();
  await expect.poll(() => page.getByLabel('Present passphrase').inputValue()).toBe('');
});

test('the passphrase is asked for again where it went stale: cancelled, mistyped, given', async () => {
  const { visit, advance, passphrase: own } = await open('house');
  const page = await visit({ path: '/settings?tab=house' });
  advance(6);
  await button(page, 'Set…').click();
  const form = page.getByRole('dialog', { name: 'Set the tax id' });
  await form.getByLabel('Tax id').fill('CHE-123.456.788');
  await form.getByRole('button', { name: 'Save' }).click();
  const asked = page.getByRole('dialog', { name: 'Enter your passphrase to go on' });
  await asked.getByLabel('Your passphrase').fill('not this one');
  await asked.getByRole('button', { name: 'Go on' }).click();
  await asked.getByText('That passphrase does not open this workspace.').waitFor();
  await checkAxe(page);
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await form.getByText('needs your passphrase again. Enter it').waitFor();
  expect(await form.getByLabel('Tax id').inputValue()).toBe('CHE-123.456.788');
  await form.getByRole('button', { name: 'Save' }).click();
  await asked.getByLabel('Your passphrase').fill(own);
  await page.keyboard.press('Enter');
  await asked.waitFor({ state: 'detached' });
});

test('another person at the same desk starts afresh, with what their roles allow', async () => {
  const house = await open('house');
  const page = await house.visit({ path: '/preferences' });
  await heading(page, 'Preferences').waitFor();
  const user = { userId: house.newId(), login: 'victor', name: 'Victor Lang', roles: [] };
  await house.command('host.addUser', { commandId: house.newId(), user, passphrase });
  await button(page, 'Lock the workspace').click();
  await house.unlock(page, { login: 'victor', passphrase });
  await button(page, /Victor Lang/).waitFor();
  expect(await rail(page).getByRole('link').allTextContents()).toEqual(['Today']);
  await page.keyboard.press('Control+k');
  await page.locator('[role=dialog] input:focus').waitFor();
  await page.keyboard.type('go to');
  await expect
    .poll(() => page.getByRole('option').allTextContents(), { timeout: 5000 })
    .toEqual([expect.stringContaining('Go to Today'), expect.stringContaining('Go to Preferences')]);
});

test('the demo firm is built, says how to come back, and is full of work', async () => {
  const { visit } = await open('empty');
  const page = await visit();
  await button(page, /demo firm/).click();
  await heading(page, 'The demo firm is ready').waitFor();
  await checkAxe(page);
  await button(page, 'Go to Today').click();
  await page.getByText('PRACTICE', { exact: true }).waitFor();
  await page.getByText('rule changes to approve', { exact: true }).waitFor();
  await checkAxe(page);
  await button(page, /^Look and decide.*rule changes/).click();
  await heading(page, 'Settings').waitFor();
});

test('a new passphrase works, the old one does not', async () => {
  const opened = await open('house');
  const page = await opened.visit();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('password');
  await page.keyboard.press('Enter');
  await page.getByLabel('Present passphrase').fill('nonsense of mine');
  await page.getByLabel('New passphrase').fill('short');
  await page.getByLabel('Repeat it').fill('short');
  await button(page, 'Change passphrase').click();
  await expect.poll(() => page.getByRole('dialog').getByRole('alert').allInnerTexts()).not.toEqual(['', '', '', '']);
  await page.getByLabel('Present passphrase').fill(opened.passphrase);
  await page.getByLabel('New passphrase').fill(passphrase);
  await page.getByLabel('Repeat it').fill(passphrase);
  await checkAxe(page);
  await button(page, 'Change passphrase').click();
  await page.getByText('Your passphrase was changed.').waitFor();
  await page.keyboard.press('Control+Shift+L');
  await opened.unlock(page, { login: opened.login, passphrase });
  await heading(page, 'Today').waitFor();
});

test.each(['light', 'dark'] as const)('every page of the entry and the shell is clean for axe, %s', async (theme: Theme) => {
  const { visit, command, unlock } = await open('house');
  const page = await visit({ theme });
  await heading(page, 'Today').waitFor();
  await page.getByText('First steps of this house').waitFor();
  await checkAxe(page);
  await shoot(page, `today-${theme}`);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Where to, or what to do?').waitFor();
  await checkAxe(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await checkAxe(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await heading(page, 'Preferences').waitFor();
  await checkAxe(page);
  await shoot(page, `preferences-${theme}`);
  await command('host.lock', {});
  await page.getByLabel('Login').waitFor();
  await checkAxe(page);
  await shoot(page, `unlock-${theme}`);
  await unlock(page);
  await goTo(page, 'Today');
  await command('host.closeWorkspace', {});
  await heading(page, 'Open a workspace').waitFor();
  await checkAxe(page);
  await shoot(page, `choose-${theme}`);
});

test('preferences take effect at once and stay with the person', async () => {
  const { visit } = await open('house');
  const page = await visit();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.getByRole('radio', { name: 'In parentheses' }).click();
  await page.getByText('(1,234.50)').waitFor();
  await page.getByRole('radio', { name: 'Comfortable' }).click();
  await page.reload();
  await expect
    .poll(() => page.evaluate(() => ({ ...document.documentElement.dataset })))
    .toEqual({ theme: 'dark', density: 'comfortable' });
  await checkAxe(page);
});
