import { ArrowRight, CircleCheck, CircleX } from 'lucide-react';
import type { Money } from '#shared/money.ts';
import { Button } from '../Button.tsx';
import { MoneyText } from '../MoneyText.tsx';
import { SheetCell } from './SheetCell.tsx';
import { type CellAddress, hasTotals, type SheetColumn, type SheetProblem, type SheetReading, shownText } from './sheetDraft.ts';
import type { SheetDesk } from './useSheet.ts';

const endAligned = <Row,>(column: SheetColumn<Row>): boolean =>
  column.type === 'amount' || column.type === 'percent' || (column.type === 'readonly' && column.alignEnd === true);

export function SheetHead<Row>({ columns, template }: Readonly<{ columns: readonly SheetColumn<Row>[]; template: string }>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => (
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

type SheetRowProps<Row> = Readonly<{
  row: Row;
  id: string;
  name: string;
  columns: readonly SheetColumn<Row>[];
  desk: SheetDesk;
  reading: SheetReading;
  problems: readonly SheetProblem[];
  problemId: string;
  index: number;
  start: number;
  template: string;
}>;

export function SheetRow<Row>({ row, id, name, columns, desk, reading, problems, problemId, index, start, template }: SheetRowProps<Row>) {
  const { top, bottom, left, right } = desk.block;
  const several = top !== bottom || left !== right;
  const style = { gridTemplateColumns: template, transform: `translateY(${start}px)` };
  return (
    <div role="row" aria-rowindex={index + 2} className="grid-row grid-body-row" style={style}>
      {columns.map((column, at) => {
        const active = desk.cursor.row === index && desk.cursor.column === at;
        const cell = reading.cells[id]?.[column.id];
        return (
          <SheetCell
            key={column.id}
            row={index}
            column={at}
            label={`${column.header} of ${name}`}
            shown={column.type === 'readonly' && column.cell ? column.cell(row) : cell ? shownText(column, cell) : ''}
            kind={column.type === 'readonly' ? 'readonly' : 'entry'}
            alignEnd={endAligned(column)}
            active={active}
            inRange={several && index >= top && index <= bottom && at >= left && at <= right}
            problemId={problems.some((problem) => problem.rowId === id && problem.columnId === column.id) ? problemId : null}
            editing={active ? desk.editing : null}
            onEnd={desk.endEdit}
          />
        );
      })}
    </div>
  );
}

type SheetFootProps<Row> = Readonly<{
  columns: readonly SheetColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  reading: SheetReading;
  template: string;
}>;

export function SheetFoot<Row>({ columns, rows, rowId, reading, template }: SheetFootProps<Row>) {
  if (!hasTotals(columns)) return null;
  return (
    <div role="rowgroup" className="grid-foot mt-auto">
      <div role="row" aria-rowindex={rows.length + 2} className="grid-row" style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => {
          const total = column.type === 'amount' && column.total !== false ? columnTotal(column, rows, rowId, reading) : null;
          return (
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

/** What can be read, added up; a cell with a problem counts for nothing until it is mended. */
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
  id: string;
  problems: readonly SheetProblem[];
  columns: readonly SheetColumn<Row>[];
  nameOf: (rowId: string) => string;
  at: CellAddress | undefined;
  onJump: (problem: SheetProblem) => void;
}>;

/** The problem under the cursor, or the first one, how many there are, and a way to the next. */
export function SheetStatus<Row>({ id, problems, columns, nameOf, at, onJump }: SheetStatusProps<Row>) {
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
      <span id={id} role="status" className="min-w-0 truncate">
        <span className="font-medium">
          {nameOf(shown.rowId)}, {columns.find((column) => column.id === shown.columnId)?.header}:
        </span>{' '}
        {shown.reason}
      </span>
      <Button size="small" variant="quiet" iconAfter={ArrowRight} className="ms-auto" onClick={() => onJump(next)}>
        {problems.length === 1 ? 'Go to the cell' : `Next of ${problems.length}`}
      </Button>
    </div>
  );
}
