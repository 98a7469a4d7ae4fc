import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { formatMoney, type Money, subtract } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

export type Reduction = Readonly<{ kind: 'decrease' | 'cancellation'; minor: bigint; effectiveOn: BusinessDate }>;
export type Reduced = Readonly<{ investor: string; commitment: Money; called: Money; lastChangeOn: BusinessDate; today: BusinessDate }>;
type ReduceRefusal = 'dateInFuture' | 'reduceOutOfOrder' | 'reduceBeyond' | 'reduceNotWhole';

/** Only what was not called yet can be taken off a commitment; a cancellation takes all of that. Returns what is committed afterwards. */
export function reduceCommitment(
  { kind, minor, effectiveOn }: Reduction,
  { investor, commitment, called, lastChangeOn, today }: Reduced,
): Result<bigint, ReduceRefusal> {
  if (effectiveOn > today) return refuse('dateInFuture', { what: `The ${kind} of ${investor}`, on: effectiveOn, today });
  if (effectiveOn < lastChangeOn) return refuse('reduceOutOfOrder', { investor, on: effectiveOn, last: lastChangeOn });
  const open = subtract(commitment, called);
  if (minor > open.minor)
    return refuse('reduceBeyond', {
      investor,
      commitment: formatMoney(commitment),
      called: formatMoney(called),
      most: formatMoney(open),
    });
  if (kind === 'cancellation' && minor !== open.minor) return refuse('reduceNotWhole', { investor, open: formatMoney(open) });
  return done(commitment.minor - minor);
}
