import { Search } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
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
import { type AllocationStatus, allocationStatusTitles } from '#shared/model/allocations.ts';
import { type Priority, priorityTitles } from '#shared/model/tiers.ts';
import { type AllocationLine, priorityTones, statusTones } from './allocationText.ts';

const ANY = 'any';
const fixed = { sortable: false, filterable: false } as const;

const columns: readonly TableColumn<AllocationLine>[] = [
  { id: 'dealTitle', header: 'Deal', type: 'text', value: ({ dealTitle }) => dealTitle, width: 180, grow: 2, filterable: false },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 150, grow: 1, filterable: false },
  {
    id: 'status',
    header: 'Status',
    type: 'badge',
    value: ({ status }) => ({ text: allocationStatusTitles[status], tone: statusTones[status] }),
    width: 125,
    ...fixed,
  },
  { id: 'amount', header: 'Amount', type: 'money', value: ({ amount }) => amount, width: 150, filterable: false },
  { id: 'called', header: 'Called', type: 'money', value: ({ called }) => called, width: 150, ...fixed },
  { id: 'funded', header: 'Received', type: 'money', value: ({ funded }) => funded, width: 150, hidden: true, ...fixed },
  {
    id: 'priority',
    header: 'Priority',
    type: 'badge',
    value: ({ priority }) => ({ text: priorityTitles[priority], tone: priorityTones[priority] }),
    width: 100,
    ...fixed,
  },
  { id: 'allocatedOn', header: 'Allocated', type: 'date', value: ({ allocatedOn }) => allocatedOn, width: 105, filterable: false },
  {
    id: 'counterparty',
    header: 'Counterparty',
    type: 'text',
    value: ({ counterparty }) => counterparty,
    width: 150,
    hidden: true,
    ...fixed,
  },
  { id: 'reference', header: 'Reference', type: 'text', value: ({ reference }) => reference, width: 110, hidden: true, ...fixed },
  { id: 'project', header: 'Project', type: 'text', value: ({ project }) => project, width: 130, hidden: true, ...fixed },
  { id: 'proposedBy', header: 'Proposed by', type: 'text', value: ({ proposedBy }) => proposedBy, width: 130, hidden: true, ...fixed },
  {
    id: 'daysToDeployment',
    header: 'Days to deployment',
    type: 'number',
    value: ({ daysToDeployment }) => daysToDeployment,
    width: 140,
    hidden: true,
    ...fixed,
  },
];

const sortable = ['dealTitle', 'fund', 'amount', 'allocatedOn'] as const;
const sortOf = (sort: TableSort | null) => {
  const by = sortable.find((column) => column === sort?.columnId);
  return by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {};
};

type Narrowing = Readonly<{ fund: string; priority: string; search: string; status: string }>;
const unnarrowed = { fund: ANY, priority: ANY, search: '' };

const filterOf = (fundId: FundId | undefined, { fund, status, priority, search }: Narrowing) => ({
  ...(fundId !== undefined ? { fundId } : fund === ANY ? {} : { fundId: fund as FundId }),
  ...(status === ANY ? {} : { status: status as AllocationStatus }),
  ...(priority === ANY ? {} : { priority: priority as Priority }),
  ...(search.trim() === '' ? {} : { search: search.trim() }),
});

type AllocationTableProps = Readonly<{
  /** Only those of one fund. */
  fundId?: FundId;
  height: number | 'fill';
  /** Beside the filters. */
  children?: ReactNode;
}>;

export function AllocationTable({ fundId, height, children }: AllocationTableProps) {
  const goTo = useGoTo();
  const may = useMay();
  const [status, setStatus] = useSearchParam('status');
  const [own, setOwn] = useState(unnarrowed);
  const [sort, setSort] = useState<TableSort | null>(null);
  const shown = useMemo(() => (fundId === undefined ? columns : columns.filter(({ id }) => id !== 'fund')), [fundId]);
  const narrowing = { ...own, status: status ?? ANY };
  const narrow = ({ status: next, ...rest }: Narrowing) => {
    setOwn(rest);
    if (next !== narrowing.status) setStatus(next === ANY ? null : next);
  };
  const filter = filterOf(fundId, narrowing);
  const asked = { filter, ...sortOf(sort) };
  const allocations = useAskPages('allocations.list', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('allocations.list', asked, shown);
  const clear = () => narrow({ ...unnarrowed, status: ANY });
  const isNarrowed = Object.keys(filter).length > (fundId === undefined ? 0 : 1);
  if (allocations.error) return <LoadFailed of="the allocations" error={allocations.error} onRetry={allocations.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Allocations"
        columns={shown}
        rows={allocations.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => goTo(`/allocations/${id}`)}
        loading={allocations.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: allocations.total ?? undefined,
          hasMore: allocations.hasMore,
          loadingMore: allocations.isLoadingMore,
          onLoadMore: allocations.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        toolbar={
          <Filters fundId={fundId} narrowing={narrowing} onNarrow={narrow}>
            {children}
          </Filters>
        }
        empty={isNarrowed ? <NoMatch onClear={clear} /> : <NoAllocations />}
      />
    </>
  );
}

type FiltersProps = Readonly<{
  fundId: FundId | undefined;
  narrowing: Narrowing;
  onNarrow: (narrowing: Narrowing) => void;
  children: ReactNode;
}>;

function Filters({ fundId, narrowing, onNarrow, children }: FiltersProps) {
  const put = (part: Partial<Narrowing>) => onNarrow({ ...narrowing, ...part });
  return (
    <>
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search allocations"
        placeholder="Deal, counterparty, reference"
        className="w-64"
        value={narrowing.search}
        onChange={(event) => put({ search: event.target.value })}
      />
      {fundId === undefined && <FundChoice fund={narrowing.fund} onFund={(fund) => put({ fund })} />}
      <div className="w-36">
        <Select
          aria-label="Status"
          value={narrowing.status}
          onChange={(status) => put({ status })}
          options={[{ value: ANY, label: 'Any status' }, ...optionsOf(allocationStatusTitles)]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label="Priority"
          value={narrowing.priority}
          onChange={(priority) => put({ priority })}
          options={[{ value: ANY, label: 'Any priority' }, ...optionsOf(priorityTitles)]}
        />
      </div>
      {children}
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
    title="No allocation matches"
    text="No allocation has this text, fund, status and priority together."
    action={<Button onClick={onClear}>Show all allocations</Button>}
  />
);

const NoAllocations = () => (
  <EmptyState
    title="No allocation yet"
    text="Propose one: name the deal, spread it over the funds, and see every rule held against each amount before anything is written."
  />
);
