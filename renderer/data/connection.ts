import { useSyncExternalStore } from 'react';

/** `stranger`: the host answers, but does not know this window (no session cookie, or one of an earlier launch). */
export type Connection = 'up' | 'down' | 'stranger';

let present: Connection = 'up';
const listeners = new Set<() => void>();

export const connection = {
  now: (): Connection => present,
  set(next: Connection): void {
    if (next === present) return;
    present = next;
    for (const listener of [...listeners]) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export const useConnection = (): Connection => useSyncExternalStore(connection.subscribe, connection.now);
