// The one entry for every npm script. It runs on Node 20 or later and needs nothing installed: it installs what is
// missing and hands everything else to the Node 24 of the lockfile. `node .ci/setup.mjs` alone only installs.
import { auditDependencies } from './dependencies.mjs';
import { ensureInstalled, findNode, Plain } from './install.mjs';
import { start } from './start.mjs';
import { test, vitest } from './tests.mjs';
import { ensureElectronBundle, ensureShellBundle, ensureWindow, lint, script, tool, types } from './tools.mjs';

const build = () => {
  ensureWindow();
  ensureElectronBundle();
  ensureShellBundle();
  return true;
};

const inWindow = (work) => (args) => {
  ensureWindow();
  return work(args);
};

const verbs = {
  start,
  test,
  types,
  lint,
  unit: (args) => vitest('unit', args),
  e2e: inWindow((args) => vitest('e2e', args)),
  soak: (args) => vitest('soak', args),
  shots: inWindow((args) => script('test/e2e/shots.ts', args)),
  bench: inWindow((args) => {
    ensureShellBundle();
    return script('test/bench/run.ts', args);
  }),
  dev: (args) => tool('vite', ['--open', '/gallery.html', ...args]),
  build,
  package: (args) => build() && tool('electron-builder', ['--config', 'electron-builder.yml', '--publish', 'never', ...args]),
  'audit-deps': auditDependencies,
};

async function main([verb, ...args]) {
  if (verb !== undefined && !Object.hasOwn(verbs, verb))
    throw new Plain(`There is no “${verb}”. Choose one of: ${Object.keys(verbs).join(', ')}.`);
  ensureInstalled();
  findNode();
  return verb === undefined || (await verbs[verb](args));
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Plain)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
