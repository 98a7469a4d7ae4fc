import { describe, expect, test } from 'vitest';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { loopbackServer } from './loopbackServer.ts';

const json = { 'content-type': 'application/json' };
const invalid = { ok: false, error: { code: 'invalidInput' } };

describe('commands and queries', () => {
  test('reach the host as they were sent and come back as one line of JSON, money as digits', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    server.host.answer(() => done({ total: { minor: 12_345_678_901_234_567n, currency: 'USD' } }));
    const sent = { name: 'access.addUser', id: '0190', input: { amount: { minor: '5', currency: 'USD' } }, preview: true };
    const answer = await server.post('/command', sent, { cookie });
    expect(answer).toMatchObject({ status: 200, json: { ok: true, value: { total: { minor: '12345678901234567', currency: 'USD' } } } });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    await server.post('/query', { name: 'access.users', input: null }, { cookie });
    expect(server.host.received.map(({ channel, message }) => [channel, message])).toEqual([
      ['command', sent],
      ['query', { name: 'access.users', input: null }],
    ]);
  });

  test('a refusal of the host passes through unchanged', async () => {
    await using server = await loopbackServer();
    server.host.answer(() => refuse('locked', { workspace: 'Harbour' }));
    const answer = await server.post('/query', { name: 'access.users', input: {} }, { cookie: await server.enter() });
    expect(answer.json).toEqual({ ok: false, error: { code: 'locked', detail: { workspace: 'Harbour' } } });
  });

  test('an exception becomes an incident, without its text', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    server.host.answer(() => Promise.reject(new Error('key 00ff')));
    const answer = await server.post('/command', { name: 'access.addUser', id: '1', input: {} }, { cookie });
    expect(answer.json).toEqual({ ok: false, error: { code: 'incident', detail: { id: 'incident-1' } } });
    expect(server.host.incidents).toEqual([{ place: 'window command', error: new Error('key 00ff') }]);
  });

  test.each([
    ['nothing', ''],
    ['half an object', '{"name":'],
    ['two values', '{} {}'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a byte order mark and a comment', '// hi\n{}'],
  ])('%s is refused as malformed', async (_, body) => {
    await using server = await loopbackServer();
    const headers = { ...json, origin: server.origin, cookie: await server.enter() };
    for (const path of ['/command', '/query', '/session']) {
      if (path === '/session') headers.cookie = 'none=1';
      expect(await server.send(path, { method: 'POST', headers, body }), path).toMatchObject({ status: 400, json: invalid });
    }
    expect(server.host.received).toEqual([]);
  });

  test.each([
    ['null', null],
    ['a list', []],
    ['text', 'host.state'],
    ['no name', { id: '1', input: {} }],
    ['a name that is no text', { name: ['host.state'], id: '1', input: {} }],
    ['an empty name', { name: '', id: '1', input: {} }],
    ['a huge name', { name: 'x'.repeat(201), id: '1', input: {} }],
    ['an unknown field', { name: 'a', id: '1', input: {}, actor: 'owner' }],
    ['a prototype key', JSON.parse('{"name":"a","id":"1","input":{},"__proto__":{"preview":true}}')],
    ['a preview that is no yes or no', { name: 'a', id: '1', input: {}, preview: 'no' }],
    ['no id', { name: 'a', input: {} }],
  ])('a message that is %s is refused before the host', async (_, message) => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const body = JSON.stringify(message);
    expect((await server.post('/command', body, { cookie })).json).toMatchObject(invalid);
    expect(server.host.received).toEqual([]);
  });

  test('only JSON is read: a form of another site cannot pass for a message', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-7',
    ])
      expect((await server.post('/query', { name: 'a', input: {} }, { cookie, 'content-type': type })).status, type).toBe(415);
    expect(
      (await server.post('/query', { name: 'a', input: {} }, { cookie, 'content-type': 'application/json;charset=UTF-8' })).status,
    ).toBe(200);
  });

  test('a body over 32 MiB is refused, announced or not, and the server goes on', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const message = { name: 'a', id: '1', input: 'x'.repeat(1024 * 1024) };
    expect((await server.post('/command', message, { cookie })).status).toBe(200);
    const over = Buffer.alloc(32 * 1024 * 1024 + 1, 0x20);
    const headers = { ...json, origin: server.origin, cookie };
    expect(await server.send('/command', { method: 'POST', headers, body: over })).toMatchObject({ status: 413, json: invalid });
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect(await server.send('/command', { method: 'POST', headers: chunked, body: over })).toMatchObject({ status: 413, json: invalid });
    expect(
      (await server.send('/session', { method: 'POST', headers: { ...json, origin: server.origin }, body: over.subarray(0, 5000) })).status,
    ).toBe(413);
    expect((await server.post('/query', { name: 'a', input: {} }, { cookie })).status).toBe(200);
    expect(server.host.incidents).toEqual([]);
  });

  test('a request that breaks off is no incident', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    await server.raw(
      `POST /query HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${server.origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name"`,
    );
    expect((await server.post('/query', { name: 'a', input: {} }, { cookie })).status).toBe(200);
    expect(server.host.incidents).toEqual([]);
  });
});

