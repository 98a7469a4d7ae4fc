import { sha256 } from '#db/hash.ts';
import type { CallContent, CallRow } from '#db/tables/calls.ts';
import type { ClosingRow } from '#db/tables/closings.ts';
import type { FundRow } from '#db/tables/funds.ts';
import type { ClosingRow as Row } from '#main/engine/commitments/closing.ts';
import type { Net } from '#main/engine/commitments/equalise.ts';
import { canonicalJson } from '#shared/json.ts';
import type { Context } from '../handler.ts';

export type Approved = Readonly<{ fund: FundRow; closing: ClosingRow; what: string }>;
type Order = Approved & Readonly<{ nets: readonly Net[]; rows: readonly Row[]; callId: string; number: number; entryId: string }>;

const above = (minor: bigint): bigint => (minor > 0n ? minor : 0n);

/** What newcomers owe, as a call that was issued with the closing: the catch-up inside their commitment, the interest outside. */
export function equalisationCall(context: Context, order: Order): [CallRow, CallContent] {
  const content = contentOf(order);
  return [headOf(context, order, content), content];
}

const noPlan = { percent: null, need: null, allocationId: null, projectId: null, basisHash: null, basisTotal: null, calledBefore: null };

function contentOf({ what, nets, rows, callId }: Order): CallContent {
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const owing = nets.filter(({ minor, interest }) => minor > 0n || interest > 0n);
  const sum = (of: (net: Net) => bigint): bigint => owing.reduce((total, net) => total + above(of(net)), 0n);
  const use = { callId, note: what, ...noPlan };
  return {
    uses: [
      { ...use, ordinal: 0, purpose: 'equalisation', insideCommitment: true, minor: sum(({ minor }) => minor) },
      { ...use, ordinal: 1, purpose: 'equalisationInterest', insideCommitment: false, minor: sum(({ interest }) => interest) },
    ],
    lines: owing.map(({ key, investorId, classId, minor, interest }, ordinal) => ({
      callId,
      ordinal,
      investorId,
      classId,
      treatment: 'full',
      reason: null,
      commitment: rowOf.get(key)!.after,
      calledBefore: rowOf.get(key)!.calledBefore,
      minor: above(minor) + above(interest),
      insideMinor: above(minor),
    })),
    parts: owing.flatMap(({ minor, interest }, lineOrdinal) =>
      [above(minor), above(interest)].map((part, useOrdinal) => ({
        callId,
        useOrdinal,
        lineOrdinal,
        minor: part,
        calledBefore: 0n,
        exact: part,
      })),
    ),
  };
}

function headOf({ actor, now }: Context, { fund, closing, callId, number, entryId }: Order, { uses, lines }: CallContent): CallRow {
  const { preparedBy, preparedAt, approvedAt } = closing;
  return {
    id: callId,
    fundId: fund.id,
    number,
    kind: 'equalisation',
    title: `Equalisation at closing ${closing.number}`,
    method: 'amount',
    priority: 'normal',
    currency: fund.currency,
    total: uses.reduce((sum, { minor }) => sum + minor, 0n),
    lineCount: lines.length,
    cashOnHand: null,
    asOfOn: closing.heldOn,
    noticeOn: closing.heldOn,
    dueOn: closing.dueOn!,
    urgentReason: null,
    accountId: closing.accountId,
    state: 'issued',
    replacesId: null,
    closingId: closing.id,
    reason: null,
    preparedBy,
    preparedAt,
    revision: 1,
    contentHash: sha256(
      canonicalJson({ closing: closing.contentHash, lines: lines.map(({ investorId, classId, minor }) => [investorId, classId, minor]) }),
    ),
    submittedBy: preparedBy,
    submittedAt: approvedAt,
    approversNeeded: 1,
    issuedOn: closing.heldOn,
    issuedBy: actor.userId,
    issuedAt: now,
    entryId,
    rescindedOn: null,
    rescindedBy: null,
    rescindedAt: null,
    rescindReason: null,
    reversalId: null,
    version: 1,
  };
}
