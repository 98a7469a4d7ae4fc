import type { ServerResponse } from 'node:http';
import type { ChangedMessage } from '#shared/contract/channels.ts';
import type { Host } from '../session/host.ts';

const HEARTBEAT_MS = 20_000;
/** A window that has stopped reading is dropped; it fetches everything anew when it comes back. */
const MOST_UNREAD_BYTES = 1024 * 1024;

export type EventStreams = Readonly<{ add(response: ServerResponse): void; close(): void }>;

/** Server-sent events: one `data:` line for each `changed`, and a comment now and then so that a dead connection is noticed. */
export function createEventStreams(host: Host): EventStreams {
  const streams = new Set<ServerResponse>();
  const write = (text: string) => {
    for (const stream of streams) {
      if (stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
      else stream.write(text);
    }
  };
  const stopListening = host.changed((message: ChangedMessage) => write(`data: ${JSON.stringify(message)}\n\n`));
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    add(response) {
      streams.add(response);
      response.on('close', () => streams.delete(response));
      response.write('retry: 1000\n\n');
    },
    close() {
      stopListening();
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}
