import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listBackups } from '#db/backup.ts';
import { rawOf, type WriteDb } from '#db/handles.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { DiskFull, inTransaction } from '#db/transaction.ts';
import { ann, appendRows, codeOf, must, newHouse, start, temporaryFolder } from './houses.ts';

/** The file may grow by this many pages and no further: what a full disk is to SQLite. */
function leaveRoom(db: WriteDb, pages: number): void {
  const raw = rawOf(db);
  raw.pragma(`max_page_count = ${Number(raw.pragma('page_count', { simple: true })) + pages}`);
}

test('a transaction that does not fit is refused whole, and the next one works', async () => {
  using house = await newHouse();
  const { write, read } = house.workspace;
  appendRows(write, 10);
  leaveRoom(write, 3);
  expect(() => appendRows(write, 100, 'x'.repeat(2000))).toThrow(DiskFull);
  expect(rawOf(write).inTransaction).toBe(false);
  expect(readLogHead(read)?.seq).toBe(11);
  rawOf(write).pragma('max_page_count = 1073741823');
  appendRows(write, 100, 'x'.repeat(2000));
  expect(readLogHead(read)?.seq).toBe(111);
});

test('an error inside the work keeps its own name', async () => {
  using house = await newHouse();
  const broken = (): never =>
    inTransaction(house.workspace.write, () => {
      appendRowsInside(house.workspace.write);
      throw new RangeError('a bug');
    });
  expect(broken).toThrow(RangeError);
  expect(readLogHead(house.workspace.read)?.seq).toBe(1);
});

function appendRowsInside(db: WriteDb): void {
  rawOf(db).exec("INSERT INTO incidents VALUES ('i', '2026-11-20T09:00:00.000Z', 'here', 'x')");
}

/** A child whose files may not grow beyond `blocks` of 512 bytes (`ulimit -f`): the disk is full for it, not for us. */
function onFullDisk(action: string, folder: string, argument: string, blocks: number) {
  const script = fileURLToPath(new URL('./fullDisk.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, script, action, folder, argument],
    { encoding: 'utf8' },
  );
  return stdout.trim() || stderr;
}

test.skipIf(process.platform === 'win32')(
  'a backup, a restore, a new passphrase and a new workspace are refused clearly, with nothing half-written',
  async () => {
    using house = await newHouse();
    using temporary = temporaryFolder();
    appendRows(house.workspace.write, 300, 'x'.repeat(2000));
    const { name } = must(house.workspace.backup({ now: start, reason: 'asked', keep: 9 }));
    house.workspace.close();
    const before = readFileSync(join(house.folder, 'workspace.clearway'));
    const folder = join(temporary.path, 'copy');
    cpSync(house.folder, folder, { recursive: true });

    expect(onFullDisk('backup', folder, '', 600)).toBe('diskFull');
    expect(listBackups(folder).map((backup) => backup.name)).toEqual([name]);
    expect(onFullDisk('restore', folder, name, 600)).toBe('diskFull');
    expect(onFullDisk('passphrase', folder, 'another one', 1)).toBe('diskFull');
    expect(onFullDisk('create', join(temporary.path, 'new'), '', 100)).toBe('diskFull');
    expect(existsSync(join(temporary.path, 'new'))).toBe(false);
    expect(readdirSync(folder).filter((entry) => /partial|restor|replaced/.test(entry))).toEqual([]);
    expect(readdirSync(join(folder, 'backups')).filter((entry) => entry.includes('partial'))).toEqual([]);
    expect(readFileSync(join(folder, 'workspace.clearway')).equals(before)).toBe(true);
    const opened = await house.open({ folder, unlock: { login: ann.login, passphrase: ann.passphrase } });
    expect(codeOf(opened)).toBe('ok');
  },
);
