import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHostFile } from '#db/hostFile.ts';
import { demoPassphrase } from '#main/host/session/demo/published.ts';
import type { Client, Keychain } from '#main/host/session/host.ts';
import { instant } from '#shared/dates.ts';
import { codeOf, firstHouse, TestDesk, valueIn, window } from './desks.ts';

const wrong = { login: 'helena', passphrase: 'not this one' };
type Events = { rows: readonly { kind: string; who: string; detail: string; mustClose: boolean; device: string }[] };
const eventsOf = async (desk: TestDesk, kind: string): Promise<Events['rows']> =>
  ((await desk.tell('audit.securityEvents', {})) as Events).rows.filter((event) => event.kind === kind);

describe('while locked', () => {
  test('commands and queries of the workspace are refused by its name', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    await desk.hosted('host.lock', {});
    const refusal = { ok: false, error: { code: 'locked', detail: { workspace: 'Harbour & Vale Partners' } } };
    expect(await desk.ask('access.setPreferences', { preferences: {} })).toEqual(refusal);
    expect(await desk.host.query({ name: 'access.me', input: {} }, window)).toEqual(refusal);
    expect(await desk.ask('host.stepUp', { passphrase: demoPassphrase })).toEqual(refusal);
    expect(await desk.host.query({ name: 'host.keys', input: {} }, window)).toEqual(refusal);
    expect(await desk.state()).toMatchObject({ user: null, steppedUpUntil: null, jobs: { running: 0, waiting: 0, failed: 0 } });
  });

  test('without any workspace the answer says to choose one', async () => {
    await using desk = new TestDesk();
    expect(codeOf(await desk.ask('host.unlock', wrong))).toBe('unknownToken');
    expect(codeOf(await desk.ask('access.setPreferences', { preferences: {} }))).toBe('locked');
  });

  test('the machine going to sleep locks, and so does closing the host', async () => {
    const desk = new TestDesk();
    await desk.demo();
    await desk.host.suspend();
    expect((await desk.state()).workspace?.locked).toBe(true);
    await desk.signIn('helena');
    await desk[Symbol.asyncDispose]();
    expect(desk.host.takeDownload('anything')).toBeUndefined();
  });
});

describe('wrong passphrases', () => {
  test('wait longer each time, never make a key, and become one event somebody must close', async () => {
    await using desk = new TestDesk();
    const folder = await desk.demo();
    await desk.hosted('host.lock', {});
    const keyring = readFileSync(join(folder, 'keyring.json'), 'utf8');
    expect(codeOf(await desk.ask('host.unlock', wrong))).toBe('wrongPassphrase');
    expect(codeOf(await desk.ask('host.unlock', wrong))).toBe('wrongPassphrase');
    expect((await desk.state()).waitSeconds).toBe(0);
    expect(codeOf(await desk.ask('host.unlock', wrong))).toBe('wrongPassphrase');
    expect((await desk.state()).waitSeconds).toBe(1);
    expect(codeOf(await desk.ask('host.unlock', { ...wrong, passphrase: demoPassphrase }))).toBe('tooEarly');
    desk.clock.advance(1);
    expect(readFileSync(join(folder, 'keyring.json'), 'utf8')).toBe(keyring);
    const before = (await openEvents(desk)).length;
    const events = (await eventsOf(desk, 'failedUnlock')).filter(({ who }) => who === 'helena');
    expect(events).toMatchObject([{ mustClose: true, detail: expect.stringContaining('3 failed') }]);
    expect(before).toBeGreaterThan(0);
    expect(readHostFile(folder).failures).toEqual([]);
  });

  const openEvents = async (desk: TestDesk) => {
    await desk.signIn('helena');
    return (await desk.tell('audit.securityEvents', { filter: { open: true } })).rows;
  };

  test('one slip is noted but asks nobody to act', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    await desk.hosted('host.lock', {});
    expect(codeOf(await desk.ask('host.unlock', { login: 'anna', passphrase: 'not this one' }))).toBe('wrongPassphrase');
    expect(codeOf(await desk.ask('host.unlock', { login: 'nobody', passphrase: 'not this one' }))).toBe('noSuchUser');
    await desk.signIn('anna', firstHouse.passphrase);
    expect(await eventsOf(desk, 'failedUnlock')).toMatchObject([{ mustClose: false, who: 'anna, a login nobody has' }]);
  });

  test('a passphrase typed in place of the login is kept nowhere', async () => {
    await using desk = new TestDesk();
    const folder = await desk.demo();
    await desk.hosted('host.lock', {});
    expect(codeOf(await desk.ask('host.unlock', { login: 'correct-horse-battery', passphrase: 'x' }))).toBe('noSuchUser');
    expect(readFileSync(join(folder, 'host.json'), 'utf8')).not.toContain('horse');
    await desk.signIn('helena');
    expect(JSON.stringify(await eventsOf(desk, 'failedUnlock'))).not.toContain('horse');
  });

  test('the demo firm’s stranger shows at its first unlock, once', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    expect(await eventsOf(desk, 'failedUnlock')).toMatchObject([{ who: 'victor', mustClose: true }]);
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect(await eventsOf(desk, 'failedUnlock')).toHaveLength(1);
  });
});

