// `npm start`: Electron where it can be had, otherwise the same application in the browser.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environment, findNode, modules, root } from './install.mjs';
import { ensureElectronBundle, ensureShellBundle, ensureWindow, run } from './tools.mjs';

const fetchLimitMs = 180_000;
const electron = join(modules, 'electron');

export function start(args) {
  ensureWindow();
  ensureShellBundle();
  const obstacle = electronObstacle();
  if (obstacle) {
    console.log(`${obstacle}, so the same application opens in the browser.`);
    return run(['main/host/cli/clearway.mjs', 'open', ...args]);
  }
  ensureElectronBundle();
  return run([join(electron, 'cli.js'), root, ...args]);
}

/** Why Electron cannot be used here, as the first half of a sentence, or nothing when it can. */
function electronObstacle() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'There is no display for an Electron window';
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || existsSync(join(electron, 'dist', 'version'))) return undefined;
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return 'ELECTRON_SKIP_BINARY_DOWNLOAD keeps Electron from being fetched';
  return fetchElectron();
}

function fetchElectron() {
  console.log('Fetching Electron, once (about 120 MB) …');
  const node = findNode();
  const { status, error } = spawnSync(node, [join(electron, 'install.js')], {
    cwd: root,
    env: environment(node),
    stdio: 'ignore',
    timeout: fetchLimitMs,
    killSignal: 'SIGKILL',
  });
  if (status === 0) return undefined;
  return error?.code === 'ETIMEDOUT' ? `Electron did not arrive within ${fetchLimitMs / 60_000} minutes` : 'Electron could not be fetched';
}
