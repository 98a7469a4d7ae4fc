import { type Currency, isCurrency } from '#shared/currencies.ts';
import { type BusinessDate, businessDate, isBusinessDate } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { parseCsv } from './csv.ts';

/** Euro reference rates: what one euro cost, by day. */
export type EcbDay = Readonly<{ on: BusinessDate; rates: readonly Readonly<{ currency: Currency; rate: string }>[] }>;
export type EcbFile = Readonly<{
  /** Oldest day first. */
  days: readonly EcbDay[];
  /** Currencies the file names that are not in today's list of currencies, such as those that became euros. */
  leftOut: readonly string[];
  /** Each names its place and what to do; a file with a problem is not imported. */
  problems: readonly string[];
}>;

const MOST_PROBLEMS = 20;
const RATE = /^\d{1,12}(\.\d{1,12})?$/;

/** Reads the daily or historic XML of the ECB, or its daily or historic CSV. */
export const parseEcb = (text: string): EcbFile => (/^\uFEFF?\s*</.test(text) ? parseXml(text) : parseTable(text));

class Collector {
  readonly #days = new Map<BusinessDate, Map<Currency, string>>();
  readonly #leftOut = new Set<string>();
  readonly #problems: string[] = [];

  problem(sentence: string): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(sentence);
  }

  day(text: string, where: string): BusinessDate | undefined {
    if (!isBusinessDate(text)) {
      this.problem(`${where}: “${text}” is not a date such as 2022-07-08. Fetch the file again.`);
      return undefined;
    }
    const on = businessDate(text);
    if (this.#days.has(on)) this.problem(`${where}: ${on} stands in the file twice. Remove one of them.`);
    else this.#days.set(on, new Map());
    return on;
  }

  rate(on: BusinessDate, code: string, text: string, where: string): void {
    const rates = this.#days.get(on)!;
    if (!/^[A-Z]{3}$/.test(code)) this.problem(`${where}: “${code}” is not a currency code. Fetch the file again.`);
    else if (!RATE.test(text) || new Decimal(text).isZero())
      this.problem(`${where}: the rate of ${code} on ${on} is “${text}”, which is not a number above zero. Fetch the file again.`);
    else if (!isCurrency(code)) this.#leftOut.add(code);
    else if (rates.has(code)) this.problem(`${where}: ${code} stands twice on ${on}. Remove one of them.`);
    else rates.set(code, decimalText(new Decimal(text)));
  }

  file(): EcbFile {
    const days = [...this.#days]
      .filter(([, rates]) => rates.size > 0)
      .map(([on, rates]) => ({ on, rates: [...rates].map(([currency, rate]) => ({ currency, rate })) }))
      .sort((left, right) => (left.on < right.on ? -1 : 1));
    if (days.length === 0) this.problem('The file holds no rate. Choose a file of euro reference rates of the ECB.');
    return { days, leftOut: [...this.#leftOut].sort(), problems: this.#problems };
  }
}

const CUBE = /<Cube\b([^<>]*?)\/?>/g;
const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*(?:'([^']*)'|"([^"]*)")`)
    .exec(text)
    ?.slice(1)
    .find((value) => value !== undefined);

/** Only `Cube` elements carry anything: one with a time begins a day, one with a currency is a rate of the day begun last. */
function parseXml(text: string): EcbFile {
  const found = new Collector();
  const body = text.replace(/<!--[\s\S]*?-->/g, '');
  if (!/<\/(?:\w+:)?Envelope>\s*$/.test(body)) found.problem('The file ends before its closing tag. Fetch it again.');
  let on: BusinessDate | undefined;
  for (const [element, attributes = ''] of body.matchAll(CUBE)) {
    const time = attribute(attributes, 'time');
    if (time !== undefined) {
      on = found.day(time, element);
      continue;
    }
    const [code, rate] = [attribute(attributes, 'currency'), attribute(attributes, 'rate')];
    if (code === undefined && rate === undefined) continue;
    if (code === undefined || rate === undefined) found.problem(`${element} lacks its currency or its rate. Fetch the file again.`);
    else if (on === undefined) found.problem(`${element} stands outside of a day. Fetch the file again.`);
    else found.rate(on, code, rate, element);
  }
  return found.file();
}

/** The table begins with a line of currency codes and ends every line with a comma; `N/A` is a day without that rate. */
function parseTable(text: string): EcbFile {
  const found = new Collector();
  const { rows, problems } = parseCsv(text, { delimiter: ',' });
  for (const { sentence } of problems) found.problem(sentence);
  const [header, ...lines] = rows;
  const codes = header?.cells.map((cell) => cell.trim()) ?? [];
  if (codes[0] !== 'Date') found.problem('The first line does not begin with “Date”. Choose the CSV file of the ECB reference rates.');
  else
    for (const { line, cells } of lines)
      readLine(
        found,
        codes,
        cells.map((cell) => cell.trim()),
        `Line ${line}`,
      );
  return found.file();
}

function readLine(found: Collector, codes: readonly string[], cells: readonly string[], where: string): void {
  const on = found.day(dateOf(cells[0] ?? ''), where);
  if (on === undefined) return;
  if (cells.length > codes.length && cells.slice(codes.length).some((cell) => cell !== ''))
    found.problem(`${where} has more cells than the first line names. Fetch the file again.`);
  for (const [index, code] of codes.entries()) {
    const cell = cells[index] ?? '';
    if (index > 0 && code !== '' && cell !== '' && cell !== 'N/A') found.rate(on, code, cell, where);
  }
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The historic table writes 2022-07-08, the daily one 08 July 2022. */
function dateOf(text: string): string {
  const [, day, month, year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return text;
  return `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
