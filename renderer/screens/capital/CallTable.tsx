import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAsk, useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { FundId } from '#shared/ids.ts';
import { callKindTitles, type ShownStatus, statusTitles } from '#shared/model/calls.ts';
import { type Priority, priorityTitles } from '#shared/model/tiers.ts';
import { type CallListed, callTones } from './callText.ts';

const ANY = 'any';
const fixed = { sortable: false, filterable: false } as const;

const columns: readonly TableColumn<CallListed>[] = [
  { id: 'title', header: 'Title', type: 'text', value: ({ title }) => title, width: 150, grow: 2, ...fixed },
  { id: 'number', header: 'Call', type: 'number', value: ({ number }) => number, width: 55, filterable: false },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 120, grow: 1, ...fixed },
  {
    id: 'status',
    header: 'Status',
    type: 'badge',
    value: ({ status }) => ({ text: statusTitles[status], tone: callTones[status] }),
    width: 112,
    ...fixed,
  },
  { id: 'dueOn', header: 'Due', type: 'date', value: ({ dueOn }) => dueOn, width: 110, filterable: false },
  { id: 'total', header: 'Called', type: 'money', value: ({ total }) => total, width: 150, total: true, filterable: false },
  { id: 'received', header: 'Received', type: 'money', value: ({ received }) => received, width: 150, total: true, ...fixed },
  { id: 'open', header: 'Open', type: 'money', value: ({ open }) => open, width: 150, total: true, ...fixed },
  { id: 'issuedOn', header: 'Issued', type: 'date', value: ({ issuedOn }) => issuedOn, width: 105, hidden: true, ...fixed },
  {
    id: 'priority',
    header: 'Priority',
    type: 'badge',
    value: ({ priority }) => ({ text: priorityTitles[priority], tone: priority === 'urgent' ? 'bad' : 'neutral' }),
    width: 100,
    hidden: true,
    ...fixed,
  },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => callKindTitles[kind], width: 150, hidden: true, ...fixed },
  { id: 'lines', header: 'Holdings', type: 'number', value: ({ lines }) => lines, width: 90, hidden: true, ...fixed },
  { id: 'preparedBy', header: 'Prepared by', type: 'text', value: ({ preparedBy }) => preparedBy, width: 130, hidden: true, ...fixed },
];

const sortable = ['number', 'total', 'dueOn'] as const;
const sortOf = (sort: TableSort | null) => {
  const by = sortable.find((column) => column === sort?.columnId);
  return by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {};
};

type CallTableProps = Readonly<{
  /** Only those of one fund. */
  fundId?: FundId;
  height: number | 'fill';
}>;

export function CallTable({ fundId, height }: CallTableProps) {
  const goTo = useGoTo();
  const may = useMay();
  const [status, setStatus] = useSearchParam('status');
  const [fund, setFund] = useState<string>(ANY);
  const [priority, setPriority] = useState<string>(ANY);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort | null>(null);
  const shown = useMemo(() => (fundId === undefined ? columns : columns.filter(({ id }) => id !== 'fund')), [fundId]);
  const filter = {
    ...(fundId !== undefined ? { fundId } : fund === ANY ? {} : { fundId: fund as FundId }),
    ...(status === null ? {} : { status: status as ShownStatus }),
    ...(priority === ANY ? {} : { priority: priority as Priority }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
  const asked = { filter, ...sortOf(sort) };
  const calls = useAskPages('calls.list', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('calls.list', asked, shown);
  const clear = () => {
    setStatus(null);
    setFund(ANY);
    setPriority(ANY);
    setSearch('');
  };
  const isNarrowed = Object.keys(filter).length > (fundId === undefined ? 0 : 1);
  if (calls.error) return <LoadFailed of="the capital calls" error={calls.error} onRetry={calls.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Capital calls"
        columns={shown}
        rows={calls.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => goTo(`/calls/${id}`)}
        loading={calls.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: calls.total ?? undefined,
          hasMore: calls.hasMore,
          loadingMore: calls.isLoadingMore,
          onLoadMore: calls.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        toolbar={
          <CallFilters
            search={search}
            onSearch={setSearch}
            fund={fundId === undefined ? fund : null}
            onFund={setFund}
            status={status}
            onStatus={setStatus}
            priority={priority}
            onPriority={setPriority}
          />
        }
        empty={isNarrowed ? <NoMatch onClear={clear} /> : <NoCalls />}
      />
    </>
  );
}

type CallFiltersProps = Readonly<{
  search: string;
  onSearch: (text: string) => void;
  /** Null where the table is of one fund. */
  fund: string | null;
  onFund: (fund: string) => void;
  status: string | null;
  onStatus: (status: string | null) => void;
  priority: string;
  onPriority: (priority: string) => void;
}>;

function CallFilters({ search, onSearch, fund, onFund, status, onStatus, priority, onPriority }: CallFiltersProps) {
  return (
    <>
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search capital calls"
        placeholder="Title, fund or number"
        className="w-56"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      {fund !== null && <FundChoice fund={fund} onFund={onFund} />}
      <div className="w-36">
        <Select
          aria-label="Status"
          value={status ?? ANY}
          onChange={(next) => onStatus(next === ANY ? null : next)}
          options={[{ value: ANY, label: 'Any status' }, ...optionsOf(statusTitles)]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label="Priority"
          value={priority}
          onChange={onPriority}
          options={[{ value: ANY, label: 'Any priority' }, ...optionsOf(priorityTitles)]}
        />
      </div>
    </>
  );
}

function FundChoice({ fund, onFund }: Readonly<{ fund: string; onFund: (fund: string) => void }>) {
  const may = useMay();
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') });
  const options = (funds.data?.rows ?? []).map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <div className="w-44">
      <Select aria-label="Fund" value={fund} onChange={onFund} options={[{ value: ANY, label: 'Any fund' }, ...options]} />
    </div>
  );
}

const NoMatch = ({ onClear }: Readonly<{ onClear: () => void }>) => (
  <EmptyState
    icon={Search}
    title="No call matches"
    text="No capital call has this text, fund, status and priority together."
    action={<Button onClick={onClear}>Show all calls</Button>}
  />
);

const NoCalls = () => (
  <EmptyState
    title="No capital call yet"
    text="Draw one up once a fund has its first closing: choose the uses, see every investor’s share and the notice it gives before anything is written."
  />
);
