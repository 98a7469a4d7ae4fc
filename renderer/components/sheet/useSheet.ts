import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { announce } from '../LiveRegion.tsx';
import { type GridPosition, moved } from '../table/gridState.ts';
import { fromTsv, toTsv } from '../table/tsv.ts';
import { type History, noHistory, redo, remember, undo } from './history.ts';
import type { EditEnd } from './SheetCell.tsx';
import {
  type Block,
  type CellEntry,
  clearEntries,
  fillDownEntries,
  heldText,
  pasteEntries,
  type SheetColumn,
  type SheetDraft,
  settledText,
  withEntries,
} from './sheetDraft.ts';

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
  const { columns, rows, rowId, draft, frameRef, scrollTo, page } = input;
  const [cursor, setCursor] = useState<Cursor>({ active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } });
  const [editing, setEditing] = useState<string | null>(null);
  const drafting = useDrafting(input);
  const wantsFocus = useRef(false);
  const frame = { rows: rows.length, columns: columns.length, page, selectable: false, idAt: String };
  const block = blockOf(cursor);
  const at = { row: rows[cursor.active.row], column: columns[cursor.active.column] };

  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    wantsFocus.current = false;
    const { row, column } = cursor.active;
    frameRef.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: true });
  });

  const go = (active: GridPosition, extend = false) => {
    wantsFocus.current = true;
    if (active.row >= 0) scrollTo(active.row);
    setCursor({ active, anchor: extend ? cursor.anchor : active });
  };
  const edit = (text?: string) => {
    if (!at.row || !at.column || at.column.type === 'readonly') return;
    setEditing(text ?? heldText(at.column, at.row, draft[rowId(at.row)]?.[at.column.id]));
  };
  const endEdit = (end: EditEnd | null) => {
    setEditing(null);
    wantsFocus.current = end?.move !== 'stay';
    if (!end || !at.row || !at.column) return;
    const [id, columnId] = [rowId(at.row), at.column.id];
    const text = settledText(at.column, at.row, end.text);
    if (text !== heldText(at.column, at.row, draft[id]?.[columnId])) drafting.write([{ rowId: id, columnId, text }]);
    const key = { down: 'ArrowDown', up: 'ArrowUp', left: 'ArrowLeft', right: 'ArrowRight', stay: '' }[end.move];
    const next = moved(cursor.active, key, false, frame);
    if (next && next.row >= 0) go(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as HTMLElement).dataset.cell === undefined) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const next = event.altKey ? undefined : moved(cursor.active, event.key, ctrl, frame);
    if (next) go(next.row < 0 ? { ...next, row: 0 } : next, event.shiftKey);
    else if (!keyCommand(event, ctrl)) return;
    event.preventDefault();
  };
  const keyCommand = (event: KeyboardEvent, ctrl: boolean): boolean => {
    const key = event.key.toLowerCase();
    if (ctrl && key === 'z') (event.shiftKey ? drafting.redo : drafting.undo)();
    else if (ctrl && key === 'y') drafting.redo();
    else if (ctrl && key === 'd') drafting.write(fillDownEntries(block, draft, { rows, columns, rowId }));
    else if (ctrl && key === 'a')
      setCursor({ anchor: { row: 0, column: 0 }, active: { row: rows.length - 1, column: columns.length - 1 } });
    else if (ctrl) return false;
    else if (key === 'delete' || key === 'backspace') drafting.write(clearEntries(block, { rows, columns, rowId }));
    else if (key === 'enter' || key === 'f2') edit();
    else if (event.key.length === 1 && !event.altKey) edit(event.key);
    else return false;
    return true;
  };
  return {
    cursor: cursor.active,
    block,
    editing,
    endEdit,
    go,
    canUndo: drafting.canUndo,
    canRedo: drafting.canRedo,
    undo: drafting.undo,
    redo: drafting.redo,
    handlers: {
      onKeyDown,
      onMouseDown: (event: MouseEvent<HTMLDivElement>) => pressCell(event, go),
      onDoubleClick: () => editing === null && edit(),
      onPaste: (event: ClipboardEvent<HTMLDivElement>) => {
        if (editing !== null) return;
        event.preventDefault();
        const entries = pasteEntries(fromTsv(event.clipboardData.getData('text/plain')), block, { rows, columns, rowId });
        drafting.write(entries);
        announce(`Pasted ${entries.length} cells.`);
      },
      onCopy: (event: ClipboardEvent<HTMLDivElement>) => {
        if (editing !== null) return;
        event.preventDefault();
        event.clipboardData.setData('text/plain', copyBlock(input, block));
        announce('Copied.');
      },
    },
  };
}

function useDrafting<Row>({ draft, onDraftChange }: SheetInput<Row>) {
  const [history, setHistory] = useState<History<SheetDraft>>(noHistory);
  const write = (entries: readonly CellEntry[]) => {
    if (entries.length === 0) return;
    setHistory(remember(history, draft));
    onDraftChange(withEntries(draft, entries));
  };
  const travel = (step: ReturnType<typeof undo<SheetDraft>>, word: string) => {
    if (!step) return;
    setHistory(step.history);
    onDraftChange(step.value);
    announce(word);
  };
  return {
    write,
    undo: () => travel(undo(history, draft), 'Undone.'),
    redo: () => travel(redo(history, draft), 'Done again.'),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

function blockOf({ active, anchor }: Cursor): Block {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

function pressCell(event: MouseEvent<HTMLDivElement>, go: (active: GridPosition, extend: boolean) => void): void {
  const element = event.target as HTMLElement;
  if (event.button !== 0 || element.closest('input, button')) return;
  const [row, column] = element.closest<HTMLElement>('[data-cell]')?.dataset.cell?.split(':').map(Number) ?? [];
  if (row === undefined || column === undefined) return;
  event.preventDefault();
  go({ row, column }, event.shiftKey);
}

function copyBlock<Row>({ rows, columns, rowId, draft }: SheetInput<Row>, block: Block): string {
  const chosen = columns.slice(block.left, block.right + 1);
  return toTsv(
    rows.slice(block.top, block.bottom + 1).map((row) => chosen.map((column) => heldText(column, row, draft[rowId(row)]?.[column.id]))),
  );
}
