#!/usr/bin/env node
// The `clearway` command. It runs on Node 20 or later and hands over to the Node 24 of the lockfile: older ones cannot load the encrypted SQLite.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFreshBundle } from './fresh.mjs';

const NEEDED = 24;
const root = fileURLToPath(new URL('../../../', import.meta.url));
const modules = join(root, 'node_modules');
const isNewEnough = Number.parseInt(process.versions.node, 10) >= NEEDED;

function packagedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return [`node-${platform}`, `node-bin-${platform}`].map((folder) => join(modules, folder, 'bin', name)).find((path) => existsSync(path));
}

/** Runs the same command on that Node; signals and the exit code pass through. */
async function handOver(node) {
  const [{ spawn }, { constants }] = await Promise.all([import('node:child_process'), import('node:os')]);
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Node ${NEEDED} could not be started (${error.message}). Run “npm ci” in the project folder.`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

if (!existsSync(join(modules, 'zod')))
  fail('The packages of Clearway are not installed. Run “npm start” or “npm ci” in the project folder first.');
else if (isNewEnough) {
  const { createRequire, enableCompileCache } = await import('node:module');
  // Compiled code lies beside what it was compiled from, never where another user of this machine could put some.
  enableCompileCache?.(join(root, 'dist/shell/cache'));
  const bundled = createRequire(import.meta.url);
  const { runInProcess } = isFreshBundle(root) ? bundled(join(root, 'dist/shell/process.js')) : await import('./process.ts');
  await runInProcess();
} else {
  const node = packagedNode();
  if (node) await handOver(node);
  else
    fail(
      `Clearway needs Node ${NEEDED}; this is Node ${process.versions.node}. Run “npm ci” in the project folder, or install Node ${NEEDED}.`,
    );
}
