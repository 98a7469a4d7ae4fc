import { addDays, addMilliseconds, type BusinessDate, type Instant, instantOfMilliseconds, millisecondsOf } from '#shared/dates.ts';

/** How far the clocks of a zone are ahead of UTC at a moment. */
function aheadAt(moment: Instant, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(millisecondsOf(moment));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '00';
  const there = `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}.000Z` as Instant;
  return millisecondsOf(there) - Math.floor(millisecondsOf(moment) / 1000) * 1000;
}

/** The last millisecond of a day where the house is: what was known by then was known that day. */
export function endOfDay(day: BusinessDate, timeZone: string): Instant {
  const midnight = `${addDays(day, 1)}T00:00:00.000Z` as Instant;
  const guess = addMilliseconds(midnight, -aheadAt(midnight, timeZone));
  const exact = millisecondsOf(midnight) - aheadAt(guess, timeZone);
  return instantOfMilliseconds(exact - 1);
}
