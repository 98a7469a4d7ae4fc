import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { keyOf } from '#renderer/data/ask.ts';
import { everythingChanged, loopbackBridge, type Network, shellBridge } from '#renderer/data/bridge.ts';
import { fieldErrorsOf, idFor } from '#renderer/data/command.ts';
import { connection } from '#renderer/data/connection.ts';
import { fetchSentences, RefusedError, sentenceFor, UnreachableError, unansweredCode } from '#renderer/data/failures.ts';
import { newId } from '#renderer/data/newId.ts';
import { hostHead, refreshFor } from '#renderer/data/queryClient.ts';
import type { ChangedMessage, CommandMessage } from '#shared/contract/channels.ts';
import { queries } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { isUuid } from '#shared/ids.ts';

beforeEach(() => connection.set('up'));

type Sent = { path: string; init: RequestInit };

/** A network that answers as told, and whose event streams the test opens and cuts. */
function network(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const streams: FakeStream[] = [];
  const waiting: { work: () => void; milliseconds: number }[] = [];
  const lent: Network = {
    fetch: async (path, init) => {
      sent.push({ path, init });
      return answer({ path, init });
    },
    events: () => {
      const stream = new FakeStream();
      streams.push(stream);
      return stream as unknown as EventSource;
    },
    later: (work, milliseconds) => waiting.push({ work, milliseconds }),
  };
  return { lent, sent, streams, waiting };
}

class FakeStream extends EventTarget {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  closed = false;
  close(): void {
    this.closed = true;
  }
  say(message: ChangedMessage): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
}

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a command goes out as JSON with its id, and money as digits', async () => {
  const { lent, sent } = network(() => json({ ok: true, value: {} }));
  const message: CommandMessage = { name: 'a.b', id: 'i', input: { minor: 12_345_678_901_234_567_890n } };
  expect(await loopbackBridge(lent).command(message)).toEqual({ ok: true, value: {} });
  expect(sent[0]?.path).toBe('/command');
  expect(sent[0]?.init).toMatchObject({ method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' } });
  expect(sent[0]?.init.body).toBe('{"name":"a.b","id":"i","input":{"minor":"12345678901234567890"}}');
});

test('inside Electron the same plain JSON crosses', async () => {
  const seen: unknown[] = [];
  const own = {
    command: async (message: unknown) => {
      seen.push(message);
      return { ok: true, value: {} } as const;
    },
    query: async () => ({ ok: true, value: {} }) as const,
    changed: () => () => undefined,
  };
  await shellBridge(own).command({ name: 'a.b', id: 'i', input: { minor: 5n, nothing: undefined } });
  expect(seen).toEqual([{ name: 'a.b', id: 'i', input: { minor: '5' } }]);
});

test('a refusal is an answer; no answer, and an answer to a stranger, are failures of their own', async () => {
  const refused = refuse('locked', { workspace: 'Harrow' });
  expect(await loopbackBridge(network(() => json(refused, 200)).lent).query({ name: 'a', input: {} })).toEqual(refused);
  expect(connection.now()).toBe('up');

  const down = loopbackBridge(network(() => Promise.reject(new TypeError('Failed to fetch'))).lent);
  await expect(down.query({ name: 'a', input: {} })).rejects.toBeInstanceOf(UnreachableError);
  expect(connection.now()).toBe('down');

  const stranger = loopbackBridge(network(() => json(refuse('notPermitted', { name: 'a', needs: 'b' }), 401)).lent);
  await expect(stranger.query({ name: 'a', input: {} })).rejects.toMatchObject({ stranger: true });
  expect(connection.now()).toBe('stranger');

  const nonsense = loopbackBridge(network(() => new Response('<html>', { status: 502 })).lent);
  await expect(nonsense.query({ name: 'a', input: {} })).rejects.toMatchObject({ stranger: false });
  expect(connection.now()).toBe('down');
});

