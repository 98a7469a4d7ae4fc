import { Search } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { amountText } from '#renderer/components/MoneyText.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAsk, useAskPages } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { accountLabel, type BookRecord, type EntryRecord, entryTitles } from './ledgerText.ts';

const stateOf = ({ kind, reversedBy }: EntryRecord) =>
  reversedBy !== null
    ? ({ text: 'Reversed', tone: 'neutral' } as const)
    : ({ text: entryTitles[kind], tone: kind === 'reversal' ? 'warn' : 'info' } as const);

const textOf = (amounts: EntryRecord['amounts']): string => amounts.map((amount) => `${amount.currency} ${amountText(amount)}`).join(', ');

const columns: readonly TableColumn<EntryRecord>[] = [
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105, filterable: false },
  { id: 'memo', header: 'Memo', type: 'text', value: ({ memo }) => memo, width: 245, grow: 2, sortable: false, filterable: false },
  {
    id: 'amounts',
    header: 'Amount',
    type: 'number',
    value: ({ amounts }) => textOf(amounts),
    cell: ({ amounts }) => textOf(amounts),
    width: 190,
    sortable: false,
    filterable: false,
  },
  { id: 'lines', header: 'Lines', type: 'number', value: ({ lines }) => lines, width: 65, sortable: false, filterable: false },
  { id: 'kind', header: 'State', type: 'badge', value: stateOf, width: 120, sortable: false, filterable: false },
  { id: 'recordedAt', header: 'Recorded', type: 'date', value: ({ recordedAt }) => recordedAt, width: 150, filterable: false },
  { id: 'recordedBy', header: 'By', type: 'text', value: ({ recordedBy }) => recordedBy, width: 140, sortable: false, filterable: false },
];

type Posting = QueryOutput<'ledger.lines'>['rows'][number];
/** An export is of the lines: an entry alone says nothing of its accounts. */
const exported: readonly TableColumn<Posting>[] = [
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn },
  { id: 'recordedAt', header: 'Recorded', type: 'date', value: ({ recordedAt }) => recordedAt },
  { id: 'entryId', header: 'Entry', type: 'text', value: ({ entryId }) => entryId },
  { id: 'line', header: 'Line', type: 'number', value: ({ line }) => line },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => kind },
  { id: 'account', header: 'Account', type: 'text', value: ({ account }) => account },
  { id: 'accountName', header: 'Account name', type: 'text', value: ({ accountName }) => accountName },
  { id: 'externalCode', header: 'House code', type: 'text', value: ({ externalCode }) => externalCode },
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor },
  { id: 'memo', header: 'Memo', type: 'text', value: ({ memo }) => memo },
  { id: 'debit', header: 'Debit', type: 'money', value: ({ debit }) => debit },
  { id: 'credit', header: 'Credit', type: 'money', value: ({ credit }) => credit },
];

type Filters = Readonly<{ search: string; account: string | null; from: BusinessDate | null; until: BusinessDate | null }>;
const noFilters: Filters = { search: '', account: null, from: null, until: null };
const filterOf = ({ search, account, from, until }: Filters) => ({
  ...(search.trim() === '' ? {} : { search: search.trim() }),
  ...(account === null ? {} : { account }),
  ...(from === null ? {} : { from }),
  ...(until === null ? {} : { until }),
});
const sortable = ['effectiveOn', 'recordedAt'] as const;

export function JournalTab({ book: { fundId } }: Readonly<{ book: BookRecord }>) {
  const may = useMay();
  const height = useTableHeight(244);
  const [open, setOpen] = useSearchParam('entry');
  const [filters, setFilters] = useState(noFilters);
  const [sort, setSort] = useState<TableSort | null>(null);
  const by = sortable.find((column) => column === sort?.columnId);
  const filter = filterOf(filters);
  const asked = { filter: { fundId, ...filter }, ...(by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {}) };
  const entries = useAskPages('ledger.journal', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('ledger.lines', { fundId, filter }, exported);
  if (entries.error) return <LoadFailed of="the journal" error={entries.error} onRetry={entries.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Journal"
        columns={columns}
        rows={entries.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        loading={entries.isPending}
        height={height}
        onExport={may('audit.export') ? (format) => void exporting.start(format) : undefined}
        server={{
          total: entries.total ?? undefined,
          hasMore: entries.hasMore,
          loadingMore: entries.isLoadingMore,
          onLoadMore: entries.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => setFilters(noFilters),
        }}
        toolbar={<JournalFilters fundId={fundId} filters={filters} onFilters={setFilters} />}
        empty={<NoEntries narrowed={Object.keys(filter).length > 0} onClear={() => setFilters(noFilters)} />}
      />
      {open !== null && <EntryDrawer key={open} entryId={open} onOpen={setOpen} onClose={() => setOpen(null)} />}
    </>
  );
}

type JournalFiltersProps = Readonly<{ fundId: BookRecord['fundId']; filters: Filters; onFilters: (filters: Filters) => void }>;

function JournalFilters({ fundId, filters, onFilters }: JournalFiltersProps) {
  const { today } = useMe();
  const accounts = useAsk('ledger.accounts', { fundId });
  const options = (accounts.data?.rows ?? []).map((account) => ({ value: account.code, label: accountLabel(account) }));
  return (
    <>
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search entries"
        placeholder="Memo or reason"
        className="w-48"
        value={filters.search}
        onChange={(event) => onFilters({ ...filters, search: event.target.value })}
      />
      <Combobox
        aria-label="Account"
        placeholder="Any account"
        className="w-56"
        clearable
        value={filters.account}
        onChange={(account) => onFilters({ ...filters, account })}
        options={options}
      />
      <DateInput
        aria-label="From"
        className="w-36"
        value={filters.from}
        today={today}
        onChange={(from) => onFilters({ ...filters, from })}
      />
      <span className="text-muted text-small">to</span>
      <DateInput
        aria-label="Until"
        className="w-36"
        value={filters.until}
        today={today}
        onChange={(until) => onFilters({ ...filters, until })}
      />
    </>
  );
}

function NoEntries({ narrowed, onClear }: Readonly<{ narrowed: boolean; onClear: () => void }>) {
  if (!narrowed)
    return <EmptyState title="Nothing posted yet" text="Journals and the entries of money events appear here, newest first." />;
  return (
    <EmptyState
      icon={Search}
      title="No entry matches"
      text="No entry of this fund has these words, this account and these days together."
      action={<Button onClick={onClear}>Show all entries</Button>}
    />
  );
}
