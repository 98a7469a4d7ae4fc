import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { announce } from '../LiveRegion.tsx';
import type { NegativeStyle } from '../MoneyText.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { BodyRow } from './BodyRow.tsx';
import { plainText } from './cellValue.ts';
import { FooterRow } from './FooterRow.tsx';
import { type GridEvent, type GridFrame, type GridState, gridStep } from './gridState.ts';
import { HeaderRow } from './HeaderRow.tsx';
import type { ServerTable, TableColumn } from './tableTypes.ts';
import { toTsv } from './tsv.ts';
import { useRowHeight } from './useRowHeight.ts';
import type { TableModel } from './useTableModel.ts';

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
  const { label, model, rowId, grid, loading, selectable, negative, height, server } = props;
  const { rows, columns } = model;
  const frameRef = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [openFilter, setOpenFilter] = useState<string | null>(null);
  const hasFooter = rows.length > 0 && columns.some((column) => column.type === 'money' && column.total);
  const { template, minWidth } = useMemo(() => layout(columns, widths, selectable), [columns, widths, selectable]);
  const active = clampActive(grid, rows.length, columns.length + (selectable ? 1 : 0));
  const virtualizer = useGridVirtualizer(frameRef, rows.length, rowHeight, active.row, hasFooter ? 2 : 1);
  const frame: GridFrame = {
    rows: rows.length,
    columns: columns.length + (selectable ? 1 : 0),
    page: Math.max(1, Math.floor((frameRef.current?.clientHeight ?? 0) / rowHeight) - (hasFooter ? 3 : 2)),
    selectable,
    idAt: (row) => rowId(rows[row] as Row),
  };
  const { step, onKeyDown, onMouseDown, onDoubleClick } = useGridEvents(
    { ...props, grid: { ...grid, active } },
    frame,
    virtualizer.scrollToIndex,
    frameRef,
  );
  useLoadMore(server, virtualizer.getVirtualItems().at(-1)?.index ?? 0, rows.length);

  const shownRows = loading && rows.length === 0 ? SKELETON_ROWS : rows.length;
  const natural = (shownRows + 1 + (hasFooter ? 1 : 0)) * rowHeight + BORDERS;
  const total = server?.total ?? (server?.hasMore ? undefined : rows.length);
  const allSelected = rows.length > 0 && grid.selected.size >= rows.length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid is no table element
    <div
      ref={frameRef}
      role="grid"
      aria-label={label}
      aria-rowcount={total === undefined ? -1 : total + 1 + (hasFooter ? 1 : 0)}
      aria-colcount={frame.columns}
      aria-multiselectable={selectable || undefined}
      aria-busy={loading || undefined}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onDoubleClick={onDoubleClick}
      onCopy={(event) => copyRows(event, { ...props, grid: { ...grid, active } })}
      className={classes('grid-frame', height === 'fill' && rows.length > 0 && 'min-h-0 flex-1')}
      style={height === 'fill' && rows.length > 0 ? undefined : { height: Math.min(natural, height === 'fill' ? natural : height) }}
    >
      <div className="flex min-h-full flex-col" style={{ minWidth }}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className="grid-head">
          <HeaderRow
            model={model}
            template={template}
            activeColumn={active.row === -1 ? active.column : null}
            selectable={selectable}
            allSelected={allSelected}
            someSelected={grid.selected.size > 0}
            onToggleAll={() => step({ type: allSelected ? 'clear' : 'selectAll' })}
            onActivate={(column) => step({ type: 'press', position: { row: -1, column }, ctrl: false, shift: false, onBox: false })}
            openFilter={openFilter}
            onOpenFilter={setOpenFilter}
            onResize={(id, width) => setWidths({ ...widths, [id]: Math.max(56, Math.round(width)) })}
          />
        </div>
        {loading && rows.length === 0 ? (
          <SkeletonRows columns={columns.length} />
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div role={rows.length > 0 ? 'rowgroup' : undefined} className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              const id = rowId(row);
              return (
                <BodyRow
                  key={id}
                  row={row}
                  index={index}
                  start={start}
                  columns={columns}
                  template={template}
                  selectable={selectable}
                  selected={grid.selected.has(id)}
                  activeColumn={active.row === index ? active.column : null}
                  opens={props.onOpen !== undefined}
                  negative={negative}
                />
              );
            })}
          </div>
        )}
        {hasFooter && (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div role="rowgroup" className="grid-foot mt-auto">
            <FooterRow
              columns={columns}
              rows={rows}
              rowId={rowId}
              selected={grid.selected}
              serverTotals={server?.totals}
              rowCount={total ?? rows.length}
              rowIndex={(total ?? rows.length) + 2}
              template={template}
              selectable={selectable}
              negative={negative}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function clampActive({ active }: GridState, rows: number, columns: number) {
  return { row: Math.min(active.row, rows - 1), column: Math.min(active.column, columns - 1) };
}

/** The active row is always drawn, wherever the scroll is, so that the focus is never lost. */
function useGridVirtualizer(
  frameRef: React.RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
  activeRow: number,
  fixedRows: number,
) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeRow < 0 || activeRow >= range.count || indexes.includes(activeRow)) return indexes;
      return [...indexes, activeRow].sort((a, b) => a - b);
    },
    [activeRow],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => frameRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: fixedRows * rowHeight + BORDERS,
    rangeExtractor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are remembered until the density changes
  useEffect(() => virtualizer.measure(), [rowHeight]);
  return virtualizer;
}

