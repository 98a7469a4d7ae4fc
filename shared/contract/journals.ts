import { z } from 'zod';
import { journalFields } from '../model/journals.ts';
import { defineCommand } from './define.ts';
import { AccountCode, EntryFields, EntryId, EntryLine, EvidenceList, entryRefusals, LedgerFund, MOST_LINES } from './ledger.ts';
import { Day, Hash, MoneyAmount, Name, Reason, text, uuid } from './schemas.ts';

export const MOST_FILE_LINES = MOST_LINES;
const JournalText = text(80);

/** One line of a file: lines with the same `entry` make one entry, of the day and memo of its first line. */
export const FileLine = z.strictObject({
  line: z.int().min(1).max(10_000_000),
  entry: JournalText,
  effectiveOn: Day,
  memo: text(500),
  account: AccountCode,
  investorId: uuid().nullable().default(null),
  amount: MoneyAmount,
});

const FileInput = z.strictObject({
  importId: uuid(),
  fundId: LedgerFund,
  fileName: text(200),
  fileHash: Hash,
  reason: Reason,
  rows: z.array(FileLine).min(2).max(MOST_FILE_LINES),
});
const UndoInput = z.strictObject({ importId: uuid(), effectiveOn: Day.nullable().default(null), reason: Reason });
const Proposed = z.strictObject({ contentHash: Hash });
const Counted = z.strictObject({ entries: z.int(), lines: z.int() });

const limitRefusals = ['journalNeedsSecond', 'journalNotComparable'] as const;
const lineRefusals = [...entryRefusals, 'investorsUnknown'] as const;
const reversalRefusals = ['entryOfEvent', 'entryReversed', 'entryIsReversal', 'reversalTooEarly'] as const;
const fileRefusals = ['booksMissing', 'journalRowsWrong', 'journalFileKnown', 'periodLocked'] as const;
const undoRefusals = ['importUndone', 'nothingToUndo', ...reversalRefusals, 'periodLocked'] as const;
const proposalTables = ['journal_proposals', 'journal_proposal_entries', 'journal_proposal_lines'] as const;
const bookTables = ['entries', 'postings'] as const;

