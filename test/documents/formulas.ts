import type ExcelJS from 'exceljs';

type Scalar = number | string | boolean;
type Value = Scalar | readonly Scalar[];
type Read = (sheet: string, address: string) => Scalar;

/** Computes every formula of a workbook anew, as far as its formulas go; what was stored beside them is not looked at. */
export function recalculated(book: ExcelJS.Workbook): Read {
  const known = new Map<string, Scalar>();
  const read: Read = (sheet, address) => {
    const key = `${sheet}!${address}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const cell = book.getWorksheet(sheet)?.getCell(address);
    if (!cell) throw new Error(`${key} does not exist`);
    const value = cell.formula ? scalar(new Formula(cell.formula, sheet, read).value()) : plain(cell.value);
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}: ${cell.formula}`);
    known.set(key, value);
    return value;
  };
  return read;
}

const MS_PER_DAY = 86_400_000;
const DAYS_BEFORE_1970 = 25_569;
const serialOf = (date: Date) => date.getTime() / MS_PER_DAY + DAYS_BEFORE_1970;
const dateOf = (serial: number) => new Date((serial - DAYS_BEFORE_1970) * MS_PER_DAY);

function plain(value: ExcelJS.CellValue): Scalar {
  if (value === null || value === undefined) return 0;
  if (value instanceof Date) return serialOf(value);
  if (typeof value === 'object') throw new Error(`not a plain value: ${JSON.stringify(value)}`);
  return value;
}

const scalar = (value: Value): Scalar => {
  if (typeof value !== 'object') return value;
  if (value.length !== 1) throw new Error('a range where one value belongs');
  return value[0]!;
};
const list = (value: Value): readonly Scalar[] => (typeof value === 'object' ? value : [value]);
const num = (value: Scalar): number => {
  if (typeof value === 'string') throw new Error(`“${value}” is no number`);
  return Number(value);
};

/** Applies to ranges cell by cell, as a spreadsheet does inside SUMPRODUCT. */
function each(values: readonly Value[], work: (...scalars: Scalar[]) => Scalar): Value {
  const lengths = values.flatMap((value) => (typeof value === 'object' ? [value.length] : []));
  if (lengths.length === 0) return work(...(values as Scalar[]));
  if (new Set(lengths).size > 1) throw new Error(`ranges of different lengths: ${lengths.join(', ')}`);
  return Array.from({ length: lengths[0]! }, (_, index) =>
    work(...values.map((value) => (typeof value === 'object' ? value[index]! : value))),
  );
}

const TOKEN =
  /\s*("[^"]*"|\d+(?:\.\d+)?|(?:[A-Za-z]+!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|[A-Z][A-Z0-9]*(?=\()|<>|<=|>=|[-+*/^(),<>=])/y;

class Formula {
  readonly #tokens: readonly string[];
  readonly #sheet: string;
  readonly #read: Read;
  #at = 0;

  constructor(text: string, sheet: string, read: Read) {
    this.#tokens = tokensOf(text);
    this.#sheet = sheet;
    this.#read = read;
  }

