import { readAccount } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import {
  type HeldAdvance,
  insertReceipt,
  type ReceiptRow,
  readHeldAdvances,
  readParts,
  readReceipt,
  readReturn,
} from '#db/tables/receipts.ts';
import { smaller } from '#main/engine/capital/line.ts';
import { inSuspense, type PlacedPart, place, positionsOf, sumOfParts, takeOldest } from '#main/engine/capital/receipts.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import { formatMoney, money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Handler, reads } from '../handler.ts';
import { fundScope, postEntry } from '../ledger/post.ts';
import { booksOf, line as posting } from './booksOf.ts';
import { advancePart, appendParts, creditsOf, negated, openBook, PLACE_ROLES, placingGuards, suspensePart } from './receiptBook.ts';

type Standing = Readonly<{ receipt: ReceiptRow; parts: readonly PlacedPart[]; lastMovedOn: BusinessDate }>;

/** The receipt as it stands, if it is of this fund and has not gone back. */
function standing(
  { db, today }: Context,
  { fundId, receiptId, on }: Readonly<{ fundId: string; receiptId: string; on: BusinessDate }>,
): Result<Standing, 'notFound' | 'receiptReturned' | 'dateInFuture' | 'beforeReceived'> {
  const receipt = readReceipt(db, receiptId);
  if (receipt?.fundId !== fundId) return refuse('notFound', { what: 'receipt of this fund', id: receiptId });
  const amount = formatMoney(receipt);
  const returned = readReturn(db, receiptId);
  if (returned) return refuse('receiptReturned', { amount, on: returned.receivedOn });
  if (on > today) return refuse('dateInFuture', { what: `What happens to the receipt of ${amount}`, on, today });
  const parts = readParts(db, receiptId);
  const lastMovedOn = parts.map(({ effectiveOn }) => effectiveOn).reduce(later, receipt.receivedOn);
  if (on < lastMovedOn) return refuse('beforeReceived', { on, received: lastMovedOn });
  return done({ receipt, parts, lastMovedOn });
}

export const identifyReceipt: Handler<'receipts.identify'> = {
  guards: ({ fundId, parts }) => placingGuards(fundId, parts),
  scope: fundScope,

  run(context, { fundId, receiptId, effectiveOn, parts }) {
    const { db } = context;
    const books = booksOf(db, fundId, PLACE_ROLES);
    if (!books.ok) return books;
    const { currency, code } = books.value;
    const found = standing(context, { fundId, receiptId, on: effectiveOn });
    if (!found.ok) return found;
    const { receipt } = found.value;
    const held = inSuspense(found.value.parts);
    const asked = sumOfParts(parts);
    if (asked > held)
      return refuse('suspenseTooLittle', { asked: formatMoney({ minor: asked, currency }), left: formatMoney({ minor: held, currency }) });
    const placed = place(openBook(db, fundId, currency, parts), parts, effectiveOn);
    if (!placed.ok) return placed;
    const lines = [posting(code.suspense, asked, currency), ...creditsOf(placed.value, books.value)];
    const memo = `Identified: receipt of ${receipt.receivedOn}${receipt.payer === '' ? '' : ` from ${receipt.payer}`}`;
    const entry = postEntry(context, {
      fundId,
      kind: 'event',
      source: 'receipts.identify',
      effectiveOn,
      memo,
      reason: null,
      evidence: [],
      lines,
    });
    if (!entry.ok) return entry;
    // The money was there from the day it came in, so that is the day from which it counts for late interest.
    appendParts(context, { receiptId, fundId, effectiveOn, valueOn: receipt.receivedOn }, [suspensePart(-asked), ...placed.value]);
    return done({ suspense: money(held - asked, currency) });
  },
};

