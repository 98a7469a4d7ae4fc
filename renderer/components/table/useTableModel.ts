import {
  type ColumnDef,
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { matchesFilter, matchesSearch } from './cellValue.ts';
import { nameCurrencies, sharedCurrencies } from './sharedCurrency.ts';
import { sortRows } from './sortRows.ts';
import type { ColumnFilter, ServerTable, TableColumn, TableFilter, TableSort } from './tableTypes.ts';

const features = tableFeatures({
  columnFilteringFeature,
  columnVisibilityFeature,
  filteredRowModel: createFilteredRowModel(),
});

/** The table library asks for plain objects; ours may be anything, so each is held in one. */
type Held<Row> = { row: Row };

type ModelInput<Row> = Readonly<{
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  server: ServerTable | undefined;
  hidden: readonly string[] | undefined;
  onHiddenChange: ((hidden: readonly string[]) => void) | undefined;
}>;

export type TableModel<Row> = Readonly<{
  /** In the order shown. */
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  hidden: readonly string[];
  setHidden: (hidden: readonly string[]) => void;
  sort: TableSort | null;
  setSort: (sort: TableSort | null) => void;
  filter: TableFilter;
  setFilter: (filter: TableFilter) => void;
  search: string;
  setSearch: (search: string) => void;
}>;

/** Sort, filter and column set: kept here for rows in memory, handed to the host in server mode. */
export function useTableModel<Row>({ columns, rows, rowId, server, hidden, onHiddenChange }: ModelInput<Row>): TableModel<Row> {
  const [ownSort, setOwnSort] = useState<TableSort | null>(null);
  const [ownFilter, setOwnFilter] = useState<TableFilter>({});
  const [ownHidden, setOwnHidden] = useState<readonly string[]>(() => columns.filter((column) => column.hidden).map((column) => column.id));
  const [search, setSearch] = useState('');
  const byHost = server !== undefined;
  const sort = server ? server.sort : ownSort;
  const filter = server ? server.filter : ownFilter;
  const hiddenNow = hidden ?? ownHidden;

  const found = useMemo(() => {
    const matching = search.trim() === '' ? rows : rows.filter((row) => matchesSearch(columns, search, row));
    return matching.map((row): Held<Row> => ({ row }));
  }, [rows, columns, search]);
  const definitions = useMemo(() => columns.map((column) => defineColumn(column)), [columns]);
  const state = useMemo(
    () => ({
      columnFilters: Object.entries(filter).map(([id, value]) => ({ id, value })),
      columnVisibility: Object.fromEntries(hiddenNow.map((id) => [id, false])),
    }),
    [filter, hiddenNow],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: found,
    getRowId: ({ row }) => rowId(row),
    state,
    manualFiltering: byHost,
  });

  const model = table.getRowModel().rows;
  const ordered = useMemo(() => {
    const matching = model.map(({ original }) => original.row);
    const column = byHost ? undefined : columns.find(({ id }) => id === sort?.columnId);
    return sort && column ? sortRows(matching, column, sort.direction) : matching;
  }, [model, columns, sort, byHost]);
  return {
    rows: ordered,
    columns: useShownColumns(columns, rows, hiddenNow),
    hidden: hiddenNow,
    setHidden: (next) => (onHiddenChange ?? setOwnHidden)(next),
    sort,
    setSort: server ? server.onSort : setOwnSort,
    filter,
    setFilter: server ? server.onFilter : setOwnFilter,
    search,
    setSearch,
  };
}

function useShownColumns<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], hidden: readonly string[]) {
  const currencies = useMemo(() => sharedCurrencies(columns, rows).join(), [columns, rows]);
  return useMemo(
    () => nameCurrencies(columns, currencies.split(',')).filter((column) => !hidden.includes(column.id)),
    [columns, currencies, hidden],
  );
}

function defineColumn<Row>(column: TableColumn<Row>): ColumnDef<typeof features, Held<Row>> {
  return {
    id: column.id,
    accessorFn: ({ row }) => column.value(row) ?? undefined,
    filterFn: (held, _id, filter: ColumnFilter) => matchesFilter(column, filter, held.original.row),
  };
}
