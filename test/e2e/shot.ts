import type { Page } from 'playwright-core';

/** One picture: where to go and what to do there first. */
export type Shot = Readonly<{ name: string; path: string; act?: (page: Page) => Promise<unknown> }>;

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();

export const firstRow = async (page: Page) => {
  await page.locator('[data-open]').first().click();
  await page.getByRole('dialog').waitFor();
};

export const tab = (name: string | RegExp) => (page: Page) => page.getByRole('tab', { name }).click();
