import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import { toWire } from '#shared/json.ts';
import { done, type Result } from '#shared/result.ts';
import { passOn } from '../messages.ts';
import type { Client, Host } from '../session/host.ts';
import { createTokenBucket, type TokenBucket } from '../tokenBucket.ts';
import { readWindowFiles, securityHeaders, type WindowFiles } from '../windowFiles.ts';
import { readBody } from './body.ts';
import { createEventStreams, type EventStreams } from './events.ts';
import { objectionToHost, objectionToOrigin } from './gate.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';

export type LoopbackOptions = Readonly<{ host: Host; windowFolder: string; port?: number; now: () => Instant }>;
export type Loopback = Readonly<{
  /** The address to print: its fragment, which never leaves the browser in a request line, lets any browser in while this runs. */
  url: string;
  /** The address to hand to a browser on a command line: it lets one browser in, once, within two minutes. */
  oneTimeUrl(): string;
  origin: string;
  /** Ends event streams and lets running requests finish. The host stays open: it belongs to the caller. */
  close(): Promise<void>;
}>;

/** What one running server holds; every handler below gets it. */
type Serving = Readonly<{
  host: Host;
  files: WindowFiles;
  port: number;
  sessions: Sessions;
  streams: EventStreams;
  unlockAttempts: TokenBucket;
  entryAttempts: TokenBucket;
  intrusionNotes: TokenBucket;
}>;

const GRACE_MS = 2_000;
const BROWSER_TEXT = 160;
/** Each of these tries a secret, so together they share one bucket beside the host's own growing delay. */
const unlockNames = new Set([
  'host.unlock',
  'host.unlockWithKeychain',
  'host.recover',
  'host.rescue',
  'host.stepUp',
  'host.changePassphrase',
]);

