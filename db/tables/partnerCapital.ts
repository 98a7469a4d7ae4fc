import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { AccountRole } from '#shared/model/ledger.ts';
import type { TaxKind } from '#shared/model/performance.ts';
import type { ReadDb } from '../handles.ts';
import { statement } from '../statements.ts';

const WIDE = 4_294_967_296n;
const EVER = '9999-12-31T23:59:59.999Z' as Instant;

/** Sums of very large amounts leave 64 bits, so each is taken in two halves. */
const sumsOf = (minor: string, day: string): string =>
  [
    ['total', '1'],
    ['before', `${day} < @from`],
    ['year', `${day} < @yearFrom`],
  ]
    .map(([name, when]) => `sum((${when}) * (${minor} >> 32)) AS ${name}_high, sum((${when}) * (${minor} & 4294967295)) AS ${name}_low`)
    .join(', ');

/** Amounts by a day, and by the day before a period and before its fiscal year began. */
export type Span = Readonly<{ from: BusinessDate; yearFrom: BusinessDate; until: BusinessDate; knownAt?: Instant | undefined }>;
export type Sums = Readonly<{ total: bigint; before: bigint; beforeYear: bigint }>;
type RawSums = Readonly<Record<`${'total' | 'before' | 'year'}_${'high' | 'low'}`, bigint>>;

const sumOf = (row: RawSums): Sums => ({
  total: row.total_high * WIDE + row.total_low,
  before: row.before_high * WIDE + row.before_low,
  beforeYear: row.year_high * WIDE + row.year_low,
});

const OWN = "account IN (SELECT code FROM accounts WHERE fund_id = @fundId AND kind = 'equity' AND is_control = 1)";
const held = (investor: string) =>
  statement(`SELECT investor_id AS investorId, account, ${sumsOf('minor', 'effective_on')} FROM postings INDEXED BY postings_investor
    WHERE fund_id = @fundId AND ${investor} AND ${OWN} AND currency = @currency AND effective_on <= @until AND recorded_at <= @knownAt
    GROUP BY investor_id, account ORDER BY investor_id, account`);
const heldByAll = held('investor_id IS NOT NULL');
const heldByOne = held('investor_id = @investorId');

/** An allocation takes effect with its entry, and is undone with the reversal of that entry. */
const STEPS = `WITH steps AS (
    SELECT income_allocations.id, 1 AS sign, entries.effective_on, entries.recorded_at FROM income_allocations
      JOIN entries ON entries.command_id = income_allocations.command_id AND entries.ordinal = income_allocations.entry_ordinal
      WHERE income_allocations.fund_id = @fundId
    UNION ALL
    SELECT income_allocations.id, -1, entries.effective_on, entries.recorded_at FROM income_allocations
      JOIN entries ON entries.reverses_command_id = income_allocations.command_id AND entries.reverses_ordinal = income_allocations.entry_ordinal
      WHERE income_allocations.fund_id = @fundId)`;
const allocated = (investor: string) =>
  statement(`${STEPS} SELECT investor_id AS investorId, account, ${sumsOf('(sign * minor)', 'effective_on')}
    FROM steps CROSS JOIN income_allocation_lines AS line ON line.allocation_id = steps.id
    WHERE ${investor} AND effective_on <= @until AND recorded_at <= @knownAt
    GROUP BY investor_id, account ORDER BY investor_id, account`);
const allocatedToAll = allocated('1');
const allocatedToOne = allocated('investor_id = @investorId');

const adjusted = (investor: string) =>
  statement(`SELECT line.investor_id AS investorId, adjustment.kind AS account, ${sumsOf('line.minor', 'adjustment.effective_on')}
    FROM tax_adjustments AS adjustment JOIN tax_adjustment_lines AS line ON line.adjustment_id = adjustment.id
    WHERE adjustment.fund_id = @fundId AND ${investor} AND line.currency = @currency
      AND adjustment.effective_on <= @until AND adjustment.recorded_at <= @knownAt
    GROUP BY line.investor_id, adjustment.kind ORDER BY line.investor_id, adjustment.kind`);
const adjustedForAll = adjusted('1');
const adjustedForOne = adjusted('line.investor_id = @investorId');

export type PartnerSums = Sums & Readonly<{ investorId: string; account: string }>;
type Asked = Span & Readonly<{ fundId: string; currency: Currency }>;
type Statement = ReturnType<typeof statement>;

function rowsOf(db: ReadDb, all: Statement, one: Statement, { knownAt = EVER, ...asked }: Asked, investorId?: string): PartnerSums[] {
  const params = { ...asked, knownAt };
  const rows = investorId === undefined ? all(db).all(params) : one(db).all({ ...params, investorId });
  return (rows as (RawSums & { investorId: string; account: string })[]).map((row) => ({
    investorId: row.investorId,
    account: row.account,
    ...sumOf(row),
  }));
}

/** The partners' own equity accounts: debits positive. One investor of a fund is one short walk along one index. */
export const readHeld = (db: ReadDb, asked: Asked, investorId?: string) => rowsOf(db, heldByAll, heldByOne, asked, investorId);
/** Income allocated to partners by the account it came from: income positive. */
export const readAllocated = (db: ReadDb, asked: Asked, investorId?: string) =>
  rowsOf(db, allocatedToAll, allocatedToOne, asked, investorId);
