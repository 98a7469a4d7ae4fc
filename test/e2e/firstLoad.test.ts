import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openHouse } from './harness.ts';

const windowFolder = fileURLToPath(new URL('../../dist/window/', import.meta.url));
const FIRST_LOAD_LIMIT = 350 * 1024;

test('what Today loads is under 350 kB gzipped, and nothing of another screen', async () => {
  const house = await openHouse('house');
  try {
    const page = await house.visit();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    const code = ['/index.html', ...loaded].filter((path) => /\.(html|js|css)$/.test(path));
    const bytes = code.map((path) => gzipSync(readFileSync(join(windowFolder, path))).length).reduce((sum, size) => sum + size, 0);
    console.log(`First load: ${(bytes / 1024).toFixed(0)} kB gzipped in ${code.length} files`);
    expect(bytes).toBeLessThan(FIRST_LOAD_LIMIT);
    expect(await page.evaluate(() => performance.getEntriesByName('usable').length)).toBe(1);
    expect(code.filter((path) => /Screen-/.test(path) && !/TodayScreen-/.test(path) && !/\/Screen-/.test(path))).toEqual([]);
    expect(readdirSync(join(windowFolder, 'assets')).some((name) => /UsersScreen-/.test(name))).toBe(true);
  } finally {
    await house.close();
  }
});
