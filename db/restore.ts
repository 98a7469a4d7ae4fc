import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type Instant, utcDateOf } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { done, type Result } from '#shared/result.ts';
import { type AnchorCopy, anchorPath, type LogEnd, logEndOf, readAnchor, writeAnchor } from './anchor.ts';
import { backupFile, checkCopy, findBackup } from './backup.ts';
import { isRecord, readJsonFile, syncFile, syncFolder, writeDurably } from './durableFile.ts';
import { closeDb, type ReadDb, rawOf } from './handles.ts';
import { noteSuccess } from './hostFile.ts';
import { readKeyring } from './keyring.ts';
import { takeWriteLock } from './lock.ts';
import { openReader, openWriter, type WorkspaceKey } from './open.ts';
import { databasePath, locate } from './place.ts';
import { isDiskFull } from './transaction.ts';
import { type Unlock, type UnlockRefusal, unlockKeyring } from './unlock.ts';

export type RestoreOrder = Readonly<{
  folder: string;
  name: string;
  unlock: Unlock;
  now: Instant;
  program: string;
  anchorCopy?: AnchorCopy;
}>;
export type Restored = Readonly<{ name: string; restoredSeq: number; replacedSeq: number | null; replacedAs: string | null }>;
export type RestoreRefusal =
  | UnlockRefusal
  | 'noWorkspace'
  | 'heldElsewhere'
  | 'keyringMissing'
  | 'keyringDamaged'
  | 'noSuchBackup'
  | 'backupDamaged'
  | 'notPermitted'
  | 'diskFull';

type Plan = Readonly<{ name: string; replacedAs: string }>;
const SUFFIXES = ['-wal', '-shm', ''] as const;

const planPath = (folder: string): string => join(folder, 'restore.json');
const incomingPath = (folder: string): string => join(folder, 'restoring.clearway');

export const isRestoring = (folder: string): boolean => existsSync(planPath(folder));

/**
 * Puts a verified backup in place of the workspace; the present file is kept beside it. The plan is written down before the first file moves,
 * so a crash at any point is finished by the next opening. Ask with the workspace closed; record it with `health.noteRestore` once it is open.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Result<Restored, RestoreRefusal>> {
  const place = locate(order.folder);
  if (!place.ok) return place;
  const folder = place.value;
  const lock = takeWriteLock(folder, order.program, order.now);
  if (!lock.ok) return lock;
  try {
    return await restoreUnderLock(folder, order);
  } catch (error) {
    if (isDiskFull(error) && !isRestoring(folder)) return refuse('diskFull', { workspace: folder });
    throw error;
  } finally {
    sweepIncoming(folder);
    lock.value.release();
  }
}

async function restoreUnderLock(
  folder: string,
  { name, unlock, now, anchorCopy }: RestoreOrder,
): Promise<Result<Restored, RestoreRefusal>> {
  const keyring = readKeyring(folder);
  if (!keyring.ok) return keyring;
  if (!findBackup(folder, name)) return refuse('noSuchBackup', { name });
  const opened = await unlockKeyring(folder, keyring.value, unlock, now);
  if (!opened.ok) return opened;
  noteSuccess(folder);
  const { key, user } = opened.value;
  const { workspaceId } = keyring.value;
  if (isRestoring(folder)) finishRestore(folder, key, workspaceId, anchorCopy);
  const source = backupFile(folder, name);
  const copy = checkCopy(source, key);
  if (!copy.ok) return refuse('backupDamaged', { name, problem: copy.problem });
  const problem = whyNot(source, key, workspaceId, user?.userId ?? null, now);
  if (problem === 'foreign') return refuse('backupDamaged', { name, problem: 'it belongs to another workspace' });
  if (problem === 'notOwner') return refuse('notPermitted', { name: 'restoring a backup', needs: 'the role owner' });
  bringIn(folder, source, key);
  const replacedSeq = furthest(settle(databasePath(folder), key), readAnchor(folder, key, workspaceId));
  const plan: Plan = { name, replacedAs: freeReplacedName(folder, now) };
  const hadFile = existsSync(databasePath(folder));
  writeDurably(planPath(folder), `${JSON.stringify({ format: 1, ...plan })}\n`);
  finishRestore(folder, key, workspaceId, anchorCopy);
  return done({ name, restoredSeq: copy.end.seq, replacedSeq, replacedAs: hadFile ? plan.replacedAs : null });
}

/** Each step looks at what is already there, so it can be repeated after a crash in any of them. */
export function finishRestore(folder: string, key: WorkspaceKey, workspaceId: string, anchorCopy?: AnchorCopy): void {
  const file = readJsonFile(planPath(folder));
  const replacedAs = file.found === 'yes' && isRecord(file.value) ? file.value.replacedAs : null;
  if (typeof replacedAs !== 'string' || !/^replaced-[\d-]+\.clearway$/.test(replacedAs)) throw new Error('restore.json cannot be read');
  const present = databasePath(folder);
  if (existsSync(incomingPath(folder))) {
    for (const suffix of SUFFIXES) if (existsSync(present + suffix)) renameSync(present + suffix, join(folder, replacedAs + suffix));
    renameSync(incomingPath(folder), present);
    syncFolder(folder);
  }
  const db = openReader(present, key);
  try {
    rmSync(anchorPath(folder), { force: true });
    writeAnchor(folder, key, workspaceId, logEndOf(db), anchorCopy);
  } finally {
    closeDb(db);
  }
  rmSync(planPath(folder));
  syncFolder(folder);
}

