import { statSync } from 'node:fs';
import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { done, type Refused, type Result } from '#shared/result.ts';
import { type AnchorCopy, checkAgainstAnchors, type LogEnd, readAnchors } from './anchor.ts';
import { makeBackup, sweepPartialBackups } from './backup.ts';
import { brokenLinkNear } from './chainCheck.ts';
import { closeDb, type RawDatabase, type ReadDb, rawOf, type WriteDb } from './handles.ts';
import { noteSuccess, type UnlockFailure } from './hostFile.ts';
import { followingUsers, type Keyring, type Opened, readKeyring, writeKeyring } from './keyring.ts';
import type { ArgonCost } from './keySlots.ts';
import { takeWriteLock, type WriteLock } from './lock.ts';
import { formatVersion, type Migration, migrate, readMigrations } from './migrate.ts';
import { DamagedFile, isUnreadable, openReader, openWriter, type WorkspaceKey, WrongKey } from './open.ts';
import { openedWorkspace, type Workspace, type WritableWorkspace } from './openedWorkspace.ts';
import { databasePath, locate, placeRefusal } from './place.ts';
import { finishRestore, isRestoring, sweepIncoming } from './restore.ts';
import { isDiskFull } from './transaction.ts';
import { type Unlock, type UnlockRefusal, unlockKeyring } from './unlock.ts';
import { readKeyUsers } from './workspaceKeys.ts';

export type { Workspace, WritableWorkspace } from './openedWorkspace.ts';
export type { Unlock } from './unlock.ts';

export type OpenRefusal =
  | UnlockRefusal
  | 'noWorkspace'
  | 'placeRefused'
  | 'heldElsewhere'
  | 'keyringMissing'
  | 'keyringDamaged'
  | 'wrongKeyring'
  | 'newerWorkspace'
  | 'olderWorkspace'
  | 'damagedWorkspace'
  | 'behindAnchor'
  | 'anotherHistory'
  | 'anchorDamaged'
  | 'notSignedIn'
  | 'backupDamaged'
  | 'diskFull';

export type Mode = 'write' | 'read';
export type OpenOrder<Wanted extends Mode = Mode> = Readonly<{
  /** The folder, or the file in it. */
  folder: string;
  unlock: Unlock;
  mode: Wanted;
  now: Instant;
  /** What another program is told when it asks who holds the workspace, such as `Clearway`. */
  program?: string;
  /** Cost of slots made from now on; only tests and practice choose a cheap one. */
  argon?: ArgonCost;
  anchorCopy?: AnchorCopy;
  /** The newest backups to keep when a migration makes one. */
  keepBackups?: number;
  migrations?: readonly Migration[];
  unsafeFast?: boolean;
  wrap?: (raw: RawDatabase) => RawDatabase;
}>;
type Opening<Wanted extends Mode> = Result<Wanted extends 'write' ? WritableWorkspace : Workspace, OpenRefusal>;

const KEPT_BACKUPS = 14;
let released: readonly Migration[] | undefined;

/** The migrations of this program, read once. */
export function releasedMigrations(): readonly Migration[] {
  released ??= readMigrations(new URL('./migrations/', import.meta.url));
  return released;
}

/**
 * Opens a workspace after key, format, anchor and the end of the log are proved. Everything longer (pages, chain, sweep) is `verifyWorkspace`,
 * which a job runs later. A refusal leaves the folder as it was, but for the note of a failed unlock.
 */
export async function openWorkspace<Wanted extends Mode>(order: OpenOrder<Wanted>): Promise<Opening<Wanted>> {
  const place = locate(order.folder);
  if (!place.ok) return place;
  const folder = place.value;
  let held: WriteLock | null = null;
  try {
    if (order.mode === 'write' || isRestoring(folder)) {
      const lock = takeWriteLock(folder, order.program ?? 'Clearway', order.now);
      if (!lock.ok) return lock;
      held = lock.value;
    }
    const opening = await unlockAndOpen(folder, order, held);
    if (!opening.ok || order.mode === 'read') held?.release();
    return opening as Opening<Wanted>;
  } catch (error) {
    held?.release();
    const refusal = refusalOf(error, folder);
    if (refusal) return refusal;
    throw error;
  }
}

async function unlockAndOpen(folder: string, order: OpenOrder, lock: WriteLock | null): Promise<Result<Workspace, OpenRefusal>> {
  const keyring = readKeyring(folder);
  if (!keyring.ok) return keyring;
  if (!isRestoring(folder)) {
    const absent = missingFile(folder);
    if (absent) return absent;
  }
  const unlocked = await unlockKeyring(folder, keyring.value, order.unlock, order.now);
  if (!unlocked.ok) return unlocked;
  const { key } = unlocked.value;
  const unlockFailures = noteSuccess(folder);
  let proved: Result<Proved, OpenRefusal> | undefined;
  let opening: Result<Workspace, OpenRefusal> | undefined;
  try {
    if (isRestoring(folder)) finishRestore(folder, key, keyring.value.workspaceId, order.anchorCopy);
    proved = prove(folder, key, keyring.value.workspaceId, order);
    if (!proved.ok) return proved;
    opening = assemble(folder, order, { ...unlocked.value, keyring: keyring.value, unlockFailures }, proved.value, lock);
    return opening;
  } finally {
    if (!opening?.ok) {
      if (proved?.ok) closeDb(proved.value.reader);
      key.fill(0);
    }
  }
}

