import type { Check } from './check.ts';

const SIGNED = "CASE WHEN kind IN ('repayment', 'interestPayment') THEN -minor ELSE minor END";
const balance = (kinds: string, role: string): string => `
  SELECT 'fund ' || fund_id AS what FROM (
    SELECT fund_id, ${SIGNED} AS minor FROM line_movements WHERE kind IN (${kinds})
    UNION ALL SELECT postings.fund_id, postings.minor FROM accounts
      JOIN postings ON postings.fund_id = accounts.fund_id AND postings.account = accounts.code
      JOIN entries ON entries.command_id = postings.command_id AND entries.ordinal = postings.entry_ordinal
      WHERE accounts.role = '${role}' AND entries.source LIKE 'line.%')
  GROUP BY fund_id HAVING sum(minor) <> 0`;

export const linesChecks: readonly Check[] = [
  {
    name: 'lines.principal',
    sentence: 'What is drawn on the subscription lines of a fund must be what its books say',
    sql: balance("'draw', 'repayment'", 'subscriptionLine'),
  },
  {
    name: 'lines.interest',
    sentence: 'The interest owed on the subscription lines of a fund must be what its books say',
    sql: balance("'accrual', 'interestPayment'", 'lineInterestPayable'),
  },
  {
    name: 'lines.neverOver',
    sentence: 'At the end of no day may less than nothing be drawn on a subscription line, or more than its limit of that day',
    sql: `SELECT 'line ' || facility_id || ' on ' || effective_on AS what FROM (
            SELECT facility_id, effective_on, sum(sum(${SIGNED})) OVER (PARTITION BY facility_id ORDER BY effective_on) AS drawn
            FROM line_movements WHERE kind IN ('draw', 'repayment') GROUP BY facility_id, effective_on) AS day
          WHERE drawn < 0 OR drawn > coalesce((SELECT limit_minor FROM line_terms WHERE line_terms.facility_id = day.facility_id
            AND line_terms.effective_on <= day.effective_on ORDER BY line_terms.effective_on DESC, ordinal DESC LIMIT 1), 0)`,
  },
  {
    name: 'lines.numbered',
    sentence: 'The movements and terms of a subscription line must be numbered without a gap, from its opening on, in its own fund',
    sql: `SELECT 'line ' || id AS what FROM line_facilities JOIN line_movements ON facility_id = id
          GROUP BY id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
            OR sum(line_movements.fund_id <> line_facilities.fund_id OR effective_on < opened_on) > 0
          UNION ALL SELECT 'line ' || id FROM line_facilities LEFT JOIN line_terms ON facility_id = id
          GROUP BY id HAVING count(ordinal) = 0 OR min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1 OR min(effective_on) > opened_on`,
  },
  {
    name: 'lines.undone',
    sentence: 'A movement that takes another back must be its exact opposite, and not before it',
    sql: `SELECT 'line ' || undo.facility_id || ' movement ' || undo.ordinal AS what FROM line_movements AS undo
          JOIN line_movements AS original ON original.facility_id = undo.facility_id AND original.ordinal = undo.undoes
          WHERE undo.kind <> original.kind OR undo.minor <> -original.minor OR undo.effective_on < original.effective_on
            OR original.undoes IS NOT NULL OR original.ordinal >= undo.ordinal`,
  },
  {
    name: 'lines.closed',
    sentence: 'Nothing may be owed on a closed subscription line',
    sql: `SELECT 'line ' || id AS what FROM line_facilities JOIN line_movements ON facility_id = id WHERE closed_on IS NOT NULL
          GROUP BY id HAVING sum(CASE WHEN kind IN ('draw', 'repayment') THEN ${SIGNED} ELSE 0 END) <> 0
            OR sum(CASE WHEN kind IN ('accrual', 'interestPayment') THEN ${SIGNED} ELSE 0 END) <> 0 OR max(effective_on) > closed_on`,
  },
];
