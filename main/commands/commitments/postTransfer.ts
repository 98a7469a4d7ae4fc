import { insertEvent, insertMove, nextEvent } from '#db/tables/commitments.ts';
import type { FundRow } from '#db/tables/funds.ts';
import { readChart } from '#db/tables/ledger.ts';
import { endTransferRow, insertTransferLine, type TransferRow } from '#db/tables/transfers.ts';
import { moveTransfer } from '#main/engine/commitments/steps.ts';
import { checkBuyer, checkTransfer, type TransferOutcome, transferEntry } from '#main/engine/commitments/transfer.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { inFund } from '../funds/fund.ts';
import type { Context, Handler } from '../handler.ts';
import { openOn, postEntry, postingGuards } from '../ledger/post.ts';
import { storedTransferGuards, workedTransfer } from './transferFacts.ts';
import { openTransfer } from './transfers.ts';

export const postTransfer: Handler<'commitments.postTransfer'> = {
  guards: (input, db) => [...storedTransferGuards(db, input), ...postingGuards(input.fundId)],
  scope: inFund,

  run(context, input) {
    const { db, actor, now } = context;
    const found = openTransfer(db, input, input.expectedVersion);
    if (!found.ok) return found;
    const { fund, transfer, what } = found.value;
    const moved = moveTransfer(what, transfer, 'post');
    if (!moved.ok) return moved;
    const { facts, outcome, contentHash } = workedTransfer(context, fund, transfer);
    const checked = checkTransfer(transfer, facts);
    if (!checked.ok) return checked;
    if (contentHash !== transfer.contentHash) return refuse('stepChanged', { what });
    const ready = checkBuyer(transfer, facts);
    if (!ready.ok) return ready;
    const posted = post(context, fund, transfer, outcome, what);
    if (!posted.ok) return posted;
    const version = transfer.version + 1;
    endTransferRow(db, transfer, { state: moved.value, endedBy: actor.userId, endedAt: now, endReason: null, version });
    return done({ version });
  },
};

/** Commitment out and in, what was called of it call by call, and the capital account as one pair in the books. */
function post(context: Context, fund: FundRow, transfer: TransferRow, outcome: TransferOutcome, what: string) {
  const { db, actor, now } = context;
  const { id, classId, fromInvestorId, toInvestorId, effectiveOn, minor, reason } = transfer;
  const lines = transferEntry(transfer, outcome, readChart(db, fund.id), fund.currency);
  if (!lines.ok) return lines;
  const entry = { fundId: fund.id, kind: 'event', source: 'commitments.postTransfer', effectiveOn, memo: what, reason } as const;
  const written =
    lines.value.length === 0
      ? openOn(context, fund.id, effectiveOn)
      : postEntry(context, { ...entry, evidence: [transfer.evidence], lines: lines.value });
  if (!written.ok) return written;
  const first = nextEvent(db, fund.id);
  const event = {
    fundId: fund.id,
    classId,
    effectiveOn,
    closingId: null,
    transferId: id,
    reason,
    recordedBy: actor.userId,
    recordedAt: now,
  };
  insertEvent(db, { ...event, ordinal: first, investorId: fromInvestorId, kind: 'transferOut', minor: -minor });
  insertEvent(db, { ...event, ordinal: first + 1, investorId: toInvestorId, kind: 'transferIn', minor });
  outcome.calls.forEach((call, index) => {
    const { callId, useOrdinal } = call;
    const source = {
      sourceId: id,
      fundId: fund.id,
      closingId: null,
      transferId: id,
      callId,
      useOrdinal,
      classId,
      interest: 0n,
      effectiveOn,
    };
    const move = { ...source, recordedAt: now };
    insertMove(db, { ...move, ordinal: index * 2, investorId: fromInvestorId, minor: -call.minor });
    insertMove(db, { ...move, ordinal: index * 2 + 1, investorId: toInvestorId, minor: call.minor });
  });
  const called = outcome.calls.reduce((sum, call) => sum + call.minor, 0n);
  const line = { transferId: id, fundId: fund.id, account: null };
  const [from, to] = [outcome.from.before, outcome.to.before];
  insertTransferLine(db, { ...line, ordinal: 0, kind: 'commitment', fromBefore: from.commitment, toBefore: to.commitment, minor });
  insertTransferLine(db, { ...line, ordinal: 1, kind: 'called', fromBefore: from.called, toBefore: to.called, minor: called });
  outcome.capital.forEach((each, index) => {
    const { account } = each;
    const before = { fromBefore: each.from, toBefore: each.to };
    insertTransferLine(db, { ...line, ordinal: index + 2, kind: 'capital', account, ...before, minor: each.moved });
  });
  return done(null);
}
