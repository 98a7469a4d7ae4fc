import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';
import { noteFailure, noteTry, readHostFile, type UnlockWay, waitSeconds } from './hostFile.ts';
import { type Keyring, type Opened, openWithKeychain, openWithPassphrase, openWithRecoveryPhrase, userSlotOf } from './keyring.ts';
import type { Keychain } from './keySlots.ts';
import { parseRecoveryPhrase } from './recovery.ts';

/** How somebody proves they may open a workspace. */
export type Unlock =
  | Readonly<{ login: string; passphrase: string }>
  | Readonly<{ recoveryPhrase: string }>
  | Readonly<{ keychain: Keychain }>
  /** The key of a session that is still open elsewhere in this program, such as the one that asks for a restore. */
  | Readonly<{ held: Opened }>;
export type UnlockRefusal = 'tooEarly' | 'wrongPassphrase' | 'noSuchUser' | 'wrongRecoveryPhrase' | 'keychainRefused';

/** The key from the keyring, under the growing delay. A mistyped phrase that no list of words contains costs no try. */
export async function unlockKeyring(
  folder: string,
  keyring: Keyring,
  unlock: Unlock,
  now: Instant,
  way: UnlockWay = wayOf(unlock),
): Promise<Result<Opened, UnlockRefusal>> {
  if ('held' in unlock) return done({ key: new Uint8Array(unlock.held.key), user: unlock.held.user });
  if ('keychain' in unlock) return noted(folder, way, null, now, openWithKeychain(keyring, unlock.keychain));
  const wait = waitSeconds(readHostFile(folder), now);
  if (wait > 0) return refuse('tooEarly', { waitSeconds: wait });
  if ('recoveryPhrase' in unlock) {
    const words = parseRecoveryPhrase(unlock.recoveryPhrase);
    if (!words.ok) return words;
    noteTry(folder, now);
    return noted(folder, way, null, now, openWithRecoveryPhrase(keyring, unlock.recoveryPhrase));
  }
  noteTry(folder, now);
  const tried = await openWithPassphrase(keyring, unlock.login, unlock.passphrase);
  return noted(folder, way, knownLogin(keyring, unlock.login), now, tried);
}

/** A login nobody has is not kept: it may be a passphrase typed into the wrong field, and the note lies beside the workspace in the clear. */
const knownLogin = (keyring: Keyring, typed: string): string | null =>
  userSlotOf(keyring, ({ login }) => login === typed.trim().toLowerCase())?.login ?? null;

const wayOf = (unlock: Unlock): UnlockWay =>
  'keychain' in unlock ? 'keychain' : 'recoveryPhrase' in unlock ? 'recoveryPhrase' : 'passphrase';

function noted(
  folder: string,
  way: UnlockWay,
  login: string | null,
  now: Instant,
  tried: Result<Opened, UnlockRefusal>,
): Result<Opened, UnlockRefusal> {
  if (tried.ok) return tried;
  const wait = noteFailure(folder, { at: now, way, login, code: tried.error.code });
  return tried.error.code === 'wrongPassphrase' ? refuse('wrongPassphrase', { waitSeconds: wait }) : tried;
}
