import { type BusinessDate, dayNumber, daysBetween, daysInMonth, isLeapYear } from './dates.ts';

export const dayCounts = ['act/365f', 'act/360', 'act/act', '30/360', '30e/360'] as const;
export type DayCount = (typeof dayCounts)[number];

/** A part of a year as two whole numbers, so that nothing is rounded before it must be. */
export type YearFraction = Readonly<{ numerator: number; denominator: number }>;

const LEAP = 366;
const COMMON = 365;

/** How much of a year lies between two dates under a convention; negative when `to` comes first. */
export function yearFraction(from: BusinessDate, to: BusinessDate, convention: DayCount): YearFraction {
  if (to < from) {
    const { numerator, denominator } = yearFraction(to, from, convention);
    return { numerator: -numerator, denominator };
  }
  switch (convention) {
    case 'act/365f':
      return { numerator: daysBetween(from, to), denominator: COMMON };
    case 'act/360':
      return { numerator: daysBetween(from, to), denominator: 360 };
    case 'act/act':
      return actualActual(from, to);
    case '30/360':
      return { numerator: thirty360(from, to, 'us'), denominator: 360 };
    case '30e/360':
      return { numerator: thirty360(from, to, 'european'), denominator: 360 };
  }
}

/** ISDA: days in leap years over 366 plus days in other years over 365; the first day counts, the last does not. */
function actualActual(from: BusinessDate, to: BusinessDate): YearFraction {
  let [leapDays, commonDays] = [0, 0];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const start = Math.max(dayNumber(from), dayNumber(firstOf(year)));
    const end = Math.min(dayNumber(to), dayNumber(firstOf(year + 1)));
    if (isLeapYear(year)) leapDays += Math.max(0, end - start);
    else commonDays += Math.max(0, end - start);
  }
  return { numerator: leapDays * COMMON + commonDays * LEAP, denominator: COMMON * LEAP };
}

const firstOf = (year: number): BusinessDate => `${year.toString().padStart(4, '0')}-01-01` as BusinessDate;

/** Months of thirty days. The US rule (bond basis) also treats the last day of February as the thirtieth. */
function thirty360(from: BusinessDate, to: BusinessDate, rule: 'us' | 'european'): number {
  const [fromYear, fromMonth, fromDay] = partsOf(from);
  const [toYear, toMonth, toDay] = partsOf(to);
  const fromIsFebruaryEnd = fromMonth === 2 && fromDay === daysInMonth(fromYear, 2);
  const toIsFebruaryEnd = toMonth === 2 && toDay === daysInMonth(toYear, 2);
  let [first, last] = [fromDay, toDay];
  if (rule === 'us') {
    if (fromIsFebruaryEnd && toIsFebruaryEnd) last = 30;
    if (fromIsFebruaryEnd) first = 30;
    if (last === 31 && first >= 30) last = 30;
  } else if (last === 31) last = 30;
  if (first === 31) first = 30;
  return (toYear - fromYear) * 360 + (toMonth - fromMonth) * 30 + (last - first);
}

const partsOf = (date: BusinessDate): [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];
