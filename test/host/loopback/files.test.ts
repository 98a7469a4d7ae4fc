import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBrowser, openerFor } from '#main/host/loopback/openBrowser.ts';
import { startLoopback } from '#main/host/loopback/startLoopback.ts';
import { readWindowFiles } from '#main/host/windowFiles.ts';
import { instant } from '#shared/dates.ts';
import { createScriptedHost } from '#test/kit/scriptedHost.ts';
import { loopbackServer } from './loopbackServer.ts';

describe('the window’s files', () => {
  test('come with a policy that allows nothing inline and nothing from elsewhere', async () => {
    await using server = await loopbackServer();
    const { status, headers, text } = await server.send('/');
    expect([status, text]).toEqual([200, '<!doctype html><title>Start page</title>']);
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((rule) => rule.split(/ (.*)/).slice(0, 2)),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('are kept for good only when their name carries their hash', async () => {
    await using server = await loopbackServer();
    const asset = await server.send('/assets/index-Ab3_d-9z.js?v=1');
    expect(asset).toMatchObject({ status: 200, text: 'export {};' });
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    });
    const head = await server.send('/assets/index-Ab3_d-9z.js', { method: 'HEAD' });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '10']);
  });

  test.each(['/', '/access/users', '/audit/0190a1b2', '/settings?tab=rules', '/reports/Harbour%20II', '/users/@me'])(
    '%s is a screen',
    async (path) => {
      await using server = await loopbackServer();
      expect(await server.send(path)).toMatchObject({ status: 200, text: expect.stringContaining('Start page') });
    },
  );

  test.each([
    '/outside.html',
    '/../outside.html',
    '/assets/../../outside.html',
    '/assets/..%2f..%2foutside.html',
    '/%2e%2e/outside.html',
    '/%2e%2e%2foutside',
    '/..%5coutside',
    '/..\\outside.html',
    '/assets/%2e%2e/index',
    '/a/../b',
    '/a//b',
    '//evil.example',
    '/index%00',
    '/%',
    '/%zz',
    '/assets/link.html',
    '/linked/outside.html',
    '/notes.sqlite',
    '/assets/missing.js',
    '/INDEX.HTML',
    '/.env',
    '/package.json',
    '/etc/passwd.txt',
    `/${'a'.repeat(600)}`,
    'http://evil.example/',
    '*',
    '/\u00e9',
    '/__proto__.js',
  ])('%s leads nowhere', async (path) => {
    await using server = await loopbackServer();
    const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toContain('not for a browser');
    expect(answer).not.toContain('Start page');
  });

  test('are read once: what appears in the folder later is not served', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clearway-window-'));
    writeFileSync(join(folder, 'index.html'), 'start');
    const files = readWindowFiles(folder);
    writeFileSync(join(folder, 'later.html'), 'later');
    rmSync(join(folder, 'index.html'));
    expect(Buffer.from(files('/')?.content ?? []).toString()).toBe('start');
    expect(files('/later.html')).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  test('other ways of asking are refused', async () => {
    await using server = await loopbackServer();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])
      expect((await server.send('/', { method, headers: { origin: server.origin } })).status, method).toBe(405);
    expect((await server.post('/', {})).status).toBe(405);
    expect((await server.send('/query')).text).toContain('Start page');
  });

  test('a window that was never built is said in a sentence', async () => {
    const start = startLoopback({ host: createScriptedHost(), windowFolder: join(tmpdir(), 'clearway-nothing-here'), now });
    await expect(start).rejects.toThrow(
      'The window has not been built yet: its start page is missing. Run “npm run build”, then start again.',
    );
  });

  test('a port in use is said in a sentence', async () => {
    await using server = await loopbackServer();
    const folder = mkdtempSync(join(tmpdir(), 'clearway-window-'));
    writeFileSync(join(folder, 'index.html'), 'start');
    const start = startLoopback({ host: createScriptedHost(), windowFolder: folder, port: server.port, now });
    await expect(start).rejects.toThrow(`Port ${server.port} is already in use. Choose another with --port, or leave --port out.`);
    rmSync(folder, { recursive: true });
  });
});

