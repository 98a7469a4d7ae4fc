import type { SQLiteColumnBuilderBase } from 'drizzle-orm/sqlite-core/columns/common';
import { customType } from 'drizzle-orm/sqlite-core/columns/custom';
import { type SQLiteTableWithColumns, sqliteTable } from 'drizzle-orm/sqlite-core/table';
import { canonicalJson, type Json } from '#shared/json.ts';
import type { Subject } from '../journal.ts';

// Each from its own file: the whole of drizzle takes half a second to load, at every start of every process.
export { text } from 'drizzle-orm/sqlite-core/columns/text';

/** A count or a version: small enough for a number. */
export const int = customType<{ data: number; driverData: bigint }>({ dataType: () => 'INTEGER', fromDriver: Number, toDriver: BigInt });
/** Minor units of money: always bigint. */
export const minor = customType<{ data: bigint; driverData: bigint }>({ dataType: () => 'INTEGER' });
export const flag = customType<{ data: boolean; driverData: bigint }>({
  dataType: () => 'INTEGER',
  fromDriver: (value) => value === 1n,
  toDriver: (value) => (value ? 1n : 0n),
});
export const json = customType<{ data: Json; driverData: string }>({
  dataType: () => 'TEXT',
  fromDriver: (value) => JSON.parse(value) as Json,
  toDriver: canonicalJson,
});
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'BLOB' });

/**
 * business: only handlers write it, replay rebuilds it. log: the runner's own. operational: through db/operational.ts.
 * cache: can be dropped and rebuilt.
 */
export type TableClass = 'business' | 'log' | 'operational' | 'cache';

type ClassFact<Row> = Readonly<{ class: TableClass; key: readonly (keyof Row & string)[]; subject?: (row: Row) => Subject }>;

type Columns = Record<string, SQLiteColumnBuilderBase>;
// biome-ignore lint/suspicious/noExplicitAny: the erased form of a drizzle table, for the registry alone
type AnyTable = SQLiteTableWithColumns<any>;

const facts = new Map<AnyTable, ClassFact<never>>();

/** A drizzle table with what this house adds: its class, its key, and which guarded record a row belongs to. */
export function table<Name extends string, Shape extends Columns>(name: Name, columns: Shape) {
  const built = sqliteTable(name, columns);
  type Row = (typeof built)['$inferSelect'];
  return {
    of(fact: ClassFact<Row>) {
      facts.set(built as unknown as AnyTable, fact as unknown as ClassFact<never>);
      return built;
    },
  };
}

export function factOf(declared: AnyTable): ClassFact<Record<string, unknown>> {
  const fact = facts.get(declared);
  if (!fact) throw new Error('the table has no declared class');
  return fact as unknown as ClassFact<Record<string, unknown>>;
}

export const declaredTables = (): readonly AnyTable[] => [...facts.keys()];
