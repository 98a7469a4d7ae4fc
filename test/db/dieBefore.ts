import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { instant } from '#shared/dates.ts';

// A child of the crash tests: does one thing to the workspace, and kills itself before the n-th call that moves, copies or removes
// a file by name: between two of these, only files change that nobody reads yet.
const [, , action = '', folder = '', argument = '', before = '0'] = process.argv;
let left = Number(before);
const countdown = <Call extends (...args: never[]) => unknown>(call: Call): Call =>
  ((...args: Parameters<Call>) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return call(...args);
  }) as Call;
fs.renameSync = countdown(fs.renameSync);
fs.rmSync = countdown(fs.rmSync);
fs.rmdirSync = countdown(fs.rmdirSync);
fs.copyFileSync = countdown(fs.copyFileSync);
syncBuiltinESMExports();

const { ann, cheap, workspaceId } = await import('./people.ts');
const { createWorkspace } = await import('#db/createWorkspace.ts');
const { restoreBackup } = await import('#db/restore.ts');
const { openWorkspace } = await import('#db/workspace.ts');
const unlock = { login: ann.login, passphrase: ann.passphrase };
const now = instant('2026-11-20T09:05:00.000Z');

async function open() {
  const opened = await openWorkspace({ folder, unlock, mode: 'write', now, argon: cheap });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

const actions: Readonly<Record<string, () => Promise<unknown>>> = {
  create: () => createWorkspace({ folder, workspaceId, now, owner: { ...ann }, argon: cheap }),
  restore: () => restoreBackup({ folder, name: argument, unlock, now, program: 'crash test' }),
  backup: async () => (await open()).backup({ now, reason: 'asked', keep: 2 }),
  append: async () => {
    const { appendRows } = await import('./houses.ts');
    appendRows((await open()).write, Number(argument));
    process.kill(process.pid, 'SIGKILL');
  },
  passphrase: async () => (await open()).keys.setPassphrase(ann, argument),
};
await actions[action]!();
process.stdout.write(`${Number(before) - left} calls\n`);
process.exit(0);
