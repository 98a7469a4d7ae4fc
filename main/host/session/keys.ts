import { grantOf, readRoles, readUser } from '#db/tables/users.ts';
import type { HostCommandInput } from '#shared/contract/host.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import type { UserId } from '#shared/ids.ts';
import { isInForce, roleTitles } from '#shared/model/access.ts';
import { done, type Result } from '#shared/result.ts';
import { type Desk, deviceOf, provedUntil, type Session, settingsOf, tell, todayOf } from './desk.ts';
import type { Client } from './host.ts';
import { longEnough } from './opening.ts';
import { refuseTo, requirePermission, requireStepUp, runFor, runOwn } from './running.ts';
import { raise } from './security.ts';

type Asked = Promise<Result<unknown, RefusalCode>>;

const fits = (desk: Desk, session: Session, passphrase: string) =>
  longEnough(passphrase, settingsOf(session, desk.platform.now()).integer('access.passphraseLength'));

const ownsHouse = (desk: Desk, session: Session, userId: UserId): boolean => {
  const today = todayOf(session, desk.platform.now());
  return readRoles(session.workspace.write, userId)
    .map(grantOf)
    .some((grant) => grant.role === 'owner' && isInForce(grant, today));
};

export async function stepUp(desk: Desk, session: Session, { passphrase }: HostCommandInput<'host.stepUp'>): Asked {
  const proved = await session.workspace.keys.checkPassphrase(session.user.login, passphrase, desk.platform.now());
  if (!proved.ok) return proved;
  session.provedAt = desk.platform.now();
  tell(desk, [], true);
  return done({ until: provedUntil(session, session.provedAt) });
}

/** Key slot first, then the command: a crash between them leaves a slot nobody is recorded for, which the next opening drops. */
export async function addUser(
  desk: Desk,
  session: Session,
  { commandId, user, passphrase }: HostCommandInput<'host.addUser'>,
  client: Client,
): Asked {
  const { keys, write } = session.workspace;
  const message = { name: 'access.addUser', id: commandId, input: user };
  const tried = runFor(desk, session, { ...message, preview: true }, client);
  if (!tried.reply.ok || readUser(write, user.userId))
    return emptied(runFor(desk, session, message, client).reply as Result<unknown, RefusalCode>);
  const long = fits(desk, session, passphrase);
  if (!long.ok) return long;
  await keys.setPassphrase({ userId: user.userId, login: user.login }, passphrase);
  const { reply } = runFor(desk, session, message, client);
  if (!reply.ok) {
    keys.removeUser(user.userId);
    return reply as Result<unknown, RefusalCode>;
  }
  runOwn(desk, session, 'access.notePassphrase', { userId: user.userId, what: 'passphraseSet' }, client);
  return done({});
}

const emptied = (reply: Result<unknown, RefusalCode>): Result<unknown, RefusalCode> => (reply.ok ? done({}) : reply);

/** Only with the right to manage users and a fresh passphrase; and nobody but an owner may touch an owner's key, or they could become one. */
function mayChangeKeyOf(
  desk: Desk,
  session: Session,
  name: string,
  userId: UserId,
  client: Client,
): Result<{ userId: UserId; login: string; name: string }, RefusalCode> {
  const permitted = requirePermission(desk, session, name, 'access.manageUsers', client);
  if (!permitted.ok) return permitted;
  const user = readUser(session.workspace.write, userId);
  if (!user) return refuse('notFound', { what: 'user', id: userId });
  if (userId === session.user.id) return refuse('ownAccess', { user: user.name });
  if (ownsHouse(desk, session, userId) && !ownsHouse(desk, session, session.user.id))
    return refuse('ownerOnly', { role: roleTitles.owner });
  const proved = requireStepUp(desk, session, name);
  return proved.ok ? done({ userId, login: user.login, name: user.name }) : proved;
}

export async function setPassphrase(
  desk: Desk,
  session: Session,
  { userId, passphrase }: HostCommandInput<'host.setPassphrase'>,
  client: Client,
): Asked {
  const target = mayChangeKeyOf(desk, session, 'host.setPassphrase', userId, client);
  if (!target.ok) return target;
  if (readUser(session.workspace.write, userId)?.status !== 'active') return refuse('userDisabled', { user: target.value.name });
  const long = fits(desk, session, passphrase);
  if (!long.ok) return long;
  const { keys } = session.workspace;
  const had = keys.hasSlot(userId);
  await keys.setPassphrase(target.value, passphrase);
  runOwn(desk, session, 'access.notePassphrase', { userId, what: had ? 'passphraseChanged' : 'passphraseSet' }, client);
  const detail = `${session.user.name} set the passphrase of ${target.value.name}`;
  raise(desk, session, { kind: 'passphraseSet', detail, device: deviceOf(desk, client), mustClose: true });
  tell(desk, [], true);
  return done({});
}

export async function changePassphrase(
  desk: Desk,
  session: Session,
  { current, next }: HostCommandInput<'host.changePassphrase'>,
  client: Client,
): Asked {
  const long = fits(desk, session, next);
  if (!long.ok) return long;
  const { keys } = session.workspace;
  const proved = await keys.checkPassphrase(session.user.login, current, desk.platform.now());
  if (!proved.ok) return proved;
  await keys.setPassphrase(proved.value, next);
  session.provedAt = desk.platform.now();
  runOwn(desk, session, 'access.notePassphrase', { userId: null, what: 'passphraseChanged' }, client);
  tell(desk, [], true);
  return done({});
}

export async function removeSlot(desk: Desk, session: Session, { userId }: HostCommandInput<'host.removeSlot'>, client: Client): Asked {
  const target = mayChangeKeyOf(desk, session, 'host.removeSlot', userId, client);
  if (!target.ok) return target;
  const { keys } = session.workspace;
  if (!keys.hasSlot(userId) && keys.keychainUser() !== userId) return refuse('needsPassphrase', { user: target.value.name });
  const removed = keys.removeUser(userId);
  if (!removed.ok) return removed;
  runOwn(desk, session, 'access.notePassphrase', { userId, what: 'slotRemoved' }, client);
  tell(desk, [], true);
  return done({});
}

/** The phrase stands above all roles, so only an owner may replace it. */
export async function newRecoveryPhrase(desk: Desk, session: Session, client: Client): Asked {
  const name = 'host.newRecoveryPhrase';
  if (!ownsHouse(desk, session, session.user.id)) return refuseTo(desk, session, name, `the role ${roleTitles.owner}`, client);
  const proved = requireStepUp(desk, session, name);
  if (!proved.ok) return proved;
  const recoveryWords = session.workspace.keys.newRecoveryPhrase(desk.platform.now()).split(' ');
  runOwn(desk, session, 'access.notePassphrase', { userId: null, what: 'recoveryPhraseMade' }, client);
  tell(desk, [], true);
  return done({ recoveryWords });
}

export async function setKeychain(desk: Desk, session: Session, { on }: HostCommandInput<'host.keychain'>, client: Client): Asked {
  const { keys } = session.workspace;
  const { id, login } = session.user;
  const proved = requireStepUp(desk, session, 'host.keychain');
  if (!proved.ok) return proved;
  if (on) {
    const kept = keys.setKeychain({ userId: id, login }, desk.platform.keychain);
    if (!kept.ok) return kept;
  } else {
    if (keys.keychainUser() === null) return done({});
    keys.removeKeychain();
  }
  runOwn(desk, session, 'access.notePassphrase', { userId: null, what: on ? 'keychainAdded' : 'keychainRemoved' }, client);
  tell(desk, [], true);
  return done({});
}
