// The tools of the lockfile, each run on the lockfile's Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { environment, findNode, modules, Plain, root } from './install.mjs';

const scripts = {
  biome: '@biomejs/biome/bin/biome',
  'electron-builder': 'electron-builder/cli.js',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
};

const tsconfigs = ['.', 'shared', 'main/engine', 'main/formats', 'main', 'db', 'renderer', 'test'];

/** What the compiler says of a folder that has no source yet. */
const emptyFolder = /error TS18003: No inputs were found/;

const inNode = (args, options) => {
  const node = findNode();
  return [node, args, { cwd: root, stdio: 'inherit', env: environment(node), ...options }];
};

/** Runs a script of this project or a tool of the lockfile and answers whether it succeeded. */
export function run(args, options) {
  return spawnSync(...inNode(args, options)).status === 0;
}

export function tool(name, args, options) {
  return run([join(modules, scripts[name]), ...args], options);
}

/** A script of this project that may not be written yet in an older checkout. */
export function script(path, args) {
  if (!existsSync(join(root, path))) throw new Plain(`${path} does not exist in this version of Clearway.`);
  return run([path, ...args]);
}

/** Checks every folder with its own settings, two at a time, and prints what each compiler said. */
export async function types() {
  const queue = [...tsconfigs];
  let clean = true;
  const work = async () => {
    for (let folder = queue.shift(); folder; folder = queue.shift()) {
      const { ok, output } = await compile(folder);
      if (!ok) console.log(`${output.trimEnd()}\n  in the project ${join(folder, 'tsconfig.json')}`);
      clean &&= ok;
    }
  };
  await Promise.all([work(), work()]);
  return clean;
}

function compile(folder) {
  return new Promise((resolve) => {
    const child = spawn(...inNode([join(modules, scripts.tsc), '--pretty', 'false', '-p', folder], { stdio: ['ignore', 'pipe', 'pipe'] }));
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0 || emptyFolder.test(output), output }));
  });
}

export const lint = () => tool('biome', ['check', '--error-on-warnings', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.']);

/** Bundles the window, unless the bundle is newer than everything it is made of. */
export function ensureWindow() {
  if (isFresh('dist/window/index.html', ['renderer', 'shared'])) return;
  console.log('Building the window …');
  if (!tool('vite', ['build', '--logLevel', 'warn'])) throw new Plain('The window could not be built; the lines above say why.');
}

/** Bundles what Electron loads: main and workers, then the preload. */
export function ensureElectronBundle() {
  if (isFresh('dist/electron/preload.cjs', ['main', 'db', 'shared', 'resources'])) return;
  console.log('Building the Electron host …');
  const built = ['electron', 'preload'].every((mode) => tool('vite', ['build', '--mode', mode, '--logLevel', 'warn']));
  if (!built) throw new Plain('The Electron host could not be built; the lines above say why.');
}

/** Bundles what the `clearway` command loads, which starts in half the time; main/host/cli/fresh.mjs judges it by what is in the same sources. */
export function ensureShellBundle() {
  if (isFresh('dist/shell/sources.json', ['main', 'db', 'shared', 'resources/ledger', 'package.json'])) return;
  console.log('Building the clearway command …');
  if (!tool('vite', ['build', '--mode', 'shell', '--logLevel', 'warn']))
    throw new Plain('The clearway command could not be built; the lines above say why.');
}

function isFresh(product, sources) {
  const path = join(root, product);
  if (!existsSync(path)) return false;
  const built = statSync(path).mtimeMs;
  return [...sources, 'vite.config.ts', 'package-lock.json'].every((source) => newestIn(join(root, source)) <= built);
}

/** Folders count too: their time changes when a file in them is added or removed. */
function newestIn(path) {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), own.mtimeMs);
}
