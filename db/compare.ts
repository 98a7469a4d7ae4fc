import { getTableName } from 'drizzle-orm/table';
import { getTableColumns } from 'drizzle-orm/utils';
import { type ReadDb, rawOf } from './handles.ts';
import { declaredTables, factOf, type TableClass } from './schema/columns.ts';
import './schema/index.ts';

export type Difference = Readonly<{ table: string; key: string; problem: string }>;
const MOST_DIFFERENCES = 50;

/** Compares every table of the given classes in two databases, row by row in key order: the business tables unless told otherwise. */
export function compareTables(left: ReadDb, right: ReadDb, classes: readonly TableClass[] = ['business']): Difference[] {
  const differences: Difference[] = [];
  for (const table of declaredTables()) {
    const fact = factOf(table);
    if (!classes.includes(fact.class)) continue;
    const columns = getTableColumns(table) as Record<string, { name: string }>;
    const keys = fact.key.map((key) => columns[key]!.name);
    const sql = `SELECT ${Object.values(columns)
      .map(({ name }) => name)
      .join(', ')} FROM ${getTableName(table)} ORDER BY ${keys.join(', ')}`;
    compareRows(getTableName(table), keys, rows(left, sql), rows(right, sql), differences);
    if (differences.length >= MOST_DIFFERENCES) break;
  }
  return differences;
}

type Row = Record<string, unknown>;
const rows = (db: ReadDb, sql: string): IterableIterator<Row> => rawOf(db).prepare(sql).iterate() as IterableIterator<Row>;

function compareRows(
  table: string,
  keys: readonly string[],
  left: IterableIterator<Row>,
  right: IterableIterator<Row>,
  differences: Difference[],
): void {
  const keyOf = (row: Row): string => keys.map((key) => String(row[key])).join('/');
  while (differences.length < MOST_DIFFERENCES) {
    const one = left.next();
    const other = right.next();
    if (one.done && other.done) return;
    if (one.done || other.done) {
      differences.push({
        table,
        key: keyOf((one.done ? other.value : one.value) as Row),
        problem: one.done ? 'only the replay has it' : 'the replay lacks it',
      });
      break;
    }
    const column = Object.keys(one.value).find((name) => !same(one.value[name], other.value[name]));
    if (column !== undefined) differences.push({ table, key: keyOf(one.value), problem: `${column} differs` });
  }
  left.return?.();
  right.return?.();
}

const same = (left: unknown, right: unknown): boolean =>
  left === right || (left instanceof Uint8Array && right instanceof Uint8Array && Buffer.compare(left, right) === 0);
