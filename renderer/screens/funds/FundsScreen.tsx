import { Building2, Plus, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { basisTitles, type FundStatus, fundStatusTitles, vehicleTitles } from '#shared/model/funds.ts';
import { FundDialog } from './FundDialog.tsx';
import { optionsOf, statusTones } from './fundText.ts';
import { OrganisationDialog } from './OrganisationDialog.tsx';

type Fund = QueryOutput<'funds.list'>['rows'][number];
const ANY = 'any';

const columns: readonly TableColumn<Fund>[] = [
  { id: 'name', header: 'Fund', type: 'text', value: ({ name }) => name, width: 190, grow: 2, filterable: false },
  {
    id: 'organisation',
    header: 'Organisation',
    type: 'text',
    value: ({ organisation }) => organisation,
    width: 150,
    grow: 1,
    filterable: false,
  },
  {
    id: 'status',
    header: 'Status',
    type: 'badge',
    value: ({ status }) => ({ text: fundStatusTitles[status], tone: statusTones[status] }),
    width: 115,
    filterable: false,
  },
  {
    id: 'vintage',
    header: 'Vintage',
    type: 'number',
    value: ({ vintage }) => (vintage === null ? null : String(vintage)),
    width: 80,
    filterable: false,
  },
  {
    id: 'netAssets',
    header: 'Net assets',
    type: 'money',
    value: ({ netAssets }) => netAssets?.amount ?? null,
    width: 155,
    sortable: false,
    filterable: false,
  },
  {
    id: 'asOfOn',
    header: 'As of',
    type: 'date',
    value: ({ netAssets }) => netAssets?.asOfOn ?? null,
    width: 105,
    sortable: false,
    filterable: false,
  },
  {
    id: 'navsToApprove',
    header: 'NAVs waiting',
    type: 'number',
    value: ({ navsToApprove }) => navsToApprove,
    width: 110,
    sortable: false,
    filterable: false,
  },
  {
    id: 'basis',
    header: 'Counted in',
    type: 'text',
    value: ({ basis }) => basisTitles[basis],
    width: 120,
    sortable: false,
    filterable: false,
  },
  { id: 'currency', header: 'Currency', type: 'text', value: ({ currency }) => currency, width: 95, hidden: true, filterable: false },
  {
    id: 'vehicleType',
    header: 'Vehicle',
    type: 'text',
    value: ({ vehicleType }) => vehicleTitles[vehicleType],
    width: 160,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  {
    id: 'targetSize',
    header: 'Target size',
    type: 'money',
    value: ({ targetSize }) => targetSize,
    width: 170,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];
/** Worked out in the window from other columns, so the host does not export it. */
const shownOnly = ['asOfOn'];

const sortable = ['name', 'organisation', 'vintage', 'status', 'currency'] as const;
const sortOf = (sort: TableSort | null) => {
  const by = sortable.find((column) => column === sort?.columnId);
  return by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {};
};

export function FundsScreen() {
  const needs = useNeeds();
  const may = useMay();
  const [adding, setAdding] = useState<'fund' | 'organisation' | null>(null);
  useScreenCommands(
    may('funds.edit') ? [{ id: 'funds.add', title: 'Add a fund', group: 'Funds', keys: 'n', run: () => setAdding('fund') }] : [],
  );
  return (
    <Screen
      title="Funds"
      description="Every fund with its latest approved net assets. Net assets appear once each open class has an approved NAV."
      fill
      actions={
        <>
          <Button icon={Building2} reasons={needs('funds.edit')} onClick={() => setAdding('organisation')}>
            Add organisation
          </Button>
          <Button variant="primary" icon={Plus} reasons={needs('funds.edit')} onClick={() => setAdding('fund')}>
            Add fund
          </Button>
        </>
      }
    >
      <NeedsPermission permission="funds.view">
        <FundTable />
      </NeedsPermission>
      {adding === 'fund' && <FundDialog onClose={() => setAdding(null)} />}
      {adding === 'organisation' && <OrganisationDialog onClose={() => setAdding(null)} />}
    </Screen>
  );
}

function FundTable() {
  const goTo = useGoTo();
  const may = useMay();
  const [view, setView] = useSearchParam('view');
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<string>(ANY);
  const [sort, setSort] = useState<TableSort | null>(null);
  const filter = useMemo(
    () => ({
      ...(search.trim() === '' ? {} : { search: search.trim() }),
      ...(status === ANY ? {} : { status: status as FundStatus }),
      ...(view === 'waiting' ? { waiting: true } : {}),
    }),
    [search, status, view],
  );
  const asked = { filter, ...sortOf(sort) };
  const funds = useAskPages('funds.list', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('funds.list', asked, columns, shownOnly);
  const clear = () => {
    setSearch('');
    setStatus(ANY);
    setView(null);
  };
  if (funds.error) return <LoadFailed of="the funds" error={funds.error} onRetry={funds.refetch} />;
  return (
    <>
      {view === 'waiting' && <WaitingNote onClear={clear} />}
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Funds"
        columns={columns}
        rows={funds.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => goTo(view === 'waiting' ? `/funds/${id}?tab=nav` : `/funds/${id}`)}
        loading={funds.isPending}
        height="fill"
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: funds.total ?? undefined,
          hasMore: funds.hasMore,
          loadingMore: funds.isLoadingMore,
          onLoadMore: funds.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        toolbar={<FundFilters search={search} onSearch={setSearch} status={status} onStatus={setStatus} />}
        empty={<NoFunds narrowed={Object.keys(filter).length > 0} onClear={clear} />}
      />
    </>
  );
}

function WaitingNote({ onClear }: Readonly<{ onClear: () => void }>) {
  const all = (
    <Button size="small" onClick={onClear}>
      Show all funds
    </Button>
  );
  return (
    <div className="mb-3">
      <Callout tone="info" action={all}>
        Only funds with a NAV that waits for approval. Open one to look at it and decide.
      </Callout>
    </div>
  );
}

type FundFiltersProps = Readonly<{ search: string; onSearch: (text: string) => void; status: string; onStatus: (status: string) => void }>;

function FundFilters({ search, onSearch, status, onStatus }: FundFiltersProps) {
  return (
    <>
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search funds"
        placeholder="Fund or organisation"
        className="w-56"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <div className="w-40">
        <Select
          aria-label="Status"
          value={status}
          onChange={onStatus}
          options={[{ value: ANY, label: 'Any status' }, ...optionsOf(fundStatusTitles)]}
        />
      </div>
    </>
  );
}

function NoFunds({ narrowed, onClear }: Readonly<{ narrowed: boolean; onClear: () => void }>) {
  if (narrowed)
    return (
      <EmptyState
        icon={Search}
        title="No fund matches"
        text="No fund has this name, status and view together."
        action={<Button onClick={onClear}>Show all funds</Button>}
      />
    );
  return (
    <EmptyState
      title="No fund yet"
      text="Add the organisation that manages it, then the fund. Its classes, terms, bank accounts and NAVs follow on its own page."
    />
  );
}
