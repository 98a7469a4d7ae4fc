import type { ReadDb } from '#db/handles.ts';
import { type FundRow, readFund } from '#db/tables/funds.ts';
import { insertNotice, newestNotices, openLines } from '#db/tables/receipts.ts';
import { noticesDue } from '#main/engine/capital/reminders.ts';
import { chainOf, type SettingsInForce } from '#main/engine/settings/resolve.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundScope } from '../ledger/post.ts';

/** What the schedule of a fund asks for today that nobody noted yet. */
export function remindersOf(db: ReadDb, { id, vehicleType }: FundRow, settings: SettingsInForce, today: BusinessDate) {
  const chain = chainOf({ id, type: vehicleType });
  const schedule = {
    steps: settings.integers('capital.reminderDays', chain),
    escalateFrom: settings.integer('capital.escalationDays', chain),
  };
  const noted = newestNotices(db, id);
  const lines = openLines(db, id).map((line) => ({ ...line, open: line.called - line.paid }));
  return noticesDue(lines, ({ callId, lineOrdinal }) => noted.get(`${callId} ${lineOrdinal}`), schedule, today);
}

/** Each step of each line is noted once: running it again on the same day, or twice at once, adds nothing. */
export const remindOfCalls: Handler<'receipts.remind'> = {
  guards: ({ fundId }) => [writes('receipts', fundId), reads('fund', fundId)],
  scope: fundScope,

  run({ db, actor, now, today, settings }, { fundId }) {
    const fund = readFund(db, fundId);
    if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
    const due = remindersOf(db, fund, settings, today);
    for (const { line, stepDays, kind } of due)
      insertNotice(db, {
        callId: line.callId,
        lineOrdinal: line.lineOrdinal,
        stepDays,
        kind,
        fundId,
        investorId: line.investorId,
        openMinor: line.open,
        notedOn: today,
        recordedBy: actor.userId,
        recordedAt: now,
      });
    const escalations = due.filter(({ kind }) => kind === 'escalation').length;
    return done({ reminders: due.length - escalations, escalations });
  },
};
