import type { WriteDb } from '#db/handles.ts';
import { type FundRow, readFund } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import { approveTransferRow, endTransferRow, insertTransfer, readTransfer, readTransfers, type TransferRow } from '#db/tables/transfers.ts';
import { checkApproval, moveTransfer } from '#main/engine/commitments/steps.ts';
import { checkBuyer, checkTransfer, outcomeOfTransfer } from '#main/engine/commitments/transfer.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import type { Json } from '#shared/json.ts';
import { done, type Result } from '#shared/result.ts';
import { classOfFund } from '../funds/classes.ts';
import { inFund, noFund } from '../funds/fund.ts';
import type { Context, Handler } from '../handler.ts';
import { ofFund } from './facts.ts';
import { storedTransferGuards, transferFacts, transferGuards, transferHash, type Wanted, workedTransfer } from './transferFacts.ts';

type Draft = Wanted & Readonly<{ transferId: string; reason: string; evidence: Json }>;
type Drafted = Readonly<{ number: number; version: number; contentHash: string }>;

/** Checks a transfer as it would be posted and keeps it as a draft. One transfer of a holding is prepared at a time. */
function keep(context: Context, fund: FundRow, { transferId, ...draft }: Draft) {
  const { db, actor, now } = context;
  const transfers = readTransfers(db, fund.id);
  const open = transfers.find(
    ({ state, classId, fromInvestorId }) =>
      (state === 'draft' || state === 'approved') && classId === draft.classId && fromInvestorId === draft.fromInvestorId,
  );
  if (open) return refuse('transferOpen', { investor: investorName(db, draft.fromInvestorId), number: open.number });
  const facts = transferFacts(context, fund, draft);
  const checked = checkTransfer(draft, facts);
  if (!checked.ok) return checked;
  const number = transfers.length + 1;
  insertTransfer(db, {
    id: transferId,
    fundId: fund.id,
    number,
    ...draft,
    state: 'draft',
    preparedBy: actor.userId,
    preparedAt: now,
    contentHash: null,
    approvedBy: null,
    approvedAt: null,
    endedBy: null,
    endedAt: null,
    endReason: null,
    version: 1,
  });
  return done<Drafted>({ number, version: 1, contentHash: transferHash(draft, outcomeOfTransfer(draft, facts)) });
}

export const draftTransfer: Handler<'commitments.draftTransfer'> = {
  guards: transferGuards,
  claims: ({ transferId }) => [`transfer:${transferId}`],
  scope: inFund,

  run(context, { fundId, ...draft }) {
    const fund = readFund(context.db, fundId);
    if (!fund) return noFund(fundId);
    if (!classOfFund(context.db, fundId, draft.classId)) return refuse('notFound', { what: `class of ${fund.name}`, id: draft.classId });
    return keep(context, fund, { ...draft, reversesId: null });
  },
};

export const reverseTransfer: Handler<'commitments.reverseTransfer'> = {
  guards: ({ reversesId, fundId }, db) => storedTransferGuards(db, { transferId: reversesId, fundId }),
  claims: ({ transferId }) => [`transfer:${transferId}`],
  scope: inFund,

  run(context, { transferId, fundId, reversesId, effectiveOn, reason }) {
    const found = openTransfer(context.db, { transferId: reversesId, fundId });
    if (!found.ok) return found;
    const { fund, transfer } = found.value;
    const { classId, fromInvestorId, toInvestorId, minor, evidence } = transfer;
    const back = { classId, fromInvestorId: toInvestorId, toInvestorId: fromInvestorId, minor, evidence };
    return keep(context, fund, { transferId, ...back, effectiveOn, reason, reversesId });
  },
};

type Found = Readonly<{ fund: FundRow; transfer: TransferRow; what: string }>;

/** The transfer, as long as it is the one and the version that was looked at. */
export function openTransfer(
  db: WriteDb,
  { transferId, fundId }: Readonly<{ transferId: string; fundId: FundId }>,
  expectedVersion?: number,
): Result<Found, 'notFound' | 'staleVersion'> {
  const fund = readFund(db, fundId);
  if (!fund) return noFund(fundId);
  const transfer = readTransfer(db, transferId);
  if (transfer?.fundId !== fundId) return refuse('notFound', { what: `transfer in ${fund.name}`, id: transferId });
  const what = `Transfer ${transfer.number} in ${fund.name}`;
  if (expectedVersion !== undefined && expectedVersion !== transfer.version) return refuse('staleVersion', { what });
  return done({ fund, transfer, what });
}

export const approveTransfer: Handler<'commitments.approveTransfer'> = {
  guards: (input, db) => storedTransferGuards(db, input),
  scope: inFund,

  run(context, input) {
    const { db, actor, now } = context;
    const found = openTransfer(db, input);
    if (!found.ok) return found;
    const { fund, transfer, what } = found.value;
    const moved = moveTransfer(what, transfer, 'approve');
    if (!moved.ok) return moved;
    const { facts, contentHash } = workedTransfer(context, fund, transfer);
    const approval = checkApproval(what, transfer, actor.userId, input.contentHash, contentHash);
    if (!approval.ok) return approval;
    const checked = checkTransfer(transfer, facts);
    if (!checked.ok) return checked;
    const ready = checkBuyer(transfer, facts);
    if (!ready.ok) return ready;
    const version = transfer.version + 1;
    approveTransferRow(db, transfer, { state: moved.value, contentHash, approvedBy: actor.userId, approvedAt: now, version });
    return done({ version });
  },
};

export const cancelTransfer: Handler<'commitments.cancelTransfer'> = {
  guards: ofFund,
  scope: inFund,

  run({ db, actor, now }, input) {
    const found = openTransfer(db, input, input.expectedVersion);
    if (!found.ok) return found;
    const { transfer, what } = found.value;
    const moved = moveTransfer(what, transfer, 'cancel');
    if (!moved.ok) return moved;
    const version = transfer.version + 1;
    endTransferRow(db, transfer, { state: moved.value, endedBy: actor.userId, endedAt: now, endReason: input.reason, version });
    return done({ version });
  },
};
