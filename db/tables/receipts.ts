import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { callNotices, interestBills, interestWaivers, receiptParts, receipts } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

export type ReceiptRow = (typeof receipts)['$inferSelect'];
export type ReceiptPartRow = (typeof receiptParts)['$inferSelect'];
export type InterestBillRow = (typeof interestBills)['$inferSelect'];
export type WaiverRow = (typeof interestWaivers)['$inferSelect'];
export type CallNoticeRow = (typeof callNotices)['$inferSelect'];

const byId = select(receipts, 'WHERE id = ?');
const returnOf = select(receipts, 'WHERE reverses_id = ?');
const alikeTo = select(receipts, 'WHERE account_id = ? AND received_on = ? AND minor = ? AND reference = ? ORDER BY recorded_at, id');
const partsOf = select(receiptParts, 'WHERE receipt_id = ? ORDER BY ordinal');
const partsOfCall = select(receiptParts, 'WHERE call_id = ? ORDER BY line_ordinal, effective_on, recorded_at, receipt_id, ordinal');
const advancesOf = select(
  receiptParts,
  "WHERE fund_id = ? AND kind = 'advance' AND investor_id = ? ORDER BY effective_on, receipt_id, ordinal",
);
const billsOf = select(interestBills, 'WHERE call_id = ? ORDER BY ordinal');
const billsOfFund = select(interestBills, 'WHERE fund_id = ? ORDER BY call_id, ordinal');
const waiverById = select(interestWaivers, 'WHERE id = ?');
const waiversOf = select(interestWaivers, 'WHERE call_id = ? ORDER BY proposed_at, id');
const waiversWaiting = select(interestWaivers, "WHERE state = 'proposed' ORDER BY proposed_at, id");
const noticesOf = select(callNotices, 'WHERE call_id = ? ORDER BY line_ordinal, step_days');

export const readReceipt = (db: ReadDb, id: string) => byId.get(db, id);
export const readReturn = (db: ReadDb, receiptId: string) => returnOf.get(db, receiptId);
export const readAlike = (db: ReadDb, accountId: string, on: BusinessDate, minor: bigint, reference: string) =>
  alikeTo.all(db, accountId, on, minor, reference);
export const readParts = (db: ReadDb, receiptId: string) => partsOf.all(db, receiptId);
export const readPartsOfCall = (db: ReadDb, callId: string) => partsOfCall.all(db, callId);
export const readAdvances = (db: ReadDb, fundId: string, investorId: string) => advancesOf.all(db, fundId, investorId);
export const readBills = (db: ReadDb, callId: string) => billsOf.all(db, callId);
export const readBillsOfFund = (db: ReadDb, fundId: string) => billsOfFund.all(db, fundId);
export const readWaiver = (db: ReadDb, id: string) => waiverById.get(db, id);
export const readWaivers = (db: ReadDb, callId: string) => waiversOf.all(db, callId);
export const readWaitingWaivers = (db: ReadDb) => waiversWaiting.all(db);
export const readNotices = (db: ReadDb, callId: string) => noticesOf.all(db, callId);

export const insertReceipt = insert(receipts);
export const insertPart = insert(receiptParts);
export const insertBill = insert(interestBills);
export const insertWaiver = insert(interestWaivers);
export const decideWaiver = update(interestWaivers, ['state', 'decidedBy', 'decidedAt', 'decisionReason']);
export const insertNotice = insert(callNotices);

export type Collected = Readonly<{ callId: string; lineOrdinal: number; investorId: string; classId: string; minor: bigint }>;

const collected = statement(`SELECT part.call_id, part.line_ordinal, line.investor_id, line.class_id, sum(part.minor) AS minor
  FROM receipt_parts AS part INDEXED BY receipt_parts_fund
  JOIN call_lines AS line ON line.call_id = part.call_id AND line.ordinal = part.line_ordinal
  WHERE part.fund_id = ? AND part.kind = 'call' AND part.effective_on <= ? AND part.recorded_at <= ?
  GROUP BY part.call_id, part.line_ordinal ORDER BY part.call_id, part.line_ordinal`);
const EVER = '9999-12-31T23:59:59.999Z' as Instant;

