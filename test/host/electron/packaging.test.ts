import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string; devDependencies: Record<string, string> };

describe('the packages', () => {
  test.each([
    ['runAsNode', 'false'],
    ['onlyLoadAppFromAsar', 'true'],
    ['enableEmbeddedAsarIntegrityValidation', 'true'],
    ['enableNodeOptionsEnvironmentVariable', 'false'],
    ['enableNodeCliInspectArguments', 'false'],
    ['enableCookieEncryption', 'true'],
  ])('are built with the fuse %s set to %s', (fuse, value) => {
    expect(settings).toMatch(new RegExp(`^electronFuses:\\n(  \\w+: \\w+\\n)*  ${fuse}: ${value}\\n`, 'm'));
  });

  test('are one asar with a hardened runtime and open .clearway files', () => {
    expect(settings).toMatch(/^asar: true$/m);
    expect(settings).toMatch(/^ {2}hardenedRuntime: true$/m);
    expect(settings).toMatch(/^ {2}- ext: clearway$/m);
    for (const target of ['nsis', 'dmg', 'AppImage', 'deb']) expect(settings).toContain(`    - ${target}\n`);
  });

  test('carry the native driver outside the asar, with one binary per platform', () => {
    expect(settings).toMatch(/^asarUnpack:\n {2}- node_modules\/better-sqlite3\/prebuilds\/\*\*$/m);
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'])
      expect(existsSync(join(root, 'node_modules/better-sqlite3/prebuilds', `${platform}.node`)), platform).toBe(true);
  });

  test('start the bundled main, on the Electron of the lockfile', () => {
    expect(project.main).toBe('dist/electron/main.js');
    expect(settings).toContain(`electronVersion: ${project.devDependencies.electron}\n`);
  });

  test('name only files that exist', () => {
    for (const [, path] of settings.matchAll(/: (resources\/\S+)$/gm)) expect(existsSync(join(root, path ?? '')), path).toBe(true);
  });
});
