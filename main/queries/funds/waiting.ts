import { readFund } from '#db/tables/funds.ts';
import { readDraftNavs } from '#db/tables/navs.ts';
import { nameIn } from '#db/tables/users.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import type { QueryContext } from '../handler.ts';

type Put = (kind: 'navsToApprove', findings: readonly Readonly<{ at: Instant | null; text: string }>[], late?: boolean) => void;

/** NAVs somebody else prepared, of the funds this person may approve for. */
export function putNavs({ db, now, userId, settings }: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const waiting = readDraftNavs(db).flatMap((nav) => {
    const fund = readFund(db, nav.fundId);
    const mayApprove = approves.some((held) => covers(held, { kind: 'fund', id: nav.fundId }));
    return fund && mayApprove && nav.preparedBy !== userId ? [{ nav, fund }] : [];
  });
  const isLate = waiting.some(({ nav, fund }) => {
    const hours = settings.integer('audit.lateApprovalHours', chainOf({ id: fund.id, type: fund.vehicleType }));
    return nav.preparedAt < addMinutes(now, -60 * hours);
  });
  put(
    'navsToApprove',
    waiting.map(({ nav, fund }) => ({
      at: nav.preparedAt,
      text: `${fund.name} for ${nav.asOfOn}, prepared by ${nameIn(db, nav.preparedBy)}`,
    })),
    isLate,
  );
}
