import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '#main/host/loopback/startLoopback.ts';
import { instantOfMilliseconds } from '#shared/dates.ts';
import { createScriptedHost, type ScriptedHost } from '#test/kit/scriptedHost.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

let folder: string;
let host: ScriptedHost;
let loopback: Loopback;
let context: BrowserContext;
let stranger: Server;
let strangeOrigin: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearway-browser-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Clearway</title><p>ours</p>');
  host = createScriptedHost();
  loopback = await startLoopback({ host, windowFolder: folder, now: () => instantOfMilliseconds(Date.now()) });
  // Another program of this machine: another port is another origin, yet the browser sends it the same cookies.
  stranger = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>stranger</title>'));
  await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
  strangeOrigin = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  await loopback.close();
  stranger.closeAllConnections();
  stranger.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Enters as the window does: the secret of the address goes into one POST. */
async function enter() {
  const page = await context.newPage();
  await page.goto(loopback.url);
  const status = await page.evaluate(async () => {
    const secret = location.hash.slice('#enter='.length);
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ secret }) })).status;
  });
  expect(status).toBe(200);
  return page;
}

test('a real browser enters, asks, hears what changed and downloads, all from its own origin', async () => {
  const page = await enter();
  host.downloads.set('one', { fileName: 'a.csv', mediaType: 'text/csv', content: new TextEncoder().encode('a,b') });
  const seen = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const asked = await fetch('/query', { method: 'POST', headers, body: JSON.stringify({ name: 'host.state', input: {} }) });
    const fetched = await fetch('/download/one');
    return { asked: await asked.json(), cookie: document.cookie, fetched: await fetched.text() };
  });
  expect(seen).toEqual({ asked: { ok: true, value: { name: 'host.state' } }, cookie: '', fetched: 'a,b' });
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        const source = new EventSource('/events');
        source.onmessage = ({ data }) => resolve(data);
        source.onopen = () => Reflect.set(window, 'isFollowing', true);
      }),
  );
  await page.waitForFunction(() => Reflect.get(window, 'isFollowing') === true);
  host.push({ tables: ['users'], host: false });
  expect(await heard).toBe('{"tables":["users"],"host":false}');
  expect(host.intrusions).toEqual([]);
});

test('a page of another program on this machine, with the cookie sent along, reads and changes nothing', async () => {
  await enter();
  host.downloads.set('one', { fileName: 'a.csv', mediaType: 'text/csv', content: new Uint8Array([1]) });
  const page = await context.newPage();
  await page.goto(strangeOrigin);
  const seen = await page.evaluate(async (origin) => {
    const body = JSON.stringify({ name: 'access.addUser', id: '1', input: {} });
    const outcome = (asked: Promise<Response>) =>
      asked.then(
        ({ type, status }) => `${type} ${status}`,
        () => 'refused',
      );
    const json = { 'content-type': 'application/json' };
    const stream = new Promise((resolve) => {
      const source = new EventSource(`${origin}/events`, { withCredentials: true });
      source.onopen = () => resolve('open');
      source.onerror = () => resolve('refused');
    });
    return [
      await outcome(fetch(`${origin}/command`, { method: 'POST', headers: json, body, credentials: 'include' })),
      await outcome(fetch(`${origin}/command`, { method: 'POST', body, credentials: 'include', mode: 'no-cors' })),
      await outcome(fetch(`${origin}/download/one`, { credentials: 'include' })),
      await stream,
    ];
  }, loopback.origin);
  expect(seen[0]).toBe('refused');
  expect(['refused', 'opaque 0']).toContain(seen[1]);
  expect(seen.slice(2)).toEqual(['refused', 'refused']);
  expect(host.received).toEqual([]);
  expect(host.downloads.size).toBe(1);
  expect(host.intrusions.length).toBeGreaterThanOrEqual(2);
});

test('a form of another page cannot post, and no other page can hold ours in a frame', async () => {
  await enter();
  const page = await context.newPage();
  await page.goto(strangeOrigin);
  await page.evaluate((origin) => {
    const frame = document.createElement('iframe');
    frame.src = origin;
    document.body.append(frame);
  }, loopback.origin);
  await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
  const answer = page.waitForResponse((response) => response.url() === `${loopback.origin}/command`);
  await page.evaluate((origin) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: `${origin}/command`, enctype: 'text/plain' });
    const field = document.createElement('input');
    Object.assign(field, { name: '{"name":"access.addUser","id":"1","input":{}, "x":"', value: '"}' });
    form.append(field);
    document.body.append(form);
    form.submit();
  }, loopback.origin);
  expect((await answer).status()).toBe(403);
  expect(host.received).toEqual([]);
});
