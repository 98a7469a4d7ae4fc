import { Plus } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Select } from '#renderer/components/Select.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { type NavState, navMarkTitles } from '#shared/model/funds.ts';
import { type FundHome, type NavRecord, navTitles, navTones, optionsOf, quantityText } from './fundText.ts';
import { NavDialog } from './NavDialog.tsx';
import { NavDrawer } from './NavDrawer.tsx';

const ANY = 'any';
const columns: readonly TableColumn<NavRecord>[] = [
  { id: 'asOfOn', header: 'As of', type: 'date', value: ({ asOfOn }) => asOfOn, width: 100, filterable: false },
  {
    id: 'className',
    header: 'Class',
    type: 'text',
    value: ({ className }) => className,
    width: 90,
    grow: 1,
    sortable: false,
    filterable: false,
  },
  {
    id: 'netAssets',
    header: 'Net assets',
    type: 'money',
    value: ({ netAssets }) => netAssets,
    width: 160,
    sortable: false,
    filterable: false,
  },
  {
    id: 'units',
    header: 'Units',
    type: 'number',
    value: ({ units }) => units,
    cell: ({ units }) => quantityText(units),
    width: 105,
    sortable: false,
    filterable: false,
  },
  {
    id: 'navPerUnit',
    header: 'NAV per unit',
    type: 'number',
    value: ({ navPerUnit }) => navPerUnit,
    cell: ({ navPerUnit }) => quantityText(navPerUnit),
    width: 110,
    sortable: false,
    filterable: false,
  },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ state, corrected }) =>
      corrected ? { text: 'Corrected since', tone: 'neutral' } : { text: navTitles[state], tone: navTones[state] },
    width: 150,
    sortable: false,
    filterable: false,
  },
  { id: 'mark', header: 'Mark', type: 'text', value: ({ mark }) => navMarkTitles[mark], width: 105, sortable: false, filterable: false },
  {
    id: 'preparedBy',
    header: 'Prepared by',
    type: 'text',
    value: ({ preparedBy }) => preparedBy,
    width: 115,
    sortable: false,
    filterable: false,
  },
  {
    id: 'decidedBy',
    header: 'Decided by',
    type: 'text',
    value: ({ decidedBy }) => decidedBy,
    width: 115,
    sortable: false,
    filterable: false,
  },
];

/** A fund counted in commitments has no units, so two columns would always be empty. */
const columnsOf = (basis: FundHome['fund']['basis']) =>
  basis === 'commitment' ? columns.filter(({ id }) => id !== 'units' && id !== 'navPerUnit') : columns;

export function NavTab({ home }: Readonly<{ home: FundHome }>) {
  const { fund } = home;
  const shown = columnsOf(fund.basis);
  const needs = useNeeds();
  const may = useMay();
  const height = useTableHeight(272);
  const [drafting, setDrafting] = useState<{ corrects: NavRecord | null } | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [state, setState] = useState<string>(ANY);
  const [sort, setSort] = useState<TableSort | null>(null);
  const asked = {
    filter: { fundId: fund.id, ...(state === ANY ? {} : { state: state as NavState }) },
    ...(sort?.columnId === 'asOfOn' ? { sort: { by: 'asOfOn' as const, descending: sort.direction === 'desc' } } : {}),
  };
  const navs = useAskPages('funds.navs', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('funds.navs', asked, shown);
  const open = navs.rows.find(({ id }) => id === openId);
  const noClass = home.classes.some(({ closedOn }) => closedOn === null) ? [] : [{ text: 'The fund has no open class. Add one first.' }];
  if (navs.error) return <LoadFailed of="the NAVs of this fund" error={navs.error} onRetry={navs.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="NAVs"
        columns={shown}
        rows={navs.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        loading={navs.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: navs.total ?? undefined,
          hasMore: navs.hasMore,
          loadingMore: navs.isLoadingMore,
          onLoadMore: navs.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => setState(ANY),
        }}
        toolbar={
          <NavToolbar
            state={state}
            onState={setState}
            reasons={[...needs('funds.draftNav'), ...noClass]}
            onDraft={() => setDrafting({ corrects: null })}
          />
        }
        empty={<EmptyState title="No NAV here" text="Draft the NAV of a class with its evidence; somebody else approves it." />}
      />
      {open && (
        <NavDrawer
          key={open.id}
          fundId={fund.id}
          nav={open}
          onClose={() => setOpenId(null)}
          onCorrect={() => {
            setOpenId(null);
            setDrafting({ corrects: open });
          }}
        />
      )}
      {drafting && <NavDialog home={home} corrects={drafting.corrects} onClose={() => setDrafting(null)} />}
    </>
  );
}

type NavToolbarProps = Readonly<{ state: string; onState: (state: string) => void; reasons: readonly Reason[]; onDraft: () => void }>;

function NavToolbar({ state, onState, reasons, onDraft }: NavToolbarProps) {
  return (
    <>
      <div className="w-52">
        <Select
          aria-label="State"
          value={state}
          onChange={onState}
          options={[{ value: ANY, label: 'Any state' }, ...optionsOf(navTitles)]}
        />
      </div>
      <Button size="small" icon={Plus} reasons={reasons} onClick={onDraft}>
        Draft a NAV
      </Button>
    </>
  );
}
