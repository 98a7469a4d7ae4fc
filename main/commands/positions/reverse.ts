import { readEntry, readPostings } from '#db/tables/ledger.ts';
import { readUnitEventOf, readUnitReversal } from '#db/tables/positions.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { CommandId } from '#shared/ids.ts';
import { entryIdOf } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, type Handler, writes } from '../handler.ts';
import { postEntry } from '../ledger/post.ts';
import { unitBookGuards } from './entries.ts';
import { recordUnits, type UnitClass, unitClaims, unitClass, unitGuards, unitScope } from './record.ts';

export const reverseUnits: Handler<'positions.reverse'> = {
  guards(input, db) {
    const entry = readUnitEventOf(db, input.classId, input.reversesId)?.entryCommandId ?? null;
    const posted: Guard[] = entry === null ? [] : [writes('entry', entryIdOf({ commandId: entry, ordinal: 0 }))];
    return [...unitGuards(input), ...unitBookGuards(input.fundId, []), ...posted];
  },
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, reversesId, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const { name } = of.value.naming;
    const reversed = readUnitEventOf(db, key.classId, reversesId);
    if (!reversed) return refuse('notFound', { what: `change of ${name}`, id: reversesId });
    if (reversed.kind === 'reversal') return refuse('unitEventIsReversal', { name });
    const earlier = readUnitReversal(db, reversesId);
    if (earlier) return refuse('unitEventReversed', { name, on: earlier.recordedAt.slice(0, 10) });
    if (effectiveOn < reversed.effectiveOn) return refuse('reversalTooEarly', { entry: reversesId, on: reversed.effectiveOn });
    const { entryCommandId } = reversed;
    const event = { id: eventId, kind: 'reversal', effectiveOn, ratio: null, reversesId, lines: [] } as const;
    const recorded = recordUnits(context, of.value, event, {
      reason,
      post: () => (entryCommandId === null ? done(false) : undo(context, of.value, entryCommandId, effectiveOn, reason)),
    });
    return recorded.ok ? done({ units: recorded.value.units }) : recorded;
  },
};

/** Cancels the ledger entry of an event line by line; an entry of an event is reversed through its event alone, so it still stands. */
function undo(
  context: Context,
  { fund }: UnitClass,
  entryCommandId: CommandId,
  on: BusinessDate,
  reason: string,
): Result<boolean, 'periodLocked'> {
  const { db } = context;
  const reverses = { commandId: entryCommandId, ordinal: 0 };
  const entry = readEntry(db, reverses);
  if (!entry) throw new Error(`entry ${entryIdOf(reverses)} is missing`);
  const lines = readPostings(db, reverses).map(({ account, investorId, minor, currency }) => ({
    account,
    investorId,
    amount: { minor: -minor, currency },
  }));
  const written = postEntry(context, {
    fundId: fund.id,
    kind: 'reversal',
    source: 'positions.reverse',
    effectiveOn: on,
    memo: `Taken back: ${entry.memo}`,
    reason,
    evidence: [],
    reverses,
    lines,
  });
  return written.ok ? done(true) : written;
}
