import { readAllocationApprovals, readProposedAllocations } from '#db/tables/allocations.ts';
import { readFund } from '#db/tables/funds.ts';
import { nameIn } from '#db/tables/users.ts';
import { allocationName } from '#main/engine/allocations/decide.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import { formatMoney, money } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';

type Put = (kind: 'allocationsToApprove', findings: readonly Readonly<{ at: Instant; text: string }>[], late: boolean) => void;

/** Allocations somebody else proposed and this person has not approved yet, of the funds they approve for. */
export function putAllocations({ db, now, userId, settings }: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const waiting = readProposedAllocations(db).flatMap((allocation) => {
    const mayApprove = approves.some((held) => covers(held, { kind: 'fund', id: allocation.fundId }));
    if (!mayApprove || allocation.proposedBy === userId) return [];
    const done = readAllocationApprovals(db, allocation.id).some(({ decidedBy }) => decidedBy === userId);
    const fund = readFund(db, allocation.fundId);
    return done || !fund ? [] : [{ allocation, fund }];
  });
  const isLate = waiting.some(({ allocation, fund }) => {
    const hours = settings.integer('audit.lateApprovalHours', chainOf({ id: fund.id, type: fund.vehicleType }));
    return allocation.proposedAt < addMinutes(now, -60 * hours);
  });
  put(
    'allocationsToApprove',
    waiting.map(({ allocation: { number, dealTitle, minor, currency, proposedBy, proposedAt }, fund }) => ({
      at: proposedAt,
      text: `${dealTitle}: ${formatMoney(money(minor, currency))}, ${allocationName(number, fund.name)}, proposed by ${nameIn(db, proposedBy)}`,
    })),
    isLate,
  );
}
