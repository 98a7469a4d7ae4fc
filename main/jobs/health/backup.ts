import { makeBackup } from '#db/backup.ts';
import { done } from '#shared/result.ts';
import type { InputOf } from '../kinds.ts';
import { backupsKeptOf } from '../settings.ts';
import type { Work } from '../work.ts';

/** A verified copy beside the workspace. The copy itself is one step of the driver, so it can be cancelled only before it begins. */
export const backup: Work<InputOf<'health.backup'>> = ({ db, source, now, today, step }, { reason }) => {
  step({ done: 0, outOf: 1 });
  const made = makeBackup(source, { now, reason, keep: backupsKeptOf(db(), today) });
  if (!made.ok) return made;
  const { name, bytes, seq } = made.value;
  return done({ name, bytes, seq });
};
