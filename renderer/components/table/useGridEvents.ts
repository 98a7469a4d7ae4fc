import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { announce } from '../LiveRegion.tsx';
import { plainText } from './cellValue.ts';
import { type GridEvent, type GridFrame, type GridPosition, type GridState, gridStep } from './gridState.ts';
import type { TableColumn } from './tableTypes.ts';
import { toTsv } from './tsv.ts';

type GridEventsInput<Row> = Readonly<{
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  rowId: (row: Row) => string;
  selectable: boolean;
  grid: GridState;
  onGridChange: (grid: GridState) => void;
  onOpen: ((row: Row) => void) | undefined;
  frame: GridFrame;
  scrollTo: (row: number) => void;
  frameRef: RefObject<HTMLDivElement | null>;
}>;

/** What keys, presses and copying mean to the grid. */
export function useGridEvents<Row>(input: GridEventsInput<Row>) {
  const { rows, grid, onGridChange, onOpen, frame, scrollTo, frameRef } = input;
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
    // A pressed row is under the pointer: moved before the button is let go, the click would be lost.
    if (event.type !== 'press' && next.active.row >= 0) scrollTo(next.active.row);
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
    const element = event.target as HTMLElement;
    if (!position || position.row < 0 || event.button !== 0 || element.closest('button, a, input')) return;
    if (event.shiftKey) event.preventDefault();
    const ctrl = event.ctrlKey || event.metaKey;
    step({ type: 'press', position, ctrl, shift: event.shiftKey, onBox: element.closest('[data-box]') !== null });
  };
  const open = (event: MouseEvent<HTMLDivElement>, wanted: (element: HTMLElement) => boolean) => {
    const position = positionOf(event.target);
    const row = position && rows[position.row];
    if (row !== undefined && !event.shiftKey && !event.ctrlKey && wanted(event.target as HTMLElement)) onOpen?.(row);
  };
  return {
    step,
    handlers: {
      onKeyDown,
      onMouseDown,
      onClick: (event: MouseEvent<HTMLDivElement>) => open(event, (element) => element.closest('[data-open]') !== null),
      onDoubleClick: (event: MouseEvent<HTMLDivElement>) =>
        open(event, (element) => element.closest('[data-open], [data-box], button') === null),
      onCopy: (event: ClipboardEvent<HTMLDivElement>) => copyRows(event, input),
    },
  };
}

/** Keys pressed in a popup of the header, or in a control inside a cell, are not the grid's. */
function ownCell(event: KeyboardEvent<HTMLDivElement>): boolean {
  const target = event.target as HTMLElement;
  return event.currentTarget.contains(target) && (target.dataset.cell !== undefined || target === event.currentTarget);
}

export function positionOf(target: EventTarget): GridPosition | undefined {
  const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell;
  const [row, column] = cell?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

function copyRows<Row>(event: ClipboardEvent<HTMLDivElement>, { rows, columns, rowId, grid, selectable }: GridEventsInput<Row>): void {
  if (!event.currentTarget.contains(event.target as Node) || (window.getSelection()?.toString() ?? '') !== '') return;
  const chosen = rows.filter((row) => grid.selected.has(rowId(row)));
  event.clipboardData.setData(
    'text/plain',
    chosen.length > 0 ? rowsAsTsv(columns, chosen) : activeCellText(rows, columns, grid, selectable),
  );
  event.preventDefault();
  announce(chosen.length > 0 ? `Copied ${chosen.length} rows.` : 'Copied the cell.');
}

/** A line of headers, currencies named, and a line for each row. */
export function rowsAsTsv<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const headers = columns.map((column) =>
    column.type === 'money' && column.currency ? `${column.header} (${column.currency})` : column.header,
  );
  return toTsv([headers, ...rows.map((row) => columns.map((column) => plainText(column, row)))]);
}

function activeCellText<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  { active }: GridState,
  selectable: boolean,
): string {
  const row = rows[active.row];
  const column = columns[active.column - (selectable ? 1 : 0)];
  return row !== undefined && column ? plainText(column, row) : '';
}