function useLoadMore(server: ServerTable | undefined, lastDrawn: number, loaded: number): void {
  const wanted = server !== undefined && server.hasMore && !server.loadingMore && loaded > 0 && lastDrawn >= loaded - 20;
  const onLoadMore = server?.onLoadMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again once per arrival of rows
  useEffect(() => {
    if (wanted) onLoadMore?.();
  }, [wanted, loaded]);
}

function useGridEvents<Row>(
  { grid, onGridChange, onOpen, model: { rows } }: GridBodyProps<Row>,
  frame: GridFrame,
  scrollTo: (index: number) => void,
  frameRef: React.RefObject<HTMLDivElement | null>,
) {
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const { row, column } = grid.active;
    frameRef.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: row >= 0 });
  });
  const step = (event: GridEvent): boolean => {
    const next = gridStep(grid, event, frame);
    if (next === grid) return false;
    wantsFocus.current = true;
    if (next.active.row >= 0) scrollTo(next.active.row);
    onGridChange(next);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!ownCell(event)) return;
    const { key, shiftKey: shift } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const row = rows[grid.active.row];
    if (event.altKey || key === 'Tab' || (ctrl && key.toLowerCase() === 'c')) return;
    if (key === 'Enter' && row !== undefined && onOpen) {
      event.preventDefault();
      onOpen(row);
    } else if (step({ type: 'key', key, ctrl, shift }) || key.startsWith('Arrow') || key === ' ') event.preventDefault();
  };
  const onMouseDown = (event: MouseEvent<HTMLDivElement>) => {
    const position = positionOf(event.target);
    if (!position || position.row < 0 || event.button !== 0) return;
    const element = event.target as HTMLElement;
    if (element.closest('button, a, input')) return;
    if (event.shiftKey) event.preventDefault();
    const onBox = element.closest('[data-box]') !== null;
    step({ type: 'press', position, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, onBox });
    const row = rows[position.row];
    if (element.closest('[data-open]') && row !== undefined && !event.shiftKey && !event.ctrlKey) onOpen?.(row);
  };
  const onDoubleClick = (event: MouseEvent<HTMLDivElement>) => {
    const position = positionOf(event.target);
    const row = position && rows[position.row];
    if (row !== undefined && !(event.target as HTMLElement).closest('[data-open], [data-box]')) onOpen?.(row);
  };
  return { step, onKeyDown, onMouseDown, onDoubleClick };
}

/** Keys pressed in a popup of the header, or in a control inside a cell, are not the grid's. */
function ownCell(event: KeyboardEvent<HTMLDivElement>): boolean {
  const target = event.target as HTMLElement;
  return event.currentTarget.contains(target) && (target.dataset.cell !== undefined || target === event.currentTarget);
}

function positionOf(target: EventTarget): { row: number; column: number } | undefined {
  const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell;
  const [row, column] = cell?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

function copyRows<Row>(
  event: ClipboardEvent<HTMLDivElement>,
  { grid, model: { rows, columns }, rowId, selectable }: GridBodyProps<Row>,
): void {
  if (!event.currentTarget.contains(event.target as Node) || (window.getSelection()?.toString() ?? '') !== '') return;
  const chosen = rows.filter((row) => grid.selected.has(rowId(row)));
  const row = rows[grid.active.row];
  const column = columns[grid.active.column - (selectable ? 1 : 0)];
  const lines =
    chosen.length > 0
      ? [headers(columns), ...chosen.map((each) => columns.map((one) => plainText(one, each)))]
      : [[row && column ? plainText(column, row) : '']];
  event.clipboardData.setData('text/plain', toTsv(lines));
  event.preventDefault();
  announce(chosen.length > 0 ? `Copied ${chosen.length} rows.` : 'Copied the cell.');
}

const headers = <Row,>(columns: readonly TableColumn<Row>[]): string[] =>
  columns.map((column) => (column.type === 'money' && column.currency ? `${column.header} (${column.currency})` : column.header));

const defaultWidths = { text: 160, number: 96, money: 136, date: 112, badge: 128 } as const;

function layout<Row>(columns: readonly TableColumn<Row>[], widths: Readonly<Record<string, number>>, selectable: boolean) {
  const anyGrows = columns.some((column) => widths[column.id] === undefined && growth(column) > 0);
  const tracks = columns.map((column, index) => {
    const chosen = widths[column.id];
    const width = chosen ?? column.width ?? defaultWidths[column.type];
    const share = chosen === undefined ? growth(column) : 0;
    const stretches = share > 0 || (!anyGrows && index === columns.length - 1);
    return { width, track: stretches ? `minmax(${width}px, ${share || 1}fr)` : `${width}px` };
  });
  const box = selectable ? 36 : 0;
  return {
    template: [...(selectable ? [`${box}px`] : []), ...tracks.map(({ track }) => track)].join(' '),
    minWidth: tracks.reduce((running, { width }) => running + width, box),
  };
}

const growth = <Row,>({ grow, type }: TableColumn<Row>): number => grow ?? (type === 'text' ? 1 : 0);

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
