import { digitsOf } from '#shared/currencies.ts';
import { LARGEST_TIER_AMOUNT, MOST_APPROVERS, type Priority, priorities, rankOf, type Tier } from '#shared/model/tiers.ts';
import type { Money } from '#shared/money.ts';

/** How many different people must approve this amount at this priority: the most any tier it reaches asks for, and never nobody. */
export function approversNeeded(tiers: readonly Tier[], amount: Money, priority: Priority): number {
  const whole = 10n ** BigInt(digitsOf(amount.currency));
  const magnitude = amount.minor < 0n ? -amount.minor : amount.minor;
  return mostOf(tiers, priority, ({ from }) => BigInt(from) * whole <= magnitude);
}

const mostOf = (tiers: readonly Tier[], priority: Priority, reached: (tier: Tier) => boolean): number =>
  tiers
    .filter((tier) => rankOf(tier.priority) <= rankOf(priority) && reached(tier))
    .reduce((most, { approvers }) => Math.max(most, approvers), 1);

/** What is wrong with a list of tiers, in a sentence's tail; nothing when it may stand. */
export function tiersProblem(tiers: readonly Tier[], most: number): string | undefined {
  if (tiers.length === 0) return 'at least one tier';
  if (tiers.length > most) return `at most ${most} tiers`;
  const inRange = ({ from, approvers }: Tier): boolean =>
    Number.isSafeInteger(from) &&
    from >= 0 &&
    from <= LARGEST_TIER_AMOUNT &&
    Number.isSafeInteger(approvers) &&
    approvers >= 1 &&
    approvers <= MOST_APPROVERS;
  if (!tiers.every(inRange)) return `amounts from 0 to ${LARGEST_TIER_AMOUNT} and 1 to ${MOST_APPROVERS} approvers`;
  const starts = new Set(tiers.map(({ from, priority }) => `${priority} ${from}`));
  if (starts.size < tiers.length) return 'each amount only once per priority';
  return starts.has('low 0') ? undefined : 'a first tier from 0 for every priority';
}

/** Whether some amount at some priority would need fewer people than before. */
export function needsFewer(from: readonly Tier[], to: readonly Tier[]): boolean {
  const steps = [...new Set([...from, ...to].map((tier) => tier.from))];
  const at = (tiers: readonly Tier[], priority: Priority, step: number): number => mostOf(tiers, priority, (tier) => tier.from <= step);
  return priorities.some((priority) => steps.some((step) => at(to, priority, step) < at(from, priority, step)));
}
