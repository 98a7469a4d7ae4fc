import { Search } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { ReceiptDrawer } from './ReceiptDrawer.tsx';
import { methodTitles, type ReceiptListed, receiptTitles, receiptTones } from './receiptText.ts';

const fixed = { sortable: false, filterable: false } as const;

const columns: readonly TableColumn<ReceiptListed>[] = [
  { id: 'receivedOn', header: 'Received', type: 'date', value: ({ receivedOn }) => receivedOn, width: 105, filterable: false },
  { id: 'payer', header: 'Payer', type: 'text', value: ({ payer }) => payer, width: 150, grow: 1, filterable: false },
  { id: 'reference', header: 'Reference', type: 'text', value: ({ reference }) => reference, width: 130, grow: 1, ...fixed },
  { id: 'pays', header: 'Pays', type: 'text', value: ({ pays }) => pays, width: 220, grow: 2, ...fixed },
  {
    id: 'state',
    header: 'Status',
    type: 'badge',
    value: ({ state }) => ({ text: receiptTitles[state], tone: receiptTones[state] }),
    width: 130,
    ...fixed,
  },
  { id: 'amount', header: 'Amount', type: 'money', value: ({ amount }) => amount, width: 150, total: true, ...fixed },
  {
    id: 'suspense',
    header: 'In suspense',
    type: 'money',
    value: ({ suspense }) => (suspense.minor === 0n ? null : suspense),
    width: 140,
    ...fixed,
  },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 150, hidden: true, ...fixed },
  { id: 'account', header: 'Account', type: 'text', value: ({ account }) => account, width: 130, hidden: true, ...fixed },
  { id: 'method', header: 'Method', type: 'text', value: ({ method }) => methodTitles[method], width: 100, hidden: true, ...fixed },
  { id: 'recordedBy', header: 'Recorded by', type: 'text', value: ({ recordedBy }) => recordedBy, width: 130, hidden: true, ...fixed },
];

const sortOf = (sort: TableSort | null) => {
  const by = (['receivedOn', 'payer'] as const).find((column) => column === sort?.columnId);
  return by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {};
};

type ReceiptTableProps = Readonly<{ height: number; inSuspense?: true; callId?: string }>;

export function ReceiptTable({ height, inSuspense, callId }: ReceiptTableProps) {
  const may = useMay();
  const [open, setOpen] = useSearchParam('receipt');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort | null>(null);
  const text = search.trim();
  const filter = {
    ...(inSuspense ? { inSuspense } : {}),
    ...(callId === undefined ? {} : { callId }),
    ...(text === '' ? {} : { search: text }),
  };
  const asked = { filter, ...sortOf(sort) };
  const receipts = useAskPages('receipts.list', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('receipts.list', asked, columns);
  if (receipts.error) return <LoadFailed of="the receipts" error={receipts.error} onRetry={receipts.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label={inSuspense ? 'Receipts in suspense' : 'Receipts'}
        columns={columns}
        rows={receipts.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        loading={receipts.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: receipts.total ?? undefined,
          hasMore: receipts.hasMore,
          loadingMore: receipts.isLoadingMore,
          onLoadMore: receipts.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => setSearch(''),
        }}
        toolbar={
          <TextInput
            icon={Search}
            type="search"
            aria-label="Search receipts"
            placeholder="Payer or reference"
            className="w-56"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        }
        empty={text === '' ? <Nothing inSuspense={inSuspense === true} /> : <NoMatch onClear={() => setSearch('')} />}
      />
      {open !== null && <ReceiptDrawer receiptId={open} onOpen={setOpen} onClose={() => setOpen(null)} />}
    </>
  );
}

const Nothing = ({ inSuspense }: Readonly<{ inSuspense: boolean }>) =>
  inSuspense ? (
    <EmptyState title="Nothing in suspense" text="Every receipt is applied or held for somebody. Money nobody can place yet waits here." />
  ) : (
    <EmptyState
      title="No receipt yet"
      text="Record money as it comes in: what it pays, what is held in advance, and what goes to suspense."
    />
  );

const NoMatch = ({ onClear }: Readonly<{ onClear: () => void }>) => (
  <EmptyState
    icon={Search}
    title="No receipt matches"
    text="No payer or reference has this text."
    action={<Button onClick={onClear}>Show all receipts</Button>}
  />
);
