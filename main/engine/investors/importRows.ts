import { type CsvProblem, parseCsv, unguarded } from '#main/formats/csv.ts';
import { ImportRow } from '#shared/contract/investors.ts';
import {
  type ImportField,
  type InvestorKind,
  importFields,
  importFieldTitles,
  investorKinds,
  investorKindTitles,
  MOST_IMPORT_ROWS,
} from '#shared/model/investors.ts';
import { nameKey } from './nameKey.ts';

/** Which column of the file fills which field, by position. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>;
export type RawRow = Readonly<{ line: number; fields: Readonly<Partial<Record<ImportField, string>>> }>;
export type RowProblem = Readonly<{ line: number; field: ImportField | null; sentence: string }>;

const synonyms: Readonly<Record<ImportField, readonly string[]>> = {
  name: ['name', 'investor', 'investor name', 'lp', 'lp name', 'limited partner', 'legal name', 'account name'],
  kind: ['kind', 'type', 'investor type', 'entity type', 'category'],
  country: ['country', 'country code', 'domicile', 'jurisdiction', 'residence'],
  currency: ['currency', 'ccy', 'reporting currency'],
  language: ['language', 'lang', 'locale'],
  reference: ['reference', 'external reference', 'id', 'external id', 'investor id', 'ref', 'account', 'account number'],
  contactName: ['contact', 'contact name', 'contact person', 'primary contact'],
  email: ['email', 'e mail', 'email address', 'e mail address', 'contact email', 'contact e mail', 'mail'],
  phone: ['phone', 'telephone', 'phone number', 'tel', 'contact phone', 'mobile'],
};

const headerKey = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Columns whose heading says what they hold; each column is used once. */
export function guessMapping(headers: readonly string[]): Mapping {
  const keys = headers.map(headerKey);
  const used = new Set<number>();
  const found: Partial<Record<ImportField, number>> = {};
  for (const field of importFields) {
    const column = keys.findIndex((key, index) => !used.has(index) && synonyms[field].includes(key));
    if (column < 0) continue;
    used.add(column);
    found[field] = column;
  }
  return found;
}

export type ReadFile = Readonly<{ headers: readonly string[]; mapping: Mapping; rows: readonly RawRow[]; problems: readonly CsvProblem[] }>;

/** A CSV file as rows of fields; the first row names the columns. */
export function readFile(text: string, given?: Mapping): ReadFile {
  const { rows, problems } = parseCsv(text);
  const [head, ...body] = rows;
  const headers = head?.cells.map((cell) => cell.trim()) ?? [];
  const mapping = given ?? guessMapping(headers);
  const tooMany: readonly CsvProblem[] =
    body.length > MOST_IMPORT_ROWS
      ? [
          {
            line: body[MOST_IMPORT_ROWS]!.line,
            sentence: `The file has ${body.length} rows; at most ${MOST_IMPORT_ROWS} are imported at once. Split it.`,
          },
        ]
      : [];
  const empty: readonly CsvProblem[] = body.length === 0 ? [{ line: 1, sentence: 'The file has no rows below its headings.' }] : [];
  return {
    headers,
    mapping,
    rows: body.slice(0, MOST_IMPORT_ROWS).map(({ line, cells }) => ({ line, fields: fieldsOf(cells, mapping) })),
    problems: [...problems, ...tooMany, ...empty],
  };
}

function fieldsOf(cells: readonly string[], mapping: Mapping): RawRow['fields'] {
  const fields: Partial<Record<ImportField, string>> = {};
  for (const field of importFields) {
    const column = mapping[field];
    const cell = column === undefined ? '' : unguarded(cells[column] ?? '').trim();
    if (cell !== '') fields[field] = cell;
  }
  return fields;
}

const kinds: ReadonlyMap<string, InvestorKind> = new Map<string, InvestorKind>([
  ...investorKinds.map((kind) => [headerKey(kind), kind] as const),
  ...investorKinds.map((kind) => [headerKey(investorKindTitles[kind]), kind] as const),
  ['person', 'individual'],
  ['natural person', 'individual'],
  ['llc', 'company'],
  ['company', 'company'],
  ['lp', 'partnership'],
  ['pension fund', 'pension'],
  ['insurance', 'insurer'],
  ['fof', 'fundOfFunds'],
  ['fund of funds', 'fundOfFunds'],
]);

