import type Database from 'better-sqlite3';
import type { SQLiteTableWithColumns } from 'drizzle-orm/sqlite-core/table';
import { getTableName } from 'drizzle-orm/table';
import { getTableColumns } from 'drizzle-orm/utils';
import type { Json } from '#shared/json.ts';
import { journalOf, type RawDatabase, type ReadDb, rawOf, type WriteDb } from './handles.ts';
import type { Subject } from './journal.ts';
import { factOf } from './schema/columns.ts';

type Bound = string | number | bigint | Uint8Array | null;
// biome-ignore lint/suspicious/noExplicitAny: any drizzle table; its row type is inferred from the argument
type AnyTable = SQLiteTableWithColumns<any>;
type RowOf<Table extends AnyTable> = Table['$inferSelect'];

/** One SQL text, prepared once per connection. */
export function statement(sql: string): (db: ReadDb) => Database.Statement {
  const prepared = new WeakMap<RawDatabase, Database.Statement>();
  let lastRaw: RawDatabase | undefined;
  let last: Database.Statement | undefined;
  return (db) => {
    const raw = rawOf(db);
    if (raw === lastRaw && last) return last;
    let found = prepared.get(raw);
    if (!found) {
      found = raw.prepare(sql);
      prepared.set(raw, found);
    }
    [lastRaw, last] = [raw, found];
    return found;
  };
}

type Column = Readonly<{
  key: string;
  name: string;
  toDriver: (value: unknown) => Bound;
  fromDriver: ((value: unknown) => unknown) | null;
}>;

function columnsOf(table: AnyTable): Column[] {
  return Object.entries(
    getTableColumns(table) as Record<
      string,
      { name: string; columnType: string; mapToDriverValue(value: unknown): unknown; mapFromDriverValue(value: unknown): unknown }
    >,
  ).map(([key, column]) => {
    const custom = column.columnType === 'SQLiteCustomColumn';
    return {
      key,
      name: column.name,
      toDriver: custom
        ? (value) => (value === null || value === undefined ? null : (column.mapToDriverValue(value) as Bound))
        : (value) => (value ?? null) as Bound,
      fromDriver: custom ? (value) => (value === null ? null : column.mapFromDriverValue(value)) : null,
    };
  });
}

function decoder(columns: readonly Column[]): (values: readonly unknown[]) => Record<string, unknown> {
  return (values) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) {
      const { key, fromDriver } = columns[index]!;
      row[key] = fromDriver ? fromDriver(values[index]) : values[index];
    }
    return row;
  };
}

type ReadNote<Params extends readonly Bound[]> = (...params: Params) => readonly Subject[];

