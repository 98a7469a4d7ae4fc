import type { ColumnKind } from '#shared/contract/rows.ts';
import { digitsOf } from '#shared/currencies.ts';
import type { Instant } from '#shared/dates.ts';
import { canonicalJson, type Json } from '#shared/json.ts';
import { formatMinor, formatMoney, type Money } from '#shared/money.ts';

/** What a column holds, so that a number is written as a number and a date as a date. */
export type CellKind = ColumnKind;
export type Cell = string | number | bigint | boolean | Money | Json | null;
export type Column = Readonly<{
  key: string;
  title: string;
  kind: CellKind;
  /** Whether adding the column up means anything: amounts do, row numbers do not. */
  total: boolean;
}>;
export type Row = readonly Cell[];

/** What stands above and below the rows. No clock here: the moment is handed in. */
export type Heading = Readonly<{ title: string; subtitle: string; house: string; preparedBy: string; at: Instant }>;

/** Takes rows page by page, so that no writer ever holds the whole table as objects. */
export type TableWriter = Readonly<{ add(rows: readonly Row[]): void; finish(): Promise<Uint8Array> }>;

export const isMoney = (cell: Cell): cell is Money =>
  typeof cell === 'object' && cell !== null && 'minor' in cell && 'currency' in cell && typeof cell.minor === 'bigint';

export const amountText = ({ minor, currency }: Money): string => formatMinor(minor, digitsOf(currency));
/** "2026-11-20 18:24:00 UTC": an instant for a reader, still in UTC and saying so. */
export const instantText = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`;

/** A cell as a person reads it on paper. */
export function cellText(cell: Cell, kind: CellKind): string {
  if (cell === null || cell === undefined) return '';
  if (isMoney(cell)) return formatMoney(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'object') return canonicalJson(cell);
  return kind === 'instant' ? instantText(String(cell)) : String(cell);
}

export const isNumeric = (kind: CellKind): boolean => kind === 'integer' || kind === 'decimal' || kind === 'money';

/** Bytes that grow in parts and are joined once. */
export class ByteParts {
  readonly #parts: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  #length = 0;

  addText(text: string): void {
    this.addBytes(this.#encoder.encode(text));
  }

  addBytes(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  joined(): Uint8Array {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
