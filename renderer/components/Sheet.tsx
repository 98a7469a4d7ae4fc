import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowRight, CircleCheck, CircleX, Redo2, Undo2 } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import type { Money } from '#shared/money.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { MoneyText } from './MoneyText.tsx';
import { SheetCell } from './sheet/SheetCell.tsx';
import { readSheet, type SheetColumn, type SheetDraft, type SheetProblem, type SheetReading, shownText } from './sheet/sheetDraft.ts';
import { useSheet } from './sheet/useSheet.ts';
import { useRowHeight } from './table/useRowHeight.ts';

export type { SheetColumn, SheetDraft, SheetReading } from './sheet/sheetDraft.ts';
export { readSheet } from './sheet/sheetDraft.ts';

type SheetProps<Row> = Readonly<{
  label: string;
  columns: readonly SheetColumn<Row>[];
  /** In the order and the selection the caller wants; entries stay with their row id. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Names a row in problems: "Alder Pension Fund". */
  rowName: (row: Row) => string;
  draft: SheetDraft;
  onDraftChange: (draft: SheetDraft) => void;
  /** Problems the host found, beside those the sheet finds itself. */
  errors?: readonly SheetProblem[];
  height?: number;
  toolbar?: ReactNode;
}>;

export function Sheet<Row>(props: SheetProps<Row>) {
  const { label, columns, rows, rowId, rowName, draft, onDraftChange, errors = [], height = 420, toolbar } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const reading = useMemo(() => readSheet(columns, rows, rowId, draft), [columns, rows, rowId, draft]);
  const problems = useMemo(() => [...reading.problems, ...errors], [reading, errors]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frameRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: rowHeight * 2,
  });
  const page = Math.max(1, Math.floor(height / rowHeight) - 3);
  const sheet = useSheet({ columns, rows, rowId, draft, onDraftChange, frameRef, scrollTo: virtualizer.scrollToIndex, page });
  const template = columns.map(({ width = 140, grow = 0 }) => (grow > 0 ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' ');
  const wide = columns.reduce((running, { width = 140 }) => running + width, 0);
  const jump = (problem: SheetProblem) =>
    sheet.go({
      row: rows.findIndex((row) => rowId(row) === problem.rowId),
      column: columns.findIndex(({ id }) => id === problem.columnId),
    });

  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex items-center gap-1 pb-2">
        {toolbar}
        <span className="ms-auto" />
        <IconButton
          icon={Undo2}
          label="Undo"
          shortcut="Ctrl+Z"
          onClick={sheet.undo}
          reasons={sheet.canUndo ? [] : [{ text: 'Nothing has been changed yet.' }]}
        />
        <IconButton
          icon={Redo2}
          label="Redo"
          shortcut="Ctrl+Y"
          onClick={sheet.redo}
          reasons={sheet.canRedo ? [] : [{ text: 'Nothing has been undone.' }]}
        />
      </div>
      <div className="overflow-hidden rounded-card border border-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a virtualised grid is no table element */}
        <div
          ref={frameRef}
          role="grid"
          aria-label={label}
          aria-rowcount={rows.length + 2}
          aria-colcount={columns.length}
          aria-multiselectable
          tabIndex={-1}
          {...sheet.handlers}
          className="grid-frame"
          style={{ height: Math.min(height, (rows.length + 2) * rowHeight + 2) }}
        >
          <div className="flex min-h-full flex-col" style={{ minWidth: wide }}>
            <SheetHead columns={columns} template={template} />
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
              {virtualizer.getVirtualItems().map(({ index, start }) => (
                <SheetRow
                  key={index}
                  {...props}
                  sheet={sheet}
                  reading={reading}
                  problems={problems}
                  index={index}
                  start={start}
                  template={template}
                />
              ))}
            </div>
            <SheetFoot columns={columns} rows={rows} rowId={rowId} reading={reading} template={template} />
          </div>
        </div>
      </div>
      <SheetStatus
        problems={problems}
        columns={columns}
        nameOf={(id) => rowName(rows.find((row) => rowId(row) === id) ?? (rows[0] as Row))}
        at={cursorAddress(sheet.cursor, props)}
        onJump={jump}
      />
    </div>
  );
}

function cursorAddress<Row>(cursor: { row: number; column: number }, { rows, rowId, columns }: SheetProps<Row>) {
  const row = rows[cursor.row];
  return row === undefined ? undefined : { rowId: rowId(row), columnId: columns[cursor.column]?.id ?? '' };
}

function SheetHead<Row>({ columns, template }: Readonly<{ columns: readonly SheetColumn<Row>[]; template: string }>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid is no table element
    <div role="rowgroup" className="grid-head">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the head of a sheet has nothing to act on */}
      <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + 1}
            data-align={endAligned(column) ? 'end' : undefined}
            className="grid-cell sheet-cell"
          >
            <span className="clip">
              {column.header}
              {column.type === 'amount' && <span className="ms-1 text-mini">{column.currency}</span>}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