export type ReadyRow = Omit<(typeof ImportRow)['_output'], 'investorId' | 'contact'> &
  Readonly<{ contact: Readonly<{ name: string; email: string | null; phone: string | null }> | null }>;
export type CheckedRows = Readonly<{ ready: readonly ReadyRow[]; problems: readonly RowProblem[] }>;

/** Every row against every rule: what may be imported, and one sentence per problem. */
export function checkRows(rows: readonly RawRow[]): CheckedRows {
  const ready: ReadyRow[] = [];
  const problems: RowProblem[] = [];
  const seenReferences = new Map<string, number>();
  for (const row of rows) {
    const found = problemsOf(row);
    const { reference } = row.fields;
    const earlier = reference === undefined ? undefined : seenReferences.get(reference);
    if (earlier !== undefined)
      found.push({ line: row.line, field: 'reference', sentence: `${reference} is the reference of line ${earlier} already.` });
    else if (reference !== undefined) seenReferences.set(reference, row.line);
    if (found.length > 0) problems.push(...found);
    else ready.push(readyRow(row));
  }
  return { ready, problems };
}

const { name, country, currency, language, reference } = ImportRow.shape;
const contact = ImportRow.shape.contact.unwrap().shape;
const textChecks = { name, country, currency, language, reference, contactName: contact.name, email: contact.email, phone: contact.phone };
const needed: readonly ImportField[] = ['name', 'kind', 'country'];

function problemsOf({ line, fields }: RawRow): RowProblem[] {
  const problems: RowProblem[] = [];
  const put = (field: ImportField, sentence: string): void =>
    void problems.push({ line, field, sentence: `${importFieldTitles[field]} ${sentence}.` });
  for (const field of importFields) {
    const value = cleaned(fields, field);
    if (value === undefined) {
      if (needed.includes(field)) put(field, 'is missing');
    } else if (field === 'kind') {
      if (!kinds.has(headerKey(value)))
        put(field, `“${value}” is not one of ${investorKinds.map((kind) => investorKindTitles[kind]).join(', ')}`);
    } else {
      const parsed = textChecks[field].safeParse(value);
      if (!parsed.success) put(field, `“${value.slice(0, 60)}” ${parsed.error.issues[0]?.message ?? 'cannot be used'}`);
    }
  }
  const reachable = fields.email !== undefined || fields.phone !== undefined;
  if (fields.contactName !== undefined && !reachable) put('contactName', 'has neither an e-mail address nor a phone number');
  return problems;
}

/** Codes are read in either case. */
function cleaned(fields: RawRow['fields'], field: ImportField): string | undefined {
  const value = fields[field];
  if (value === undefined) return undefined;
  if (field === 'country' || field === 'currency') return value.toUpperCase();
  return field === 'email' || (field === 'language' && value.length === 2) ? value.toLowerCase() : value;
}

function readyRow({ line, fields }: RawRow): ReadyRow {
  const reachable = fields.email !== undefined || fields.phone !== undefined;
  const text = fields.name!;
  return {
    line,
    name: text,
    kind: kinds.get(headerKey(fields.kind!))!,
    country: cleaned(fields, 'country')!,
    currency: (cleaned(fields, 'currency') ?? null) as ReadyRow['currency'],
    language: cleaned(fields, 'language') ?? 'en',
    reference: fields.reference ?? null,
    contact: reachable
      ? { name: fields.contactName ?? text.slice(0, 120), email: cleaned(fields, 'email') ?? null, phone: fields.phone ?? null }
      : null,
  };
}

/** Rows that may be somebody the firm has, or twice in the file: said, never refused. */
export function likelyTwice(rows: readonly ReadyRow[], known: ReadonlyMap<string, string>): RowProblem[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const key = nameKey(row.name);
    const [held, earlier] = [known.get(key), seen.get(key)];
    seen.set(key, earlier ?? row.line);
    if (held !== undefined)
      return [{ line: row.line, field: 'name' as const, sentence: `${row.name} may be ${held}, who is here already.` }];
    return earlier === undefined
      ? []
      : [{ line: row.line, field: 'name' as const, sentence: `${row.name} may be the investor of line ${earlier}.` }];
  });
}
