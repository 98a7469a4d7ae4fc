import { readOpenClosings } from '#db/tables/closings.ts';
import { readProposedDefaults } from '#db/tables/commitments.ts';
import { readFund } from '#db/tables/funds.ts';
import { readOpenTransfers } from '#db/tables/transfers.ts';
import { nameIn } from '#db/tables/users.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import { defaultMoveTitles } from '#shared/model/commitments.ts';
import { formatMoney, money } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';
import { shownName } from './rows.ts';

type Kind = 'closingsToApprove' | 'transfersToApprove' | 'defaultsToApprove';
type Put = (kind: Kind, findings: readonly Readonly<{ at: Instant; text: string }>[], late: boolean) => void;
type Waiting = Readonly<{ fundId: FundId; preparedBy: UserId; at: Instant; text: (fund: string) => string }>;

/** Closings, transfers and defaults somebody else prepared, of the funds this person may approve for. */
export function putCommitments(context: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const { db } = context;
  const isDraft = ({ state }: Readonly<{ state: string }>): boolean => state === 'draft';
  const closings = readOpenClosings(db).filter(isDraft);
  const transfers = readOpenTransfers(db).filter(isDraft);
  const put1 = (kind: Kind, waiting: readonly Waiting[]): void => putWaiting(context, approves, waiting, (...found) => put(kind, ...found));
  put1(
    'closingsToApprove',
    closings.map(({ fundId, preparedBy, preparedAt, number }) => ({
      fundId,
      preparedBy,
      at: preparedAt,
      text: (fund) => `Closing ${number} of ${fund}`,
    })),
  );
  put1(
    'transfersToApprove',
    transfers.map(({ fundId, preparedBy, preparedAt, fromInvestorId, toInvestorId, minor }) => ({
      fundId,
      preparedBy,
      at: preparedAt,
      text: (fund) =>
        `${fund}: ${shownName(db, fromInvestorId)} to ${shownName(db, toInvestorId)}, ${formatMoney(money(minor, readFund(db, fundId)!.currency))}`,
    })),
  );
  put1(
    'defaultsToApprove',
    readProposedDefaults(db).map(({ fundId, proposedBy, proposedAt, investorId, move }) => ({
      fundId,
      preparedBy: proposedBy,
      at: proposedAt,
      text: (fund) => `${fund}: ${shownName(db, investorId)}, ${defaultMoveTitles[move].toLowerCase()}`,
    })),
  );
}

type Found = (findings: readonly Readonly<{ at: Instant; text: string }>[], late: boolean) => void;

function putWaiting(
  { db, now, userId, settings }: QueryContext,
  approves: readonly GrantScope[],
  waiting: readonly Waiting[],
  put: Found,
): void {
  const own = waiting.flatMap((step) => {
    const fund = readFund(db, step.fundId);
    const mayApprove = approves.some((held) => covers(held, { kind: 'fund', id: step.fundId }));
    return fund && mayApprove && step.preparedBy !== userId ? [{ ...step, fund }] : [];
  });
  const isLate = own.some(({ at, fund }) => {
    const hours = settings.integer('audit.lateApprovalHours', chainOf({ id: fund.id, type: fund.vehicleType }));
    return at < addMinutes(now, -60 * hours);
  });
  put(
    own.map(({ at, text, fund, preparedBy }) => ({ at, text: `${text(fund.name)}, prepared by ${nameIn(db, preparedBy)}` })),
    isLate,
  );
}
