import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Env = Readonly<Record<string, string | undefined>>;

/** Where this program keeps its device id, its list of workspaces and its incidents. */
export function programFolder(env: Env): string {
  if (env.CLEARWAY_HOME) return env.CLEARWAY_HOME;
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Clearway');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Clearway');
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'clearway');
}

/** Where new workspaces go unless a folder was chosen. */
export const documentsFolder = (env: Env): string => env.CLEARWAY_DOCUMENTS ?? join(homedir(), 'Documents', 'Clearway');

/** The window as built by `npm start`. */
export const windowFolder = (env: Env): string => env.CLEARWAY_WINDOW ?? fileURLToPath(new URL('../../../dist/window/', import.meta.url));

export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
