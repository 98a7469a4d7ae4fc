import { readHostFile, waitSeconds } from '#db/hostFile.ts';
import { readKeyring } from '#db/keyring.ts';
import { locate } from '#db/place.ts';
import { readUsers } from '#db/tables/users.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';
import type { RefusalCode } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
import { type Desk, provedUntil, type Session, settingsOf } from './desk.ts';
import type { Client } from './host.ts';
import { requirePermission } from './running.ts';

type State = HostQueryOutput<'host.state'>;

/** What a window may know before anybody signed in, and a little more once somebody has. */
export function state({ platform, place, session }: Desk): State {
  const now = platform.now();
  return {
    host: platform.kind,
    version: platform.version,
    platform: platform.platform,
    hasDialogs: platform.dialogs !== null,
    canPrint: platform.print !== null,
    updates: platform.updates.state(),
    workspace: place && {
      token: place.token,
      name: place.name,
      place: place.folder,
      locked: session === null,
      practice: place.practice,
      ...keysOf(place.folder, platform.keychain.available()),
    },
    user: session && { id: session.user.id, login: session.user.login as never, name: session.user.name },
    steppedUpUntil: session && provedUntil(session, now),
    autoLockMinutes: session ? settingsOf(session, now).integer('access.autoLockMinutes') : 0,
    waitSeconds: place ? waitSeconds(readHostFile(place.folder), now) : 0,
    jobs: session ? session.jobs.counts() : { running: 0, waiting: 0, failed: 0 },
  };
}

type Keys = Pick<NonNullable<State['workspace']>, 'logins' | 'keychain'>;

/** Who could unlock, as the keyring says without a key. */
function keysOf(folder: string, available: 'real' | 'basic' | 'none'): Keys {
  const keyring = readKeyring(folder);
  const slots = keyring.ok ? keyring.value.slots : [];
  const logins = slots.flatMap((slot) => (slot.kind === 'user' ? [slot.login] : []));
  const hasKeychain = slots.some(({ kind }) => kind === 'keychain');
  return { logins, keychain: available === 'real' ? (hasKeychain ? 'on' : 'off') : available };
}

export const knownWorkspaces = ({ places, platform }: Desk): HostQueryOutput<'host.workspaces'> => ({
  known: places.known().map(({ token, folder, name, practice, lastOpenedAt }) => ({
    token,
    name,
    place: folder,
    practice,
    missing: !locate(folder).ok,
    lastOpenedAt,
  })),
  defaultPlace: platform.documentsFolder,
});

export function keys(desk: Desk, session: Session, client: Client): Result<HostQueryOutput<'host.keys'>, RefusalCode> {
  const permitted = requirePermission(desk, session, 'host.keys', 'access.view', client);
  if (!permitted.ok) return permitted;
  const { keys: ring, write, folder } = session.workspace;
  const slots = readUsers(write).filter(({ id }) => ring.hasSlot(id));
  return done({
    slots: slots.map(({ id, login, name }) => ({ userId: id, login, name })),
    needsPassphrase: ring.usersWithoutSlot().map(({ id, login, name }) => ({ userId: id, login, name })),
    recovery: ring.hasRecoveryPhrase(),
    keychain: keysOf(folder, desk.platform.keychain.available()).keychain,
  });
}
