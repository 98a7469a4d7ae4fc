import { useMemo, useState } from 'react';
import type { Money } from '#shared/money.ts';
import { Button } from '../Button.tsx';
import { DataTable } from '../DataTable.tsx';
import { Drawer } from '../Drawer.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { notify } from '../Toasts.tsx';
import { matchesFilter } from '../table/cellValue.ts';
import { sortRows } from '../table/sortRows.ts';
import type { ColumnFilter, TableColumn, TableFilter, TableSort } from '../table/tableTypes.ts';
import { Example } from './Example.tsx';
import { dollars, type Investor, investors } from './sampleRecords.ts';

const columns: readonly TableColumn<Investor>[] = [
  { id: 'name', header: 'Investor', type: 'text', value: (row) => row.name, grow: 2, width: 180 },
  { id: 'id', header: 'Reference', type: 'text', value: (row) => row.id, hidden: true },
  { id: 'fund', header: 'Fund', type: 'text', value: (row) => row.fund, width: 130 },
  { id: 'units', header: 'Units', type: 'number', value: (row) => row.units },
  { id: 'commitment', header: 'Commitment', type: 'money', currency: 'USD', value: (row) => row.commitment, total: true, width: 150 },
  { id: 'net', header: 'Net', type: 'money', currency: 'USD', value: (row) => row.net, total: true },
  { id: 'paidOn', header: 'Paid on', type: 'date', value: (row) => row.paidOn },
  {
    id: 'status',
    header: 'Status',
    type: 'badge',
    value: (row) => row.status,
    options: ['Paid', 'To approve', 'Returned', 'Draft', 'Sent'].map((value) => ({ value, label: value })),
  },
];

const rowId = (row: Investor) => row.id;

export function TableExamples() {
  return (
    <>
      <Example name="DataTable: 100,000 rows, selection, totals, search, filters, column set, export">
        <BigTable />
      </Example>
      <Example name="DataTable: sorted, filtered and paged by the host">
        <ServerTable />
      </Example>
      <Example name="Loading">
        <DataTable label="Loading investors" columns={columns} rows={[]} rowId={rowId} loading />
      </Example>
      <Example name="Empty">
        <DataTable
          label="Investors to be"
          columns={columns}
          rows={[]}
          rowId={rowId}
          empty={
            <EmptyState
              title="No investors yet"
              text="Investors hold units in a fund and receive its distributions. Import your register, or add them one at a time."
              action={
                <>
                  <Button>Add investor</Button>
                  <Button variant="primary">Import register</Button>
                </>
              }
            />
          }
        />
      </Example>
    </>
  );
}

function BigTable() {
  const rows = useMemo(() => investors(100_000), []);
  const [open, setOpen] = useState<Investor | null>(null);
  return (
    <>
      <DataTable
        label="Investors"
        columns={columns}
        rows={rows}
        rowId={rowId}
        selectable
        searchable
        height={420}
        negative="parens"
        onOpen={setOpen}
        onExport={(format) => notify({ title: `Export as ${format.toUpperCase()} asked for`, tone: 'info' })}
        selectionActions={(ids) => (
          <Button size="small" variant="primary">
            Approve {ids.length.toLocaleString('en-US')}
          </Button>
        )}
      />
      <Drawer open={open !== null} onOpenChange={() => setOpen(null)} title={open?.name ?? ''} description={open?.fund}>
        <KeyValueList
          items={[
            { label: 'Reference', value: open?.id },
            { label: 'Units', value: open?.units.toLocaleString('en-US') },
            { label: 'Paid on', value: open?.paidOn ?? 'not yet' },
          ]}
        />
      </Drawer>
    </>
  );
}

const PAGE = 200;

/** What a host would add up in SQL. */
function totalsOf(rows: readonly Investor[]) {
  const sum = (amounts: readonly (Money | null)[]) => dollars(amounts.reduce((running, amount) => running + (amount?.minor ?? 0n), 0n));
  return { commitment: sum(rows.map((row) => row.commitment)), net: sum(rows.map((row) => row.net)) };
}

/** Stands in for a host that answers in keyset pages. */
function ServerTable() {
  const all = useMemo(() => investors(5_000), []);
  const [loaded, setLoaded] = useState(PAGE);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [filter, setFilter] = useState<TableFilter>({});
  const answer = useMemo(() => {
    const matching = all.filter((row) => columns.every((column) => passes(column, filter[column.id], row)));
    const column = columns.find(({ id }) => id === sort?.columnId);
    return sort && column ? sortRows(matching, column, sort.direction) : matching;
  }, [all, filter, sort]);
  const rows = useMemo(() => answer.slice(0, loaded), [answer, loaded]);
  return (
    <DataTable
      label="Investors from the host"
      columns={columns}
      rows={rows}
      rowId={rowId}
      height={240}
      server={{
        total: answer.length,
        totals: totalsOf(answer),
        hasMore: loaded < answer.length,
        onLoadMore: () => setLoaded(loaded + PAGE),
        sort,
        onSort: setSort,
        filter,
        onFilter: setFilter,
      }}
    />
  );
}

const passes = (column: TableColumn<Investor>, filter: ColumnFilter | undefined, row: Investor): boolean =>
  filter === undefined || matchesFilter(column, filter, row);
