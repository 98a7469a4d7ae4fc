import { amountText, ByteParts, type Cell, type Column, cellText, isMoney, type TableWriter } from '#main/documents/table.ts';
import { type CsvValue, writeCsv } from '#main/formats/csv.ts';

/** A table as CSV: an amount takes two columns, the exact number and its currency. */
export function startCsv(columns: readonly Column[]): TableWriter {
  const parts = new ByteParts();
  const titles = columns.flatMap(({ title, kind }) => (kind === 'money' ? [title, `${title} currency`] : [title]));
  parts.addText(writeCsv([titles], { byteOrderMark: true }));
  return {
    add: (rows) => parts.addText(writeCsv(rows.map((row) => columns.flatMap((column, index) => csvCells(column, row[index] ?? null))))),
    finish: async () => parts.joined(),
  };
}

function csvCells({ kind }: Column, cell: Cell): CsvValue[] {
  if (kind === 'money') return isMoney(cell) ? [amountText(cell), cell.currency] : ['', ''];
  if (typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean' || typeof cell === 'string') return [cell];
  return [cell === null ? null : cellText(cell, kind)];
}
