import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeWriteLock } from '#db/lock.ts';
import { safeFolderName } from '#main/host/session/places.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { cheap, codeOf, firstHouse, TestDesk, valueIn } from './desks.ts';

type Words = { recoveryWords: string[] };

describe('a new workspace', () => {
  test('has 24 words, its owner signed in, and one row in the log', async () => {
    await using desk = new TestDesk();
    const { recoveryWords } = (await desk.hosted('host.createWorkspace', firstHouse)) as Words;
    expect(recoveryWords).toHaveLength(24);
    const state = await desk.state();
    expect(state.workspace).toMatchObject({ name: 'Larch & Co', locked: false, practice: false, logins: ['anna'], keychain: 'none' });
    expect(basename(state.workspace!.place)).toBe('Larch & Co');
    expect(state.user).toMatchObject({ login: 'anna', name: 'Anna Larch' });
    expect(state.steppedUpUntil).not.toBeNull();
    const log = await desk.tell('audit.log', {});
    expect(log.rows.map(({ name, device }) => [name, device])).toEqual([
      ['access.createWorkspace', expect.stringMatching(/-[0-9a-f]{8}$/)],
    ]);
  });

  test('is remembered, opened again by its token, and unlocked by its owner', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    await desk.hosted('host.closeWorkspace', {});
    expect((await desk.state()).workspace).toBeNull();
    const { known, defaultPlace } = await desk.told('host.workspaces', {});
    expect(known).toMatchObject([{ name: 'Larch & Co', practice: false, missing: false }]);
    expect(defaultPlace).toBe(desk.platform.documentsFolder);
    await desk.hosted('host.openWorkspace', { token: known[0]!.token });
    expect((await desk.state()).workspace).toMatchObject({ locked: true, name: 'Larch & Co' });
    await desk.signIn('anna', firstHouse.passphrase);
    expect((await desk.state()).user?.login).toBe('anna');
  });

  test('refuses a short passphrase and an unknown time zone before it makes anything', async () => {
    await using desk = new TestDesk();
    expect(codeOf(await desk.ask('host.createWorkspace', { ...firstHouse, passphrase: 'short' }))).toBe('passphraseTooShort');
    expect(codeOf(await desk.ask('host.createWorkspace', { ...firstHouse, timeZone: 'Mars/Olympus' }))).toBe('unknownTimeZone');
    expect(existsSync(desk.platform.documentsFolder)).toBe(false);
  });

  test('goes into the chosen folder while that is empty, and into a new one inside it otherwise', async () => {
    let chosen = '';
    const dialogs = {
      chooseFolder: async () => chosen,
      chooseWorkspace: async () => chosen,
      saveFile: async () => null,
    };
    await using desk = new TestDesk({ kind: 'electron', dialogs });
    chosen = join(desk.folder, 'chosen');
    mkdirSync(chosen);
    const { token } = (await desk.hosted('host.chooseFolder', {})) as { token: string };
    await desk.hosted('host.createWorkspace', { ...firstHouse, folder: token });
    expect((await desk.state()).workspace?.place).toBe(chosen);
    await desk.hosted('host.createWorkspace', { ...firstHouse, folder: token });
    expect((await desk.state()).workspace?.place).toBe(join(chosen, 'Larch & Co'));
    const again = (await desk.hosted('host.chooseWorkspace', {})) as { token: string };
    await desk.hosted('host.openWorkspace', { token: again.token });
    expect((await desk.state()).workspace).toMatchObject({ place: chosen, locked: true });
  });

  test('cancelling a dialog changes nothing, and a browser has none', async () => {
    const dialogs = { chooseFolder: async () => null, chooseWorkspace: async () => null, saveFile: async () => null };
    await using desk = new TestDesk({ dialogs });
    expect(await desk.hosted('host.chooseFolder', {})).toBeNull();
    expect(await desk.hosted('host.chooseWorkspace', {})).toBeNull();
    await using browser = new TestDesk();
    expect(codeOf(await browser.ask('host.chooseFolder', {}))).toBe('noDialog');
    expect(codeOf(await browser.ask('host.chooseWorkspace', {}))).toBe('noDialog');
  });

  test('a folder that holds no workspace is refused by name', async () => {
    await using desk = new TestDesk({
      dialogs: { chooseFolder: async () => null, chooseWorkspace: async () => '/', saveFile: async () => null },
    });
    expect(codeOf(await desk.ask('host.chooseWorkspace', {}))).toBe('noWorkspace');
    expect(codeOf(await desk.host.offerWorkspace(join(desk.folder, 'nowhere')))).toBe('noWorkspace');
  });
});

