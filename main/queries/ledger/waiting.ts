import { readFund } from '#db/tables/funds.ts';
import { readProposalFacts, readProposalSize, readWaitingProposals } from '#db/tables/journals.ts';
import { readWaitingLocks } from '#db/tables/periodLocks.ts';
import { nameIn } from '#db/tables/users.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import { formatMoney } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';

type Put = (
  kind: 'periodsToApprove' | 'journalsToApprove',
  findings: readonly Readonly<{ at: Instant; text: string }>[],
  late: boolean,
) => void;

/** The changes of periods that wait for this person: proposed by somebody else, in a fund they approve for. */
export function putPeriods({ db, now, userId, settings }: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const waiting = readWaitingLocks(db).flatMap((lock) => {
    const fund = readFund(db, lock.fundId);
    const mayApprove = approves.some((held) => covers(held, { kind: 'fund', id: lock.fundId }));
    return fund && mayApprove && lock.proposedBy !== userId ? [{ lock, fund }] : [];
  });
  const isLate = waiting.some(({ lock, fund }) => {
    const hours = settings.integer('audit.lateApprovalHours', chainOf({ id: fund.id, type: fund.vehicleType }));
    return lock.proposedAt < addMinutes(now, -60 * hours);
  });
  put(
    'periodsToApprove',
    waiting.map(({ lock: { fromOn, untilOn, level, proposedBy, proposedAt }, fund }) => ({
      at: proposedAt,
      text: `${fund.name}: ${fromOn} to ${untilOn} ${level}, proposed by ${nameIn(db, proposedBy)}`,
    })),
    isLate,
  );
}

/** Journals and reversals proposed by somebody else, in a fund they approve for. */
export function putJournals({ db, now, userId, settings }: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const waiting = readWaitingProposals(db).flatMap((row) => {
    const fund = readFund(db, row.fundId);
    const mayApprove = approves.some((held) => covers(held, { kind: 'fund', id: row.fundId }));
    return fund && mayApprove && row.proposedBy !== userId ? [{ row, fund }] : [];
  });
  const isLate = waiting.some(({ row, fund }) => {
    const hours = settings.integer('audit.lateApprovalHours', chainOf({ id: fund.id, type: fund.vehicleType }));
    return row.proposedAt < addMinutes(now, -60 * hours);
  });
  const findings = waiting.map(({ row: { id, fileName, proposedBy, proposedAt }, fund }) => {
    const title = fileName ?? readProposalFacts(db, id).memo;
    const size = readProposalSize(db, id).amounts.map(formatMoney).join(', ');
    return { at: proposedAt, text: `${fund.name}: ${title}, ${size}, proposed by ${nameIn(db, proposedBy)}` };
  });
  put('journalsToApprove', findings, isLate);
}
