import { chainHash } from './chain.ts';
import type { ReadDb } from './handles.ts';
import { GENESIS } from './hash.ts';
import { type LogRow, readLogFrom, readLogRow } from './tables/commandLog.ts';

export type BrokenLink = Readonly<{ seq: number; problem: string }>;
export type ChainWalk = Readonly<{ rows: number; lastHash: string; broken: BrokenLink | null }>;

const PAGE = 500;

/** Walks the log from row `from`, one page in memory at a time, and names the first row that does not follow. */
export function walkChain(db: ReadDb, from: number, onRows?: (seq: number) => void): ChainWalk {
  let previous = from <= 1 ? GENESIS : (readLogRow(db, from - 1)?.hash ?? '');
  let next = Math.max(1, from);
  for (;;) {
    const page = readPage(db, next);
    if (page === null)
      return {
        rows: next - from,
        lastHash: previous,
        broken: { seq: next, problem: `log row ${next} or one soon after it cannot be read` },
      };
    if (page.length === 0) return { rows: next - from, lastHash: previous, broken: null };
    for (const row of page) {
      const problem = problemOf(row, next, previous);
      if (problem) return { rows: next - from, lastHash: previous, broken: { seq: next, problem } };
      previous = row.hash;
      next += 1;
    }
    onRows?.(next - 1);
  }
}

/** The last rows only: cheap on a log of any length. */
export const brokenLinkNear = (db: ReadDb, lastSeq: number, rows: number): BrokenLink | null =>
  walkChain(db, Math.max(1, lastSeq - rows + 1)).broken;

function problemOf(row: LogRow, wanted: number, previous: string): string | null {
  if (row.seq !== wanted) return `log row ${wanted} is missing`;
  if (row.previousHash !== previous) return `log row ${row.seq} does not follow the row before it`;
  return chainHash(row) === row.hash ? null : `log row ${row.seq} was altered`;
}

function readPage(db: ReadDb, from: number): LogRow[] | null {
  try {
    return readLogFrom(db, from, PAGE);
  } catch (error) {
    if (((error as { code?: string }).code ?? '').startsWith('SQLITE_')) return null;
    throw error;
  }
}