/** What a restore left that was ended before it was planned: gone at the next opening. */
export function sweepIncoming(folder: string): void {
  if (isRestoring(folder)) return;
  for (const suffix of SUFFIXES) rmSync(incomingPath(folder) + suffix, { force: true });
  rmSync(`${planPath(folder)}.partial`, { force: true });
}

/** The copy stands ready in WAL mode and on the disk before anything is planned. */
function bringIn(folder: string, source: string, key: WorkspaceKey): void {
  const incoming = incomingPath(folder);
  for (const suffix of SUFFIXES) rmSync(incoming + suffix, { force: true });
  copyFileSync(source, incoming);
  closeDb(openWriter(incoming, key, 'existing'));
  syncFile(incoming);
  syncFolder(folder);
}

/** How far the replaced workspace had come: a damaged or an old file says less than the anchor beside it. */
const furthest = (seq: number | null, anchor: LogEnd | null): number | null => (anchor ? Math.max(seq ?? 0, anchor.seq) : seq);

/** Writes the present file's last pages home before it is set aside; a damaged one is set aside as it is. */
function settle(file: string, key: WorkspaceKey): number | null {
  if (!existsSync(file)) return null;
  try {
    const db = openWriter(file, key, 'existing');
    try {
      return logEndOf(db).seq;
    } finally {
      closeDb(db);
    }
  } catch {
    return null;
  }
}

/** Only an owner may go back in time, as the backup itself knows owners; the printed phrase stands above roles. */
function whyNot(
  source: string,
  key: WorkspaceKey,
  workspaceId: string,
  userId: UserId | null,
  now: Instant,
): 'foreign' | 'notOwner' | null {
  const db = openReader(source, key);
  try {
    const id = rawOf(db).prepare('SELECT id FROM workspace').pluck().get() as string | undefined;
    if (id !== undefined && id !== workspaceId) return 'foreign';
    return userId === null || id === undefined || isOwner(db, userId, now) ? null : 'notOwner';
  } finally {
    closeDb(db);
  }
}

/** A day of room either way, for the house's own time zone. */
function isOwner(db: ReadDb, userId: UserId, now: Instant): boolean {
  const found = rawOf(db)
    .prepare(
      `SELECT 1 FROM user_roles JOIN users ON users.id = user_roles.user_id
       WHERE users.id = ? AND users.status = 'active' AND role = 'owner' AND revoked_at IS NULL AND from_on <= ? AND (until_on IS NULL OR until_on >= ?)`,
    )
    .get(userId, addDays(utcDateOf(now), 1), addDays(utcDateOf(now), -1));
  return found !== undefined;
}

function freeReplacedName(folder: string, now: Instant): string {
  const base = `replaced-${now.slice(0, 19).replace('T', '-').replaceAll(':', '')}`;
  let name = `${base}.clearway`;
  for (let copy = 2; existsSync(join(folder, name)); copy += 1) name = `${base}-${copy}.clearway`;
  return name;
}
