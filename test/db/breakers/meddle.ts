import { rawOf, type WriteDb } from '#db/handles.ts';
import type { House } from '#test/kit/house.ts';

/** Sound records made by real commands, and for each invariant the statements that break it and nothing else. */
export type Breakers = Readonly<{ records: string; sound: () => House; broken: Readonly<Record<string, readonly string[]>> }>;

/** Changes what the triggers and references would not allow, as somebody with another program and the key could. */
export function meddle(db: WriteDb, sql: string): void {
  const raw = rawOf(db);
  letAnythingIn(raw);
  dropTriggers(raw);
  raw.exec(sql);
}

/** Meddles for as long as somebody looks, then takes it all back: one house serves many ways of breaking it. */
export function meddledFor<Seen>(db: WriteDb, sql: string, look: () => Seen): Seen {
  const raw = rawOf(db);
  letAnythingIn(raw);
  raw.exec('BEGIN');
  try {
    dropTriggers(raw);
    raw.exec(sql);
    return look();
  } finally {
    raw.exec('ROLLBACK');
  }
}

type Raw = ReturnType<typeof rawOf>;

/** Outside a transaction: within one, SQLite leaves references as they are. */
function letAnythingIn(raw: Raw): void {
  raw.pragma('foreign_keys = OFF');
  raw.pragma('ignore_check_constraints = ON');
}

function dropTriggers(raw: Raw): void {
  for (const name of raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[])
    raw.exec(`DROP TRIGGER ${name}`);
}

/** Rows written once more, differing in what `changes` sets. */
export const copied = (table: string, where: string, changes: string): string => `
  CREATE TEMP TABLE again AS SELECT * FROM ${table} WHERE ${where};
  UPDATE again SET ${changes};
  INSERT INTO ${table} SELECT * FROM again;
  DROP TABLE again;`;
