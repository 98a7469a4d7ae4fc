import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import type { Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { isRecord } from './durableFile.ts';
import type { WorkspaceKey } from './open.ts';
import { recoveryWrapKey } from './recovery.ts';

/** Argon2id: memory in KiB, passes, lanes. Stored with each slot, so that it can be raised for new ones. */
export type ArgonCost = Readonly<{ m: number; t: number; p: number }>;
/** 64 MiB and about 300 ms on a small machine. */
export const usualCost: ArgonCost = { m: 65_536, t: 4, p: 1 };

export type UserSlot = Readonly<{ kind: 'user'; userId: UserId; login: string; salt: string; argon: ArgonCost; wrapped: string }>;
export type RecoverySlot = Readonly<{ kind: 'recovery'; madeAt: Instant; wrapped: string }>;
export type KeychainSlot = Readonly<{ kind: 'keychain'; userId: UserId; login: string; sealed: string; wrapped: string }>;
export type Slot = UserSlot | RecoverySlot | KeychainSlot;

/** The operating system's keychain, as far as a slot needs it. The host brings it; `basic` and `none` are never used. */
export type Keychain = Readonly<{
  available(): 'real' | 'basic' | 'none';
  seal(bytes: Uint8Array): Uint8Array;
  unseal(bytes: Uint8Array): Uint8Array;
}>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export async function makeUserSlot(
  key: WorkspaceKey,
  workspaceId: string,
  user: { userId: UserId; login: string },
  passphrase: string,
  argon: ArgonCost,
): Promise<UserSlot> {
  const salt = randomBytes(16);
  const wrapKey = await stretch(passphrase, salt, argon);
  return { kind: 'user', ...user, salt: base64(salt), argon, wrapped: wrap(key, wrapKey, bindingOf(workspaceId, 'user', user.userId)) };
}

/** The workspace key, or null when the passphrase is not this slot's. */
export async function openUserSlot(slot: UserSlot, workspaceId: string, passphrase: string): Promise<WorkspaceKey | null> {
  const wrapKey = await stretch(passphrase, bytesOf(slot.salt), slot.argon);
  return unwrap(slot.wrapped, wrapKey, bindingOf(workspaceId, 'user', slot.userId));
}

export function makeRecoverySlot(key: WorkspaceKey, workspaceId: string, entropy: Uint8Array, madeAt: Instant): RecoverySlot {
  return { kind: 'recovery', madeAt, wrapped: wrap(key, recoveryWrapKey(entropy, workspaceId), bindingOf(workspaceId, 'recovery', '')) };
}

export const openRecoverySlot = (slot: RecoverySlot, workspaceId: string, entropy: Uint8Array): WorkspaceKey | null =>
  unwrap(slot.wrapped, recoveryWrapKey(entropy, workspaceId), bindingOf(workspaceId, 'recovery', ''));

/** The keychain guards a key of its own, so that the slot stays bound to its user and workspace. */
export function makeKeychainSlot(
  key: WorkspaceKey,
  workspaceId: string,
  user: { userId: UserId; login: string },
  keychain: Keychain,
): KeychainSlot {
  const wrapKey = randomBytes(KEY_BYTES);
  const sealed = base64(keychain.seal(wrapKey));
  return { kind: 'keychain', ...user, sealed, wrapped: wrap(key, wrapKey, bindingOf(workspaceId, 'keychain', user.userId)) };
}

export function openKeychainSlot(slot: KeychainSlot, workspaceId: string, keychain: Keychain): WorkspaceKey | null {
  let wrapKey: Uint8Array;
  try {
    wrapKey = keychain.unseal(bytesOf(slot.sealed));
  } catch {
    return null;
  }
  return wrapKey.length === KEY_BYTES ? unwrap(slot.wrapped, wrapKey, bindingOf(workspaceId, 'keychain', slot.userId)) : null;
}

/** The same characters typed on different keyboards must give the same key. */
async function stretch(passphrase: string, salt: Uint8Array, { m, t, p }: ArgonCost): Promise<Uint8Array> {
  return argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    memorySize: m,
    iterations: t,
    parallelism: p,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
}

const bindingOf = (workspaceId: string, kind: Slot['kind'], userId: string): Uint8Array =>
  Buffer.from(['clearway slot 1', workspaceId, kind, userId].join('\u001f'));

function wrap(key: WorkspaceKey, wrapKey: Uint8Array, binding: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrapKey, nonce).setAAD(binding);
  return base64(Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]));
}

function unwrap(wrapped: string, wrapKey: Uint8Array, binding: Uint8Array): WorkspaceKey | null {
  const bytes = bytesOf(wrapped);
  if (bytes.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', wrapKey, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES }).setAAD(binding);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]));
  } catch {
    return null;
  }
}

/** One slot of the file, or null when it is not one: a cost beyond reason is refused too, since it would hang the unlock. */
export function parseSlot(value: unknown): Slot | null {
  if (!isRecord(value)) return null;
  if (value.kind === 'recovery') return hasTexts(value, ['madeAt', 'wrapped']) ? (value as RecoverySlot) : null;
  if (value.kind === 'keychain') return hasTexts(value, ['userId', 'login', 'sealed', 'wrapped']) ? (value as KeychainSlot) : null;
  if (value.kind !== 'user' || !hasTexts(value, ['userId', 'login', 'salt', 'wrapped'])) return null;
  return isCost(value.argon) && bytesOf(value.salt as string).length >= 8 ? (value as UserSlot) : null;
}

const hasTexts = (value: Record<string, unknown>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'string' && value[name] !== '');

function isCost(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const [m, t, p] = [value.m, value.t, value.p];
  if (typeof p !== 'number' || typeof m !== 'number') return false;
  return isWithin(p, 1, 16) && isWithin(m, 8 * p, 1_048_576) && isWithin(t, 1, 64);
}

const isWithin = (value: unknown, smallest: number, largest: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= smallest && value <= largest;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');
