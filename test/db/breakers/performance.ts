import type { House } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, books, line, post } from '#test/kit/ledger.ts';
import { type Breakers, copied } from './meddle.ts';

/** Books with January allocated twice (the first reversed), February once, a tax adjustment and its reversal, and an index with a correction. */
function performance(): House {
  const at = books();
  const { firm, fundId, investorId } = at;
  const other = addFund(firm, 'Harbour Fund II', 'EUR');
  firm.done('ledger.openChart', { fundId: other });
  addInvestor(firm, 'Birch Trust');
  post(at, [line('1000', 500), line('3000', -500, 'USD', investorId)], { effectiveOn: '2026-01-05' });
  post(at, [line('1000', 90), line('4100', -90)], { effectiveOn: '2026-01-10' });
  post(at, [line('5000', 20), line('1000', -20)], { effectiveOn: '2026-01-11' });
  const january = { fundId, fromOn: '2026-01-01', untilOn: '2026-01-31', basis: 'contributed', reason: 'Month end' } as const;
  const { entryId } = firm.done('ledger.allocateIncome', { ...january, allocationId: firm.id() });
  firm.done('ledger.reverse', { entryId, effectiveOn: '2026-01-31', reason: 'Too early' });
  firm.done('ledger.allocateIncome', { ...january, allocationId: firm.id() });
  post(at, [line('1000', 7), line('4100', -7)], { effectiveOn: '2026-02-10' });
  firm.done('ledger.allocateIncome', { ...january, fromOn: '2026-02-01', untilOn: '2026-02-28', allocationId: firm.id() });
  const reversesId = firm.id();
  const lines = [{ investorId, minor: '-90' }];
  firm.done('capital.adjustTax', {
    adjustmentId: reversesId,
    fundId,
    taxYear: 2025,
    kind: 'unrealised',
    source: 'Papers',
    reason: 'Year end',
    lines,
  });
  firm.done('capital.reverseTaxAdjustment', { adjustmentId: firm.id(), fundId, reversesId, reason: 'Wrong year' });
  const benchmarkId = firm.id();
  firm.done('performance.addBenchmark', { benchmarkId, name: 'World', provider: '', currency: 'USD', isTotalReturn: true, note: '' });
  const level = (text: string) => ({ benchmarkId, fileName: 'world.csv', fileHash: null, levels: [{ on: '2026-01-30', level: text }] });
  firm.done('performance.importLevels', level('100'));
  firm.done('performance.importLevels', { ...level('101'), reason: 'Restated' });
  return firm;
}

const standing = 'ordinal = 1';
const birch = "(SELECT id FROM investors WHERE name = 'Birch Trust')";
const secondFund = "(SELECT id FROM funds WHERE name = 'Harbour Fund II')";
const standingEntry = `(SELECT command_id FROM income_allocations WHERE ${standing})`;

export const performanceBreakers: Breakers = {
  records: 'allocated income, tax capital and indices',
  sound: performance,
  broken: {
    'performance.incomeTies': [
      `UPDATE income_allocation_lines SET investor_id = ${birch}`,
      `UPDATE postings SET investor_id = ${birch} WHERE account = '3200' AND command_id = ${standingEntry}`,
    ],
    'performance.incomeAccounts': [
      `UPDATE income_allocation_lines SET minor = CASE account WHEN '4100' THEN minor - 1 ELSE minor + 1 END
        WHERE allocation_id IN (SELECT id FROM income_allocations WHERE ${standing})`,
      "UPDATE income_allocation_lines SET account = '5100' WHERE account = '5000'",
    ],
    'performance.incomeEntries': [
      `UPDATE income_allocations SET fund_id = ${secondFund}, ordinal = 0 WHERE ordinal = 2`,
      "UPDATE income_allocations SET until_on = '2026-01-30'",
      'UPDATE income_allocations SET net_minor = net_minor + 1',
      'DELETE FROM income_allocation_lines WHERE allocation_id IN (SELECT id FROM income_allocations WHERE ordinal = 2); DELETE FROM income_allocations WHERE ordinal = 2',
    ],
    'performance.incomeOnce': ["UPDATE income_allocations SET from_on = '2026-01-15' WHERE ordinal = 2"],
    'performance.numbered': [
      'UPDATE income_allocations SET ordinal = 3 WHERE ordinal = 2',
      'UPDATE tax_adjustments SET ordinal = ordinal + 1 WHERE ordinal = 1',
      'UPDATE income_allocation_lines SET ordinal = ordinal + 10',
      'UPDATE tax_adjustment_lines SET ordinal = 1',
      'DELETE FROM tax_adjustment_lines',
    ],
    'performance.taxLines': [`UPDATE tax_adjustment_lines SET fund_id = ${secondFund}`, "UPDATE tax_adjustment_lines SET currency = 'EUR'"],
    'performance.taxReversals': [
      'UPDATE tax_adjustment_lines SET minor = -minor * 2 WHERE minor > 0',
      'UPDATE tax_adjustments SET tax_year = 2024 WHERE reverses_id IS NULL',
      "UPDATE tax_adjustments SET effective_on = '2024-12-31' WHERE reverses_id IS NULL",
      "UPDATE tax_adjustments SET kind = 'other' WHERE reverses_id IS NULL",
      `${copied('tax_adjustments', 'reverses_id IS NOT NULL', "reverses_id = id, id = 'again', ordinal = 2")}
       ${copied('tax_adjustment_lines', 'minor > 0', "minor = -minor, adjustment_id = 'again'")}`,
    ],
    'performance.levels': [
      'UPDATE benchmark_levels SET reason = NULL',
      'UPDATE benchmark_levels SET revision = 2 WHERE revision = 1',
      'DELETE FROM benchmark_levels WHERE revision = 0',
      "UPDATE benchmark_levels SET level = '0'",
    ],
  },
};
