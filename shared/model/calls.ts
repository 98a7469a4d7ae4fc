import { defineLifecycle } from './lifecycle.ts';

export const callKinds = ['capital', 'equalisation'] as const;
export type CallKind = (typeof callKinds)[number];
export const callKindTitles: Readonly<Record<CallKind, string>> = { capital: 'Capital call', equalisation: 'Equalisation at a closing' };

export const callMethods = ['amount', 'percent', 'need'] as const;
export type CallMethod = (typeof callMethods)[number];
export const callMethodTitles: Readonly<Record<CallMethod, string>> = {
  amount: 'Amounts by use',
  percent: 'Percent of commitments',
  need: 'Needs less cash on hand',
};

/** What a person may call for; the last two are written by a closing alone. */
export const callPurposes = ['investment', 'managementFee', 'expenses', 'organisation', 'workingCapital', 'lineRepayment'] as const;
export const usePurposes = [...callPurposes, 'equalisation', 'equalisationInterest'] as const;
export type CallPurpose = (typeof callPurposes)[number];
export type UsePurpose = (typeof usePurposes)[number];
export const purposeTitles: Readonly<Record<UsePurpose, string>> = {
  investment: 'Investment',
  managementFee: 'Management fee',
  expenses: 'Fund expenses',
  organisation: 'Organisation costs',
  workingCapital: 'Working capital',
  lineRepayment: 'Repayment of the line',
  equalisation: 'Catch-up at a closing',
  equalisationInterest: 'Interest on the catch-up',
};
/** What a fee-only holding takes part in. */
export const feePurposes: readonly UsePurpose[] = ['managementFee', 'expenses', 'organisation'];

export const treatments = ['full', 'feeOnly', 'excused'] as const;
export type Treatment = (typeof treatments)[number];
export const treatmentTitles: Readonly<Record<Treatment, string>> = { full: 'In full', feeOnly: 'Fees only', excused: 'Excused' };

export const callStates = ['draft', 'inApproval', 'approved', 'issued', 'rescinded'] as const;
export type CallState = (typeof callStates)[number];

export const callLifecycle = defineLifecycle({
  entity: 'call',
  states: callStates,
  initial: 'draft',
  final: ['rescinded'],
  moves: [
    {
      name: 'redraft',
      from: ['draft', 'inApproval', 'approved'],
      to: 'draft',
      permission: 'calls.draft',
      guard: 'every approval given so far falls',
    },
    { name: 'submit', from: ['draft'], to: 'inApproval', permission: 'calls.draft', guard: 'an account to pay into, and enough notice' },
    {
      name: 'approve',
      from: ['inApproval'],
      to: 'approved',
      permission: 'calls.approve',
      guard: 'as many people as the rules ask for, none of them the preparer, each on the content they read',
    },
    { name: 'sendBack', from: ['inApproval', 'approved'], to: 'draft', permission: 'calls.approve', guard: 'a reason' },
    { name: 'issue', from: ['approved'], to: 'issued', permission: 'calls.issue', guard: 'nothing it stands on has changed' },
    { name: 'drop', from: ['draft', 'inApproval', 'approved'], to: 'rescinded', permission: 'calls.draft', guard: 'a reason' },
    {
      name: 'rescind',
      from: ['issued'],
      to: 'rescinded',
      permission: 'calls.approve',
      guard: 'somebody other than who issued it, and a reason',
    },
  ],
} as const);

/** What a person sees: once issued, where the money stands decides. */
export const shownStatuses = [
  'draft',
  'inApproval',
  'approved',
  'issued',
  'partlyPaid',
  'paid',
  'overdue',
  'defaulted',
  'rescinded',
] as const;
export type ShownStatus = (typeof shownStatuses)[number];
export const statusTitles: Readonly<Record<ShownStatus, string>> = {
  draft: 'Draft',
  inApproval: 'In approval',
  approved: 'Approved',
  issued: 'Issued',
  partlyPaid: 'Partly paid',
  paid: 'Paid',
  overdue: 'Overdue',
  defaulted: 'Defaulted',
  rescinded: 'Rescinded',
};
