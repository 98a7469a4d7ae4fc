import type { ReadDb } from '#db/handles.ts';
import { type CallRow, readCall } from '#db/tables/calls.ts';
import { readTerms } from '#db/tables/fundTerms.ts';
import { investorName } from '#db/tables/investors.ts';
import {
  agedLines,
  type InterestBillRow,
  type IssuedLine,
  interestBillsOf,
  issuedLinesOfCall,
  openLines,
  readAdvancesHeld,
  readBills,
  readBillsOfFund,
  readNotices,
  readPartsOfCall,
  readPayers,
  readWaivers,
} from '#db/tables/receipts.ts';
import { nameIn } from '#db/tables/users.ts';
import { type AgeBuckets, addTo, noBuckets, sumBuckets } from '#main/engine/capital/ageing.ts';
import { lateLineOf, nextBill } from '#main/engine/capital/lateInterest.ts';
import { matchRows } from '#main/engine/capital/matching.ts';
import { type TermFact, valueInForce } from '#main/engine/funds/terms.ts';
import type { Term } from '#shared/contract/fundTerms.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { daysBetween } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { money } from '#shared/money.ts';
import { maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

const callName = ({ number, title }: Pick<CallRow, 'number' | 'title'>): string => `${number} ${title}`;

const shownLine = ({ callId, number, title, dueOn, issuedOn, lineOrdinal, investorId, investor, called, paid, currency }: IssuedLine) => ({
  callId,
  call: callName({ number, title }),
  dueOn,
  issuedOn,
  lineOrdinal,
  investorId,
  investor,
  called: money(called, currency),
  paid: money(paid, currency),
  open: money(called - paid, currency),
});

/** Every bill of late interest of a fund with what is left of it. */
function shownBills(db: ReadDb, fundId: string, bills: readonly InterestBillRow[]) {
  const left = new Map(interestBillsOf(db, fundId).map((bill) => [`${bill.callId} ${bill.billOrdinal}`, bill]));
  return bills.map(({ callId, ordinal, lineOrdinal, investorId, fromOn, untilOn, currency }) => {
    const { billed, paid, waived } = left.get(`${callId} ${ordinal}`)!;
    return {
      callId,
      call: callName(readCall(db, callId)!),
      billOrdinal: ordinal,
      lineOrdinal,
      investorId,
      investor: investorName(db, investorId),
      fromOn,
      untilOn,
      billed: money(billed, currency),
      paid: money(paid, currency),
      waived: money(waived, currency),
      open: money(billed - paid - waived, currency),
    };
  });
}

export const owed: QueryHandler<'receipts.owed'> = ({ db, rows: scope }, { fundId, callId, investorId }) => {
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  const isWanted = (row: Readonly<{ callId: string; investorId: string }>): boolean =>
    (callId === undefined || row.callId === callId) && (investorId === undefined || row.investorId === investorId);
  return {
    currency: fund.currency,
    lines: openLines(db, fundId).filter(isWanted).map(shownLine),
    bills: shownBills(db, fundId, readBillsOfFund(db, fundId).filter(isWanted)).filter(({ open }) => open.minor > 0n),
    advances: readAdvancesHeld(db, fundId)
      .filter((each) => investorId === undefined || each.investorId === investorId)
      .map(({ minor, ...each }) => ({ ...each, amount: money(minor, fund.currency) })),
    investors: readPayers(db, fundId)
      .filter((each) => investorId === undefined || each.investorId === investorId)
      .map(({ investorId: id, name }) => ({ investorId: id, investor: name })),
  };
};

const termFacts = (db: ReadDb, fundId: string): TermFact[] =>
  readTerms(db, fundId).map((row) => ({ ...row, term: { kind: row.kind, value: row.value } as Term }));

export const ofCall: QueryHandler<'receipts.ofCall'> = ({ db, rows: scope, today }, { callId }) => {
  const call = readCall(db, callId);
  if (!call || !maySee(scope, call.fundId)) return refuse('notFound', { what: 'call', id: callId });
  const { currency, fundId } = call;
  const lines = issuedLinesOfCall(db, callId);
  const facts = termFacts(db, fundId);
  const [bills, waivers, notices] = [readBills(db, callId), readWaivers(db, callId), readNotices(db, callId)];
  const held = { parts: readPartsOfCall(db, callId), bills, waivers };
  const shown = shownBills(db, fundId, bills);
  const sum = (amounts: readonly bigint[]) =>
    money(
      amounts.reduce((total, minor) => total + minor, 0n),
      currency,
    );
  const interestTerm = valueInForce(facts, 'defaultInterest', { on: call.dueOn });
  return {
    currency,
    called: sum(lines.map(({ called }) => called)),
    paid: sum(lines.map(({ paid }) => paid)),
    open: sum(lines.map(({ called, paid }) => called - paid)),
    takesMoney: call.state === 'issued',
    lines: lines.map((line) => {
      const { lineOrdinal, dueOn, called, paid, classId } = line;
      const term = valueInForce(facts, 'defaultInterest', { on: dueOn, classId });
      const own = bills.filter((bill) => bill.lineOrdinal === lineOrdinal);
      const notice = notices.filter((each) => each.lineOrdinal === lineOrdinal).at(-1);
      return {
        ...shownLine(line),
        daysLate: called > paid ? Math.max(daysBetween(dueOn, today), 0) : 0,
        unbilled: money((term && nextBill(lateLineOf(line, held), term, own, today)?.minor) ?? 0n, currency),
        interestOpen: sum(shown.filter((bill) => bill.lineOrdinal === lineOrdinal).map(({ open }) => open.minor)),
        lastNotice: notice ? { kind: notice.kind, stepDays: notice.stepDays, on: notice.notedOn } : null,
      };
    }),
    interestTerm: interestTerm && { ...interestTerm },
    bills: shown,
    waivers: waivers.map(({ id, billOrdinal, kind, minor, effectiveOn, reason, state, proposedBy, proposedAt, decidedBy, ...rest }) => ({
      id,
      billOrdinal,
      investor: shown.find((bill) => bill.billOrdinal === billOrdinal)!.investor,
      kind,
      amount: money(minor, currency),
      effectiveOn,
      reason,
      state,
      proposedBy: nameIn(db, proposedBy),
      proposedById: proposedBy,
      proposedAt,
      decidedBy: decidedBy && nameIn(db, decidedBy),
      decisionReason: rest.decisionReason,
      contentHash: rest.contentHash,
    })),
  };
};

const inMoney = ({ notDue, upTo30, upTo60, upTo90, over90, total }: AgeBuckets, currency: Currency) => ({
  notDue: money(notDue, currency),
  upTo30: money(upTo30, currency),
  upTo60: money(upTo60, currency),
  upTo90: money(upTo90, currency),
  over90: money(over90, currency),
  total: money(total, currency),
});

export const ageing: QueryHandler<'receipts.ageing'> = ({ db, rows: scope }, { on, by, fundId }) => {
  const lines = agedLines(db, on).filter((line) => maySee(scope, line.fundId) && (fundId === undefined || line.fundId === fundId));
  const bucketsOf = (own: typeof lines): AgeBuckets => own.reduce((sum, { dueOn, open }) => addTo(sum, dueOn, on, open), noBuckets);
  const groups = Map.groupBy(lines, (line) => (by === 'fund' ? line.fundId : `${line.fundId} ${line.investorId}`));
  const rows = [...groups.values()].map((own) => {
    const { fundId: id, fund, currency, investorId, investor } = own[0]!;
    const oldestDueOn = own.map(({ dueOn }) => dueOn).sort()[0]!;
    const who = by === 'fund' ? { investorId: null, investor: null } : { investorId, investor };
    return { fundId: id as FundId, fund, ...who, ...inMoney(bucketsOf(own), currency), lines: own.length, oldestDueOn };
  });
  const perCurrency = Map.groupBy(lines, ({ currency }) => currency);
  const totals = [...perCurrency]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, own]) => inMoney(sumBuckets([bucketsOf(own)]), currency));
  return { rows, totals };
};

export const match: QueryHandler<'receipts.match'> = ({ db, rows: scope }, { fundId, receivedOn, rows }) => {
  if (!seenFund(db, scope, fundId)) return noFund(fundId);
  const payable = openLines(db, fundId)
    .filter(({ issuedOn }) => issuedOn <= receivedOn)
    .map(({ callId, lineOrdinal, investorId, number, called, paid }) => ({
      callId,
      lineOrdinal,
      investorId,
      label: `Call ${number}`,
      open: called - paid,
    }));
  const pasted = rows.map(({ line, investor, reference, amount }) => ({ line, investor, reference, minor: amount.minor }));
  return {
    rows: matchRows(pasted, readPayers(db, fundId), payable).map(({ line, payer, matchedBy, parts, pays }) => ({
      line,
      investorId: payer?.investorId ?? null,
      investor: payer?.name ?? null,
      matchedBy,
      parts: [...parts],
      pays,
    })),
  };
};
