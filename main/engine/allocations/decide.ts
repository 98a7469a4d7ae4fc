import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { type AllocationState, allocationLifecycle } from '#shared/model/allocations.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { formatMoney, money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

export type Decided = Readonly<{
  /** “Allocation 3 of Harbour Fund I”. */
  name: string;
  state: AllocationState;
  currency: Currency;
  contentHash: string;
  proposedBy: string;
  /** Who approved it so far. */
  approvers: readonly string[];
  /** How many the rules ask for: the more of what they asked at the proposal and what they ask now. */
  needed: number;
  called: bigint;
}>;

export const allocationName = (number: number, fund: string): string => `Allocation ${number} of ${fund}`;

type ApprovalRefusal = 'allocationDecided' | 'allocationByApprover' | 'allocationChanged' | 'allocationApprovedByYou';

/** One more approval: where it leads, and how many are still missing afterwards. */
export function approve(
  { name, state, contentHash, proposedBy, approvers, needed }: Decided,
  approver: string,
  seenHash: string,
): Result<Readonly<{ state: AllocationState; left: number }>, ApprovalRefusal> {
  const to = nextState(allocationLifecycle, state, 'approve');
  if (!to) return refuse('allocationDecided', { name, state });
  if (contentHash !== seenHash) return refuse('allocationChanged', { name });
  if (proposedBy === approver) return refuse('allocationByApprover', { name });
  const before = needed - approvers.length;
  if (approvers.includes(approver)) return refuse('allocationApprovedByYou', { name, left: before });
  return done(before <= 1 ? { state: to, left: 0 } : { state, left: before - 1 });
}

export function reject({ name, state }: Pick<Decided, 'name' | 'state'>): Result<AllocationState, 'allocationDecided'> {
  const to = nextState(allocationLifecycle, state, 'reject');
  return to ? done(to) : refuse('allocationDecided', { name, state });
}

export function cancel({
  name,
  state,
  called,
  currency,
}: Pick<Decided, 'name' | 'state' | 'called' | 'currency'>): Result<AllocationState, 'allocationDecided' | 'allocationCalled'> {
  const to = nextState(allocationLifecycle, state, 'cancel');
  if (!to) return refuse('allocationDecided', { name, state });
  return called > 0n ? refuse('allocationCalled', { name, called: formatMoney(money(called, currency)) }) : done(to);
}
