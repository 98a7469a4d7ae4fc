import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { ReadDb } from '../handles.ts';
import { statement } from '../statements.ts';

/** Facts behind the figures of capital: sums by fund, call, month or partner, in one statement each, over one fund or over all. */
const WIDE = 4_294_967_296n;
const EVER = '9999-12-31T23:59:59.999Z' as Instant;
type Known = Readonly<{ on: BusinessDate; knownAt?: Instant | undefined }>;

/** A sum in two halves, because one of very large amounts would leave 64 bits. */
const wide = (minor: string, name: string): string => `sum((${minor}) >> 32) AS ${name}_high, sum((${minor}) & 4294967295) AS ${name}_low`;
const read = (row: Readonly<Record<string, unknown>>, name: string): bigint =>
  ((row[`${name}_high`] as bigint | null) ?? 0n) * WIDE + ((row[`${name}_low`] as bigint | null) ?? 0n);
type Row = Readonly<Record<string, unknown>>;

/** A call counts from the day it was issued until it was taken back, as far as that was known. */
const IN_FORCE = `call.issued_on <= @on AND call.issued_at <= @knownAt
  AND (call.rescinded_on IS NULL OR call.rescinded_on > @on OR call.rescinded_at > @knownAt)`;
const params = ({ on, knownAt = EVER }: Known, more: object = {}) => ({ on, knownAt, ...more });
/** `fund_id = ?` for one fund, everything for all. */
const oneOrAll = (sql: (fund: (column: string) => string) => string) => {
  const one = statement(sql((column) => `${column} = @fundId`));
  const all = statement(sql(() => '1'));
  return (db: ReadDb, known: Known, fundId: string | null, more: object = {}): Row[] =>
    (fundId === null ? all(db).all(params(known, more)) : one(db).all(params(known, { fundId, ...more }))) as Row[];
};

const committed = oneOrAll(
  (fund) => `SELECT fund_id, ${wide('minor', 'sum')} FROM commitment_events
    WHERE ${fund('fund_id')} AND effective_on <= @on AND recorded_at <= @knownAt GROUP BY fund_id`,
);
/** Refunds of closings lessen what a holding was called; what the newcomers were called for it is a call of its own. */
const refunded = oneOrAll(
  (fund) => `SELECT fund_id, ${wide('minor', 'sum')} FROM (SELECT fund_id, min(sum(minor), 0) AS minor FROM called_moves
      WHERE ${fund('fund_id')} AND closing_id IS NOT NULL AND effective_on <= @on AND recorded_at <= @knownAt
      GROUP BY fund_id, source_id, investor_id, class_id) GROUP BY fund_id`,
);
const byFund = (rows: readonly Row[]): Map<string, bigint> => new Map(rows.map((row) => [row.fund_id as string, read(row, 'sum')]));
export const readCommitted = (db: ReadDb, known: Known, fundId: string | null = null) => byFund(committed(db, known, fundId));
export const readRefunded = (db: ReadDb, known: Known, fundId: string | null = null) => byFund(refunded(db, known, fundId));

export type CallFact = Readonly<{
  fundId: FundId;
  callId: string;
  number: number;
  title: string;
  issuedOn: BusinessDate;
  dueOn: BusinessDate;
  asked: bigint;
  inside: bigint;
}>;
const calls = oneOrAll(
  (
    fund,
  ) => `SELECT call.fund_id, call.id, call.number, call.title, call.issued_on, call.due_on, ${wide('line.minor', 'asked')}, ${wide('line.inside_minor', 'inside')}
    FROM capital_calls AS call CROSS JOIN call_lines AS line ON line.call_id = call.id
    WHERE ${fund('call.fund_id')} AND ${IN_FORCE} GROUP BY call.id ORDER BY call.fund_id, call.number`,
);
export const readCallFacts = (db: ReadDb, known: Known, fundId: string | null = null): CallFact[] =>
  calls(db, known, fundId).map((row) => ({
    fundId: row.fund_id as FundId,
    callId: row.id as string,
    number: Number(row.number),
    title: row.title as string,
    issuedOn: row.issued_on as BusinessDate,
    dueOn: row.due_on as BusinessDate,
    asked: read(row, 'asked'),
    inside: read(row, 'inside'),
  }));

