import { parseCsv, unguarded } from '#main/formats/csv.ts';
import { type DecimalMark, detectDecimalMark, parseAmount } from '#shared/amountText.ts';
import { type Currency, digitsOf, isCurrency } from '#shared/currencies.ts';
import { type BusinessDate, isBusinessDate } from '#shared/dates.ts';
import { type JournalField, journalFields, journalFieldTitles, neededJournalFields } from '#shared/model/journals.ts';
import type { ChartAccount, Line } from '#shared/model/ledger.ts';
import { LARGEST_MINOR, type Money } from '#shared/money.ts';
import { imbalances, sideText } from './entry.ts';

export type JournalMapping = Readonly<Partial<Record<JournalField, number | undefined>>>;
export type Problem = Readonly<{ line: number; sentence: string }>;
export type FileLine = Line & Readonly<{ line: number; entry: string; effectiveOn: BusinessDate; memo: string }>;
export type FileEntry = Readonly<{ entry: string; effectiveOn: BusinessDate; memo: string; lines: readonly Line[]; at: readonly number[] }>;
export type ReadJournalFile = Readonly<{
  headers: readonly string[];
  mapping: JournalMapping;
  rows: readonly FileLine[];
  problems: readonly Problem[];
  /** Entries of which a row could not be read: whether the rest balances says nothing. */
  spoiled: ReadonlySet<string>;
}>;

/** What the words of a file stand for in this house. */
export type Words = Readonly<{
  base: Currency;
  accountOf: (text: string) => string | undefined;
  investorOf: (text: string) => string | undefined;
}>;

const synonyms: Readonly<Record<JournalField, readonly string[]>> = {
  entry: ['entry', 'entry id', 'journal', 'journal id', 'journal number', 'voucher', 'batch', 'reference', 'ref', 'document', 'number'],
  effectiveOn: ['effective on', 'effective', 'effective date', 'date', 'posting date', 'booking date', 'gl date', 'value date'],
  memo: ['memo', 'description', 'text', 'narrative', 'comment', 'details'],
  account: ['account', 'account code', 'account number', 'gl account', 'gl code', 'code'],
  investor: ['investor', 'lp', 'limited partner', 'partner', 'investor name', 'investor reference'],
  debit: ['debit', 'dr', 'debit amount'],
  credit: ['credit', 'cr', 'credit amount'],
  amount: ['amount', 'amount debit positive', 'signed amount', 'value', 'net amount'],
  currency: ['currency', 'ccy', 'currency code'],
};

const headerKey = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function guessMapping(headers: readonly string[]): JournalMapping {
  const keys = headers.map(headerKey);
  const used = new Set<number>();
  const found: Partial<Record<JournalField, number>> = {};
  for (const field of journalFields) {
    const column = keys.findIndex((key, index) => !used.has(index) && synonyms[field].includes(key));
    if (column < 0) continue;
    used.add(column);
    found[field] = column;
  }
  return found;
}

type Cells = Readonly<Record<JournalField, string>>;

const cellsOf = (cells: readonly string[], mapping: JournalMapping): Cells =>
  Object.fromEntries(
    journalFields.map((field) => [field, mapping[field] === undefined ? '' : unguarded(cells[mapping[field]] ?? '').trim()]),
  ) as Cells;

/** A CSV file of journal lines, each row read as far as it can be, with everything that is wrong with it. */
export function readJournalFile(text: string, given: JournalMapping | undefined, words: Words, mostLines: number): ReadJournalFile {
  const { rows: all, problems: unread } = parseCsv(text);
  const [head, ...body] = all;
  const headers = head?.cells.map((cell) => cell.trim()) ?? [];
  const mapping = given ?? guessMapping(headers);
  const missing = columnsMissing(mapping);
  const problems: Problem[] = [...unread, ...missing.map((sentence) => ({ line: 1, sentence }))];
  if (body.length === 0) problems.push({ line: 1, sentence: 'The file has no rows below its headings.' });
  if (body.length > mostLines)
    problems.push({
      line: body[mostLines]!.line,
      sentence: `The file has ${body.length} rows; at most ${mostLines} are posted at once. Split it.`,
    });
  const spoiled = new Set<string>();
  if (missing.length > 0) return { headers, mapping, rows: [], problems, spoiled };
  const cells = body.slice(0, mostLines).map((row) => ({ line: row.line, cells: cellsOf(row.cells, mapping) }));
  const mark = detectDecimalMark(cells.flatMap(({ cells: { debit, credit, amount } }) => [debit, credit, amount])) ?? '.';
  const rows: FileLine[] = [];
  for (const { line, cells: each } of cells) {
    const read = lineOf(line, each, words, mark);
    if (typeof read !== 'string') rows.push(read);
    else {
      problems.push({ line, sentence: read });
      spoiled.add(each.entry);
    }
  }
  return { headers, mapping, rows, problems, spoiled };
}

