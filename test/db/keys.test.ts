import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Keychain, makeUserSlot, openUserSlot, usualCost } from '#db/keySlots.ts';
import { ann, bob, cheap, codeOf, command, must, newHouse, secondsLater, start, workspaceId } from './houses.ts';

type StoredSlot = { kind: string; userId?: string; login?: string; wrapped: string; sealed?: string };
const slotsIn = (folder: string): StoredSlot[] => JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8')).slots;
function rewriteSlots(folder: string, change: (slots: StoredSlot[]) => StoredSlot[]): void {
  const keyring = JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8'));
  writeFileSync(join(folder, 'keyring.json'), JSON.stringify({ ...keyring, slots: change(keyring.slots) }));
}

/** A stand-in for the operating system's keychain: what it seals, only it can unseal. */
function keychainOf(secret: number, available: 'real' | 'basic' | 'none' = 'real'): Keychain {
  const mix = (bytes: Uint8Array) => bytes.map((byte) => byte ^ secret);
  return {
    available: () => available,
    seal: (bytes) => new Uint8Array([secret, ...mix(bytes)]),
    unseal(bytes) {
      if (bytes[0] !== secret) throw new Error('sealed by another keychain');
      return mix(bytes.subarray(1));
    },
  };
}

describe('passphrases', () => {
  test('a change rewraps: the new one opens, the old one does not, and no other byte of the database moves', async () => {
    using house = await newHouse();
    const before = slotsIn(house.folder);
    await house.workspace.keys.setPassphrase(ann, 'a brand new passphrase');
    house.workspace.close();
    expect(slotsIn(house.folder).filter(({ kind }) => kind === 'recovery')).toEqual(before.filter(({ kind }) => kind === 'recovery'));
    expect(codeOf(await house.open())).toBe('wrongPassphrase');
    expect(codeOf(await house.open({ unlock: { login: 'ann', passphrase: 'a brand new passphrase' } }))).toBe('ok');
  });

  test('two changed at the same moment are both kept', async () => {
    using house = await newHouse();
    const { keys, write } = house.workspace;
    command(write, 2, 'access.addUser', { userId: bob.userId, login: bob.login, name: bob.name, roles: [] });
    await Promise.all([keys.setPassphrase(ann, 'changed for ann'), keys.setPassphrase(bob, 'changed for bob')]);
    house.workspace.close();
    for (const login of ['ann', 'bob']) {
      const opened = must(await house.open({ unlock: { login, passphrase: `changed for ${login}` } }));
      opened.close();
    }
  });

  test('the same letters composed in another way are the same passphrase', async () => {
    const slot = await makeUserSlot(new Uint8Array(32).fill(7), workspaceId, ann, 'Zu\u0308rich', cheap);
    expect(await openUserSlot(slot, workspaceId, 'Z\u00fcrich')).toEqual(new Uint8Array(32).fill(7));
    expect(await openUserSlot(slot, workspaceId, 'Zurich')).toBeNull();
  });

  test('the usual cost is 64 MiB of Argon2id, and is stored with the slot', async () => {
    expect(usualCost).toEqual({ m: 65_536, t: 4, p: 1 });
    const slot = await makeUserSlot(new Uint8Array(32), workspaceId, ann, 'x', usualCost);
    expect(slot.argon).toEqual(usualCost);
    expect(await openUserSlot(slot, workspaceId, 'x')).toEqual(new Uint8Array(32));
  });

  test('a slot serves only its own user and workspace, and no bit of it may change', async () => {
    const key = new Uint8Array(32).fill(9);
    const slot = await makeUserSlot(key, workspaceId, ann, 'x', cheap);
    expect(await openUserSlot({ ...slot, userId: bob.userId }, workspaceId, 'x')).toBeNull();
    expect(await openUserSlot(slot, workspaceId.replace('1', '2'), 'x')).toBeNull();
    const bytes = Buffer.from(slot.wrapped, 'base64');
    for (const at of [0, 15, 40, bytes.length - 1]) {
      const bent = Buffer.from(bytes);
      bent[at]! ^= 1;
      expect(await openUserSlot({ ...slot, wrapped: bent.toString('base64') }, workspaceId, 'x')).toBeNull();
    }
    expect(await openUserSlot({ ...slot, wrapped: '' }, workspaceId, 'x')).toBeNull();
  });
});

