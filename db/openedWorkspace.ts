import type { UserId } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import { type AnchorCopy, type LogEnd, logEndOf, writeAnchor } from './anchor.ts';
import { type BackupNote, type BackupOrder, type BackupSource, makeBackup } from './backup.ts';
import { closeDb, type ReadDb, rawOf, type WriteDb } from './handles.ts';
import { clearFailures, type UnlockFailure } from './hostFile.ts';
import type { Keyring, KeyUser } from './keyring.ts';
import type { ArgonCost } from './keySlots.ts';
import type { WriteLock } from './lock.ts';
import { openReader, type WorkspaceKey } from './open.ts';
import { databasePath } from './place.ts';
import { type WorkspaceKeys, workspaceKeys } from './workspaceKeys.ts';

/** An unlocked workspace. Closing it locks it: the key is wiped and the write lock is free. */
export type Workspace = Readonly<{
  folder: string;
  id: string;
  file: string;
  /** Who unlocked it; null after the recovery phrase, and then somebody must be given a passphrase next. */
  userId: UserId | null;
  read: ReadDb;
  write: WriteDb | null;
  keys: WorkspaceKeys;
  /** Failed unlocks since the last good one, to be recorded as security events; then call `failuresRecorded`. */
  unlockFailures: readonly UnlockFailure[];
  failuresRecorded(): void;
  /** Another connection that can only be asked; closed with the workspace at the latest. */
  openReader(): ReadDb;
  /** What a worker thread needs to open a connection of its own. The key is a copy: wipe it after use. */
  forWorker(): BackupSource;
  /** Called after a commit: the anchor follows within a second, never in the commit path. */
  anchorSoon(): void;
  anchorNow(): void;
  backup(order: BackupOrder): Result<BackupNote, 'diskFull' | 'backupDamaged'>;
  close(): void;
}>;
export type WritableWorkspace = Workspace & Readonly<{ write: WriteDb }>;

type Parts = Readonly<{
  folder: string;
  keyring: Keyring;
  key: WorkspaceKey;
  user: KeyUser | null;
  reader: ReadDb;
  writer: WriteDb | null;
  lock: WriteLock | null;
  end: LogEnd;
  unlockFailures: readonly UnlockFailure[];
  argon: ArgonCost | undefined;
  anchorCopy: AnchorCopy | undefined;
}>;

const ANCHOR_MILLISECONDS = 1000;

export function openedWorkspace(parts: Parts): Workspace {
  const { folder, keyring, key, user, reader, writer, lock, unlockFailures, argon } = parts;
  const file = databasePath(folder);
  const readers = new Set<ReadDb>([reader]);
  const anchor = anchorKeeper(parts);
  let open = true;
  const assertOpen = (): void => {
    if (!open) throw new Error('the workspace is closed');
  };
  return {
    folder,
    id: keyring.workspaceId,
    file,
    userId: user?.userId ?? null,
    read: reader,
    write: writer,
    keys: workspaceKeys({ folder, keyring, key, db: writer ?? reader, mayChange: () => open && writer !== null, argon }),
    unlockFailures,
    failuresRecorded: () => clearFailures(folder),
    openReader() {
      assertOpen();
      const another = openReader(file, key);
      readers.add(another);
      return another;
    },
    forWorker() {
      assertOpen();
      return { folder, file, key: new Uint8Array(key) };
    },
    anchorSoon: anchor.soon,
    anchorNow: anchor.now,
    backup(order) {
      assertOpen();
      const made = makeBackup({ folder, file, key }, order);
      if (writer) anchor.now();
      return made;
    },
    close() {
      if (!open) return;
      open = false;
      try {
        anchor.last();
      } finally {
        for (const each of readers) if (rawOf(each).open) closeDb(each);
        if (writer) closeDb(writer);
        lock?.release();
        key.fill(0);
      }
    },
  };
}

/** Only the writer moves the anchor. A disk that refuses it is asked again a second later: the commit itself is safe. */
function anchorKeeper({ folder, keyring, key, writer, end, anchorCopy }: Parts) {
  let written = end.seq;
  let timer: NodeJS.Timeout | null = null;
  const now = (): void => {
    if (!writer || rawOf(writer).inTransaction) return;
    const current = logEndOf(writer);
    if (current.seq === written) return;
    writeAnchor(folder, key, keyring.workspaceId, current, anchorCopy);
    written = current.seq;
  };
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      try {
        now();
      } catch {
        soon();
      }
    }, ANCHOR_MILLISECONDS).unref();
  };
  const last = (): void => {
    if (timer) clearTimeout(timer);
    now();
  };
  return { now, soon, last };
}
