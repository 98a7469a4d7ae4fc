import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backupFile, checkCopy, findBackup, listBackups, rotateBackups, sweepPartialBackups } from '#db/backup.ts';
import { rawOf } from '#db/handles.ts';
import { takeWriteLock } from '#db/lock.ts';
import { type RestoreOrder, restoreBackup } from '#db/restore.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { verifyWorkspace } from '#db/verify.ts';
import { ann, appendRows, bob, codeOf, command, type House, must, newHouse, secondsLater, start, temporaryFolder } from './houses.ts';

const asked = { reason: 'asked' as const, keep: 14 };
const namesIn = (folder: string) => listBackups(folder).map(({ name }) => name);
const restore = (house: House, name: string, order: Partial<RestoreOrder> = {}) =>
  restoreBackup({
    folder: house.folder,
    name,
    unlock: { login: ann.login, passphrase: ann.passphrase },
    now: secondsLater(60),
    program: 'test',
    ...order,
  });

describe('a backup', () => {
  test('is a checked copy, encrypted with the same key, with a note beside it', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 20, 'SECRETSECRET');
    const note = must(house.workspace.backup({ now: start, ...asked }));
    expect(note).toMatchObject({ name: '2026-11-20-090000', at: start, seq: 21, reason: 'asked' });
    const bytes = readFileSync(backupFile(house.folder, note.name));
    expect(bytes.length).toBe(note.bytes);
    expect(bytes.includes('SECRETSECRET')).toBe(false);
    expect(listBackups(house.folder)).toEqual([note]);
    const { key } = house.workspace.forWorker();
    expect(checkCopy(backupFile(house.folder, note.name), key)).toMatchObject({ ok: true, end: { seq: 21, hash: note.hash } });
    expect(checkCopy(backupFile(house.folder, note.name), key.fill(0))).toEqual({ ok: false, problem: 'the key does not open it' });
    expect(readdirSync(join(house.folder, 'backups')).sort()).toEqual([
      '2026-11-20-090000.clearway',
      '2026-11-20-090000.json',
      'keyring.json',
    ]);
  });

  test('moves the anchor, and two in one second have two names', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 2);
    must(house.workspace.backup({ now: start, ...asked }));
    expect(JSON.parse(readFileSync(join(house.folder, 'anchor.json'), 'utf8')).seq).toBe(3);
    must(house.workspace.backup({ now: start, ...asked }));
    expect(namesIn(house.folder)).toEqual(['2026-11-20-090000-2', '2026-11-20-090000']);
  });

  test('can be made by a program that only reads, while another writes', async () => {
    using house = await newHouse();
    const reading = must(await house.openForReading());
    appendRows(house.workspace.write, 5);
    expect(must(reading.backup({ now: start, ...asked })).seq).toBe(6);
  });

  test('without its note is still listed; a half-written one is swept at the next opening', async () => {
    using house = await newHouse();
    must(house.workspace.backup({ now: start, ...asked }));
    must(house.workspace.backup({ now: secondsLater(1), ...asked }));
    const folder = join(house.folder, 'backups');
    rmSync(join(folder, '2026-11-20-090000.json'));
    for (const left of ['2026-11-20-100000.clearway.partial', '2026-11-20-100000.clearway.partial-journal', '2026-11-20-100000.json'])
      writeFileSync(join(folder, left), '');
    house.workspace.close();
    must(await house.open());
    expect(readdirSync(folder).sort()).toEqual([
      '2026-11-20-090000.clearway',
      '2026-11-20-090001.clearway',
      '2026-11-20-090001.json',
      'keyring.json',
    ]);
    expect(findBackup(house.folder, '2026-11-20-090000')).toMatchObject({ seq: null, hash: null });
    expect(sweepPartialBackups(house.folder)).toEqual([]);
  });
});

describe('rotation', () => {
  test('keeps the newest, and copies made before migrations as long again', async () => {
    using house = await newHouse();
    const reasons = ['migration', 'migration', 'migration', 'asked', 'scheduled', 'scheduled', 'scheduled'] as const;
    for (const [index, reason] of reasons.entries()) must(house.workspace.backup({ now: secondsLater(index), reason, keep: 99 }));
    const removed = rotateBackups(house.folder, 2);
    expect(removed.sort()).toEqual(['2026-11-20-090000', '2026-11-20-090003', '2026-11-20-090004']);
    expect(namesIn(house.folder)).toEqual(['2026-11-20-090006', '2026-11-20-090005', '2026-11-20-090002', '2026-11-20-090001']);
    rotateBackups(house.folder, 0);
    expect(namesIn(house.folder)).toEqual(['2026-11-20-090006', '2026-11-20-090002']);
    expect(
      readdirSync(join(house.folder, 'backups'))
        .filter((name) => name.endsWith('.json'))
        .sort(),
    ).toEqual(['2026-11-20-090002.json', '2026-11-20-090006.json', 'keyring.json']);
  });
});

