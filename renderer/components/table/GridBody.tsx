import { type ReactNode, useMemo, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import type { NegativeStyle } from '../MoneyText.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { BodyRow } from './BodyRow.tsx';
import { FooterRow } from './FooterRow.tsx';
import { layoutOf } from './gridLayout.ts';
import type { GridEvent, GridFrame, GridState } from './gridState.ts';
import { HeaderRow } from './HeaderRow.tsx';
import type { ServerTable } from './tableTypes.ts';
import { useGridEvents } from './useGridEvents.ts';
import { useGridVirtualizer, useLoadMore } from './useGridVirtualizer.ts';
import { useCellScale, useRowHeight } from './useRowHeight.ts';
import type { TableModel } from './useTableModel.ts';
import { useTotals } from './useTotals.ts';

type GridBodyProps<Row> = Readonly<{
  label: string;
  model: TableModel<Row>;
  rowId: (row: Row) => string;
  grid: GridState;
  onGridChange: (grid: GridState) => void;
  onOpen: ((row: Row) => void) | undefined;
  loading: boolean;
  selectable: boolean;
  negative: NegativeStyle;
  height: number | 'fill';
  server: ServerTable | undefined;
}>;

const SKELETON_ROWS = 8;
const BORDERS = 2;

export function GridBody<Row>(props: GridBodyProps<Row>) {
  const { label, model, rowId, grid, loading, selectable, height, server } = props;
  const { rows, columns } = model;
  const frameRef = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const { widths, resize, layout, totals } = useGridLayout(props);
  const fixedRows = totals.size > 0 && rows.length > 0 ? 2 : 1;
  const columnCount = columns.length + (selectable ? 1 : 0);
  const active = { row: Math.min(grid.active.row, rows.length - 1), column: Math.min(grid.active.column, columnCount - 1) };
  const virtualizer = useGridVirtualizer({
    frameRef,
    count: rows.length,
    rowHeight,
    activeRow: active.row,
    fixed: fixedRows * rowHeight + BORDERS,
  });
  const page = Math.max(1, Math.floor((frameRef.current?.clientHeight ?? 0) / rowHeight) - fixedRows - 1);
  const frame: GridFrame = { rows: rows.length, columns: columnCount, page, selectable, idAt: (row) => rowId(rows[row] as Row) };
  const scrollTo = (row: number) => virtualizer.scrollToIndex(row);
  const current = { ...grid, active };
  const { step, handlers } = useGridEvents({ ...props, rows, columns, grid: current, frame, scrollTo, frameRef });
  const drawn = virtualizer.getVirtualItems();
  useLoadMore(server, drawn.at(-1)?.index ?? 0, rows.length);

  const waiting = loading && rows.length === 0;
  const total = server ? (server.total ?? (server.hasMore ? undefined : rows.length)) : rows.length;
  const parts = { ...props, active, layout, step, resize, widths };
  return (
    <div
      ref={frameRef}
      role="grid"
      aria-label={label}
      aria-rowcount={total === undefined ? -1 : total + fixedRows}
      aria-colcount={columnCount}
      aria-multiselectable={selectable || undefined}
      aria-busy={loading || undefined}
      tabIndex={-1}
      {...handlers}
      className={classes('grid-frame', height === 'fill' && rows.length > 0 && 'min-h-0 flex-1')}
      style={frameStyle(height, rows.length, ((waiting ? SKELETON_ROWS : rows.length) + fixedRows) * rowHeight + BORDERS)}
    >
      <div className="flex min-h-full flex-col" style={{ minWidth: layout.minWidth }}>
        <GridHead {...parts} />
        {waiting ? (
          <SkeletonRows columns={columns.length} />
        ) : (
          <div role={rows.length > 0 ? 'rowgroup' : undefined} className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {drawn.map(({ index, start }) => drawRow(parts, index, start))}
          </div>
        )}
        {fixedRows === 2 && (
          <FooterRow
            {...props}
            columns={columns}
            totals={totals}
            label={footerLabel(grid.selected.size, total ?? rows.length)}
            rowIndex={(total ?? rows.length) + 2}
            template={layout.template}
          />
        )}
      </div>
    </div>
  );
}

function useGridLayout<Row>({ model: { columns, rows }, rowId, grid, selectable, server }: GridBodyProps<Row>) {
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const scale = useCellScale();
  const totals = useTotals(columns, rows, rowId, grid.selected, server);
  const layout = useMemo(() => layoutOf(columns, widths, selectable, totals, scale), [columns, widths, selectable, totals, scale]);
  const resize = (id: string, width: number) => setWidths({ ...widths, [id]: Math.max(56, Math.round(width)) });
  return { widths, resize, layout, totals };
}

/** A grid that fills has the height it is given; any other is as tall as its rows, up to its limit. */
function frameStyle(height: number | 'fill', rowCount: number, natural: number) {
  if (height === 'fill') return rowCount > 0 ? undefined : { height: natural };
  return { height: Math.min(natural, height) };
}

const footerLabel = (selected: number, total: number): string =>
  selected > 0 ? `Selected (${selected.toLocaleString('en-US')})` : `Total (${total.toLocaleString('en-US')})`;

type PartsProps<Row> = GridBodyProps<Row> &
  Readonly<{
    active: { row: number; column: number };
    layout: { template: string };
    step: (event: GridEvent) => boolean;
    resize: (columnId: string, width: number) => void;
  }>;

function GridHead<Row>({ model, grid, selectable, active, layout, step, resize }: PartsProps<Row>) {
  const [openFilter, setOpenFilter] = useState<string | null>(null);
  const allSelected = model.rows.length > 0 && grid.selected.size >= model.rows.length;
  return (
    <div role="rowgroup" className="grid-head">
      <HeaderRow
        model={model}
        template={layout.template}
        activeColumn={active.row === -1 ? active.column : null}
        selectable={selectable}
        allSelected={allSelected}
        someSelected={grid.selected.size > 0}
        onToggleAll={() => step({ type: allSelected ? 'clear' : 'selectAll' })}
        onActivate={(column) => step({ type: 'press', position: { row: -1, column }, ctrl: false, shift: false, onBox: false })}
        openFilter={openFilter}
        onOpenFilter={setOpenFilter}
        onResize={resize}
      />
    </div>
  );
}

function drawRow<Row>(
  { model, rowId, grid, active, layout, selectable, onOpen, negative }: PartsProps<Row>,
  index: number,
  start: number,
): ReactNode {
  const row = model.rows[index];
  if (row === undefined) return null;
  const id = rowId(row);
  return (
    <BodyRow
      key={id}
      row={row}
      index={index}
      start={start}
      columns={model.columns}
      template={layout.template}
      selectable={selectable}
      selected={grid.selected.has(id)}
      activeColumn={active.row === index ? active.column : null}
      opens={onOpen !== undefined}
      negative={negative}
    />
  );
}

function SkeletonRows({ columns }: Readonly<{ columns: number }>) {
  return Array.from({ length: SKELETON_ROWS }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity and never move
    <div key={row} aria-hidden className="flex h-row items-center gap-6 border-line/60 border-b px-3">
      {Array.from({ length: columns }, (_unused, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity and never move
        <Skeleton key={column} className={(row + column) % 2 === 0 ? 'h-2.5 flex-1' : 'h-2.5 flex-2'} />
      ))}
    </div>
  ));
}
