import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { IncomeBasis } from '#shared/model/performance.ts';
import type { ReadDb } from '../handles.ts';
import { incomeAllocationLines, incomeAllocations, taxAdjustmentLines, taxAdjustments } from '../schema/index.ts';
import { insert, select, statement } from '../statements.ts';
import { commitmentsOn } from './commitments.ts';
import { readChart, readLedger, readReversal } from './ledger.ts';

export type IncomeAllocationRow = (typeof incomeAllocations)['$inferSelect'];
export type TaxAdjustmentRow = (typeof taxAdjustments)['$inferSelect'];

const incomeOf = (fundId: string) => [{ entity: 'income', id: fundId }];
const taxOf = (fundId: string) => [{ entity: 'taxCapital', id: fundId }];

const ofFund = select(incomeAllocations, 'WHERE fund_id = ? ORDER BY ordinal', incomeOf);
const linesOf = select(incomeAllocationLines, 'WHERE allocation_id = ? ORDER BY ordinal');
export const readIncomeAllocations = (db: ReadDb, fundId: string): IncomeAllocationRow[] => ofFund.all(db, fundId);
export const readIncomeLines = (db: ReadDb, allocationId: string) => linesOf.all(db, allocationId);
export const insertIncomeAllocation = insert(incomeAllocations);
export const insertIncomeLine = insert(incomeAllocationLines);

const adjustmentById = select(taxAdjustments, 'WHERE id = ?');
const adjustmentsOf = select(taxAdjustments, 'WHERE fund_id = ? ORDER BY ordinal', taxOf);
const reversalOf = select(taxAdjustments, 'WHERE reverses_id = ? AND fund_id = ?', (_id: string, fundId: string) => taxOf(fundId));
const adjustmentLinesOf = select(taxAdjustmentLines, 'WHERE adjustment_id = ? ORDER BY ordinal');
export const readTaxAdjustment = (db: ReadDb, id: string): TaxAdjustmentRow | undefined => adjustmentById.get(db, id);
export const readTaxAdjustments = (db: ReadDb, fundId: string): TaxAdjustmentRow[] => adjustmentsOf.all(db, fundId);
export const readTaxReversal = (db: ReadDb, id: string, fundId: string): TaxAdjustmentRow | undefined => reversalOf.get(db, id, fundId);
export const readTaxLines = (db: ReadDb, adjustmentId: string) => adjustmentLinesOf.all(db, adjustmentId);
export const insertTaxAdjustment = insert(taxAdjustments);
export const insertTaxLine = insert(taxAdjustmentLines);

const WIDE = 4_294_967_296n;
type Halves = Readonly<{ high: bigint; low: bigint }>;

/** What every account of the result moved by between two days, in each currency: debits positive. Zeroes are left out. */
const result = statement(`SELECT postings.account, postings.currency, sum(minor >> 32) AS high, sum(minor & 4294967295) AS low
  FROM accounts CROSS JOIN postings INDEXED BY postings_balance ON postings.fund_id = accounts.fund_id AND postings.account = accounts.code
  WHERE accounts.fund_id = ? AND accounts.kind IN ('income', 'expense') AND postings.effective_on BETWEEN ? AND ?
  GROUP BY postings.account, postings.currency ORDER BY postings.account, postings.currency`);

function readResult(
  db: ReadDb,
  fundId: string,
  from: BusinessDate,
  until: BusinessDate,
): Readonly<{ account: string; currency: Currency; minor: bigint }>[] {
  const rows = result(db).all(fundId, from, until) as (Halves & { account: string; currency: Currency })[];
  return rows
    .map(({ account, currency, high, low }) => ({ account, currency, minor: high * WIDE + low }))
    .filter(({ minor }) => minor !== 0n);
}

const neverHeld = statement(`WITH RECURSIVE asked(asked, id) AS (
    SELECT value, value FROM json_each(@ids) UNION SELECT asked, investors.id FROM asked JOIN investors ON merged_into = asked.id)
  SELECT value AS id FROM json_each(@ids) WHERE value NOT IN (SELECT asked FROM asked
    WHERE EXISTS (SELECT 1 FROM commitment_events WHERE investor_id = asked.id AND fund_id = @fundId)
      OR EXISTS (SELECT 1 FROM unit_changes JOIN unit_registers USING (class_id) WHERE investor_id = asked.id AND fund_id = @fundId)
      OR EXISTS (SELECT 1 FROM postings INDEXED BY postings_investor WHERE fund_id = @fundId AND investor_id = asked.id))`);
