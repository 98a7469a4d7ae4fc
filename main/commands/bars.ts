import { unnoted, type WriteDb } from '#db/handles.ts';
import { readSecurityEvent } from '#db/operational.ts';
import { othersWho } from '#db/tables/users.ts';
import type { CommandInput, CommandName } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Refused } from '#shared/result.ts';
import type { Call } from './handler.ts';

type Bar<Name extends CommandName> = (db: WriteDb, input: CommandInput<Name>, call: Call) => Refused<'eventAboutYou'> | undefined;

/** Nobody closes an event about themselves while somebody else could; a house of one person has no choice. */
const ownEvent: Bar<'audit.closeSecurityEvent'> = (db, { eventId, kind }, { actor, today }) => {
  if (readSecurityEvent(db, eventId)?.userId !== actor.userId) return undefined;
  const others = othersWho(db, actor.userId, 'audit.security', today);
  return others.length === 0 ? undefined : refuse('eventAboutYou', { kind, others: others.map(({ name }) => name) });
};

/**
 * Who may not though permitted, for what the running house knows and the log does not. It stands beside permission and step-up, never
 * in a handler: a replay knows none of it, and only what was let through is in the log.
 */
export const barredFrom = (db: WriteDb, { name, input }: Readonly<{ name: CommandName; input: unknown }>, call: Call) =>
  name === 'audit.closeSecurityEvent'
    ? unnoted(db, () => ownEvent(db, input as CommandInput<'audit.closeSecurityEvent'>, call))
    : undefined;
