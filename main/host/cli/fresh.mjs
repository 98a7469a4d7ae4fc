// Whether something that was built is newer than everything it is made of. Plain JavaScript: it runs before anything else can be loaded.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `product` and `sources` are paths below `root`; a source that does not exist is no reason to build again. */
export function isFresh(root, product, sources) {
  const built = timeOf(join(root, product));
  if (built === 0) return false;
  return [...sources, 'vite.config.ts', 'package-lock.json'].every((source) => newestIn(join(root, source)) <= built);
}

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Folders count too: their time changes when a file in them is added or removed. */
function newestIn(path) {
  const own = statSync(path, { throwIfNoEntry: false });
  if (!own) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), own.mtimeMs);
}

/** What the `clearway` command is bundled into, and from. */
export const shellBundle = { product: 'dist/shell/process.js', sources: ['main', 'db', 'shared', 'resources/ledger'] };
