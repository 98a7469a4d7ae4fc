import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Select } from '#renderer/components/Select.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { formatMoney } from '#shared/money.ts';
import { type BookRecord, lockTitles, lockTones, type ProposalRecord, proposalTitles } from './ledgerText.ts';
import { ProposalDrawer } from './ProposalDrawer.tsx';

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<ProposalRecord>[] = [
  { id: 'title', header: 'What', type: 'text', value: ({ title }) => title, width: 220, grow: 2, ...fixed },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => proposalTitles[kind], width: 110, ...fixed },
  { id: 'fromOn', header: 'Effective', type: 'date', value: ({ fromOn }) => fromOn, width: 105, ...fixed },
  {
    id: 'amounts',
    header: 'Amount',
    type: 'number',
    value: ({ amounts }) => amounts.map(formatMoney).join(', '),
    cell: ({ amounts }) => amounts.map(formatMoney).join(', '),
    width: 180,
    ...fixed,
  },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ state }) => ({ text: lockTitles[state], tone: lockTones[state] }),
    width: 110,
    ...fixed,
  },
  { id: 'proposedBy', header: 'Proposed by', type: 'text', value: ({ proposedBy }) => proposedBy, width: 140, ...fixed },
  { id: 'decidedBy', header: 'Decided by', type: 'text', value: ({ decidedBy }) => decidedBy, width: 140, ...fixed },
];

const shown = [
  { value: 'proposed', label: 'Waiting' },
  { value: 'all', label: 'All of them' },
] as const;

/** Journals and reversals above the limit: each waits here for somebody else. */
export function WaitingTab({ book: { fundId, journalLimit } }: Readonly<{ book: BookRecord }>) {
  const [which, setWhich] = useState<string>('proposed');
  const [open, setOpen] = useSearchParam('proposal');
  const filter = { fundId, ...(which === 'proposed' ? { state: 'proposed' as const } : {}) };
  const proposals = useAskPages('ledger.proposals', { limit: 100, totals: true, filter });
  if (proposals.error) return <LoadFailed of="the journals that wait" error={proposals.error} onRetry={proposals.refetch} />;
  return (
    <>
      <DataTable
        label="Journals that wait"
        columns={columns}
        rows={proposals.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        loading={proposals.isPending}
        height={460}
        server={{
          total: proposals.total ?? undefined,
          hasMore: proposals.hasMore,
          loadingMore: proposals.isLoadingMore,
          onLoadMore: proposals.loadMore,
          sort: null,
          onSort: () => undefined,
          filter: {},
          onFilter: () => undefined,
        }}
        toolbar={<Select aria-label="Which" className="w-40" value={which} onChange={setWhich} options={shown} />}
        empty={
          <EmptyState
            title={which === 'proposed' ? 'Nothing waits' : 'Nothing was proposed yet'}
            text={`A journal or reversal above ${formatMoney(journalLimit)} appears here until somebody else has decided it.`}
          />
        }
      />
      {open !== null && <ProposalDrawer key={open} journalId={open} onClose={() => setOpen(null)} />}
    </>
  );
}