describe('wrong passphrases', () => {
  test('wait longer and longer, across restarts, and become failures to record', async () => {
    using house = await newHouse();
    house.workspace.close();
    const wrong = { login: 'ann', passphrase: 'wrong' };
    const replies: unknown[] = [];
    for (const seconds of [0, 0, 0, 0, 1, 1, 3, 3, 7]) {
      const refused = await house.open({ unlock: wrong, now: secondsLater(seconds) });
      replies.push(refused.ok ? 'ok' : [refused.error.code, refused.error.detail.waitSeconds]);
    }
    expect(replies).toEqual([
      ['wrongPassphrase', 0],
      ['wrongPassphrase', 0],
      ['wrongPassphrase', 1],
      ['tooEarly', 1],
      ['wrongPassphrase', 2],
      ['tooEarly', 2],
      ['wrongPassphrase', 4],
      ['tooEarly', 4],
      ['wrongPassphrase', 8],
    ]);
    expect(codeOf(await house.open({ now: secondsLater(14) }))).toBe('tooEarly');
    expect(codeOf(await house.open({ unlock: { recoveryPhrase: house.recoveryPhrase }, now: secondsLater(14) }))).toBe('tooEarly');
    const opened = must(await house.open({ now: secondsLater(15) }));
    expect(opened.unlockFailures).toHaveLength(6);
    expect(opened.unlockFailures[0]).toEqual({ at: start, way: 'passphrase', login: 'ann', code: 'wrongPassphrase' });
    opened.close();

    const unrecorded = must(await house.open({ now: secondsLater(15) }));
    expect(unrecorded.unlockFailures).toHaveLength(6);
    unrecorded.failuresRecorded();
    unrecorded.close();
    const again = must(await house.open({ now: secondsLater(15) }));
    expect(again.unlockFailures).toEqual([]);
  });

  test('at the step-up count too', async () => {
    using house = await newHouse();
    const { keys } = house.workspace;
    expect(must(await keys.checkPassphrase('ann', ann.passphrase, start))).toEqual({ userId: ann.userId, login: 'ann' });
    for (const _ of [1, 2, 3]) expect(codeOf(await keys.checkPassphrase('ann', 'no', start))).toBe('wrongPassphrase');
    expect(codeOf(await keys.checkPassphrase('ann', ann.passphrase, start))).toBe('tooEarly');
    expect(codeOf(await keys.checkPassphrase('ann', ann.passphrase, secondsLater(1)))).toBe('ok');
  });

  test('of nobody known are refused by name', async () => {
    using house = await newHouse();
    house.workspace.close();
    expect(codeOf(await house.open({ unlock: { login: 'zoe', passphrase: 'x' } }))).toBe('noSuchUser');
  });
});

