import type { BusinessDate, Instant } from '../dates.ts';
import type { UserId } from '../ids.ts';
import { capitalRules } from './capitalRules.ts';
import { defineLifecycle } from './lifecycle.ts';
import { count, defineRules, everywhere, type RuleValue, wholeAmount } from './ruleFacts.ts';

export { isTiers, type Loosening, type Profile, profiles, type RuleFact, type RuleKind, type RuleValue } from './ruleFacts.ts';

/** Every limit and threshold of the house, in one typed place. A rule stands here only once something obeys it. */
export const rules = defineRules({
  'access.autoLockMinutes': {
    section: 'Access',
    title: 'Lock after idle minutes',
    bites: 'The window locks itself when nobody has touched it for this long.',
    kind: count(1, 480, 'minutes'),
    loosening: 'larger',
    defaults: { practice: 60, staging: 30, live: 15 },
    perFund: false,
  },
  'access.stepUpMinutes': {
    section: 'Access',
    title: 'Passphrase stays fresh for',
    bites: 'Approvals and access changes ask for the passphrase again after this long.',
    kind: count(1, 60, 'minutes'),
    loosening: 'larger',
    defaults: { practice: 30, staging: 10, live: 5 },
    perFund: false,
  },
  'access.passphraseLength': {
    section: 'Access',
    title: 'Shortest passphrase',
    bites: 'A new passphrase with fewer characters is refused.',
    kind: count(8, 64, 'characters'),
    loosening: 'smaller',
    defaults: { practice: 8, staging: 12, live: 12 },
    perFund: false,
  },
  'access.unmaskMinutes': {
    section: 'Access',
    title: 'Unmasked values stay visible for',
    bites: 'A revealed tax id or account number is masked again after this long.',
    kind: count(1, 60, 'minutes'),
    loosening: 'larger',
    defaults: everywhere(10),
    perFund: false,
  },
  'access.auditorDays': {
    section: 'Access',
    title: 'Longest auditor access',
    bites: 'An auditor role must end within this many days of its start.',
    kind: count(1, 366, 'days'),
    loosening: 'larger',
    defaults: everywhere(120),
    perFund: false,
  },
  'settings.dualControl': {
    section: 'Business rules',
    title: 'Loosened rules need a second person',
    bites: 'A change that loosens a rule waits until somebody else approves it.',
    kind: { type: 'flag' },
    loosening: 'off',
    defaults: everywhere(true),
    perFund: false,
  },
  'settings.proposalDays': {
    section: 'Business rules',
    title: 'A proposal lapses after',
    bites: 'A rule change that nobody decided in this time must be proposed again.',
    kind: count(1, 90, 'days'),
    loosening: 'larger',
    defaults: everywhere(14),
    perFund: true,
  },
  'investors.payeeCoolOffDays': {
    section: 'Business rules',
    title: 'A payee change rests for',
    bites: 'A new or changed bank account cannot be approved before this many days have passed since it was requested.',
    kind: count(0, 30, 'days'),
    loosening: 'smaller',
    defaults: { practice: 1, staging: 3, live: 3 },
    perFund: false,
  },
  'investors.callbackNumberDays': {
    section: 'Business rules',
    title: 'A callback number is at least this old',
    bites: 'A callback to a number that was changed within this many days before the request is refused.',
    kind: count(0, 365, 'days'),
    loosening: 'smaller',
    defaults: everywhere(30),
    perFund: false,
  },
  'investors.callbackByAnother': {
    section: 'Business rules',
    title: 'The callback is made by another person',
    bites: 'Whoever requested a payee change cannot record its callback.',
    kind: { type: 'flag' },
    loosening: 'off',
    defaults: { practice: false, staging: true, live: true },
    perFund: false,
  },
  'investors.formWarningDays': {
    section: 'Business rules',
    title: 'Warn before a tax form ends',
    bites: 'A W-8 that ends within this many days shows on Today and on the investor.',
    kind: count(0, 366, 'days'),
    loosening: 'smaller',
    defaults: everywhere(90),
    perFund: false,
  },
  'investors.kycWarningDays': {
    section: 'Business rules',
    title: 'Warn before KYC expires',
    bites: 'A KYC approval that expires within this many days shows on Today and on the investor.',
    kind: count(0, 366, 'days'),
    loosening: 'smaller',
    defaults: everywhere(60),
    perFund: false,
  },
  'ledger.journalLimit': {
    section: 'Approvals',
    title: 'A journal waits above',
    bites: 'A manual journal or reversal whose debits come to more than this, in the currency of the fund, waits for a second person.',
    kind: wholeAmount,
    loosening: 'larger',
    defaults: { practice: 1_000_000_000, staging: 10_000_000, live: 10_000_000 },
    perFund: true,
  },
  'ledger.rateStaleDays': {
    section: 'Business rules',
    title: 'An exchange rate serves for',
    bites: 'Without a rate of the day, the last one before it is used if it is at most this many days old; otherwise the step is refused.',
    kind: count(0, 31, 'days'),
    loosening: 'larger',
    defaults: everywhere(7),
    perFund: true,
  },
  ...capitalRules,
  'audit.lateApprovalHours': {
    section: 'Audit',
    title: 'An approval is late after',
    bites: 'Waiting approvals older than this show on Today and in the late-approvals report.',
    kind: count(1, 720, 'hours'),
    loosening: 'larger',
    defaults: everywhere(48),
    perFund: true,
  },
  'audit.periodEndDays': {
    section: 'Audit',
    title: 'Days around a period end',
    bites: 'Changes within this many days of a quarter end are listed in the compliance report.',
    kind: count(0, 31, 'days'),
    loosening: 'smaller',
    defaults: everywhere(5),
    perFund: true,
  },
  'audit.dormantDays': {
    section: 'Audit',
    title: 'A user is dormant after',
    bites: 'Active users who did nothing for this long are listed in the compliance report.',
    kind: count(7, 366, 'days'),
    loosening: 'larger',
    defaults: everywhere(60),
    perFund: false,
  },
  'audit.repeatedRefusals': {
    section: 'Audit',
    title: 'Refusals in an hour that raise an event',
    bites: 'This many not-permitted attempts of one user within an hour open a security event.',
    kind: count(2, 100, 'refusals'),
    loosening: 'larger',
    defaults: everywhere(5),
    perFund: false,
  },
  'audit.massExportRows': {
    section: 'Audit',
    title: 'Rows that make an export a mass export',
    bites: 'An export of at least this many rows opens a security event.',
    kind: count(100, 1_000_000, 'rows'),
    loosening: 'larger',
    defaults: everywhere(5000),
    perFund: false,
  },
  'audit.massUnmaskings': {
    section: 'Audit',
    title: 'Unmaskings in an hour that raise an event',
    bites: 'This many revealed values by one user within an hour open a security event.',
    kind: count(2, 1000, 'values'),
    loosening: 'larger',
    defaults: everywhere(20),
    perFund: false,
  },
  'audit.dayStartsHour': {
    section: 'Audit',
    title: 'The working day starts at hour',
    bites: 'An unlock before this hour, house time, opens a security event.',
    kind: count(0, 12, "o'clock"),
    loosening: 'smaller',
    defaults: { practice: 0, staging: 6, live: 6 },
    perFund: false,
  },
  'audit.dayEndsHour': {
    section: 'Audit',
    title: 'The working day ends at hour',
    bites: 'An unlock from this hour on, house time, opens a security event.',
    kind: count(13, 24, "o'clock"),
    loosening: 'larger',
    defaults: { practice: 24, staging: 22, live: 22 },
    perFund: false,
  },
  'health.backupHours': {
    section: 'Health',
    title: 'Back up every',
    bites: 'A backup runs when the newest is older than this.',
    kind: count(1, 168, 'hours'),
    loosening: 'larger',
    defaults: everywhere(24),
    perFund: false,
  },
  'health.backupsKept': {
    section: 'Health',
    title: 'Backups kept',
    bites: 'Older backups are removed once this many newer ones exist.',
    kind: count(2, 365, 'backups'),
    loosening: 'smaller',
    defaults: everywhere(14),
    perFund: false,
  },
  'health.retryMinutes': {
    section: 'Health',
    title: 'Retry a failed job after',
    bites: 'A job that failed is tried again after each of these waits, then stays failed.',
    kind: { type: 'integers', smallest: 1, largest: 10_080, most: 6, unit: 'minutes' },
    loosening: 'any',
    defaults: everywhere([1, 10, 60]),
    perFund: false,
  },
});

