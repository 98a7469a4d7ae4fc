import type { ReadDb } from '#db/handles.ts';
import { readSecurityEvents } from '#db/operational.ts';
import { readDecisions, readLastActive } from '#db/tables/commandLog.ts';
import { readAllSettingValues } from '#db/tables/settingValues.ts';
import { nameIn, readUsers } from '#db/tables/users.ts';
import { dormantUsers, lateApprovals, nearPeriodEnd, type ReportRow, withoutSecondPerson } from '#main/engine/audit/reports.ts';
import type { QueryInput } from '#shared/contract/index.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';

type Report = Readonly<{ title: string; rule: string; rows: ReportRow[] }>;
type Kind = QueryInput<'audit.report'>['kind'];

export const report: QueryHandler<'audit.report'> = (context, { kind, from, until }) => reports[kind](context, { from, until });

type Period = Readonly<{ from: BusinessDate; until: BusinessDate }>;
const nameOf = (db: ReadDb) => (id: string) => nameIn(db, id);

const reports: Readonly<Record<Kind, (context: QueryContext, period: Period) => Report>> = {
  withoutSecondPerson: ({ db }, period) => ({
    title: 'Approvals without a second person',
    rule: 'Loosened rules decided by the person who proposed them.',
    rows: withoutSecondPerson(readAllSettingValues(db), period, nameOf(db)),
  }),
  thresholdBreaches: ({ db }, { from, until }) => ({
    title: 'Threshold breaches',
    rule: 'Security events raised by the limits in Settings.',
    rows: readSecurityEvents(db, `${from}T00:00:00.000Z` as Instant, `${until}T23:59:59.999Z` as Instant).map((event) => ({
      at: event.occurredAt,
      who: event.who,
      what: event.kind,
      detail: event.detail,
      seq: null,
    })),
  }),
  lateApprovals: ({ db, now, settings }, period) => {
    const hours = settings.integer('audit.lateApprovalHours');
    return {
      title: 'Late approvals',
      rule: `Decided, or still waiting, more than ${hours} hours after they were asked for.`,
      rows: lateApprovals(readAllSettingValues(db), period, hours, now, nameOf(db)),
    };
  },
  nearPeriodEnd: ({ db, settings }, { from, until }) => {
    const days = settings.integer('audit.periodEndDays');
    return {
      title: 'Changes near a period end',
      rule: `Decisions within ${days} days of a quarter end.`,
      rows: nearPeriodEnd(readDecisions(db, from, until), days, nameOf(db)),
    };
  },
  dormantUsers: ({ db, today, settings }) => {
    const days = settings.integer('audit.dormantDays');
    const people = readUsers(db).map((user) => ({ ...user, lastActiveAt: readLastActive(db, user.id) as Instant | null }));
    return { title: 'Dormant users', rule: `Active users who did nothing for ${days} days.`, rows: dormantUsers(people, days, today) };
  },
};
