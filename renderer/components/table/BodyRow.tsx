import { memo, type ReactNode } from 'react';
import type { BusinessDate } from '#shared/dates.ts';
import { Badge } from '../Badge.tsx';
import { DateText } from '../DateText.tsx';
import { MoneyText, type NegativeStyle } from '../MoneyText.tsx';
import { alignsEnd, plainText } from './cellValue.ts';
import { SelectionBox } from './SelectionBox.tsx';
import type { TableColumn } from './tableTypes.ts';

type BodyRowProps<Row> = Readonly<{
  row: Row;
  index: number;
  start: number;
  columns: readonly TableColumn<Row>[];
  template: string;
  selectable: boolean;
  selected: boolean;
  /** The focused column when this is the active row. */
  activeColumn: number | null;
  opens: boolean;
  negative: NegativeStyle;
}>;

function BodyRowPlain<Row>(props: BodyRowProps<Row>) {
  const { row, index, start, columns, template, selectable, selected, activeColumn, opens, negative } = props;
  const offset = selectable ? 1 : 0;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      className="grid-row grid-body-row"
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
    >
      {selectable && (
        <div
          role="gridcell"
          aria-colindex={1}
          aria-label={selected ? 'Selected' : 'Not selected'}
          data-cell={`${index}:0`}
          data-box
          tabIndex={activeColumn === 0 ? 0 : -1}
          className="grid-cell justify-center"
        >
          <SelectionBox checked={selected} />
        </div>
      )}
      {columns.map((column, columnIndex) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={columnIndex + offset + 1}
          data-cell={`${index}:${columnIndex + offset}`}
          data-align={alignsEnd(column) ? 'end' : undefined}
          tabIndex={activeColumn === columnIndex + offset ? 0 : -1}
          className="grid-cell"
        >
          <span className="clip">
            {opens && columnIndex === 0 ? <OpenText>{cellContent(column, row, negative)}</OpenText> : cellContent(column, row, negative)}
          </span>
        </div>
      ))}
    </div>
  );
}

export const BodyRow = memo(BodyRowPlain) as typeof BodyRowPlain;

/** The name that opens its row by mouse; Enter on any cell does it from the keyboard. */
function OpenText({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <span data-open className="cursor-pointer font-medium hover:text-accent hover:underline hover:underline-offset-3">
      {children}
    </span>
  );
}

function cellContent<Row>(column: TableColumn<Row>, row: Row, negative: NegativeStyle): ReactNode {
  if (column.cell) return column.cell(row);
  if (column.type === 'money') {
    const amount = column.value(row);
    return amount && <MoneyText amount={amount} showCurrency={column.currency === undefined} negative={negative} />;
  }
  if (column.type === 'badge') {
    const badge = column.value(row);
    return badge && <Badge tone={badge.tone}>{badge.text}</Badge>;
  }
  if (column.type === 'date') {
    const date = column.value(row);
    return date && <DateText date={date as BusinessDate} />;
  }
  if (column.type === 'number') {
    const value = column.value(row);
    return typeof value === 'number' || typeof value === 'bigint' ? value.toLocaleString('en-US') : value;
  }
  return plainText(column, row);
}
