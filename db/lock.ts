import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';
import { isRecord, readJsonFile } from './durableFile.ts';

export type Holder = Readonly<{ program: string; process: number; computer: string; since: Instant }>;
export type WriteLock = Readonly<{ holder: Holder; release(): void }>;

/**
 * The right to write in a workspace. SQLite's own exclusive lock on `lock.db` is the truth: the system frees it when the process ends,
 * however it ends. The text beside it only says who to ask.
 */
export function takeWriteLock(folder: string, program: string, now: Instant): Result<WriteLock, 'heldElsewhere'> {
  const raw = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    raw.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    raw.close();
    if (!((error as { code?: string }).code ?? '').startsWith('SQLITE_BUSY')) throw error;
    return refuse('heldElsewhere', { place: folder, holder: describe(readHolder(folder)) });
  }
  const holder: Holder = { program, process: process.pid, computer: hostname(), since: now };
  noteHolder(folder, holder);
  let held = true;
  return done({
    holder,
    release() {
      if (!held) return;
      held = false;
      rmSync(holderPath(folder), { force: true });
      raw.exec('ROLLBACK');
      raw.close();
    },
  });
}

/** On a full disk the note is lost, not the lock. */
function noteHolder(folder: string, holder: Holder): void {
  rmSync(holderPath(folder), { force: true });
  try {
    writeFileSync(holderPath(folder), `${JSON.stringify(holder)}\n`);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  }
}

/** Who wrote the note last; the lock may be free again when that process was killed. */
export function readHolder(folder: string): Holder | null {
  const file = readJsonFile(holderPath(folder));
  if (file.found !== 'yes' || !isRecord(file.value)) return null;
  const { program, process: pid, computer, since } = file.value;
  if (typeof program !== 'string' || typeof pid !== 'number' || typeof computer !== 'string' || typeof since !== 'string') return null;
  return { program, process: pid, computer, since: since as Instant };
}

const holderPath = (folder: string): string => join(folder, 'lock.json');

const describe = (holder: Holder | null): string =>
  holder ? `${holder.program} (process ${holder.process} on ${holder.computer}, since ${holder.since})` : 'another program';
