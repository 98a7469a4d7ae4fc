import { create } from 'zustand';

/** What a new workspace shows once, before its first use: the recovery words, or how to enter the demo firm. Held only in this window's memory. */
export type Farewell =
  | Readonly<{ kind: 'words'; house: string; words: readonly string[] }>
  | Readonly<{ kind: 'demo'; login: string; passphrase: string }>;

type Store = Readonly<{ shown: Farewell | null }>;

const useStore = create<Store>(() => ({ shown: null }));

export const useFarewell = (): Farewell | null => useStore(({ shown }) => shown);
export const showFarewell = (shown: Farewell): void => useStore.setState({ shown });
export const endFarewell = (): void => useStore.setState({ shown: null });
