import { useMemo } from 'react';
import type { Money } from '#shared/money.ts';
import { totalOf } from './cellValue.ts';
import type { ServerTable, TableColumn } from './tableTypes.ts';

export type Total = Money | 'mixed' | null;

/** By column: the total of what is selected, or of every row that matches; never of only the rows loaded so far. */
export function useTotals<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  rowId: (row: Row) => string,
  selected: ReadonlySet<string>,
  server: ServerTable | undefined,
): ReadonlyMap<string, Total> {
  const ofSelection = selected.size > 0;
  const given = server?.totals;
  const partial = server?.hasMore === true && !ofSelection;
  const counted = useMemo(
    () => (ofSelection ? rows.filter((row) => selected.has(rowId(row))) : rows),
    [ofSelection, rows, rowId, selected],
  );
  return useMemo(() => {
    const entries = columns.flatMap((column): [string, Total][] => {
      if (column.type !== 'money' || !column.total) return [];
      const known = ofSelection ? undefined : given?.[column.id];
      return [[column.id, known ?? (partial ? null : totalOf(counted.map((row) => column.value(row))))]];
    });
    return new Map(entries);
  }, [columns, counted, ofSelection, partial, given]);
}
