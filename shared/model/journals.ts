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