export type RuleKey = keyof typeof rules;
export const ruleKeys = Object.keys(rules) as RuleKey[];

export const ruleScopeKinds = ['house', 'fundType', 'fund'] as const;
export type RuleScope = Readonly<{ kind: (typeof ruleScopeKinds)[number]; id: string | null }>;

export type SettingState = 'proposed' | 'approved' | 'rejected' | 'withdrawn';

export const settingLifecycle = defineLifecycle({
  entity: 'setting',
  states: ['proposed', 'approved', 'rejected', 'withdrawn'],
  initial: 'proposed',
  final: ['approved', 'rejected', 'withdrawn'],
  moves: [
    {
      name: 'approve',
      from: ['proposed'],
      to: 'approved',
      permission: 'settings.approve',
      guard: 'somebody other than the proposer, and the proposal has not lapsed',
    },
    { name: 'reject', from: ['proposed'], to: 'rejected', permission: 'settings.approve', guard: 'a reason' },
    { name: 'withdraw', from: ['proposed'], to: 'withdrawn', permission: 'settings.propose', guard: 'the proposer' },
  ],
} as const);

/** The day from which an approved value holds. */
export const holdsFrom = ({ effectiveOn, inForceOn }: Pick<SettingValue, 'effectiveOn' | 'inForceOn'>): BusinessDate =>
  inForceOn ?? effectiveOn;

/** One dated value of a rule, as stored. */
export type SettingValue = Readonly<{
  id: string;
  rule: RuleKey;
  scope: RuleScope;
  value: RuleValue;
  effectiveOn: BusinessDate;
  state: SettingState;
  loosens: boolean;
  proposedBy: UserId;
  proposedAt: Instant;
  reason: string;
  decidedBy: UserId | null;
  decidedAt: Instant | null;
  decisionReason: string | null;
  contentHash: string;
  /** Where it was approved after the day it was meant for: the day from which it holds. */
  inForceOn: BusinessDate | null;
}>;