describe('what an unlock tells', () => {
  test('a device the person never used is noted once', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect(await eventsOf(desk, 'newDevice')).toHaveLength(1);
    const elsewhere: Client = { transport: 'window', device: 'another-machine', origin: null };
    await desk.hosted('host.lock', {});
    valueIn(await desk.ask('host.unlock', { login: 'helena', passphrase: demoPassphrase }, { client: elsewhere }));
    expect((await eventsOf(desk, 'newDevice')).map(({ device }) => device)).toContain('another-machine');
  });

  test('an hour nobody works at opens an event by the house’s own clock', async () => {
    await using desk = new TestDesk();
    await desk.hosted('host.createWorkspace', firstHouse);
    expect(await eventsOf(desk, 'oddHours')).toEqual([]);
    await desk.hosted('host.lock', {});
    desk.clock.now = instant('2026-11-20T21:30:00.000Z');
    await desk.signIn('anna', firstHouse.passphrase);
    expect(await eventsOf(desk, 'oddHours')).toMatchObject([{ mustClose: true, detail: expect.stringContaining('hour 22') }]);
  });

  test('a disabled person loses their key at once, and needs a new passphrase when they come back', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const tom = async () => (await desk.tell('access.users', { filter: { search: 'tom@' } })).rows[0]!;
    const { id, version } = await tom();
    await desk.run('access.disableUser', { userId: id, expectedVersion: version, reason: 'Left' });
    const { rows } = await desk.tell('audit.log', { limit: 1 });
    expect(rows).toMatchObject([{ name: 'access.notePassphrase' }]);
    await desk.hosted('host.lock', {});
    expect(codeOf(await desk.ask('host.unlock', { login: 'tom', passphrase: demoPassphrase }))).toBe('noSuchUser');
    await desk.signIn('helena');
    await desk.run('access.enableUser', { userId: id, expectedVersion: (await tom()).version, reason: 'Came back' });
    expect((await desk.told('host.keys', {})).needsPassphrase.map(({ login }) => login)).toEqual(['tom']);
  });
});

describe('idleness', () => {
  test('locks after the minutes of the settings, and not before', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const { autoLockMinutes } = await desk.state();
    expect(autoLockMinutes).toBe(45);
    desk.clock.advance(autoLockMinutes - 1);
    expect((await desk.state()).workspace?.locked).toBe(false);
    await desk.hosted('host.touch', {});
    desk.clock.advance(autoLockMinutes - 1);
    expect((await desk.state()).workspace?.locked).toBe(false);
    await desk.run('access.setPreferences', { preferences: { theme: 'dark' } });
    desk.clock.advance(autoLockMinutes + 1);
    await desk.until(async () => (await desk.state()).workspace?.locked === true);
  });

  test('questions alone keep nobody signed in', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    for (let minute = 0; minute < 46; minute += 1) {
      desk.clock.advance(1);
      await desk.host.query({ name: 'access.me', input: {} }, window);
    }
    await desk.until(async () => (await desk.state()).workspace?.locked === true);
  });

  test('a clock set back does not lock and does not prolong beyond the whole', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    desk.clock.now = instant('2026-11-20T03:00:00.000Z');
    desk.clock.advance(30);
    expect((await desk.state()).workspace?.locked).toBe(false);
  });
});

describe('the passphrase again', () => {
  const change = { userId: '', expectedVersion: 1, reason: 'Left' };

  test('is fresh after an unlock, then asked for, then fresh again', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const { rows } = await desk.tell('access.users', { filter: { search: 'jonas' } });
    const disable = { ...change, userId: rows[0]!.id };
    expect(codeOf(await desk.ask('access.disableUser', disable, { preview: true }))).toBe('ok');
    desk.clock.advance(21);
    expect((await desk.state()).steppedUpUntil).toBeNull();
    expect(codeOf(await desk.ask('access.disableUser', disable))).toBe('stepUpNeeded');
    expect(codeOf(await desk.ask('host.stepUp', { passphrase: 'not this one' }))).toBe('wrongPassphrase');
    expect(codeOf(await desk.ask('access.disableUser', disable))).toBe('stepUpNeeded');
    expect(await desk.hosted('host.stepUp', { passphrase: demoPassphrase })).toEqual({ until: '2026-11-20T17:41:00.000Z' });
    expect(codeOf(await desk.ask('access.disableUser', disable))).toBe('ok');
  });

  test('a clock set back proves nothing', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    desk.clock.now = instant('2026-11-20T16:59:59.000Z');
    expect((await desk.state()).steppedUpUntil).toBeNull();
  });
});