const payments = oneOrAll(
  (fund) => `SELECT part.call_id, part.effective_on, ${wide('part.minor', 'sum')}
    FROM receipt_parts AS part INDEXED BY receipt_parts_call JOIN capital_calls AS call ON call.id = part.call_id
    WHERE part.call_id IS NOT NULL AND ${fund('call.fund_id')} AND part.kind = 'call' AND part.effective_on <= @on AND part.recorded_at <= @knownAt
    GROUP BY part.call_id, part.effective_on`,
);
/** What came in on each call, day by day. */
export const readPayments = (db: ReadDb, known: Known, fundId: string | null = null) =>
  payments(db, known, fundId).map((row) => ({
    callId: row.call_id as string,
    on: row.effective_on as BusinessDate,
    minor: read(row, 'sum'),
  }));

const paidOut = oneOrAll(
  (fund) => `WITH paying AS MATERIALIZED (SELECT DISTINCT p.command_id, p.entry_ordinal FROM accounts
        CROSS JOIN postings AS p INDEXED BY postings_balance ON p.fund_id = accounts.fund_id AND p.account = accounts.code
      WHERE ${fund('accounts.fund_id')} AND accounts.role IN ('distributionsPayable', 'distributedCapital', 'distributedIncome', 'carriedInterest')
        AND p.effective_on <= @on),
    paid AS MATERIALIZED (SELECT * FROM paying WHERE EXISTS (SELECT 1 FROM postings AS cash JOIN accounts ON accounts.fund_id = cash.fund_id
        AND accounts.code = cash.account WHERE cash.command_id = paying.command_id AND cash.entry_ordinal = paying.entry_ordinal
        AND (accounts.role IN ('operatingCash', 'distributionCash', 'escrowCash', 'suspense')
          OR EXISTS (SELECT 1 FROM fund_bank_accounts AS bank WHERE bank.fund_id = accounts.fund_id AND bank.ledger_code = accounts.code))))
    SELECT p.fund_id, substr(p.effective_on, 1, 7) AS month, ${wide('p.minor', 'sum')}
    FROM paid CROSS JOIN postings AS p ON p.command_id = paid.command_id AND p.entry_ordinal = paid.entry_ordinal
      JOIN accounts ON accounts.fund_id = p.fund_id AND accounts.code = p.account
      JOIN entries ON entries.command_id = p.command_id AND entries.ordinal = p.entry_ordinal
      JOIN ledgers ON ledgers.fund_id = p.fund_id AND ledgers.currency = p.currency
    WHERE accounts.role IN ('distributionsPayable', 'distributedCapital', 'distributedIncome', 'carriedInterest')
      AND entries.source NOT LIKE 'commitments.%' AND p.recorded_at <= @knownAt
    GROUP BY p.fund_id, month ORDER BY p.fund_id, month`,
);
/** What was paid out to partners, month by month: refunds of closings aside. */
export const readDistributed = (db: ReadDb, known: Known, fundId: string | null = null) =>
  paidOut(db, known, fundId).map((row) => ({ fundId: row.fund_id as string, month: row.month as string, minor: read(row, 'sum') }));

const monthly = (sql: string) => {
  const prepared = statement(sql);
  return (db: ReadDb, known: Known, fundId: string) =>
    (prepared(db).all(params(known, { fundId })) as Row[]).map((row) => ({ month: row.month as string, minor: read(row, 'sum') }));
};
export const readCommittedByMonth = monthly(`SELECT substr(effective_on, 1, 7) AS month, ${wide('minor', 'sum')} FROM commitment_events
  WHERE fund_id = @fundId AND effective_on <= @on AND recorded_at <= @knownAt GROUP BY month ORDER BY month`);