/** Those of some investors who, with all that was merged into them, never had a part of a fund. Who had one always had: no guard is needed. */
export const readNeverHeld = (db: ReadDb, fundId: string, ids: readonly string[]): string[] =>
  (neverHeld(db).all({ fundId, ids: JSON.stringify(ids) }) as { id: string }[]).map(({ id }) => id);

const partnerTotals = (accounts: string, days: string) =>
  statement(`SELECT investor_id AS investorId, sum(minor >> 32) AS high, sum(minor & 4294967295) AS low
    FROM postings INDEXED BY postings_investor WHERE fund_id = ? AND investor_id IS NOT NULL AND account IN (${accounts}) AND currency = ?
      AND effective_on ${days} ? GROUP BY investor_id ORDER BY investor_id`);
const contributed = partnerTotals("SELECT code FROM accounts WHERE fund_id = postings.fund_id AND role = 'contributedCapital'", '<=');
const capital = partnerTotals("SELECT code FROM accounts WHERE fund_id = postings.fund_id AND kind = 'equity' AND is_control = 1", '<');

const weightsOf = (rows: unknown[]) =>
  (rows as (Halves & { investorId: string })[]).map(({ investorId, high, low }) => ({ investorId, weight: -(high * WIDE + low) }));
/** What every partner has paid into its capital by a day. */
const readContributed = (db: ReadDb, fundId: string, currency: Currency, on: BusinessDate) =>
  weightsOf(contributed(db).all(fundId, currency, on));
/** What every partner's capital account held before a day began. */
const readCapitalBefore = (db: ReadDb, fundId: string, currency: Currency, on: BusinessDate) =>
  weightsOf(capital(db).all(fundId, currency, on));

const unitsHeld =
  statement(`SELECT unit_changes.investor_id AS investorId, unit_changes.class_id AS classId, sum(unit_changes.units) AS units
  FROM unit_registers JOIN unit_changes ON unit_changes.class_id = unit_registers.class_id
  WHERE unit_registers.fund_id = ? AND unit_changes.effective_on <= ? AND unit_changes.recorded_at <= ?
  GROUP BY unit_changes.investor_id, unit_changes.class_id HAVING sum(unit_changes.units) <> 0
  ORDER BY unit_changes.investor_id, unit_changes.class_id`);
const EVER = '9999-12-31T23:59:59.999Z' as Instant;
/** The units of every holding of a fund on a day, in the smallest part of a unit its class knows. */
export const readUnitsHeld = (db: ReadDb, fundId: string, on: BusinessDate, knownAt: Instant = EVER) =>
  unitsHeld(db).all(fundId, on, knownAt) as Readonly<{ investorId: string; classId: string; units: bigint }>[];

export type IncomeOrder = Readonly<{ fundId: FundId; fromOn: BusinessDate; untilOn: BusinessDate; basis: IncomeBasis }>;
type Weight = Readonly<{ investorId: string; weight: bigint }>;

/** All that the sharing-out of a period's result stands on; nothing where the fund has no books. */
export function readIncomeBooks(db: ReadDb, { fundId, fromOn, untilOn, basis }: IncomeOrder) {
  const ledger = readLedger(db, fundId);
  if (!ledger) return undefined;
  const { currency } = ledger;
  const weigh: Readonly<Record<IncomeBasis, () => Weight[]>> = {
    commitment: () => added(commitmentsOn(db, fundId, untilOn).map(({ investorId, minor }) => ({ investorId, weight: minor }))),
    contributed: () => readContributed(db, fundId, currency, untilOn),
    capital: () => readCapitalBefore(db, fundId, currency, fromOn),
    units: () => added(readUnitsHeld(db, fundId, untilOn).map(({ investorId, units }) => ({ investorId, weight: units }))),
  };
  const standing = readIncomeAllocations(db, fundId).map((row) => ({
    fromOn: row.fromOn,
    untilOn: row.untilOn,
    reversed: readReversal(db, { commandId: row.commandId, ordinal: row.entryOrdinal }) !== undefined,
  }));
  return { currency, chart: readChart(db, fundId), result: readResult(db, fundId, fromOn, untilOn), standing, weights: weigh[basis]() };
}

/** A partner of several classes weighs what its holdings come to. */
function added(weights: readonly Weight[]): Weight[] {
  const byPartner = new Map<string, bigint>();
  for (const { investorId, weight } of weights) byPartner.set(investorId, (byPartner.get(investorId) ?? 0n) + weight);
  return [...byPartner].map(([investorId, weight]) => ({ investorId, weight }));
}
