import type { Check } from './check.ts';

export const ledgerChecks: readonly Check[] = [
  {
    name: 'ledger.balanced',
    sentence: 'Every entry must come to zero in every currency',
    sql: `SELECT 'entry ' || command_id || '.' || entry_ordinal || ' in ' || currency AS what FROM postings
          GROUP BY command_id, entry_ordinal, currency HAVING sum(minor >> 32) * 4294967296 + sum(minor & 4294967295) <> 0`,
  },
  {
    name: 'ledger.postingsOfEntries',
    sentence: 'Every posting must carry the fund and the dates of its entry',
    sql: `SELECT 'entry ' || entries.command_id || '.' || entries.ordinal AS what FROM postings
          JOIN entries ON entries.command_id = postings.command_id AND entries.ordinal = postings.entry_ordinal
          WHERE postings.fund_id <> entries.fund_id OR postings.effective_on <> entries.effective_on OR postings.recorded_at <> entries.recorded_at`,
  },
  {
    name: 'ledger.entriesHavePostings',
    sentence: 'Every entry must have postings, numbered without a gap',
    sql: `SELECT 'entry ' || entries.command_id || '.' || entries.ordinal AS what FROM entries
          LEFT JOIN postings ON postings.command_id = entries.command_id AND postings.entry_ordinal = entries.ordinal
          GROUP BY entries.command_id, entries.ordinal
          HAVING count(postings.ordinal) < 2 OR min(postings.ordinal) <> 0 OR max(postings.ordinal) <> count(*) - 1`,
  },
  {
    name: 'ledger.ofCommands',
    sentence: 'Every entry must belong to the command that recorded it, by the same person at the same moment',
    sql: `SELECT 'entry ' || entries.command_id || '.' || entries.ordinal AS what FROM entries
          LEFT JOIN command_log ON command_log.command_id = entries.command_id
          WHERE command_log.command_id IS NULL OR command_log.at <> entries.recorded_at OR command_log.actor_id <> entries.recorded_by
            OR command_log.name <> entries.source`,
  },
  {
    name: 'ledger.subLedgers',
    sentence: 'The postings of a control account must name an investor, and no others may, so that sub-ledgers equal their control account',
    sql: `SELECT 'account ' || postings.account || ' in entry ' || postings.command_id || '.' || postings.entry_ordinal AS what FROM postings
          JOIN accounts ON accounts.fund_id = postings.fund_id AND accounts.code = postings.account
          WHERE (postings.investor_id IS NOT NULL) <> accounts.is_control`,
  },
  {
    name: 'ledger.reversals',
    sentence: 'A reversal must cancel its entry line by line, in the same fund and not before it, and must not itself be reversed',
    sql: `SELECT 'entry ' || reversal.command_id || '.' || reversal.ordinal AS what FROM entries AS reversal
          JOIN entries AS original ON original.command_id = reversal.reverses_command_id AND original.ordinal = reversal.reverses_ordinal
          WHERE reversal.kind = 'reversal' AND (original.kind = 'reversal' OR original.fund_id <> reversal.fund_id
            OR reversal.effective_on < original.effective_on
            OR EXISTS (SELECT 1 FROM postings AS undone
              LEFT JOIN postings AS undoing ON undoing.command_id = reversal.command_id AND undoing.entry_ordinal = reversal.ordinal
                AND undoing.ordinal = undone.ordinal
              WHERE undone.command_id = original.command_id AND undone.entry_ordinal = original.ordinal
                AND (undoing.minor IS NULL OR undoing.minor <> -undone.minor OR undoing.account <> undone.account
                  OR undoing.currency <> undone.currency OR undoing.investor_id IS NOT undone.investor_id)))`,
  },
  {
    name: 'ledger.secondPerson',
    sentence: 'A change of a closed period must have been approved by a second person',
    sql: `SELECT 'period ' || from_on || ' to ' || until_on AS what FROM period_locks WHERE state = 'approved' AND decided_by = proposed_by`,
  },
  {
    name: 'ledger.lockTurns',
    sentence: 'The approved changes of a fund’s periods must be numbered without a gap',
    sql: `SELECT 'fund ' || fund_id AS what FROM period_locks WHERE turn IS NOT NULL
          GROUP BY fund_id HAVING min(turn) <> 1 OR max(turn) <> count(*)`,
  },
  {
    name: 'ledger.rateRevisions',
    sentence: 'Corrections of a rate must be numbered without a gap, each with its reason',
    sql: `SELECT base || '/' || quote || ' on ' || rate_on AS what FROM fx_rates GROUP BY base, quote, rate_on, source
          HAVING min(revision) <> 0 OR max(revision) <> count(*) - 1 OR sum(revision > 0 AND reason IS NULL) > 0`,
  },
];
