import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** What the window may do, whichever host serves it: only its own files, nothing inline, nothing from elsewhere, in no frame. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
} as const;

export type WindowFile = Readonly<{ content: Uint8Array<ArrayBuffer>; headers: Readonly<Record<string, string>> }>;
/** Answers the file behind a request path, the start page for a screen's address, or nothing. */
export type WindowFiles = (path: string) => WindowFile | undefined;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Reads the built window once; afterwards no request can reach the disk, whatever its path says. */
export function readWindowFiles(folder: string): WindowFiles {
  const files = new Map<string, WindowFile>(pathsIn(folder, '/').map((path) => [path, fileAt(folder, path)]));
  const start = files.get('/index.html');
  if (!start) throw new Error('The window has not been built yet: its start page is missing. Run “npm run build”, then start again.');
  return (path) => files.get(path) ?? (isScreen(path) ? start : undefined);
}

/** Symbolic links are neither followed nor served. */
function pathsIn(folder: string, path: string): string[] {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(join(folder, path));
  } catch (error) {
    if (path === '/' && error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return pathsIn(folder, `${path}${entry.name}/`);
    return entry.isFile() && extname(entry.name) in mediaTypes ? [`${path}${entry.name}`] : [];
  });
}

const list = (path: string) => readdirSync(path, { withFileTypes: true });

function fileAt(folder: string, path: string): WindowFile {
  const hashed = /^\/assets\/.+-[\w-]{8}\.\w+$/.test(path);
  return {
    content: new Uint8Array(readFileSync(join(folder, path))),
    headers: {
      ...securityHeaders,
      'content-type': mediaTypes[extname(path)] ?? 'application/octet-stream',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  };
}

/** A screen's address has no dot, no empty segment and nothing encoded that could mean another path. */
function isScreen(path: string): boolean {
  if (!/^\/(?!\/)[\w\-~@:%/]{0,500}$/.test(path) || path.includes('//')) return false;
  return !/%(?![0-9a-f]{2})|%(2e|2f|5c|[01][0-9a-f]|7f)/i.test(path);
}
