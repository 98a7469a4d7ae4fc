/** How pressing an allocation or a call is, from the least to the most. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];
export const priorityTitles: Readonly<Record<Priority, string>> = { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' };

/**
 * From this amount on, at this priority or a more pressing one, so many different people must approve. The amount is in whole
 * units of the fund's own currency, so that one tier serves funds of every currency.
 */
export type Tier = Readonly<{ from: number; priority: Priority; approvers: number }>;

export const LARGEST_TIER_AMOUNT = 1_000_000_000_000_000;
export const MOST_APPROVERS = 5;

export const rankOf = (priority: Priority): number => priorities.indexOf(priority);

/** Tiers in the order people read them: the least pressing first, then from the smallest amount up. */
export const inOrder = (tiers: readonly Tier[]): readonly Tier[] =>
  [...tiers].sort((left, right) => rankOf(left.priority) - rankOf(right.priority) || left.from - right.from);

const people = (count: number): string => (count === 1 ? '1 approver' : `${count} approvers`);

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** Tiers in words: “1 approver; from 5,000,000: 2 approvers; urgent from 1,000,000: 2 approvers”. */
export const tiersText = (tiers: readonly Tier[]): string =>
  inOrder(tiers)
    .map(({ from, priority, approvers }) => {
      const start = [priority === 'low' ? '' : priority, from === 0 ? '' : `from ${grouped(from)}`].filter((part) => part !== '').join(' ');
      return start === '' ? people(approvers) : `${start}: ${people(approvers)}`;
    })
    .join('; ');
