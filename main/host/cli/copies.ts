import { listBackups } from '#db/backup.ts';
import { type Restored, restoreBackup } from '#db/restore.ts';
import { mayInHouse } from '#db/tables/users.ts';
import type { Unlock } from '#db/workspace.ts';
import { backupsKeptOf } from '#main/jobs/settings.ts';
import { mendedByRestore } from '#shared/contract/healthRefusals.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { permissions } from '#shared/model/access.ts';
import { done, type Result } from '#shared/result.ts';
import { houseDay, timeZoneOf } from '../session/houseDay.ts';
import { type Parsed, textOption } from './arguments.ts';
import { type ExitCode, type Io, tellPeople, Usage } from './io.ts';
import { type Credentials, credentialsFrom, openAs, openWith } from './opening.ts';

/** `clearway backup DIR`: a checked copy in the folder backups, also while the window is open. */
export async function backup(parsed: Parsed, io: Io): Promise<ExitCode> {
  const asJson = parsed.options.json === true;
  const opened = await openAs(parsed, io, 'read', parsed.words[0]);
  if (!opened.ok) return tellPeople(io, asJson, opened, () => []);
  const { workspace, user, now } = opened.value;
  try {
    const today = houseDay(now(), timeZoneOf(workspace.read));
    if (!mayInHouse(workspace.read, user.id, 'health.operate', today))
      return tellPeople(io, asJson, refuse('notPermitted', { name: 'backup', needs: permissions['health.operate'].title }), () => []);
    const made = workspace.backup({ now: now(), reason: 'asked', keep: backupsKeptOf(workspace.read, today) });
    return tellPeople(io, asJson, made, () => (made.ok ? [`Backup ${made.value.name} made and checked (${made.value.bytes} bytes).`] : []));
  } finally {
    workspace.close();
  }
}

/** `clearway restore DIR NAME`: an owner puts a backup in place; the present file is kept aside. */
export async function restore(parsed: Parsed, io: Io): Promise<ExitCode> {
  const asJson = parsed.options.json === true;
  const [folder, name] = parsed.words;
  if (folder === undefined || name === undefined) throw new Usage(await whichBackup(folder));
  const restored = await restoreAs(parsed, io, folder, name);
  const kept = restored.ok && restored.value.replacedAs !== null ? ` The file before it is kept as ${restored.value.replacedAs}.` : '';
  return tellPeople(io, asJson, restored, () => [
    restored.ok ? `Backup ${name} (log row ${restored.value.restoredSeq}) is in place.${kept}` : '',
  ]);
}

async function restoreAs(parsed: Parsed, io: Io, folder: string, name: string): Promise<Result<Restored, RefusalCode>> {
  const credentials = await credentialsFrom(parsed, io, folder);
  if (!credentials.ok) return credentials;
  const unlock = await unlockToRestore(credentials.value, parsed, io);
  if (!unlock.ok) return unlock;
  try {
    const program = 'the clearway command';
    const restored = await restoreBackup({ folder: credentials.value.folder, name, unlock: unlock.value, now: io.now(), program });
    if (!restored.ok) return restored;
    const noted = await noteRestored(credentials.value, restored.value, parsed, io);
    return noted.ok ? restored : noted;
  } finally {
    if ('held' in unlock.value) unlock.value.held.key.fill(0);
  }
}

/** While the present file opens, it says who is an owner: an older one could still know somebody as such who is no more. */
async function unlockToRestore(credentials: Credentials, parsed: Parsed, io: Io): Promise<Result<Unlock, RefusalCode>> {
  const opened = await openWith(credentials, parsed, io, 'write');
  if (!opened.ok) {
    const { login, passphrase } = credentials;
    return mendedByRestore.has(opened.error.code) ? done({ login, passphrase }) : opened;
  }
  const { workspace, user, now } = opened.value;
  try {
    if (!mayInHouse(workspace.read, user.id, 'health.restore', houseDay(now(), timeZoneOf(workspace.read))))
      return refuse('notPermitted', { name: 'restoring a backup', needs: 'the role owner' });
    return done({ held: { key: workspace.forWorker().key, user: { userId: user.id, login: user.login } } });
  } finally {
    workspace.close();
  }
}

async function noteRestored(
  credentials: Credentials,
  { name, restoredSeq, replacedSeq }: Restored,
  parsed: Parsed,
  io: Io,
): Promise<Result<unknown, RefusalCode>> {
  const opened = await openWith(credentials, parsed, io, 'write');
  if (!opened.ok) return opened;
  try {
    const { shellRunner } = await import('./running.ts');
    const reason = textOption(parsed, 'reason') ?? 'Restored from the command line';
    const input = { backup: name, restoredSeq, replacedSeq, reason };
    const order = { name: 'health.noteRestore', input, at: opened.value.now(), id: undefined, preview: false };
    return shellRunner(io)(opened.value, order) as Result<unknown, RefusalCode>;
  } finally {
    opened.value.workspace.close();
  }
}

async function whichBackup(folder: string | undefined): Promise<string> {
  const names = folder === undefined ? [] : listBackups(folder).map(({ name }) => name);
  const list = names.length > 0 ? ` There are: ${names.join(', ')}.` : '';
  return `Say which folder and which backup: clearway restore DIR NAME.${list}`;
}
