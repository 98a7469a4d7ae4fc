import { defineLifecycle } from './lifecycle.ts';

/** What waits for a second person: one journal, the reversal of an entry, the journals of a file, or the undoing of such a file. */
export const proposalKinds = ['journal', 'reversal', 'import', 'undo'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export const proposalStates = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

export const journalLifecycle = defineLifecycle({
  entity: 'journal',
  states: proposalStates,
  initial: 'proposed',
  final: ['approved', 'rejected', 'withdrawn'],
  moves: [
    {
      name: 'approve',
      from: ['proposed'],
      to: 'approved',
      permission: 'ledger.approveJournal',
      guard: 'somebody other than the proposer, and everything it posts to still stands',
    },
    { name: 'reject', from: ['proposed'], to: 'rejected', permission: 'ledger.approveJournal', guard: 'a reason' },
    { name: 'withdraw', from: ['proposed'], to: 'withdrawn', permission: 'ledger.post', guard: 'the proposer, with a reason' },
  ],
} as const);

/** What a column of a journal file may hold. An amount is either a debit and a credit column, or one signed column. */
export const journalFields = ['entry', 'effectiveOn', 'memo', 'account', 'investor', 'debit', 'credit', 'amount', 'currency'] as const;
export type JournalField = (typeof journalFields)[number];
export const journalFieldTitles: Readonly<Record<JournalField, string>> = {
  entry: 'Entry',
  effectiveOn: 'Effective on',
  memo: 'Memo',
  account: 'Account',
  investor: 'Investor',
  debit: 'Debit',
  credit: 'Credit',
  amount: 'Amount (debit positive)',
  currency: 'Currency',
};
/** Which columns a file cannot do without; an amount is needed in one form or the other. */
export const neededJournalFields: readonly JournalField[] = ['entry', 'effectiveOn', 'account'];

/** One thing to settle before a period is closed. */
export const closeItems = [
  'waitingJournals',
  'draftedEvents',
  'navs',
  'rates',
  'revaluation',
  'suspense',
  'trialBalance',
  'subLedgers',
] as const;
export type CloseItem = (typeof closeItems)[number];
