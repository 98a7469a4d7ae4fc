import type { Bridge, ChangedMessage, QueryMessage } from '#shared/contract/channels.ts';
import { queries } from '#shared/contract/index.ts';
import { toWire } from '#shared/json.ts';
import type { Result } from '#shared/result.ts';
import { connection } from './connection.ts';
import { UnreachableError } from './failures.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload script; absent in a browser. */
    readonly clearway?: Bridge;
  }
}

export type Network = Readonly<{
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  events: (path: string) => EventSource;
  later: (work: () => void, milliseconds: number) => void;
}>;

const RECONNECT_MS = 1500;
const STRANGER_RECONNECT_MS = 10_000;
const probe: QueryMessage = { name: 'host.state', input: {} };
const plain = (value: unknown): unknown => JSON.parse(toWire(value));

/** The window inside Electron: only plain JSON crosses, as it does over http. */
export function shellBridge(own: Bridge): Bridge {
  return {
    command: (message) => own.command(plain(message) as typeof message),
    query: (message) => own.query(plain(message) as typeof message),
    changed: (listener) => own.changed(listener),
  };
}

/** The window in a browser: http to the host that served it, which knows it by a cookie no script can read. */
export function loopbackBridge(network: Network): Bridge {
  const post = async (path: string, message: unknown): Promise<Result<unknown>> => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: toWire(message),
    } as const;
    const response = await network.fetch(path, init).catch(() => fail('down'));
    const reply: unknown = await response.json().catch(() => null);
    if (response.status === 401 || response.status === 403) return fail('stranger');
    if (!isResult(reply)) return fail('down');
    connection.set('up');
    return reply;
  };
  return {
    command: (message) => post('/command', message),
    query: (message) => post('/query', message),
    changed: (listener) => listen(network, () => post('/query', probe), listener),
  };
}

function fail(state: 'down' | 'stranger'): never {
  connection.set(state);
  throw new UnreachableError(state === 'stranger');
}

const isResult = (reply: unknown): reply is Result<unknown> =>
  typeof reply === 'object' &&
  reply !== null &&
  'ok' in reply &&
  (reply.ok === true ? 'value' in reply : reply.ok === false && 'error' in reply);

/** Whatever was missed while the line was cut is unknown, so everything counts as changed when it is back. */
export const everythingChanged: ChangedMessage = { tables: [...new Set(Object.values(queries).flatMap(({ reads }) => reads))], host: true };

/** An event stream tells nothing about why it ended, so after a cut an ordinary question finds out first. */
function listen(network: Network, ask: () => Promise<unknown>, listener: (message: ChangedMessage) => void): () => void {
  let source: EventSource | null = null;
  let stopped = false;
  let wasCut = false;
  const open = () => {
    if (stopped) return;
    source = network.events('/events');
    const take = (event: MessageEvent<string>) => listener(JSON.parse(event.data) as ChangedMessage);
    source.onmessage = take;
    source.addEventListener('changed', take);
    source.onopen = () => {
      connection.set('up');
      if (wasCut) listener(everythingChanged);
      wasCut = false;
    };
    source.onerror = () => {
      wasCut = true;
      if (connection.now() === 'up') connection.set('down');
      source?.close();
      again();
    };
  };
  const again = () =>
    network.later(() => void ask().then(open, again), connection.now() === 'stranger' ? STRANGER_RECONNECT_MS : RECONNECT_MS);
  open();
  return () => {
    stopped = true;
    source?.close();
  };
}

function ownBridge(): Bridge {
  if (window.clearway) return shellBridge(window.clearway);
  return loopbackBridge({
    fetch: (path, init) => fetch(path, init),
    events: (path) => new EventSource(path, { withCredentials: true }),
    later: (work, milliseconds) => setTimeout(work, milliseconds),
  });
}

const ENTER = '#enter=';

/** The launch secret in the address is traded for a cookie no script can read, and leaves the address before anything reads it. */
export async function enter(): Promise<void> {
  const { hash, pathname, search } = window.location;
  if (window.clearway || !hash.startsWith(ENTER)) return;
  window.history.replaceState(null, '', pathname + search);
  const headers = { 'content-type': 'application/json' };
  await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ secret: hash.slice(ENTER.length) }) }).catch(() => {
    connection.set('down');
  });
}

let present: Bridge | null = null;
/** The one line to the host, made on first use. */
export const bridge = (): Bridge => {
  present ??= ownBridge();
  return present;
};