/** Tax adjustments by their kind, which stands where the account does. */
export const readAdjusted = (db: ReadDb, asked: Asked, investorId?: string) =>
  rowsOf(db, adjustedForAll, adjustedForOne, asked, investorId) as (Sums & Readonly<{ investorId: string; account: TaxKind }>)[];

const fundsOfInvestor = statement(`SELECT ledgers.fund_id AS id FROM ledgers WHERE
    EXISTS (SELECT 1 FROM postings INDEXED BY postings_investor WHERE postings.fund_id = ledgers.fund_id AND postings.investor_id = @investorId)
  UNION SELECT fund_id FROM commitment_events WHERE investor_id = @investorId`);
/** The funds in which an investor ever had a commitment or a posting. */
export const readFundsOf = (db: ReadDb, investorId: string): string[] => fundsOfInvestor(db).pluck().all({ investorId }) as string[];

const merged = statement('SELECT id, merged_into AS into_id FROM investors WHERE merged_into IS NOT NULL');
/** Which investor stands for each one that was merged: one reading for a whole table of partners. */
export function readSurvivors(db: ReadDb): (id: string) => string {
  const into = new Map((merged(db).all() as { id: string; into_id: string }[]).map(({ id, into_id }) => [id, into_id]));
  return (id) => {
    let standing = id;
    for (let next = into.get(standing); next !== undefined; next = into.get(standing)) standing = next;
    return standing;
  };
}

const names = statement(`SELECT id, name FROM investors WHERE id IN (SELECT investor_id FROM postings INDEXED BY postings_investor
    WHERE fund_id = ? AND investor_id IS NOT NULL UNION SELECT investor_id FROM commitment_events WHERE fund_id = ?)
  OR id IN (SELECT merged_into FROM investors WHERE merged_into IS NOT NULL)`);
/** The names of everybody who ever had a part in a fund, and of those who stand for them. */
export const readPartnerNames = (db: ReadDb, fundId: string): Map<string, string> =>
  new Map((names(db).all(fundId, fundId) as { id: string; name: string }[]).map(({ id, name }) => [id, name]));

/** Money that crosses the fund's bank counts on its day; money in suspense counts once it is known whose it is. */
const CASH = `SELECT code FROM accounts WHERE fund_id = @fundId AND (role IN ('operatingCash', 'distributionCash', 'escrowCash', 'suspense')
    OR code IN (SELECT ledger_code FROM fund_bank_accounts WHERE fund_id = @fundId))`;
const FLOW = `p.effective_on AS "on", accounts.role, entries.source LIKE 'commitments.%' AS isRefund,
    sum(p.minor >> 32) AS high, sum(p.minor & 4294967295) AS low`;
const JOINED = `JOIN accounts ON accounts.fund_id = p.fund_id AND accounts.code = p.account
    JOIN entries ON entries.command_id = p.command_id AND entries.ordinal = p.entry_ordinal`;
const LIMITS = 'p.currency = @currency AND p.effective_on <= @until AND p.recorded_at <= @knownAt';
const flowsOfFund =
  statement(`WITH moved AS MATERIALIZED (SELECT DISTINCT command_id, entry_ordinal FROM postings INDEXED BY postings_balance
      WHERE fund_id = @fundId AND account IN (${CASH}) AND effective_on <= @until)
  SELECT p.investor_id AS investorId, ${FLOW}
  FROM moved CROSS JOIN postings AS p ON p.command_id = moved.command_id AND p.entry_ordinal = moved.entry_ordinal ${JOINED}
  WHERE (p.investor_id IS NOT NULL OR accounts.role = 'subscriptionLine') AND ${LIMITS}
  GROUP BY p.investor_id, p.effective_on, accounts.role, isRefund ORDER BY p.effective_on, p.investor_id, accounts.role, isRefund`);
const flowsOfInvestor = statement(`SELECT p.investor_id AS investorId, ${FLOW} FROM postings AS p INDEXED BY postings_investor ${JOINED}
  WHERE p.fund_id = @fundId AND p.investor_id = @investorId AND ${LIMITS}
    AND EXISTS (SELECT 1 FROM postings AS other WHERE other.command_id = p.command_id AND other.entry_ordinal = p.entry_ordinal AND other.account IN (${CASH}))
  GROUP BY p.effective_on, accounts.role, isRefund ORDER BY p.effective_on, accounts.role, isRefund`);

/** What moved on a partner's account (or the subscription line, without a partner) in entries that moved the fund's cash: debits positive. */
export type CashMove = Readonly<{
  investorId: string | null;
  on: BusinessDate;
  role: AccountRole | null;
  isRefund: boolean;
  minor: bigint;
}>;
type CashAsked = Readonly<{ fundId: string; currency: Currency; until: BusinessDate; knownAt?: Instant | undefined }>;

export function readCashMoves(db: ReadDb, { knownAt = EVER, ...asked }: CashAsked, investorId?: string): CashMove[] {
  const params = { ...asked, knownAt };
  const rows = investorId === undefined ? flowsOfFund(db).all(params) : flowsOfInvestor(db).all({ ...params, investorId });
  return (rows as (Omit<CashMove, 'minor' | 'isRefund'> & { isRefund: bigint; high: bigint; low: bigint })[]).map(
    ({ investorId: of, on, role, isRefund, high, low }) => ({
      investorId: of,
      on,
      role,
      isRefund: isRefund === 1n,
      minor: high * WIDE + low,
    }),
  );
}