describe('tokens', () => {
  const tricks = [
    '../../../etc',
    '/etc/passwd',
    'C:\\Windows\\System32',
    'a\u0000bcdefgh',
    '%2e%2e%2f%2e%2e',
    '__proto__',
    'constructor',
    'x'.repeat(100),
  ];

  test.each(tricks)('%j is only a token nobody knows', async (token) => {
    await using desk = new TestDesk();
    for (const [name, input] of [
      ['host.openWorkspace', { token }],
      ['host.createWorkspace', { ...firstHouse, folder: token }],
    ] as const) {
      const reply = await desk.ask(name, input);
      expect(['unknownToken', 'invalidInput']).toContain(codeOf(reply));
    }
    expect(existsSync(desk.platform.documentsFolder)).toBe(false);
  });

  test('a chosen link is kept as what it points at', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    const { place } = (await desk.state()).workspace!;
    const link = join(desk.folder, 'link');
    symlinkSync(place, link);
    await desk.hosted('host.closeWorkspace', {});
    valueIn(await desk.host.offerWorkspace(link));
    expect((await desk.state()).workspace?.place).toBe(place);
  });

  test.each(['../../etc/passwd', '..', '.', '   ', '/', 'CON', 'a/b\\c', 'nul', '\u202Eevil', 'x'.repeat(200)])(
    'the house %j becomes one plain folder name',
    (house) => {
      const name = safeFolderName(house);
      expect(join('/documents', name)).toBe(`/documents/${name}`);
      expect(dirname(join('/documents', name))).toBe('/documents');
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(80);
      expect(name).not.toMatch(/^(con|nul)$/i);
    },
  );

  test('a damaged list of workspaces is taken for an empty one', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    writeFileSync(join(desk.platform.programFolder, 'workspaces.json'), '[{"token":1},null');
    expect((await desk.told('host.workspaces', {})).known).toEqual([]);
  });
});

describe('one workspace, one writer', () => {
  test('a second program is refused and told who holds it', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    const { place } = (await desk.state()).workspace!;
    await using other = new TestDesk();
    valueIn(await other.host.offerWorkspace(place));
    const reply = await other.ask('host.unlock', { login: 'anna', passphrase: firstHouse.passphrase });
    expect(codeOf(reply)).toBe('heldElsewhere');
    expect(!reply.ok && sentenceOf(reply.error)).toContain(`Clearway in the browser (process ${process.pid}`);
    await desk.hosted('host.lock', {});
    await other.signIn('anna', firstHouse.passphrase);
  });

  test('another program’s lock is named when it is not a host', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    await desk.hosted('host.lock', {});
    const { place } = (await desk.state()).workspace!;
    const held = valueIn(takeWriteLock(place, 'a backup program', desk.clock.now)) as { release(): void };
    const reply = await desk.ask('host.unlock', { login: 'anna', passphrase: firstHouse.passphrase });
    expect(!reply.ok && sentenceOf(reply.error)).toContain('a backup program');
    held.release();
  });
});

test('no passphrase reaches any file of the workspace or the program', async () => {
  await using desk = new TestDesk({ argon: cheap });
  await desk.hosted('host.createWorkspace', firstHouse);
  await desk.ask('host.unlock', { login: 'anna', passphrase: 'a wrong long secret' });
  await desk.hosted('host.unlock', { login: 'anna', passphrase: firstHouse.passphrase });
  await desk.hosted('host.changePassphrase', { current: firstHouse.passphrase, next: 'another long enough secret' });
  await desk.host.close();
  const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(4);
  for (const { parentPath, name } of files) {
    const content = readFileSync(join(parentPath, name)).toString('latin1');
    for (const secret of [firstHouse.passphrase, 'a wrong long secret', 'another long enough secret'])
      expect(content, name).not.toContain(secret);
  }
});

test('the demo firm is built beside one’s documents, opened as its owner, and built anew beside an earlier one', async () => {
  await using desk = new TestDesk();
  expect(await desk.hosted('host.createDemo', {})).toEqual({ login: 'helena', passphrase: 'harbour and vale' });
  expect((await desk.state()).workspace).toMatchObject({ practice: true, locked: false, name: 'Harbour & Vale Partners' });
  await desk.hosted('host.createDemo', {});
  expect((await desk.told('host.workspaces', {})).known).toHaveLength(2);
});
