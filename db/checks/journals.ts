import type { Check } from './check.ts';

/** What a proposal would post beside what was posted, posting by posting. */
const line = (minor: string) => `account, investor_id, currency, ${minor}`;

export const journalChecks: readonly Check[] = [
  {
    name: 'journals.secondPerson',
    sentence: 'A journal that waited must have been approved by a second person',
    sql: `SELECT 'journal ' || id AS what FROM journal_proposals WHERE state = 'approved' AND decided_by = proposed_by`,
  },
  {
    name: 'journals.sound',
    sentence: 'A proposed journal must hold entries and lines numbered without a gap, each entry coming to zero in every currency',
    sql: `SELECT 'journal ' || id AS what FROM journal_proposals WHERE NOT EXISTS (SELECT 1 FROM journal_proposal_entries WHERE proposal_id = id)
          UNION ALL SELECT 'journal ' || proposal_id FROM journal_proposal_entries GROUP BY proposal_id
            HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
          UNION ALL SELECT 'entry ' || entry.ordinal || ' of journal ' || entry.proposal_id FROM journal_proposal_entries AS entry
            LEFT JOIN journal_proposal_lines AS line ON line.proposal_id = entry.proposal_id AND line.entry_ordinal = entry.ordinal
            GROUP BY entry.proposal_id, entry.ordinal
            HAVING count(line.ordinal) < 2 OR min(line.ordinal) <> 0 OR max(line.ordinal) <> count(*) - 1
          UNION ALL SELECT 'entry ' || entry_ordinal || ' of journal ' || proposal_id FROM journal_proposal_lines
            GROUP BY proposal_id, entry_ordinal, currency HAVING sum(minor >> 32) * 4294967296 + sum(minor & 4294967295) <> 0`,
  },
  {
    name: 'journals.posted',
    sentence: 'An approved journal must be posted exactly as it was proposed, and no other may be',
    sql: `SELECT 'journal ' || id AS what FROM journal_proposals WHERE state = 'approved' AND (
            (SELECT count(*) FROM journal_proposal_entries WHERE proposal_id = id) <>
              (SELECT count(*) FROM entries WHERE entries.command_id = journal_proposals.command_id)
            OR EXISTS (SELECT ordinal, effective_on, memo, reverses_command_id, reverses_ordinal FROM journal_proposal_entries WHERE proposal_id = id
              EXCEPT SELECT ordinal, effective_on, memo, reverses_command_id, reverses_ordinal FROM entries
                WHERE entries.command_id = journal_proposals.command_id AND entries.fund_id = journal_proposals.fund_id AND source = 'ledger.approveJournal')
            OR EXISTS (SELECT entry_ordinal, ordinal, ${line('minor')} FROM journal_proposal_lines WHERE proposal_id = id
              EXCEPT SELECT entry_ordinal, ordinal, ${line('minor')} FROM postings WHERE postings.command_id = journal_proposals.command_id)
            OR EXISTS (SELECT entry_ordinal, ordinal, ${line('minor')} FROM postings WHERE postings.command_id = journal_proposals.command_id
              EXCEPT SELECT entry_ordinal, ordinal, ${line('minor')} FROM journal_proposal_lines WHERE proposal_id = id))
          UNION ALL SELECT 'entry ' || command_id || '.' || ordinal FROM entries WHERE source = 'ledger.approveJournal'
            AND NOT EXISTS (SELECT 1 FROM journal_proposals WHERE journal_proposals.command_id = entries.command_id AND state = 'approved')`,
  },
  {
    name: 'journals.imports',
    sentence: 'An import of journals must stand for the entries of its command, and once undone for reversals of all of them',
    sql: `SELECT 'import ' || id AS what FROM journal_imports WHERE entry_count <>
            (SELECT count(*) FROM entries WHERE entries.command_id = journal_imports.command_id AND entries.fund_id = journal_imports.fund_id)
          OR line_count <> (SELECT count(*) FROM postings WHERE postings.command_id = journal_imports.command_id)
          OR undone_by IS NOT NULL AND EXISTS (SELECT 1 FROM entries AS original WHERE original.command_id = journal_imports.command_id
            AND NOT EXISTS (SELECT 1 FROM entries AS undo
              WHERE undo.reverses_command_id = original.command_id AND undo.reverses_ordinal = original.ordinal))`,
  },
];
