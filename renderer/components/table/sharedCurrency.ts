import { defaultWidths } from './gridLayout.ts';
import type { TableColumn } from './tableTypes.ts';

/** The three letters before an amount and the room between. */
const LETTERS = 28;

const NONE = '';

/** By column, the currency all of its amounts share; nothing where they differ or a column draws its own cells. */
export function sharedCurrencies<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): readonly string[] {
  return columns.map((column) => {
    if (column.type !== 'money' || column.currency !== undefined || column.cell) return NONE;
    let shared = NONE;
    for (const row of rows) {
      const currency = column.value(row)?.currency;
      if (currency === undefined || currency === shared) continue;
      if (shared !== NONE) return NONE;
      shared = currency;
    }
    return shared;
  });
}

/** Says a shared currency once, in the header; the cells are that much narrower. */
export function nameCurrencies<Row>(columns: readonly TableColumn<Row>[], shared: readonly string[]): readonly TableColumn<Row>[] {
  return columns.map((column, index) => {
    const currency = shared[index] ?? NONE;
    return currency === NONE || column.type !== 'money'
      ? column
      : { ...column, currency, width: (column.width ?? defaultWidths.money) - LETTERS };
  });
}