describe('the last key', () => {
  test('a user may lose theirs while somebody can still open the workspace', async () => {
    using house = await newHouse();
    const { keys } = house.workspace;
    expect(codeOf(keys.removeUser(bob.userId))).toBe('ok');
    expect(codeOf(keys.removeUser(ann.userId))).toBe('ok');
    expect(slotsIn(house.folder).map(({ kind }) => kind)).toEqual(['recovery']);
    house.workspace.close();
    const byPhrase = must(await house.open({ unlock: { recoveryPhrase: house.recoveryPhrase } }));
    expect(byPhrase.keys.usersWithoutSlot().map(({ login }) => login)).toEqual(['ann']);
    await byPhrase.keys.setPassphrase(ann, 'set again after the phrase');
    byPhrase.close();
    expect(codeOf(await house.open({ unlock: { login: 'ann', passphrase: 'set again after the phrase' } }))).toBe('ok');
  });

  test('is not removed, and a keychain alone does not count as somebody', async () => {
    using house = await newHouse();
    house.workspace.close();
    rewriteSlots(house.folder, (slots) => slots.filter(({ kind }) => kind === 'user'));
    const opened = must(await house.open());
    must(opened.keys.setKeychain(bob, keychainOf(5)));
    const refused = opened.keys.removeUser(ann.userId);
    expect(refused).toMatchObject({ ok: false, error: { code: 'lastSlot', detail: { user: 'ann' } } });
    expect(opened.keys.hasSlot(ann.userId)).toBe(true);
    expect(slotsIn(house.folder).map(({ kind }) => kind)).toEqual(['user', 'keychain']);
    opened.keys.newRecoveryPhrase(secondsLater(1));
    expect(codeOf(opened.keys.removeUser(ann.userId))).toBe('ok');
  });

  test('is not dropped on opening, even when its user is unknown', async () => {
    using house = await newHouse();
    house.workspace.close();
    rewriteSlots(house.folder, (slots) =>
      slots.filter(({ kind }) => kind === 'user').map((slot) => ({ ...slot, userId: 'somebody else' })),
    );
    const before = slotsIn(house.folder);
    expect(codeOf(await house.open())).toBe('wrongPassphrase');
    expect(slotsIn(house.folder)).toEqual(before);
  });
});

describe('the keychain', () => {
  test('unlocks for its user on this computer only', async () => {
    using house = await newHouse();
    const keychain = keychainOf(42);
    must(house.workspace.keys.setKeychain(ann, keychain));
    expect(house.workspace.keys.keychainUser()).toBe(ann.userId);
    house.workspace.close();
    const opened = must(await house.open({ unlock: { keychain } }));
    expect(opened.userId).toBe(ann.userId);
    opened.close();
    expect(codeOf(await house.open({ unlock: { keychain: keychainOf(43) } }))).toBe('keychainRefused');
    expect(codeOf(await house.open({ unlock: { keychain: keychainOf(42, 'basic') } }))).toBe('keychainRefused');

    rewriteSlots(house.folder, (slots) =>
      slots.map((slot) => (slot.kind === 'keychain' ? { ...slot, userId: bob.userId, login: 'bob' } : slot)),
    );
    expect(codeOf(await house.open({ unlock: { keychain } }))).toBe('keychainRefused');
  });

  test('without a real one no slot is made, and it can be taken back', async () => {
    using house = await newHouse();
    const { keys } = house.workspace;
    expect(codeOf(keys.setKeychain(ann, keychainOf(1, 'basic')))).toBe('keychainRefused');
    expect(codeOf(keys.setKeychain(ann, keychainOf(1, 'none')))).toBe('keychainRefused');
    expect(slotsIn(house.folder)).toHaveLength(2);
    must(keys.setKeychain(ann, keychainOf(1)));
    keys.removeKeychain();
    expect(keys.keychainUser()).toBeNull();
    house.workspace.close();
    expect(codeOf(await house.open({ unlock: { keychain: keychainOf(1) } }))).toBe('keychainRefused');
  });
});

test('closing says no to every later use, even to a passphrase being stretched', async () => {
  using house = await newHouse();
  const { workspace } = house;
  const before = slotsIn(house.folder);
  const stretching = workspace.keys.setPassphrase(ann, 'too late');
  workspace.close();
  workspace.close();
  await expect(stretching).rejects.toThrow('closed');
  expect(slotsIn(house.folder)).toEqual(before);
  for (const use of [workspace.forWorker, workspace.openReader, () => workspace.keys.newRecoveryPhrase(start)])
    expect(use).toThrow('closed');
  expect(codeOf(await house.open())).toBe('ok');
});
