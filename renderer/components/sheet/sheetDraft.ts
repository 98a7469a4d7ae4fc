import type { ReactNode } from 'react';
import { type AmountText, detectDecimalMark, parseAmount, parsePercent } from '#shared/amountText.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { formatMinor } from '#shared/money.ts';
import { amountText } from '../MoneyText.tsx';

type SheetColumnBase = Readonly<{ id: string; header: string; width?: number; grow?: number }>;

export type AmountSheetColumn<Row> = SheetColumnBase &
  Readonly<{
    type: 'amount';
    currency: Currency;
    /** What stands there before anything is typed. */
    value?: (row: Row) => bigint | null;
    /** The base of a typed percentage, in minor units. */
    percentOf?: (row: Row) => bigint;
    check?: (minor: bigint | null, row: Row) => string | undefined;
    total?: boolean;
  }>;
export type PercentSheetColumn<Row> = SheetColumnBase &
  Readonly<{ type: 'percent'; value?: (row: Row) => string | null; check?: (percent: string | null, row: Row) => string | undefined }>;
export type TextSheetColumn<Row> = SheetColumnBase &
  Readonly<{ type: 'text'; value?: (row: Row) => string | null; check?: (text: string | null, row: Row) => string | undefined }>;
export type ReadonlySheetColumn<Row> = SheetColumnBase &
  Readonly<{ type: 'readonly'; value: (row: Row) => string; cell?: (row: Row) => ReactNode; alignEnd?: boolean }>;

export type SheetColumn<Row> = AmountSheetColumn<Row> | PercentSheetColumn<Row> | TextSheetColumn<Row> | ReadonlySheetColumn<Row>;

/** What was typed, by row and column; kept by row id, so that order and filter never move an entry. */
export type SheetDraft = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type CellReading =
  | Readonly<{ ok: true; minor: bigint | null; text: string }>
  /** What can be read but is refused keeps its figure. */
  | Readonly<{ ok: false; text: string; reason: string; minor?: bigint | null }>;

export type CellAddress = Readonly<{ rowId: string; columnId: string }>;
export type CellEntry = CellAddress & Readonly<{ text: string }>;

/** The text a cell holds now: typed, or given. */
export function heldText<Row>(column: SheetColumn<Row>, row: Row, typed: string | undefined): string {
  if (typed !== undefined && column.type !== 'readonly') return typed;
  if (column.type !== 'amount') return column.value?.(row) ?? '';
  const given = column.value?.(row) ?? null;
  return given === null ? '' : formatMinor(given, digitsOf(column.currency));
}

/** The cell's value, or the sentence that says what is wrong with it. */
export function readCell<Row>(column: SheetColumn<Row>, row: Row, typed: string | undefined): CellReading {
  const text = heldText(column, row, typed);
  if (column.type === 'readonly') return { ok: true, minor: null, text };
  if (column.type === 'text') return checked(text, null, column.check?.(text === '' ? null : text, row));
  if (column.type === 'percent') {
    if (text.trim() === '') return checked('', null, column.check?.(null, row));
    const parsed = parsePercent(text);
    return parsed.ok ? checked(parsed.percent, null, column.check?.(parsed.percent, row)) : { ok: false, text, reason: parsed.reason };
  }
  if (text.trim() === '') return checked('', null, column.check?.(null, row));
  const parsed = readAmount(column, row, text);
  return parsed.ok ? checked(text, parsed.minor, column.check?.(parsed.minor, row)) : { ok: false, text, reason: parsed.reason };
}

function checked(text: string, minor: bigint | null, problem: string | undefined): CellReading {
  return problem === undefined ? { ok: true, text, minor } : { ok: false, text, minor, reason: problem };
}

function readAmount<Row>(column: AmountSheetColumn<Row>, row: Row, text: string, decimalMark?: '.' | ','): AmountText {
  return parseAmount(text, {
    digits: digitsOf(column.currency),
    currency: column.currency,
    decimalMark,
    percentOf: column.percentOf?.(row),
  });
}

/** How the cell is shown when it is not being edited. */
export function shownText<Row>(column: SheetColumn<Row>, reading: CellReading): string {
  if (column.type === 'amount' && typeof reading.minor === 'bigint') return amountText({ minor: reading.minor, currency: column.currency });
  return column.type === 'percent' && reading.ok && reading.text !== '' ? `${reading.text}%` : reading.text;
}

