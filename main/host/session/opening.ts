import { readSettingFacts } from '#db/tables/settingValues.ts';
import { findUserByLogin, readUser } from '#db/tables/users.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { openWorkspace, type Unlock, type WritableWorkspace } from '#db/workspace.ts';
import { SettingsInForce } from '#main/engine/settings/resolve.ts';
import type { HostCommandInput } from '#shared/contract/host.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { rules } from '#shared/model/settings.ts';
import { done, type Result } from '#shared/result.ts';
import { type Desk, deviceOf, type Person, programName, type Session, tell, type todayOf } from './desk.ts';
import type { Client, Platform } from './host.ts';
import { houseDay } from './houseDay.ts';
import { lookForDueJobs, queueFor } from './jobs.ts';
import type { Place } from './places.ts';
import { runOwn } from './running.ts';
import { lookAtUnlock, raise } from './security.ts';
import { Views } from './views.ts';

/** What every opening of a workspace by this host has in common. */
export const openingOf = ({ platform }: Desk) => ({
  now: platform.now(),
  program: programName(platform),
  ...machineOf(platform),
});

export const machineOf = ({ argon, anchorCopy }: Platform) => ({ ...(argon ? { argon } : {}), ...(anchorCopy ? { anchorCopy } : {}) });

/** Refuses a passphrase the house would not accept. */
export function longEnough(passphrase: string, shortest: number): Result<null, 'passphraseTooShort'> {
  return [...passphrase].length < shortest ? refuse('passphraseTooShort', { shortest }) : done(null);
}

export const shortestIn = (workspace: WritableWorkspace, session: Readonly<{ today: ReturnType<typeof todayOf> }>): number =>
  new SettingsInForce(readSettingFacts(workspace.read), session.today).integer('access.passphraseLength');

export async function unlock(desk: Desk, place: Place, how: Unlock, client: Client): Promise<Result<Session, RefusalCode>> {
  await lock(desk);
  const opened = await openWorkspace({ folder: place.folder, unlock: how, mode: 'write', ...openingOf(desk) });
  if (!opened.ok) return opened;
  const workspace = opened.value;
  const user = workspace.userId && readUser(workspace.read, workspace.userId);
  const unfinished = whyUnfinished(workspace, place);
  if (unfinished || !user) {
    workspace.close();
    return unfinished ?? refuse('notSignedIn', { workspace: place.name });
  }
  return done(sitDown(desk, place, workspace, user, 'passphrase' in how, client));
}

/** A workspace whose making was cut off has keys but no house. */
function whyUnfinished(workspace: WritableWorkspace, { folder }: Place) {
  if (readWorkspace(workspace.read)) return null;
  return refuse('damagedWorkspace', {
    place: folder,
    problem: 'it was never finished and holds nothing, so it can be deleted and made again',
  });
}

/** The signed-in session: rules of security looked at, overdue jobs queued, the place remembered. */
export function sitDown(
  desk: Desk,
  place: Place,
  workspace: WritableWorkspace,
  person: Person,
  isProved: boolean,
  client: Client,
): Session {
  const now = desk.platform.now();
  const timeZone = readWorkspace(workspace.read)?.timeZone ?? 'UTC';
  const session: Session = {
    workspace,
    user: { id: person.id, login: person.login, name: person.name },
    provedAt: isProved ? now : null,
    lastActivity: now,
    views: new Views(desk.timers, (views, from) => {
      try {
        return runOwn(desk, session, 'audit.noteViews', { views: [...views] }, from).ok;
      } catch (error) {
        desk.noteIncident('noting views', error);
        return false;
      }
    }),
    jobs: queueFor(desk, workspace, () => houseDay(desk.platform.now(), timeZone)),
  };
  desk.session = session;
  // The person is in: a disk too full for a note must not leave an open workspace behind the words “something went wrong”.
  const steps = [() => remember(desk, place, session), () => lookAtUnlock(desk, session, client), () => lookForDueJobs(desk, session)];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      desk.noteIncident('after an unlock', error);
    }
  }
  tell(desk, [], true);
  return session;
}

export function remember(desk: Desk, place: Place, { workspace }: Pick<Session, 'workspace'>): void {
  const house = readWorkspace(workspace.read);
  const named = { ...place, name: house?.name ?? place.name, practice: house?.profile === 'practice' };
  desk.place = named;
  desk.places.remember(named, desk.platform.now());
}

/** Ends the session: jobs stop, pending notes are written, the key is wiped, whatever fails on the way. Only the exclusive queue calls this. */
export async function lock(desk: Desk): Promise<void> {
  const { session } = desk;
  if (!session) return;
  const attempt = async (place: string, work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      desk.noteIncident(place, error);
    }
  };
  await attempt('stopping jobs', () => session.jobs.stop());
  await attempt('noting views', () => session.views.end());
  desk.session = null;
  desk.downloads.forgetAll();
  await attempt('closing the workspace', () => session.workspace.close());
  tell(desk, [], true);
}

/** The recovery phrase opens, a new passphrase is set for an active user, and both are on the record. */
export async function recover(
  desk: Desk,
  place: Place,
  { words, login, passphrase }: HostCommandInput<'host.recover'>,
  client: Client,
): Promise<Result<Session, RefusalCode>> {
  await lock(desk);
  const opened = await openWorkspace({ folder: place.folder, unlock: { recoveryPhrase: words }, mode: 'write', ...openingOf(desk) });
  if (!opened.ok) return opened;
  const workspace = opened.value;
  const allowed = mayRecover(desk, workspace, place, login, passphrase);
  if (!allowed.ok) {
    workspace.close();
    return allowed;
  }
  const person = allowed.value;
  const had = workspace.keys.hasSlot(person.id);
  await workspace.keys.setPassphrase({ userId: person.id, login: person.login }, passphrase);
  const session = sitDown(desk, place, workspace, person, true, client);
  runOwn(desk, session, 'access.notePassphrase', { userId: null, what: 'recoveryUsed' }, client);
  runOwn(desk, session, 'access.notePassphrase', { userId: null, what: had ? 'passphraseChanged' : 'passphraseSet' }, client);
  const detail = `The recovery phrase opened the workspace and set a passphrase for ${person.login}`;
  raise(desk, session, { kind: 'recoveryUsed', detail, device: deviceOf(desk, client), mustClose: true });
  return done(session);
}

function mayRecover(
  desk: Desk,
  workspace: WritableWorkspace,
  place: Place,
  login: string,
  passphrase: string,
): Result<Person, RefusalCode> {
  const unfinished = whyUnfinished(workspace, place);
  if (unfinished) return unfinished;
  const timeZone = readWorkspace(workspace.read)?.timeZone ?? 'UTC';
  const long = longEnough(passphrase, shortestIn(workspace, { today: houseDay(desk.platform.now(), timeZone) }));
  if (!long.ok) return long;
  const user = findUserByLogin(workspace.read, login);
  if (!user) return refuse('notFound', { what: 'user', id: login });
  if (user.status !== 'active') return refuse('userDisabled', { user: user.name });
  return done(user);
}

export const shortestFor = (profile: keyof (typeof rules)['access.passphraseLength']['defaults']): number =>
  Number(rules['access.passphraseLength'].defaults[profile]);