describe('the system’s keychain', () => {
  const keychain: Keychain = {
    available: () => 'real',
    seal: (bytes) => bytes.map((byte) => byte ^ 0x5a),
    unseal: (bytes) => bytes.map((byte) => byte ^ 0x5a),
  };

  test('opens without a passphrase and proves none', async () => {
    await using desk = new TestDesk({ keychain });
    await desk.demo();
    expect((await desk.state()).workspace?.keychain).toBe('off');
    await desk.hosted('host.keychain', { on: true });
    await desk.hosted('host.lock', {});
    expect((await desk.state()).workspace?.keychain).toBe('on');
    await desk.hosted('host.unlockWithKeychain', {});
    expect(await desk.state()).toMatchObject({ user: { login: 'helena' }, steppedUpUntil: null });
    expect(codeOf(await desk.ask('host.keychain', { on: false }))).toBe('stepUpNeeded');
    await desk.hosted('host.stepUp', { passphrase: demoPassphrase });
    await desk.hosted('host.keychain', { on: false });
    await desk.hosted('host.keychain', { on: false });
    await desk.hosted('host.lock', {});
    expect(codeOf(await desk.ask('host.unlockWithKeychain', {}))).toBe('keychainRefused');
    await desk.signIn('helena');
    const notes = await desk.tell('audit.log', { filter: { name: 'access.notePassphrase' } });
    expect(notes.rows).toHaveLength(2);
  });

  test('one that keeps keys in plain text counts as none', async () => {
    await using desk = new TestDesk({ keychain: { ...keychain, available: () => 'basic' } });
    await desk.demo();
    expect((await desk.state()).workspace?.keychain).toBe('basic');
    expect(codeOf(await desk.ask('host.keychain', { on: true }))).toBe('keychainRefused');
  });
});

describe('the recovery phrase', () => {
  test('opens, sets a passphrase, and leaves a trace nobody can miss', async () => {
    await using desk = new TestDesk();
    const { recoveryWords } = (await desk.hosted('host.createWorkspace', firstHouse)) as { recoveryWords: string[] };
    await desk.hosted('host.lock', {});
    const words = recoveryWords.join(' ');
    const recovery = { words, login: 'anna', passphrase: 'a brand new long secret' };
    expect(codeOf(await desk.ask('host.recover', { ...recovery, passphrase: 'short' }))).toBe('passphraseTooShort');
    expect(codeOf(await desk.ask('host.recover', { ...recovery, login: 'nobody' }))).toBe('notFound');
    expect(codeOf(await desk.ask('host.recover', { ...recovery, words: 'one two three' }))).toBe('wrongRecoveryPhrase');
    expect((await desk.state()).workspace?.locked).toBe(true);
    await desk.hosted('host.recover', recovery);
    expect((await desk.state()).user?.login).toBe('anna');
    expect(await eventsOf(desk, 'recoveryUsed')).toMatchObject([{ mustClose: true }]);
    const { rows } = await desk.tell('audit.log', { filter: { name: 'access.notePassphrase' } });
    const inputs = await Promise.all(rows.map(async ({ seq }) => (await desk.tell('audit.entry', { seq }))?.input));
    expect(inputs).toEqual([
      { userId: null, what: 'passphraseChanged' },
      { userId: null, what: 'recoveryUsed' },
    ]);
    await desk.hosted('host.lock', {});
    expect(codeOf(await desk.ask('host.unlock', { login: 'anna', passphrase: firstHouse.passphrase }))).toBe('wrongPassphrase');
    await desk.signIn('anna', 'a brand new long secret');
  });

  test('a new one replaces the old, for owners only', async () => {
    await using desk = new TestDesk();
    const { recoveryWords } = (await desk.hosted('host.createWorkspace', firstHouse)) as { recoveryWords: string[] };
    const fresh = (await desk.hosted('host.newRecoveryPhrase', {})) as { recoveryWords: string[] };
    expect(fresh.recoveryWords).not.toEqual(recoveryWords);
    await desk.hosted('host.lock', {});
    const recovery = { login: 'anna', passphrase: 'a brand new long secret' };
    expect(codeOf(await desk.ask('host.recover', { ...recovery, words: recoveryWords.join(' ') }))).toBe('wrongRecoveryPhrase');
    await desk.hosted('host.recover', { ...recovery, words: fresh.recoveryWords.join(' ') });
    await using firm = new TestDesk();
    await firm.demo('priya');
    expect(codeOf(await firm.ask('host.newRecoveryPhrase', {}))).toBe('notPermitted');
  });
});
