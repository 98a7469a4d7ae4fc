import { useMemo } from 'react';
import type { Money } from '#shared/money.ts';
import { MoneyText, type NegativeStyle } from '../MoneyText.tsx';
import { alignsEnd, totalOf } from './cellValue.ts';
import type { TableColumn } from './tableTypes.ts';

type FooterRowProps<Row> = Readonly<{
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  selected: ReadonlySet<string>;
  serverTotals: Readonly<Record<string, Money>> | undefined;
  rowCount: number;
  rowIndex: number;
  template: string;
  selectable: boolean;
  negative: NegativeStyle;
}>;

/** Totals of what is selected, or of every row that matches. */
export function FooterRow<Row>(props: FooterRowProps<Row>) {
  const { columns, rows, rowId, selected, serverTotals, rowCount, rowIndex, template, selectable, negative } = props;
  const ofSelection = selected.size > 0;
  const counted = useMemo(
    () => (ofSelection ? rows.filter((row) => selected.has(rowId(row))) : rows),
    [ofSelection, rows, rowId, selected],
  );
  const totals = useMemo(
    () => new Map(columns.map((column) => [column.id, columnTotal(column, counted, ofSelection ? undefined : serverTotals)])),
    [columns, counted, ofSelection, serverTotals],
  );
  const count = ofSelection ? selected.size : rowCount;
  const label = `${ofSelection ? 'Selected' : 'Total'} (${count.toLocaleString('en-US')})`;
  const offset = selectable ? 1 : 0;
  return (
    <div role="row" aria-rowindex={rowIndex} className="grid-row" style={{ gridTemplateColumns: template }}>
      {selectable && <div role="gridcell" aria-colindex={1} className="grid-cell" />}
      {columns.map((column, index) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={index + offset + 1}
          data-align={alignsEnd(column) ? 'end' : undefined}
          className="grid-cell"
        >
          <span className="clip">
            <TotalText total={totals.get(column.id) ?? null} fallback={index === 0 ? label : ''} negative={negative} named={column} />
          </span>
        </div>
      ))}
    </div>
  );
}

function columnTotal<Row>(column: TableColumn<Row>, rows: readonly Row[], given: Readonly<Record<string, Money>> | undefined) {
  if (column.type !== 'money' || !column.total) return null;
  return given?.[column.id] ?? totalOf(rows.map((row) => column.value(row)));
}

type TotalTextProps<Row> = Readonly<{ total: Money | 'mixed' | null; fallback: string; negative: NegativeStyle; named: TableColumn<Row> }>;

function TotalText<Row>({ total, fallback, negative, named }: TotalTextProps<Row>) {
  if (total === null) return <span className="text-muted">{fallback}</span>;
  if (total === 'mixed') return <span className="font-normal text-muted">several currencies</span>;
  return <MoneyText amount={total} showCurrency={named.type === 'money' && named.currency === undefined} negative={negative} />;
}
