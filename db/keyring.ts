import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { done, type Result } from '#shared/result.ts';
import { isRecord, readJsonFile, writeDurably } from './durableFile.ts';
import {
  type ArgonCost,
  type Keychain,
  makeKeychainSlot,
  makeRecoverySlot,
  makeUserSlot,
  openKeychainSlot,
  openRecoverySlot,
  openUserSlot,
  parseSlot,
  type Slot,
  type UserSlot,
} from './keySlots.ts';
import type { WorkspaceKey } from './open.ts';
import { parseRecoveryPhrase, recoveryPhrase } from './recovery.ts';

/** The wrapped copies of one workspace key. Nothing in it opens anything without a passphrase, the phrase or the keychain. */
export type Keyring = Readonly<{ workspaceId: string; slots: readonly Slot[] }>;
export type KeyUser = Readonly<{ userId: UserId; login: string }>;
export type Opened = Readonly<{ key: WorkspaceKey; user: KeyUser | null }>;

const FORMAT = 1;

export const keyringPath = (folder: string): string => join(folder, 'keyring.json');

export function readKeyring(folder: string): Result<Keyring, 'keyringMissing' | 'keyringDamaged'> {
  const file = readJsonFile(keyringPath(folder));
  if (file.found === 'missing') return refuse('keyringMissing', { place: folder });
  const keyring = file.found === 'yes' ? parseKeyring(file.value) : null;
  return keyring ? done(keyring) : refuse('keyringDamaged', { place: folder });
}

function parseKeyring(value: unknown): Keyring | null {
  if (!isRecord(value) || value.format !== FORMAT || typeof value.workspaceId !== 'string' || !Array.isArray(value.slots)) return null;
  const slots = value.slots.map(parseSlot);
  if (slots.length === 0 || slots.some((slot) => slot === null)) return null;
  return { workspaceId: value.workspaceId, slots: slots as Slot[] };
}

export function writeKeyring(folder: string, { workspaceId, slots }: Keyring): void {
  if (slots.length === 0) throw new Error('a keyring without a slot would lose the workspace');
  writeDurably(keyringPath(folder), `${JSON.stringify({ format: FORMAT, workspaceId, slots }, null, 2)}\n`);
}

export async function openWithPassphrase(
  keyring: Keyring,
  login: string,
  passphrase: string,
): Promise<Result<Opened, 'noSuchUser' | 'wrongPassphrase'>> {
  const slot = userSlotOf(keyring, (each) => each.login === login.trim().toLowerCase());
  if (!slot) return refuse('noSuchUser', { login });
  const key = await openUserSlot(slot, keyring.workspaceId, passphrase);
  return key ? done({ key, user: { userId: slot.userId, login: slot.login } }) : refuse('wrongPassphrase', { waitSeconds: 0 });
}

export function openWithRecoveryPhrase(keyring: Keyring, typed: string): Result<Opened, 'wrongRecoveryPhrase'> {
  const entropy = parseRecoveryPhrase(typed);
  if (!entropy.ok) return entropy;
  const slot = keyring.slots.find((each) => each.kind === 'recovery');
  if (!slot) return refuse('wrongRecoveryPhrase', { problem: 'no recovery phrase was ever made for it' });
  const key = openRecoverySlot(slot, keyring.workspaceId, entropy.value);
  return key
    ? done({ key, user: null })
    : refuse('wrongRecoveryPhrase', { problem: 'its words are in order, but they belong to another workspace or to a replaced phrase' });
}

export function openWithKeychain(keyring: Keyring, keychain: Keychain): Result<Opened, 'keychainRefused'> {
  for (const slot of keyring.slots) {
    if (slot.kind !== 'keychain' || keychain.available() !== 'real') continue;
    const key = openKeychainSlot(slot, keyring.workspaceId, keychain);
    if (key) return done({ key, user: { userId: slot.userId, login: slot.login } });
  }
  return refuse('keychainRefused', {});
}

