import type { Client, Host } from '#main/host/session/host.ts';
import type { ChangedMessage, CommandMessage, QueryMessage } from '#shared/contract/channels.ts';
import { done, type Result } from '#shared/result.ts';

type Download = NonNullable<ReturnType<Host['takeDownload']>>;

/** A host that answers what it was told and remembers what reached it: for tests of what lies in front of a host. */
export type ScriptedHost = Host &
  Readonly<{
    received: { channel: 'command' | 'query'; message: CommandMessage | QueryMessage; client: Client }[];
    intrusions: { detail: string; client: Client }[];
    incidents: { place: string; error: unknown }[];
    offered: string[];
    suspended: number;
    closed: number;
    downloads: Map<string, Download>;
    /** What the next messages are answered with, until changed. */
    answer(reply: (message: CommandMessage | QueryMessage) => Result<unknown> | Promise<Result<unknown>>): void;
    push(message: ChangedMessage): void;
    listeners: number;
  }>;

export function createScriptedHost(): ScriptedHost {
  const listeners = new Set<(message: ChangedMessage) => void>();
  let reply: (message: CommandMessage | QueryMessage) => Result<unknown> | Promise<Result<unknown>> = ({ name }) => done({ name });
  const seen = { received: [], intrusions: [], incidents: [], offered: [] } as Pick<
    ScriptedHost,
    'received' | 'intrusions' | 'incidents' | 'offered'
  >;
  const counts = { suspended: 0, closed: 0 };
  const downloads = new Map<string, Download>();
  const pass = async (channel: 'command' | 'query', message: CommandMessage | QueryMessage, client: Client) => {
    seen.received.push({ channel, message, client });
    return reply(message);
  };
  return {
    ...seen,
    downloads,
    get suspended() {
      return counts.suspended;
    },
    get closed() {
      return counts.closed;
    },
    get listeners() {
      return listeners.size;
    },
    answer: (next) => {
      reply = next;
    },
    push: (message) => {
      for (const listener of listeners) listener(message);
    },
    command: (message, client) => pass('command', message, client),
    query: (message, client) => pass('query', message, client),
    changed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async suspend() {
      counts.suspended += 1;
    },
    noteIntrusion: (detail, client) => void seen.intrusions.push({ detail, client }),
    noteIncident: (place, error) => `incident-${seen.incidents.push({ place, error })}`,
    takeDownload(name) {
      const file = downloads.get(name);
      downloads.delete(name);
      return file;
    },
    async offerWorkspace(path) {
      seen.offered.push(path);
      return done({});
    },
    async close() {
      counts.closed += 1;
    },
  };
}
