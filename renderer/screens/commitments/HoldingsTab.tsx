import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { FundId } from '#shared/ids.ts';
import { type HoldingRecord, ownershipText } from './commitmentText.ts';
import { HoldingDrawer } from './HoldingDrawer.tsx';

const fixed = { sortable: false, filterable: false } as const;
const sorted = { filterable: false } as const;
const columns: readonly TableColumn<HoldingRecord>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 150, grow: 2, ...sorted },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 130, grow: 1, ...sorted },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 80, ...fixed },
  { id: 'commitment', header: 'Commitment', type: 'money', value: ({ commitment }) => commitment, width: 148, ...sorted },
  { id: 'called', header: 'Called', type: 'money', value: ({ called }) => called, width: 148, ...fixed },
  { id: 'unfunded', header: 'Unfunded', type: 'money', value: ({ unfunded }) => unfunded, width: 148, ...fixed },
  {
    id: 'share',
    header: 'Of the fund',
    type: 'number',
    value: ({ share }) => share,
    cell: ({ share }) => ownershipText(share),
    width: 112,
    ...fixed,
  },
  { id: 'since', header: 'Since', type: 'date', value: ({ since }) => since, width: 100, hidden: true, ...sorted },
  {
    id: 'default',
    header: 'Standing',
    type: 'badge',
    value: ({ inDefaultSince }) => (inDefaultSince === null ? null : { text: 'In default', tone: 'bad' }),
    width: 98,
    ...fixed,
  },
];

type SortBy = 'investor' | 'fund' | 'commitment' | 'since';

/** What has been committed: everywhere, or to one fund. */
export function HoldingsTab({ fundId }: Readonly<{ fundId?: FundId | undefined }>) {
  const may = useMay();
  const height = useTableHeight(fundId === undefined ? 246 : 272);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = useMemo(() => (fundId === undefined ? columns : columns.filter(({ id }) => id !== 'fund')), [fundId]);
  const asked = {
    filter: { ...(fundId === undefined ? {} : { fundId }), ...(search.trim() === '' ? {} : { search: search.trim() }) },
    ...(sort ? { sort: { by: sort.columnId as SortBy, descending: sort.direction === 'desc' } } : {}),
  };
  const holdings = useAskPages('commitments.holdings', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('commitments.holdings', asked, shown);
  const open = holdings.rows.find(({ id }) => id === openId);
  if (holdings.error) return <LoadFailed of="the commitments" error={holdings.error} onRetry={holdings.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Commitments"
        columns={shown}
        rows={holdings.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        loading={holdings.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: holdings.total ?? undefined,
          hasMore: holdings.hasMore,
          loadingMore: holdings.isLoadingMore,
          onLoadMore: holdings.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => setSearch(''),
        }}
        toolbar={
          <div className="w-56">
            <TextInput
              aria-label="Find an investor or a fund"
              placeholder="Find an investor"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        }
        empty={
          <EmptyState
            title="No commitment here"
            text="Commitments begin with a first closing: who commits how much, approved by a second person."
          />
        }
      />
      {open && <HoldingDrawer key={open.id} holding={open} onClose={() => setOpenId(null)} />}
    </>
  );
}