/** A new passphrase for a user: their slot is made or replaced; the key stays the same. */
export async function withUserSlot(
  keyring: Keyring,
  key: WorkspaceKey,
  user: KeyUser,
  passphrase: string,
  argon: ArgonCost,
): Promise<Keyring> {
  const slot = await makeUserSlot(key, keyring.workspaceId, { userId: user.userId, login: user.login }, passphrase, argon);
  return replaceSlots(keyring, (each) => each.kind === 'user' && each.userId === user.userId, slot);
}

/** A new printed phrase; the one before stops working. */
export function withRecoverySlot(keyring: Keyring, key: WorkspaceKey, madeAt: Instant): Readonly<{ keyring: Keyring; phrase: string }> {
  const entropy = randomBytes(32);
  const slot = makeRecoverySlot(key, keyring.workspaceId, entropy, madeAt);
  return { keyring: replaceSlots(keyring, (each) => each.kind === 'recovery', slot), phrase: recoveryPhrase(entropy) };
}

/** Daily unlock by the operating system, for one user of this computer. */
export function withKeychainSlot(
  keyring: Keyring,
  key: WorkspaceKey,
  user: KeyUser,
  keychain: Keychain,
): Result<Keyring, 'keychainRefused'> {
  if (keychain.available() !== 'real') return refuse('keychainRefused', {});
  const slot = makeKeychainSlot(key, keyring.workspaceId, { userId: user.userId, login: user.login }, keychain);
  return done(replaceSlots(keyring, (each) => each.kind === 'keychain', slot));
}

/** Takes a user's keys away. A key that only a computer's keychain holds does not count as a key somebody has. */
export function withoutUser(keyring: Keyring, userId: UserId): Result<Keyring, 'lastSlot'> {
  const own = keyring.slots.find((slot) => slot.kind !== 'recovery' && slot.userId === userId);
  const slots = keyring.slots.filter((slot) => slot.kind === 'recovery' || slot.userId !== userId);
  if (own && !slots.some((slot) => slot.kind !== 'keychain')) return refuse('lastSlot', { user: own.kind === 'recovery' ? '' : own.login });
  return done({ ...keyring, slots });
}

export const withoutKeychain = (keyring: Keyring): Keyring => ({
  ...keyring,
  slots: keyring.slots.filter((slot) => slot.kind !== 'keychain'),
});

/**
 * Slots follow the users of the workspace: one whose user was never recorded or is disabled goes (a crash may have come between the command and
 * the keyring), and a changed login is taken over. Before the first user exists nothing is dropped, and never the last key a person holds.
 */
export function followingUsers(
  keyring: Keyring,
  users: readonly Readonly<{ id: UserId; login: string; status: 'active' | 'disabled' }>[],
): Keyring {
  if (users.length === 0) return keyring;
  const logins = new Map(users.filter(({ status }) => status === 'active').map(({ id, login }) => [id, login]));
  const slots = keyring.slots.flatMap((slot): Slot[] => {
    if (slot.kind === 'recovery') return [slot];
    const login = logins.get(slot.userId);
    return login === undefined ? [] : [login === slot.login ? slot : { ...slot, login }];
  });
  const unchanged = slots.length === keyring.slots.length && slots.every((slot, index) => slot === keyring.slots[index]);
  return unchanged || !slots.some((slot) => slot.kind !== 'keychain') ? keyring : { ...keyring, slots };
}

export const userSlotOf = (keyring: Keyring, wanted: (slot: UserSlot) => boolean): UserSlot | undefined =>
  keyring.slots.find((slot): slot is UserSlot => slot.kind === 'user' && wanted(slot));

function replaceSlots(keyring: Keyring, old: (slot: Slot) => boolean, slot: Slot): Keyring {
  return { ...keyring, slots: [...keyring.slots.filter((each) => !old(each)), slot] };
}
