import type { House } from '#test/kit/house.ts';
import { addFund, books, journalInput, line } from '#test/kit/ledger.ts';
import { type Breakers, copied } from './meddle.ts';

/** A journal that was approved, one that waits, and files of journals that stand and were undone. */
function journals(): House {
  const { firm, fundId, approver } = books();
  const lines = [line('1000', 700), line('5000', -700)];
  const propose = (memo: string): { journalId: string; contentHash: string } => {
    const journalId = firm.id();
    return { journalId, ...firm.done('ledger.proposeJournal', { journalId, ...journalInput(fundId, lines, { memo }) }) };
  };
  firm.done('ledger.approveJournal', propose('Approved'), { as: approver });
  propose('Waiting');
  const rows = [
    { line: 2, entry: 'J1', effectiveOn: '2026-02-10', memo: 'Of a file', ...line('1000', 70) },
    { line: 3, entry: 'J1', effectiveOn: '2026-02-10', memo: 'Of a file', ...line('5000', -70) },
  ];
  for (const [fileName, fileHash] of [
    ['stands.csv', 'a'.repeat(64)],
    ['undone.csv', 'b'.repeat(64)],
  ] as const) {
    const importId = firm.id();
    firm.done('ledger.importJournals', { importId, fundId, fileName, fileHash, reason: 'Taken over', rows });
    if (fileName === 'undone.csv') firm.done('ledger.undoImport', { importId, reason: 'wrong file' });
  }
  firm.done('ledger.openChart', { fundId: addFund(firm, 'Harbour Fund II') });
  return firm;
}

const waiting = "(SELECT id FROM journal_proposals WHERE state = 'proposed')";
const approved = "(SELECT id FROM journal_proposals WHERE state = 'approved')";

export const journalBreakers: Breakers = {
  records: 'journals that wait',
  sound: journals,
  broken: {
    'journals.secondPerson': ["UPDATE journal_proposals SET decided_by = proposed_by WHERE state = 'approved'"],
    'journals.sound': [
      `DELETE FROM journal_proposal_lines WHERE proposal_id = ${waiting}; DELETE FROM journal_proposal_entries WHERE proposal_id = ${waiting}`,
      `UPDATE journal_proposal_lines SET minor = minor + 1 WHERE proposal_id = ${waiting} AND ordinal = 0`,
      `UPDATE journal_proposal_lines SET ordinal = 5 WHERE proposal_id = ${waiting} AND ordinal = 1`,
      `UPDATE journal_proposal_entries SET ordinal = 1 WHERE proposal_id = ${waiting};
       UPDATE journal_proposal_lines SET entry_ordinal = 1 WHERE proposal_id = ${waiting}`,
    ],
    'journals.posted': [
      `UPDATE journal_proposal_lines SET minor = minor * 2 WHERE proposal_id = ${approved}`,
      `UPDATE journal_proposal_lines SET account = '5100' WHERE proposal_id = ${approved} AND ordinal = 1`,
      `UPDATE journal_proposal_entries SET memo = 'Another' WHERE proposal_id = ${approved}`,
      `UPDATE journal_proposal_entries SET effective_on = '2026-02-11' WHERE proposal_id = ${approved}`,
      "UPDATE journal_proposals SET state = 'rejected', decision_reason = 'no' WHERE state = 'approved'",
      `UPDATE journal_proposals SET fund_id = (SELECT id FROM funds WHERE name = 'Harbour Fund II') WHERE state = 'approved'`,
      copied('journal_proposal_entries', `proposal_id = ${approved}`, 'ordinal = 1') +
        copied('journal_proposal_lines', `proposal_id = ${approved}`, 'entry_ordinal = 1'),
    ],
    'journals.imports': [
      'UPDATE journal_imports SET entry_count = 2',
      'UPDATE journal_imports SET line_count = 3',
      `UPDATE journal_imports SET undone_by = imported_by, undone_at = imported_at, undo_reason = 'no', undo_command_id = command_id
       WHERE file_name = 'stands.csv'`,
      `UPDATE journal_imports SET fund_id = (SELECT id FROM funds WHERE name = 'Harbour Fund II') WHERE file_name = 'stands.csv'`,
    ],
  },
};
