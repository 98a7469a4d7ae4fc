import { listBackups } from '#db/backup.ts';
import { restoreBackup } from '#db/restore.ts';
import { permittedScopes } from '#db/tables/users.ts';
import { backupsKeptOf } from '#main/jobs/settings.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { permissions } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { houseDay, timeZoneOf } from '../session/houseDay.ts';
import { type Parsed, textOption } from './arguments.ts';
import { type ExitCode, type Io, tellPeople, Usage } from './io.ts';
import { openAs } from './opening.ts';

/** `clearway backup DIR`: a checked copy in the folder backups, also while the window is open. */
export async function backup(parsed: Parsed, io: Io): Promise<ExitCode> {
  const asJson = parsed.options.json === true;
  const opened = await openAs(parsed, io, 'read', parsed.words[0]);
  if (!opened.ok) return tellPeople(io, asJson, opened, () => []);
  const { workspace, user, now } = opened.value;
  try {
    const today = houseDay(now(), timeZoneOf(workspace.read));
    if (permittedScopes(workspace.read, user.id, 'health.operate', today).length === 0)
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
  const first = await openAs(parsed, io, 'write', folder);
  if (!first.ok) return tellPeople(io, asJson, first, () => []);
  const { workspace, user } = first.value;
  const { key } = workspace.forWorker();
  const held = { key, user: { userId: user.id, login: user.login } };
  workspace.close();
  try {
    const now = io.now();
    const restored = await restoreBackup({ folder: workspace.folder, name, unlock: { held }, now, program: 'the clearway command' });
    if (!restored.ok) return tellPeople(io, asJson, restored, () => []);
    const again = await openAs(parsed, io, 'write', folder);
    if (!again.ok) return tellPeople(io, asJson, again, () => []);
    const { restoredSeq, replacedSeq, replacedAs } = restored.value;
    try {
      const { shellRunner } = await import('./running.ts');
      const reason = textOption(parsed, 'reason') ?? 'Restored from the command line';
      const input = { backup: name, restoredSeq, replacedSeq, reason };
      const noted = shellRunner(io)(again.value, {
        name: 'health.noteRestore',
        input,
        at: again.value.now(),
        id: undefined,
        preview: false,
      });
      if (!noted.ok) return tellPeople(io, asJson, noted, () => []);
    } finally {
      again.value.workspace.close();
    }
    const kept = replacedAs === null ? '' : ` The file before it is kept as ${replacedAs}.`;
    return tellPeople(io, asJson, done(restored.value), () => [`Backup ${name} (log row ${restoredSeq}) is in place.${kept}`]);
  } finally {
    key.fill(0);
  }
}

async function whichBackup(folder: string | undefined): Promise<string> {
  const names = folder === undefined ? [] : listBackups(folder).map(({ name }) => name);
  const list = names.length > 0 ? ` There are: ${names.join(', ')}.` : '';
  return `Say which folder and which backup: clearway restore DIR NAME.${list}`;
}
