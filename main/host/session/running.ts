import { noteRefusedCommand } from '#db/operational.ts';
import { mayInHouse } from '#db/tables/users.ts';
import { type Outcome, runCommand } from '#main/commands/runCommand.ts';
import type { CommandName, CommandRequest } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { UserId } from '#shared/ids.ts';
import { type Permission, permissions } from '#shared/model/access.ts';
import { done, type Result } from '#shared/result.ts';
import { deviceOf, freshId, provedUntil, type Runner, type Seat, tell, todayOf } from './desk.ts';
import type { Client } from './host.ts';
import { lookAtCommand } from './security.ts';

type Message = Readonly<{ name: string; id: string; input: unknown; preview?: boolean }>;

/** One command of the contract by the signed-in person: runner, anchor, push, and the security limits it may have crossed. */
export function runFor(desk: Runner, session: Seat, message: Message, client: Client): Outcome {
  const now = desk.platform.now();
  const outcome = runCommand(session.workspace.write, {
    ...message,
    now,
    today: todayOf(session, now),
    actor: {
      userId: session.user.id,
      transport: client.transport,
      device: deviceOf(desk, client),
      origin: client.origin,
      steppedUp: provedUntil(session, now) !== null,
    },
  });
  try {
    follow(desk, session, message, outcome, client);
  } catch (error) {
    // The command is answered already: a full disk must not turn what was written into “nothing was written”.
    desk.noteIncident(`after ${message.name}`.slice(0, 80), error);
  }
  return outcome;
}

/** What a command leaves to do once it is committed or refused. */
function follow(desk: Runner, session: Seat, message: Message, outcome: Outcome, client: Client): void {
  if (outcome.seq !== null) {
    session.workspace.anchorSoon();
    tell(desk, outcome.changed, outcome.changed.includes('users') || outcome.changed.includes('workspace'));
    if (message.name === 'access.disableUser') dropKeyOf(desk, session, message.input, client);
    if (outcome.changed.includes('users')) session.workspace.keys.followUsers();
  }
  if (message.preview !== true) lookAtCommand(desk, session, message.name, message.input, outcome.reply, client);
}

/** Access ends at once, so the key goes too; the last key anybody holds stays, and then the command alone keeps the person out. */
function dropKeyOf(desk: Runner, session: Seat, input: unknown, client: Client): void {
  const { userId } = input as { userId: UserId };
  const { keys } = session.workspace;
  if (!keys.hasSlot(userId) && keys.keychainUser() !== userId) return;
  if (keys.removeUser(userId).ok) runOwn(desk, session, 'access.notePassphrase', { userId, what: 'slotRemoved' }, client);
}

/** A command the host itself gives on behalf of the person, such as the note that a passphrase was set. */
export const runOwn = <Name extends CommandName>(
  desk: Runner,
  session: Seat,
  name: Name,
  input: CommandRequest<Name>,
  client: Client,
): Result<unknown> => runFor(desk, session, { name, id: freshId(desk.platform), input }, client).reply;

/** Whether the person may do something only the host can; a refusal counts like that of a command. */
export function requirePermission(
  desk: Runner,
  session: Seat,
  name: string,
  permission: Permission,
  client: Client,
): Result<null, 'notPermitted'> {
  const now = desk.platform.now();
  const { write } = session.workspace;
  if (mayInHouse(write, session.user.id, permission, todayOf(session, now))) return done(null);
  return refuseTo(desk, session, name, permissions[permission].title, client);
}

export function refuseTo(desk: Runner, session: Seat, name: string, needs: string, client: Client) {
  const refusal = refuse('notPermitted', { name, needs });
  const { code } = refusal.error;
  try {
    noteRefusedCommand(session.workspace.write, {
      at: desk.platform.now(),
      userId: session.user.id,
      name,
      code,
      device: deviceOf(desk, client),
    });
    lookAtCommand(desk, session, name, null, refusal, client);
  } catch (error) {
    desk.noteIncident(`after ${name}`.slice(0, 80), error);
  }
  return refusal;
}

export function requireStepUp(desk: Runner, session: Seat, name: string): Result<null, 'stepUpNeeded'> {
  return provedUntil(session, desk.platform.now()) === null ? refuse('stepUpNeeded', { name }) : done(null);
}
