import ExcelJS from 'exceljs';
import { digitsOf } from '#shared/currencies.ts';
import { dayNumber, isBusinessDate, isInstant, millisecondsOf } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import { amountText, type Cell, type CellKind, type Column, cellText, type Heading, isMoney, type Row, type TableWriter } from './table.ts';

/** Where the bytes of a workbook go: a writable stream lent by the caller, and what has arrived there. */
export type ByteSink = Readonly<{ stream: NodeJS.WritableStream; bytes(): Uint8Array }>;

const ROWS_PER_SHEET = 1_000_000;
const LONGEST_CELL = 32_767;
const MOST_DIGITS = 15;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Day 0 of a spreadsheet is 1899-12-30. */
const DAYS_BEFORE_1970 = 25_569;

/** One column as it stands in the sheet: an amount takes two, the number and its currency. */
type Part = Readonly<{ title: string; kind: CellKind | 'currency'; source: number; total: boolean; width: number }>;

/** A workbook written row by row: typed cells, frozen header, filter, live totals, and a sheet that says what it is. */
export function startXlsx(heading: Heading, columns: readonly Column[], sink: ByteSink): TableWriter {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    ...{ stream: sink.stream as never, useStyles: true, useSharedStrings: false },
    ...{ creator: heading.preparedBy, lastModifiedBy: heading.preparedBy, created: new Date(heading.at), modified: new Date(heading.at) },
  });
  const parts = columns.flatMap(partsOf);
  const notes = new Notes();
  const sheets = new SheetSeries(book, heading.title, parts, notes);
  return {
    add: (rows) => sheets.add(rows),
    async finish() {
      sheets.close();
      addAboutSheet(book, heading, sheets.rowCount, notes);
      await book.commit();
      return sink.bytes();
    },
  };
}

const widths: Readonly<Record<Part['kind'], number>> = {
  ...{ text: 28, json: 48, integer: 12, decimal: 16, money: 20, currency: 10, date: 12, instant: 21, flag: 8 },
};

function partsOf({ title, kind, total }: Column, source: number): Part[] {
  const width = Math.max(widths[kind], Math.min(title.length + 4, 48));
  const own: Part = { title, kind, source, total: total && (kind === 'integer' || kind === 'decimal' || kind === 'money'), width };
  if (kind !== 'money') return [own];
  return [own, { title: `${title} currency`, kind: 'currency', source, total: false, width: Math.max(widths.currency, title.length + 12) }];
}

/** What a reader must know before trusting the sheet. */
class Notes {
  tooLong = 0;
  tooPrecise = 0;

  sentences(): string[] {
    const { tooLong, tooPrecise } = this;
    return [
      ...(tooPrecise > 0
        ? [`${tooPrecise} numbers have more than ${MOST_DIGITS} digits. Excel cannot hold them, so they are text and not in any total.`]
        : []),
      ...(tooLong > 0 ? [`${tooLong} texts are longer than a cell can hold and were cut; the CSV and JSON exports hold them whole.`] : []),
    ];
  }
}

type Sheet = ExcelJS.stream.xlsx.WorkbookWriter extends { addWorksheet(...args: never[]): infer Made } ? Made : never;

/** The rows in one sheet, or in several when there are more than a sheet may hold. */
class SheetSeries {
  readonly #book: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #title: string;
  readonly #parts: readonly Part[];
  readonly #notes: Notes;
  #sheet: Sheet | undefined;
  #totals: Totals;
  #rowsHere = 0;
  #sheetCount = 0;
  rowCount = 0;

  constructor(book: ExcelJS.stream.xlsx.WorkbookWriter, title: string, parts: readonly Part[], notes: Notes) {
    this.#book = book;
    this.#title = title;
    this.#parts = parts;
    this.#notes = notes;
    this.#totals = new Totals(parts);
    this.#open();
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      if (this.#rowsHere === ROWS_PER_SHEET) {
        this.close();
        this.#open();
      }
      this.#addRow(row);
    }
  }

  close(): void {
    const sheet = this.#sheet!;
    const last = this.#rowsHere + 1;
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(last, 1), column: this.#parts.length } };
    for (const cells of this.#totals.rows(last)) {
      const row = sheet.addRow(cells.map(({ value }) => value));
      row.font = { bold: true };
      cells.forEach(({ format }, index) => {
        if (format) row.getCell(index + 1).numFmt = format;
      });
      row.commit();
    }
    sheet.commit();
  }

  #open(): void {
    this.#sheetCount += 1;
    this.#rowsHere = 0;
    this.#totals = new Totals(this.#parts);
    const name = sheetName(this.#title, this.#sheetCount);
    const sheet = this.#book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = this.#parts.map(({ width }) => ({ width }));
    const header = sheet.addRow(this.#parts.map(({ title }) => title));
    header.font = { bold: true };
    header.commit();
    this.#sheet = sheet;
  }

  #addRow(source: Row): void {
    const row = this.#sheet!.addRow([]);
    this.#parts.forEach((part, index) => {
      const written = this.#cellOf(part, source[part.source] ?? null);
      if (written.value === null) return;
      const cell = row.getCell(index + 1);
      cell.value = written.value;
      if (written.format) cell.numFmt = written.format;
    });
    this.#totals.add(source);
    row.commit();
    this.#rowsHere += 1;
    this.rowCount += 1;
  }

  #cellOf({ kind }: Part, cell: Cell): Written {
    if (cell === null) return { value: null };
    if (isMoney(cell)) {
      return kind === 'currency' ? { value: cell.currency } : this.#number(amountText(cell), moneyFormat(cell.currency));
    }
    if (kind === 'integer' || kind === 'decimal') return this.#number(String(cell), kind === 'integer' ? '0' : 'General');
    if (kind === 'date' && typeof cell === 'string' && isBusinessDate(cell))
      return { value: dayNumber(cell) + DAYS_BEFORE_1970, format: 'yyyy-mm-dd' };
    if (kind === 'instant' && typeof cell === 'string' && isInstant(cell))
      return { value: millisecondsOf(cell) / MILLISECONDS_PER_DAY + DAYS_BEFORE_1970, format: 'yyyy-mm-dd hh:mm:ss "UTC"' };
    return { value: this.#text(cellText(cell, 'text')) };
  }

  #number(text: string, format: string): Written {
    if (fitsNumber(text)) return { value: Number(text), format };
    this.#notes.tooPrecise += 1;
    return { value: text };
  }

  #text(text: string): string {
    if (text.length <= LONGEST_CELL) return text;
    this.#notes.tooLong += 1;
    return `${text.slice(0, LONGEST_CELL - 1)}…`;
  }
}

