import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { type LockChange, type LockLevel, type LockState, lockLifecycle } from '#shared/model/ledger.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Result } from '#shared/result.ts';

export type Closed = Readonly<{ fromOn: BusinessDate; untilOn: BusinessDate; level: 'soft' | 'hard' }>;
type Standing = Pick<LockChange, 'fromOn' | 'untilOn' | 'level' | 'turn'>;

const inTurn = (changes: readonly Standing[]): readonly Standing[] =>
  changes.filter(({ turn }) => turn !== null).sort((left, right) => left.turn! - right.turn!);

/** How tightly a day is closed: the last approved change that covers it decides. */
export function levelOn(changes: readonly Standing[], on: BusinessDate): LockLevel {
  return inTurn(changes).findLast(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn)?.level ?? 'open';
}

/** The closed stretches of days, in order, neighbours of one level joined. */
export function closedPeriods(changes: readonly Standing[]): Closed[] {
  const standing = inTurn(changes);
  const starts = [...new Set(standing.flatMap(({ fromOn, untilOn }) => [fromOn, addDays(untilOn, 1)]))].sort();
  const closed: Closed[] = [];
  for (const [index, fromOn] of starts.slice(0, -1).entries()) {
    const level = levelOn(standing, fromOn);
    const untilOn = addDays(starts[index + 1]!, -1);
    const before = closed.at(-1);
    if (level === 'open') continue;
    if (before && before.level === level && addDays(before.untilOn, 1) === fromOn) closed.splice(-1, 1, { ...before, untilOn });
    else closed.push({ fromOn, untilOn, level });
  }
  return closed;
}

/** Whether an entry may take effect on this day. Hard: nobody posts. Soft: only who may lock periods. */
export function mayPost(changes: readonly Standing[], on: BusinessDate, mayLock: boolean): Result<null, 'periodLocked'> {
  const level = levelOn(changes, on);
  if (level === 'open' || (level === 'soft' && mayLock)) return done(null);
  const until = closedPeriods(changes).find((period) => period.fromOn <= on && on <= period.untilOn)?.untilOn ?? on;
  return refuse('periodLocked', { on, until, level });
}

type NameOf = (id: UserId) => string;
type Wanted = Readonly<{ fromOn: BusinessDate; untilOn: BusinessDate; level: LockLevel }>;

export function proposeLock(
  { fromOn, untilOn, level }: Wanted,
  changes: readonly LockChange[],
  nameOf: NameOf,
): Result<null, 'periodBackwards' | 'periodUnchanged' | 'periodChangeOpen'> {
  if (untilOn < fromOn) return refuse('periodBackwards', { from: fromOn, until: untilOn });
  const waiting = changes.find((other) => other.state === 'proposed' && other.fromOn <= untilOn && fromOn <= other.untilOn);
  if (waiting) return refuse('periodChangeOpen', { from: waiting.fromOn, until: waiting.untilOn, proposedBy: nameOf(waiting.proposedBy) });
  if (isWholly(changes, { fromOn, untilOn, level })) return refuse('periodUnchanged', { from: fromOn, until: untilOn, level });
  return done(null);
}

/** Whether every day of the period has this level already: the level changes only where an approved change begins or has ended. */
function isWholly(changes: readonly LockChange[], { fromOn, untilOn, level }: Wanted): boolean {
  const edges = changes.flatMap((change) => [change.fromOn, addDays(change.untilOn, 1)]);
  return [fromOn, ...edges.filter((day) => fromOn < day && day <= untilOn)].every((day) => levelOn(changes, day) === level);
}

const period = ({ fromOn, untilOn }: LockChange) => ({ from: fromOn, until: untilOn });

export function approveLock(
  change: LockChange,
  contentHash: string,
  approver: UserId,
): Result<LockState, 'periodChangeDecided' | 'periodByProposer' | 'periodContentChanged'> {
  const to = nextState(lockLifecycle, change.state, 'approve');
  if (!to) return refuse('periodChangeDecided', { ...period(change), state: change.state });
  if (change.contentHash !== contentHash) return refuse('periodContentChanged', period(change));
  return change.proposedBy === approver ? refuse('periodByProposer', period(change)) : done(to);
}

export function rejectLock(change: LockChange): Result<LockState, 'periodChangeDecided'> {
  const to = nextState(lockLifecycle, change.state, 'reject');
  return to ? done(to) : refuse('periodChangeDecided', { ...period(change), state: change.state });
}

export function withdrawLock(
  change: LockChange,
  userId: UserId,
  nameOf: NameOf,
): Result<LockState, 'periodChangeDecided' | 'periodNotProposer'> {
  const to = nextState(lockLifecycle, change.state, 'withdraw');
  if (!to) return refuse('periodChangeDecided', { ...period(change), state: change.state });
  return change.proposedBy === userId ? done(to) : refuse('periodNotProposer', { proposedBy: nameOf(change.proposedBy) });
}
