import { restoreBackup } from '#db/restore.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { openWorkspace, type Unlock } from '#db/workspace.ts';
import { mendedByRestore } from '#shared/contract/healthRefusals.ts';
import type { HostCommandInput, HostCommandOutput } from '#shared/contract/host.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
import { putOnRecord } from './backups.ts';
import type { Desk } from './desk.ts';
import type { Client } from './host.ts';
import { openingOf, unlock } from './opening.ts';
import type { Place } from './places.ts';

/** A workspace that does not open any more: an owner, as the backup knows owners, puts the backup in its place and is signed in. */
export async function rescue(
  desk: Desk,
  place: Place,
  { name, login, passphrase, reason }: HostCommandInput<'host.rescue'>,
  client: Client,
): Promise<Result<HostCommandOutput<'host.rescue'>, RefusalCode>> {
  const how = { login, passphrase };
  const needed = await needsRescue(desk, place, how);
  if (!needed.ok) return needed;
  const restored = await restoreBackup({ folder: place.folder, name, unlock: how, ...openingOf(desk) });
  if (!restored.ok) return restored;
  const opened = await unlock(desk, place, how, client);
  if (!opened.ok) return opened;
  putOnRecord(desk, opened.value, restored.value, reason, client);
  return done({ keptAs: restored.value.replacedAs });
}

/** While the present file opens, it says who is an owner: an older one could still know somebody as such who is no more. */
async function needsRescue(desk: Desk, { folder, name }: Place, how: Unlock): Promise<Result<null, RefusalCode>> {
  const refusal = refuse('opensNormally', { workspace: name });
  if (desk.session) return refusal;
  const opened = await openWorkspace({ folder, unlock: how, mode: 'write', ...openingOf(desk) });
  if (!opened.ok) return mendedByRestore.has(opened.error.code) ? done(null) : opened;
  try {
    return readWorkspace(opened.value.read) ? refusal : done(null);
  } finally {
    opened.value.close();
  }
}
