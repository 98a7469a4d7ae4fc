import { protocol } from 'electron';
import type { WindowFiles } from '../windowFiles.ts';

const scheme = 'app';
export const windowOrigin = `${scheme}://clearway`;
export const startAddress = `${windowOrigin}/`;
export const isOwnAddress = (address: string): boolean => address.startsWith(startAddress);

/** Before `ready`, or never: a standard, secure scheme gives the window an origin of its own, which `file:` would not. */
export function registerScheme(): void {
  const privileges = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    bypassCSP: false,
    corsEnabled: false,
    allowServiceWorkers: false,
  };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

export function serveWindow(files: WindowFiles): void {
  protocol.handle(scheme, (request) => {
    const file = request.method === 'GET' && isOwnAddress(request.url) ? files(new URL(request.url).pathname) : undefined;
    return file
      ? new Response(file.content, { headers: file.headers })
      : new Response('There is nothing at this address.', { status: 404 });
  });
}
