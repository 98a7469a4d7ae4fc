import { createWorkspace } from '#db/createWorkspace.ts';
import { restoreBackup } from '#db/restore.ts';
import { DiskFull } from '#db/transaction.ts';
import { openWorkspace } from '#db/workspace.ts';
import { instant } from '#shared/dates.ts';
import type { Result } from '#shared/result.ts';
import { ann, cheap, workspaceId } from './people.ts';

// A child of the disk-full tests: does one thing where files cannot grow, and prints the refusal.
const [, , action = '', folder = '', argument = ''] = process.argv;
// Without a handler the system ends a program that writes beyond `ulimit -f`; with one the write fails, as on a full disk.
process.on('SIGXFSZ', () => undefined);
const unlock = { login: ann.login, passphrase: ann.passphrase };
const now = instant('2026-11-20T09:05:00.000Z');

async function act(): Promise<Result<unknown>> {
  if (action === 'create') return createWorkspace({ folder, workspaceId, now, owner: ann, argon: cheap });
  if (action === 'restore') return restoreBackup({ folder, name: argument, unlock, now, program: 'disk test' });
  const opened = await openWorkspace({ folder, unlock, mode: 'write', now, argon: cheap });
  if (!opened.ok) return opened;
  if (action === 'backup') return opened.value.backup({ now, reason: 'asked', keep: 9 });
  try {
    await opened.value.keys.setPassphrase(ann, argument);
    return { ok: true, value: null };
  } catch (error) {
    if (error instanceof DiskFull) return { ok: false, error: { code: 'diskFull', detail: {} } };
    throw error;
  }
}

const result = await act();
process.stdout.write(result.ok ? 'ok' : result.error.code);
process.exit(0);
