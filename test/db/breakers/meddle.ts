import { rawOf, type WriteDb } from '#db/handles.ts';
import type { House } from '#test/kit/house.ts';

/** Sound records made by real commands, and for each invariant the statements that break it and nothing else. */
export type Breakers = Readonly<{ records: string; sound: () => House; broken: Readonly<Record<string, readonly string[]>> }>;

/** Changes what the triggers and references would not allow, as somebody with another program and the key could. */
export function meddle(db: WriteDb, sql: string): void {
  const raw = rawOf(db);
  raw.pragma('foreign_keys = OFF');
  raw.pragma('ignore_check_constraints = ON');
  for (const name of raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[])
    raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(sql);
}

/** Rows written once more, differing in what `changes` sets. */
export const copied = (table: string, where: string, changes: string): string => `
  CREATE TEMP TABLE again AS SELECT * FROM ${table} WHERE ${where};
  UPDATE again SET ${changes};
  INSERT INTO ${table} SELECT * FROM again;
  DROP TABLE again;`;