/** One journal that waits. */
export const journalCommands = {
  'ledger.proposeJournal': defineCommand({
    summary: 'Proposes a manual journal; nothing is posted before somebody else approves it.',
    class: 'decision',
    input: z.strictObject({ journalId: uuid(), fundId: LedgerFund, ...EntryFields, lines: z.array(EntryLine).min(2).max(MOST_LINES) }),
    output: Proposed,
    refusals: [...lineRefusals, 'periodLocked'],
    permission: 'ledger.post',
    changes: proposalTables,
  }),
  'ledger.proposeReversal': defineCommand({
    summary: 'Proposes to reverse an entry; it stands until somebody else approves.',
    class: 'decision',
    input: z.strictObject({ journalId: uuid(), entryId: EntryId, effectiveOn: Day, reason: Reason }),
    output: Proposed,
    refusals: [...reversalRefusals, 'periodLocked'],
    permission: 'ledger.post',
    changes: proposalTables,
  }),
  'ledger.approveJournal': defineCommand({
    summary: 'Posts what somebody else proposed, once more checked against the chart, the investors and the closed periods of today.',
    class: 'decision',
    input: z.strictObject({ journalId: uuid(), contentHash: Hash }),
    output: z.strictObject({ entryId: EntryId, entries: z.int() }),
    refusals: [
      ...lineRefusals,
      ...reversalRefusals,
      'journalDecided',
      'journalByProposer',
      'journalContentChanged',
      'journalFileKnown',
      'importUndone',
      'periodLocked',
    ],
    permission: 'ledger.approveJournal',
    stepUp: true,
    changes: [...bookTables, 'journal_proposals', 'journal_imports'],
  }),
  'ledger.rejectJournal': defineCommand({
    summary: 'Turns a proposed journal down, with the reason.',
    class: 'decision',
    input: z.strictObject({ journalId: uuid(), reason: Reason }),
    output: z.strictObject({}),
    refusals: ['journalDecided'],
    permission: 'ledger.approveJournal',
    changes: ['journal_proposals'],
  }),
  'ledger.withdrawJournal': defineCommand({
    summary: 'Takes one’s own proposed journal back, with the reason.',
    class: 'decision',
    input: z.strictObject({ journalId: uuid(), reason: Reason }),
    output: z.strictObject({}),
    refusals: ['journalDecided', 'journalNotProposer'],
    permission: 'ledger.post',
    changes: ['journal_proposals'],
  }),
  'ledger.importJournals': defineCommand({
    summary: 'Posts every entry of a file, or none: one row that cannot be stops the whole file and is named.',
    class: 'decision',
    input: FileInput,
    output: Counted,
    refusals: [...fileRefusals, ...limitRefusals],
    permission: 'ledger.post',
    changes: [...bookTables, 'journal_imports'],
  }),
  'ledger.proposeImport': defineCommand({
    summary: 'Proposes every entry of a file; nothing is posted before somebody else approves it.',
    class: 'decision',
    input: FileInput,
    output: Proposed,
    refusals: fileRefusals,
    permission: 'ledger.post',
    changes: proposalTables,
  }),
  'ledger.undoImport': defineCommand({
    summary: 'Reverses every entry of a file that still stands, each on its own day or all on one.',
    class: 'decision',
    input: UndoInput,
    output: Counted,
    refusals: [...undoRefusals, ...limitRefusals],
    permission: 'ledger.post',
    changes: [...bookTables, 'journal_imports'],
  }),
  'ledger.proposeUndo': defineCommand({
    summary: 'Proposes to reverse every entry of a file; they stand until somebody else approves.',
    class: 'decision',
    input: UndoInput.extend({ journalId: uuid() }),
    output: Proposed,
    refusals: undoRefusals,
    permission: 'ledger.post',
    changes: proposalTables,
  }),
  'ledger.settle': defineCommand({
    summary:
      'Settles part of a foreign-currency balance in the currency of the fund, at the rate of the day or for what the bank paid, and posts what was realised.',
    class: 'decision',
    input: z.strictObject({
      fundId: LedgerFund,
      on: Day,
      account: AccountCode,
      investorId: uuid().nullable().default(null),
      /** How much of the balance; without a sign. */
      amount: MoneyAmount,
      against: AccountCode,
      /** What the bank paid or took in the fund's currency; null for the rate of the day. */
      proceeds: MoneyAmount.nullable().default(null),
      reason: Reason,
      evidence: EvidenceList.default([]),
    }),
    output: z.strictObject({ entryId: EntryId, proceeds: MoneyAmount, gain: MoneyAmount }),
    refusals: [
      ...entryRefusals,
      'roleMissing',
      'settleNotMoney',
      'settleCurrency',
      'settleProceeds',
      'settleBeyond',
      'positionMixed',
      'rateMissing',
      'rateInFuture',
      'amountTooLarge',
      'periodLocked',
    ],
    permission: 'ledger.post',
    changes: bookTables,
  }),
  'ledger.mapAccounts': defineCommand({
    summary: 'Says which codes accounts have in the house’s own general ledger; null takes one away.',
    class: 'fieldEdit',
    input: z.strictObject({
      fundId: LedgerFund,
      codes: z
        .array(z.strictObject({ account: AccountCode, externalCode: Name.nullable() }))
        .min(1)
        .max(2000),
    }),
    output: z.strictObject({ changed: z.int() }),
    refusals: ['booksMissing', 'accountsUnknown', 'accountTwice'],
    permission: 'ledger.post',
    changes: ['account_codes'],
  }),
};

/** Which column of a file fills which field, by position. */
export const JournalMapping = z.strictObject(
  Object.fromEntries(journalFields.map((field) => [field, z.int().min(0).max(500).optional()])) as Record<
    (typeof journalFields)[number],
    z.ZodOptional<z.ZodInt>
  >,
);
