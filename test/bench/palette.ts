import type { Page } from 'playwright-core';
import { openHouse } from '../e2e/harness.ts';
import { type Figure, median, round } from './measure.ts';

const ROUNDS = 9;
const LIMIT = 50;
const PATIENCE = 5000;

/** From the key to a list a person can see, on the window's own clock. */
async function openOnce(page: Page): Promise<number> {
  await page.evaluate(() => {
    const timed = window as unknown as { opened: Promise<number> };
    timed.opened = new Promise((resolve) => {
      const watch = ({ timeStamp }: KeyboardEvent): void => {
        const look = (): unknown =>
          document.querySelector('[cmdk-item]')?.checkVisibility() ? resolve(performance.now() - timeStamp) : requestAnimationFrame(look);
        requestAnimationFrame(look);
      };
      addEventListener('keydown', watch, { once: true, capture: true });
    });
  });
  await page.keyboard.press('Control+k');
  await page.locator('[cmdk-item]').first().waitFor({ timeout: PATIENCE });
  const took = await page.evaluate(() => (window as unknown as { opened: Promise<number> }).opened);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: PATIENCE });
  return took;
}

export async function paletteFigure(): Promise<Figure> {
  const house = await openHouse('house');
  try {
    const page = await house.visit();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    const samples: number[] = [];
    for (let at = 0; at <= ROUNDS; at += 1) samples.push(await openOnce(page));
    const p50 = median(samples.slice(1));
    return {
      name: 'palette, from the key to its list',
      value: round(p50, 0),
      unit: 'ms',
      limit: `< ${LIMIT} ms`,
      ok: p50 < LIMIT,
      note: `first of all ${round(samples[0]!, 0)} ms`,
    };
  } finally {
    await house.close();
  }
}
