import type { Check } from './check.ts';

export const fundsChecks: readonly Check[] = [
  {
    name: 'funds.statusFollowsHistory',
    sentence: 'The status of a fund must be where its last change led, and raising before any',
    sql: `SELECT 'fund ' || funds.id AS what FROM funds
          WHERE status <> coalesce((SELECT to_status FROM fund_status_changes WHERE fund_id = funds.id ORDER BY ordinal DESC LIMIT 1), 'raising')`,
  },
  {
    name: 'funds.statusChain',
    sentence: 'The status changes of a fund must be numbered without a gap, follow one another and never go back in time',
    sql: `SELECT 'fund ' || fund_id || ' change ' || ordinal AS what FROM (
            SELECT fund_id, ordinal, from_status, effective_on,
              lag(to_status, 1, 'raising') OVER steps AS before_status, lag(effective_on, 1, '') OVER steps AS before_on,
              row_number() OVER steps AS place
            FROM fund_status_changes WINDOW steps AS (PARTITION BY fund_id ORDER BY ordinal))
          WHERE from_status <> before_status OR effective_on < before_on OR ordinal <> place - 1`,
  },
  {
    name: 'funds.noCircles',
    sentence: 'Links between funds that are in force must not lead in a circle',
    sql: `WITH RECURSIVE walk (origin, at) AS (
            SELECT from_fund_id, to_fund_id FROM fund_links WHERE kind <> 'parallel' AND until_on IS NULL
            UNION SELECT origin, to_fund_id FROM walk JOIN fund_links ON from_fund_id = at WHERE kind <> 'parallel' AND until_on IS NULL)
          SELECT 'fund ' || origin AS what FROM walk WHERE origin = at`,
  },
  {
    name: 'funds.termsOfOwnClass',
    sentence: 'A term of a class must belong to a class of the same fund',
    sql: `SELECT 'term ' || fund_terms.id AS what FROM fund_terms JOIN fund_classes ON fund_classes.id = class_id
          WHERE fund_classes.fund_id <> fund_terms.fund_id`,
  },
  {
    name: 'funds.accountsOfOwnProject',
    sentence: 'A bank account of a project must belong to the fund of the project',
    sql: `SELECT 'account ' || fund_bank_accounts.id AS what FROM fund_bank_accounts JOIN projects ON projects.id = project_id
          WHERE projects.fund_id <> fund_bank_accounts.fund_id`,
  },
  {
    name: 'funds.accountsOnce',
    sentence: 'An account number must be recorded once',
    sql: `SELECT 'account ' || min(id) AS what FROM fund_bank_accounts
          GROUP BY scheme, account_number, coalesce(routing_number, '') HAVING count(*) > 1`,
  },
  {
    name: 'funds.ledgerCodesOnce',
    sentence: 'Open bank accounts of a fund must have ledger accounts of their own',
    sql: `SELECT 'fund ' || fund_id || ' ledger account ' || ledger_code AS what FROM fund_bank_accounts
          WHERE closed_on IS NULL GROUP BY fund_id, ledger_code HAVING count(*) > 1`,
  },
  {
    name: 'funds.navOwnClass',
    sentence: 'A NAV must be of a class of its fund, in the currency of the fund',
    sql: `SELECT 'NAV ' || nav_snapshots.id AS what FROM nav_snapshots
          JOIN fund_classes ON fund_classes.id = class_id JOIN funds ON funds.id = nav_snapshots.fund_id
          WHERE fund_classes.fund_id <> nav_snapshots.fund_id OR funds.currency <> nav_snapshots.currency`,
  },
  {
    name: 'funds.navWhileOpen',
    sentence: 'A NAV must lie within the life of its class',
    sql: `SELECT 'NAV ' || nav_snapshots.id AS what FROM nav_snapshots JOIN fund_classes ON fund_classes.id = class_id
          WHERE state IN ('draft', 'approved') AND (as_of_on < opened_on OR as_of_on > closed_on)`,
  },
  {
    name: 'funds.investingSince',
    sentence: 'A fund past raising must have an inception that was reached when it began investing',
    sql: `SELECT 'fund ' || id AS what FROM funds JOIN fund_status_changes ON fund_id = id AND ordinal = 0
          WHERE inception_on IS NULL OR inception_on > effective_on`,
  },
  {
    name: 'funds.navSecondPerson',
    sentence: 'An approved NAV must have been approved by somebody other than its preparer, and a draft by nobody',
    sql: `SELECT 'NAV ' || id AS what FROM nav_snapshots
          WHERE (state = 'draft') <> (decided_by IS NULL) OR (decided_by IS NULL) <> (decided_at IS NULL)
            OR (state = 'approved' AND decided_by = prepared_by)`,
  },
  {
    name: 'funds.navOncePerDate',
    sentence: 'A class must have one approved NAV per date, corrections aside',
    sql: `SELECT 'class ' || class_id || ' on ' || as_of_on AS what FROM nav_snapshots AS nav
          WHERE state = 'approved' AND NOT EXISTS (SELECT 1 FROM nav_snapshots AS later WHERE later.corrects_id = nav.id AND later.state = 'approved')
          GROUP BY class_id, as_of_on HAVING count(*) > 1`,
  },
  {
    name: 'funds.navCorrections',
    sentence: 'A correction must be of an approved NAV of the same class and date, and approved once',
    sql: `SELECT 'NAV ' || nav.id AS what FROM nav_snapshots AS nav JOIN nav_snapshots AS earlier ON earlier.id = nav.corrects_id
          WHERE earlier.state <> 'approved' OR earlier.class_id <> nav.class_id OR earlier.as_of_on <> nav.as_of_on
          UNION ALL
          SELECT 'NAV ' || corrects_id FROM nav_snapshots WHERE corrects_id IS NOT NULL AND state = 'approved' GROUP BY corrects_id HAVING count(*) > 1`,
  },
  {
    name: 'projects.tokensIssued',
    sentence: 'The tokens issued of a project must be the sum of its register',
    sql: `SELECT 'project ' || id AS what FROM projects
          WHERE tokens_issued <> (SELECT coalesce(sum(amount), 0) FROM token_changes WHERE project_id = projects.id)`,
  },
  {
    name: 'projects.neverNegative',
    sentence: 'Nobody may hold less than no tokens at the end of any date',
    sql: `SELECT 'project ' || project_id || ' investor ' || investor_id || ' on ' || effective_on AS what FROM (
            SELECT project_id, investor_id, effective_on,
              sum(sum(amount)) OVER (PARTITION BY project_id, investor_id ORDER BY effective_on) AS balance
            FROM token_changes GROUP BY project_id, investor_id, effective_on)
          WHERE balance < 0`,
  },
  {
    name: 'projects.registerNumbered',
    sentence: 'The register of a project must be numbered without a gap',
    sql: `SELECT 'project ' || project_id AS what FROM token_changes GROUP BY project_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1`,
  },
  {
    name: 'funds.taxIds',
    sentence: 'The tax ids of a fund must be numbered without a gap',
    sql: `SELECT 'fund ' || fund_id AS what FROM fund_tax_ids GROUP BY fund_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1`,
  },
];