const now = () => instant('2026-11-20T10:00:00.000Z');

describe('downloads', () => {
  test('work once, under their own name, and are never shown as a page', async () => {
    await using server = await loopbackServer();
    const headers = { cookie: await server.enter(), origin: server.origin };
    const content = new TextEncoder().encode('<script>alert(1)</script>');
    server.host.downloads.set('k3J_-9', { fileName: 'Zahlungen “Q4”\r\n;.html', mediaType: 'text/html', content });
    const first = await server.send('/download/k3J_-9', { headers });
    expect(first).toMatchObject({ status: 200, text: '<script>alert(1)</script>' });
    expect(first.headers).toMatchObject({
      'content-disposition': "attachment; filename*=UTF-8''Zahlungen%20%E2%80%9CQ4%E2%80%9D%0D%0A%3B.html",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(await server.send('/download/k3J_-9', { headers })).toMatchObject({
      status: 404,
      text: expect.stringContaining('already fetched'),
    });
  });

  test.each(['/download/', '/download/../k', '/download/..%2fk', '/download/a/b', `/download/${'a'.repeat(101)}`, '/download/%6b'])(
    '%s names none',
    async (path) => {
      await using server = await loopbackServer();
      server.host.downloads.set('k', { fileName: 'k', mediaType: 'text/plain', content: new Uint8Array(1) });
      const headers = { cookie: await server.enter(), origin: server.origin };
      expect((await server.send(path, { headers })).status).toBe(404);
      expect(server.host.downloads.size).toBe(1);
    },
  );
});

describe('opening the browser', () => {
  const url = 'http://127.0.0.1:5000/#enter=a"b&calc;$(x)';

  test('hands the address over as one argument of a program, never to a shell', () => {
    expect(openerFor('linux', url)).toEqual(['xdg-open', [url]]);
    expect(openerFor('darwin', url)).toEqual(['open', [url]]);
    expect(openerFor('win32', url)).toEqual(['rundll32.exe', ['url.dll,FileProtocolHandler', url]]);
  });

  test('really runs the program found, with exactly the address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clearway-opener-'));
    const seen = join(folder, 'seen');
    writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s|%s' "$#" "$1" > '${seen}'\n`, { mode: 0o755 });
    expect(await openBrowser(url, 'linux', { PATH: `${folder}:/bin:/usr/bin`, DISPLAY: ':0' })).toBe(true);
    expect(readFileSync(seen, 'utf8')).toBe(`1|${url}`);
    writeFileSync(join(folder, 'xdg-open'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    expect(await openBrowser(url, 'linux', { PATH: `${folder}:/bin:/usr/bin`, DISPLAY: ':0' })).toBe(false);
    rmSync(folder, { recursive: true });
  });

  test('hands no secret of this program on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clearway-opener-'));
    const seen = join(folder, 'seen');
    writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nenv > '${seen}'\n`, { mode: 0o755 });
    await openBrowser(url, 'linux', { PATH: `${folder}:/bin:/usr/bin`, DISPLAY: ':0', LANG: 'C', CLEARWAY_PASSPHRASE: 'open sesame' });
    expect(readFileSync(seen, 'utf8')).toContain('LANG=C');
    expect(readFileSync(seen, 'utf8')).not.toMatch(/sesame|CLEARWAY/);
    rmSync(folder, { recursive: true });
  });

  test('answers no where there is no display or no program, and refuses any other address', async () => {
    expect(await openBrowser(url, 'linux', { PATH: '/bin' })).toBe(false);
    expect(await openBrowser(url, 'linux', { PATH: join(tmpdir(), 'clearway-nothing-here'), DISPLAY: ':0' })).toBe(false);
    for (const other of ['https://evil.example', 'file:///etc/passwd', 'http://localhost:1'])
      expect(() => openBrowser(other)).toThrow(RangeError);
  });
});
