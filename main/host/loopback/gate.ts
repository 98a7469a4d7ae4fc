import type { IncomingMessage } from 'node:http';

/** Why a request is not our own window's, or nothing when it is. Fetch metadata and `Origin` cannot be set by a page. */
export type Objection = 'host' | 'origin';

/** A name other than our own in `Host` is how a foreign site reaches a local server (DNS rebinding). */
export function objectionToHost(request: IncomingMessage, port: number): Objection | undefined {
  const named = valuesOf(request, 'host');
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  return named.length === 1 && own.includes(named[0] ?? '') ? undefined : 'host';
}

/** For everything that reads or changes data: the page that asks must be ours, and the browser must say so. */
export function objectionToOrigin(request: IncomingMessage): Objection | undefined {
  const origins = valuesOf(request, 'origin');
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 'origin';
  if (origins.length === 0) return site === 'same-origin' ? undefined : 'origin';
  return origins.length === 1 && origins[0] === `http://${request.headers.host}` ? undefined : 'origin';
}

/** Node keeps only the first of some repeated headers, so the raw list is counted. */
function valuesOf(request: IncomingMessage, name: string): string[] {
  return request.rawHeaders.filter((_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name);
}
