import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, loadConfigFromFile, mergeConfig, parseSync } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let place: string;
let folder: string;

/** Builds exactly what `npm run build` builds, into a folder of its own. */
async function bundle(mode: 'electron' | 'preload'): Promise<void> {
  const loaded = await loadConfigFromFile({ command: 'build', mode }, join(root, 'vite.config.ts'));
  if (!loaded) throw new Error('vite.config.ts is missing');
  await build(
    mergeConfig(loaded.config, { configFile: false, mode, logLevel: 'silent', build: { outDir: folder, emptyOutDir: false, write: true } }),
  );
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'clearway-bundle-'));
  folder = join(place, 'dist', 'electron');
  mkdirSync(folder, { recursive: true });
  await bundle('electron');
  await bundle('preload');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const importsOf = (name: string) => parseSync(name, textOf(name)).module.staticImports.map(({ moduleRequest }) => moduleRequest.value);

describe('what Electron loads', () => {
  test('is bundled JavaScript that leaves out only the platform and the SQLite driver', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
    expect(names).toEqual(expect.arrayContaining(['main.js', 'worker.js']));
    expect(readdirSync(folder).filter((name) => !/\.c?js$/.test(name))).toEqual([]);
    for (const name of names) {
      const outside = importsOf(name).filter((request) => !request.startsWith('./') && !isBuiltin(request));
      expect(
        outside.filter((request) => request !== 'electron' && request !== 'better-sqlite3'),
        name,
      ).toEqual([]);
    }
    expect(names.flatMap(importsOf)).toContain('better-sqlite3');
  });

  test('imports Electron at the start of main, never in a worker, and the updater only when it is asked', () => {
    expect(importsOf('main.js')).toContain('electron');
    expect(importsOf('worker.js')).not.toContain('electron');
    expect(textOf('main.js')).toMatch(/await import\("\.\/main-[\w-]+\.js"\)/);
    expect(importsOf('main.js').filter((request) => /^\.\/main-/.test(request))).toEqual([]);
  });

  test('finds its preload, its window, its migrations and its workers from where the bundle lies', () => {
    const main = textOf('main.js');
    for (const place of ['dist/electron/preload.cjs', 'dist/window/', './worker.js']) expect(main, place).toContain(place);
    expect(main).not.toContain(root);
    expect(main).not.toMatch(/new URL\("[^"]+\.ts", import\.meta\.url\)\)/);
  });

  test('has a preload script of one CommonJS file that requires nothing but Electron', () => {
    const preload = textOf('preload.cjs');
    expect([...preload.matchAll(/require\(([^)]*)\)/g)].map(([, request]) => request)).toEqual(['"electron"']);
    expect(preload).not.toMatch(/^\s*(import|export)\b/m);
    expect(preload.length).toBeLessThan(4096);
  });
});

/** Starts the bundle as Electron would, with the stand-in under the name `electron`, and makes a workspace through its wire. */
const driver = (main: string, standIn: string) => `
import { registerHooks } from 'node:module';
const module = \`import { createStandIn } from '${standIn}';
const electron = (globalThis.electron = createStandIn());
export const { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, powerMonitor, protocol, safeStorage, screen, session } = electron;\`;
const url = 'data:text/javascript,' + encodeURIComponent(module);
registerHooks({ resolve: (name, context, next) => (name === 'electron' ? { url, shortCircuit: true } : next(name, context)) });
await import('${main}');
const { electron } = globalThis;
electron.becomeReady();
while (electron.opened.length + electron.exits.length === 0) await new Promise(setImmediate);
const senderFrame = { origin: 'app://clearway', url: 'app://clearway/', detached: false, parent: null };
const ask = (channel, message) => electron.answering.get(channel)({ senderFrame }, message);
const input = { folder: null, house: 'Harrow Point', profile: 'live', timeZone: 'Europe/Zurich', currency: 'USD', login: 'olivia', name: 'Olivia', passphrase: 'correct horse battery staple' };
const made = await ask('command', { name: 'host.createWorkspace', id: '019a0000-0000-7000-8000-000000000001', input });
const users = await ask('query', { name: 'access.users', input: { limit: 10 } });
const page = await electron.handlers.get('app')({ method: 'GET', url: 'app://clearway/users' });
console.log(JSON.stringify({ made: made.ok, refused: made.error, logins: users.value?.rows.map(({ login }) => login), page: await page.text(), shown: electron.shown.error }));
electron.appEvents.emit('before-quit', { preventDefault() {} });
while (electron.exits.length === 0) await new Promise(setImmediate);
process.exit(0);
`;

test('the bundle alone, laid out as in a package, opens its window and makes an encrypted workspace', () => {
  for (const name of ['db', 'resources', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(place, name));
  mkdirSync(join(place, 'dist', 'window'));
  writeFileSync(join(place, 'dist', 'window', 'index.html'), 'start page');
  const script = join(place, 'drive.mjs');
  writeFileSync(script, driver(pathToFileURL(join(folder, 'main.js')).href, new URL('./standIn.ts', import.meta.url).href));
  const env = {
    ...process.env,
    CLEARWAY_HOME: join(place, 'home'),
    CLEARWAY_DOCUMENTS: join(place, 'documents'),
    NODE_NO_WARNINGS: '1',
    TMPDIR: place,
  };
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], { env, encoding: 'utf8', timeout: 60_000 });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ made: true, logins: ['olivia'], page: 'start page', shown: [] });
  expect(status).toBe(0);
  expect(readdirSync(join(place, 'documents'))).toEqual(['Harrow Point']);
});
