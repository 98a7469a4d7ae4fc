import { type ReadDb, rawOf, type WriteDb } from './handles.ts';
import { statement } from './statements.ts';

export class DiskFull extends Error {}

const beginStatement = statement('BEGIN IMMEDIATE');
const commitStatement = statement('COMMIT');
const rollbackStatement = statement('ROLLBACK');

type Outcome<Value> = Readonly<{ keep: boolean; value: Value }>;

/**
 * One `BEGIN IMMEDIATE` transaction: kept or rolled back as `work` says, rolled back when it throws.
 * After SQLITE_FULL the transaction is already gone, so a rollback is tried only while one is open.
 */
export function inTransaction<Value>(db: WriteDb, work: () => Outcome<Value>): Value {
  const raw = rawOf(db);
  try {
    beginStatement(db).run();
    const { keep, value } = work();
    if (keep) commitStatement(db).run();
    else rollbackStatement(db).run();
    return value;
  } catch (error) {
    if (raw.inTransaction) rollbackStatement(db).run();
    throw isDiskFull(error) ? new DiskFull('the disk is full', { cause: error }) : error;
  }
}

/** A consistent view over several reads. */
export function inSnapshot<Value>(db: ReadDb, work: () => Value): Value {
  const raw = rawOf(db);
  if (raw.inTransaction) return work();
  raw.exec('BEGIN');
  try {
    return work();
  } finally {
    // Nothing was written; and COMMIT would fail again after a damaged page.
    if (raw.inTransaction) raw.exec('ROLLBACK');
  }
}

/** A consistent view that outlives one call, for reads that pause between pages. The answer ends it. */
export function holdSnapshot(db: ReadDb): () => void {
  const raw = rawOf(db);
  raw.exec('BEGIN');
  return () => {
    if (raw.inTransaction) raw.exec('COMMIT');
  };
}

export function isDiskFull(error: unknown): boolean {
  if (error instanceof DiskFull) return true;
  const code = (error as { code?: string } | undefined)?.code ?? '';
  return (
    code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EFBIG'
  );
}
