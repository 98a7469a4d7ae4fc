import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkCopy, listBackups } from '#db/backup.ts';
import { rawOf } from '#db/handles.ts';
import { formatVersion, type Migration, readMigrations } from '#db/migrate.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { releasedMigrations } from '#db/workspace.ts';
import { appendRows, codeOf, must, newHouse, temporaryFolder } from './houses.ts';

const next = (sql: string): readonly Migration[] => {
  const version = releasedMigrations().length + 1;
  return [...releasedMigrations(), { version, name: `000${version}-next.sql`, sql }];
};
const namesOf = (db: Parameters<typeof rawOf>[0]) =>
  rawOf(db).prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

describe('0001-foundation', () => {
  test('makes an empty file a workspace of format 1, with nothing in it', async () => {
    using house = await newHouse({ empty: true });
    const db = house.workspace.write;
    expect(formatVersion(db)).toBe(releasedMigrations().length);
    for (const name of namesOf(db)) expect(rawOf(db).prepare(`SELECT count(*) FROM ${name}`).pluck().get(), String(name)).toBe(0n);
    expect(rawOf(db).pragma('foreign_key_check')).toEqual([]);
    expect(rawOf(db).pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

describe('a later migration', () => {
  test('runs once, after a verified backup of the older file', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 3);
    house.workspace.close();
    const migrations = next('CREATE TABLE later (id TEXT PRIMARY KEY) STRICT; INSERT INTO later SELECT id FROM users;');
    const opened = must(await house.open({ migrations }));
    expect(formatVersion(opened.write)).toBe(migrations.length);
    expect(rawOf(opened.read).prepare('SELECT count(*) FROM later').pluck().get()).toBe(1n);
    const [backup] = listBackups(house.folder);
    expect(backup).toMatchObject({ reason: 'migration', seq: 4 });
    expect(checkCopy(join(house.folder, 'backups', `${backup!.name}.clearway`), opened.forWorker().key)).toMatchObject({
      ok: true,
      format: migrations.length - 1,
    });
    opened.close();
    must(await house.open({ migrations })).close();
    expect(listBackups(house.folder)).toHaveLength(1);
    expect(codeOf(await house.open())).toBe('newerWorkspace');
  });

  test('waits for the application when the file is only read', async () => {
    using house = await newHouse();
    house.workspace.close();
    expect(codeOf(await house.openForReading({ migrations: next('CREATE TABLE later (id TEXT) STRICT') }))).toBe('olderWorkspace');
    expect(listBackups(house.folder)).toEqual([]);
  });

  test.each([
    ['fails half-way', 'CREATE TABLE later (id TEXT) STRICT; INSERT INTO later VALUES (1), (2); DELETE FROM users;'],
    [
      'breaks a reference',
      "PRAGMA defer_foreign_keys = ON; CREATE TABLE later (id TEXT) STRICT; INSERT INTO user_preferences VALUES ('nobody', 'theme', 'dark');",
    ],
    ['is not SQL', 'CREATE TABLE later (id TEXT) STRICT; and then?'],
  ])('that %s leaves the file as it was, backup and all', async (_what, sql) => {
    using house = await newHouse();
    appendRows(house.workspace.write, 3);
    const tables = namesOf(house.workspace.write);
    house.workspace.close();
    await expect(house.open({ migrations: next(sql) })).rejects.toThrow();
    expect(listBackups(house.folder)).toHaveLength(1);
    const opened = must(await house.open());
    expect(formatVersion(opened.write)).toBe(releasedMigrations().length);
    expect(namesOf(opened.write)).toEqual(tables);
    expect(readLogHead(opened.read)?.seq).toBe(4);
  });

  test('does not start when its backup cannot be verified', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 30);
    rawOf(house.workspace.write).exec("DROP TRIGGER command_log_no_update; UPDATE command_log SET reason = 'x' WHERE seq = 9");
    house.workspace.close();
    expect(codeOf(await house.open({ migrations: next('CREATE TABLE later (id TEXT) STRICT') }))).toBe('backupDamaged');
    const opened = must(await house.open());
    expect(namesOf(opened.write)).not.toContain('later');
  });
});

test('released migrations are numbered without a gap', () => {
  using temporary = temporaryFolder();
  const folder = join(temporary.path, 'migrations');
  mkdirSync(folder);
  for (const name of ['0001-first.sql', '0003-third.sql', 'notes.txt']) writeFileSync(join(folder, name), 'SELECT 1');
  const url = pathToFileURL(`${folder}/`);
  expect(() => readMigrations(url)).toThrow('0003-third.sql is not migration 2');
  writeFileSync(join(folder, '0002-second.sql'), 'SELECT 2');
  expect(readMigrations(url).map(({ name }) => name)).toEqual(['0001-first.sql', '0002-second.sql', '0003-third.sql']);
  expect(existsSync(folder) && readdirSync(folder)).toContain('notes.txt');
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('SELECT 1');
});