/** The window over http and server-sent events, for this machine's own browsers only. */
export async function startLoopback({ host, windowFolder, port = 0, now }: LoopbackOptions): Promise<Loopback> {
  const files = readWindowFiles(windowFolder);
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 120_000, headersTimeout: 10_000 });
  await listen(server, port);
  const serving: Serving = {
    host,
    files,
    port: (server.address() as AddressInfo).port,
    sessions: createSessions((server.address() as AddressInfo).port, now),
    streams: createEventStreams(host),
    unlockAttempts: createTokenBucket(10, 6, now),
    entryAttempts: createTokenBucket(10, 6, now),
    intrusionNotes: createTokenBucket(20, 30, now),
  };
  server.on('request', (request, response) => {
    serve(serving, request, response).catch((error: unknown) => {
      if (request.socket.destroyed) return;
      const id = host.noteIncident('loopback', error);
      if (response.headersSent) response.destroy();
      else reply(response, 500, refuse('incident', { id }));
    });
  });
  const origin = `http://127.0.0.1:${serving.port}`;
  return {
    url: `${origin}/#enter=${serving.sessions.launchSecret}`,
    oneTimeUrl: () => `${origin}/#enter=${serving.sessions.oneTimeSecret()}`,
    origin,
    close: () => close(server, serving.streams),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      const sentence = `Port ${port} is already in use. Choose another with --port, or leave --port out.`;
      reject(isTaken ? Object.assign(new Error(sentence), { code: 'EADDRINUSE' }) : error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
}

function close(server: Server, streams: EventStreams): Promise<void> {
  streams.close();
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (objectionToHost(request, serving.port)) return forbid(serving, request, response, `Host ${request.headers.host}`);
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const route = `${request.method} ${path}`;
  if (route === 'POST /session') return enter(serving, request, response);
  if (route === 'POST /command' || route === 'POST /query')
    return answer(serving, request, response, path === '/command' ? 'command' : 'query');
  if (route === 'GET /events') return follow(serving, request, response);
  if (request.method === 'GET' && path.startsWith('/download/'))
    return download(serving, request, response, path.slice('/download/'.length));
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plain(response, 405, 'This address only answers GET.', { allow: 'GET, HEAD' });
  const file = serving.files(path);
  if (!file) return plain(response, 404, 'There is nothing at this address.');
  response
    .writeHead(200, { ...file.headers, 'content-length': file.content.length })
    .end(request.method === 'GET' ? file.content : undefined);
}

/** Exchanges the secret of the address for a cookie. A browser that is already in stays as it is. */
async function enter(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (objectionToOrigin(request)) return forbid(serving, request, response, `Origin ${request.headers.origin}`);
  if (serving.sessions.of(request)) return reply(response, 200, done({}));
  const body = await readBody(request, 4096);
  if (!body.ok) return refuseBody(response, body.why);
  const { value } = body;
  const secret = typeof value === 'object' && value !== null && 'secret' in value ? value.secret : undefined;
  const cookie = typeof secret === 'string' ? serving.sessions.admit(secret) : undefined;
  if (cookie) return reply(response, 200, done({}), { 'set-cookie': cookie });
  const waitSeconds = serving.entryAttempts.take();
  if (waitSeconds > 0) return reply(response, 429, refuse('tooManyRequests', { waitSeconds }));
  note(serving, request, 'A wrong or used-up entry secret was sent');
  reply(response, 401, refuse('notAdmitted', {}));
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse, channel: 'command' | 'query'): Promise<void> {
  const session = admitted(serving, request, response);
  if (!session) return;
  const body = await readBody(request);
  if (!body.ok) return refuseBody(response, body.why);
  const { value } = body;
  const client = clientOf(request, session);
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
  if (typeof name !== 'string' || !unlockNames.has(name)) return reply(response, 200, await passOn(serving.host, channel, value, client));
  const waitSeconds = serving.unlockAttempts.take();
  if (waitSeconds > 0) return reply(response, 429, refuse('tooManyRequests', { waitSeconds }));
  const result = await passOn(serving.host, channel, value, client);
  if (result.ok) serving.unlockAttempts.giveBack();
  reply(response, 200, result);
}

function follow(serving: Serving, request: IncomingMessage, response: ServerResponse): void {
  if (!admitted(serving, request, response)) return;
  response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  serving.streams.add(response);
}

function download(serving: Serving, request: IncomingMessage, response: ServerResponse, name: string): void {
  if (!admitted(serving, request, response)) return;
  const file = /^[\w-]{1,100}$/.test(name) ? serving.host.takeDownload(name) : undefined;
  if (!file) {
    plain(response, 404, 'This download was already fetched or has expired. Save the file again.');
    return;
  }
  const headers = {
    'content-type': file.mediaType,
    'content-length': file.content.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName).replace(/['()*]/g, escapeByte)}`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  };
  response.writeHead(200, { ...securityHeaders, ...headers }).end(file.content);
}

const escapeByte = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** The session behind a request for data; without one the refusal has been sent. */
function admitted(serving: Serving, request: IncomingMessage, response: ServerResponse): Session | undefined {
  if (objectionToOrigin(request)) forbid(serving, request, response, `Origin ${request.headers.origin}`);
  else {
    const session = serving.sessions.of(request);
    if (session) return session;
    reply(response, 401, refuse('notAdmitted', {}));
  }
  return undefined;
}

function forbid(serving: Serving, request: IncomingMessage, response: ServerResponse, what: string): void {
  note(serving, request, `A request with ${what} was refused`);
  reply(response, 403, refuse('foreignSender', {}));
}

/** A flood of wrong requests must not fill the workspace with notes about it. */
function note(serving: Serving, request: IncomingMessage, detail: string): void {
  const session = serving.sessions.of(request) ?? { browser: 'a browser not let in' };
  if (serving.intrusionNotes.take() === 0) serving.host.noteIntrusion(detail.slice(0, BROWSER_TEXT), clientOf(request, session));
}

/** Every browser here is on this computer, so the device is the host's own; the origin tells browsers apart. */
function clientOf(request: IncomingMessage, { browser }: Session): Client {
  const agent = (request.headers['user-agent'] ?? 'unnamed').slice(0, BROWSER_TEXT);
  return { transport: 'window', device: '', origin: `${request.socket.remoteAddress ?? 'unknown address'} ${browser} ${agent}` };
}

function refuseBody(response: ServerResponse, why: 'notJson' | 'tooLarge' | 'malformed'): void {
  const [status, message] = {
    notJson: [415, 'The request must be JSON (content-type application/json)'] as const,
    tooLarge: [413, 'The request is larger than 32 MiB'] as const,
    malformed: [400, 'The request is not well-formed JSON'] as const,
  }[why];
  reply(response, status, refuse('invalidInput', { issues: [{ path: '', message }] }));
}

function reply(response: ServerResponse, status: number, result: Result<unknown>, headers: Record<string, string> = {}): void {
  send(response, status, 'application/json; charset=utf-8', toWire(result), headers);
}

function plain(response: ServerResponse, status: number, sentence: string, headers: Record<string, string> = {}): void {
  send(response, status, 'text/plain; charset=utf-8', `${sentence}\n`, headers);
}

function send(response: ServerResponse, status: number, type: string, text: string, headers: Record<string, string>): void {
  const content = Buffer.from(text);
  response
    .writeHead(status, {
      ...securityHeaders,
      'cache-control': 'no-store',
      'content-type': type,
      'content-length': content.length,
      ...headers,
    })
    .end(content);
}