type SheetRowProps<Row> = SheetProps<Row> &
  Readonly<{
    sheet: ReturnType<typeof useSheet<Row>>;
    reading: SheetReading;
    problems: readonly SheetProblem[];
    index: number;
    start: number;
    template: string;
  }>;

function SheetRow<Row>({ columns, rows, rowId, rowName, sheet, reading, problems, index, start, template }: SheetRowProps<Row>) {
  const row = rows[index];
  if (row === undefined) return null;
  const id = rowId(row);
  const { top, bottom, left, right } = sheet.block;
  const several = top !== bottom || left !== right;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid is no table element
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      className="grid-row grid-body-row"
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
    >
      {columns.map((column, at) => {
        const active = sheet.cursor.row === index && sheet.cursor.column === at;
        const cell = reading.cells[id]?.[column.id];
        return (
          <SheetCell
            key={column.id}
            row={index}
            column={at}
            label={`${column.header} of ${rowName(row)}`}
            shown={column.type === 'readonly' && column.cell ? column.cell(row) : cell ? shownText(column, cell) : ''}
            kind={column.type === 'readonly' ? 'readonly' : 'entry'}
            alignEnd={endAligned(column)}
            active={active}
            inRange={several && index >= top && index <= bottom && at >= left && at <= right}
            invalid={problems.some((problem) => problem.rowId === id && problem.columnId === column.id)}
            editing={active ? sheet.editing : null}
            onEnd={sheet.endEdit}
          />
        );
      })}
    </div>
  );
}

const endAligned = <Row,>(column: SheetColumn<Row>): boolean =>
  column.type === 'amount' || column.type === 'percent' || (column.type === 'readonly' && column.alignEnd === true);

type SheetFootProps<Row> = Readonly<{
  columns: readonly SheetColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  reading: SheetReading;
  template: string;
}>;

function SheetFoot<Row>({ columns, rows, rowId, reading, template }: SheetFootProps<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid is no table element
    <div role="rowgroup" className="grid-foot mt-auto">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: totals are read, not acted on */}
      <div role="row" aria-rowindex={rows.length + 2} className="grid-row" style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => {
          const total = column.type === 'amount' && column.total !== false ? columnTotal(column, rows, rowId, reading) : null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              key={column.id}
              role="gridcell"
              aria-colindex={index + 1}
              data-align={endAligned(column) ? 'end' : undefined}
              className="grid-cell sheet-cell"
            >
              {total ? <MoneyText amount={total} showCurrency={false} /> : index === 0 && <span className="text-muted">Total</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function columnTotal<Row>(
  column: Extract<SheetColumn<Row>, { type: 'amount' }>,
  rows: readonly Row[],
  rowId: (row: Row) => string,
  reading: SheetReading,
): Money {
  const minors = rows.map((row) => {
    const cell = reading.cells[rowId(row)]?.[column.id];
    return cell?.ok ? (cell.minor ?? 0n) : 0n;
  });
  return { minor: minors.reduce((running, minor) => running + minor, 0n), currency: column.currency };
}

type SheetStatusProps<Row> = Readonly<{
  problems: readonly SheetProblem[];
  columns: readonly SheetColumn<Row>[];
  nameOf: (rowId: string) => string;
  at: { rowId: string; columnId: string } | undefined;
  onJump: (problem: SheetProblem) => void;
}>;

/** The problem under the cursor, or how many there are and a way to the next. */
function SheetStatus<Row>({ problems, columns, nameOf, at, onJump }: SheetStatusProps<Row>) {
  const here = problems.findIndex((problem) => problem.rowId === at?.rowId && problem.columnId === at.columnId);
  const shown = problems[here] ?? problems[0];
  const next = problems[(here + 1) % Math.max(1, problems.length)];
  if (!shown || !next) {
    return (
      <p className="flex min-h-8 items-center gap-1.5 text-muted text-small">
        <CircleCheck size={14} className="text-good" aria-hidden /> Every cell can be read.
      </p>
    );
  }
  return (
    <div className="flex min-h-8 items-center gap-2 text-small">
      <CircleX size={14} className="text-bad" aria-hidden />
      <span id="sheet-problem" role="status" className="min-w-0 truncate">
        <span className="font-medium">
          {nameOf(shown.rowId)}, {columns.find(({ id }) => id === shown.columnId)?.header}:
        </span>{' '}
        {shown.reason}
      </span>
      <Button size="small" variant="quiet" icon={ArrowRight} className="ms-auto" onClick={() => onJump(next)}>
        {problems.length === 1 ? 'Go to the cell' : `Next of ${problems.length}`}
      </Button>
    </div>
  );
}