function columnsMissing(mapping: JournalMapping): string[] {
  const missing = neededJournalFields.filter((field) => mapping[field] === undefined);
  const hasAmount = mapping.amount !== undefined || mapping.debit !== undefined || mapping.credit !== undefined;
  return [
    ...missing.map((field) => `No column holds “${journalFieldTitles[field]}”. Choose it.`),
    ...(hasAmount ? [] : ['No column holds an amount. Choose “Debit” and “Credit”, or “Amount (debit positive)”.']),
  ];
}

/** One row as a line of an entry, or what is wrong with it. */
function lineOf(line: number, cells: Cells, words: Words, mark: DecimalMark): FileLine | string {
  const { entry, effectiveOn, memo, account, investor, currency = '' } = cells;
  if (entry === '') return 'no entry is named';
  if (!isBusinessDate(effectiveOn)) return `“${effectiveOn}” is not a date such as 2026-11-20`;
  const code = words.accountOf(account);
  if (code === undefined) return account === '' ? 'no account is named' : `there is no account “${account}”`;
  const investorId = investor === '' ? null : words.investorOf(investor);
  if (investorId === undefined) return `there is no one investor “${investor}”`;
  const unit = currency === '' ? words.base : currency;
  if (!isCurrency(unit)) return `“${currency}” is not a currency`;
  const minor = amountOf(cells, unit, mark);
  if (typeof minor === 'string') return minor;
  return {
    line,
    entry: entry.slice(0, 80),
    effectiveOn,
    memo: memo === '' ? entry : memo,
    account: code,
    investorId,
    amount: { minor, currency: unit },
  };
}

function amountOf({ debit, credit, amount }: Cells, unit: Currency, decimalMark: DecimalMark): bigint | string {
  const filled = [debit, credit, amount].filter((text) => text !== '' && !/^[-0.,\s]*$/.test(text));
  if (filled.length === 0) return 'it has no amount';
  if (filled.length > 1) return 'it has more than one amount; enter a debit or a credit, not both';
  const [text = ''] = filled;
  const read = parseAmount(text, { digits: digitsOf(unit), currency: unit, decimalMark });
  if (!read.ok) return read.reason;
  const minor = text === credit ? -read.minor : read.minor;
  return minor > LARGEST_MINOR || minor < -LARGEST_MINOR ? `“${text}” is more than one amount may hold` : minor;
}

type Standing = Readonly<{
  chart: ReadonlyMap<string, ChartAccount>;
  isInvestor: (id: string) => boolean;
  /** Why nothing may be posted on a day, if so. */
  closed: (on: BusinessDate) => string | undefined;
  spoiled?: ReadonlySet<string>;
}>;

/** The entries of a file, in the order they begin; every row that cannot be posted is named, and one stops them all. */
export function entriesOf(
  rows: readonly FileLine[],
  standing: Standing,
): Readonly<{ entries: readonly FileEntry[]; problems: readonly Problem[] }> {
  const problems = rows.flatMap((row): Problem[] => {
    const sentence = faultOf(row, standing);
    return sentence === undefined ? [] : [{ line: row.line, sentence }];
  });
  const entries = [...Map.groupBy(rows, ({ entry }) => entry)].map(([entry, group]): FileEntry => {
    const [first] = group as [FileLine, ...FileLine[]];
    for (const row of group)
      if (row.effectiveOn !== first.effectiveOn)
        problems.push({ line: row.line, sentence: `entry ${entry} is of ${first.effectiveOn}, this row of ${row.effectiveOn}` });
    const wrong = standing.spoiled?.has(entry) ? undefined : entryFault(entry, group);
    if (wrong !== undefined) for (const { line } of group) problems.push({ line, sentence: wrong });
    const { effectiveOn, memo } = first;
    const lines = group.map(({ account, investorId, amount }): Line => ({ account, investorId, amount }));
    return { entry, effectiveOn, memo, lines, at: group.map(({ line }) => line) };
  });
  return { entries, problems: problems.sort((left, right) => left.line - right.line) };
}

function faultOf({ account, investorId, amount, effectiveOn }: FileLine, { chart, isInvestor, closed }: Standing): string | undefined {
  const found = chart.get(account);
  if (!found) return `the chart of this fund has no account ${account}`;
  if (amount.minor === 0n) return 'it has no amount';
  if (found.isControl && investorId === null) return `account ${found.code} “${found.name}” is kept per investor, and none is named`;
  if (!found.isControl && investorId !== null) return `account ${found.code} “${found.name}” is not kept per investor, and one is named`;
  if (investorId !== null && !isInvestor(investorId)) return 'its investor is not among the investors of the house';
  return closed(effectiveOn);
}

function entryFault(entry: string, group: readonly FileLine[]): string | undefined {
  if (group.length < 2) return `entry ${entry} has this row alone`;
  const differences: readonly Money[] = imbalances(group);
  return differences.length === 0 ? undefined : `debits and credits of entry ${entry} differ by ${differences.map(sideText).join(', ')}`;
}
