import { setImmediate } from 'node:timers/promises';
import type { ReadDb } from '#db/handles.ts';
import { nameIn, permittedScopes } from '#db/tables/users.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { holdSnapshot } from '#db/transaction.ts';
import { startJson } from '#main/documents/json.ts';
import type { Cell, Column, Heading, Row, TableWriter } from '#main/documents/table.ts';
import { runQuery } from '#main/queries/runQuery.ts';
import { isQueryName, type QueryName, queries } from '#shared/contract/index.ts';
import { LARGEST_PAGE } from '#shared/contract/list.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { columnKinds, isList } from '#shared/contract/rows.ts';
import { later } from '#shared/dates.ts';
import { canonicalJson, type Json } from '#shared/json.ts';
import { permissions } from '#shared/model/access.ts';
import { groupThousands } from '#shared/money.ts';
import { done, type Refused, type Result } from '#shared/result.ts';
import type { InputOf } from '../kinds.ts';
import type { Work, WorkContext } from '../work.ts';
import { startCsv } from './csvTable.ts';
import { byteSink } from './sink.ts';

type Order = InputOf<'audit.export'>;
type Format = Order['format'];

const mediaTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Beyond this nobody reads it on paper, and the other formats serve. */
export const MOST_PDF_ROWS = 50_000;

/**
 * Writes what the person may see now, not what they might have seen when they asked. All pages come from one moment of the file,
 * which is why an export begins again after a crash instead of going on in a file that has changed since.
 */
export const exportRows: Work<Order> = async (context, order) => {
  const { query } = order;
  const refused = refusedAtOnce(context, order);
  if (refused) return refused;
  if (!isQueryName(query)) return refuse('unknownName', { name: query });
  const columns = columnsOf(query, order.columns);
  if (!columns.ok) return columns;
  const release = holdSnapshot(context.db());
  try {
    return await writePages(context, order, pagesOf(context, order, query), columns.value);
  } finally {
    release();
  }
};

const invalid = (message: string): Refused<'invalidInput'> => refuse('invalidInput', { issues: [{ path: '', message }] });

function columnsOf(query: QueryName, asked: Order['columns']): Result<readonly Column[]> {
  const kinds = columnKinds(query);
  if (!kinds) return invalid(`${query} is neither a list nor a report, so it has no rows to export`);
  const unknown = asked.find(({ key }) => !kinds.has(key));
  if (unknown) return invalid(`${query} has no column named ${unknown.key}`);
  return done(
    asked.map(({ key, title }) => {
      const kind = kinds.get(key)!;
      return { key, title, kind, total: kind === 'money' };
    }),
  );
}

function refusedAtOnce({ db, startedBy, today }: WorkContext, order: Order): Refused | undefined {
  if (order.userId !== startedBy) return invalid('An export runs only for the person who asked for it');
  if (permittedScopes(db(), order.userId, 'audit.export', later(order.today, today)).length > 0) return undefined;
  return refuse('notPermitted', { name: 'this export', needs: permissions['audit.export'].title });
}

type Answer = Readonly<{
  title?: string;
  rule?: string;
  rows: readonly Readonly<Record<string, Cell>>[];
  next?: string | null;
  total?: number | null;
}>;
type Pages = Readonly<{ next(): Result<Answer> }>;

/** Each page is asked for as the window asks: parsed, authorised and scoped by the one `runQuery`. */
function pagesOf(context: WorkContext, order: Order, query: QueryName): Pages {
  const paged = isList(query);
  const asked = isRecord(order.input) ? order.input : {};
  const wanted = paged ? Object.fromEntries(Object.entries(asked).filter(([key]) => key !== 'after' && key !== 'limit')) : asked;
  const question = {
    ...{ name: query, userId: order.userId },
    ...{ now: later(order.now, context.now), today: later(order.today, context.today) },
  };
  let after: string | null = null;
  return {
    next() {
      const paging = after === null ? { limit: LARGEST_PAGE, totals: true } : { limit: LARGEST_PAGE, totals: false, after };
      const reply = runQuery(context.db(), { ...question, input: paged ? { ...wanted, ...paging } : wanted });
      if (!reply.ok) return reply;
      const answer = reply.value as Answer;
      after = answer.next ?? null;
      return done(answer);
    },
  };
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function writePages(context: WorkContext, order: Order, pages: Pages, columns: readonly Column[]): Promise<Result<Json>> {
  let page = pages.next();
  if (!page.ok) return page;
  const heading = headingOf(context.db(), order, page.value);
  const outOf = page.value.total ?? page.value.rows.length;
  if (order.format === 'pdf' && outOf > MOST_PDF_ROWS) return tooLongForPaper(outOf);
  const writer = await writerOf(order.format, heading, columns);
  let rows = 0;
  for (;;) {
    if (!page.ok) return page;
    writer.add(page.value.rows.map((row): Row => columns.map(({ key }) => row[key] ?? null)));
    rows += page.value.rows.length;
    context.step({ done: rows, outOf });
    if ((page.value.next ?? null) === null) break;
    await setImmediate();
    page = pages.next();
  }
  const fileName = `${slug(heading.title)}-${later(order.today, context.today)}.${order.format}`;
  const content = await writer.finish();
  context.file({ name: fileName, mediaType: mediaTypes[order.format], content });
  return done({ rows, fileName });
}

const tooLongForPaper = (rows: number) =>
  invalid(
    `A PDF holds at most ${groupThousands(String(MOST_PDF_ROWS))} rows and this has ${groupThousands(String(rows))}; filter it, or choose CSV or Excel`,
  );

/** The libraries of workbooks and PDFs are large, so a thread loads the one it needs. */
async function writerOf(format: Format, heading: Heading, columns: readonly Column[]): Promise<TableWriter> {
  switch (format) {
    case 'csv':
      return startCsv(columns);
    case 'json':
      return startJson(heading, columns);
    case 'xlsx': {
      const { startXlsx } = await import('#main/documents/xlsx.ts');
      return startXlsx(heading, columns, byteSink());
    }
    case 'pdf': {
      const { startPdf } = await import('#main/documents/pdf.ts');
      return startPdf(heading, columns);
    }
  }
}

function headingOf(db: ReadDb, { query, input, userId, now }: Order, { title, rule }: Answer): Heading {
  const { filter = {} } = isRecord(input) ? (input as { readonly filter?: Json }) : {};
  const chosen = Object.entries(isRecord(filter) ? filter : {}).map(
    ([name, value]) => `${wordsOf(name)} ${typeof value === 'string' ? value : canonicalJson(value)}`,
  );
  const what = rule ?? (isQueryName(query) ? queries[query].summary : '');
  return {
    title: title ?? sentenceCase(wordsOf(query)),
    subtitle: chosen.length === 0 ? what : `${what} Only: ${chosen.join(', ')}.`,
    house: readWorkspace(db)?.name ?? '',
    preparedBy: nameIn(db, userId),
    at: now,
  };
}

/** "audit.securityEvents" is "audit security events". */
const wordsOf = (name: string): string => name.replace(/[.]/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
