import type { Check } from './check.ts';

export const allocationChecks: readonly Check[] = [
  {
    name: 'allocations.numbered',
    sentence: 'The allocations of a fund must be numbered without a gap',
    sql: `SELECT 'fund ' || fund_id AS what FROM allocations GROUP BY fund_id HAVING min(number) <> 1 OR max(number) <> count(*)`,
  },
  {
    name: 'allocations.ownFund',
    sentence: 'An allocation must be in the currency of its fund, for a project of that fund',
    sql: `SELECT 'allocation ' || allocations.id AS what FROM allocations JOIN funds ON funds.id = allocations.fund_id
            LEFT JOIN projects ON projects.id = project_id
          WHERE allocations.currency <> funds.currency OR projects.fund_id <> allocations.fund_id`,
  },
  {
    name: 'allocations.enoughPeople',
    sentence: 'An approved allocation must have as many approvals as were needed, a proposed one fewer',
    sql: `SELECT 'allocation ' || id AS what FROM allocations
          WHERE (state = 'approved' AND (SELECT count(*) FROM allocation_approvals WHERE allocation_id = id) < approvers_needed)
            OR (state = 'proposed' AND (SELECT count(*) FROM allocation_approvals WHERE allocation_id = id) >= approvers_needed)`,
  },
  {
    name: 'allocations.secondPerson',
    sentence: 'Every approval of an allocation must be by somebody other than its proposer, on its content, and numbered without a gap',
    sql: `SELECT 'allocation ' || allocation_id AS what FROM (
            SELECT allocation_id, ordinal, content_hash, decided_by, row_number() OVER (PARTITION BY allocation_id ORDER BY ordinal) AS place
            FROM allocation_approvals) AS approval JOIN allocations ON allocations.id = allocation_id
          WHERE approval.decided_by = proposed_by OR approval.content_hash <> allocations.content_hash OR ordinal <> place`,
  },
  {
    name: 'allocations.statusFollowsCalls',
    sentence: 'Only an approved allocation may have been called, by calls of its fund, and never for more than it is',
    sql: `SELECT 'allocation ' || allocation_id AS what FROM call_uses
            JOIN capital_calls ON capital_calls.id = call_id LEFT JOIN allocations ON allocations.id = allocation_id
          WHERE allocation_id IS NOT NULL AND capital_calls.state = 'issued'
          GROUP BY allocation_id
          HAVING max(coalesce(allocations.state, '')) <> 'approved' OR max(capital_calls.fund_id <> allocations.fund_id) = 1
            OR sum(call_uses.minor) > max(allocations.minor)`,
  },
];
