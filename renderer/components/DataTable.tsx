import { SearchX } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { EmptyState } from './EmptyState.tsx';
import type { NegativeStyle } from './MoneyText.tsx';
import { GridBody } from './table/GridBody.tsx';
import { emptyGrid, type GridState } from './table/gridState.ts';
import { TableToolbar } from './table/TableToolbar.tsx';
import type { ExportFormat, ServerTable, TableColumn, TableView } from './table/tableTypes.ts';
import { type TableModel, useTableModel } from './table/useTableModel.ts';

export type DataTableProps<Row> = Readonly<{
  /** Names the grid: "Users". */
  label: string;
  /** Keep the array stable (module scope or useMemo). */
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  onOpen?: (row: Row) => void;
  loading?: boolean;
  empty?: ReactNode;
  selectable?: boolean;
  onSelectionChange?: (ids: readonly string[]) => void;
  selectionActions?: (ids: readonly string[]) => ReactNode;
  onExport?: (format: ExportFormat, view: TableView) => void;
  /** The most pixels the grid takes, or the height that is left in its column. */
  height?: number | 'fill';
  toolbar?: ReactNode;
  searchable?: boolean;
  negative?: NegativeStyle;
  server?: ServerTable;
  hidden?: readonly string[];
  onHiddenChange?: (hidden: readonly string[]) => void;
}>;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowId,
    loading = false,
    empty,
    onSelectionChange,
    selectionActions,
    onExport,
    server,
    height = 520,
  } = props;
  const model = useTableModel({ columns, rows, rowId, server, hidden: props.hidden, onHiddenChange: props.onHiddenChange });
  const [grid, setGrid] = useState<GridState>(emptyGrid);
  const latest = useRef(grid);
  const selectedIds = useMemo(() => [...grid.selected], [grid.selected]);

  const change = (next: GridState) => {
    const selectionChanged = next.selected !== latest.current.selected;
    latest.current = next;
    setGrid(next);
    if (selectionChanged) onSelectionChange?.([...next.selected]);
  };
  const exportView = (format: ExportFormat) =>
    onExport?.(format, { columnIds: model.columns.map(({ id }) => id), sort: model.sort, filter: model.filter, selectedIds });

  return (
    <div className={classes('flex min-w-0 flex-col', height === 'fill' && 'min-h-0 flex-1')}>
      <TableToolbar
        label={label}
        model={model}
        allColumns={columns}
        searchable={Boolean(props.searchable) && !server}
        countText={loading ? '' : countText(model.rows.length, server ? server.total : rows.length)}
        selectedCount={grid.selected.size}
        selectionActions={selectionActions?.(selectedIds)}
        onClearSelection={() => change({ ...grid, selected: new Set() })}
        onExport={onExport && exportView}
      >
        {props.toolbar}
      </TableToolbar>
      <div
        className={classes(
          'overflow-hidden rounded-card border border-line bg-surface',
          height === 'fill' && 'flex min-h-0 flex-1 flex-col',
        )}
      >
        <GridBody
          label={label}
          model={model}
          rowId={rowId}
          grid={grid}
          onGridChange={change}
          onOpen={props.onOpen}
          loading={loading}
          selectable={props.selectable ?? false}
          negative={props.negative ?? 'minus'}
          height={height}
          server={server}
        />
        {!loading && model.rows.length === 0 && <NothingHere model={model} empty={empty} />}
      </div>
    </div>
  );
}

function countText(shown: number, total: number | undefined): string {
  const count = shown.toLocaleString('en-US');
  if (total === undefined || total === shown) return `${count} ${shown === 1 ? 'row' : 'rows'}`;
  return `${count} of ${total.toLocaleString('en-US')} rows`;
}

function NothingHere<Row>({ model, empty }: Readonly<{ model: TableModel<Row>; empty: ReactNode }>) {
  const narrowed = model.search.trim() !== '' || Object.keys(model.filter).length > 0;
  if (!narrowed) return empty ?? <EmptyState title="Nothing here yet" text="Rows appear here as soon as there are any." />;
  const clear = () => {
    model.setSearch('');
    model.setFilter({});
  };
  return (
    <EmptyState
      icon={SearchX}
      title="No row matches"
      text="Every row is hidden by the search or a column filter."
      action={<Button onClick={clear}>Clear search and filters</Button>}
    />
  );
}
