import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { resolve as absolute, basename, dirname, join } from 'node:path';
import { copyOut } from '#db/copyOut.ts';
import { createWorkspace } from '#db/createWorkspace.ts';
import { syncFolder } from '#db/durableFile.ts';
import { noteFailure } from '#db/hostFile.ts';
import { insertSecurityEvent } from '#db/operational.ts';
import { freePlace } from '#db/place.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { findUserByLogin, readUsers } from '#db/tables/users.ts';
import type { WritableWorkspace } from '#db/workspace.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate, type Instant, instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { done, type Result } from '#shared/result.ts';
import { houseDay } from '../houseDay.ts';
import { fundHistory } from './fundHistory.ts';
import { performanceHistory } from './performanceHistory.ts';
import { demoCost, demoHouse, demoOwner, demoPassphrase } from './published.ts';
import { routine } from './routine.ts';
import { idOf, momentOf, resolve, type ScriptLine } from './script.ts';

const TIME_ZONE = 'America/New_York';
const DEVICE = 'demo';
const YEARS_DAYS = 1096;

export type DemoOrder = Readonly<{ folder: string; asOf: BusinessDate; seed: number }>;
export type Demo = Readonly<{ folder: string; workspaceId: string; rows: number; head: string }>;

/** Builds the demo firm through commands only: the same seed and as-of date give the same log, byte for byte. */
export async function buildDemo(order: DemoOrder): Promise<Result<Demo, 'workspaceThere' | 'folderNotEmpty'>> {
  const place = freePlace(order.folder);
  if (!place.ok) return place;
  const folder = place.value;
  const building = join(dirname(folder), `.${basename(folder)}.building`);
  const copied = `${building}-copy`;
  const clear = (): void => {
    for (const each of [building, copied]) rmSync(each, { recursive: true, force: true });
  };
  clear();
  try {
    const built = await buildIn(building, { ...order, folder });
    try {
      copyOut(built.workspace, copied);
    } finally {
      built.workspace.close();
    }
    noteStranger(copied, order.asOf);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(copied, folder);
    syncFolder(dirname(absolute(folder)));
    return done({ folder, workspaceId: built.workspace.id, rows: built.rows, head: built.head });
  } finally {
    clear();
  }
}

type Built = Readonly<{ workspace: WritableWorkspace; rows: number; head: string }>;

async function buildIn(building: string, { asOf, seed }: DemoOrder): Promise<Built> {
  const workspaceId = idOf(seed, 'workspace');
  const ownerId = idOf(seed, demoOwner) as UserId;
  const owner = { userId: ownerId, login: demoOwner, passphrase: demoPassphrase };
  const began = instant(`${addDays(asOf, -YEARS_DAYS)}T14:00:00.000Z`);
  const made = await createWorkspace({ folder: building, workspaceId, now: began, owner, argon: demoCost, unsafeFast: true });
  if (!made.ok) throw new Error(sentenceOf(made.error));
  const { workspace } = made.value;
  try {
    const lines = scriptLines(asOf, seed);
    const end = play(workspace, lines, { asOf, seed, ownerId, began, workspaceId });
    for (const { id, login, status } of readUsers(workspace.write))
      if (id !== ownerId && status === 'active') await workspace.keys.setPassphrase({ userId: id, login }, demoPassphrase);
    return { workspace, rows: end.seq, head: end.hash };
  } catch (error) {
    workspace.close();
    throw error;
  }
}

/** Every part of the demo, in the order of time; parts of one moment keep the order of their files. */
function scriptLines(asOf: BusinessDate, seed: number): readonly ScriptLine[] {
  const folder = new URL('../../../../resources/demo/', import.meta.url);
  const parts = readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as ScriptLine);
  return [...parts, ...fundHistory(seed, asOf), ...performanceHistory(seed, asOf), ...routine(seed, asOf)]
    .map((line, index) => ({ line, index }))
    .sort((a, b) => a.line.day - b.line.day || (a.line.time < b.line.time ? -1 : a.line.time > b.line.time ? 1 : a.index - b.index))
    .map(({ line }) => line);
}

type Play = Readonly<{ asOf: BusinessDate; seed: number; ownerId: UserId; began: Instant; workspaceId: string }>;

function play(workspace: WritableWorkspace, lines: readonly ScriptLine[], { asOf, seed, ownerId, began, workspaceId }: Play) {
  const { write } = workspace;
  const replies = new Map<string, unknown>();
  const run = (name: string, id: string, input: unknown, userId: UserId, at: Instant): unknown => {
    const actor = { userId, transport: 'cli', device: DEVICE, origin: null, steppedUp: true } as const;
    const { reply } = runCommand(write, { name, id, input, actor, now: at, today: houseDay(at, TIME_ZONE) });
    if (!reply.ok) throw new Error(`the demo script fails at ${name} on ${at}: ${sentenceOf(reply.error)}`);
    return reply.value;
  };
  const house = { workspaceId, house: demoHouse, profile: 'practice', timeZone: TIME_ZONE, currency: 'USD' };
  const owner = { userId: ownerId, login: demoOwner, name: 'Helena Vale', email: 'helena@harbourvale.example' };
  run('access.createWorkspace', idOf(seed, 'command'), { ...house, owner }, ownerId, began);
  let previous = began;
  lines.forEach((line, index) => {
    const at = momentOf(line, asOf, seed, index, previous);
    previous = at;
    const names = { seed, asOf, on: houseDay(at, TIME_ZONE), replies };
    const user = findUserByLogin(write, line.as);
    if (!user) throw new Error(`the demo script names ${line.as}, who does not exist yet`);
    if (line.event) {
      const { id, kind, who, detail } = line.event;
      insertSecurityEvent(write, {
        id: idOf(seed, id),
        kind,
        occurredAt: at,
        userId: user.id,
        who,
        device: DEVICE,
        detail,
        mustClose: true,
      });
    }
    if (line.command === undefined) return;
    const value = run(line.command, idOf(seed, `command ${index}`), resolve(line.input ?? {}, names), user.id, at);
    if (line.label !== undefined) replies.set(line.label, value);
  });
  const head = readLogHead(write);
  if (!head) throw new Error('the demo script wrote nothing');
  return head;
}

/** Somebody tried the login of a person who left: the host turns this into a security event at the first unlock, as it would anywhere. */
function noteStranger(folder: string, asOf: BusinessDate): void {
  for (const time of ['23:41:10', '23:41:32', '23:42:05', '23:43:48'])
    noteFailure(folder, { at: instant(`${addDays(asOf, -1)}T${time}.000Z`), way: 'passphrase', login: 'victor', code: 'noSuchUser' });
}
