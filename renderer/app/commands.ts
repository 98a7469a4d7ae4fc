import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something a person can do from anywhere it stands: the palette, the shortcuts and the `?` sheet all read the same list. */
export type AppCommand = Readonly<{
  id: string;
  title: string;
  group: string;
  /** `mod+k`, `g u`, `?`. */
  keys?: string;
  icon?: LucideIcon;
  /** More words the palette finds it by. */
  words?: string;
  run: () => void;
}>;

export type Registry = Readonly<{
  add: (commands: readonly AppCommand[]) => () => void;
  all: () => readonly AppCommand[];
  subscribe: (listener: () => void) => () => void;
}>;

/** Later commands come first where keys collide: a screen may lend a key of the shell while it is open. An id stands once. */
export function createRegistry(): Registry {
  const sets = new Set<readonly AppCommand[]>();
  const listeners = new Set<() => void>();
  let present: readonly AppCommand[] = [];
  const refresh = () => {
    const byId = new Map([...sets].flat().map((command) => [command.id, command]));
    present = [...byId.values()];
    for (const listener of [...listeners]) listener();
  };
  return {
    add(commands) {
      sets.add(commands);
      refresh();
      return () => {
        sets.delete(commands);
        refresh();
      };
    },
    all: () => present,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const registry = createRegistry();

export const useCommands = (): readonly AppCommand[] => useSyncExternalStore(registry.subscribe, registry.all);

/** The command a key sequence means: the newest one that claims it. */
export const commandFor = (keys: string, commands: readonly AppCommand[]): AppCommand | undefined =>
  commands.findLast((command) => command.keys === keys);

/** Offers commands while the calling component is on screen. They may close over its present state. */
export function useScreenCommands(commands: readonly AppCommand[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = JSON.stringify(commands.map(({ id, title, group, keys, words }) => [id, title, group, keys, words]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the list; what a command does is looked up when it runs
  useEffect(
    () => registry.add(commands.map((command) => ({ ...command, run: () => latest.current.find(({ id }) => id === command.id)?.run() }))),
    [shape],
  );
}
