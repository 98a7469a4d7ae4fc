import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, mergeConfig } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandNames, queryNames } from '#shared/contract/index.ts';
import { Shell } from './shell.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'clearway-shell-bundle-'));
const folder = join(place, 'dist/shell');

/** What `npm run build` builds, laid out as in a checkout. */
beforeAll(async () => {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'shell' }, join(root, 'vite.config.ts'));
  if (!loaded) throw new Error('vite.config.ts is missing');
  const there = {
    configFile: false,
    mode: 'shell',
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true, write: true },
  } as const;
  await build(mergeConfig(loaded.config, there));
  expect(existsSync(join(folder, 'sources.json')), 'a bundle built elsewhere keeps no note').toBe(false);
  for (const name of ['node_modules', 'db', 'resources', 'package.json']) symlinkSync(join(root, name), join(place, name));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

function inBundle(args: readonly string[], env: Record<string, string> = {}): string {
  const start = `require(${JSON.stringify(join(folder, 'process.js'))}).runInProcess()`;
  const ran = spawnSync(process.execPath, ['-e', start, '--', 'clearway', ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
  expect(ran.stderr).toBe('');
  return ran.stdout;
}

test('the bundle knows the same commands and queries, with the same schemas, in the same order', async () => {
  using shell = new Shell();
  const { out } = await shell.run(['contract', '--json']);
  expect(inBundle(['contract', '--json']).trim()).toBe(out.trim());
  expect([commandNames.length, queryNames.length].every((count) => count > 0)).toBe(true);
});

test('it answers as the sources do, and carries a command out', async () => {
  using shell = new Shell();
  const workspace = await shell.demo();
  const env = { ...shell.env };
  for (const [name, input] of [
    ['ledger.books', '{}'],
    ['reports.today', '{}'],
    ['investors.list', '{"limit":3}'],
  ] as const) {
    const args = ['query', name, input, '--workspace', workspace, '--now', '2026-11-20T17:00:00Z'];
    expect(inBundle(args, env).trim(), name).toBe((await shell.run(args)).out.trim());
  }
  expect(inBundle(['call', 'access.setPreferences', '{"preferences":{"theme":"dark"}}', '--workspace', workspace], env)).toContain('"ok":');
});