type Written = Readonly<{ value: string | number | null; format?: string }>;
type TotalCell = Readonly<{ value: ExcelJS.CellValue; format?: string }>;

/** Whether a double holds the number exactly as written. */
const fitsNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text) && text.replace(/^-?0*\.?0*|[.-]/g, '').length <= MOST_DIGITS;

function moneyFormat(currency: string): string {
  const digits = digitsOf(currency as never);
  const number = `#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  return /^[A-Z]{3}$/.test(currency) ? `[$${currency}] ${number}` : number;
}

/** Running sums: the formulas stay live, their last results are written beside them for readers that do not compute. */
class Totals {
  readonly #parts: readonly Part[];
  readonly #numbers = new Map<number, Decimal>();
  readonly #amounts = new Map<number, Map<string, Decimal>>();

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  add(row: Row): void {
    this.#parts.forEach(({ total, source }, index) => {
      const cell = total ? (row[source] ?? null) : null;
      if (cell === null) return;
      const text = isMoney(cell) ? amountText(cell) : String(cell);
      if (!fitsNumber(text)) return;
      if (!isMoney(cell)) this.#numbers.set(index, (this.#numbers.get(index) ?? new Decimal(0)).plus(text));
      else {
        const sums = this.#amounts.get(index) ?? new Map<string, Decimal>();
        sums.set(cell.currency, (sums.get(cell.currency) ?? new Decimal(0)).plus(text));
        this.#amounts.set(index, sums);
      }
    });
  }

  /** One row of totals, and one more for each further currency: amounts of different currencies are never added. */
  rows(lastRow: number): TotalCell[][] {
    const currencies = [...new Set([...this.#amounts.values()].flatMap((sums) => [...sums.keys()]))].sort();
    if (currencies.length === 0 && this.#numbers.size === 0) return [];
    const rows = currencies.length === 0 ? [undefined] : currencies;
    return rows.map((currency, place) => this.#parts.map((part, index) => this.#cell(part, index, { currency, place, lastRow })));
  }

  #cell(
    part: Part,
    index: number,
    { currency, place, lastRow }: Readonly<{ currency: string | undefined; place: number; lastRow: number }>,
  ): TotalCell {
    const range = (column: number) => `${columnLetters(column)}2:${columnLetters(column)}${lastRow}`;
    const amount = currency === undefined ? undefined : this.#amounts.get(index)?.get(currency);
    if (amount && currency !== undefined) {
      const single = this.#amounts.get(index)?.size === 1;
      const formula = single ? `SUM(${range(index + 1)})` : `SUMIF(${range(index + 2)},"${currency}",${range(index + 1)})`;
      return { value: { formula, result: amount.toNumber() }, format: moneyFormat(currency) };
    }
    if (part.kind === 'currency' && currency !== undefined && this.#amounts.get(index - 1)?.has(currency)) return { value: currency };
    const number = place === 0 ? this.#numbers.get(index) : undefined;
    if (number) return { value: { formula: `SUM(${range(index + 1)})`, result: number.toNumber() } };
    return { value: index === 0 ? `Total${currency === undefined ? '' : ` ${currency}`}` : null };
  }
}

export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + rest);
}

/** A name Excel accepts: 31 characters, none of : \ / ? * [ ], no apostrophe at either end, not "History". */
export function sheetName(title: string, number = 1): string {
  const suffix = number > 1 ? ` (${number})` : '';
  const plain = [
    ...title
      .replace(/[:\\/?*[\]\p{Cc}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  const base = plain
    .slice(0, 31 - suffix.length)
    .join('')
    .replace(/^'+|'+$/g, '')
    .trim();
  return `${base === '' || base.toLowerCase() === 'history' ? 'Rows' : base}${suffix}`;
}

function addAboutSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, heading: Heading, rowCount: number, notes: Notes): void {
  const name = sheetName(heading.title).toLowerCase() === 'about this file' ? 'About' : 'About this file';
  const sheet = book.addWorksheet(name);
  sheet.columns = [{ width: 18 }, { width: 100 }];
  const facts: readonly (readonly [string, string | number])[] = [
    ['Title', heading.title],
    ['What', heading.subtitle],
    ['House', heading.house],
    ['Prepared by', heading.preparedBy],
    ['As of', cellText(heading.at, 'instant')],
    ['Rows', rowCount],
    ...notes.sentences().map((sentence) => ['Note', sentence] as const),
  ];
  for (const [label, value] of facts) sheet.addRow([label, value]).commit();
  sheet.commit();
}
