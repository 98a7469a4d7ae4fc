import { MoneyText, type NegativeStyle } from '../MoneyText.tsx';
import { alignsEnd } from './cellValue.ts';
import type { TableColumn } from './tableTypes.ts';
import type { Total } from './useTotals.ts';

type FooterRowProps<Row> = Readonly<{
  columns: readonly TableColumn<Row>[];
  totals: ReadonlyMap<string, Total>;
  /** "Total (1,204)" or "Selected (12)". */
  label: string;
  rowIndex: number;
  template: string;
  selectable: boolean;
  negative: NegativeStyle;
}>;

export function FooterRow<Row>({ columns, totals, label, rowIndex, template, selectable, negative }: FooterRowProps<Row>) {
  const offset = selectable ? 1 : 0;
  return (
    <div role="rowgroup" className="grid-foot mt-auto">
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
    </div>
  );
}

type TotalTextProps<Row> = Readonly<{ total: Total; fallback: string; negative: NegativeStyle; named: TableColumn<Row> }>;

function TotalText<Row>({ total, fallback, negative, named }: TotalTextProps<Row>) {
  if (total === null) return <span className="text-muted">{fallback}</span>;
  if (total === 'mixed') return <span className="font-normal text-muted">several currencies</span>;
  return <MoneyText amount={total} showCurrency={named.type === 'money' && named.currency === undefined} negative={negative} />;
}