/** What was paid on each line of each call of a fund by a day: late interest, advances and suspense aside. Lines of nothing are left out. */
export const collectedOn = (db: ReadDb, fundId: string, on: BusinessDate, knownAt: Instant = EVER): Collected[] =>
  (
    collected(db).all(fundId, on, knownAt) as {
      call_id: string;
      line_ordinal: bigint;
      investor_id: string;
      class_id: string;
      minor: bigint;
    }[]
  ).map(({ call_id, line_ordinal, investor_id, class_id, minor }) => ({
    callId: call_id,
    lineOrdinal: Number(line_ordinal),
    investorId: investor_id,
    classId: class_id,
    minor,
  }));

export type IssuedLine = Readonly<{
  callId: string;
  lineOrdinal: number;
  number: number;
  title: string;
  kind: 'capital' | 'equalisation';
  dueOn: BusinessDate;
  issuedOn: BusinessDate;
  currency: Currency;
  investorId: string;
  investor: string;
  classId: string;
  called: bigint;
  paid: bigint;
}>;

const LINES = `SELECT call.id AS callId, line.ordinal AS lineOrdinal, call.number, call.title, call.kind, call.due_on AS dueOn, call.issued_on AS issuedOn,
    call.currency, line.investor_id AS investorId, investors.name AS investor, line.class_id AS classId, line.minor AS called,
    coalesce((SELECT sum(part.minor) FROM receipt_parts AS part INDEXED BY receipt_parts_call
      WHERE part.call_id = line.call_id AND part.line_ordinal = line.ordinal AND part.kind = 'call'), 0) AS paid
  FROM capital_calls AS call JOIN call_lines AS line ON line.call_id = call.id JOIN investors ON investors.id = line.investor_id
  WHERE call.state = 'issued' AND line.minor > 0`;
const ORDER = 'ORDER BY call.due_on, call.number, line.ordinal';
const issuedOfFund = statement(`${LINES} AND call.fund_id = ? ${ORDER}`);
const issuedOfCall = statement(`${LINES} AND call.id = ? ${ORDER}`);

const issuedOne = statement(`${LINES} AND call.id = ? AND line.ordinal = ?`);

const shaped = (rows: unknown[]): IssuedLine[] =>
  (rows as (Omit<IssuedLine, 'lineOrdinal' | 'number'> & { lineOrdinal: bigint; number: bigint })[]).map((row) => ({
    ...row,
    lineOrdinal: Number(row.lineOrdinal),
    number: Number(row.number),
  }));

/** Every line of the issued calls of a fund, with what is paid on it by now, oldest due first. */
export const issuedLines = (db: ReadDb, fundId: string): IssuedLine[] => shaped(issuedOfFund(db).all(fundId));
export const issuedLinesOfCall = (db: ReadDb, callId: string): IssuedLine[] => shaped(issuedOfCall(db).all(callId));
export const issuedLine = (db: ReadDb, callId: string, lineOrdinal: number): IssuedLine | undefined =>
  shaped(issuedOne(db).all(callId, BigInt(lineOrdinal)))[0];
/** Those lines that something is still owed on. */
export const openLines = (db: ReadDb, fundId: string): IssuedLine[] => issuedLines(db, fundId).filter(({ called, paid }) => paid < called);

export type OpenBill = Readonly<{
  callId: string;
  billOrdinal: number;
  lineOrdinal: number;
  investorId: string;
  billed: bigint;
  paid: bigint;
  waived: bigint;
}>;
const openBillsOf =
  statement(`SELECT bill.call_id AS callId, bill.ordinal AS billOrdinal, bill.line_ordinal AS lineOrdinal, bill.investor_id AS investorId,
    bill.minor AS billed,
    coalesce((SELECT sum(part.minor) FROM receipt_parts AS part INDEXED BY receipt_parts_call WHERE part.call_id = bill.call_id
      AND part.line_ordinal = bill.line_ordinal AND part.kind = 'interest' AND part.bill_ordinal = bill.ordinal), 0) AS paid,
    coalesce((SELECT sum(waiver.minor) FROM interest_waivers AS waiver WHERE waiver.call_id = bill.call_id AND waiver.bill_ordinal = bill.ordinal
      AND waiver.state = 'approved'), 0) AS waived
  FROM interest_bills AS bill WHERE bill.fund_id = ? ORDER BY bill.call_id, bill.ordinal`);

