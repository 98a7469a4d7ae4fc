/** A civil date, `2026-11-20`: what a person means by a day, the same in every time zone. */
export type BusinessDate = string & { readonly __brand: 'BusinessDate' };
/** A moment, `2026-11-20T18:24:00.000Z`: always UTC with milliseconds, so that text order is time order. */
export type Instant = string & { readonly __brand: 'Instant' };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const MS_PER_DAY = 86_400_000;

export function isBusinessDate(text: string): text is BusinessDate {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export const isInstant = (text: string): text is Instant => INSTANT.test(text) && isBusinessDate(text.slice(0, 10));

export function businessDate(text: string): BusinessDate {
  if (!isBusinessDate(text)) throw new RangeError(`${text} is not a date`);
  return text;
}

export function instant(text: string): Instant {
  if (!isInstant(text)) throw new RangeError(`${text} is not an instant`);
  return text;
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(date: BusinessDate): number {
  const [year, month, day] = partsOf(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dateOfDayNumber(days: number): BusinessDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export const addDays = (date: BusinessDate, days: number): BusinessDate => dateOfDayNumber(dayNumber(date) + days);
export const daysBetween = (from: BusinessDate, to: BusinessDate): number => dayNumber(to) - dayNumber(from);

/** Adds whole months; a day the target month lacks becomes its last day, so no month is ever skipped. */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dateOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

export function endOfMonth(date: BusinessDate): BusinessDate {
  const [year, month] = partsOf(date);
  return dateOf(year, month, daysInMonth(year, month));
}

/** Monday is 1, Sunday is 7. */
export const weekday = (date: BusinessDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** Milliseconds since 1970 of an instant; leap seconds do not exist here, as in every computer clock. */
export function millisecondsOf(moment: Instant): number {
  const days = dayNumber(moment.slice(0, 10) as BusinessDate);
  const [hours, minutes, seconds] = [Number(moment.slice(11, 13)), Number(moment.slice(14, 16)), Number(moment.slice(17, 19))];
  return days * MS_PER_DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number(moment.slice(20, 23));
}

export function instantOfMilliseconds(milliseconds: number): Instant {
  const days = Math.floor(milliseconds / MS_PER_DAY);
  const rest = milliseconds - days * MS_PER_DAY;
  const clock = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60]
    .map((part) => pad(part, 2))
    .join(':');
  return `${dateOfDayNumber(days)}T${clock}.${pad(rest % 1000, 3)}Z` as Instant;
}

export const addMilliseconds = (moment: Instant, milliseconds: number): Instant =>
  instantOfMilliseconds(millisecondsOf(moment) + milliseconds);
export const addMinutes = (moment: Instant, minutes: number): Instant => addMilliseconds(moment, minutes * 60_000);
export const utcDateOf = (moment: Instant): BusinessDate => moment.slice(0, 10) as BusinessDate;
export const later = <T extends BusinessDate | Instant>(left: T, right: T): T => (left >= right ? left : right);

function partsOf(date: BusinessDate): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

const pad = (value: number, width: number): string => value.toString().padStart(width, '0');
const dateOf = (year: number, month: number, day: number): BusinessDate =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as BusinessDate;
