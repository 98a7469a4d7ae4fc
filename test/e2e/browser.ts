import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/clearway/', import.meta.url));

/** As root, without a display and without a graphics card; web security stays on, because the tests rely on it. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'];

/**
 * Starts a Chromium: the one named by CLEARWAY_CHROMIUM, else the one inside the npm package (Linux on x64),
 * else the Chrome installed on this machine.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.CLEARWAY_CHROMIUM;
  if (named) return chromium.launch({ executablePath: named, headless: true, args });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', headless: true, args });
  const folder = await unpacked();
  return chromium.launch({ executablePath: join(folder, 'chromium'), headless: true, args, env: environment(folder) });
}

/** Unpacks once per package version, beside the packages. The rename makes it safe for two test runs to arrive together. */
async function unpacked(): Promise<string> {
  const version = (createRequire(import.meta.url)(join(packageFolder, 'package.json')) as { version: string }).version;
  const folder = join(cacheFolder, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  mkdirSync(cacheFolder, { recursive: true });
  const building = mkdtempSync(join(cacheFolder, 'unpacking-'));
  await inflateInto(building, ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']);
  try {
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package always unpacks into the folder for temporary files, so for this moment that folder is ours. */
async function inflateInto(folder: string, archives: readonly string[]): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await Promise.all(archives.map((archive) => inflate(join(packageFolder, 'bin', archive))));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Only the unpacked fonts, so a page looks the same everywhere; the unpacked libraries only where the system lacks them. */
function environment(folder: string): Record<string, string> {
  const fontConfig = join(folder, 'fonts.conf');
  const cache = join(folder, 'font-cache');
  writeFileSync(
    fontConfig,
    `<?xml version="1.0"?>\n<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${cache}</cachedir></fontconfig>\n`,
  );
  const inherited = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const base = { ...inherited, FONTCONFIG_FILE: fontConfig, HOME: folder };
  const starts = spawnSync(join(folder, 'chromium'), ['--version'], { env: base, timeout: 20_000 }).status === 0;
  return starts ? base : { ...base, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
}