/** Every bill of late interest of a fund, with what was paid on it and given up. */
export const interestBillsOf = (db: ReadDb, fundId: string): OpenBill[] =>
  (openBillsOf(db).all(fundId) as (Omit<OpenBill, 'billOrdinal' | 'lineOrdinal'> & { billOrdinal: bigint; lineOrdinal: bigint })[]).map(
    (row) => ({ ...row, billOrdinal: Number(row.billOrdinal), lineOrdinal: Number(row.lineOrdinal) }),
  );

export type HeldAdvance = Readonly<{ receiptId: string; receivedOn: BusinessDate; minor: bigint; minorNow: bigint }>;
const heldAdvances = statement(`SELECT coalesce(receipts.reverses_id, receipts.id) AS receiptId, min(receipts.received_on) AS receivedOn,
    sum(CASE WHEN part.effective_on <= ? THEN part.minor ELSE 0 END) AS minor, sum(part.minor) AS minorNow
  FROM receipt_parts AS part INDEXED BY receipt_parts_fund JOIN receipts ON receipts.id = part.receipt_id
  WHERE part.fund_id = ? AND part.kind = 'advance' AND part.investor_id = ?
  GROUP BY coalesce(receipts.reverses_id, receipts.id) HAVING sum(part.minor) > 0 ORDER BY min(receipts.received_on), receiptId`);

/** What an investor has in advance, by the receipt it came with, oldest first: on a day, and by now. */
export const readHeldAdvances = (db: ReadDb, fundId: string, investorId: string, on: BusinessDate): HeldAdvance[] =>
  heldAdvances(db).all(on, fundId, investorId) as HeldAdvance[];

const countParts = statement('SELECT count(*) FROM receipt_parts WHERE receipt_id = ?');
export const nextPart = (db: ReadDb, receiptId: string): number => Number(countParts(db).pluck().get(receiptId) as bigint);

export type PaidOnCall = Readonly<{
  receiptId: string;
  kind: 'call' | 'interest';
  lineOrdinal: number;
  billOrdinal: number | null;
  investorId: string;
  minor: bigint;
  /** The day this money last moved. */
  lastOn: BusinessDate;
}>;
const paidOn = statement(`SELECT coalesce(receipts.reverses_id, receipts.id) AS receiptId, part.kind, part.line_ordinal AS lineOrdinal,
    part.bill_ordinal AS billOrdinal, part.investor_id AS investorId, sum(part.minor) AS minor, max(part.effective_on) AS lastOn
  FROM receipt_parts AS part INDEXED BY receipt_parts_call JOIN receipts ON receipts.id = part.receipt_id
  WHERE part.call_id = ? GROUP BY 1, 2, 3, 4, 5 HAVING sum(part.minor) <> 0 ORDER BY 3, 1, 2, 4`);

/** What of each receipt stands on a call, what went back again left out. */
export const readPaidOnCall = (db: ReadDb, callId: string): PaidOnCall[] =>
  (paidOn(db).all(callId) as (Omit<PaidOnCall, 'lineOrdinal' | 'billOrdinal'> & { lineOrdinal: bigint; billOrdinal: bigint | null })[]).map(
    (row) => ({ ...row, lineOrdinal: Number(row.lineOrdinal), billOrdinal: row.billOrdinal === null ? null : Number(row.billOrdinal) }),
  );

const newestOf = statement(
  'SELECT call_id AS callId, line_ordinal AS lineOrdinal, max(step_days) AS stepDays FROM call_notices WHERE fund_id = ? GROUP BY call_id, line_ordinal',
);
/** The newest step noted of each line, by “call line”. */
export const newestNotices = (db: ReadDb, fundId: string): Map<string, number> =>
  new Map(
    (newestOf(db).all(fundId) as { callId: string; lineOrdinal: bigint; stepDays: bigint }[]).map(({ callId, lineOrdinal, stepDays }) => [
      `${callId} ${lineOrdinal}`,
      Number(stepDays),
    ]),
  );