describe('attempts to unlock', () => {
  const attempt = (name: string) => ({ name, id: '1', input: { login: 'mira', passphrase: 'wrong' } });

  test('are limited together, whatever the browser and the way in', async () => {
    await using server = await loopbackServer();
    const cookies = [await server.enter(), await server.enter()];
    server.host.answer(() => refuse('wrongPassphrase', { waitSeconds: 0 }));
    const names = ['host.unlock', 'host.recover', 'host.rescue', 'host.stepUp', 'host.changePassphrase', 'host.unlockWithKeychain'];
    for (let count = 0; count < 10; count += 1) {
      const cookie = cookies[count % 2] ?? '';
      expect((await server.post('/command', attempt(names[count % names.length] ?? ''), { cookie })).status).toBe(200);
    }
    const refused = await server.post('/command', attempt('host.unlock'), { cookie: cookies[0] ?? '' });
    expect(refused).toMatchObject({ status: 429, json: { error: { code: 'tooManyRequests', detail: { waitSeconds: 6 } } } });
    expect(server.host.received).toHaveLength(10);
    expect((await server.post('/query', { name: 'host.state', input: {} }, { cookie: cookies[0] ?? '' })).status).toBe(200);
    server.pass(6);
    expect((await server.post('/command', attempt('host.unlock'), { cookie: cookies[0] ?? '' })).status).toBe(200);
    expect((await server.post('/command', attempt('host.unlock'), { cookie: cookies[0] ?? '' })).status).toBe(429);
  });

  test('that succeed cost nothing', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    for (let count = 0; count < 25; count += 1)
      expect((await server.post('/command', attempt('host.unlock'), { cookie })).status).toBe(200);
  });
});

describe('events', () => {
  test('tell every open window what changed, until it leaves', async () => {
    await using server = await loopbackServer();
    const headers = { cookie: await server.enter(), 'sec-fetch-site': 'same-origin' };
    const [first, second] = [await server.follow(headers), await server.follow(headers)];
    expect(first.status).toBe(200);
    expect(await first.next()).toBe('retry: 1000\n\n');
    expect(await second.next()).toBe('retry: 1000\n\n');
    server.host.push({ tables: ['users'], host: false });
    expect(await first.next()).toBe('data: {"tables":["users"],"host":false}\n\n');
    expect(await second.next()).toBe('data: {"tables":["users"],"host":false}\n\n');
    first.stop();
    server.host.push({ tables: [], host: true });
    expect(await second.next()).toBe('data: {"tables":[],"host":true}\n\n');
  });

  test('end when the server closes, and the server stops listening to the host', async () => {
    const server = await loopbackServer();
    const stream = await server.follow({ cookie: await server.enter(), 'sec-fetch-site': 'same-origin' });
    expect(server.host.listeners).toBe(1);
    expect(await stream.next()).toBe('retry: 1000\n\n');
    await server[Symbol.asyncDispose]();
    expect(await stream.next()).toBeUndefined();
    expect(server.host.listeners).toBe(0);
    expect(server.host.closed).toBe(0);
    await expect(server.send('/')).rejects.toThrow('ECONNREFUSED');
  });

  test('a command under way when the server closes still gets its answer', async () => {
    const server = await loopbackServer();
    const cookie = await server.enter();
    const arrived = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    server.host.answer(async () => {
      arrived.resolve();
      await release.promise;
      return done({ saved: true });
    });
    const answer = server.post('/command', { name: 'a', id: '1', input: {} }, { cookie });
    await arrived.promise;
    const closing = server[Symbol.asyncDispose]();
    release.resolve();
    expect((await answer).json).toEqual({ ok: true, value: { saved: true } });
    await closing;
  });
});
