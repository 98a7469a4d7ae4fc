import { spawn } from 'node:child_process';

/** The program that opens an address on each platform. Arguments are passed as a list: no shell reads the address. */
export function openerFor(platform: NodeJS.Platform, url: string): readonly [command: string, args: readonly string[]] {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['rundll32.exe', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}

/** Opens the address in the person's browser; false when none could be started, and the caller prints the address instead. */
export function openBrowser(url: string, platform = process.platform, environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' || hostname !== '127.0.0.1') throw new RangeError('only an address of this program is opened');
  const hasDisplay = platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
  if (!hasDisplay) return Promise.resolve(false);
  const [command, args] = openerFor(platform, url);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, env: withoutOwn(environment) });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    child.once('spawn', () => setTimeout(resolve, 3_000, true).unref());
    child.unref();
  });
}

/** The browser outlives this program and everything it starts inherits its environment: CLEARWAY_PASSPHRASE stays here. */
const withoutOwn = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^CLEARWAY_/i.test(name)));
