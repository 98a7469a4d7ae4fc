import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { ProposalKind } from '#shared/model/journals.ts';
import type { AccountKind, EntryKind, LockLevel, LockState } from '#shared/model/ledger.ts';
import type { Refusal } from '#shared/result.ts';

export type BookRecord = QueryOutput<'ledger.books'>['rows'][number];
export type AccountRecord = QueryOutput<'ledger.accounts'>['rows'][number];
export type EntryRecord = QueryOutput<'ledger.journal'>['rows'][number];
export type BalanceRecord = QueryOutput<'ledger.trialBalance'>['rows'][number];
export type LockRecord = QueryOutput<'ledger.periods'>['rows'][number];
export type ProposalRecord = QueryOutput<'ledger.proposals'>['rows'][number];
export type RateRecord = QueryOutput<'ledger.rates'>['rows'][number];

export const kindTitles: Readonly<Record<AccountKind, string>> = {
  asset: 'Asset',
  liability: 'Liability',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expense',
};
export const entryTitles: Readonly<Record<EntryKind, string>> = {
  journal: 'Journal',
  reversal: 'Reversal',
  revaluation: 'Revaluation',
  event: 'Event',
};
export const proposalTitles: Readonly<Record<ProposalKind, string>> = {
  journal: 'Journal',
  reversal: 'Reversal',
  import: 'File',
  undo: 'Undo of a file',
};
export const levelTitles: Readonly<Record<LockLevel, string>> = { open: 'Open', soft: 'Soft lock', hard: 'Hard lock' };
export const lockTones: Readonly<Record<LockState, Tone>> = { proposed: 'warn', approved: 'good', rejected: 'bad', withdrawn: 'neutral' };
export const lockTitles: Readonly<Record<LockState, string>> = {
  proposed: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

export const optionsOf = <Key extends string>(titles: Readonly<Record<Key, string>>) =>
  Object.entries<string>(titles).map(([value, label]) => ({ value, label }));

export const accountLabel = ({ code, name }: Pick<AccountRecord, 'code' | 'name'>): string => `${code} ${name}`;

/** Whether the refusal of a journal can be answered by proposing it instead. */
export const needsSecond = (refusal: Refusal | null): boolean =>
  refusal?.code === 'journalNeedsSecond' || refusal?.code === 'journalNotComparable';
