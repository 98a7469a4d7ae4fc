import type { WriteDb } from '#db/handles.ts';
import { readAllocation, readServingCalls } from '#db/tables/allocations.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { allocationName } from '#main/engine/allocations/decide.ts';
import { checkCall } from '#main/engine/allocations/status.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

type Uses = readonly Readonly<{ allocationId: string | null; minor: bigint | null }>[];
type CallRefusal = 'notFound' | 'allocationNotCallable' | 'allocationOverCalled';

/**
 * Whether a call of a fund may name the allocations it names, for as much as it does; a call that it replaces is left out.
 * Uses of one allocation count together; an amount that is not known yet counts nothing.
 */
export function checkCalledAllocations(db: WriteDb, fundId: string, uses: Uses, without?: string): Result<null, CallRefusal> {
  for (const [allocationId, served] of Map.groupBy(uses, (use) => use.allocationId)) {
    if (allocationId === null) continue;
    const allocation = readAllocation(db, allocationId);
    const fund = fundNameIn(db, fundId);
    if (!allocation || allocation.fundId !== fundId) return refuse('notFound', { what: `allocation of ${fund}`, id: allocationId });
    const calls = (readServingCalls(db, [allocation]).get(allocationId) ?? []).filter(({ callId }) => callId !== without);
    const wanted = served.reduce((running, { minor }) => running + (minor ?? 0n), 0n);
    const checked = checkCall(allocationName(allocation.number, fund), { ...allocation, calls }, money(wanted, allocation.currency));
    if (!checked.ok) return checked;
  }
  return done(null);
}
