import { insertPayout, readPayouts } from '#db/tables/closings.ts';
import { readMovesOf } from '#db/tables/commitments.ts';
import { readAccount } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import { readChart } from '#db/tables/ledger.ts';
import { accountFault } from '#main/engine/commitments/closing.ts';
import { owedBy, refundLines } from '#main/engine/commitments/refunds.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { formatMoney } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { inFund } from '../funds/fund.ts';
import { type Handler, reads } from '../handler.ts';
import { postEntry, postingGuards } from '../ledger/post.ts';
import { openClosing } from './closings.ts';
import { ofFund } from './facts.ts';

export const recordRefunds: Handler<'commitments.recordRefunds'> = {
  guards: ({ fundId }) => [...ofFund({ fundId }), reads('fundBankAccounts', 'all'), ...postingGuards(fundId)],
  scope: inFund,

  run(context, input) {
    const { db, actor, now, today } = context;
    const { accountId, paidOn, payouts } = input;
    const found = openClosing(db, input);
    if (!found.ok) return found;
    const { fund, closing, what } = found.value;
    if (closing.state !== 'posted') return refuse('stepNotNow', { what, state: closing.state, move: 'paid out of' });
    if (paidOn > today) return refuse('dateInFuture', { what: `The refunds of ${what}`, on: paidOn, today });
    if (paidOn < closing.heldOn)
      return refuse('refundEarly', { what: `The refunds of ${what} cannot leave`, on: paidOn, from: closing.heldOn });
    const account = readAccount(db, accountId);
    if (account?.fundId !== fund.id) return refuse('notFound', { what: `account of ${fund.name}`, id: accountId });
    const because = accountFault(account, fund);
    if (because !== undefined) return refuse('closingAccountWrong', { account: account.title, because });
    const earlier = readPayouts(db, closing.id);
    const owed = owedBy(readMovesOf(db, closing.id), earlier);
    for (const { investorId, minor } of payouts) {
      const left = owed.get(investorId) ?? 0n;
      const asText = (amount: bigint): string => formatMoney({ minor: amount, currency: fund.currency });
      if (minor > left) return refuse('refundBeyond', { investor: investorName(db, investorId), owed: asText(left), asked: asText(minor) });
      owed.set(investorId, left - minor);
    }
    const lines = refundLines(payouts, readChart(db, fund.id), account.ledgerCode, fund.currency);
    if (!lines.ok) return lines;
    const entry = {
      fundId: fund.id,
      kind: 'event',
      source: 'commitments.recordRefunds',
      memo: `Refunds of ${what}`,
      reason: null,
    } as const;
    const written = postEntry(context, { ...entry, effectiveOn: paidOn, evidence: [], lines: lines.value });
    if (!written.ok) return written;
    const row = {
      closingId: closing.id,
      fundId: fund.id,
      paidOn,
      accountId,
      reversesOrdinal: null,
      recordedBy: actor.userId,
      recordedAt: now,
    };
    payouts.forEach((payout, index) => {
      insertPayout(db, { ...row, ordinal: earlier.length + index, ...payout });
    });
    return done({ total: payouts.reduce((sum, { minor }) => sum + minor, 0n) });
  },
};

export const reverseRefund: Handler<'commitments.reverseRefund'> = {
  guards: ({ fundId }) => [...ofFund({ fundId }), reads('fundBankAccounts', 'all'), ...postingGuards(fundId)],
  scope: inFund,

  run(context, input) {
    const { db, actor, now, today } = context;
    const { ordinal, returnedOn, reason } = input;
    const found = openClosing(db, input);
    if (!found.ok) return found;
    const { fund, closing, what } = found.value;
    const payouts = readPayouts(db, closing.id);
    const payout = payouts.find((each) => each.ordinal === ordinal);
    if (!payout) return refuse('notFound', { what: `payout of ${what}`, id: String(ordinal) });
    if (payout.reversesOrdinal !== null || payouts.some(({ reversesOrdinal }) => reversesOrdinal === ordinal))
      return refuse('refundReversed', { ordinal });
    if (returnedOn > today) return refuse('dateInFuture', { what: `The return of a refund of ${what}`, on: returnedOn, today });
    if (returnedOn < payout.paidOn)
      return refuse('refundEarly', { what: `This refund of ${what} cannot come back`, on: returnedOn, from: payout.paidOn });
    const { investorId, accountId } = payout;
    const minor = -payout.minor;
    const lines = refundLines([{ investorId, minor }], readChart(db, fund.id), readAccount(db, accountId)!.ledgerCode, fund.currency);
    if (!lines.ok) return lines;
    const entry = {
      fundId: fund.id,
      kind: 'event',
      source: 'commitments.reverseRefund',
      memo: `Refund of ${what} came back`,
      reason,
    } as const;
    const written = postEntry(context, { ...entry, effectiveOn: returnedOn, evidence: [], lines: lines.value });
    if (!written.ok) return written;
    const row = { closingId: closing.id, fundId: fund.id, investorId, minor, accountId, reference: payout.reference };
    const recorded = { recordedBy: actor.userId, recordedAt: now };
    insertPayout(db, { ...row, ordinal: payouts.length, paidOn: returnedOn, reversesOrdinal: ordinal, ...recorded });
    return done({});
  },
};
