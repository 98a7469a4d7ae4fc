import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Select } from '#renderer/components/Select.tsx';
import type { TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import type { PayeeState } from '#shared/model/investors.ts';
import { CaseDrawer } from './CaseDrawer.tsx';
import { caseColumns } from './CaseTable.tsx';
import { payeeBadge } from './investorText.ts';

const OPEN = 'open';
const ALL = 'all';

export function PayeesScreen() {
  return (
    <Screen
      title="Payee changes"
      description="Requests for new or changed bank accounts: each waits for a callback, a rest and a second person before money may follow."
    >
      <NeedsPermission permission="investors.view">
        <Queue />
      </NeedsPermission>
    </Screen>
  );
}

const filterOf = (view: string) => (view === OPEN ? { open: true } : view === ALL ? {} : { state: view as PayeeState });

function Queue() {
  const [open, setOpen] = useSearchParam('case');
  const [view, setView] = useState(OPEN);
  const [sort, setSort] = useState<TableSort | null>(null);
  const by = sort?.columnId === 'state' ? 'state' : sort?.columnId === 'requestedAt' ? 'requestedAt' : null;
  const cases = useAskPages('investors.payeeCases', {
    limit: 100,
    totals: true,
    filter: filterOf(view),
    ...(by ? { sort: { by, descending: sort?.direction === 'desc' } } : {}),
  });
  const height = useTableHeight(240);
  if (cases.error) return <LoadFailed of="the payee changes" error={cases.error} onRetry={cases.refetch} />;
  return (
    <>
      <DataTable
        label="Payee changes"
        height={height}
        columns={caseColumns}
        rows={cases.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        loading={cases.isPending}
        server={{
          total: cases.total ?? undefined,
          hasMore: cases.hasMore,
          loadingMore: cases.isLoadingMore,
          onLoadMore: cases.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => setView(ALL),
        }}
        toolbar={
          <span className="w-48">
            <Select
              aria-label="State"
              value={view}
              onChange={setView}
              options={[
                { value: OPEN, label: 'Waiting' },
                { value: ALL, label: 'All' },
                ...Object.entries(payeeBadge).map(([value, { text }]) => ({ value, label: text })),
              ]}
            />
          </span>
        }
        empty={
          <EmptyState
            title={view === OPEN ? 'No payee change waits' : 'No such payee change'}
            text="A change is requested on the investor’s page, under “Bank accounts”."
          />
        }
      />
      {open !== null && <CaseDrawer key={open} caseId={open} onClose={() => setOpen(null)} />}
    </>
  );
}
