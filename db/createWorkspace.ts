import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';
import { type AnchorCopy, logEndOf, writeAnchor } from './anchor.ts';
import { syncFile, syncFolder } from './durableFile.ts';
import { closeDb } from './handles.ts';
import { type Keyring, type KeyUser, withRecoverySlot, withUserSlot, writeKeyring } from './keyring.ts';
import { type ArgonCost, usualCost } from './keySlots.ts';
import { migrate } from './migrate.ts';
import { openWriter, type WorkspaceKey } from './open.ts';
import { databasePath, freePlace, placeRefusal } from './place.ts';
import { isDiskFull } from './transaction.ts';
import { type OpenRefusal, openWorkspace, releasedMigrations, type WritableWorkspace } from './workspace.ts';

export type CreateOrder = Readonly<{
  folder: string;
  workspaceId: string;
  now: Instant;
  owner: KeyUser & Readonly<{ passphrase: string }>;
  program?: string;
  argon?: ArgonCost;
  anchorCopy?: AnchorCopy;
  /** Without syncing to the disk: only for a workspace that is copied out whole afterwards. */
  unsafeFast?: boolean;
}>;
export type Created = Readonly<{ workspace: WritableWorkspace; recoveryPhrase: string }>;
export type CreateRefusal = 'workspaceThere' | 'folderNotEmpty' | OpenRefusal;

/**
 * Makes a workspace whole or not at all: it is built in a folder beside its place and moved there at the end, so no crash leaves a key without
 * its file. It holds no house yet: `access.createWorkspace` with the same workspace and owner ids is the first command.
 */
export async function createWorkspace(order: CreateOrder): Promise<Result<Created, CreateRefusal>> {
  const place = freePlace(order.folder);
  if (!place.ok) return place;
  const folder = place.value;
  const building = join(dirname(folder), `.${basename(folder)}.creating`);
  try {
    if (existsSync(building)) rmSync(building, { recursive: true });
    mkdirSync(building, { recursive: true, mode: 0o700 });
    const recoveryPhrase = await build(building, order);
    const still = freePlace(folder);
    if (!still.ok) return still;
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(building, folder);
    syncFolder(dirname(folder));
    const workspace = await openWorkspace({
      ...order,
      unlock: { login: order.owner.login, passphrase: order.owner.passphrase },
      mode: 'write',
    });
    return workspace.ok ? done({ workspace: workspace.value, recoveryPhrase }) : workspace;
  } catch (error) {
    const refusal = isDiskFull(error) ? refuse('diskFull', { workspace: folder }) : placeRefusal(error, folder);
    if (refusal) return refusal;
    throw error;
  } finally {
    if (existsSync(building)) rmSync(building, { recursive: true });
  }
}

async function build(folder: string, { workspaceId, owner, now, argon = usualCost, anchorCopy }: CreateOrder): Promise<string> {
  const key: WorkspaceKey = new Uint8Array(randomBytes(32));
  try {
    const empty: Keyring = { workspaceId, slots: [] };
    const { keyring, phrase } = withRecoverySlot(await withUserSlot(empty, key, owner, owner.passphrase, argon), key, now);
    writeKeyring(folder, keyring);
    const db = openWriter(databasePath(folder), key, 'create');
    try {
      migrate(db, releasedMigrations(), () => undefined);
      writeAnchor(folder, key, workspaceId, logEndOf(db), anchorCopy);
    } finally {
      closeDb(db);
    }
    syncFile(databasePath(folder));
    syncFolder(folder);
    return phrase;
  } finally {
    key.fill(0);
  }
}
