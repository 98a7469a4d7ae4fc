import type Database from 'better-sqlite3';
import type { Journal } from './journal.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

export type RawDatabase = Database.Database;

/** A connection that may only be asked. A query that writes does not compile. */
export type ReadDb = { readonly [readable]: true };
/** The one connection that may write, inside the runner's transaction. */
export type WriteDb = ReadDb & { readonly [writable]: true };

class Handle {
  readonly raw: RawDatabase;
  journal: Journal | null = null;

  constructor(raw: RawDatabase) {
    this.raw = raw;
  }
}

export const asReadDb = (raw: RawDatabase): ReadDb => new Handle(raw) as unknown as ReadDb;
export const asWriteDb = (raw: RawDatabase): WriteDb => new Handle(raw) as unknown as WriteDb;

const handleOf = (db: ReadDb): Handle => db as unknown as Handle;

/** The driver beneath a handle: for `db/` alone. */
export const rawOf = (db: ReadDb): RawDatabase => handleOf(db).raw;
export const journalOf = (db: ReadDb): Journal | null => handleOf(db).journal;

/** Runs `work` while reads and writes are noted in `journal`. */
export function withJournal<Value>(db: WriteDb, journal: Journal, work: () => Value): Value {
  const handle = handleOf(db);
  const outer = handle.journal;
  handle.journal = journal;
  try {
    return work();
  } finally {
    handle.journal = outer;
  }
}

/** Runs `work` without noting what it reads: the runner's own look-ups are not the handler's. */
export function unnoted<Value>(db: ReadDb, work: () => Value): Value {
  const handle = handleOf(db);
  const outer = handle.journal;
  handle.journal = null;
  try {
    return work();
  } finally {
    handle.journal = outer;
  }
}

export const closeDb = (db: ReadDb): void => {
  rawOf(db).close();
};
