import { describe, expect, test } from 'vitest';
import { loopbackServer } from './loopbackServer.ts';

const query = { name: 'host.state', input: {} };

describe('who is let in', () => {
  test('the secret of the address is exchanged for a cookie that scripts cannot read and other sites cannot send', async () => {
    await using server = await loopbackServer();
    expect(new URL(server.url).host).toBe(`127.0.0.1:${server.port}`);
    expect(Buffer.from(server.secret, 'base64url')).toHaveLength(32);
    const entered = await server.post('/session', { secret: server.secret });
    expect(entered).toMatchObject({ status: 200, json: { ok: true } });
    expect(entered.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^clearway-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)),
    ]);
    expect(entered.text + String(entered.headers['set-cookie'])).not.toContain(server.secret);
  });

  test('a cookie opens command, query, events and downloads; nothing opens them without one', async () => {
    await using server = await loopbackServer();
    server.host.downloads.set('abc', { fileName: 'a.csv', mediaType: 'text/csv', content: new Uint8Array([1]) });
    const own = { origin: server.origin };
    for (const cookie of [
      undefined,
      `clearway-${server.port}=`,
      `clearway-${server.port}=${'A'.repeat(43)}`,
      `clearway-1=${server.secret}`,
    ]) {
      const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
      expect(await server.post('/query', query, headers)).toMatchObject({
        status: 401,
        json: { ok: false, error: { code: 'notAdmitted' } },
      });
      expect((await server.post('/command', { ...query, id: 'x' }, headers)).status).toBe(401);
      expect((await server.send('/events', { headers: { ...own, ...headers } })).status).toBe(401);
      expect((await server.send('/download/abc', { headers: { ...own, ...headers } })).status).toBe(401);
    }
    expect(server.host.received).toEqual([]);
    const cookie = await server.enter();
    expect(await server.post('/query', query, { cookie: `other=1; ${cookie}` })).toMatchObject({ status: 200, json: { ok: true } });
    expect((await server.send('/download/abc', { headers: { ...own, cookie } })).status).toBe(200);
  });

  test('each browser is told apart, on one device, and says what it is', async () => {
    await using server = await loopbackServer();
    const [first, second] = [await server.enter(), await server.enter()];
    expect(first).not.toBe(second);
    await server.post('/query', query, { cookie: first, 'user-agent': `Browser/1 ${'x'.repeat(500)}` });
    await server.post('/query', query, { cookie: second });
    const [one, two] = server.host.received.map(({ client }) => client);
    expect(one).toMatchObject({ transport: 'window', device: '' });
    expect(one?.origin).toMatch(/^127\.0\.0\.1 browser-[\w-]{8} Browser\/1 x+$/);
    expect(one?.origin?.length).toBeLessThan(200);
    expect(two?.origin?.split(' ')[1]).not.toBe(one?.origin?.split(' ')[1]);
  });

  test('a browser that is already in stays as it is when it opens the address again', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const again = await server.post('/session', { secret: server.secret }, { cookie });
    expect(again).toMatchObject({ status: 200 });
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('the address given to a command line works once, and for two minutes', async () => {
    await using server = await loopbackServer();
    const secretOf = (url: string) => new URL(url).hash.slice('#enter='.length);
    const used = secretOf(server.oneTimeUrl());
    expect((await server.post('/session', { secret: used })).status).toBe(200);
    expect((await server.post('/session', { secret: used })).status).toBe(401);
    const late = secretOf(server.oneTimeUrl());
    server.pass(121);
    expect((await server.post('/session', { secret: late })).status).toBe(401);
    expect((await server.post('/session', { secret: server.secret })).status).toBe(200);
  });

  test('wrong secrets are refused, noted and slowed down; the right one still works', async () => {
    await using server = await loopbackServer();
    const wrong = [
      '',
      'A'.repeat(43),
      `${server.secret}x`,
      server.secret.slice(1),
      server.secret.toLowerCase(),
      7,
      null,
      { $ne: '' },
      [],
      '\0',
      'ü',
    ];
    const statuses = [];
    for (const secret of wrong) statuses.push((await server.post('/session', { secret })).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect(await server.post('/session', {})).toMatchObject({
      status: 429,
      json: { error: { code: 'tooManyRequests', detail: { waitSeconds: 6 } } },
    });
    expect((await server.post('/session', { secret: server.secret })).status).toBe(200);
    expect(server.host.intrusions).toHaveLength(10);
    expect(JSON.stringify(server.host.intrusions)).not.toContain(server.secret.slice(1, 20));
    server.pass(6);
    expect((await server.post('/session', {})).status).toBe(401);
  });

  test('two servers do not take each other’s cookies', async () => {
    await using first = await loopbackServer();
    await using second = await loopbackServer();
    const cookie = (await first.enter()).replace(String(first.port), String(second.port));
    expect((await second.post('/query', query, { cookie })).status).toBe(401);
  });
});

