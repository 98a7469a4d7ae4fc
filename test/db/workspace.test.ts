import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '#db/createWorkspace.ts';
import { rawOf } from '#db/handles.ts';
import { openWriter } from '#db/open.ts';
import { readLogHead, readLogRow } from '#db/tables/commandLog.ts';
import { openWorkspace } from '#db/workspace.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import {
  ann,
  appendRows,
  bob,
  cheap,
  codeOf,
  command,
  must,
  newHouse,
  secondsLater,
  start,
  temporaryFolder,
  workspaceId,
} from './houses.ts';

const owner = { userId: ann.userId, login: ann.login, passphrase: ann.passphrase };
const create = (folder: string) => createWorkspace({ folder, workspaceId, now: start, owner, argon: cheap });
const contentOf = (folder: string) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name)).toString('base64')]),
  );

describe('a new workspace', () => {
  test('opens with the passphrase and with the printed phrase, from the folder or the file', async () => {
    using house = await newHouse();
    house.workspace.close();
    const byFile = must(await house.open({ folder: join(house.folder, 'workspace.clearway') }));
    expect(byFile.userId).toBe(ann.userId);
    expect(readLogRow(byFile.read, 1)?.name).toBe('access.createWorkspace');
    byFile.close();
    const byPhrase = must(await house.open({ unlock: { recoveryPhrase: house.recoveryPhrase.toUpperCase() } }));
    expect([byPhrase.userId, byPhrase.id]).toEqual([null, workspaceId]);
  });

  test('is never made over another one, over files, or over a lone keyring', async () => {
    using house = await newHouse();
    const before = contentOf(join(house.folder));
    expect(codeOf(await create(house.folder))).toBe('workspaceThere');
    expect(contentOf(house.folder)).toEqual(before);

    using temporary = temporaryFolder();
    writeFileSync(join(temporary.path, 'notes.txt'), 'mine');
    expect(codeOf(await create(temporary.path))).toBe('folderNotEmpty');
    rmSync(join(temporary.path, 'notes.txt'));
    copyFileSync(join(house.folder, 'keyring.json'), join(temporary.path, 'keyring.json'));
    expect(codeOf(await create(temporary.path))).toBe('workspaceThere');
    expect(readdirSync(temporary.path)).toEqual(['keyring.json']);
  });

  test('may go into an empty folder, and leaves nothing beside it', async () => {
    using temporary = temporaryFolder();
    const folder = join(temporary.path, 'empty');
    mkdirSync(folder);
    must(await create(folder)).workspace.close();
    expect(readdirSync(temporary.path)).toEqual(['empty']);
    expect(readdirSync(folder).sort()).toEqual(['anchor.json', 'keyring.json', 'lock.db', 'workspace.clearway']);
  });

  test('holds nothing readable: no name, no passphrase, no word of the phrase, no key', async () => {
    using house = await newHouse();
    const key = Buffer.from(house.workspace.forWorker().key);
    house.workspace.close();
    for (const [name, content] of contentOf(house.folder)) {
      const bytes = Buffer.from(content, 'base64');
      for (const secret of [
        'Alder House',
        ann.passphrase,
        ...house.recoveryPhrase.split(' ').filter((word) => word.length > 6),
        key,
        key.toString('hex'),
        key.toString('base64'),
      ])
        expect(bytes.includes(secret), name).toBe(false);
    }
  });

  test('a build that a crash left behind does not stand in the way', async () => {
    using temporary = temporaryFolder();
    mkdirSync(join(temporary.path, '.house.creating'));
    writeFileSync(join(temporary.path, '.house.creating', 'keyring.json'), '{');
    must(await create(join(temporary.path, 'house'))).workspace.close();
    expect(readdirSync(temporary.path)).toEqual(['house']);
  });
});