describe('a restore', () => {
  test('puts the backup in place, keeps what was there, and resets the anchor', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 4);
    const note = must(house.workspace.backup({ now: start, ...asked }));
    appendRows(house.workspace.write, 6);
    house.workspace.close();
    const restored = must(await restore(house, note.name));
    expect(restored).toEqual({ name: note.name, restoredSeq: 5, replacedSeq: 11, replacedAs: 'replaced-2026-11-20-090100.clearway' });
    const opened = must(await house.open());
    expect(readLogHead(opened.read)?.seq).toBe(5);
    expect(rawOf(opened.write).pragma('journal_mode', { simple: true })).toBe('wal');
    const { key } = opened.forWorker();
    expect(verifyWorkspace(opened.read, { folder: house.folder, key, workspaceId: opened.id }).ok).toBe(true);
    expect(checkCopy(join(house.folder, restored.replacedAs!), key)).toMatchObject({ ok: true, end: { seq: 11 } });
    command(
      opened.write,
      9,
      'health.noteRestore',
      { backup: note.name, restoredSeq: 5, replacedSeq: 11, reason: 'A wrong import was undone' },
      secondsLater(61),
    );
    expect(readLogHead(opened.read)?.seq).toBe(6);
    expect(readdirSync(house.folder).filter((name) => /^restor/.test(name))).toEqual([]);
  });

  test('heals a damaged, an emptied and a missing file', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 4);
    const { name } = must(house.workspace.backup({ now: start, ...asked }));
    house.workspace.close();
    const file = join(house.folder, 'workspace.clearway');
    for (const [index, damage] of [() => writeFileSync(file, 'broken'), () => writeFileSync(file, ''), () => rmSync(file)].entries()) {
      damage();
      expect(codeOf(await house.open())).toBe('damagedWorkspace');
      const restored = must(await restore(house, name, { now: secondsLater(100 + index) }));
      expect([restored.restoredSeq, restored.replacedSeq]).toEqual([5, 5]);
      must(await house.open()).close();
    }
  });

  test('by a program that cannot reach the copy of the anchor is understood by the one that can, from the log', async () => {
    using house = await newHouse();
    let kept: string | null = null;
    const anchorCopy = {
      load: () => kept,
      save(_id: string, text: string) {
        kept = text;
      },
    };
    appendRows(house.workspace.write, 4);
    const { name } = must(house.workspace.backup({ now: start, ...asked }));
    house.workspace.close();
    const worked = must(await house.open({ anchorCopy }));
    appendRows(worked.write, 6);
    worked.close();
    writeFileSync(join(house.folder, 'workspace.clearway'), 'broken');
    const { restoredSeq, replacedSeq } = must(await restore(house, name));
    expect(codeOf(await house.open({ anchorCopy }))).toBe('behindAnchor');
    const shell = must(await house.open());
    command(shell.write, 9, 'health.noteRestore', { backup: name, restoredSeq, replacedSeq, reason: 'The disk died' }, secondsLater(61));
    appendRows(shell.write, 2);
    shell.close();
    using temporary = temporaryFolder();
    const old = join(temporary.path, 'old');
    cpSync(house.folder, old, { recursive: true });
    const again = must(await house.open({ anchorCopy }));
    appendRows(again.write, 20);
    again.close();
    expect(codeOf(await house.openForReading({ folder: old, anchorCopy }))).toBe('behindAnchor');
  });

  test('ends a refused history: the owner decides which file counts', async () => {
    using house = await newHouse();
    const { name } = must(house.workspace.backup({ now: start, ...asked }));
    appendRows(house.workspace.write, 3);
    house.workspace.close();
    rmSync(join(house.folder, 'anchor.json'));
    expect(codeOf(await house.open())).toBe('anchorDamaged');
    must(await restore(house, name));
    expect(codeOf(await house.open())).toBe('ok');
  });

  test('is refused with the reason, and changes nothing', async () => {
    using house = await newHouse();
    const { keys, write } = house.workspace;
    command(write, 2, 'access.addUser', { userId: bob.userId, login: bob.login, name: bob.name, roles: [] });
    await keys.setPassphrase(bob, bob.passphrase);
    const { name } = must(house.workspace.backup({ now: start, ...asked }));
    const asBob = { unlock: { login: bob.login, passphrase: bob.passphrase } };
    expect(codeOf(await restore(house, name))).toBe('heldElsewhere');
    house.workspace.close();
    const before = readFileSync(join(house.folder, 'workspace.clearway'));
    const held = must(takeWriteLock(house.folder, 'another', start));
    expect(codeOf(await restore(house, name))).toBe('heldElsewhere');
    held.release();
    expect(codeOf(await restore(house, '../workspace'))).toBe('noSuchBackup');
    expect(codeOf(await restore(house, 'nothing'))).toBe('noSuchBackup');
    expect(codeOf(await restore(house, name, asBob))).toBe('notPermitted');
    expect(codeOf(await restore(house, name, { unlock: { login: 'ann', passphrase: 'no' } }))).toBe('wrongPassphrase');
    expect(codeOf(await restore(house, name, { folder: join(house.folder, 'backups', 'x') }))).toBe('noWorkspace');
    const file = backupFile(house.folder, name);
    const whole = readFileSync(file);
    for (const broken of [
      whole.subarray(0, whole.length - 4096),
      Buffer.from(whole).fill(1, 9000, 9010),
      Buffer.from('x'),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, broken);
      expect(codeOf(await restore(house, name))).toBe('backupDamaged');
    }
    expect(readFileSync(join(house.folder, 'workspace.clearway')).equals(before)).toBe(true);
    expect(existsSync(join(house.folder, 'restoring.clearway'))).toBe(false);
    writeFileSync(file, whole);
    must(await restore(house, name, { unlock: { recoveryPhrase: house.recoveryPhrase } }));
  });

  test('of a backup whose last rows were altered is refused', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 4);
    rawOf(house.workspace.write).exec("DROP TRIGGER command_log_no_update; UPDATE command_log SET reason = 'x' WHERE seq = 3");
    const refused = house.workspace.backup({ now: start, ...asked });
    expect(refused).toMatchObject({ ok: false, error: { code: 'backupDamaged', detail: { problem: 'log row 3 was altered' } } });
    expect(readdirSync(join(house.folder, 'backups'))).toEqual([]);
  });
});
