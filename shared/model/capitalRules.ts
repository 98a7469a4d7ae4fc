import { count, defineRules, everywhere, type RuleKind, wholeAmount } from './ruleFacts.ts';
import type { Priority, Tier } from './tiers.ts';

const percent = count(0, 100, 'per cent');
const tiers: RuleKind = { type: 'tiers', most: 12 };
const tier = (priority: Priority, from: number, approvers: number): Tier => ({ from, priority, approvers });

/** Limits and approvals of commitments, allocations and calls. */
export const capitalRules = defineRules({
  'commitments.capAtTarget': {
    section: 'Business rules',
    title: 'Commitments stop at the target',
    bites: 'A closing that would bring the commitments of a fund above its target size is refused.',
    kind: { type: 'flag' },
    loosening: 'off',
    defaults: everywhere(true),
    perFund: true,
  },
  'approvals.allocationTiers': {
    section: 'Approvals',
    title: 'Approvers of an allocation',
    bites:
      'An allocation needs this many different people, by what the fund would have in the deal and by its priority; whoever proposed it is never one of them.',
    kind: tiers,
    loosening: 'smaller',
    defaults: everywhere([tier('low', 0, 1), tier('low', 5_000_000, 2), tier('urgent', 1_000_000, 2)]),
    perFund: true,
  },
  'approvals.callTiers': {
    section: 'Approvals',
    title: 'Approvers of a capital call',
    bites: 'A capital call needs this many different people, by its amount and priority; whoever prepared it is never one of them.',
    kind: tiers,
    loosening: 'smaller',
    defaults: everywhere([tier('low', 0, 1), tier('low', 10_000_000, 2), tier('urgent', 1_000_000, 2)]),
    perFund: true,
  },
  'calls.noticeAlways': {
    section: 'Approvals',
    title: 'Notice of a call is never shortened',
    bites:
      'Even an urgent call with a reason is refused when it gives fewer days of notice than the fund’s documents and side letters ask for.',
    kind: { type: 'flag' },
    loosening: 'off',
    defaults: everywhere(false),
    perFund: true,
  },
  'allocations.smallestAmount': {
    section: 'Allocations',
    title: 'Smallest allocation',
    bites: 'A smaller allocation to one fund is refused.',
    kind: wholeAmount,
    loosening: 'smaller',
    defaults: everywhere(100_000),
    perFund: true,
  },
  'allocations.largestAmount': {
    section: 'Allocations',
    title: 'Largest allocation',
    bites: 'A larger allocation to one fund is refused.',
    kind: wholeAmount,
    loosening: 'larger',
    defaults: everywhere(50_000_000),
    perFund: true,
  },
  'allocations.smallestPercent': {
    section: 'Allocations',
    title: 'Smallest share of commitments',
    bites: 'An allocation of less than this share of the fund’s commitments is refused.',
    kind: percent,
    loosening: 'smaller',
    defaults: everywhere(0),
    perFund: true,
  },
  'allocations.largestPercent': {
    section: 'Allocations',
    title: 'Largest share of commitments',
    bites: 'An allocation of more than this share of the fund’s commitments is refused.',
    kind: percent,
    loosening: 'larger',
    defaults: everywhere(20),
    perFund: true,
  },
  'allocations.concentrationPercent': {
    section: 'Allocations',
    title: 'Concentration in one deal or project',
    bites: 'All allocations of a fund to one deal or project together may not pass this share of its commitments.',
    kind: percent,
    loosening: 'larger',
    defaults: everywhere(25),
    perFund: true,
  },
  'allocations.investmentPeriod': {
    section: 'Allocations',
    title: 'Only in the investment period',
    bites: 'A fund that is not investing, or is past the years below, takes no new allocation.',
    kind: { type: 'flag' },
    loosening: 'off',
    defaults: everywhere(true),
    perFund: true,
  },
  'allocations.investmentYears': {
    section: 'Allocations',
    title: 'The investment period lasts',
    bites: 'From the day the fund began investing; after it no new allocation is taken.',
    kind: count(1, 30, 'years'),
    loosening: 'larger',
    defaults: everywhere(6),
    perFund: true,
  },
  'capital.reminderDays': {
    section: 'Business rules',
    title: 'Remind of an unpaid call',
    bites:
      'A reminder is noted for each unpaid line when its call reaches one of these ages, in days after the due date (before it if negative).',
    kind: { type: 'integers', smallest: -60, largest: 365, most: 12, unit: 'days' },
    loosening: 'never',
    defaults: everywhere([-5, 0, 3, 10]),
    perFund: true,
  },
  'capital.escalationDays': {
    section: 'Business rules',
    title: 'Escalate an unpaid call from',
    bites: 'From this many days after the due date on a reminder is an escalation and shows as such on Today.',
    kind: count(0, 365, 'days'),
    loosening: 'larger',
    defaults: everywhere(10),
    perFund: true,
  },
});
