import { readCallApprovals, readWaitingCalls } from '#db/tables/calls.ts';
import { readFund } from '#db/tables/funds.ts';
import { nameIn } from '#db/tables/users.ts';
import { callName } from '#main/engine/capital/callSteps.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import { formatMoney, money } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';

type Put = (kind: 'callsToApprove', findings: readonly Readonly<{ at: Instant; text: string }>[], late: boolean) => void;

/** Calls in approval that this person neither prepared nor submitted nor approved yet, of the funds they approve for. */
export function putCalls({ db, now, userId, settings }: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const waiting = readWaitingCalls(db).flatMap((call) => {
    const mayApprove = approves.some((held) => covers(held, { kind: 'fund', id: call.fundId }));
    if (!mayApprove || call.preparedBy === userId || call.submittedBy === userId) return [];
    const given = readCallApprovals(db, call.id).filter(({ revision }) => revision === call.revision);
    const fund = readFund(db, call.fundId);
    return !fund || given.some(({ decidedBy }) => decidedBy === userId) ? [] : [{ call, fund }];
  });
  const isLate = waiting.some(({ call, fund }) => {
    const hours = settings.integer('audit.lateApprovalHours', chainOf({ id: fund.id, type: fund.vehicleType }));
    return call.submittedAt! < addMinutes(now, -60 * hours);
  });
  put(
    'callsToApprove',
    waiting.map(({ call, fund }) => ({
      at: call.submittedAt!,
      text: `${callName(call)} of ${fund.name}: ${formatMoney(money(call.total, call.currency))}, prepared by ${nameIn(db, call.preparedBy)}`,
    })),
    isLate,
  );
}
