import type { Currency } from '../currencies.ts';
import type { BusinessDate, Instant } from '../dates.ts';
import type { CommandId, FundId, UserId } from '../ids.ts';
import type { Money } from '../money.ts';
import { defineLifecycle } from './lifecycle.ts';

export const accountKinds = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
export type AccountKind = (typeof accountKinds)[number];

export const sides = ['debit', 'credit'] as const;
export type Side = (typeof sides)[number];

/** The side on which an account of this kind grows, unless it is a contra account. */
export const usualSide: Readonly<Record<AccountKind, Side>> = {
  asset: 'debit',
  liability: 'credit',
  equity: 'credit',
  income: 'credit',
  expense: 'debit',
};

/** What the program itself posts to: it looks an account up by its role, so a house may number its chart as it likes. */
export const accountRoles = [
  'operatingCash',
  'distributionCash',
  'escrowCash',
  'callsReceivable',
  'investments',
  'unrealisedAppreciation',
  'currencyPosition',
  'accountsPayable',
  'managementFeesPayable',
  'distributionsPayable',
  'withholdingPayable',
  'subscriptionLine',
  'lineInterestPayable',
  'paidInAdvance',
  'suspense',
  'contributedCapital',
  'distributedCapital',
  'distributedIncome',
  'allocatedIncome',
  'carriedInterest',
  'transferredInterest',
  'openingBalances',
  'realisedGains',
  'changeInUnrealised',
  'realisedCurrency',
  'unrealisedCurrency',
  'lateInterest',
  'managementFees',
  'lineInterest',
] as const;
export type AccountRole = (typeof accountRoles)[number];

/** The charts a fund may begin with. One that was released never changes: a fund that began with it replays with it. */
export const starterCharts = ['starter-1'] as const;
export type StarterChart = (typeof starterCharts)[number];

export type ChartAccount = Readonly<{
  code: string;
  name: string;
  kind: AccountKind;
  normalSide: Side;
  /** Kept per investor: every posting names one, and their balances sum to the account's. */
  isControl: boolean;
  role: AccountRole | null;
}>;

/** One line of an entry: a debit is positive, a credit negative. */
export type Line = Readonly<{ account: string; investorId: string | null; amount: Money }>;

export const entryKinds = ['journal', 'reversal', 'revaluation', 'event'] as const;
export type EntryKind = (typeof entryKinds)[number];

export type EntryRef = Readonly<{ commandId: CommandId; ordinal: number }>;
/** How an entry is named outside the tables: the command that wrote it, and which of its entries. */
export const entryIdOf = ({ commandId, ordinal }: EntryRef): string => `${commandId}.${ordinal}`;
export function entryRefOf(id: string): EntryRef {
  const at = id.lastIndexOf('.');
  return { commandId: id.slice(0, at) as CommandId, ordinal: Number(id.slice(at + 1)) };
}

/** How tightly a date is closed. Soft: those who may lock periods still post. Hard: nobody does. */
export const lockLevels = ['open', 'soft', 'hard'] as const;
export type LockLevel = (typeof lockLevels)[number];

export type LockState = 'proposed' | 'approved' | 'rejected' | 'withdrawn';

export const lockLifecycle = defineLifecycle({
  entity: 'periodLock',
  states: ['proposed', 'approved', 'rejected', 'withdrawn'],
  initial: 'proposed',
  final: ['approved', 'rejected', 'withdrawn'],
  moves: [
    { name: 'approve', from: ['proposed'], to: 'approved', permission: 'ledger.approveLock', guard: 'somebody other than the proposer' },
    { name: 'reject', from: ['proposed'], to: 'rejected', permission: 'ledger.approveLock', guard: 'a reason' },
    { name: 'withdraw', from: ['proposed'], to: 'withdrawn', permission: 'ledger.lock', guard: 'the proposer' },
  ],
} as const);

/** A change of how tightly the dates from one day to another are closed, as stored. */
export type LockChange = Readonly<{
  id: string;
  fundId: FundId;
  fromOn: BusinessDate;
  untilOn: BusinessDate;
  level: LockLevel;
  state: LockState;
  /** Its place among the approved changes of the fund: the later one holds. */
  turn: number | null;
  proposedBy: UserId;
  proposedAt: Instant;
  reason: string;
  decidedBy: UserId | null;
  decidedAt: Instant | null;
  decisionReason: string | null;
  contentHash: string;
}>;

export const rateSources = ['manual', 'ecb'] as const;
export type RateSource = (typeof rateSources)[number];

/** What one unit of `base` cost in `quote` on a day: an exact decimal, as text. */
export type Quote = Readonly<{ base: Currency; quote: Currency; on: BusinessDate; source: RateSource; rate: string }>;
