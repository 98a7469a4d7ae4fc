import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, mergeConfig, parseSync } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
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
  folder = mkdtempSync(join(tmpdir(), 'clearway-bundle-'));
  await bundle('electron');
  await bundle('preload');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
