import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import {
  decideWaiver,
  type InterestBillRow,
  insertWaiver,
  interestBillsOf,
  readBills,
  readWaiver,
  readWaivers,
  type WaiverRow,
} from '#db/tables/receipts.ts';
import { nameIn } from '#db/tables/users.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { canonicalJson } from '#shared/json.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { type WaiverState, waiverLifecycle } from '#shared/model/receipts.ts';
import { formatMoney } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, type Handler, writes } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from '../ledger/post.ts';
import { booksOf, line as posting } from './booksOf.ts';

const openOf = (db: WriteDb, { fundId, callId, ordinal }: InterestBillRow): bigint => {
  const { billed, paid, waived } = interestBillsOf(db, fundId).find((each) => each.callId === callId && each.billOrdinal === ordinal)!;
  return billed - paid - waived;
};

function checkAmount(db: WriteDb, bill: InterestBillRow, minor: bigint): Result<null, 'waiverTooMuch'> {
  const { currency } = bill;
  const open = openOf(db, bill);
  if (minor <= open) return done(null);
  return refuse('waiverTooMuch', { asked: formatMoney({ minor, currency }), open: formatMoney({ minor: open, currency }) });
}

export const proposeWaiver: Handler<'receipts.proposeWaiver'> = {
  guards: ({ fundId }) => [writes('receipts', fundId)],
  claims: ({ waiverId }) => [`waiver:${waiverId}`],
  scope: fundScope,

  run({ db, actor, now, today }, { waiverId, fundId, callId, billOrdinal, minor, effectiveOn, reason }) {
    const bill = readBills(db, callId).find(({ ordinal }) => ordinal === billOrdinal);
    if (bill?.fundId !== fundId) return refuse('notFound', { what: 'bill of this call', id: String(billOrdinal) });
    if (effectiveOn > today) return refuse('dateInFuture', { what: 'The waiver', on: effectiveOn, today });
    if (effectiveOn < bill.untilOn) return refuse('beforeBilled', { on: effectiveOn, until: bill.untilOn });
    const waiting = readWaivers(db, callId).find((waiver) => waiver.billOrdinal === billOrdinal && waiver.state === 'proposed');
    if (waiting) return refuse('waiverWaiting', { proposedBy: nameIn(db, waiting.proposedBy) });
    const checked = checkAmount(db, bill, minor);
    if (!checked.ok) return checked;
    const content = { callId, billOrdinal, fundId, kind: 'waiver', minor, effectiveOn, reason, proposedBy: actor.userId } as const;
    const contentHash = sha256(canonicalJson(content));
    const undecided = { state: 'proposed', decidedBy: null, decidedAt: null, decisionReason: null } as const;
    insertWaiver(db, { id: waiverId, ...content, ...undecided, proposedAt: now, contentHash });
    return done({ contentHash });
  },
};

type ById = Readonly<{ waiverId: string }>;

const onWaiver = {
  guards({ waiverId }: ById, db: WriteDb): Guard[] {
    const waiver = readWaiver(db, waiverId);
    return waiver ? [writes('receipts', waiver.fundId)] : [];
  },
  scope({ waiverId }: ById, db: WriteDb) {
    const waiver = readWaiver(db, waiverId);
    return [waiver ? ({ kind: 'fund', id: waiver.fundId } as const) : ({ kind: 'house', id: null } as const)];
  },
};

const unknown = (id: string) => refuse('notFound', { what: 'waiver', id });

function decided(waiver: WaiverRow, move: 'approve' | 'reject' | 'withdraw'): Result<WaiverState, 'waiverDecided'> {
  const to = nextState(waiverLifecycle, waiver.state, move);
  return to ? done(to) : refuse('waiverDecided', { state: waiver.state });
}

const conclude = ({ db, actor, now }: Context, waiver: WaiverRow, state: WaiverState, decisionReason: string | null): void =>
  decideWaiver(db, waiver, { state, decidedBy: actor.userId, decidedAt: now, decisionReason });

export const approveWaiver: Handler<'receipts.approveWaiver'> = {
  guards(input, db) {
    const waiver = readWaiver(db, input.waiverId);
    return [...onWaiver.guards(input, db), ...(waiver ? postingGuards(waiver.fundId) : [])];
  },
  scope: onWaiver.scope,

  run(context, { waiverId, contentHash }) {
    const { db, actor } = context;
    const waiver = readWaiver(db, waiverId);
    if (!waiver) return unknown(waiverId);
    const { fundId, minor, effectiveOn, reason } = waiver;
    const bill = readBills(db, waiver.callId).find(({ ordinal }) => ordinal === waiver.billOrdinal)!;
    const { currency, investorId } = bill;
    const to = decided(waiver, 'approve');
    if (!to.ok) return to;
    const amount = formatMoney({ minor, currency });
    if (waiver.contentHash !== contentHash) return refuse('waiverChanged', { amount });
    if (waiver.proposedBy === actor.userId) return refuse('waiverByProposer', { amount });
    const checked = checkAmount(db, bill, minor);
    if (!checked.ok) return checked;
    const books = booksOf(db, fundId, ['callsReceivable', 'lateInterest']);
    if (!books.ok) return books;
    const { callsReceivable, lateInterest } = books.value.code;
    const lines = [posting(lateInterest, minor, currency), posting(callsReceivable, -minor, currency, investorId)];
    const source = 'receipts.approveWaiver';
    const memo = `Default interest of ${bill.fromOn} to ${bill.untilOn} waived`;
    const entry = postEntry(context, { fundId, kind: 'event', source, effectiveOn, memo, reason, evidence: [], lines });
    if (!entry.ok) return entry;
    conclude(context, waiver, to.value, null);
    return done({});
  },
};

export const rejectWaiver: Handler<'receipts.rejectWaiver'> = {
  ...onWaiver,

  run(context, { waiverId, reason }) {
    const waiver = readWaiver(context.db, waiverId);
    if (!waiver) return unknown(waiverId);
    const to = decided(waiver, 'reject');
    if (!to.ok) return to;
    conclude(context, waiver, to.value, reason);
    return done({});
  },
};

export const withdrawWaiver: Handler<'receipts.withdrawWaiver'> = {
  ...onWaiver,

  run(context, { waiverId }) {
    const waiver = readWaiver(context.db, waiverId);
    if (!waiver) return unknown(waiverId);
    const to = decided(waiver, 'withdraw');
    if (!to.ok) return to;
    if (waiver.proposedBy !== context.actor.userId) return refuse('waiverOfAnother', { proposedBy: nameIn(context.db, waiver.proposedBy) });
    conclude(context, waiver, to.value, null);
    return done({});
  },
};
