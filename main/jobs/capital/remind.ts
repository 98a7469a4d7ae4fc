import type { ReadDb, WriteDb } from '#db/handles.ts';
import { readFund } from '#db/tables/funds.ts';
import { readFundIds } from '#db/tables/ledger.ts';
import { readSettingFacts } from '#db/tables/settingValues.ts';
import { remindersOf } from '#main/commands/capital/remind.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { SettingsInForce } from '#main/engine/settings/resolve.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { done, type Refused, type Result } from '#shared/result.ts';

export type WriterOrder = Readonly<{ startedBy: UserId; now: Instant; today: BusinessDate; ids: () => string }>;

/** The funds in which a reminder or an escalation is due that nobody noted yet. */
export function fundsToRemind(db: ReadDb, today: BusinessDate): string[] {
  const settings = new SettingsInForce(readSettingFacts(db), today);
  return readFundIds(db).filter((id) => {
    const fund = readFund(db, id);
    return fund !== undefined && remindersOf(db, fund, settings, today).length > 0;
  });
}

/** Notes what is due, fund by fund, each by the one command that writes it: so a killed job loses nothing and repeats nothing. */
export function remindOfCalls(
  db: WriteDb,
  { startedBy, now, today, ids }: WriterOrder,
): Result<{ reminders: number; escalations: number }> {
  let [reminders, escalations] = [0, 0];
  const actor = { userId: startedBy, transport: 'system', device: 'job', origin: null, steppedUp: false } as const;
  for (const fundId of fundsToRemind(db, today)) {
    const { reply } = runCommand(db, { name: 'receipts.remind', id: ids(), input: { fundId }, actor, now, today });
    if (!reply.ok) return refuse(reply.error.code as RefusalCode, reply.error.detail as never) as Refused;
    const noted = reply.value as { reminders: number; escalations: number };
    [reminders, escalations] = [reminders + noted.reminders, escalations + noted.escalations];
  }
  return done({ reminders, escalations });
}
