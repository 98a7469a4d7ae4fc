import type { BusinessDate } from '../dates.ts';
import type { DayCount } from '../dayCount.ts';
import { defineLifecycle } from './lifecycle.ts';

export const commitmentKinds = ['initial', 'increase', 'decrease', 'transferIn', 'transferOut', 'cancellation'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];
export const commitmentKindTitles: Readonly<Record<CommitmentKind, string>> = {
  initial: 'Initial commitment',
  increase: 'Increase',
  decrease: 'Decrease',
  transferIn: 'Transfer in',
  transferOut: 'Transfer out',
  cancellation: 'Cancellation',
};

export const closingKinds = ['first', 'subsequent', 'final'] as const;
export type ClosingKind = (typeof closingKinds)[number];
export const closingKindTitles: Readonly<Record<ClosingKind, string>> = {
  first: 'First closing',
  subsequent: 'Subsequent closing',
  final: 'Final closing',
};

/** How equalisation interest grows: not at all, or at the end of each whole year, quarter or month; the rest of a period is simple. */
export const compoundings = ['simple', 'annual', 'quarterly', 'monthly'] as const;
export type Compounding = (typeof compoundings)[number];
export const compoundingTitles: Readonly<Record<Compounding, string>> = {
  simple: 'Simple',
  annual: 'Compounded yearly',
  quarterly: 'Compounded quarterly',
  monthly: 'Compounded monthly',
};

/** What newcomers pay for the time earlier holders carried their share: a rate per year as a decimal, and how time is counted. */
export type EqualisationTerms = Readonly<{ rate: string; compounding: Compounding; dayCount: DayCount; dueOn: BusinessDate }>;

export const stepStates = ['draft', 'approved', 'posted', 'cancelled'] as const;
/** Where a closing or a transfer stands. */
export type StepState = (typeof stepStates)[number];
export const stepStateTitles: Readonly<Record<StepState, string>> = {
  draft: 'Draft',
  approved: 'Approved',
  posted: 'Posted',
  cancelled: 'Cancelled',
};

const stepMoves = [
  {
    name: 'approve',
    from: ['draft'],
    to: 'approved',
    permission: 'commitments.approve',
    guard: 'somebody other than the preparer, and the content is the one they read',
  },
  {
    name: 'post',
    from: ['approved'],
    to: 'posted',
    permission: 'commitments.edit',
    guard: 'what was approved is still what would be written',
  },
  { name: 'cancel', from: ['draft', 'approved'], to: 'cancelled', permission: 'commitments.edit', guard: 'a reason' },
] as const;

export const closingLifecycle = defineLifecycle({
  entity: 'closing',
  states: stepStates,
  initial: 'draft',
  final: ['posted', 'cancelled'],
  moves: [
    { name: 'revise', from: ['draft', 'approved'], to: 'draft', permission: 'commitments.edit', guard: 'none; an approval falls' },
    ...stepMoves,
  ],
} as const);

export const transferLifecycle = defineLifecycle({
  entity: 'transfer',
  states: stepStates,
  initial: 'draft',
  final: ['posted', 'cancelled'],
  moves: stepMoves,
} as const);

export const defaultMoves = ['declare', 'cure'] as const;
export type DefaultMove = (typeof defaultMoves)[number];
export const defaultMoveTitles: Readonly<Record<DefaultMove, string>> = { declare: 'Declare in default', cure: 'Declare cured' };

export const defaultStates = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type DefaultState = (typeof defaultStates)[number];

export const defaultLifecycle = defineLifecycle({
  entity: 'default',
  states: defaultStates,
  initial: 'proposed',
  final: ['approved', 'rejected', 'withdrawn'],
  moves: [
    {
      name: 'approve',
      from: ['proposed'],
      to: 'approved',
      permission: 'commitments.approve',
      guard: 'somebody other than the proposer, and the content is the one they read',
    },
    { name: 'reject', from: ['proposed'], to: 'rejected', permission: 'commitments.approve', guard: 'a reason' },
    { name: 'withdraw', from: ['proposed'], to: 'withdrawn', permission: 'commitments.edit', guard: 'the proposer' },
  ],
} as const);