/** A file that is not there, or empty, must not be taken for a fresh one. */
function missingFile(folder: string): Refused<'damagedWorkspace'> | null {
  const size = statSync(databasePath(folder), { throwIfNoEntry: false })?.size ?? null;
  if (size === null) return refuse('damagedWorkspace', { place: folder, problem: 'the database file workspace.clearway is missing' });
  return size === 0 ? refuse('damagedWorkspace', { place: folder, problem: 'the database file workspace.clearway is empty' }) : null;
}

type Proved = Readonly<{ reader: ReadDb; format: number; end: LogEnd }>;

/** Everything is asked through a connection that cannot write, so a refused file stays untouched. The anchors are read before the log. */
function prove(
  folder: string,
  key: WorkspaceKey,
  workspaceId: string,
  { anchorCopy, migrations = releasedMigrations(), mode }: OpenOrder,
): Result<Proved, OpenRefusal> {
  const anchors = readAnchors(folder, key, workspaceId, anchorCopy);
  let reader: ReadDb;
  try {
    reader = openReader(databasePath(folder), key);
  } catch (error) {
    if (!(error instanceof WrongKey)) throw error;
    return anchors.ok
      ? refuse('damagedWorkspace', { place: folder, problem: 'its first page cannot be read' })
      : refuse('wrongKeyring', { place: folder });
  }
  let kept = false;
  try {
    const format = formatVersion(reader);
    if (format > migrations.length) return refuse('newerWorkspace', { place: folder, fileVersion: format, ownVersion: migrations.length });
    if (format === 0) return refuse('damagedWorkspace', { place: folder, problem: 'the database file holds no workspace' });
    if (format < migrations.length && mode === 'read')
      return refuse('olderWorkspace', { place: folder, fileVersion: format, ownVersion: migrations.length });
    const id = rawOf(reader).prepare('SELECT id FROM workspace').pluck().get() as string | undefined;
    if (id !== undefined && id !== workspaceId) return refuse('wrongKeyring', { place: folder });
    if (!anchors.ok) return anchors;
    const end = checkAgainstAnchors(reader, anchors.value, folder);
    if (!end.ok) return end;
    kept = true;
    return done({ reader, format, end: end.value });
  } finally {
    if (!kept) closeDb(reader);
  }
}

type Unlocked = Opened & Readonly<{ keyring: Keyring; unlockFailures: readonly UnlockFailure[] }>;

function assemble(
  folder: string,
  order: OpenOrder,
  { key, user, keyring, unlockFailures }: Unlocked,
  { reader, format, end }: Proved,
  lock: WriteLock | null,
): Result<Workspace, OpenRefusal> {
  const migrations = order.migrations ?? releasedMigrations();
  const standing = standingOf(reader, user?.userId ?? null, folder);
  if (!standing.ok) return standing;
  const opened: { writer: WriteDb | null } = { writer: null };
  let finished = false;
  try {
    if (order.mode === 'write') {
      const writer = openWriter(databasePath(folder), key, 'existing', {
        unsafeFast: order.unsafeFast === true,
        ...(order.wrap ? { wrap: order.wrap } : {}),
      });
      opened.writer = writer;
      const migrated = bringUpToDate(folder, writer, key, format, migrations, order);
      if (!migrated.ok) return migrated;
      sweepPartialBackups(folder);
      sweepIncoming(folder);
    }
    const broken = brokenLinkNear(reader, end.seq, 1);
    if (broken) return refuse('damagedWorkspace', { place: folder, problem: broken.problem });
    const followed = order.mode === 'write' ? followingUsers(keyring, readKeyUsers(reader)) : keyring;
    if (followed !== keyring) writeKeyring(folder, followed);
    finished = true;
    return done(
      openedWorkspace({
        folder,
        keyring: followed,
        key,
        user,
        reader,
        writer: opened.writer,
        lock,
        end,
        unlockFailures,
        argon: order.argon,
        anchorCopy: order.anchorCopy,
      }),
    );
  } finally {
    if (!finished && opened.writer) closeDb(opened.writer);
  }
}

/** A disabled user may not come in, even where a slot is left. Before the first user exists, the maker may. */
function standingOf(reader: ReadDb, userId: UserId | null, folder: string): Result<null, 'notSignedIn'> {
  if (userId === null) return done(null);
  const users = readKeyUsers(reader);
  const isIn = users.length === 0 || users.some(({ id, status }) => id === userId && status === 'active');
  return isIn ? done(null) : refuse('notSignedIn', { workspace: folder });
}

function bringUpToDate(
  folder: string,
  writer: WriteDb,
  key: WorkspaceKey,
  format: number,
  migrations: readonly Migration[],
  { now, keepBackups = KEPT_BACKUPS }: OpenOrder,
): Result<null, 'diskFull' | 'backupDamaged'> {
  if (format === migrations.length) return done(null);
  const backup = makeBackup({ folder, file: databasePath(folder), key }, { now, reason: 'migration', keep: keepBackups });
  if (!backup.ok) return backup;
  migrate(writer, migrations, () => undefined);
  return done(null);
}

/** What the driver threw while opening, as a refusal; anything else is a bug and stays an exception. */
function refusalOf(error: unknown, place: string): Refused<OpenRefusal> | null {
  if (isDiskFull(error)) return refuse('diskFull', { workspace: place });
  const code = (error as { code?: string }).code ?? '';
  const damaged = error instanceof DamagedFile || isUnreadable(code);
  if (!damaged) return placeRefusal(error, place);
  return refuse('damagedWorkspace', { place, problem: error instanceof DamagedFile ? error.message : 'its pages cannot be read' });
}
