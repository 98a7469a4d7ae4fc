import type { Check } from './check.ts';

const STANDING = `(SELECT * FROM income_allocations WHERE NOT EXISTS (SELECT 1 FROM entries
  WHERE entries.reverses_command_id = income_allocations.command_id AND entries.reverses_ordinal = income_allocations.entry_ordinal))`;

export const performanceChecks: readonly Check[] = [
  {
    name: 'performance.incomeTies',
    sentence: 'What an allocation of income gave each partner must be what its entry posted to the partner’s capital',
    sql: `SELECT 'allocation ' || allocation_id || ' investor ' || investor_id AS what FROM (
            SELECT allocation_id, investor_id, minor FROM income_allocation_lines
            UNION ALL SELECT income_allocations.id, postings.investor_id, postings.minor FROM income_allocations
              JOIN postings ON postings.command_id = income_allocations.command_id AND postings.entry_ordinal = income_allocations.entry_ordinal
              WHERE postings.investor_id IS NOT NULL)
          GROUP BY allocation_id, investor_id HAVING sum(minor) <> 0`,
  },
  {
    name: 'performance.incomeAccounts',
    sentence: 'What an allocation of income took from each account must be what it gave to partners of it',
    sql: `SELECT 'allocation ' || allocation_id || ' account ' || account AS what FROM (
            SELECT allocation_id, account, minor FROM income_allocation_lines
            UNION ALL SELECT income_allocations.id, postings.account, -postings.minor FROM income_allocations
              JOIN postings ON postings.command_id = income_allocations.command_id AND postings.entry_ordinal = income_allocations.entry_ordinal
              WHERE postings.investor_id IS NULL)
          GROUP BY allocation_id, account HAVING sum(minor) <> 0`,
  },
  {
    name: 'performance.incomeEntries',
    sentence: 'An allocation of income must have its own entry, of its fund, on the last day of its period, and for its net result',
    sql: `SELECT 'allocation ' || income_allocations.id AS what FROM income_allocations
            JOIN entries ON entries.command_id = income_allocations.command_id AND entries.ordinal = income_allocations.entry_ordinal
          WHERE entries.fund_id <> income_allocations.fund_id OR entries.effective_on <> until_on OR entries.source <> 'ledger.allocateIncome'
            OR net_minor <> (SELECT coalesce(sum(minor), 0) FROM income_allocation_lines WHERE allocation_id = income_allocations.id)
          UNION ALL SELECT 'entry ' || command_id || '.' || ordinal FROM entries WHERE source = 'ledger.allocateIncome'
            AND NOT EXISTS (SELECT 1 FROM income_allocations WHERE income_allocations.command_id = entries.command_id AND entry_ordinal = entries.ordinal)`,
  },
  {
    name: 'performance.incomeOnce',
    sentence: 'Allocations of income that stand must not cut one another’s periods',
    sql: `SELECT 'allocation ' || later.id AS what FROM ${STANDING} AS later JOIN ${STANDING} AS earlier
            ON earlier.fund_id = later.fund_id AND earlier.ordinal < later.ordinal
          WHERE earlier.from_on <= later.until_on AND later.from_on <= earlier.until_on
            AND (earlier.from_on < later.from_on OR later.until_on < earlier.until_on)`,
  },
  {
    name: 'performance.numbered',
    sentence: 'Allocations of income and tax adjustments of a fund, and their lines, must be numbered without a gap',
    sql: `SELECT 'allocations of fund ' || fund_id AS what FROM income_allocations GROUP BY fund_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
          UNION ALL SELECT 'tax adjustments of fund ' || fund_id FROM tax_adjustments GROUP BY fund_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
          UNION ALL SELECT 'allocation ' || allocation_id FROM income_allocation_lines GROUP BY allocation_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
          UNION ALL SELECT 'tax adjustment ' || id FROM tax_adjustments LEFT JOIN tax_adjustment_lines AS line ON line.adjustment_id = id
            GROUP BY id HAVING count(line.ordinal) = 0 OR min(line.ordinal) <> 0 OR max(line.ordinal) <> count(*) - 1`,
  },
  {
    name: 'performance.taxLines',
    sentence: 'A line of a tax adjustment must be of its fund and in the currency of its books',
    sql: `SELECT 'tax adjustment ' || adjustment.id AS what FROM tax_adjustments AS adjustment
            JOIN tax_adjustment_lines AS line ON line.adjustment_id = adjustment.id JOIN ledgers ON ledgers.fund_id = adjustment.fund_id
          WHERE line.fund_id <> adjustment.fund_id OR line.currency <> ledgers.currency`,
  },
  {
    name: 'performance.taxReversals',
    sentence: 'A reversal of a tax adjustment must cancel it line by line, for the same year and kind, and must not itself be reversed',
    sql: `SELECT 'tax adjustment ' || reversal.id AS what FROM tax_adjustments AS reversal JOIN tax_adjustments AS original ON original.id = reversal.reverses_id
          WHERE original.reverses_id IS NOT NULL OR original.fund_id <> reversal.fund_id OR original.tax_year <> reversal.tax_year
            OR original.effective_on <> reversal.effective_on OR original.kind <> reversal.kind
            OR EXISTS (SELECT 1 FROM (SELECT investor_id, minor FROM tax_adjustment_lines WHERE adjustment_id IN (original.id, reversal.id))
              GROUP BY investor_id HAVING sum(minor) <> 0)`,
  },
  {
    name: 'performance.levels',
    sentence: 'Levels of an index must be above zero, and their corrections numbered without a gap, each with its reason',
    sql: `SELECT 'index ' || benchmark_id || ' on ' || level_on AS what FROM benchmark_levels GROUP BY benchmark_id, level_on
          HAVING min(revision) <> 0 OR max(revision) <> count(*) - 1 OR sum(revision > 0 AND reason IS NULL) > 0 OR min(CAST(level AS REAL)) <= 0`,
  },
];
