import { getTableName } from 'drizzle-orm';
import { type ReadDb, rawOf } from '#db/handles.ts';
import { declaredTables, factOf } from '#db/schema/columns.ts';
import '#db/schema/index.ts';
import { migrate } from '#db/migrate.ts';
import { openScratch } from '#db/open.ts';
import { migrations } from './house.ts';

type Row = Record<string, string | number | bigint | null>;
/** A workspace as one release wrote it: its format, and every row of its business and log tables. */
export type Golden = Readonly<{ format: number; tables: Readonly<Record<string, readonly Row[]>> }>;

const integers = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

export function goldenOf(db: ReadDb): string {
  const kept = declaredTables().filter((table) => factOf(table).class === 'business' || factOf(table).class === 'log');
  const tables = Object.fromEntries(
    kept.map((table) => [
      getTableName(table),
      rawOf(db)
        .prepare(`SELECT * FROM ${getTableName(table)}`)
        .all(),
    ]),
  );
  return `${JSON.stringify({ format: migrations.length, tables }, integers, 1)}\n`;
}

/** The file as it was, brought to today's format: foreign keys wait until every row is in. */
export function migratedGolden({ format, tables }: Golden) {
  const db = openScratch();
  migrate(db, migrations.slice(0, format), () => undefined);
  const raw = rawOf(db);
  raw.pragma('foreign_keys = OFF');
  for (const [name, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = Object.keys(row);
      raw
        .prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
        .run(...columns.map((column) => bound(row[column])));
    }
  }
  raw.pragma('foreign_keys = ON');
  migrate(db, migrations, () => undefined);
  return db;
}

const bound = (value: Row[string] | undefined) => (typeof value === 'number' ? BigInt(value) : (value ?? null));
