import { digitsOf } from '#shared/currencies.ts';
import { formatMinor, groupThousands, type Money, parseMinor } from '#shared/money.ts';
import { dateLabel } from '../DateText.tsx';
import type { ColumnFilter, TableColumn, TableFilter, TableSort } from './tableTypes.ts';

/** Whether the column's figures stand at the right edge. */
export const alignsEnd = <Row>({ type }: TableColumn<Row>): boolean => type === 'number' || type === 'money';

/** The cell as plain text for copying: exact, ungrouped, without currency. */
export function plainText<Row>(column: TableColumn<Row>, row: Row): string {
  if (column.type === 'money') {
    const amount = column.value(row);
    return amount ? formatMinor(amount.minor, digitsOf(amount.currency)) : '';
  }
  if (column.type === 'badge') return column.value(row)?.text ?? '';
  if (column.type === 'date') return dateLabel(column.value(row) ?? '');
  return String(column.value(row) ?? '');
}

export function matchesFilter<Row>(column: TableColumn<Row>, filter: ColumnFilter, row: Row): boolean {
  if (filter.kind === 'text') return plainText(column, row).toLowerCase().includes(filter.contains.trim().toLowerCase());
  if (filter.kind === 'oneOf') return filter.values.includes(plainText(column, row));
  return inRange(column, filter.from, filter.to, row);
}

function inRange<Row>(column: TableColumn<Row>, from: string | undefined, to: string | undefined, row: Row): boolean {
  if (column.type === 'money') {
    const amount = column.value(row);
    if (!amount) return false;
    const digits = digitsOf(amount.currency);
    const least = from === undefined ? undefined : parseMinor(from, digits);
    const most = to === undefined ? undefined : parseMinor(to, digits);
    return (least === undefined || amount.minor >= least) && (most === undefined || amount.minor <= most);
  }
  if (column.type === 'number') {
    const value = column.value(row);
    return value !== null && (from === undefined || Number(value) >= Number(from)) && (to === undefined || Number(value) <= Number(to));
  }
  const text = plainText(column, row);
  return text !== '' && (from === undefined || text >= from) && (to === undefined || text.slice(0, 10) <= to);
}

/** Whether any of the columns contains the words of a quick search. */
export function matchesSearch<Row>(columns: readonly TableColumn<Row>[], search: string, row: Row): boolean {
  const needle = search.trim().toLowerCase();
  return needle === '' || columns.some((column) => plainText(column, row).toLowerCase().includes(needle));
}

/** Ascending, then descending, then as it came. */
export function nextSort(sort: TableSort | null, columnId: string): TableSort | null {
  if (sort?.columnId !== columnId) return { columnId, direction: 'asc' };
  return sort.direction === 'asc' ? { columnId, direction: 'desc' } : null;
}

export function withFilter(filter: TableFilter, columnId: string, next: ColumnFilter | null): TableFilter {
  const { [columnId]: _gone, ...others } = filter;
  return next ? { ...others, [columnId]: next } : others;
}

/** What a filter asks for, for the chip above the table. */
export function filterText(filter: ColumnFilter): string {
  if (filter.kind === 'text') return `contains “${filter.contains}”`;
  if (filter.kind === 'oneOf') return filter.values.join(', ');
  const [from, to] = [filter.from, filter.to].map((bound) => bound && boundText(bound));
  if (from && to) return `${from} to ${to}`;
  return from ? `from ${from}` : `up to ${to}`;
}

const boundText = (bound: string): string => (/^-?\d+(\.\d+)?$/.test(bound) ? groupThousands(bound) : bound);

/** The sum of a money column; several currencies have none. */
export function totalOf(amounts: readonly (Money | null)[]): Money | 'mixed' | null {
  const present = amounts.filter((amount) => amount !== null);
  const currency = present[0]?.currency;
  if (currency === undefined) return null;
  if (present.some((amount) => amount.currency !== currency)) return 'mixed';
  return { minor: present.reduce((running, amount) => running + amount.minor, 0n), currency };
}
