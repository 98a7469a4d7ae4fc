import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listBackups } from '#db/backup.ts';
import { createWorkspace } from '#db/createWorkspace.ts';
import { rawOf } from '#db/handles.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { verifyWorkspace } from '#db/verify.ts';
import { openWorkspace, type WritableWorkspace } from '#db/workspace.ts';
import { ann, appendRows, cheap, codeOf, must, newHouse, start, temporaryFolder, workspaceId } from './houses.ts';

const script = fileURLToPath(new URL('./dieBefore.ts', import.meta.url));
const unlock = { login: ann.login, passphrase: ann.passphrase };

/** Does it once for each call that moves, copies or removes a file, killed with -9 before that call; `judge` looks at what is left. */
async function killedBeforeEach(
  action: string,
  argument: string,
  prepare: (folder: string) => void,
  judge: (folder: string) => Promise<void>,
): Promise<number> {
  for (let before = 1; before < 200; before += 1) {
    using temporary = temporaryFolder();
    const folder = join(temporary.path, 'house');
    prepare(folder);
    const { status, signal, stderr } = spawnSync(process.execPath, [script, action, folder, argument, String(before)], {
      encoding: 'utf8',
    });
    expect([0, null], stderr).toContain(status);
    await judge(folder);
    if (signal === null) return before - 1;
  }
  throw new Error('the action never ended');
}

const openAgain = (folder: string) => openWorkspace({ folder, unlock, mode: 'write', now: start, argon: cheap });

function expectSound(workspace: WritableWorkspace): void {
  const { folder, key } = workspace.forWorker();
  expect(verifyWorkspace(workspace.read, { folder, key, workspaceId: workspace.id }).findings).toEqual([]);
}

test('killed right after a commit, everything committed is there for the next reader and the next writer', async () => {
  using house = await newHouse();
  house.workspace.close();
  const { signal, stderr } = spawnSync(process.execPath, [script, 'append', house.folder, '25'], { encoding: 'utf8' });
  expect(signal, stderr).toBe('SIGKILL');
  expect(readdirSync(house.folder)).toContain('workspace.clearway-wal');
  const reading = must(await house.openForReading());
  expect(readLogHead(reading.read)?.seq).toBe(26);
  reading.close();
  const workspace = must(await house.open());
  expect(readLogHead(workspace.read)?.seq).toBe(26);
  expectSound(workspace);
});

test('killed while it is made, a workspace is there whole or its place is still free', async () => {
  const kills = await killedBeforeEach(
    'create',
    '',
    () => undefined,
    async (folder) => {
      if (!existsSync(folder)) must(await createWorkspace({ folder, workspaceId, now: start, owner: ann, argon: cheap })).workspace.close();
      const workspace = must(await openAgain(folder));
      expectSound(workspace);
      workspace.close();
    },
  );
  expect(kills).toBeGreaterThan(6);
}, 120_000);

test('killed while a backup is put in place, the next opening has the old state or the restored one, whole', async () => {
  using house = await newHouse();
  appendRows(house.workspace.write, 4);
  const { name } = must(house.workspace.backup({ now: start, reason: 'asked', keep: 9 }));
  appendRows(house.workspace.write, 6);
  house.workspace.close();
  const ends = new Set<number>();
  const kills = await killedBeforeEach(
    'restore',
    name,
    (folder) => cpSync(house.folder, folder, { recursive: true }),
    async (folder) => {
      const workspace = must(await openAgain(folder));
      ends.add(readLogHead(workspace.read)!.seq);
      expect(rawOf(workspace.write).pragma('journal_mode', { simple: true })).toBe('wal');
      expectSound(workspace);
      workspace.close();
      expect(readdirSync(folder).filter((name) => name.startsWith('restor'))).toEqual([]);
    },
  );
  expect([...ends].sort()).toEqual([11, 5]);
  expect(kills).toBeGreaterThan(12);
}, 120_000);

test('killed while a backup is made, the ones there are whole', async () => {
  using house = await newHouse();
  for (const _ of [1, 2]) must(house.workspace.backup({ now: start, reason: 'asked', keep: 2 }));
  house.workspace.close();
  await killedBeforeEach(
    'backup',
    '',
    (folder) => cpSync(house.folder, folder, { recursive: true }),
    async (folder) => {
      must(await openAgain(folder)).close();
      const left = listBackups(folder);
      expect([2, 3]).toContain(left.length);
      for (const { seq } of left) expect(seq).toBe(1);
      expect(readdirSync(join(folder, 'backups')).filter((name) => name.includes('partial'))).toEqual([]);
    },
  );
}, 120_000);

test('killed while a passphrase changes, the old one or the new one opens', async () => {
  using house = await newHouse();
  house.workspace.close();
  const codes = new Set<string>();
  await killedBeforeEach(
    'passphrase',
    'the new passphrase',
    (folder) => cpSync(house.folder, folder, { recursive: true }),
    async (folder) => {
      const withOld = await openAgain(folder);
      const withNew = withOld.ok
        ? null
        : await openWorkspace({ folder, unlock: { login: 'ann', passphrase: 'the new passphrase' }, mode: 'write', now: start });
      codes.add(`${codeOf(withOld)} ${withNew && codeOf(withNew)}`);
      if (withOld.ok) withOld.value.close();
      if (withNew?.ok) withNew.value.close();
    },
  );
  expect([...codes].sort()).toEqual(['ok null', 'wrongPassphrase ok']);
}, 120_000);
