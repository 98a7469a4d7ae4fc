import { readEntry, readPostings, readReversal } from '#db/tables/ledger.ts';
import { readUnitEventOf, readUnitReversal, type UnitEventRow } from '#db/tables/positions.ts';
import { reversalOf } from '#main/engine/ledger/entry.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
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
    const event = { id: eventId, kind: 'reversal', effectiveOn, ratio: null, reversesId, lines: [] } as const;
    const recorded = recordUnits(context, of.value, event, {
      reason,
      post: () => (reversed.entryCommandId === null ? done(false) : undo(context, of.value, reversed, effectiveOn, reason)),
    });
    return recorded.ok ? done({ units: recorded.value.units }) : recorded;
  },
};

/** Cancels the ledger entry of an event; one that was reversed by hand is not this command's to touch again. */
function undo(
  context: Context,
  { fund, naming }: UnitClass,
  { entryCommandId }: UnitEventRow,
  on: BusinessDate,
  reason: string,
): Result<boolean, 'unitEventPostedAway' | 'periodLocked'> {
  const { db } = context;
  const ref = { commandId: entryCommandId!, ordinal: 0 };
  const entry = readEntry(db, ref);
  if (!entry) throw new Error(`entry ${entryIdOf(ref)} is missing`);
  const id = entryIdOf(ref);
  const earlier = readReversal(db, ref);
  const lines = reversalOf(
    {
      id,
      effectiveOn: entry.effectiveOn,
      lines: readPostings(db, ref).map(({ account, investorId, minor, currency }) => ({
        account,
        investorId,
        amount: { minor, currency },
      })),
      reverses: null,
      reversedBy: earlier ? entryIdOf(earlier) : null,
    },
    on,
  );
  if (!lines.ok) return refuse('unitEventPostedAway', { name: naming.name, entry: id });
  const memo = `Taken back: ${entry.memo}`;
  const written = postEntry(context, {
    fundId: fund.id,
    kind: 'reversal',
    source: 'positions.reverse',
    effectiveOn: on,
    memo,
    reason,
    evidence: [],
    reverses: ref,
    lines: lines.value,
  });
  return written.ok ? done(true) : written;
}
