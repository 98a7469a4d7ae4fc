import type { Check } from './check.ts';

const ENTRY = (column: string, entry: string) =>
  `${entry}.command_id = substr(${column}, 1, 36) AND ${entry}.ordinal = CAST(substr(${column}, 38) AS INTEGER)`;

export const callsChecks: readonly Check[] = [
  {
    name: 'calls.partsOfLines',
    sentence: 'The parts of every line of a call must sum to the line, those inside the commitment to what it counts inside',
    sql: `SELECT 'call ' || lines.call_id || ' line ' || lines.ordinal AS what FROM call_lines AS lines
            LEFT JOIN (SELECT parts.call_id, line_ordinal, sum(parts.minor) AS minor, sum(parts.minor * inside_commitment) AS inside
              FROM call_parts AS parts JOIN call_uses AS uses ON uses.call_id = parts.call_id AND uses.ordinal = use_ordinal
              GROUP BY parts.call_id, line_ordinal) AS sums ON sums.call_id = lines.call_id AND sums.line_ordinal = lines.ordinal
          WHERE coalesce(sums.minor, 0) <> lines.minor OR coalesce(sums.inside, 0) <> lines.inside_minor`,
  },
  {
    name: 'calls.partsOfUses',
    sentence: 'The parts of every use of a call must sum to the use',
    sql: `SELECT 'call ' || uses.call_id || ' use ' || uses.ordinal AS what FROM call_uses AS uses
            LEFT JOIN (SELECT call_id, use_ordinal, sum(minor) AS minor FROM call_parts GROUP BY call_id, use_ordinal) AS sums
              ON sums.call_id = uses.call_id AND sums.use_ordinal = uses.ordinal
          WHERE coalesce(sums.minor, 0) <> uses.minor`,
  },
  {
    name: 'calls.totals',
    sentence: 'A call must be as large as its uses and its lines, and have as many lines as it says',
    sql: `SELECT 'call ' || id AS what FROM capital_calls
          WHERE total <> (SELECT coalesce(sum(minor), 0) FROM call_uses WHERE call_id = id)
            OR total <> (SELECT coalesce(sum(minor), 0) FROM call_lines WHERE call_id = id)
            OR line_count <> (SELECT count(*) FROM call_lines WHERE call_id = id)`,
  },
  {
    name: 'calls.numbered',
    sentence: 'The calls of a fund must be numbered without a gap',
    sql: `SELECT 'fund ' || fund_id AS what FROM capital_calls GROUP BY fund_id HAVING min(number) <> 1 OR max(number) <> count(*)`,
  },
  {
    name: 'calls.ofTheFund',
    sentence: 'A call must be in the currency of its fund, into an account of it, of holdings in its classes',
    sql: `SELECT 'call ' || calls.id AS what FROM capital_calls AS calls JOIN funds ON funds.id = calls.fund_id
            LEFT JOIN fund_bank_accounts AS accounts ON accounts.id = calls.account_id
          WHERE funds.currency <> calls.currency OR accounts.fund_id <> calls.fund_id
            OR EXISTS (SELECT 1 FROM call_lines JOIN fund_classes ON fund_classes.id = class_id WHERE call_id = calls.id AND fund_classes.fund_id <> calls.fund_id)`,
  },
  {
    name: 'calls.withinCommitment',
    sentence: 'No line of a call may take a holding past what it had committed',
    sql: `SELECT 'call ' || call_id || ' line ' || call_lines.ordinal AS what FROM call_lines JOIN capital_calls ON id = call_id
          WHERE kind = 'capital' AND inside_minor > 0 AND called_before + inside_minor > commitment`,
  },
  {
    name: 'calls.insideCommitment',
    sentence: 'What a holding was called inside its commitment must be within the commitment as it stands now',
    // A class is of one fund. Refunds of a closing stand beside the calls; what newcomers caught up is a call of its own.
    sql: `SELECT 'investor ' || investor_id || ' class ' || class_id AS what FROM (
            SELECT investor_id, class_id, inside_minor AS minor FROM capital_calls JOIN call_lines ON call_id = id WHERE state = 'issued'
            UNION ALL SELECT investor_id, class_id, CASE WHEN closing_id IS NULL THEN sum(minor) ELSE min(sum(minor), 0) END
              FROM called_moves GROUP BY source_id, investor_id, class_id
            UNION ALL SELECT investor_id, class_id, -minor FROM commitment_events)
          GROUP BY investor_id, class_id HAVING sum(minor >> 32) * 4294967296 + sum(minor & 4294967295) > 0`,
  },
  {
    name: 'calls.approvedByOthers',
    sentence: 'An approved call must have been approved, as it is, by as many people as it needed, none of whom prepared or submitted it',
    sql: `SELECT 'call ' || id AS what FROM capital_calls AS calls
          WHERE kind = 'capital' AND (state IN ('approved', 'issued') OR issued_on IS NOT NULL)
            AND (SELECT count(*) FROM call_approvals WHERE call_id = calls.id AND revision = calls.revision AND content_hash = calls.content_hash
              AND decided_by NOT IN (calls.prepared_by, calls.submitted_by)) < coalesce(approvers_needed, 1)
          UNION ALL
          SELECT 'call ' || calls.id FROM call_approvals JOIN capital_calls AS calls ON calls.id = call_id
          WHERE call_approvals.revision = calls.revision AND decided_by IN (calls.prepared_by, calls.submitted_by)`,
  },
  {
    name: 'calls.issuedPosted',
    sentence: 'Every issued call must have the entry of its issue: on the same day, owed by every investor as its lines say',
    sql: `SELECT 'call ' || calls.id AS what FROM capital_calls AS calls
            LEFT JOIN entries ON ${ENTRY('calls.entry_id', 'entries')}
          WHERE calls.issued_on IS NOT NULL AND (entries.fund_id IS NULL OR entries.fund_id <> calls.fund_id OR entries.effective_on <> calls.issued_on)
          UNION ALL
          SELECT 'call ' || id || ' investor ' || investor_id FROM (
            SELECT calls.id, investor_id, call_lines.minor FROM capital_calls AS calls JOIN call_lines ON call_id = calls.id
            WHERE calls.kind = 'capital' AND calls.issued_on IS NOT NULL
            UNION ALL
            SELECT calls.id, investor_id, -postings.minor FROM capital_calls AS calls
              JOIN accounts ON accounts.fund_id = calls.fund_id AND accounts.role = 'callsReceivable'
              JOIN postings ON postings.command_id = substr(calls.entry_id, 1, 36) AND postings.entry_ordinal = CAST(substr(calls.entry_id, 38) AS INTEGER)
                AND postings.account = accounts.code
            WHERE calls.kind = 'capital' AND calls.issued_on IS NOT NULL)
          GROUP BY id, investor_id HAVING sum(minor) <> 0`,
  },
  {
    name: 'calls.rescindedReversed',
    sentence: 'Every issued call that was taken back must have the reversal of its own entry, on the day it was taken back',
    sql: `SELECT 'call ' || calls.id AS what FROM capital_calls AS calls
            LEFT JOIN entries ON ${ENTRY('calls.reversal_id', 'entries')}
          WHERE calls.state = 'rescinded' AND calls.issued_on IS NOT NULL
            AND (entries.command_id IS NULL OR entries.reverses_command_id || '.' || entries.reverses_ordinal IS NOT calls.entry_id
              OR entries.effective_on <> calls.rescinded_on OR calls.rescinded_on < calls.issued_on)`,
  },
  {
    name: 'calls.amendments',
    sentence: 'An amendment must replace a call of its own fund, which is taken back when the amendment is issued',
    sql: `SELECT 'call ' || calls.id AS what FROM capital_calls AS calls JOIN capital_calls AS replaced ON replaced.id = calls.replaces_id
          WHERE replaced.fund_id <> calls.fund_id OR (calls.issued_on IS NOT NULL AND replaced.state <> 'rescinded')`,
  },
];
