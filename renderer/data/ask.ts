import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { type HostQueryName, type HostQueryOutput, type HostQueryRequest, hostQueries } from '#shared/contract/host.ts';
import { type QueryName, type QueryOutput, type QueryRequest, queries } from '#shared/contract/index.ts';
import { toWire } from '#shared/json.ts';
import { bridge } from './bridge.ts';
import { fetchSentences, RefusedError, UnreadableError } from './failures.ts';
import { hostHead, type KeyHead } from './queryClient.ts';
import { useSessionKey } from './session.ts';

type AskOptions = Readonly<{ enabled?: boolean }>;

async function answerTo<Output>(name: string, output: z.ZodType<Output>, input: unknown): Promise<Output> {
  const reply = await bridge().query({ name, input });
  if (!reply.ok) {
    await fetchSentences();
    throw new RefusedError(reply.error);
  }
  const parsed = output.safeParse(reply.value);
  if (parsed.success) return parsed.data;
  reportError(parsed.error);
  throw new UnreadableError();
}

/** One question, answered now, outside any component. */
export const askOnce = <Name extends QueryName>(name: Name, input: QueryRequest<Name>): Promise<QueryOutput<Name>> =>
  answerTo(name, queries[name].output as unknown as z.ZodType<QueryOutput<Name>>, input);

export const askHostOnce = <Name extends HostQueryName>(name: Name, input: HostQueryRequest<Name>): Promise<HostQueryOutput<Name>> =>
  answerTo(name, hostQueries[name].output as unknown as z.ZodType<HostQueryOutput<Name>>, input);

/** Money in a key would throw, so the input stands there as the text that goes over the wire. */
export const keyOf = (head: KeyHead, name: string, input: unknown, session: string) => [head, name, toWire(input), session] as const;

/** One question of the workspace; asked again when a table it reads changes. */
export function useAsk<Name extends QueryName>(name: Name, input: QueryRequest<Name>, { enabled = true }: AskOptions = {}) {
  const session = useSessionKey();
  return useQuery({
    queryKey: keyOf(queries[name].reads, name, input, session),
    queryFn: () => askOnce(name, input),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** One question only the host can answer. */
export function useHostAsk<Name extends HostQueryName>(name: Name, input: HostQueryRequest<Name>, { enabled = true }: AskOptions = {}) {
  const session = useSessionKey();
  const queryKey = keyOf(hostHead, name, input, hostQueries[name].needs === 'session' ? session : '');
  return useQuery({ queryKey, queryFn: () => askHostOnce(name, input), enabled });
}

export const useHostState = () => useHostAsk('host.state', {});

type Page<Row> = Readonly<{ rows: readonly Row[]; next: string | null; total: number | null }>;
/** The queries that answer with a page of a list. */
export type ListName = { [Name in QueryName]: QueryOutput<Name> extends Page<unknown> ? Name : never }[QueryName];
export type RowOf<Name extends ListName> = QueryOutput<Name>['rows'][number];

export type AskedPages<Row> = Readonly<{
  rows: readonly Row[];
  total: number | null;
  hasMore: boolean;
  loadMore: () => void;
  isLoadingMore: boolean;
  isPending: boolean;
  /** The rows are those of the filter or sort before, until the new ones arrive. */
  isPlaceholder: boolean;
  error: Error | null;
  refetch: () => void;
}>;

/** A list, page by page. A changed table reloads the pages that are shown. */
export function useAskPages<Name extends ListName>(
  name: Name,
  input: Omit<QueryRequest<Name>, 'after'>,
  { enabled = true }: AskOptions = {},
): AskedPages<RowOf<Name>> {
  const session = useSessionKey();
  const pages = useInfiniteQuery({
    queryKey: [...keyOf(queries[name].reads, name, input, session), 'pages'],
    queryFn: async ({ pageParam }): Promise<Page<RowOf<Name>>> => {
      const request = pageParam === null ? input : { ...input, after: pageParam };
      return (await askOnce(name, request as QueryRequest<Name>)) as Page<RowOf<Name>>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage } = pages;
  return {
    rows: data?.pages.flatMap(({ rows }) => rows) ?? [],
    total: data?.pages[0]?.total ?? null,
    hasMore: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void pages.fetchNextPage();
    },
    isLoadingMore: isFetchingNextPage,
    isPending: pages.isPending,
    isPlaceholder: pages.isPlaceholderData,
    error: pages.error,
    refetch: () => void pages.refetch(),
  };
}

const WHOLE_PAGE = 500;

/** All of a list, for choosing from it: page after page until there is no more. */
export function useAskAll<Name extends ListName>(
  name: Name,
  input: Omit<QueryRequest<Name>, 'after' | 'limit'>,
  { enabled = true }: AskOptions = {},
) {
  const session = useSessionKey();
  return useQuery({
    queryKey: [...keyOf(queries[name].reads, name, input, session), 'all'],
    queryFn: async () => {
      const rows: RowOf<Name>[] = [];
      let after: string | null = null;
      do {
        const request: unknown = { ...input, limit: WHOLE_PAGE, ...(after === null ? {} : { after }) };
        const page = (await askOnce(name, request as QueryRequest<Name>)) as Page<RowOf<Name>>;
        rows.push(...page.rows);
        after = page.next;
      } while (after !== null);
      return { rows };
    },
    enabled,
    placeholderData: keepPreviousData,
  });
}
