import type { WriteDb } from '#db/handles.ts';
import { readCall } from '#db/tables/calls.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { readTerms } from '#db/tables/fundTerms.ts';
import {
  type InterestBillRow,
  type IssuedLine,
  insertBill,
  issuedLinesOfCall,
  type ReceiptPartRow,
  readBills,
  readPartsOfCall,
  readWaivers,
  type WaiverRow,
} from '#db/tables/receipts.ts';
import { type InterestTerm, lateLineOf, type NextBill, nextBill } from '#main/engine/capital/lateInterest.ts';
import { checkCallTakes } from '#main/engine/capital/receipts.ts';
import { type TermFact, valueInForce } from '#main/engine/funds/terms.ts';
import type { Term } from '#shared/contract/fundTerms.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { money } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { type Context, type Handler, reads, writes } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from '../ledger/post.ts';
import { booksOf, line as posting } from './booksOf.ts';
import { callFact } from './receiptBook.ts';

type Held = Readonly<{ parts: readonly ReceiptPartRow[]; bills: readonly InterestBillRow[]; waivers: readonly WaiverRow[] }>;
type ToBill = Readonly<{ line: IssuedLine; term: InterestTerm; bill: NextBill }>;

export const termFacts = (db: WriteDb, fundId: string): TermFact[] =>
  readTerms(db, fundId).map((row) => ({ ...row, term: { kind: row.kind, value: row.value } as Term }));

export const billInterest: Handler<'receipts.billInterest'> = {
  guards: ({ fundId, callId }) => [writes('receipts', fundId), reads('call', callId), reads('fund', fundId), ...postingGuards(fundId)],
  scope: fundScope,

  run(context, { fundId, callId, untilOn, lines: wanted }) {
    const { db, today } = context;
    const books = booksOf(db, fundId, ['callsReceivable', 'lateInterest']);
    if (!books.ok) return books;
    const call = readCall(db, callId);
    if (call?.fundId !== fundId) return refuse('notFound', { what: 'call of this fund', id: callId });
    const fact = callFact(call);
    if (untilOn > today) return refuse('dateInFuture', { what: `The interest of ${fact.label}`, on: untilOn, today });
    const takes = checkCallTakes(fact, callId, untilOn);
    if (!takes.ok) return takes as Extract<typeof takes, { ok: false }> as never;
    const facts = termFacts(db, fundId);
    const held: Held = { parts: readPartsOfCall(db, callId), bills: readBills(db, callId), waivers: readWaivers(db, callId) };
    const chosen = wanted && new Set(wanted);
    const lines = issuedLinesOfCall(db, callId).filter(({ lineOrdinal }) => !chosen || chosen.has(lineOrdinal));
    const terms = lines.map(({ dueOn, classId }) => valueInForce(facts, 'defaultInterest', { on: dueOn, classId }));
    if (terms.every((term) => term === null)) return refuse('interestTermMissing', { fund: fundNameIn(db, fundId), on: call.dueOn });
    const due = lines.flatMap((line, index): ToBill[] => {
      const term = terms[index];
      const bill = term && nextBill(lateLineOf(line, held), term, billsOfLine(held, line), untilOn);
      return term && bill ? [{ line, term, bill }] : [];
    });
    if (due.length === 0) return refuse('interestNotDue', { call: fact.label, until: untilOn });
    const posted = postBills(
      context,
      { fundId, callId, untilOn, first: held.bills.length, label: fact.label, code: books.value.code },
      due,
    );
    if (!posted.ok) return posted;
    return done({ bills: due.length, total: money(posted.value, call.currency) });
  },
};

const billsOfLine = ({ bills }: Held, { lineOrdinal }: IssuedLine) => bills.filter((bill) => bill.lineOrdinal === lineOrdinal);

type Posting = Readonly<{
  fundId: InterestBillRow['fundId'];
  callId: string;
  untilOn: BusinessDate;
  first: number;
  label: string;
  code: Readonly<{ callsReceivable: string; lateInterest: string }>;
}>;

function postBills(context: Context, { fundId, callId, untilOn, first, label, code }: Posting, due: readonly ToBill[]) {
  const { db, actor, now } = context;
  const currency: Currency = due[0]!.line.currency;
  const total = due.reduce((sum, { bill }) => sum + bill.minor, 0n);
  const lines = [
    ...due.map(({ line, bill }) => posting(code.callsReceivable, bill.minor, currency, line.investorId)),
    posting(code.lateInterest, -total, currency),
  ];
  const memo = `Default interest on ${label} up to ${untilOn}`;
  const source = 'receipts.billInterest';
  const entry = postEntry(context, { fundId, kind: 'event', source, effectiveOn: untilOn, memo, reason: null, evidence: [], lines });
  if (!entry.ok) return entry;
  due.forEach(({ line: { lineOrdinal, investorId }, term: { rate, compounding, dayCount }, bill: { fromOn, minor } }, index) => {
    const ofLine = { callId, ordinal: first + index, lineOrdinal, fundId, investorId, fromOn, untilOn, currency, minor };
    insertBill(db, { ...ofLine, rate, compounding, dayCount, billedBy: actor.userId, billedAt: now });
  });
  return done(total);
}
