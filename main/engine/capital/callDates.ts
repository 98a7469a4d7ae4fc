import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate, daysBetween, later } from '#shared/dates.ts';
import { addBusinessDays, businessDaysBetween, type Calendar, closedBecause, nextBusinessDay } from '#shared/model/calendars.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { done, type Result } from '#shared/result.ts';

export type NoticeTerm = Readonly<{ days: number; businessDays: boolean }>;
/** More days than the fund's own, agreed with one investor. */
export type LongerNotice = Readonly<{ investor: string; days: number }>;

export type NoticeCheck = Readonly<{
  calendar: Calendar;
  businessDays: boolean;
  given: number;
  needed: number;
  /** Who is owed more notice than this, the fund's own term first. */
  shortFor: readonly string[];
  /** The first due date that would be long enough. */
  earliestDueOn: BusinessDate;
  /** Why money cannot move on the due date, where it cannot. */
  dueClosed: string | null;
}>;

/** How much notice the dates give, against the term of the fund and what side letters lengthen it to. */
export function checkNotice(
  noticeOn: BusinessDate,
  dueOn: BusinessDate,
  term: NoticeTerm | null,
  longer: readonly LongerNotice[],
  calendar: Calendar,
): NoticeCheck {
  const businessDays = term?.businessDays ?? true;
  const own = term?.days ?? 0;
  const given = businessDays ? businessDaysBetween(calendar, noticeOn, dueOn) : Math.max(daysBetween(noticeOn, dueOn), 0);
  const binding = longer.filter(({ days }) => days > own);
  const needed = binding.reduce((most, { days }) => Math.max(most, days), own);
  const earliest = businessDays ? addBusinessDays(calendar, noticeOn, needed) : addDays(noticeOn, needed);
  return {
    calendar,
    businessDays,
    given,
    needed,
    shortFor: [
      ...(given < own ? [`the fund’s documents (${own} days)`] : []),
      ...binding.filter(({ days }) => given < days).map(({ investor, days }) => `the side letter of ${investor} (${days} days)`),
    ],
    earliestDueOn: nextBusinessDay(calendar, earliest),
    dueClosed: closedBecause(calendar, dueOn) ?? null,
  };
}

export type DateRefusal = 'callDatesBackwards' | 'callDuePassed' | 'callDueClosed' | 'callNoticeShort';
type Dated = Readonly<{ noticeOn: BusinessDate; dueOn: BusinessDate; priority: Priority; urgentReason: string | null }>;
const NAMED = 5;

/** Whether a call may go out with these dates. Short notice is only for an urgent call, with its reason, where the house allows it. */
export function checkDates(
  { noticeOn, dueOn, priority, urgentReason }: Dated,
  check: NoticeCheck,
  { today, isNoticeFixed }: Readonly<{ today: BusinessDate; isNoticeFixed: boolean }>,
): Result<null, DateRefusal> {
  const { calendar, given, needed, shortFor, earliestDueOn, dueClosed, businessDays } = check;
  if (dueOn < noticeOn) return refuse('callDatesBackwards', { notice: noticeOn, due: dueOn });
  if (dueOn < today) return refuse('callDuePassed', { due: dueOn, today });
  if (dueClosed !== null)
    return refuse('callDueClosed', { due: dueOn, because: dueClosed, next: later(nextBusinessDay(calendar, dueOn), earliestDueOn) });
  if (shortFor.length === 0 || (priority === 'urgent' && urgentReason !== null && !isNoticeFixed)) return done(null);
  return refuse('callNoticeShort', {
    given,
    needed,
    business: businessDays,
    shortFor: shortFor.slice(0, NAMED),
    more: Math.max(shortFor.length - NAMED, 0),
    earliest: later(earliestDueOn, today),
    urgentMay: !isNoticeFixed,
  });
}
