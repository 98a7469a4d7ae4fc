import type { BusinessDate } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { readAllocationsOf, readServingCalls } from './allocations.ts';
import { calledOn } from './calls.ts';
import { calledMovesOn, commitmentsOn } from './commitments.ts';
import { readStatusChanges } from './funds.ts';

const total = (rows: readonly Readonly<{ minor: bigint }>[]): bigint => rows.reduce((running, { minor }) => running + minor, 0n);

/** What a fund has, has called and has allocated on a day: all that the limits of an allocation stand on, the rules aside. */
export function readAllocationFacts(db: ReadDb, fundId: string, on: BusinessDate) {
  const allocations = readAllocationsOf(db, fundId).filter(({ state }) => state !== 'cancelled');
  const called = calledOn(db, fundId, on).map(({ insideMinor }) => ({ minor: insideMinor }));
  return {
    investingSince: readStatusChanges(db, fundId).findLast(({ toStatus }) => toStatus === 'investing')?.effectiveOn ?? null,
    commitments: total(commitmentsOn(db, fundId, on)),
    called: total(called) + total(calledMovesOn(db, fundId, on)),
    allocations,
    calls: readServingCalls(db, [...allocations, { id: '', fundId }]),
    on,
  };
}
export type AllocationFactsOfFund = ReturnType<typeof readAllocationFacts>;
