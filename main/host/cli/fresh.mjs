// Whether the bundle of this command was made of exactly the sources that lie here. Plain JavaScript: it runs before anything else can be loaded.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'main',
  'db',
  'shared',
  'resources/ledger',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
];
const product = 'dist/shell/process.js';
const note = 'dist/shell/sources.json';

/** What the sources are: of each file its size, when it was last touched, and its content. A build asks before it reads them. */
export const sourcesOf = (root) => Object.fromEntries(pathsIn(root).map((path) => [path, factsOf(join(root, path))]));

/** The first step of a build: one that is broken off leaves no note behind. */
export const forgetSources = (root) => rmSync(join(root, note), { force: true });

/** The last step of a build: without it the bundle does not serve. */
export const noteSources = (root, facts) => writeFileSync(join(root, note), JSON.stringify(facts));

/**
 * `npm run build` makes the bundle; a checkout that differs by a byte runs from its sources. A file that was not touched since is the same
 * without being read; times alone never make it so, because copies and archives bring old ones along.
 */
export function isFreshBundle(root) {
  const noted = notedIn(root);
  if (!noted) return false;
  const paths = pathsIn(root);
  return paths.length === Object.keys(noted).length && paths.every((path) => isSame(join(root, path), noted[path]));
}

function notedIn(root) {
  if (!statSync(join(root, product), { throwIfNoEntry: false })) return null;
  try {
    return JSON.parse(readFileSync(join(root, note), 'utf8'));
  } catch {
    return null;
  }
}

function isSame(path, noted) {
  if (!noted) return false;
  const { size, ctimeMs, mtimeMs } = statSync(path);
  if (size !== noted.size) return false;
  return (ctimeMs === noted.ctimeMs && mtimeMs === noted.mtimeMs) || hashOf(path) === noted.hash;
}

function factsOf(path) {
  const { size, ctimeMs, mtimeMs } = statSync(path);
  return { size, ctimeMs, mtimeMs, hash: hashOf(path) };
}

/** Not imported: an import of it loads all of it, and this is asked for only where a file was touched. */
const hashOf = (path) => process.getBuiltinModule('node:crypto').createHash('sha256').update(readFileSync(path)).digest('hex');

function pathsIn(root) {
  return sources.flatMap((source) => {
    const found = statSync(join(root, source), { throwIfNoEntry: false });
    if (!found) return [];
    return found.isDirectory() ? filesIn(root, source) : [source];
  });
}

const filesIn = (root, folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(root, path);
    return [path];
  });
