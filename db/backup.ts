import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { refuse } from '#shared/contract/refusals.ts';
import { type Instant, instantOfMilliseconds } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';
import { type LogEnd, logEndOf } from './anchor.ts';
import { brokenLinkNear } from './chainCheck.ts';
import { isRecord, moveDurably, readJsonFile, syncFile, syncFolder, writeDurably } from './durableFile.ts';
import { closeDb, rawOf } from './handles.ts';
import { keyringPath } from './keyring.ts';
import { formatVersion } from './migrate.ts';
import { openReader, unlockPages, type WorkspaceKey } from './open.ts';
import { isDiskFull } from './transaction.ts';

export type BackupReason = 'asked' | 'scheduled' | 'migration';
/** What a backup is, as its sidecar says; without one only the file's own time and size are known. */
export type BackupNote = Readonly<{
  name: string;
  at: Instant;
  seq: number | null;
  hash: string | null;
  bytes: number;
  reason: BackupReason;
}>;
export type BackupSource = Readonly<{ folder: string; file: string; key: WorkspaceKey }>;
export type BackupOrder = Readonly<{ now: Instant; reason: BackupReason; keep: number }>;

/** Rows at the end of the log whose hashes are recomputed; `verify` walks all of them. */
const TAIL_ROWS = 1000;
const PARTIAL = '.partial';

export const backupFolder = (folder: string): string => join(folder, 'backups');
export const backupFile = (folder: string, name: string): string => join(backupFolder(folder), `${name}.clearway`);
const notePath = (folder: string, name: string): string => join(backupFolder(folder), `${name}.json`);

/** A checked copy beside the workspace. It opens a connection of its own, so a worker thread can make it while people work. */
export function makeBackup(
  { folder, file, key }: BackupSource,
  { now, reason, keep }: BackupOrder,
): Result<BackupNote, 'diskFull' | 'backupDamaged'> {
  mkdirSync(backupFolder(folder), { recursive: true });
  const name = freeName(folder, now);
  const target = backupFile(folder, name);
  const partial = `${target}${PARTIAL}`;
  try {
    const before = copyPages(file, key, partial);
    syncFile(partial);
    syncFolder(backupFolder(folder));
    const copy = checkCopy(partial, key);
    if (!copy.ok) return failed(partial, refuse('backupDamaged', { name, problem: copy.problem }));
    if (copy.end.seq < before.seq)
      return failed(partial, refuse('backupDamaged', { name, problem: `it ends at log row ${copy.end.seq}, not ${before.seq}` }));
    const note: BackupNote = { name, at: now, seq: copy.end.seq, hash: copy.end.hash, bytes: statSync(partial).size, reason };
    writeDurably(notePath(folder, name), `${JSON.stringify({ format: 1, ...note }, null, 2)}\n`);
    moveDurably(partial, target);
    writeDurably(join(backupFolder(folder), 'keyring.json'), readFileSync(keyringPath(folder), 'utf8'));
    rotateBackups(folder, keep);
    return done(note);
  } catch (error) {
    if (!isDiskFull(error)) {
      rmSync(partial, { force: true });
      throw error;
    }
    return failed(partial, refuse('diskFull', { workspace: folder }));
  }
}

function failed<Refusal>(partial: string, refusal: Refusal): Refusal {
  rmSync(partial, { force: true });
  return refusal;
}

/** `VACUUM INTO` is the copy that works on an encrypted file; it needs a connection that is not `query_only`. */
function copyPages(file: string, key: WorkspaceKey, target: string): LogEnd {
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  unlockPages(raw, key);
  try {
    const row = raw.prepare('SELECT seq, hash FROM command_log ORDER BY seq DESC LIMIT 1').get() as LogEnd | undefined;
    raw.prepare('VACUUM INTO ?').run(target);
    return row ?? { seq: 0, hash: '' };
  } finally {
    raw.close();
  }
}

export type CopyCheck = Readonly<{ ok: true; end: LogEnd; format: number }> | Readonly<{ ok: false; problem: string }>;