export const applyAdvance: Handler<'receipts.applyAdvance'> = {
  guards: ({ fundId, investorId, parts }) => [...placingGuards(fundId, parts), reads('investor', investorId)],
  scope: fundScope,

  run(context, { fundId, investorId, effectiveOn, parts }) {
    const { db, today } = context;
    const books = booksOf(db, fundId, PLACE_ROLES);
    if (!books.ok) return books;
    const { currency, code } = books.value;
    const investor = investorName(db, investorId);
    if (effectiveOn > today) return refuse('dateInFuture', { what: `The advance of ${investor}`, on: effectiveOn, today });
    const placed = place(openBook(db, fundId, currency, parts), parts, effectiveOn);
    if (!placed.ok) return placed;
    const stranger = placed.value.find((part) => part.investorId !== investorId);
    if (stranger) return refuse('advanceOfAnother', { what: `A line of ${investorName(db, stranger.investorId!)}`, investor });
    const held = readHeldAdvances(db, fundId, investorId, effectiveOn).map((each) => ({
      ...each,
      minor: smaller(each.minor, each.minorNow),
    }));
    const [left, asked] = [sumOfParts(held), sumOfParts(parts)];
    if (asked > left) {
      const shown = (minor: bigint): string => formatMoney({ minor, currency });
      return refuse('advanceTooLittle', { investor, asked: shown(asked), left: shown(left), on: effectiveOn });
    }
    const lines = [posting(code.paidInAdvance, asked, currency, investorId), ...creditsOf(placed.value, books.value)];
    const memo = `Advance of ${investor} applied`;
    const source = 'receipts.applyAdvance';
    const entry = postEntry(context, { fundId, kind: 'event', source, effectiveOn, memo, reason: null, evidence: [], lines });
    if (!entry.ok) return entry;
    for (const { receiptId, moved } of byReceipt(held, placed.value))
      appendParts(context, { receiptId, fundId, effectiveOn, valueOn: effectiveOn }, [
        advancePart(investorId, -sumOfParts(moved)),
        ...moved,
      ]);
    return done({ advance: money(left - asked, currency) });
  },
};

/** Which receipt’s money goes to which part: the oldest receipts, part by part. */
function byReceipt(held: readonly HeldAdvance[], placed: readonly PlacedPart[]): Readonly<{ receiptId: string; moved: PlacedPart[] }>[] {
  const left = new Map(held.map((each) => [each.receiptId, each.minor]));
  const moved = new Map<string, PlacedPart[]>();
  for (const part of placed) {
    const open = held.map((each) => ({ ...each, minor: left.get(each.receiptId)! }));
    for (const { from, minor } of takeOldest(open, part.minor)) {
      left.set(from.receiptId, from.minor - minor);
      moved.set(from.receiptId, [...(moved.get(from.receiptId) ?? []), { ...part, minor }]);
    }
  }
  return [...moved].map(([receiptId, parts]) => ({ receiptId, moved: parts }));
}

export const returnReceipt: Handler<'receipts.return'> = {
  guards: ({ fundId }) => [...placingGuards(fundId, []), reads('fundBankAccounts', 'all')],
  claims: ({ returnId }) => [`receipt:${returnId}`],
  scope: fundScope,

  run(context, { fundId, receiptId, returnId, returnedOn, reason }) {
    const { db, actor, now } = context;
    const books = booksOf(db, fundId, PLACE_ROLES);
    if (!books.ok) return books;
    const found = standing(context, { fundId, receiptId, on: returnedOn });
    if (!found.ok) return found;
    const { receipt, parts } = found.value;
    if (receipt.reversesId !== null) return refuse('receiptIsReturn', { on: receipt.receivedOn });
    const back = positionsOf(parts).map(negated);
    const { currency, accountId, method, reference, payer } = receipt;
    const cash = books.value.cashOf(readAccount(db, accountId)!);
    const lines = [posting(cash, -receipt.minor, currency), ...creditsOf(back, books.value)];
    const memo = `Returned: receipt of ${receipt.receivedOn}${payer === '' ? '' : ` from ${payer}`}`;
    const entry = { fundId, kind: 'event', source: 'receipts.return', effectiveOn: returnedOn, memo, reason, evidence: [], lines } as const;
    const posted = postEntry(context, entry);
    if (!posted.ok) return posted;
    const facts = { fundId, accountId, receivedOn: returnedOn, currency, minor: -receipt.minor, method, reference, payer };
    insertReceipt(db, { id: returnId, ...facts, secondOf: null, reversesId: receiptId, reason, recordedBy: actor.userId, recordedAt: now });
    appendParts(context, { receiptId: returnId, fundId, effectiveOn: returnedOn, valueOn: returnedOn }, back, 0);
    return done({});
  },
};
