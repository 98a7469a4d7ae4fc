import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHost } from '#main/host/session/createHost.ts';
import type { Host, Platform } from '#main/host/session/host.ts';
import type { Instant } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';
import { loopbackServer } from './loopbackServer.ts';

const platformIn = (folder: string, now: () => Instant): Platform => ({
  kind: 'loopback',
  version: '0.1.0',
  platform: process.platform,
  now,
  randomBytes: (count) => randomBytes(count),
  programFolder: join(folder, 'program'),
  documentsFolder: join(folder, 'documents'),
  dialogs: null,
  print: null,
  keychain: { available: () => 'none', seal: (bytes) => bytes, unseal: (bytes) => bytes },
  updates: { state: () => 'off', check: async () => undefined },
  argon: { m: 1024, t: 1, p: 1 },
});

const owner = { login: 'olivia', name: 'Olivia Brandt', passphrase: 'correct horse battery staple' };
const house = { folder: null, house: 'Harrow Point', profile: 'live', timeZone: 'Europe/Zurich', currency: 'USD', ...owner };

test('over http a house is made, locked, guessed at, opened, and told of whoever knocked from elsewhere', async () => {
  let host: Host | undefined;
  await using server = await loopbackServer((folder, now) => {
    host = createHost(platformIn(folder, now));
    return host;
  });
  const cookie = await server.enter();
  const ask = async (channel: 'command' | 'query', name: string, input: object, headers = {}) => {
    const id = uuidv7('2026-11-20T10:00:00.000Z' as Instant, randomBytes(10));
    const message = channel === 'command' ? { name, id, input } : { name, input };
    return (await server.post(`/${channel}`, message, { cookie, ...headers })).json;
  };
  const stream = await server.follow({ cookie, 'sec-fetch-site': 'same-origin' });
  await stream.next();
  expect(await ask('command', 'host.createWorkspace', house)).toMatchObject({ ok: true, value: { recoveryWords: expect.any(Array) } });
  expect(await stream.next()).toContain('"host":true');
  stream.stop();
  expect(await ask('query', 'access.users', { limit: 10 })).toMatchObject({ ok: true, value: { rows: [{ login: 'olivia' }] } });

  expect(await ask('command', 'host.lock', {})).toMatchObject({ ok: true });
  expect(await ask('query', 'access.users', { limit: 10 })).toMatchObject({ ok: false, error: { code: 'locked' } });
  expect(await ask('command', 'host.unlock', { login: 'olivia', passphrase: 'guess' })).toMatchObject({
    ok: false,
    error: { code: 'wrongPassphrase' },
  });
  expect(await ask('query', 'host.state', {}, { origin: 'https://evil.example' })).toMatchObject({
    ok: false,
    error: { code: 'foreignSender' },
  });
  server.pass(600);
  expect(await ask('command', 'host.unlock', { login: owner.login, passphrase: owner.passphrase })).toMatchObject({ ok: true });
  const events = (await ask('query', 'audit.securityEvents', { limit: 50 })) as {
    ok: boolean;
    value: { rows: { kind: string; detail: string }[] };
  };
  expect(events.ok, JSON.stringify(events)).toBe(true);
  expect(events.value.rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['failedUnlock', 'wrongOrigin']));
  expect(events.value.rows.find(({ kind }) => kind === 'wrongOrigin')?.detail).toContain('https://evil.example');
  expect(events.value.rows.map(({ kind }) => kind)).not.toContain('newDevice');
  await host?.close();
});