test('pushes arrive; after a cut the host is asked first, and then everything counts as changed', async () => {
  const { lent, streams, waiting, sent } = network(() => json({ ok: true, value: {} }));
  const heard: ChangedMessage[] = [];
  const stop = loopbackBridge(lent).changed((message) => heard.push(message));
  streams[0]?.onopen?.();
  expect(heard).toEqual([]);
  streams[0]?.say({ tables: ['users'], host: false });
  expect(heard).toEqual([{ tables: ['users'], host: false }]);

  streams[0]?.onerror?.();
  expect(connection.now()).toBe('down');
  expect(streams[0]?.closed).toBe(true);
  waiting[0]?.work();
  await settled();
  expect(sent.map(({ path }) => path)).toEqual(['/query']);
  streams[1]?.onopen?.();
  expect(connection.now()).toBe('up');
  expect(heard[1]).toEqual(everythingChanged);
  expect(everythingChanged.tables).toEqual(expect.arrayContaining(['users', 'command_log', 'setting_values']));
  stop();
  expect(streams[1]?.closed).toBe(true);
});

test('while the host stays away the line is tried again, and no stream is opened', async () => {
  const { lent, streams, waiting } = network(() => Promise.reject(new TypeError('Failed to fetch')));
  loopbackBridge(lent).changed(() => undefined);
  streams[0]?.onerror?.();
  waiting[0]?.work();
  await settled();
  expect(streams).toHaveLength(1);
  expect(waiting).toHaveLength(2);
});

test('a changed table refreshes what was read from it and nothing else', async () => {
  const client = new QueryClient();
  const keys = {
    users: keyOf(queries['access.users'].reads, 'access.users', { limit: 1 }, 's'),
    rules: keyOf(queries['settings.rules'].reads, 'settings.rules', {}, 's'),
    state: keyOf(hostHead, 'host.state', {}, ''),
  };
  const stale = () => Object.entries(keys).flatMap(([name, key]) => (client.getQueryState(key)?.isInvalidated ? [name] : []));
  const answer = () => {
    for (const key of Object.values(keys)) client.setQueryData(key, {});
  };
  answer();
  await refreshFor({ tables: ['users'], host: false }, client);
  expect(stale()).toEqual(['users']);
  answer();
  await refreshFor({ tables: [], host: true }, client);
  expect(stale()).toEqual(['state']);
  answer();
  await refreshFor(everythingChanged, client);
  expect(stale()).toEqual(['users', 'rules', 'state']);
  client.clear();
});

test('keys hold money as text and tell persons apart', () => {
  const key = keyOf(['entries'], 'a.b', { minor: 7n }, 'w:1');
  expect(JSON.stringify(key)).toBe('[["entries"],"a.b","{\\"minor\\":\\"7\\"}","w:1"]');
  expect(keyOf(['entries'], 'a.b', { minor: 7n }, 'w:2')).not.toEqual(key);
});

test('the same click after no answer keeps its id; another input is another click', () => {
  let made = 0;
  const make = () => `id-${++made}`;
  const first = idFor(null, '{"a":1}', make);
  expect(idFor(first, '{"a":1}', make)).toBe(first);
  expect(idFor(first, '{"a":2}', make).id).toBe('id-2');
  expect(idFor(null, '{"a":1}', make).id).toBe('id-3');
});

test('what is wrong with a field stands by its path, as a sentence', () => {
  const { error } = refuse('invalidInput', { issues: [{ path: 'grant.untilOn', message: 'must be a date' }] });
  expect(fieldErrorsOf(error)).toEqual({ 'grant.untilOn': 'Must be a date.' });
  expect(fieldErrorsOf(refuse('locked', { workspace: 'x' }).error)).toEqual({});
  expect(fieldErrorsOf(null)).toEqual({});
});

test('a refusal reads as its sentence, and no answer has one of its own', async () => {
  await fetchSentences();
  expect(new RefusedError(refuse('locked', { workspace: 'Harrow' }).error).message).toBe(
    'Harrow is locked. Unlock it and repeat the step.',
  );
  expect(sentenceFor({ code: unansweredCode, detail: {} })).toContain('never done twice');
});

test('new ids are UUIDs that sort by time', () => {
  const ids = Array.from({ length: 50 }, newId);
  expect(ids.every(isUuid)).toBe(true);
  expect(new Set(ids).size).toBe(50);
});
