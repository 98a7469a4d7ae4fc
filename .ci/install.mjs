// Everything the project needs before anything of it can run: the packages of the lockfile, and the Node 24 among them.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
export const modules = join(root, 'node_modules');
export const cacheFolder = join(modules, '.cache', 'clearway');

const lockfile = join(root, 'package-lock.json');
const stamp = join(modules, '.clearway-lock-hash');

/** A failure whose message says all there is to say; setup.mjs prints it without a stack. */
export class Plain extends Error {}

/** Installs the packages of the lockfile, unless exactly those are already there. */
export function ensureInstalled() {
  const wanted = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!installedMatchesLockfile()) {
    console.log('Installing the packages of package-lock.json …');
    const { status, error } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (status !== 0)
      throw new Plain(
        `The packages could not be installed (npm ci ${error ? error.message : `ended with ${status}`}). See the lines above, then run the same command again.`,
      );
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** npm keeps its own record of what it put into node_modules; packages for other platforms are rightly missing from it. */
function installedMatchesLockfile() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages).filter(([path]) => path !== '');
  return wanted.every(([path, entry]) => (path in installed ? installed[path].version === entry.version : entry.optional === true));
}

/** Runs npm on the Node that runs this script: the npm that started us where there is one. */
export function npm(args, options = {}) {
  const inherited = { cwd: root, stdio: 'inherit', ...options };
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return spawnSync(process.execPath, [script, ...args], inherited);
  return spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { ...inherited, shell: process.platform === 'win32' });
}

/** The Node 24 of the lockfile for this platform, or the Node running this script if it is new enough. */
export function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const packaged = [`node-${platform}`, `node-bin-${platform}`]
    .map((folder) => join(modules, folder, 'bin', name))
    .find((path) => existsSync(path));
  if (packaged) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Plain(
    `The lockfile has no Node 24 for ${process.platform} on ${process.arch}, and this is Node ${process.versions.node}. Install Node 24 or later and run the same command again.`,
  );
}

/** The environment of every child: its `node` is Node 24 and the tools of the lockfile come first. */
export function environment(node) {
  const env = { ...process.env };
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[key] = [dirname(node), join(modules, '.bin'), env[key] ?? ''].join(delimiter);
  return env;
}
