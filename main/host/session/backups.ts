import { listBackups } from '#db/backup.ts';
import { type Restored, restoreBackup } from '#db/restore.ts';
import type { HostCommandInput, HostQueryOutput } from '#shared/contract/host.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
import { type Desk, deviceOf, type Session, tell } from './desk.ts';
import type { Client } from './host.ts';
import { lock, openingOf, unlock } from './opening.ts';
import { requirePermission, requireStepUp, runOwn } from './running.ts';
import { raise } from './security.ts';

export const backupsIn = (folder: string): HostQueryOutput<'host.backups'> => ({
  backups: listBackups(folder).map(({ name, at, seq, bytes, reason }) => ({ name, at, seq: seq ?? 0, bytes, why: reason })),
});

export function backups(desk: Desk, session: Session, client: Client): Result<HostQueryOutput<'host.backups'>> {
  const permitted = requirePermission(desk, session, 'host.backups', 'health.view', client);
  if (!permitted.ok) return permitted;
  return done(backupsIn(session.workspace.folder));
}

/** Closes, restores, opens again as the same person, and puts the step on the restored record. */
export async function restore(
  desk: Desk,
  session: Session,
  { name, reason }: HostCommandInput<'host.restoreBackup'>,
  client: Client,
): Promise<Result<unknown, RefusalCode>> {
  const permitted = requirePermission(desk, session, 'host.restoreBackup', 'health.restore', client);
  if (!permitted.ok) return permitted;
  const proved = requireStepUp(desk, session, 'host.restoreBackup');
  if (!proved.ok) return proved;
  const { place } = desk;
  if (!listBackups(session.workspace.folder).some((note) => note.name === name) || !place) return refuse('noSuchBackup', { name });
  const { key } = session.workspace.forWorker();
  const { user, provedAt } = session;
  const held = { key, user: { userId: user.id, login: user.login } };
  try {
    await lock(desk);
    const restored = await restoreBackup({ folder: place.folder, name, unlock: { held }, ...openingOf(desk) });
    const again = await unlock(desk, place, { held }, client);
    if (!restored.ok) return restored;
    if (!again.ok) return again;
    again.value.provedAt = provedAt;
    putOnRecord(desk, again.value, restored.value, reason, client);
    return done({});
  } finally {
    key.fill(0);
  }
}

/** What every restore leaves behind: its log row, an event somebody must look at, and windows that ask anew. */
export function putOnRecord(
  desk: Desk,
  session: Session,
  { name, restoredSeq, replacedSeq }: Restored,
  reason: string,
  client: Client,
): void {
  runOwn(desk, session, 'health.noteRestore', { backup: name, restoredSeq, replacedSeq, reason }, client);
  const detail = `The backup ${name} (log row ${restoredSeq}) replaced the workspace`;
  raise(desk, session, { kind: 'restored', detail, device: deviceOf(desk, client), mustClose: true });
  tell(desk, ['command_log', 'users', 'user_roles', 'setting_values', 'workspace', 'access_grants', 'jobs', 'security_events'], true);
}
