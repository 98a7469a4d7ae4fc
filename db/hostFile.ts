import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addMilliseconds, type Instant, isInstant, millisecondsOf } from '#shared/dates.ts';
import { isRecord, readJsonFile, writeDurably } from './durableFile.ts';
import { isDiskFull } from './transaction.ts';

export type UnlockWay = 'passphrase' | 'recoveryPhrase' | 'keychain' | 'stepUp';
/** One failed unlock, kept until the next successful one turns it into a security event. */
export type UnlockFailure = Readonly<{ at: Instant; way: UnlockWay; login: string | null; code: string }>;
export type HostFile = Readonly<{ inARow: number; lastAt: Instant | null; failures: readonly UnlockFailure[] }>;

const FREE_TRIES = 2;
const LONGEST_WAIT_SECONDS = 900;
const FAILURES_KEPT = 100;
const untouched: HostFile = { inARow: 0, lastAt: null, failures: [] };

/** Works without the key. A missing or broken file counts as untouched: it protects against guessing at the screen, not at the disk. */
export function readHostFile(folder: string): HostFile {
  const file = readJsonFile(pathIn(folder));
  if (file.found !== 'yes' || !isRecord(file.value)) return untouched;
  const { inARow, lastAt, failures } = file.value;
  if (typeof inARow !== 'number' || !Number.isInteger(inARow) || inARow < 0) return untouched;
  return {
    inARow,
    lastAt: typeof lastAt === 'string' && isInstant(lastAt) ? lastAt : null,
    failures: Array.isArray(failures) ? failures.filter(isFailure) : [],
  };
}

/** Seconds to wait after so many failures in a row: 0, 0, 1, 2, 4, 8 … up to a quarter of an hour. */
export const waitAfter = (inARow: number): number =>
  inARow <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(inARow - FREE_TRIES - 1, 20));

/** Seconds until the next try. A clock set back does not lengthen the wait beyond its full length. */
export function waitSeconds({ inARow, lastAt }: HostFile, now: Instant): number {
  if (lastAt === null) return 0;
  const full = waitAfter(inARow);
  const left = Math.ceil((millisecondsOf(addMilliseconds(lastAt, full * 1000)) - millisecondsOf(now)) / 1000);
  return Math.min(full, Math.max(0, left));
}

/** Counted before the try, so that killing the program in the middle of one does not make it free. */
export function noteTry(folder: string, now: Instant): void {
  const file = readHostFile(folder);
  save(folder, { ...file, inARow: file.inARow + 1, lastAt: now });
}

/** Keeps the failure for the security events; answers how long to wait now. */
export function noteFailure(folder: string, failure: UnlockFailure): number {
  const file = readHostFile(folder);
  save(folder, { ...file, failures: [...file.failures, failure].slice(-FAILURES_KEPT) });
  return waitSeconds(file, failure.at);
}

/** A right passphrase ends the growing delay; the failures stay until they are on record. Without any there is nothing to keep, and to remove needs no sync. */
export function noteSuccess(folder: string): readonly UnlockFailure[] {
  const file = readHostFile(folder);
  if (file.failures.length === 0) forget(folder);
  else if (file.inARow > 0) save(folder, { ...file, inARow: 0, lastAt: null });
  return file.failures;
}

/** The failures are now security events in the workspace. */
export function clearFailures(folder: string): void {
  const file = readHostFile(folder);
  if (file.failures.length > 0) save(folder, { ...file, failures: [] });
}

const save = (folder: string, file: HostFile): void =>
  whereWritable(() => writeDurably(pathIn(folder), `${JSON.stringify({ format: 1, ...file }, null, 2)}\n`));

const forget = (folder: string): void => whereWritable(() => rmSync(pathIn(folder), { force: true }));

/** A full or read-only disk must not keep the right person out, so there the note is lost. */
function whereWritable(note: () => void): void {
  try {
    note();
  } catch (error) {
    const isReadOnly = ['EROFS', 'EACCES', 'EPERM'].includes((error as { code?: string }).code ?? '');
    if (!isReadOnly && !isDiskFull(error)) throw error;
  }
}

const pathIn = (folder: string): string => join(folder, 'host.json');

function isFailure(value: unknown): value is UnlockFailure {
  if (!isRecord(value) || typeof value.at !== 'string' || !isInstant(value.at)) return false;
  return typeof value.way === 'string' && typeof value.code === 'string' && (value.login === null || typeof value.login === 'string');
}
