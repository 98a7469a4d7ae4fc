import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error plain JavaScript: it runs before anything that could strip types
import { isFreshBundle, noteSources, sourcesOf } from '#main/host/cli/fresh.mjs';

const at = (path: string, seconds: number): void => utimesSync(path, seconds, seconds);

/** A checkout of one source and the bundle that was made of it at second 2000. */
function checkout(): Readonly<{ root: string; source: string; build: () => void }> & Disposable {
  const root = mkdtempSync(join(tmpdir(), 'clearway-fresh-'));
  const source = join(root, 'main/host/cli/process.ts');
  for (const folder of ['main/host/cli', 'db', 'shared', 'dist/shell']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(source, 'one');
  at(source, 1000);
  const build = (): void => {
    const facts = sourcesOf(root);
    writeFileSync(join(root, 'dist/shell/process.js'), '');
    noteSources(root, facts);
    at(join(root, 'dist/shell/process.js'), 2000);
  };
  return { root, source, build, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

test('a bundle serves only while it is made of exactly what lies there', () => {
  using made = checkout();
  const { root, source, build } = made;
  expect(isFreshBundle(root)).toBe(false);
  build();
  expect(isFreshBundle(root)).toBe(true);
  writeFileSync(source, 'two');
  expect(isFreshBundle(root)).toBe(false);
  writeFileSync(source, 'one');
  expect(isFreshBundle(root)).toBe(true);
  writeFileSync(join(root, 'shared/more.ts'), '');
  expect(isFreshBundle(root)).toBe(false);
  rmSync(join(root, 'shared/more.ts'));
  rmSync(source);
  expect(isFreshBundle(root)).toBe(false);
});

test('old times do not make a changed source pass for the one that was built', () => {
  using made = checkout();
  const { root, source, build } = made;
  build();
  writeFileSync(source, 'two');
  at(source, 1000);
  expect(isFreshBundle(root)).toBe(false);
  writeFileSync(join(root, 'db/copied.ts'), 'from an archive');
  for (const path of ['db/copied.ts', 'db']) at(join(root, path), 1000);
  expect(isFreshBundle(root)).toBe(false);
});

test('a bundle without the note of its sources, or with a broken one, does not serve', () => {
  using made = checkout();
  const { root, build } = made;
  build();
  writeFileSync(join(root, 'dist/shell/sources.json'), '{');
  expect(isFreshBundle(root)).toBe(false);
  rmSync(join(root, 'dist/shell/sources.json'));
  expect(isFreshBundle(root)).toBe(false);
});
