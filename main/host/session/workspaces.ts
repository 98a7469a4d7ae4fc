import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createWorkspace } from '#db/createWorkspace.ts';
import { locate } from '#db/place.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import type { HostCommandInput } from '#shared/contract/host.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import type { UserId } from '#shared/ids.ts';
import { isTimeZone } from '#shared/model/timeZones.ts';
import { done, type Result } from '#shared/result.ts';
import { buildDemo } from './demo/buildDemo.ts';
import { demoOwner, demoPassphrase } from './demo/published.ts';
import { type Desk, deviceOf, freshId, tell } from './desk.ts';
import type { Client } from './host.ts';
import { houseDay } from './houseDay.ts';
import { lock, longEnough, openingOf, shortestFor, sitDown, unlock } from './opening.ts';
import { freshFolder } from './places.ts';

type Asked = Promise<Result<unknown, RefusalCode>>;

export async function create(desk: Desk, wanted: HostCommandInput<'host.createWorkspace'>, client: Client): Asked {
  const { house, profile, timeZone, currency, login, name, passphrase } = wanted;
  if (!isTimeZone(timeZone)) return refuse('unknownTimeZone', { timeZone });
  const long = longEnough(passphrase, shortestFor(profile));
  if (!long.ok) return long;
  const folder = folderFor(desk, wanted.folder, house);
  if (!folder.ok) return folder;
  await lock(desk);
  const [workspaceId, userId] = [freshId(desk.platform), freshId(desk.platform) as UserId];
  const made = await createWorkspace({ folder: folder.value, workspaceId, owner: { userId, login, passphrase }, ...openingOf(desk) });
  if (!made.ok) return made;
  const { workspace, recoveryPhrase } = made.value;
  const now = desk.platform.now();
  const { reply } = runCommand(workspace.write, {
    name: 'access.createWorkspace',
    id: freshId(desk.platform),
    input: { workspaceId, house, profile, timeZone, currency, owner: { userId, login, name } },
    actor: { userId, transport: client.transport, device: deviceOf(desk, client), origin: client.origin, steppedUp: true },
    now,
    today: houseDay(now, timeZone),
  });
  if (!reply.ok) {
    workspace.close();
    rmSync(workspace.folder, { recursive: true, force: true });
    return reply as Result<unknown, RefusalCode>;
  }
  workspace.anchorNow();
  sitDown(desk, desk.places.placeOf(workspace.folder), workspace, { id: userId, login, name }, true, client);
  return done({ recoveryWords: recoveryPhrase.split(' ') });
}

/** The chosen folder itself while it is empty, otherwise a new one inside it; without a choice, one among the person's documents. */
function folderFor(desk: Desk, token: string | null, house: string): Result<string, 'unknownToken'> {
  if (token === null) {
    mkdirSync(desk.platform.documentsFolder, { recursive: true });
    return done(freshFolder(desk.platform.documentsFolder, house));
  }
  const chosen = desk.places.folderOf(token);
  if (chosen === undefined) return refuse('unknownToken', { what: 'folder' });
  mkdirSync(chosen, { recursive: true });
  return done(readdirSync(chosen).length === 0 ? chosen : freshFolder(chosen, house));
}

export async function createDemo(desk: Desk, client: Client): Asked {
  const { platform } = desk;
  mkdirSync(platform.documentsFolder, { recursive: true });
  const folder = freshFolder(platform.documentsFolder, 'Harbour & Vale Partners (practice)');
  await lock(desk);
  const now = platform.now();
  await buildDemo({ folder, asOf: houseDay(now, 'UTC'), seed: randomInt(1, 2 ** 31) });
  const opened = await unlock(desk, desk.places.placeOf(folder), { login: demoOwner, passphrase: demoPassphrase }, client);
  return opened.ok ? done({ login: demoOwner, passphrase: demoPassphrase }) : opened;
}

export async function chooseFolder(desk: Desk): Asked {
  const { dialogs } = desk.platform;
  if (!dialogs) return refuse('noDialog', { host: 'The browser' });
  const folder = await dialogs.chooseFolder();
  return done(folder === null ? null : { token: desk.places.choose(folder), place: folder });
}

export async function chooseWorkspace(desk: Desk): Asked {
  const { dialogs } = desk.platform;
  if (!dialogs) return refuse('noDialog', { host: 'The browser' });
  const chosen = await dialogs.chooseWorkspace();
  if (chosen === null) return done(null);
  const located = locate(chosen);
  return located.ok ? done({ token: desk.places.choose(located.value), place: located.value }) : located;
}

/** Puts a workspace in front of the person, locked. */
export async function show(desk: Desk, path: string): Asked {
  const located = locate(path);
  if (!located.ok) return located;
  const folder = realpathSync(located.value);
  if (desk.place?.folder === folder && desk.session) return done({});
  await lock(desk);
  desk.place = desk.places.placeOf(folder);
  tell(desk, [], true);
  return done({});
}

export async function openKnown(desk: Desk, token: string): Asked {
  const folder = desk.places.folderOf(token);
  return folder === undefined ? refuse('unknownToken', { what: 'workspace' }) : show(desk, folder);
}

export async function closeWorkspace(desk: Desk): Asked {
  await lock(desk);
  desk.place = null;
  tell(desk, [], true);
  return done({});
}
