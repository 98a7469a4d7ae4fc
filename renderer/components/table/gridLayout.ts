import type { Money } from '#shared/money.ts';
import { amountText } from '../MoneyText.tsx';
import type { TableColumn } from './tableTypes.ts';
import type { Total } from './useTotals.ts';

export type GridLayout = Readonly<{ template: string; minWidth: number }>;

export const defaultWidths = { text: 160, number: 96, money: 128, date: 108, badge: 124 } as const;
const BOX = 36;
const PADDING = 26;
const CHARACTER = 7.6;
const HEADER_CHARACTER = 6.9;

/** The tracks of the grid. No header of figures is cut, and a money column is never narrower than its total: a cut figure is a wrong figure. */
export function layoutOf<Row>(
  columns: readonly TableColumn<Row>[],
  widths: Readonly<Record<string, number>>,
  selectable: boolean,
  totals: ReadonlyMap<string, Total>,
  scale: number,
): GridLayout {
  const anyGrows = columns.some((column) => widths[column.id] === undefined && growth(column) > 0);
  const tracks = columns.map((column, index) => {
    const chosen = widths[column.id];
    const wished = chosen ?? Math.round((column.width ?? defaultWidths[column.type]) * scale);
    const least = chosen === undefined ? headerWidth(column, scale) : 0;
    const width = Math.max(wished, least, totalWidth(totals.get(column.id), scale));
    const share = chosen === undefined ? growth(column) : 0;
    const stretches = share > 0 || (!anyGrows && index === columns.length - 1);
    return { width, track: stretches ? `minmax(${width}px, ${share || 1}fr)` : `${width}px` };
  });
  return {
    template: [...(selectable ? [`${BOX}px`] : []), ...tracks.map(({ track }) => track)].join(' '),
    minWidth: tracks.reduce((running, { width }) => running + width, selectable ? BOX : 0),
  };
}

const growth = <Row>({ grow, type }: TableColumn<Row>): number => grow ?? (type === 'text' ? 1 : 0);

function headerWidth<Row>({ header, type, ...column }: TableColumn<Row>, scale: number): number {
  if (type === 'text') return 0;
  const currency = 'currency' in column && column.currency ? ` ${column.currency}` : '';
  return Math.ceil(`${header}${currency}`.length * HEADER_CHARACTER * scale) + PADDING;
}

function totalWidth(total: Total | undefined, scale: number): number {
  return total && total !== 'mixed' ? Math.ceil(textLength(total) * CHARACTER * scale) + PADDING : 0;
}

const textLength = (total: Money): number => amountText(total, 'parens').length;