  value(): Value {
    const value = this.#comparison();
    if (this.#at !== this.#tokens.length) throw new Error(`unread: ${this.#tokens.slice(this.#at).join(' ')}`);
    return value;
  }

  #take(...wanted: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }

  #comparison(): Value {
    let left = this.#sum();
    for (let sign = this.#take('<>', '<=', '>=', '<', '>', '='); sign; sign = this.#take('<>', '<=', '>=', '<', '>', '=')) {
      const [compared, right] = [sign, this.#sum()];
      left = each([left, right], (one, other) => comparisons[compared]!(one, other));
    }
    return left;
  }

  #sum(): Value {
    let left = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const factor = sign === '+' ? 1 : -1;
      left = each([left, this.#product()], (one, other) => num(one) + factor * num(other));
    }
    return left;
  }

  #product(): Value {
    let left = this.#power();
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/')) {
      const divides = sign === '/';
      left = each([left, this.#power()], (one, other) => (divides ? num(one) / num(other) : num(one) * num(other)));
    }
    return left;
  }

  #power(): Value {
    let left = this.#factor();
    while (this.#take('^')) left = each([left, this.#factor()], (one, other) => num(one) ** num(other));
    return left;
  }

  #factor(): Value {
    if (this.#take('-')) return each([this.#factor()], (one) => -num(one));
    if (this.#take('(')) {
      const inner = this.#comparison();
      if (!this.#take(')')) throw new Error('a bracket is open');
      return inner;
    }
    const token = this.#tokens[this.#at]!;
    this.#at += 1;
    if (token.startsWith('"')) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    if (this.#take('(')) return this.#call(token);
    return this.#reference(token);
  }

  #call(name: string): Value {
    const values: Value[] = [];
    while (!this.#take(')')) {
      values.push(this.#comparison());
      this.#take(',');
    }
    const known = functions[name];
    if (!known) throw new Error(`${name} is not a function known here`);
    return known(values);
  }

  #reference(token: string): Value {
    const [place, sheet = this.#sheet] = token.split('!').reverse() as [string, string | undefined];
    const [from, to] = place.replaceAll('$', '').split(':').map(positionOf) as [Position, Position | undefined];
    if (!to) return this.#read(sheet, addressOf(from));
    const cells: Scalar[] = [];
    for (let row = from.row; row <= to.row; row += 1)
      for (let column = from.column; column <= to.column; column += 1) cells.push(this.#read(sheet, addressOf({ row, column })));
    return cells;
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`cannot read “${text.slice(start, start + 40)}”`);
    tokens.push(found[1]!);
  }
  return tokens;
}

type Position = Readonly<{ row: number; column: number }>;
function positionOf(address: string): Position {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return { row: Number(row), column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}
function addressOf({ row, column }: Position): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

const comparisons: Readonly<Record<string, (one: Scalar, other: Scalar) => boolean>> = {
  '=': (one, other) => one === other,
  '<>': (one, other) => one !== other,
  '<': (one, other) => num(one) < num(other),
  '>': (one, other) => num(one) > num(other),
  '<=': (one, other) => num(one) <= num(other),
  '>=': (one, other) => num(one) >= num(other),
};

const numbers = (values: readonly Value[]): number[] => values.flatMap((value) => list(value).map(num));
const datePart = (part: (date: Date) => number) => (values: readonly Value[]) => part(dateOf(num(scalar(values[0]!))));
const cellwise = (work: (...numbers: number[]) => number) => (values: readonly Value[]) =>
  each(values, (...scalars) => work(...scalars.map(num)));

/** Half away from zero, on the decimal the double is nearest to, as spreadsheets do. */
function round(value: number, places: number): number {
  const scaled = Number((Math.abs(value) * 10 ** places).toPrecision(15));
  return Math.sign(value) * (Math.round(scaled) / 10 ** places);
}

function moved([from, months]: readonly number[]): number {
  const date = dateOf(from!);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months! + 1, 0)).getUTCDate();
  return serialOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months!, Math.min(date.getUTCDate(), last))));
}

const functions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  SUM: (values) => numbers(values).reduce((sum, value) => sum + value, 0),
  SUMPRODUCT: (values) =>
    list(each(values, (...cells) => cells.reduce<number>((product, cell) => product * num(cell), 1))).reduce<number>(
      (sum, cell) => sum + num(cell),
      0,
    ),
  MIN: (values) => Math.min(...numbers(values)),
  MAX: (values) => Math.max(...numbers(values)),
  AND: (values) => numbers(values).every((value) => value !== 0),
  OR: (values) => numbers(values).some((value) => value !== 0),
  IF: ([condition, then, otherwise]) => (num(scalar(condition!)) !== 0 ? then! : otherwise!),
  ABS: cellwise(Math.abs),
  INT: cellwise(Math.floor),
  ROUND: cellwise(round),
  YEAR: datePart((date) => date.getUTCFullYear()),
  MONTH: datePart((date) => date.getUTCMonth() + 1),
  DAY: datePart((date) => date.getUTCDate()),
  DATE: (values) => {
    const [year, month, day] = numbers(values) as [number, number, number];
    return serialOf(new Date(Date.UTC(year, month - 1, day)));
  },
  EDATE: (values) => moved(numbers(values)),
};