export type Advance = Readonly<{ investorId: string; investor: string; minor: bigint }>;
const advancesHeld = statement(`SELECT part.investor_id AS investorId, investors.name AS investor, sum(part.minor) AS minor
  FROM receipt_parts AS part INDEXED BY receipt_parts_fund JOIN investors ON investors.id = part.investor_id
  WHERE part.fund_id = ? AND part.kind = 'advance' GROUP BY part.investor_id HAVING sum(part.minor) <> 0 ORDER BY investors.name_key, part.investor_id`);
/** What each investor of a fund has in advance by now. */
export const readAdvancesHeld = (db: ReadDb, fundId: string): Advance[] => advancesHeld(db).all(fundId) as Advance[];

export type AgedLine = Readonly<{
  fundId: string;
  fund: string;
  currency: Currency;
  investorId: string;
  investor: string;
  dueOn: BusinessDate;
  open: bigint;
}>;
const aged = statement(`SELECT fundId, fund, currency, investorId, investor, dueOn, called - paid AS open FROM (
    SELECT call.fund_id AS fundId, funds.name AS fund, call.currency, line.investor_id AS investorId, investors.name AS investor, call.due_on AS dueOn,
      line.minor AS called, coalesce((SELECT sum(part.minor) FROM receipt_parts AS part INDEXED BY receipt_parts_call WHERE part.call_id = line.call_id
        AND part.line_ordinal = line.ordinal AND part.kind = 'call' AND part.effective_on <= ?), 0) AS paid
    FROM capital_calls AS call JOIN call_lines AS line ON line.call_id = call.id
      JOIN investors ON investors.id = line.investor_id JOIN funds ON funds.id = call.fund_id
    WHERE call.issued_on <= ? AND (call.rescinded_on IS NULL OR call.rescinded_on > ?) AND line.minor > 0)
  WHERE called > paid ORDER BY fund, fundId, investor, investorId, dueOn`);
/** What is open on a day of every line of every call in force that day. */
export const agedLines = (db: ReadDb, on: BusinessDate): AgedLine[] => aged(db).all(on, on, on) as AgedLine[];

const references =
  statement(`SELECT line.investor_id AS investorId, investors.name, group_concat(DISTINCT investor_references.value) AS refs
  FROM (SELECT DISTINCT investor_id FROM commitment_events WHERE fund_id = ?
        UNION SELECT DISTINCT call_lines.investor_id FROM capital_calls JOIN call_lines ON call_lines.call_id = capital_calls.id WHERE capital_calls.fund_id = ?) AS line
  JOIN investors ON investors.id = line.investor_id
  LEFT JOIN investor_references ON investor_references.investor_id = line.investor_id AND investor_references.ended = 0
  GROUP BY line.investor_id ORDER BY investors.name_key, line.investor_id`);
/** Who may pay a fund: its investors, each with the references by which a bank may name them. */
export const readPayers = (db: ReadDb, fundId: string) =>
  (references(db).all(fundId, fundId) as { investorId: string; name: string; refs: string | null }[]).map(({ investorId, name, refs }) => ({
    investorId,
    name,
    references: refs === null ? [] : refs.split(','),
  }));

export type Suspended = Readonly<{
  fundId: string;
  minor: bigint;
  currency: Currency;
  receivedOn: BusinessDate;
  recordedAt: Instant;
  payer: string;
}>;
const suspended =
  statement(`SELECT receipts.fund_id AS fundId, sum(part.minor) AS minor, receipts.currency, receipts.received_on AS receivedOn,
    receipts.recorded_at AS recordedAt, receipts.payer
  FROM receipt_parts AS part JOIN receipts ON receipts.id = part.receipt_id
  WHERE part.kind = 'suspense' AND receipts.minor > 0 AND NOT EXISTS (SELECT 1 FROM receipts AS back WHERE back.reverses_id = receipts.id)
  GROUP BY receipts.id HAVING sum(part.minor) > 0 ORDER BY receipts.received_on, receipts.id`);
/** Receipts of every fund with money nobody has claimed yet, oldest first. */
export const suspendedReceipts = (db: ReadDb): Suspended[] => suspended(db).all() as Suspended[];
