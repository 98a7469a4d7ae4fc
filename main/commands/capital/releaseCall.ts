import { sha256 } from '#db/hash.ts';
import type { CallRow } from '#db/tables/calls.ts';
import { decideWaiver, insertWaiver, interestBillsOf, type OpenBill, readPaidOnCall, readWaivers } from '#db/tables/receipts.ts';
import { type PlacedPart, sumOfParts } from '#main/engine/capital/receipts.ts';
import type { CommandName } from '#shared/contract/index.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import { canonicalJson } from '#shared/json.ts';
import type { Line } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, writes } from '../handler.ts';
import { postEntry, postingGuards } from '../ledger/post.ts';
import { booksOf, line as posting } from './booksOf.ts';
import { advancePart, appendParts, labelOfCall, negated } from './receiptBook.ts';

/** What taking a call back needs beside its own guards. Its contract names `receipt_parts`, `interest_waivers`, `entries` and `postings`. */
export const releaseGuards = (fundId: string): Guard[] => [writes('receipts', fundId), ...postingGuards(fundId)];

type Released = Pick<CallRow, 'id' | 'fundId' | 'number' | 'title' | 'currency'>;
type Release = Readonly<{ call: Released; on: BusinessDate; reason: string; source: CommandName; ordinal: number }>;

/**
 * What was paid on a call that is taken back is the investors’ money again: it is held for them in advance, and interest billed on the
 * call is cancelled. Posts at most one entry, under the ordinal it is given; answers how much is held.
 */
export function releaseReceipts(
  context: Context,
  { call, on: takenBackOn, reason, source, ordinal }: Release,
): Result<bigint, 'booksMissing' | 'roleMissing' | 'periodLocked'> {
  const { db } = context;
  const { id: callId, fundId, currency } = call;
  const books = booksOf(db, fundId, ['callsReceivable', 'paidInAdvance', 'lateInterest']);
  if (!books.ok) return books;
  const { callsReceivable, paidInAdvance, lateInterest } = books.value.code;
  const paid = readPaidOnCall(db, callId);
  // Money that came in after the day the call is taken back to is held from the day it came in.
  const on = paid.map(({ lastOn }) => lastOn).reduce(later, takenBackOn);
  const bills = interestBillsOf(db, fundId).filter((bill) => bill.callId === callId && bill.billed > bill.waived);
  const lines: Line[] = [
    ...paid.map(({ minor, investorId }) => posting(callsReceivable, minor, currency, investorId)),
    ...paid.map(({ minor, investorId }) => posting(paidInAdvance, -minor, currency, investorId)),
    ...bills.flatMap(({ billed, waived, investorId }) => [
      posting(lateInterest, billed - waived, currency),
      posting(callsReceivable, waived - billed, currency, investorId),
    ]),
  ];
  if (lines.length > 0) {
    const memo = `Paid on ${labelOfCall(call)}, now held in advance`;
    const entry = postEntry(context, { fundId, kind: 'event', source, effectiveOn: on, memo, reason, evidence: [], lines, ordinal });
    if (!entry.ok) return entry;
  }
  for (const [receiptId, parts] of Map.groupBy(paid, (part) => part.receiptId)) {
    const placed = parts.map(({ receiptId: _receipt, lastOn: _on, ...part }): PlacedPart => ({ ...part, callId }));
    const held = placed.map(({ investorId, minor }) => advancePart(investorId!, minor));
    appendParts(context, { receiptId, fundId, effectiveOn: on, valueOn: on }, [...placed.map(negated), ...held]);
  }
  cancelBills(context, call, { on, reason }, bills);
  return done(sumOfParts(paid));
}

function cancelBills(
  { db, actor, now, commandId }: Context,
  { id: callId, fundId }: Released,
  { on, reason }: Pick<Release, 'on' | 'reason'>,
  bills: readonly OpenBill[],
): void {
  const decision = { decidedBy: actor.userId, decidedAt: now, decisionReason: reason };
  for (const waiver of readWaivers(db, callId))
    if (waiver.state === 'proposed') decideWaiver(db, waiver, { state: 'rejected', ...decision });
  for (const { billOrdinal, billed, waived } of bills) {
    const minor = billed - waived;
    const content = {
      callId,
      billOrdinal,
      fundId,
      kind: 'cancellation',
      minor,
      effectiveOn: on,
      reason,
      proposedBy: actor.userId,
    } as const;
    const contentHash = sha256(canonicalJson(content));
    insertWaiver(db, { id: `${commandId}.${billOrdinal}`, ...content, state: 'approved', proposedAt: now, ...decision, contentHash });
  }
}
