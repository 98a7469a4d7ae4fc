// Whether the bundle of this command is newer than everything it is made of. Plain JavaScript: it runs before anything else can be loaded.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['main', 'db', 'shared', 'resources/ledger', 'vite.config.ts', 'package-lock.json'];

/** `npm run build` makes the bundle; a checkout that was changed since runs from its sources. */
export function isFreshBundle(root) {
  const built = timeOf(join(root, 'dist/shell/process.js'));
  return built > 0 && sources.every((source) => newestIn(join(root, source)) <= built);
}

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Folders count too: their time changes when a file in them is added or removed. */
function newestIn(path) {
  const own = statSync(path, { throwIfNoEntry: false });
  if (!own) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), own.mtimeMs);
}
