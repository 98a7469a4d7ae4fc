import { useSyncExternalStore } from 'react';

type Waiting = Readonly<{ name: string; answer: (proved: boolean) => void }>;

let waiting: Waiting | null = null;
let shared: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

function put(next: Waiting | null): void {
  waiting = next;
  for (const listener of [...listeners]) listener();
}

/** Asks the person for their passphrase; several commands that wait at once are answered together. */
export function requestStepUp(name: string): Promise<boolean> {
  shared ??= new Promise<boolean>((resolve) => {
    const answer = (proved: boolean) => {
      shared = null;
      put(null);
      resolve(proved);
    };
    put({ name, answer });
  });
  return shared;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useWaitingStepUp = (): Waiting | null => useSyncExternalStore(subscribe, () => waiting);
