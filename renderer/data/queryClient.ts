import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { ChangedMessage } from '#shared/contract/channels.ts';
import { RefusedError, UnreachableError } from './failures.ts';

/** The head of every key: the tables an answer was read from, or `host` for what only the host knows. */
export type KeyHead = readonly string[];
export const hostHead: KeyHead = ['host'];

const RETRY_MS = 1000;

const headOf = (key: readonly unknown[]): KeyHead => (Array.isArray(key[0]) ? (key[0] as KeyHead) : []);

const sessionEnded = (error: unknown): boolean =>
  error instanceof RefusedError && (error.refusal.code === 'locked' || error.refusal.code === 'notSignedIn');

/** Answers stay until the host says that something they were read from changed: there is nothing to poll. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (sessionEnded(error) && !headOf(query.queryKey).includes('host')) void refreshHost();
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 4 * 3_600_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof UnreachableError && !error.stranger && count < 3,
      retryDelay: RETRY_MS,
    },
    mutations: { networkMode: 'always' },
  },
});

export const refreshHost = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [hostHead] }, { cancelRefetch: true });

/** Asks again whatever was read from a changed table. */
export function refreshFor({ tables, host }: ChangedMessage, client: QueryClient = queryClient): Promise<void> {
  const changed = new Set<string>(host ? [...tables, 'host'] : tables);
  return client.invalidateQueries({ predicate: ({ queryKey }) => headOf(queryKey).some((table) => changed.has(table)) });
}
