import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { announce } from '../LiveRegion.tsx';
import { type GridPosition, moved } from '../table/gridState.ts';
import { fromTsv, toTsv } from '../table/tsv.ts';
import { positionOf } from '../table/useGridEvents.ts';
import type { EditEnd } from './SheetCell.tsx';
import {
  type Block,
  type CellAddress,
  type CellEntry,
  clearEntries,
  fillDownEntries,
  heldText,
  pasteEntries,
  type SheetColumn,
  type SheetDraft,
  settledText,
} from './sheetDraft.ts';
import { useDrafting } from './useDrafting.ts';

export type SheetInput<Row> = Readonly<{
  columns: readonly SheetColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  draft: SheetDraft;
  onDraftChange: (draft: SheetDraft) => void;
  frameRef: RefObject<HTMLDivElement | null>;
  scrollTo: (row: number) => void;
  page: number;
}>;

type Cursor = Readonly<{ active: GridPosition; anchor: GridPosition }>;

/** The sheet's cursor, editing, clipboard and undo; the draft itself belongs to the caller. */
export function useSheet<Row>(input: SheetInput<Row>) {
  const { columns, rows, rowId, draft } = input;
  const { cursor, block, go, keepFocus, selectAll, frame } = useCursor(input);
  const [editing, setEditing] = useState<string | null>(null);
  const drafting = useDrafting(draft, input.onDraftChange);
  const at = { row: rows[cursor.row], column: columns[cursor.column] };
  const address = at.row !== undefined && at.column ? { rowId: rowId(at.row), columnId: at.column.id } : undefined;
  const held = () =>
    at.row !== undefined && at.column && address ? heldText(at.column, at.row, draft[address.rowId]?.[address.columnId]) : '';

  const edit = (text?: string) => {
    if (at.row !== undefined && at.column && at.column.type !== 'readonly') setEditing(text ?? held());
  };
  const endEdit = (end: EditEnd | null) => {
    setEditing(null);
    if (end?.move !== 'stay') keepFocus();
    if (!end || at.row === undefined || !at.column || !address) return;
    const text = settledText(at.column, at.row, end.text);
    if (text !== held()) drafting.write([{ ...address, text }]);
    const next = moved(cursor, arrowFor[end.move], false, frame);
    if (next && next.row >= 0) go(next);
  };
  const command = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase();
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && key === 'z') (event.shiftKey ? drafting.redo : drafting.undo)();
    else if (ctrl && key === 'y') drafting.redo();
    else if (ctrl && key === 'd') drafting.write(fillDownEntries(block, draft, input));
    else if (ctrl && key === 'a') selectAll();
    else if (ctrl) return false;
    else if (key === 'delete' || key === 'backspace') drafting.write(clearEntries(block, input));
    else if (key === 'enter' || key === 'f2') edit();
    else if (event.key.length === 1 && !event.altKey) edit(event.key);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as HTMLElement).dataset.cell === undefined) return;
    const next = event.altKey ? undefined : moved(cursor, event.key, event.ctrlKey || event.metaKey, frame);
    if (next) go({ ...next, row: Math.max(0, next.row) }, event.shiftKey);
    else if (!command(event)) return;
    event.preventDefault();
  };
  return {
    ...drafting,
    cursor,
    block,
    address,
    editing,
    endEdit,
    goTo: ({ rowId: id, columnId }: CellAddress) => {
      const row = rows.findIndex((candidate) => rowId(candidate) === id);
      if (row >= 0) go({ row, column: columns.findIndex((column) => column.id === columnId) });
    },
    handlers: {
      onKeyDown,
      ...clipboard(input, block, editing !== null, drafting.write),
      onMouseDown: (event: MouseEvent<HTMLDivElement>) => pressCell(event, go),
      onDoubleClick: () => editing === null && edit(),
    },
  };
}

export type SheetDesk = ReturnType<typeof useSheet<unknown>>;

const arrowFor = { down: 'ArrowDown', up: 'ArrowUp', left: 'ArrowLeft', right: 'ArrowRight', stay: '' } as const;

/** While a cell is being edited the clipboard is the editor's. */
function clipboard<Row>(input: SheetInput<Row>, block: Block, editing: boolean, write: (entries: readonly CellEntry[]) => void) {
  return {
    onPaste: (event: ClipboardEvent<HTMLDivElement>) => {
      if (editing) return;
      event.preventDefault();
      const entries = pasteEntries(fromTsv(event.clipboardData.getData('text/plain')), block, input);
      write(entries);
      announce(`Pasted ${entries.length} cells.`);
    },
    onCopy: (event: ClipboardEvent<HTMLDivElement>) => {
      if (editing) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', blockAsTsv(input, block));
      announce('Copied.');
    },
  };
}

/** Where the cursor stands and the block it spans; moves the focus with it. */
function useCursor<Row>({ rows, columns, frameRef, scrollTo, page }: SheetInput<Row>) {
  const [state, setState] = useState<Cursor>({ active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } });
  const wantsFocus = useRef(false);
  const frame = { rows: rows.length, columns: columns.length, page, selectable: false, idAt: String };
  const cursor = { row: Math.min(state.active.row, rows.length - 1), column: Math.min(state.active.column, columns.length - 1) };
  useEffect(() => {
    const cell = wantsFocus.current ? frameRef.current?.querySelector<HTMLElement>(`[data-cell="${cursor.row}:${cursor.column}"]`) : null;
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
  });
  const go = (active: GridPosition, extend = false) => {
    wantsFocus.current = true;
    if (active.row >= 0) scrollTo(active.row);
    setState({ active, anchor: extend ? state.anchor : active });
  };
  const keepFocus = () => {
    wantsFocus.current = true;
  };
  const selectAll = () => setState({ anchor: { row: 0, column: 0 }, active: { row: rows.length - 1, column: columns.length - 1 } });
  return { cursor, block: blockOf(cursor, state.anchor), go, keepFocus, selectAll, frame };
}

function blockOf(active: GridPosition, anchor: GridPosition): Block {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

function pressCell(event: MouseEvent<HTMLDivElement>, go: (active: GridPosition, extend: boolean) => void): void {
  const position = positionOf(event.target);
  if (event.button !== 0 || !position || (event.target as HTMLElement).closest('input, button')) return;
  event.preventDefault();
  go(position, event.shiftKey);
}

function blockAsTsv<Row>({ rows, columns, rowId, draft }: SheetInput<Row>, block: Block): string {
  const chosen = columns.slice(block.left, block.right + 1);
  const lines = rows.slice(block.top, block.bottom + 1);
  return toTsv(lines.map((row) => chosen.map((column) => heldText(column, row, draft[rowId(row)]?.[column.id]))));
}