/** An entry in its plainest form, so that it reads the same however it was written; what cannot be read stays as typed. */
export function settledText<Row>(column: SheetColumn<Row>, row: Row, text: string, decimalMark?: '.' | ','): string {
  if (text.trim() === '') return '';
  if (column.type === 'amount') {
    const parsed = readAmount(column, row, text, decimalMark);
    return parsed.ok ? formatMinor(parsed.minor, digitsOf(column.currency)) : text.trim();
  }
  if (column.type !== 'percent') return text.trim();
  const parsed = parsePercent(text, decimalMark);
  return parsed.ok ? parsed.percent : text.trim();
}

export function withEntries(draft: SheetDraft, entries: readonly CellEntry[]): SheetDraft {
  const next: Record<string, Readonly<Record<string, string>>> = { ...draft };
  for (const { rowId, columnId, text } of entries) next[rowId] = { ...next[rowId], [columnId]: text };
  return next;
}

/** A corner and the block from it, in the order shown. */
export type Block = Readonly<{ top: number; left: number; bottom: number; right: number }>;
type SheetFrame<Row> = Readonly<{ rows: readonly Row[]; columns: readonly SheetColumn<Row>[]; rowId: (row: Row) => string }>;

/** Entries of a paste: cell by cell from the corner, or one value into every cell of the block. */
export function pasteEntries<Row>(
  cells: readonly (readonly string[])[],
  block: Block,
  { rows, columns, rowId }: SheetFrame<Row>,
): CellEntry[] {
  const single = cells.length === 1 && cells[0]?.length === 1;
  const height = single ? block.bottom - block.top + 1 : cells.length;
  const width = single ? block.right - block.left + 1 : Math.max(...cells.map((line) => line.length));
  const entries: CellEntry[] = [];
  for (let x = 0; x < width; x += 1) {
    const column = columns[block.left + x];
    if (!column || column.type === 'readonly') continue;
    const mark = detectDecimalMark(cells.map((line) => line[single ? 0 : x] ?? ''));
    for (let y = 0; y < height; y += 1) {
      const row = rows[block.top + y];
      const text = cells[single ? 0 : y]?.[single ? 0 : x];
      if (row !== undefined && text !== undefined)
        entries.push({ rowId: rowId(row), columnId: column.id, text: settledText(column, row, text, mark) });
    }
  }
  return entries;
}

/** Copies the top row of the block into the rows below it; a single cell takes the one above it. */
export function fillDownEntries<Row>(block: Block, draft: SheetDraft, { rows, columns, rowId }: SheetFrame<Row>): CellEntry[] {
  const from = block.top === block.bottom ? block.top - 1 : block.top;
  const source = rows[from];
  if (source === undefined) return [];
  return columns.slice(block.left, block.right + 1).flatMap((column) => {
    if (column.type === 'readonly') return [];
    const text = heldText(column, source, draft[rowId(source)]?.[column.id]);
    return rows.slice(from + 1, block.bottom + 1).map((row) => ({ rowId: rowId(row), columnId: column.id, text }));
  });
}

export function clearEntries<Row>(block: Block, { rows, columns, rowId }: SheetFrame<Row>): CellEntry[] {
  const writable = columns.slice(block.left, block.right + 1).filter(({ type }) => type !== 'readonly');
  return rows
    .slice(block.top, block.bottom + 1)
    .flatMap((row) => writable.map(({ id }) => ({ rowId: rowId(row), columnId: id, text: '' })));
}

export type SheetProblem = CellAddress & Readonly<{ reason: string }>;
export type SheetReading = Readonly<{
  cells: Readonly<Record<string, Readonly<Record<string, CellReading>>>>;
  problems: readonly SheetProblem[];
}>;

/** Every cell's value and every problem, for the caller that writes the sheet. */
export function readSheet<Row>(
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
  rowId: (row: Row) => string,
  draft: SheetDraft,
): SheetReading {
  const problems: SheetProblem[] = [];
  const cells: Record<string, Record<string, CellReading>> = {};
  for (const row of rows) {
    const id = rowId(row);
    const line: Record<string, CellReading> = {};
    for (const column of columns) {
      const reading = readCell(column, row, draft[id]?.[column.id]);
      line[column.id] = reading;
      if (!reading.ok) problems.push({ rowId: id, columnId: column.id, reason: reading.reason });
    }
    cells[id] = line;
  }
  return { cells, problems };
}

/** Whether any column is added up; without one there is nothing to say below the rows. */
export const hasTotals = <Row>(columns: readonly SheetColumn<Row>[]): boolean =>
  columns.some((column) => column.type === 'amount' && column.total !== false);
