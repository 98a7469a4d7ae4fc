import { fundNameIn, readFund } from '#db/tables/funds.ts';
import { readFundIds } from '#db/tables/ledger.ts';
import { openLines, readBills, readWaitingWaivers, suspendedReceipts } from '#db/tables/receipts.ts';
import { nameIn } from '#db/tables/users.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { addDays, addMinutes, type Instant } from '#shared/dates.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import { formatMoney } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';

type Kind = 'callsOverdue' | 'moneyInSuspense' | 'waiversToApprove';
type Put = (kind: Kind, findings: readonly Readonly<{ at: Instant | null; text: string }>[], late?: boolean) => void;
type Grants = Readonly<{ records: readonly GrantScope[]; approves: readonly GrantScope[] }>;

/** What waits around receipts: money nobody has claimed, lines past their due date, waivers somebody else proposed. */
export function putReceipts(context: QueryContext, { records, approves }: Grants, put: Put): void {
  const { db, userId } = context;
  const covered = (grants: readonly GrantScope[], fundId: string): boolean =>
    grants.some((held) => covers(held, { kind: 'fund', id: fundId }));
  if (records.length > 0) putMoney(context, (fundId) => covered(records, fundId), put);
  const waiting = readWaitingWaivers(db).filter(({ fundId, proposedBy }) => proposedBy !== userId && covered(approves, fundId));
  put(
    'waiversToApprove',
    waiting.map(({ callId, billOrdinal, fundId, minor, proposedBy, proposedAt }) => {
      const { currency } = readBills(db, callId).find(({ ordinal }) => ordinal === billOrdinal)!;
      return {
        at: proposedAt,
        text: `${fundNameIn(db, fundId)}: ${formatMoney({ minor, currency })} of interest, proposed by ${nameIn(db, proposedBy)}`,
      };
    }),
    waiting.some(({ proposedAt, fundId }) => proposedAt < addMinutes(context.now, -60 * lateHours(context, fundId))),
  );
}

const fundChain = ({ db }: QueryContext, fundId: string) => chainOf({ id: fundId, type: readFund(db, fundId)!.vehicleType });
const lateHours = (context: QueryContext, fundId: string): number =>
  context.settings.integer('audit.lateApprovalHours', fundChain(context, fundId));

function putMoney(context: QueryContext, mayRecord: (fundId: string) => boolean, put: Put): void {
  const { db, today, settings } = context;
  put(
    'moneyInSuspense',
    suspendedReceipts(db)
      .filter(({ fundId }) => mayRecord(fundId))
      .map(({ fundId, minor, currency, receivedOn, recordedAt, payer }) => ({
        at: recordedAt,
        text: `${fundNameIn(db, fundId)}: ${formatMoney({ minor, currency })} of ${receivedOn}${payer === '' ? '' : ` from ${payer}`}`,
      })),
  );
  const overdue = readFundIds(db)
    .filter(mayRecord)
    .flatMap((fundId) => openLines(db, fundId).flatMap((line) => (line.dueOn < today ? [{ fundId, line }] : [])));
  const isEscalated = overdue.some(
    ({ fundId, line }) => addDays(line.dueOn, settings.integer('capital.escalationDays', fundChain(context, fundId))) <= today,
  );
  put(
    'callsOverdue',
    overdue.map(({ fundId, line: { investor, number, called, paid, currency, dueOn } }) => ({
      at: null,
      text: `${investor}: ${formatMoney({ minor: called - paid, currency })} of call ${number} of ${fundNameIn(db, fundId)}, due on ${dueOn}`,
    })),
    isEscalated,
  );
}
