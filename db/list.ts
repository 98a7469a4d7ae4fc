import { LARGEST_PAGE, type ListRequest } from '#shared/contract/list.ts';
import { type ReadDb, rawOf } from './handles.ts';
import { sha256 } from './hash.ts';
import { statement } from './statements.ts';

type Bound = string | number | bigint | null;
export type Where = Readonly<{ sql: string; params: readonly Bound[] }>;

/** A table as a list: what it can be sorted and filtered by, and the unique key that breaks ties. Nothing else reaches the SQL. */
export type ListDefinition = Readonly<{
  select: string;
  from: string;
  key: string;
  keyIsInteger: boolean;
  sort: Readonly<Record<string, string>>;
  defaultSort: Readonly<{ by: string; descending: boolean }>;
  filter: Readonly<Record<string, (value: never) => Where>>;
}>;

export type Page = Readonly<{ rows: readonly Record<string, unknown>[]; next: string | null; total: number | null }>;

/** `order` says which list in which order gave the cursor out: in another it would skip rows without a word. */
type Cursor = readonly [order: string, value: string | null, key: string, isInteger: boolean];
type Order = Readonly<{ list: ListDefinition; column: string; descending: boolean }>;

const statements = new Map<string, ReturnType<typeof statement>>();
const MOST_STATEMENTS = 300;

/** Texts come from whitelists, so there are few; they are kept prepared. */
function prepared(sql: string): ReturnType<typeof statement> {
  let found = statements.get(sql);
  if (!found) {
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    found = statement(sql);
    statements.set(sql, found);
  }
  return found;
}

/** One keyset page: the row after the cursor in (sort, key) order, so a page costs the same at the end as at the start. */
export function readPage(db: ReadDb, list: ListDefinition, request: ListRequest, scope: readonly Where[] = []): Page {
  const sort = request.sort ?? list.defaultSort;
  const column = list.sort[sort.by];
  if (column === undefined) throw new RangeError(`cannot sort by ${sort.by}`);
  const limit = Math.min(request.limit ?? 100, LARGEST_PAGE);
  const order: Order = { list, column, descending: sort.descending };
  const filters = [...scope, ...filtersOf(list, request.filter ?? {})];
  const rows: Record<string, unknown>[] = [];
  for (const part of request.after === undefined ? [NOTHING] : partsAfter(order, request.after)) {
    if (rows.length <= limit) rows.push(...readRows(db, order, joined([...filters, ...part]), limit + 1 - rows.length));
  }
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > limit && last ? cursorText(order, last) : null,
    total: request.totals === true ? countRows(db, list, joined(filters)) : null,
  };
}

const NOTHING: readonly Where[] = [];

function readRows(db: ReadDb, { list, column, descending }: Order, where: Where, limit: number): Record<string, unknown>[] {
  const direction = descending ? 'DESC' : 'ASC';
  const by = column === list.key ? `${column} ${direction}` : `${column} ${direction}, ${list.key} ${direction}`;
  const sql = `SELECT ${list.select}, ${column} AS sort_value, ${list.key} AS key_value FROM ${list.from}${where.sql} ORDER BY ${by} LIMIT ?`;
  return prepared(sql)(db).all(...where.params, BigInt(limit)) as Record<string, unknown>[];
}

function countRows(db: ReadDb, list: ListDefinition, where: Where): number {
  const found = prepared(`SELECT count(*) AS found FROM ${list.from}${where.sql}`)(db).get(...where.params) as { found: bigint };
  return Number(found.found);
}

function filtersOf(list: ListDefinition, filter: Readonly<Record<string, unknown>>): Where[] {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const make = list.filter[name];
      if (!make) throw new RangeError(`cannot filter by ${name}`);
      return make(value as never);
    });
}

function joined(parts: readonly Where[]): Where {
  if (parts.length === 0) return { sql: '', params: [] };
  return { sql: ` WHERE ${parts.map(({ sql }) => `(${sql})`).join(' AND ')}`, params: parts.flatMap(({ params }) => params) };
}

const nameOf = ({ list, column, descending }: Order): string => sha256(`${list.from} ${column} ${descending}`).slice(0, 8);

function cursorText(order: Order, row: Record<string, unknown>): string {
  const { sort_value: value, key_value: key } = row;
  const cursor: Cursor = [nameOf(order), value === null ? null : String(value), String(key), typeof value === 'bigint'];
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

export class BadCursor extends Error {}

/**
 * What follows the cursor, as conditions asked one after another: no comparison finds rows without a value, which stand first in rising order and
 * last in falling order, and joining them with OR would cost the index.
 */
function partsAfter(order: Order, text: string): readonly (readonly Where[])[] {
  const { list, column, descending } = order;
  const [, value, key, isInteger] = parseCursor(order, text);
  const keyBound = list.keyIsInteger ? BigInt(key) : key;
  const sign = descending ? '<' : '>';
  if (column === list.key) return [[{ sql: `${list.key} ${sign} ?`, params: [keyBound] }]];
  const without: Where = { sql: `${column} IS NULL`, params: [] };
  if (value === null) {
    const restWithout = [without, { sql: `${list.key} ${sign} ?`, params: [keyBound] }];
    return descending ? [restWithout] : [restWithout, [{ sql: `${column} IS NOT NULL`, params: [] }]];
  }
  const rest = [{ sql: `(${column}, ${list.key}) ${sign} (?, ?)`, params: [isInteger ? BigInt(value) : value, keyBound] }];
  return descending ? [rest, [without]] : [rest];
}

const INTEGER = /^-?\d{1,18}$/;

function parseCursor(order: Order, text: string): Cursor {
  try {
    const parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(parsed) && parsed.length === 4 && isCursor(order, parsed)) return parsed as unknown as Cursor;
  } catch {
    // falls through to the one refusal below
  }
  throw new BadCursor('the page marker is not one this list gave out in this order');
}

function isCursor(order: Order, [name, value, key, isInteger]: readonly unknown[]): boolean {
  if (name !== nameOf(order) || typeof key !== 'string' || typeof isInteger !== 'boolean') return false;
  if (order.list.keyIsInteger && !INTEGER.test(key)) return false;
  return value === null ? !isInteger : typeof value === 'string' && (!isInteger || INTEGER.test(value));
}

/** `LIKE` over columns with the person's text taken literally. */
export function searchIn(columns: readonly string[]): (text: string) => Where {
  return (text) => {
    const pattern = `%${text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
    return { sql: columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR '), params: columns.map(() => pattern) };
  };
}

export const equals = (column: string) => (value: string | number | boolean) => ({
  sql: `${column} = ?`,
  params: [typeof value === 'string' ? value : BigInt(value)],
});

export const sizeOf = (db: ReadDb): number => {
  const raw = rawOf(db);
  return Number(raw.pragma('page_count', { simple: true })) * Number(raw.pragma('page_size', { simple: true }));
};
