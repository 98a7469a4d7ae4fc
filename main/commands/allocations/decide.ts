import type { WriteDb } from '#db/handles.ts';
import { readAllocationFacts } from '#db/tables/allocationFacts.ts';
import {
  type AllocationRow,
  insertAllocationApproval,
  moveAllocation,
  readAllocation,
  readAllocationApprovals,
  readServingCalls,
} from '#db/tables/allocations.ts';
import { type FundRow, readFund } from '#db/tables/funds.ts';
import { allocationName, approve, cancel, reject } from '#main/engine/allocations/decide.ts';
import { checkLimits, inSameDeal, verdictOf } from '#main/engine/allocations/limits.ts';
import { approversFor, standingOf, wantedOf } from '#main/engine/allocations/standing.ts';
import { calledFor } from '#main/engine/allocations/status.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import type { AllocationState } from '#shared/model/allocations.ts';
import { money } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { inFund } from '../funds/fund.ts';
import { type Context, type Handler, reads, writes } from '../handler.ts';
import { standsOn } from './propose.ts';

type ById = Readonly<{ allocationId: string; fundId: FundId }>;
type Found = Readonly<{ allocation: AllocationRow; fund: FundRow; name: string }>;

const guards = ({ allocationId, fundId }: ById) => [...standsOn(fundId), writes('allocation', allocationId)];

function find(db: WriteDb, { allocationId, fundId }: ById): Found | undefined {
  const fund = readFund(db, fundId);
  const allocation = readAllocation(db, allocationId);
  if (!fund || allocation?.fundId !== fundId) return undefined;
  return { allocation, fund, name: allocationName(allocation.number, fund.name) };
}

const unknown = (id: string) => refuse('notFound', { what: 'allocation of this fund', id });

export const approveAllocation: Handler<'allocations.approve'> = {
  guards,
  scope: inFund,

  run(context, input) {
    const { db, actor, now, today, settings } = context;
    const found = find(db, input);
    if (!found) return unknown(input.allocationId);
    const { allocation, fund, name } = found;
    const standing = standingOf(fund, readAllocationFacts(db, fund.id, today), settings, allocation.id);
    const wanted = wantedOf(allocation);
    const altogether = money(allocation.minor + inSameDeal(wanted, standing), fund.currency);
    const needed = Math.max(allocation.approversNeeded, approversFor(settings, fund, altogether, allocation.priority));
    const approvers = readAllocationApprovals(db, allocation.id).map(({ decidedBy }) => decidedBy);
    const decision = approve({ ...allocation, name, approvers, needed, called: 0n }, actor.userId, input.contentHash);
    if (!decision.ok) return decision;
    const verdict = verdictOf(checkLimits(wanted, standing));
    if (!verdict.ok) return verdict;
    const { state, left } = decision.value;
    const ordinal = approvers.length + 1;
    insertAllocationApproval(db, {
      allocationId: allocation.id,
      ordinal,
      contentHash: allocation.contentHash,
      decidedBy: actor.userId,
      decidedAt: now,
    });
    move(context, allocation, state, { approversNeeded: needed, approvedAt: state === 'approved' ? now : null });
    return done({ state, approvalsLeft: left });
  },
};

export const rejectAllocation: Handler<'allocations.reject'> = {
  guards,
  scope: inFund,

  run(context, input) {
    const found = find(context.db, input);
    if (!found) return unknown(input.allocationId);
    const decision = reject({ ...found.allocation, name: found.name });
    if (!decision.ok) return decision;
    end(context, found.allocation, decision.value, input.reason);
    return done({});
  },
};

export const cancelAllocation: Handler<'allocations.cancel'> = {
  guards: (input) => [...guards(input), reads('fundCalls', input.fundId)],
  scope: inFund,

  run(context, input) {
    const found = find(context.db, input);
    if (!found) return unknown(input.allocationId);
    const { allocation, name } = found;
    if (allocation.version !== input.expectedVersion) return refuse('staleVersion', { what: name });
    const called = calledFor(readServingCalls(context.db, [allocation]).get(allocation.id) ?? []);
    const decision = cancel({ ...allocation, name, called });
    if (!decision.ok) return decision;
    end(context, allocation, decision.value, input.reason);
    return done({});
  },
};

function end(context: Context, allocation: AllocationRow, state: AllocationState, reason: string): void {
  move(context, allocation, state, { endedBy: context.actor.userId, endedAt: context.now, endReason: reason });
}

type Patch = Partial<Pick<AllocationRow, 'approversNeeded' | 'approvedAt' | 'endedBy' | 'endedAt' | 'endReason'>>;

function move({ db }: Context, allocation: AllocationRow, state: AllocationState, patch: Patch): void {
  const { approversNeeded, approvedAt, endedBy, endedAt, endReason } = { ...allocation, ...patch };
  moveAllocation(db, allocation, {
    state,
    approversNeeded,
    approvedAt,
    endedBy,
    endedAt,
    endReason,
    version: allocation.version + 1,
  });
}