/** Opens a copy with the key and proves its pages, its tables and the end of its log. */
export function checkCopy(file: string, key: WorkspaceKey): CopyCheck {
  let db: ReturnType<typeof openReader>;
  try {
    db = openReader(file, key);
  } catch {
    return { ok: false, problem: 'the key does not open it' };
  }
  try {
    const pages = rawOf(db).prepare('PRAGMA quick_check(1)').pluck().get();
    if (pages !== 'ok') return { ok: false, problem: 'its pages do not pass the check' };
    const format = formatVersion(db);
    if (format === 0) return { ok: false, problem: 'it holds no workspace' };
    const end = logEndOf(db);
    const rows = Number(rawOf(db).prepare('SELECT count(*) FROM command_log').pluck().get());
    if (rows !== end.seq) return { ok: false, problem: `its log has ${rows} rows but ends at row ${end.seq}` };
    const broken = brokenLinkNear(db, end.seq, TAIL_ROWS);
    return broken ? { ok: false, problem: broken.problem } : { ok: true, end, format };
  } catch {
    return { ok: false, problem: 'its pages cannot be read' };
  } finally {
    closeDb(db);
  }
}

/** Newest first. */
export function listBackups(folder: string): BackupNote[] {
  if (!existsSync(backupFolder(folder))) return [];
  const names = readdirSync(backupFolder(folder)).flatMap((entry) => /^(.+)\.clearway$/.exec(entry)?.[1] ?? []);
  return names.map((name) => noteOf(folder, name)).sort((a, b) => (a.at === b.at ? (a.name < b.name ? 1 : -1) : a.at < b.at ? 1 : -1));
}

function noteOf(folder: string, name: string): BackupNote {
  const { size, mtimeMs } = statSync(backupFile(folder, name));
  const unknown: BackupNote = { name, at: instantOfMilliseconds(Math.floor(mtimeMs)), seq: null, hash: null, bytes: size, reason: 'asked' };
  const file = readJsonFile(notePath(folder, name));
  if (file.found !== 'yes' || !isRecord(file.value)) return unknown;
  const { at, seq, hash, reason } = file.value;
  if (typeof at !== 'string' || typeof seq !== 'number' || typeof hash !== 'string') return unknown;
  return { name, at: at as Instant, seq, hash, bytes: size, reason: reason === 'migration' || reason === 'scheduled' ? reason : 'asked' };
}

/** Keeps the newest `keep`, and of the copies made before a migration the newest `keep` too. Never removes the newest of all. */
export function rotateBackups(folder: string, keep: number): string[] {
  const kept = Math.max(1, keep);
  const all = listBackups(folder);
  const beforeMigrations = new Set(all.filter(({ reason }) => reason === 'migration').slice(0, kept));
  const old = all.slice(kept).filter((note) => !beforeMigrations.has(note));
  for (const { name } of old) {
    rmSync(backupFile(folder, name), { force: true });
    rmSync(notePath(folder, name), { force: true });
  }
  return old.map(({ name }) => name);
}

/** Half-written copies of a killed program: gone at the next opening. */
export function sweepPartialBackups(folder: string): string[] {
  if (!existsSync(backupFolder(folder))) return [];
  const entries = readdirSync(backupFolder(folder));
  const left = entries.filter((entry) => entry.includes(PARTIAL) || isLoneNote(entry, entries));
  for (const entry of left) rmSync(join(backupFolder(folder), entry), { force: true });
  return left;
}

const isLoneNote = (entry: string, entries: readonly string[]): boolean =>
  entry.endsWith('.json') && entry !== 'keyring.json' && !entries.includes(`${entry.slice(0, -'.json'.length)}.clearway`);

function freeName(folder: string, now: Instant): string {
  const base = now.slice(0, 19).replace('T', '-').replaceAll(':', '');
  const taken = (name: string) => existsSync(backupFile(folder, name));
  let name = base;
  for (let copy = 2; taken(name); copy += 1) name = `${base}-${copy}`;
  return name;
}

/** A name typed by a person: one of the list, so that no path can be smuggled in. */
export const findBackup = (folder: string, name: string): BackupNote | undefined => listBackups(folder).find((note) => note.name === name);
