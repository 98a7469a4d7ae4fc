import { readFileSync } from 'node:fs';
import { readKeyring } from '#db/keyring.ts';
import type { UserSlot } from '#db/keySlots.ts';
import { locate } from '#db/place.ts';
import { findUserByLogin, readUser, type UserRow } from '#db/tables/users.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { type Mode, type OpenRefusal, openWorkspace, type Workspace, type WritableWorkspace } from '#db/workspace.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { type Instant, isInstant } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';
import { demoCost, demoPassphrase } from '../session/demo/published.ts';
import { type Parsed, textOption } from './arguments.ts';
import { type Io, Usage } from './io.ts';

/** An opened workspace with the person who acts in it and what the clock says. */
export type Desk<Open extends Workspace> = Readonly<{ workspace: Open; user: UserRow; isPractice: boolean; now: () => Instant }>;
type Opening<Wanted extends Mode> = Result<Desk<Wanted extends 'write' ? WritableWorkspace : Workspace>, RefusalCode>;

/** `--workspace DIR`, the word that takes its place, or CLEARWAY_WORKSPACE. */
export function folderFrom(parsed: Parsed, io: Io, word?: string): string {
  const folder = word ?? textOption(parsed, 'workspace') ?? io.env.CLEARWAY_WORKSPACE;
  if (folder === undefined || folder === '') throw new Usage('Say which workspace: --workspace DIR.');
  return folder;
}

/** `--now`, checked for its form; whether it may be used is known once the workspace is open. */
export function givenNow(parsed: Parsed): Instant | undefined {
  const text = textOption(parsed, 'now');
  if (text === undefined) return undefined;
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00:00.000Z` : text.replace(/(:\d{2})Z$/, '$1.000Z');
  if (!isInstant(full)) throw new Usage(`“${text}” is not an instant such as 2026-11-20T18:24:00Z.`);
  return full;
}

/** Who unlocks, and with what; `instead` is whose passphrase it may be in a practice workspace. */
export type Credentials = Readonly<{ folder: string; as: string | undefined; login: string; instead: string | null; passphrase: string }>;

export async function credentialsFrom(parsed: Parsed, io: Io, word?: string): Promise<Result<Credentials, RefusalCode>> {
  const place = locate(folderFrom(parsed, io, word));
  if (!place.ok) return place;
  const keyring = readKeyring(place.value);
  if (!keyring.ok) return keyring;
  const slots = keyring.value.slots.flatMap((slot) => (slot.kind === 'user' ? [slot] : []));
  const as = textOption(parsed, 'as')?.trim().toLowerCase();
  const own = slots.find(({ login }) => login === as);
  const [first] = slots;
  const slot = own ?? first;
  if (!slot) return refuse('noSuchUser', { login: as ?? '' });
  const instead = own && first && first !== own ? first.login : null;
  return done({ folder: place.value, as, login: slot.login, instead, passphrase: await passphraseFor(parsed, io, slot) });
}

/** Unlocks as one person. Somebody else's name and another clock are for practice workspaces only. */
export async function openAs<Wanted extends Mode>(parsed: Parsed, io: Io, mode: Wanted, word?: string): Promise<Opening<Wanted>> {
  const credentials = await credentialsFrom(parsed, io, word);
  return credentials.ok ? openWith(credentials.value, parsed, io, mode) : credentials;
}

export async function openWith<Wanted extends Mode>(
  { folder, as, login, instead, passphrase }: Credentials,
  parsed: Parsed,
  io: Io,
  mode: Wanted,
): Promise<Opening<Wanted>> {
  const open = (name: string) =>
    openWorkspace({ folder, unlock: { login: name, passphrase }, mode, now: io.now(), program: 'the clearway command' });
  let opened = await open(login);
  if (!opened.ok && opened.error.code === 'wrongPassphrase' && instead !== null) {
    const second = await open(instead);
    if (second.ok) opened = second;
  }
  if (!opened.ok) return opened as Result<never, OpenRefusal>;
  return seat(opened.value, as, givenNow(parsed), io) as Opening<Wanted>;
}

/** Decides who acts, and by which clock, in an opened workspace; closes it again when they may not. */
function seat(workspace: Workspace, as: string | undefined, now: Instant | undefined, io: Io): Result<Desk<Workspace>, RefusalCode> {
  const seated = whoActs(workspace, as, now, io);
  if (!seated.ok) workspace.close();
  return seated;
}

function whoActs(workspace: Workspace, as: string | undefined, now: Instant | undefined, io: Io): Result<Desk<Workspace>, RefusalCode> {
  const house = readWorkspace(workspace.read);
  if (!house) return refuse('damagedWorkspace', { place: workspace.folder, problem: 'it was never finished and holds nothing' });
  const isPractice = house.profile === 'practice';
  const unlockedBy = workspace.userId ? readUser(workspace.read, workspace.userId) : undefined;
  const user = as === undefined ? unlockedBy : findUserByLogin(workspace.read, as);
  if (!user) return refuse('noSuchUser', { login: as ?? '' });
  if (user.id !== unlockedBy?.id && !isPractice)
    return refuse('practiceOnly', { what: `Acting as ${user.login} without their passphrase` });
  if (now !== undefined && !isPractice) return refuse('practiceOnly', { what: '--now' });
  return done({ workspace, user, isPractice, now: () => now ?? io.now() });
}

/** From a file, the environment or the terminal; the demo firm's is published, so nobody has to type it. */
export async function passphraseFor(parsed: Parsed, io: Io, slot: UserSlot | null): Promise<string> {
  const file = textOption(parsed, 'passphrase-file');
  if (file !== undefined) return readPassphraseFile(file);
  if (io.env.CLEARWAY_PASSPHRASE) return io.env.CLEARWAY_PASSPHRASE;
  if (slot && slot.argon.m === demoCost.m && slot.argon.t === demoCost.t) return demoPassphrase;
  const typed = await io.askSecretly(slot ? `Passphrase of ${slot.login}: ` : 'New passphrase: ');
  if (typed === null || typed === '')
    throw new Usage('A passphrase is needed: set CLEARWAY_PASSPHRASE, name a --passphrase-file, or run this in a terminal.');
  if (!slot && (await io.askSecretly('The same again: ')) !== typed)
    throw new Usage('The two passphrases differ. Nothing was made; start again.');
  return typed;
}

function readPassphraseFile(file: string): string {
  try {
    const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/);
    if (line === '') throw new Usage('The passphrase file is empty. Its first line is the passphrase.');
    return line;
  } catch (error) {
    if (error instanceof Usage) throw error;
    throw new Usage(`The passphrase file could not be read (${(error as { code?: string }).code ?? 'unknown reason'}).`);
  }
}
