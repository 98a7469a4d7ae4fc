import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = electronProgram();
const obstacle = typeof program === 'string' ? undefined : program.obstacle;
if (obstacle) console.warn(`SKIPPED: the journey in Electron did not run, because ${obstacle}.`);

function electronProgram(): string | Readonly<{ obstacle: string }> {
  const packaged = join(root, 'node_modules/electron');
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packaged, 'dist');
  const name = existsSync(join(packaged, 'path.txt')) ? readFileSync(join(packaged, 'path.txt'), 'utf8') : 'electron';
  if (!existsSync(join(folder, name))) return { obstacle: 'the binary of Electron is not installed here' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { obstacle: 'there is no display' };
  return join(folder, name);
}

describe.skipIf(obstacle)(`the application in Electron${obstacle ? ` (skipped: ${obstacle})` : ''}`, () => {
  let folder: string;
  let application: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clearway-electron-e2e-'));
    const built = spawnSync(process.execPath, [join(root, '.ci/setup.mjs'), 'build'], { cwd: root, stdio: 'inherit' });
    expect(built.status).toBe(0);
    const inherited = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
    application = await _electron.launch({
      executablePath: String(program),
      args: [root, `--user-data-dir=${join(folder, 'program')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: { ...inherited, CLEARWAY_HOME: join(folder, 'program'), CLEARWAY_DOCUMENTS: join(folder, 'documents') },
    });
    page = await application.firstWindow();
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0);
  });
  afterAll(async () => {
    await application?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('opens its window from the package, with its first screen standing', async () => {
    expect(page.url()).toMatch(/^app:\/\/clearway\//);
    await expect.poll(() => page.title()).toMatch(/Clearway$/);
    expect(await page.locator('h1').first().textContent()).not.toBe('');
  });

  test('gives the page three functions, and neither Node nor Electron', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((window as unknown as { clearway: object }).clearway).sort(),
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process'), typeof Reflect.get(window, 'module')],
    }));
    expect(seen).toEqual({ bridge: ['changed', 'command', 'query'], node: ['undefined', 'undefined', 'undefined'] });
  });

  test('keeps the page where it is: no inline script, no other place, no other window', async () => {
    const seen = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.slipped = true';
      document.body.append(script);
      const elsewhere = await fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      );
      return { slipped: Reflect.get(window, 'slipped'), elsewhere, opened: window.open('https://example.com/') };
    });
    expect(seen).toEqual({ slipped: undefined, elsewhere: 'refused', opened: null });
    const before = page.url();
    await page.evaluate(() => window.location.assign('https://example.com/'));
    expect(page.url()).toBe(before);
    expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('answers the page’s questions over its own wire', async () => {
    const state = await page.evaluate(() =>
      (window as unknown as { clearway: { query(message: object): Promise<unknown> } }).clearway.query({ name: 'host.state', input: {} }),
    );
    expect(state).toMatchObject({ ok: true, value: { host: 'electron', hasDialogs: true, canPrint: true, workspace: null, user: null } });
  });
});
