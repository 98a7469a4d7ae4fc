import type { ReadDb } from '#db/handles.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { type BusinessDate, businessDate, type Instant, millisecondsOf, utcDateOf } from '#shared/dates.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

const partsAt = (now: Instant, timeZone: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(millisecondsOf(now))
      .map(({ type, value }) => [type, value]),
  );

/** The civil date in the house's own time zone: what a person there means by today. */
export function houseDay(now: Instant, timeZone: string): BusinessDate {
  if (timeZone === 'UTC') return utcDateOf(now);
  const { year, month, day } = partsAt(now, timeZone);
  return businessDate(`${year?.padStart(4, '0')}-${month}-${day}`);
}

/** The hour of the day there, 0 to 23. */
export const houseHour = (now: Instant, timeZone: string): number => Number(partsAt(now, timeZone).hour);

export const timeZoneOf = (db: ReadDb): string => readWorkspace(db)?.timeZone ?? 'UTC';
