import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error plain JavaScript: it runs before anything that could strip types
import { isFreshBundle } from '#main/host/cli/fresh.mjs';

const at = (path: string, seconds: number): void => utimesSync(path, seconds, seconds);

test('a bundle serves only while it is newer than everything it is made of', () => {
  const root = mkdtempSync(join(tmpdir(), 'clearway-fresh-'));
  try {
    const [source, product] = [join(root, 'main/host/cli/process.ts'), join(root, 'dist/shell/process.js')];
    for (const folder of ['main/host/cli', 'db', 'shared', 'dist/shell']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(source, '');
    for (const path of ['main', 'main/host', 'main/host/cli', 'db', 'shared', 'main/host/cli/process.ts']) at(join(root, path), 1000);
    expect(isFreshBundle(root)).toBe(false);
    writeFileSync(product, '');
    at(product, 2000);
    expect(isFreshBundle(root)).toBe(true);
    at(source, 3000);
    expect(isFreshBundle(root)).toBe(false);
    at(source, 1000);
    at(join(root, 'shared'), 3000);
    expect(isFreshBundle(root)).toBe(false);
  } finally {
    rmSync(root, { recursive: true });
  }
});
