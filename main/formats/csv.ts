/** A cell to write. Numbers stay numbers; text that a spreadsheet would run as a formula is made harmless. */
export type CsvValue = string | number | bigint | boolean | null;
export type Delimiter = ',' | ';' | '\t';
export type CsvOptions = Readonly<{ delimiter?: Delimiter; byteOrderMark?: boolean }>;

const BYTE_ORDER_MARK = '\uFEFF';
const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;
/** What a spreadsheet takes for the start of a formula; the apostrophes make the guard itself reversible. */
const RISKY = /^'*[=+\-@\t\r\n]/;

/** RFC 4180: CRLF after every record, cells quoted where they must be. */
export function writeCsv(rows: readonly (readonly CsvValue[])[], options: CsvOptions = {}): string {
  return (options.byteOrderMark === true ? BYTE_ORDER_MARK : '') + rows.map((row) => csvRecord(row, options.delimiter)).join('');
}

export function csvRecord(cells: readonly CsvValue[], delimiter: Delimiter = ','): string {
  const texts = cells.map((cell) => quoted(cellText(cell), delimiter));
  const record = texts.length === 1 && texts[0] === '' ? '""' : texts.join(delimiter);
  return `${record}\r\n`;
}

function cellText(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('a number in a CSV file must be finite');
  return typeof value === 'string' ? guarded(value) : String(value);
}

/** Puts an apostrophe before text that begins like a formula; a signed number is no formula. */
export const guarded = (text: string): string => (RISKY.test(text) && !NUMBER.test(text) ? `'${text}` : text);
/** Takes back what `guarded` added. */
export const unguarded = (text: string): string => (text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text);

function quoted(text: string, delimiter: Delimiter): string {
  const plain = !text.includes(delimiter) && !/["\t\r\n\uFEFF]|^\s|\s$/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}

export type CsvRow = Readonly<{ line: number; cells: readonly string[] }>;
export type CsvProblem = Readonly<{ line: number; sentence: string }>;
export type ParsedCsv = Readonly<{ delimiter: Delimiter; rows: readonly CsvRow[]; problems: readonly CsvProblem[] }>;

/** Reads a file as it came: any line ending, quoted line breaks, blank lines skipped. Quotes out of place are kept and listed. */
export function parseCsv(text: string, { delimiter }: Readonly<{ delimiter?: Delimiter }> = {}): ParsedCsv {
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const used = delimiter ?? sniffDelimiter(body);
  return { delimiter: used, ...new Reader(body, used).read() };
}

const SAMPLE_LENGTH = 65_536;
const SAMPLE_ROWS = 50;

/** The delimiter under which most rows have as many cells as the first; a comma when none splits anything. */
export function sniffDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const candidates: readonly Delimiter[] = [',', ';', '\t'];
  const scored = candidates.map((delimiter) => {
    const rows = new Reader(sample, delimiter).read(SAMPLE_ROWS).rows;
    const width = rows[0]?.cells.length ?? 0;
    const alike = rows.filter(({ cells }) => cells.length === width).length;
    return { delimiter, score: width < 2 ? 0 : alike / rows.length, width };
  });
  return scored.reduce((best, next) => (next.score > best.score || (next.score === best.score && next.width > best.width) ? next : best))
    .delimiter;
}

class Reader {
  readonly #text: string;
  readonly #delimiter: Delimiter;
  readonly #rows: CsvRow[] = [];
  readonly #problems: CsvProblem[] = [];
  #at = 0;
  #line = 1;

  constructor(text: string, delimiter: Delimiter) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  read(mostRows = Number.POSITIVE_INFINITY): { rows: CsvRow[]; problems: CsvProblem[] } {
    while (this.#at < this.#text.length && this.#rows.length < mostRows) this.#readRow();
    return { rows: this.#rows, problems: this.#problems };
  }

  #readRow(): void {
    const line = this.#line;
    const start = this.#at;
    const cells = [this.#readCell()];
    while (this.#text[this.#at] === this.#delimiter) {
      this.#at += 1;
      cells.push(this.#readCell());
    }
    const blank = this.#at === start;
    this.#skipLineEnd();
    if (!blank) this.#rows.push({ line, cells });
  }

  #readCell(): string {
    if (this.#text[this.#at] === '"') return this.#readQuoted();
    const plain = this.#readPlain();
    if (plain.includes('"'))
      this.#problem(
        this.#line,
        'has a quote inside a cell that does not begin with one. Quote the whole cell and double the quotes in it.',
      );
    return plain;
  }

  #readPlain(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !this.#isCellEnd(this.#text[this.#at]!)) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #readQuoted(): string {
    const openedOn = this.#line;
    let value = '';
    let from = this.#at + 1;
    for (;;) {
      const close = this.#text.indexOf('"', from);
      const part = this.#text.slice(from, close < 0 ? undefined : close);
      value += part;
      this.#line += lineEndsIn(part);
      if (close < 0) {
        this.#at = this.#text.length;
        this.#problem(openedOn, 'opens a quote that is never closed. Close it, or double the quote if it belongs to the text.');
        return value;
      }
      if (this.#text[close + 1] !== '"') {
        this.#at = close + 1;
        break;
      }
      value += '"';
      from = close + 2;
    }
    return value + this.#afterQuote();
  }

  #afterQuote(): string {
    const rest = this.#readPlain();
    if (rest !== '') this.#problem(this.#line, 'has text after a closing quote. Double the quotes that belong to the text.');
    return rest;
  }

  #isCellEnd(character: string): boolean {
    return character === this.#delimiter || character === '\n' || character === '\r';
  }

  #skipLineEnd(): void {
    if (this.#at >= this.#text.length) return;
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#line += 1;
  }

  #problem(line: number, what: string): void {
    this.#problems.push({ line, sentence: `Line ${line} ${what}` });
  }
}

const lineEndsIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
