import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Loopback, startLoopback } from '#main/host/loopback/startLoopback.ts';
import type { Host } from '#main/host/session/host.ts';
import { addMilliseconds, type Instant, instant } from '#shared/dates.ts';
import { createScriptedHost, type ScriptedHost } from '#test/kit/scriptedHost.ts';

export type Answer = Readonly<{ status: number; headers: IncomingMessage['headers']; text: string; json: unknown }>;
export type Sent = Readonly<{ method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer }>;

/** A window of four files, a loopback server over it, and plain http requests that can carry any header. */
export type LoopbackServer = Loopback &
  AsyncDisposable &
  Readonly<{
    host: ScriptedHost;
    port: number;
    secret: string;
    outside: string;
    pass(seconds: number): void;
    send(path: string, sent?: Sent): Promise<Answer>;
    post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
    /** Enters with the launch secret and answers the cookie for later requests. */
    enter(): Promise<string>;
    /** Writes these bytes to the socket and answers the status line: no client tidies the path on its way. */
    raw(text: string): Promise<string>;
    /** Opens the event stream; `next` answers the next block of text, or nothing at the end. */
    follow(headers: Record<string, string>): Promise<{ status: number; next(): Promise<string | undefined>; stop(): void }>;
  }>;

type Behind = (folder: string, now: () => Instant) => Host;

/** `behind` puts another host behind the server than the scripted one. */
export async function loopbackServer(behind?: Behind): Promise<LoopbackServer> {
  const folder = mkdtempSync(join(tmpdir(), 'clearway-loopback-'));
  const outside = join(folder, 'outside.html');
  const windowFolder = join(folder, 'window');
  mkdirSync(join(windowFolder, 'assets'), { recursive: true });
  writeFileSync(outside, 'not for a browser');
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html><title>Start page</title>');
  writeFileSync(join(windowFolder, 'assets', 'index-Ab3_d-9z.js'), 'export {};');
  writeFileSync(join(windowFolder, 'notes.sqlite'), 'not a kind of file the window has');
  symlinkSync(outside, join(windowFolder, 'assets', 'link.html'));
  symlinkSync(folder, join(windowFolder, 'linked'));
  const host = createScriptedHost();
  let at = instant('2026-11-20T10:00:00.000Z');
  const loopback = await startLoopback({ host: behind?.(folder, () => at) ?? host, windowFolder, now: () => at });
  const port = Number(new URL(loopback.origin).port);
  const send = (path: string, sent: Sent = {}) => sendTo(port, path, sent);
  const post: LoopbackServer['post'] = (path, body, headers = {}) =>
    send(path, {
      method: 'POST',
      headers: { origin: loopback.origin, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const secret = new URL(loopback.url).hash.slice('#enter='.length);
  return {
    ...loopback,
    host,
    port,
    secret,
    outside,
    pass: (seconds) => {
      at = addMilliseconds(at, seconds * 1000);
    },
    send,
    post,
    enter: async () => String((await post('/session', { secret })).headers['set-cookie']).split(';')[0] ?? '',
    raw: (text) => rawTo(port, text),
    follow: (headers) => followAt(port, headers),
    async [Symbol.asyncDispose]() {
      await loopback.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sendTo(port: number, path: string, { method = 'GET', headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      try {
        const chunks = await Array.fromAsync(response as AsyncIterable<Buffer>);
        const text = Buffer.concat(chunks).toString();
        const isJson = String(response.headers['content-type']).startsWith('application/json');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function rawTo(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

function followAt(port: number, headers: Record<string, string>): ReturnType<LoopbackServer['follow']> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/events', headers, agent: false }, (response) => {
      const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]();
      response.on('error', () => undefined);
      resolve({
        status: response.statusCode ?? 0,
        next: async () => (await chunks.next()).value,
        stop: () => outgoing.destroy(),
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
