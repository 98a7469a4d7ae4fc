import { describe, expect, test } from 'vitest';
import { createHost } from '#main/host/session/createHost.ts';
import { done } from '#shared/result.ts';
import { ownFrame, running } from './application.ts';

const query = { name: 'host.state', input: {} };

describe('messages of the window', () => {
  test('reach the host on two channels and no other', async () => {
    await using app = await running();
    expect([...app.electron.answering.keys()].sort()).toEqual(['command', 'query']);
    app.host.answer(() => done({ minor: 5n, bytes: new Uint8Array([1]) }));
    expect(await app.send('query', query)).toEqual(done({ minor: 5n, bytes: new Uint8Array([1]) }));
    await app.send('command', { name: 'access.addUser', id: '1', input: { a: 1 }, preview: true });
    expect(app.host.received).toEqual([
      { channel: 'query', message: query, client: { transport: 'window', device: '', origin: null } },
      {
        channel: 'command',
        message: { name: 'access.addUser', id: '1', input: { a: 1 }, preview: true },
        client: { transport: 'window', device: '', origin: null },
      },
    ]);
    expect(structuredClone(await app.send('query', query))).toEqual(await app.send('query', query));
  });

  test.each([
    ['a frame that is gone', null],
    ['a frame inside the page', { ...ownFrame, parent: {} }],
    ['a frame that was detached', { ...ownFrame, detached: true }],
    ['another site', { ...ownFrame, origin: 'https://evil.example', url: 'https://evil.example/' }],
    ['a page without an origin', { ...ownFrame, origin: 'null', url: 'data:text/html,x' }],
    ['a file', { ...ownFrame, origin: 'file://', url: 'file:///tmp/x.html' }],
    ['another page of the scheme', { ...ownFrame, origin: 'app://other', url: 'app://other/' }],
    ['a blank page that took our origin over', { ...ownFrame, url: 'about:blank' }],
    [
      'a frame that died while it was asked',
      () => {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed');
      },
    ],
  ])('from %s are refused, noted and never reach the host', async (_, frame) => {
    await using app = await running();
    for (const channel of ['command', 'query'] as const)
      expect(await app.send(channel, { ...query, id: '1' }, frame)).toEqual({ ok: false, error: { code: 'foreignSender', detail: {} } });
    expect(app.host.received).toEqual([]);
    expect(app.host.intrusions).toHaveLength(2);
    expect(app.host.intrusions[0]?.detail).toMatch(/^A command came from (a frame|a window).+ and was refused$/);
  });

  test.each([
    ['nothing', undefined],
    ['text', 'host.state'],
    ['an unknown field', { ...query, actor: 'owner' }],
    ['a name that is no text', { name: 7, input: {} }],
  ])('that are %s are refused', async (_, message) => {
    await using app = await running();
    expect(await app.send('query', message)).toMatchObject({ ok: false, error: { code: 'invalidInput' } });
    expect(app.host.received).toEqual([]);
  });

  test('that throw become incidents, so that no error loses its fields on the way', async () => {
    await using app = await running();
    app.host.answer(() => Promise.reject(new Error('key 00ff')));
    expect(await app.send('query', query)).toEqual({ ok: false, error: { code: 'incident', detail: { id: 'incident-1' } } });
  });

  test('are answered by what changed, pushed to every window', async () => {
    await using app = await running();
    app.host.push({ tables: ['users'], host: false });
    expect(app.electron.opened[0]?.sent).toEqual([['changed', { tables: ['users'], host: false }]]);
  });

  test('are answered by the real host behind them', async () => {
    await using app = await running({ createHost });
    const state = await app.send('query', query);
    expect(state).toMatchObject({
      ok: true,
      value: { host: 'electron', version: '1.2.3', hasDialogs: true, canPrint: true, updates: 'off', workspace: null },
    });
    expect(structuredClone(state)).toEqual(state);
    expect(await app.send('query', { name: 'access.users', input: {} })).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await app.send('query', { name: '__proto__', input: {} })).toMatchObject({ ok: false });
  });
});