describe('where a request comes from', () => {
  const foreignHosts = ['evil.example', 'evil.example:80', '127.0.0.1', 'localhost', '127.0.0.1:1', '[::1]', '0.0.0.0', '127.0.0.1.nip.io'];

  test.each(foreignHosts)('the Host %j reaches nothing, not even the window’s files', async (name) => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const host = name.endsWith('nip.io') ? `${name}:${server.port}` : name;
    expect((await server.send('/', { headers: { host } })).status).toBe(403);
    const headers = { host, cookie, origin: `http://${host}`, 'content-type': 'application/json' };
    expect(await server.send('/query', { method: 'POST', headers, body: JSON.stringify(query) })).toMatchObject({
      status: 403,
      json: { ok: false, error: { code: 'foreignSender' } },
    });
    expect(server.host.received).toEqual([]);
    expect(server.host.intrusions.length).toBe(2);
  });

  test('the machine’s own name works like its address', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const host = `localhost:${server.port}`;
    expect((await server.post('/query', query, { cookie, host, origin: `http://${host}` })).status).toBe(200);
    expect((await server.post('/query', query, { cookie, host, origin: server.origin })).status).toBe(403);
  });

  test('a second Host line does not slip past', async () => {
    await using server = await loopbackServer();
    const answer = await server.raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(await server.raw('GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(await server.raw('GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['our origin over https', { origin: 'https://127.0.0.1:PORT' }],
    ['our origin as a prefix', { origin: 'http://127.0.0.1:PORT.evil.example' }],
    ['a browser that says cross-site', { origin: 'http://127.0.0.1:PORT', 'sec-fetch-site': 'cross-site' }],
    ['a browser that says same-site', { origin: 'http://127.0.0.1:PORT', 'sec-fetch-site': 'same-site' }],
    ['nowhere that is said', {}],
    ['an address that was typed', { 'sec-fetch-site': 'none' }],
  ])('a request from %s is refused and noted, cookie or not', async (_, given: Record<string, string>) => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    server.host.downloads.set('abc', { fileName: 'a.csv', mediaType: 'text/csv', content: new Uint8Array([1]) });
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replace('PORT', String(server.port))]));
    const json = { 'content-type': 'application/json', cookie, ...headers };
    for (const path of ['/query', '/command', '/session'])
      expect(
        (await server.send(path, { method: 'POST', headers: json, body: JSON.stringify({ ...query, secret: server.secret }) })).status,
        path,
      ).toBe(403);
    for (const path of ['/events', '/download/abc'])
      expect((await server.send(path, { headers: { cookie, ...headers } })).status, path).toBe(403);
    expect(server.host.received).toEqual([]);
    expect(server.host.intrusions).toHaveLength(5);
    expect(server.host.downloads.size).toBe(1);
  });

  test('a browser that sends no Origin but says same-origin is heard', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    expect((await server.send('/query', { method: 'POST', headers, body: JSON.stringify(query) })).status).toBe(200);
  });

  test('no other site is ever given leave: preflights are refused and no answer carries a CORS header', async () => {
    await using server = await loopbackServer();
    const cookie = await server.enter();
    const asked = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const answers = [
      await server.send('/query', { method: 'OPTIONS', headers: { ...asked, cookie, 'access-control-request-private-network': 'true' } }),
      await server.send('/', { headers: { origin: 'https://evil.example' } }),
      await server.post('/query', query, { cookie, origin: 'https://evil.example' }),
      await server.post('/query', query, { cookie }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([405, 200, 403, 200]);
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  test('a flood of wrong requests is refused each time and noted only so often', async () => {
    await using server = await loopbackServer();
    for (let count = 0; count < 60; count += 1) expect((await server.send('/', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect(server.host.intrusions).toHaveLength(20);
    expect(server.host.intrusions[0]).toMatchObject({
      detail: expect.stringContaining('evil.example'),
      client: { origin: expect.stringContaining('a browser not let in') },
    });
  });
});