test('a place that cannot hold a workspace is refused in words', async () => {
  using temporary = temporaryFolder();
  writeFileSync(join(temporary.path, 'file'), 'x');
  const places = [join(temporary.path, 'file', 'house'), join(temporary.path, 'nul\u0000house'), join(temporary.path, 'x'.repeat(300))];
  for (const place of places) {
    const refused = await create(place);
    expect(codeOf(refused), place).toBe('placeRefused');
    expect(codeOf(await openWorkspace({ folder: place, unlock: owner, now: start, mode: 'write' })), place).toBe('noWorkspace');
  }
  expect(codeOf(await create(join(temporary.path, 'file')))).toBe('folderNotEmpty');
  expect(readdirSync(temporary.path)).toEqual(['file']);
});

describe('what cannot be opened', () => {
  test('a place without a workspace', async () => {
    using temporary = temporaryFolder();
    const order = { unlock: owner, now: start, mode: 'write' as const };
    for (const place of ['', 'missing', 'workspace.clearway', '..']) {
      const refused = await openWorkspace({ folder: join(temporary.path, place), ...order });
      expect(codeOf(refused)).toBe('noWorkspace');
    }
    expect(readdirSync(temporary.path)).toEqual([]);
  });

  test('a folder whose keyring is missing or broken: no new key is ever made', async () => {
    using house = await newHouse();
    house.workspace.close();
    const keyring = readFileSync(join(house.folder, 'keyring.json'), 'utf8');
    rmSync(join(house.folder, 'keyring.json'));
    expect(codeOf(await house.open())).toBe('keyringMissing');
    expect(existsSync(join(house.folder, 'keyring.json'))).toBe(false);
    const broken = [
      '',
      '{',
      '[]',
      '{"format":1}',
      keyring.replace('"format": 1', '"format": 2'),
      keyring.replace('"m": 64', '"m": 99999999'),
      keyring.replace(/"slots": \[[\s\S]*\]/, '"slots": []'),
    ];
    for (const text of broken) {
      writeFileSync(join(house.folder, 'keyring.json'), text);
      expect(codeOf(await house.open()), text).toBe('keyringDamaged');
      expect(readFileSync(join(house.folder, 'keyring.json'), 'utf8')).toBe(text);
    }
    writeFileSync(join(house.folder, 'keyring.json'), keyring);
    expect(codeOf(await house.open())).toBe('ok');
  });

  test('a keyring of another workspace', async () => {
    using house = await newHouse();
    using temporary = temporaryFolder();
    house.workspace.close();
    must(await createWorkspace({ folder: join(temporary.path, 'other'), workspaceId, now: start, owner, argon: cheap })).workspace.close();
    copyFileSync(join(temporary.path, 'other', 'keyring.json'), join(house.folder, 'keyring.json'));
    expect(codeOf(await house.open())).toBe('wrongKeyring');
    copyFileSync(join(temporary.path, 'other', 'anchor.json'), join(house.folder, 'anchor.json'));
    expect(codeOf(await house.open())).toBe('damagedWorkspace');
  });

  test('a file from a newer program, which stays as it was', async () => {
    using house = await newHouse();
    rawOf(house.workspace.write).pragma('user_version = 77');
    house.workspace.close();
    const before = readFileSync(join(house.folder, 'workspace.clearway'));
    const refused = await house.open();
    expect(codeOf(refused)).toBe('newerWorkspace');
    expect(!refused.ok && sentenceOf(refused.error)).toContain('format 77');
    expect(readFileSync(join(house.folder, 'workspace.clearway')).equals(before)).toBe(true);
  });

  test('a file that is missing, empty, cut short, overwritten, or of something else', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 50, 'x'.repeat(3000));
    house.workspace.close();
    const file = join(house.folder, 'workspace.clearway');
    const whole = readFileSync(file);
    const broken: [string, () => void][] = [
      ['empty', () => truncateSync(file, 0)],
      ['cut short', () => truncateSync(file, Math.floor(whole.length / 2 / 4096) * 4096)],
      ['cut inside its first page', () => truncateSync(file, 1000)],
      ['first page overwritten', () => writeFileSync(file, Buffer.concat([randomBytes(4096), whole.subarray(4096)]))],
      ['something else', () => writeFileSync(file, 'To whom it may concern')],
      ['missing', () => rmSync(file)],
    ];
    for (const [what, damage] of broken) {
      writeFileSync(file, whole);
      damage();
      const before = existsSync(file) && readFileSync(file).toString('base64');
      expect(codeOf(await house.open()), what).toBe('damagedWorkspace');
      expect(codeOf(await house.openForReading()), what).toBe('damagedWorkspace');
      expect(existsSync(file) && readFileSync(file).toString('base64'), what).toBe(before);
    }
    writeFileSync(file, whole);
    expect(codeOf(await house.open())).toBe('ok');
  });

  test('a file without a workspace in it', async () => {
    using house = await newHouse();
    const { key } = house.workspace.forWorker();
    house.workspace.close();
    const file = join(house.folder, 'workspace.clearway');
    rmSync(file);
    const db = openWriter(file, key, 'create');
    rawOf(db).exec('CREATE TABLE other (a TEXT) STRICT');
    rawOf(db).close();
    expect(codeOf(await house.open())).toBe('damagedWorkspace');
  });
});