export const readRefundedByMonth =
  monthly(`SELECT month, ${wide('minor', 'sum')} FROM (SELECT substr(effective_on, 1, 7) AS month, min(sum(minor), 0) AS minor FROM called_moves
      WHERE fund_id = @fundId AND closing_id IS NOT NULL AND effective_on <= @on AND recorded_at <= @knownAt
      GROUP BY month, source_id, investor_id, class_id) GROUP BY month ORDER BY month`);

const who = (investor: string) => ({
  called: statement(`SELECT line.investor_id AS id, ${wide('line.minor', 'asked')}, ${wide('line.inside_minor', 'inside')},
      ${wide('(call.due_on < @on) * line.minor', 'late')} FROM capital_calls AS call JOIN call_lines AS line ON line.call_id = call.id
    WHERE call.fund_id = @fundId AND ${investor.replace('$', 'line.investor_id')} AND ${IN_FORCE} GROUP BY line.investor_id`),
  paid: statement(`SELECT part.investor_id AS id, ${wide('part.minor', 'paid')}, ${wide('(call.due_on < @on) * part.minor', 'late')}
    FROM receipt_parts AS part INDEXED BY receipt_parts_fund JOIN capital_calls AS call ON call.id = part.call_id
    WHERE part.fund_id = @fundId AND part.kind = 'call' AND ${investor.replace('$', 'part.investor_id')} AND part.effective_on <= @on
      AND part.recorded_at <= @knownAt AND ${IN_FORCE} GROUP BY part.investor_id`),
});
const everybody = who('1');
const oneOnly = who('$ = @investorId');

export type PartnerCalls = Readonly<{ asked: bigint; inside: bigint; paid: bigint; overdue: bigint }>;

/** What every partner (or one) was asked for by calls in force, what of it is paid, and what of it is past its day. */
export function readPartnerCalls(db: ReadDb, known: Known, fundId: string, investorId?: string): Map<string, PartnerCalls> {
  const { called, paid } = investorId === undefined ? everybody : oneOnly;
  const asked = params(known, investorId === undefined ? { fundId } : { fundId, investorId });
  const found = new Map<string, PartnerCalls>();
  for (const row of called(db).all(asked) as Row[])
    found.set(row.id as string, { asked: read(row, 'asked'), inside: read(row, 'inside'), paid: 0n, overdue: read(row, 'late') });
  for (const row of paid(db).all(asked) as Row[]) {
    const before = found.get(row.id as string) ?? { asked: 0n, inside: 0n, paid: 0n, overdue: 0n };
    found.set(row.id as string, { ...before, paid: read(row, 'paid'), overdue: before.overdue - read(row, 'late') });
  }
  return found;
}

const deployed = statement(`SELECT allocations.id, allocations.allocated_on AS allocatedOn,
    (SELECT min(call.due_on) FROM call_uses JOIN capital_calls AS call ON call.id = call_uses.call_id
      WHERE call_uses.allocation_id = allocations.id AND ${IN_FORCE}) AS dueOn
  FROM allocations WHERE allocations.fund_id = @fundId AND allocations.state <> 'cancelled' AND allocations.approved_at <= @knownAt
    AND allocations.allocated_on <= @on ORDER BY allocations.number`);
/** The approved allocations of a fund, each with the day the first call for it fell due. */
export const readDeployments = (db: ReadDb, known: Known, fundId: string) =>
  deployed(db).all(params(known, { fundId })) as Readonly<{ id: string; allocatedOn: BusinessDate; dueOn: BusinessDate | null }>[];

export type FundHead = Readonly<{ id: FundId; name: string; currency: Currency }>;
const heads = statement('SELECT id, name, currency FROM funds ORDER BY name, id');
export const readFundHeads = (db: ReadDb): FundHead[] => heads(db).all() as FundHead[];
