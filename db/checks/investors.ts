import type { Check } from './check.ts';

export const investorChecks: readonly Check[] = [
  {
    name: 'investors.mergedLead',
    sentence: 'Every merged investor must lead to one that stands for itself',
    sql: `WITH RECURSIVE chain(start, at, depth) AS (
            SELECT id, merged_into, 1 FROM investors WHERE merged_into IS NOT NULL
            UNION ALL SELECT chain.start, investors.merged_into, depth + 1 FROM chain JOIN investors ON investors.id = chain.at
            WHERE investors.merged_into IS NOT NULL AND depth < 100)
          SELECT 'investor ' || start AS what FROM chain WHERE depth = 100
          UNION ALL SELECT 'investor ' || a.id FROM investors a JOIN investors b ON b.id = a.merged_into WHERE b.status = 'removed'`,
  },
  {
    name: 'investors.oneReference',
    sentence: 'A reference in another system must belong to one investor',
    sql: `SELECT system || ' ' || value AS what FROM investor_references JOIN investors ON investors.id = investor_id
          WHERE ended = 0 AND status <> 'removed' GROUP BY system, value HAVING count(DISTINCT investor_id) > 1`,
  },
  {
    name: 'investors.payeeTwoPeople',
    sentence:
      'A payee change must have been approved by another than its requester, after a callback, and of the investor’s own by a third',
    sql: `SELECT 'case ' || id AS what FROM payee_cases
          WHERE (approved_by = requested_by) OR (source = 'portal' AND approved_by = callback_by) OR (approved_by IS NOT NULL AND callback_by IS NULL)
            OR (state = 'inForce' AND approved_by IS NULL) OR ((state IN ('inForce', 'rejected', 'withdrawn')) <> (closed_by IS NOT NULL))`,
  },
  {
    name: 'investors.accountThroughCase',
    sentence: 'An account in force must have come through a payee change of its investor that is in force',
    sql: `SELECT 'account ' || a.id AS what FROM bank_accounts a LEFT JOIN payee_cases c ON c.id = a.case_id AND c.investor_id = a.investor_id AND c.account_id = a.id
          WHERE c.id IS NULL OR (a.state IN ('inForce', 'replaced') AND c.state <> 'inForce') OR (a.state = 'refused' AND c.state NOT IN ('rejected', 'withdrawn'))
            OR (a.state = 'pending' AND c.state NOT IN ('requested', 'callbackRecorded', 'approved'))`,
  },
  {
    name: 'investors.usesInForce',
    sentence: 'A fund may pay only to an account in force of the same investor',
    sql: `SELECT 'use ' || u.investor_id || '/' || u.ordinal AS what FROM account_uses u JOIN bank_accounts a ON a.id = u.account_id
          WHERE a.investor_id <> u.investor_id OR (u.until_at IS NULL AND a.state <> 'inForce')`,
  },
  {
    name: 'investors.endedAccounts',
    sentence: 'An ended account must be its investor’s own, out of force and out of use',
    sql: `SELECT 'account ' || e.account_id AS what FROM account_ends e JOIN bank_accounts a ON a.id = e.account_id
          WHERE a.investor_id <> e.investor_id OR a.state <> 'replaced'
            OR EXISTS (SELECT 1 FROM account_uses u WHERE u.account_id = e.account_id AND u.until_at IS NULL)`,
  },
  {
    name: 'investors.wordsNumbered',
    sentence: 'The elections of an investor and its words on notices must be numbered without a gap',
    sql: `SELECT 'investor ' || investor_id AS what FROM reinvestment_elections GROUP BY investor_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
          UNION SELECT 'investor ' || investor_id FROM notice_choices GROUP BY investor_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1`,
  },
  {
    name: 'investors.callbackOnFile',
    sentence: 'A callback must have gone to a number of the same investor that was on file before the request',
    sql: `SELECT 'case ' || c.id AS what FROM payee_cases c LEFT JOIN investor_contacts k ON k.id = c.callback_contact_id
          WHERE c.callback_by IS NOT NULL
            AND (k.id IS NULL OR k.investor_id <> c.investor_id OR k.phone IS NOT c.callback_number OR k.recorded_on >= c.received_on)`,
  },
  {
    name: 'investors.importsWhole',
    sentence: 'An undone import must have taken back every investor it added',
    sql: `SELECT 'import ' || i.id AS what FROM investor_imports i
          WHERE (SELECT count(*) FROM investors WHERE import_id = i.id) <> i.row_count
            OR EXISTS (SELECT 1 FROM investors WHERE import_id = i.id AND (status = 'removed') <> (i.undone_at IS NOT NULL))`,
  },
];
