import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { _electron, type Browser, type Page } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { type Figure, median, round } from './measure.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const windowFolder = join(root, 'dist/window');
const clearway = join(root, 'main/host/cli/clearway.mjs');
const STARTS = 5;
const START_LIMIT = 2000;
const BUNDLE_LIMIT = 350;

const wallClock = (): number => performance.timeOrigin + performance.now();

/** When the page could be used, on the clock of the machine. */
const usableAt = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0);
  return page.evaluate(() => performance.timeOrigin + performance.getEntriesByName('usable')[0]!.startTime);
};

function practiceFirm(folder: string): Readonly<{ firm: string; env: NodeJS.ProcessEnv }> {
  const firm = join(folder, 'practice');
  const env = { ...process.env, CLEARWAY_HOME: join(folder, 'home'), CLEARWAY_DOCUMENTS: join(folder, 'documents') };
  const { status, stderr } = spawnSync(process.execPath, [clearway, 'new', firm, '--demo'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the practice firm could not be made: ${stderr}`);
  return { firm, env };
}

async function startOnce(browser: Browser, firm: string, env: NodeJS.ProcessEnv): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const started = wallClock();
  const host = spawn(process.execPath, [clearway, 'serve', firm, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(host, 'exit');
  try {
    const [address] = (await Promise.race([once(createInterface(host.stdout), 'line'), ended])) as [string];
    if (host.exitCode !== null) throw new Error(`clearway serve ended with ${host.exitCode}`);
    await page.goto(address);
    return (await usableAt(page)) - started;
  } finally {
    await context.close();
    host.kill('SIGTERM');
    await ended;
  }
}

/** From the start of the program to a window a person can use, in a browser that runs already. */
export async function startFigure(folder: string): Promise<Figure> {
  const { firm, env } = practiceFirm(folder);
  const browser = await launchBrowser();
  const samples: number[] = [];
  try {
    for (let at = 0; at <= STARTS; at += 1) samples.push(await startOnce(browser, firm, env));
  } finally {
    await browser.close();
  }
  const p50 = median(samples.slice(1));
  return {
    name: 'start to a usable window, in a running browser',
    value: round(p50, 0),
    unit: 'ms',
    limit: `< ${START_LIMIT} ms`,
    ok: p50 < START_LIMIT,
    note: `first of all ${round(samples[0]!, 0)} ms`,
  };
}

/** The program Electron's package points at, or why there is no figure for it. */
function electronProgram(): Readonly<{ program: string } | { obstacle: string }> {
  const packaged = join(root, 'node_modules/electron');
  const name = existsSync(join(packaged, 'path.txt')) ? readFileSync(join(packaged, 'path.txt'), 'utf8') : 'electron';
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packaged, 'dist'), name);
  if (!existsSync(program)) return { obstacle: 'its binary is not installed here' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { obstacle: 'there is no display' };
  return { program };
}

export async function electronFigure(folder: string): Promise<Figure | string> {
  const found = electronProgram();
  if ('obstacle' in found) return `no figure for Electron: ${found.obstacle}`;
  const samples: number[] = [];
  for (let at = 0; at <= STARTS; at += 1) {
    const started = wallClock();
    const args = [root, `--user-data-dir=${join(folder, 'electron')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const application = await _electron.launch({ executablePath: found.program, args });
    samples.push((await usableAt(await application.firstWindow())) - started);
    await application.close();
  }
  const p50 = median(samples.slice(1));
  return {
    name: 'start to a usable window, in Electron',
    value: round(p50, 0),
    unit: 'ms',
    limit: `< ${START_LIMIT} ms`,
    ok: p50 < START_LIMIT,
  };
}

/** What the browser fetches before the first screen can stand: the page, the code it imports at once, its styles. */
export function bundleFigure(): Figure {
  const page = readFileSync(join(windowFolder, 'index.html'), 'utf8');
  const files = new Set([...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path!));
  for (const path of files) {
    if (!path.endsWith('.js')) continue;
    const code = readFileSync(join(windowFolder, path), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) files.add(`assets/${imported}`);
  }
  const bytes = [page, ...[...files].map((path) => readFileSync(join(windowFolder, path)))].reduce(
    (sum, each) => sum + gzipSync(each).length,
    0,
  );
  return {
    name: 'first load of the window, gzip',
    value: round(bytes / 1000, 1),
    unit: 'kB',
    limit: `< ${BUNDLE_LIMIT} kB`,
    ok: bytes / 1000 < BUNDLE_LIMIT,
    note: `${files.size + 1} files`,
  };
}
