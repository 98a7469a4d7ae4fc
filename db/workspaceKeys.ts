import type { Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { done, type Result } from '#shared/result.ts';
import type { ReadDb } from './handles.ts';
import { noteSuccess } from './hostFile.ts';
import {
  followingUsers,
  type Keyring,
  type KeyUser,
  openWithRecoveryPhrase,
  userSlotOf,
  withKeychainSlot,
  withoutKeychain,
  withoutUser,
  withRecoverySlot,
  withUserSlot,
  writeKeyring,
} from './keyring.ts';
import { type ArgonCost, type Keychain, usualCost } from './keySlots.ts';
import type { WorkspaceKey } from './open.ts';
import { statement } from './statements.ts';
import { type UnlockRefusal, unlockKeyring } from './unlock.ts';

/** Who can open the workspace. Changing it needs the write lock; every change is on the disk when the call returns. */
export type WorkspaceKeys = Readonly<{
  hasSlot(userId: UserId): boolean;
  /** Active users who cannot unlock yet: shown as “needs a passphrase”. */
  usersWithoutSlot(): readonly Readonly<{ id: UserId; login: string; name: string }>[];
  hasRecoveryPhrase(): boolean;
  keychainUser(): UserId | null;
  /** Step-up and passphrase change ask here; failures count towards the growing delay. */
  checkPassphrase(login: string, passphrase: string, now: Instant): Promise<Result<KeyUser, UnlockRefusal>>;
  checkRecoveryPhrase(typed: string): Result<null, 'wrongRecoveryPhrase'>;
  setPassphrase(user: KeyUser, passphrase: string): Promise<void>;
  removeUser(userId: UserId): Result<null, 'lastSlot'>;
  /** The 24 words, shown once and never stored. The phrase before stops working. */
  newRecoveryPhrase(now: Instant): string;
  setKeychain(user: KeyUser, keychain: Keychain): Result<null, 'keychainRefused'>;
  removeKeychain(): void;
  /** After a command changed users: logins follow, slots of unknown users go. */
  followUsers(): void;
}>;

type KeyUserRow = Readonly<{ id: UserId; login: string; name: string; status: 'active' | 'disabled' }>;
const allUsers = statement('SELECT id, login, name, status FROM users ORDER BY login');
export const readKeyUsers = (db: ReadDb): KeyUserRow[] => allUsers(db).all() as KeyUserRow[];

type Parts = Readonly<{
  folder: string;
  keyring: Keyring;
  key: WorkspaceKey;
  db: ReadDb;
  mayChange: () => boolean;
  argon: ArgonCost | undefined;
}>;

export function workspaceKeys({ folder, keyring, key, db, mayChange, argon = usualCost }: Parts): WorkspaceKeys {
  let current = keyring;
  const store = (next: Keyring): void => {
    if (!mayChange()) throw new Error('the workspace is closed or open for reading only');
    if (next === current) return;
    writeKeyring(folder, next);
    current = next;
  };
  const storeIf = <Code extends string>(next: Result<Keyring, Code>): Result<null, Code> => {
    if (!next.ok) return next;
    store(next.value);
    return done(null);
  };
  const hasSlot = (userId: UserId) => userSlotOf(current, (slot) => slot.userId === userId) !== undefined;
  return {
    hasSlot,
    usersWithoutSlot: () =>
      readKeyUsers(db)
        .filter(({ id, status }) => status === 'active' && !hasSlot(id))
        .map(({ id, login, name }) => ({ id, login, name })),
    hasRecoveryPhrase: () => current.slots.some((slot) => slot.kind === 'recovery'),
    keychainUser: () => current.slots.flatMap((slot) => (slot.kind === 'keychain' ? [slot.userId] : []))[0] ?? null,
    async checkPassphrase(login, passphrase, now) {
      const opened = await unlockKeyring(folder, current, { login, passphrase }, now, 'stepUp');
      if (!opened.ok) return opened;
      opened.value.key.fill(0);
      noteSuccess(folder);
      return done(opened.value.user!);
    },
    checkRecoveryPhrase(typed) {
      const opened = openWithRecoveryPhrase(current, typed);
      if (opened.ok) opened.value.key.fill(0);
      return opened.ok ? done(null) : opened;
    },
    async setPassphrase(user, passphrase) {
      const next = await withUserSlot(current, key, user, passphrase, argon);
      store({ ...current, slots: mergedSlots(current, next, user.userId) });
    },
    removeUser: (userId) => storeIf(withoutUser(current, userId)),
    newRecoveryPhrase(now) {
      const made = withRecoverySlot(current, key, now);
      store(made.keyring);
      return made.phrase;
    },
    setKeychain: (user, keychain) => storeIf(withKeychainSlot(current, key, user, keychain)),
    removeKeychain: () => store(withoutKeychain(current)),
    followUsers: () => store(followingUsers(current, readKeyUsers(db))),
  };
}

/** Stretching takes a while; what changed in the keyring meanwhile is kept. */
function mergedSlots(current: Keyring, made: Keyring, userId: UserId): Keyring['slots'] {
  const isOwn = (slot: Keyring['slots'][number]) => slot.kind === 'user' && slot.userId === userId;
  return [...current.slots.filter((slot) => !isOwn(slot)), ...made.slots.filter(isOwn)];
}