/** `SELECT` of whole rows of one table, typed by its schema. Each row read is noted as its guarded record, or as `reads` says. */
export function select<Table extends AnyTable, Params extends readonly Bound[] = readonly Bound[]>(
  table: Table,
  rest: string,
  reads?: ReadNote<Params>,
) {
  const columns = columnsOf(table);
  const fact = factOf(table);
  const prepare = statement(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${getTableName(table)} ${rest}`);
  const decode = decoder(columns);
  const raw = (db: ReadDb) => prepare(db).raw(true);
  const note = (db: ReadDb, params: Params, rows: readonly Record<string, unknown>[]): void => {
    const journal = journalOf(db);
    if (!journal?.notesSubjects || fact.class !== 'business') return;
    if (reads) for (const subject of reads(...params)) journal.noteRead(subject);
    else if (fact.subject) for (const row of rows) journal.noteRead(fact.subject(row));
  };
  return {
    get(db: ReadDb, ...params: Params): RowOf<Table> | undefined {
      const values = raw(db).get(...params) as readonly unknown[] | undefined;
      const row = values && decode(values);
      note(db, params, row ? [row] : []);
      return row as RowOf<Table> | undefined;
    },
    all(db: ReadDb, ...params: Params): RowOf<Table>[] {
      const rows = (raw(db).all(...params) as readonly (readonly unknown[])[]).map(decode);
      note(db, params, rows);
      return rows as RowOf<Table>[];
    },
  };
}

/** Inserts one whole row; the row enters the command's before-and-after. */
export function insert<Table extends AnyTable>(table: Table) {
  const fact = factOf(table);
  const write = inserter(table, '');
  return (db: WriteDb, row: RowOf<Table>): void => {
    write.run(db, row);
    noteChange(db, write.name, fact, row, null, row);
  };
}

function inserter(table: AnyTable, rest: string) {
  const columns = columnsOf(table);
  const name = getTableName(table);
  const prepare = statement(
    `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})${rest}`,
  );
  return {
    name,
    run: (db: WriteDb, row: Readonly<Record<string, unknown>>): number =>
      Number(prepare(db).run(...columns.map(({ key, toDriver }) => toDriver(row[key]))).changes),
  };
}

/** Inserts the row unless one with its key is there already; says whether it did. One step where looking first would take two. */
export function insertOnce<Table extends AnyTable>(table: Table) {
  const fact = factOf(table);
  const write = inserter(table, ' ON CONFLICT DO NOTHING');
  return (db: WriteDb, row: RowOf<Table>): boolean => {
    const isNew = write.run(db, row) === 1;
    if (isNew) noteChange(db, write.name, fact, row, null, row);
    else if (fact.subject && journalOf(db)?.notesSubjects) journalOf(db)?.noteRead(fact.subject(row));
    return isNew;
  };
}

/** Changes named columns of the row with this key; refuses silently nothing: a missing row is a bug and throws. */
export function update<Table extends AnyTable, const Keys extends readonly (keyof RowOf<Table> & string)[]>(table: Table, changed: Keys) {
  const columns = columnsOf(table);
  const name = getTableName(table);
  const fact = factOf(table);
  const of = (key: string): Column => columns.find((column) => column.key === key)!;
  const where = fact.key.map((key) => `${of(key).name} = ?`).join(' AND ');
  const changedColumns = changed.map(of);
  const prepare = statement(`UPDATE ${name} SET ${changedColumns.map((column) => `${column.name} = ?`).join(', ')} WHERE ${where}`);
  return (db: WriteDb, before: RowOf<Table>, patch: Pick<RowOf<Table>, Keys[number]>): void => {
    const values = patch as Record<string, unknown>;
    const key = before as Record<string, unknown>;
    const { changes } = prepare(db).run(
      ...changedColumns.map((column) => column.toDriver(values[column.key])),
      ...fact.key.map((part) => of(part).toDriver(key[part])),
    );
    if (Number(changes) !== 1) throw new Error(`${name} has no row to change`);
    noteChange(db, name, fact, key, ...difference(changed, key, values));
  };
}

/** Removes rows of a draft that is drawn up again; the command's before-and-after tells how many. */
export function removeAll<Table extends AnyTable, Params extends readonly Bound[]>(
  table: Table,
  where: string,
  subjects: (...params: Params) => readonly Subject[],
) {
  const name = getTableName(table);
  const prepare = statement(`DELETE FROM ${name} WHERE ${where}`);
  return (db: WriteDb, ...params: Params): void => {
    const removed = Number(prepare(db).run(...params).changes);
    const journal = journalOf(db);
    if (!journal) return;
    for (let index = 0; index < removed; index += 1) journal.count(name);
    if (journal.notesSubjects) for (const subject of subjects(...params)) journal.noteWrite(subject);
  };
}

/** Only what really changed: an audit row that lists equal values teaches nobody anything. */
function difference(
  keys: readonly string[],
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): [Record<string, unknown>, Record<string, unknown>] {
  const differing = keys.filter((key) => before[key] !== after[key]);
  return [Object.fromEntries(differing.map((key) => [key, before[key]])), Object.fromEntries(differing.map((key) => [key, after[key]]))];
}

type Fact = ReturnType<typeof factOf>;

function noteChange(
  db: WriteDb,
  table: string,
  fact: Fact,
  row: Record<string, unknown>,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): void {
  const journal = journalOf(db);
  if (!journal) return;
  journal.count(table);
  if (journal.hasRoom)
    journal.note({ table, key: fact.key.map((part) => String(row[part])).join('/'), before: plain(before), after: plain(after) });
  if (journal.notesSubjects && fact.subject) journal.noteWrite(fact.subject(row));
}

function plain(row: Record<string, unknown> | null): Json {
  if (!row) return null;
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? value.toString() : ((value ?? null) as Json)]),
  );
}
