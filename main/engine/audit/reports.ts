import { addDays, addMinutes, type BusinessDate, daysBetween, endOfMonth, type Instant, millisecondsOf, utcDateOf } from '#shared/dates.ts';
import type { SettingValue } from '#shared/model/settings.ts';
import { changeText } from '../settings/rules.ts';

export type ReportRow = Readonly<{ at: Instant | null; who: string; what: string; detail: string; seq: number | null }>;
type NameOf = (userId: string) => string;
type Period = Readonly<{ from: BusinessDate; until: BusinessDate }>;

const inPeriod = (at: Instant, { from, until }: Period): boolean => utcDateOf(at) >= from && utcDateOf(at) <= until;

/** Loosened rules that are in force although nobody but their proposer decided them. */
export function withoutSecondPerson(values: readonly SettingValue[], period: Period, nameOf: NameOf): ReportRow[] {
  return values
    .filter(
      (value) =>
        value.state === 'approved' &&
        value.loosens &&
        value.decidedBy === value.proposedBy &&
        value.decidedAt !== null &&
        inPeriod(value.decidedAt, period),
    )
    .map((value) => ({ at: value.decidedAt, who: nameOf(value.proposedBy), what: changeText(value), detail: value.reason, seq: null }));
}

/** Decisions that came, or still have not come, more than the allowed hours after they were asked for. */
export function lateApprovals(values: readonly SettingValue[], period: Period, hours: number, now: Instant, nameOf: NameOf): ReportRow[] {
  return values
    .filter(
      (value) =>
        value.loosens && inPeriod(value.proposedAt, period) && !(value.state === 'approved' && value.decidedBy === value.proposedBy),
    )
    .filter((value) => (value.decidedAt ?? now) > addMinutes(value.proposedAt, hours * 60))
    .map((value) => ({
      at: value.proposedAt,
      who: nameOf(value.proposedBy),
      what: changeText(value),
      detail:
        value.decidedAt === null
          ? `still waiting after ${hoursBetween(value.proposedAt, now)} hours`
          : `${value.state} after ${hoursBetween(value.proposedAt, value.decidedAt)} hours`,
      seq: null,
    }));
}

const hoursBetween = (from: Instant, until: Instant): number => Math.floor((millisecondsOf(until) - millisecondsOf(from)) / 3_600_000);

type Step = Readonly<{
  seq: number;
  at: Instant;
  today: BusinessDate;
  name: string;
  actorId: string;
  class: string;
  reason: string | null;
}>;

/** Decisions taken within some days of a quarter end: where books are most often bent. */
export function nearPeriodEnd(steps: readonly Step[], days: number, nameOf: NameOf): ReportRow[] {
  return steps.flatMap((step) => {
    const distance = daysToQuarterEnd(step.today);
    if (distance > days || (step.class !== 'decision' && step.class !== 'control')) return [];
    return [
      {
        at: step.at,
        who: nameOf(step.actorId),
        what: step.name,
        detail: distanceText(distance),
        seq: step.seq,
      },
    ];
  });
}

const distanceText = (days: number): string =>
  days === 0 ? 'on the quarter end' : days === 1 ? 'one day from the quarter end' : `${days} days from the quarter end`;

/** Days to the nearest quarter end, before or after. */
export function daysToQuarterEnd(date: BusinessDate): number {
  const quarterEnds = [-1, 0, 1].map((offset) => quarterEnd(date, offset));
  return Math.min(...quarterEnds.map((end) => Math.abs(daysBetween(date, end))));
}

function quarterEnd(date: BusinessDate, offset: number): BusinessDate {
  const month = Number(date.slice(5, 7));
  const index = Number(date.slice(0, 4)) * 4 + Math.floor((month - 1) / 3) + offset;
  const [year, quarter] = [Math.floor(index / 4), index % 4];
  return endOfMonth(`${year.toString().padStart(4, '0')}-${((quarter + 1) * 3).toString().padStart(2, '0')}-01` as BusinessDate);
}

type Person = Readonly<{ name: string; login: string; status: string; createdAt: Instant; lastActiveAt: Instant | null }>;

export function dormantUsers(people: readonly Person[], days: number, today: BusinessDate): ReportRow[] {
  const limit = addDays(today, -days);
  return people
    .filter((person) => person.status === 'active' && utcDateOf(person.lastActiveAt ?? person.createdAt) < limit)
    .map((person) => ({
      at: person.lastActiveAt,
      who: person.name,
      what: person.login,
      detail: person.lastActiveAt ? `last active ${utcDateOf(person.lastActiveAt)}` : `never active since ${utcDateOf(person.createdAt)}`,
      seq: null,
    }));
}
