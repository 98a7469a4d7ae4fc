import { Search, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { type InvestorKind, type InvestorState, investorKindTitles } from '#shared/model/investors.ts';
import { type InvestorRow, kycBadge, optionsOf, statusBadge } from './investorText.ts';

const ANY = 'any';

const columns: readonly TableColumn<InvestorRow>[] = [
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 205, grow: 2, filterable: false },
  {
    id: 'kind',
    header: 'Kind',
    type: 'text',
    value: ({ kind }) => investorKindTitles[kind],
    width: 150,
    grow: 1,
    sortable: false,
    filterable: false,
  },
  { id: 'country', header: 'Country', type: 'text', value: ({ country }) => country, width: 80, filterable: false },
  {
    id: 'currency',
    header: 'Currency',
    type: 'text',
    value: ({ currency }) => currency,
    width: 90,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  { id: 'status', header: 'Status', type: 'badge', value: ({ status }) => statusBadge[status], width: 110, filterable: false },
  { id: 'kyc', header: 'KYC', type: 'badge', value: ({ kyc }) => kycBadge[kyc], width: 120, sortable: false, filterable: false },
  {
    id: 'kycExpiresOn',
    header: 'KYC expires',
    type: 'date',
    value: ({ kycExpiresOn }) => kycExpiresOn,
    width: 120,
    sortable: false,
    filterable: false,
  },
  {
    id: 'openCases',
    header: 'Payee changes',
    type: 'number',
    value: ({ openCases }) => openCases,
    width: 120,
    sortable: false,
    filterable: false,
  },
  { id: 'addedOn', header: 'Added', type: 'date', value: ({ addedOn }) => addedOn, width: 110, filterable: false },
];

const sortable = ['name', 'status', 'country', 'addedOn'] as const;
type Sortable = (typeof sortable)[number];
const sortOf = (sort: TableSort | null) =>
  sort && (sortable as readonly string[]).includes(sort.columnId)
    ? { by: sort.columnId as Sortable, descending: sort.direction === 'desc' }
    : undefined;

export function InvestorTable() {
  const may = useMay();
  const goTo = useGoTo();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState(ANY);
  const [kind, setKind] = useState(ANY);
  const [sort, setSort] = useState<TableSort | null>(null);
  const filter = {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(status === ANY ? {} : { status: status as InvestorState }),
    ...(kind === ANY ? {} : { kind: kind as InvestorKind }),
  };
  const input = { limit: 200, totals: true, filter, ...(sortOf(sort) ? { sort: sortOf(sort) } : {}) };
  const investors = useAskPages('investors.list', input);
  const exporting = useTableExport('investors.list', { filter, sort: input.sort }, columns);
  const height = useTableHeight(290);
  const narrowed = Object.keys(filter).length > 0;
  const clear = () => {
    setSearch('');
    setStatus(ANY);
    setKind(ANY);
  };
  if (investors.error) return <LoadFailed of="the investors" error={investors.error} onRetry={investors.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Investors"
        height={height}
        columns={columns}
        rows={investors.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => goTo(`/investors/${id}`)}
        loading={investors.isPending}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: investors.total ?? undefined,
          hasMore: investors.hasMore,
          loadingMore: investors.isLoadingMore,
          onLoadMore: investors.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        toolbar={<Filters search={search} onSearch={setSearch} status={status} onStatus={setStatus} kind={kind} onKind={setKind} />}
        empty={<NoInvestors narrowed={narrowed} onClear={clear} />}
      />
    </>
  );
}

type FiltersProps = Readonly<{
  search: string;
  onSearch: (text: string) => void;
  status: string;
  onStatus: (status: string) => void;
  kind: string;
  onKind: (kind: string) => void;
}>;

function Filters({ search, onSearch, status, onStatus, kind, onKind }: FiltersProps) {
  return (
    <>
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search investors"
        placeholder="Name or reference"
        className="w-56"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <span className="w-36">
        <Select
          aria-label="Status"
          value={status}
          onChange={onStatus}
          options={[
            { value: ANY, label: 'Any status' },
            ...Object.entries(statusBadge).map(([value, { text }]) => ({ value, label: text })),
          ]}
        />
      </span>
      <span className="w-48">
        <Select
          aria-label="Kind"
          value={kind}
          onChange={onKind}
          options={[{ value: ANY, label: 'Any kind' }, ...optionsOf(investorKindTitles)]}
        />
      </span>
    </>
  );
}

function NoInvestors({ narrowed, onClear }: Readonly<{ narrowed: boolean; onClear: () => void }>) {
  if (narrowed)
    return (
      <EmptyState
        icon={Search}
        title="No investor matches"
        text="No investor has this name, status and kind together."
        action={<Button onClick={onClear}>Show all</Button>}
      />
    );
  return (
    <EmptyState
      icon={UserPlus}
      title="No investors yet"
      text="Add the first one above, or import them from a CSV file: every row is checked before anything is written."
    />
  );
}