describe('an older copy', () => {
  test('of the file put back is noticed by the anchor', async () => {
    using house = await newHouse();
    house.workspace.close();
    const file = join(house.folder, 'workspace.clearway');
    const old = readFileSync(file);
    const later = must(await house.open());
    appendRows(later.write, 3);
    later.close();
    writeFileSync(file, old);
    const refused = await house.open();
    expect(codeOf(refused)).toBe('behindAnchor');
    expect(!refused.ok && refused.error.detail).toMatchObject({ seq: 1, expected: 4 });
    expect(codeOf(await house.openForReading())).toBe('behindAnchor');
  });

  test('that went another way since is another history', async () => {
    using house = await newHouse();
    house.workspace.close();
    using temporary = temporaryFolder();
    const twin = join(temporary.path, 'twin');
    cpSync(house.folder, twin, { recursive: true });
    const one = must(await house.open());
    appendRows(one.write, 2);
    one.close();
    const other = must(await house.open({ folder: twin }));
    appendRows(other.write, 5, 'different');
    other.close();
    copyFileSync(join(twin, 'workspace.clearway'), join(house.folder, 'workspace.clearway'));
    const refused = await house.open();
    expect(codeOf(refused)).toBe('anotherHistory');
    expect(!refused.ok && refused.error.detail.seq).toBe(3);
  });

  test('of file and anchor together is noticed by the copy kept elsewhere', async () => {
    using house = await newHouse();
    let kept: string | null = null;
    const anchorCopy = {
      load: () => kept,
      save(_id: string, text: string) {
        kept = text;
      },
    };
    house.workspace.close();
    using temporary = temporaryFolder();
    const old = join(temporary.path, 'old');
    cpSync(house.folder, old, { recursive: true });
    const later = must(await house.open({ anchorCopy }));
    appendRows(later.write, 1);
    later.close();
    expect(kept).toContain(workspaceId);
    expect(codeOf(await house.open({ folder: old }))).toBe('ok');
    expect(codeOf(await house.open({ folder: old, anchorCopy }))).toBe('heldElsewhere');
    expect(codeOf(await house.openForReading({ folder: old, anchorCopy }))).toBe('behindAnchor');
  });

  test('of the anchor is fine: the log may be longer', async () => {
    using house = await newHouse();
    house.workspace.close();
    const anchor = readFileSync(join(house.folder, 'anchor.json'));
    const later = must(await house.open());
    appendRows(later.write, 3);
    later.close();
    writeFileSync(join(house.folder, 'anchor.json'), anchor);
    expect(codeOf(await house.open())).toBe('ok');
  });

  test('cannot be excused by removing or forging the anchor', async () => {
    using house = await newHouse();
    house.workspace.close();
    const path = join(house.folder, 'anchor.json');
    const anchor = readFileSync(path, 'utf8');
    for (const forged of [anchor.replace('"seq":1', '"seq":0'), anchor.replace(/"mac":"./, '"mac":"g'), '', '{}', 'null']) {
      writeFileSync(path, forged);
      expect(codeOf(await house.open()), forged).toBe('anchorDamaged');
    }
    rmSync(path);
    expect(codeOf(await house.open())).toBe('anchorDamaged');
    writeFileSync(path, anchor);
    expect(codeOf(await house.open())).toBe('ok');
  });
});

describe('the last log row', () => {
  test('altered past the triggers is refused on opening', async () => {
    using house = await newHouse();
    rawOf(house.workspace.write).exec(
      "DROP TRIGGER command_log_no_update; UPDATE command_log SET actor_id = 'somebody else' WHERE seq = 1",
    );
    house.workspace.close();
    const refused = await house.open();
    expect(codeOf(refused)).toBe('damagedWorkspace');
    expect(!refused.ok && sentenceOf(refused.error)).toContain('log row 1 was altered');
  });
});

describe('who may come in', () => {
  test('a slot whose user was never recorded is dropped; a disabled user is turned away', async () => {
    using house = await newHouse();
    const { keys, write } = house.workspace;
    await keys.setPassphrase(bob, bob.passphrase);
    house.workspace.close();
    const unlock = { login: bob.login, passphrase: bob.passphrase };
    expect(codeOf(await house.open({ unlock }))).toBe('notSignedIn');
    const again = must(await house.open());
    expect(again.keys.hasSlot(bob.userId)).toBe(false);
    expect(write).toBeDefined();

    await again.keys.setPassphrase(bob, bob.passphrase);
    command(again.write, 2, 'access.addUser', { userId: bob.userId, login: bob.login, name: bob.name, roles: [] });
    again.close();
    const asBob = must(await house.open({ unlock }));
    expect(asBob.userId).toBe(bob.userId);
    rawOf(asBob.write).exec(`UPDATE users SET status = 'disabled' WHERE id = '${bob.userId}'`);
    asBob.close();
    expect(codeOf(await house.open({ unlock }))).toBe('notSignedIn');
  });

  test('a user without a slot needs a passphrase; a changed login is followed', async () => {
    using house = await newHouse();
    const { keys, write } = house.workspace;
    command(write, 2, 'access.addUser', { userId: bob.userId, login: bob.login, name: bob.name, roles: [] });
    expect(keys.usersWithoutSlot()).toEqual([{ id: bob.userId, login: 'bob', name: bob.name }]);
    await keys.setPassphrase(bob, bob.passphrase);
    expect(keys.usersWithoutSlot()).toEqual([]);
    rawOf(write).exec(`UPDATE users SET login = 'robert' WHERE id = '${bob.userId}'`);
    keys.followUsers();
    house.workspace.close();
    expect(codeOf(await house.open({ unlock: { login: 'bob', passphrase: bob.passphrase } }))).toBe('noSuchUser');
    expect(codeOf(await house.open({ unlock: { login: ' Robert ', passphrase: bob.passphrase } }))).toBe('ok');
  });

  test('before the first user exists, the maker keeps the key', async () => {
    using house = await newHouse({ empty: true });
    house.workspace.close();
    const again = must(await house.open());
    expect(again.keys.hasSlot(ann.userId)).toBe(true);
  });

  test('reading needs no lock and may not change keys', async () => {
    using house = await newHouse();
    const reading = must(await house.openForReading());
    appendRows(house.workspace.write, 1);
    expect(readLogHead(reading.read)?.seq).toBe(2);
    expect(reading.write).toBeNull();
    expect(() => reading.keys.newRecoveryPhrase(secondsLater(1))).toThrow('for reading only');
    expect(() => rawOf(reading.read).exec('DELETE FROM users')).toThrow('readonly');
  });
});
