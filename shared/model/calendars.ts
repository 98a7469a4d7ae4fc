import type { Currency } from '../currencies.ts';
import { addDays, type BusinessDate, businessDate, daysInMonth, weekday } from '../dates.ts';

/** Days on which money of a currency does not move, by rule, so that no list has to be bought or kept. */
export const calendars = ['usBank', 'usFederal', 'target', 'weekends'] as const;
export type Calendar = (typeof calendars)[number];
export const calendarTitles: Readonly<Record<Calendar, string>> = {
  usBank: 'Federal Reserve banks',
  usFederal: 'US federal offices',
  target: 'TARGET (euro)',
  weekends: 'Weekends only',
};

/** Which calendar a payment in this currency follows. */
export const calendarOf = (currency: Currency): Calendar =>
  (currency as string) === 'USD' ? 'usBank' : (currency as string) === 'EUR' ? 'target' : 'weekends';

const SATURDAY = 6;
const SUNDAY = 7;

type Rule =
  | Readonly<{ name: string; from: number; month: number; day: number }>
  /** The nth of a weekday in a month; −1 is the last. */
  | Readonly<{ name: string; from: number; month: number; weekday: number; nth: number }>
  | Readonly<{ name: string; from: number; afterEaster: number }>;

const MONDAY = 1;
const THURSDAY = 4;
const usRules: readonly Rule[] = [
  { name: 'New Year’s Day', from: 1900, month: 1, day: 1 },
  { name: 'Martin Luther King Day', from: 1986, month: 1, weekday: MONDAY, nth: 3 },
  { name: 'Washington’s Birthday', from: 1971, month: 2, weekday: MONDAY, nth: 3 },
  { name: 'Memorial Day', from: 1971, month: 5, weekday: MONDAY, nth: -1 },
  { name: 'Juneteenth', from: 2022, month: 6, day: 19 },
  { name: 'Independence Day', from: 1900, month: 7, day: 4 },
  { name: 'Labor Day', from: 1900, month: 9, weekday: MONDAY, nth: 1 },
  { name: 'Columbus Day', from: 1971, month: 10, weekday: MONDAY, nth: 2 },
  { name: 'Veterans Day', from: 1978, month: 11, day: 11 },
  { name: 'Thanksgiving Day', from: 1942, month: 11, weekday: THURSDAY, nth: 4 },
  { name: 'Christmas Day', from: 1900, month: 12, day: 25 },
];

const targetRules: readonly Rule[] = [
  { name: 'New Year’s Day', from: 1999, month: 1, day: 1 },
  { name: 'Good Friday', from: 2000, afterEaster: -2 },
  { name: 'Easter Monday', from: 2000, afterEaster: 1 },
  { name: 'Labour Day', from: 2000, month: 5, day: 1 },
  { name: 'Christmas Day', from: 1999, month: 12, day: 25 },
  { name: '26 December', from: 2000, month: 12, day: 26 },
];

const rulesOf: Readonly<Record<Calendar, readonly Rule[]>> = {
  usBank: usRules,
  // Federal offices have kept Juneteenth since the year it became law, the banks since the next.
  usFederal: usRules.map((rule) => (rule.name === 'Juneteenth' ? { ...rule, from: 2021 } : rule)),
  target: targetRules,
  weekends: [],
};

const pad = (value: number, width: number): string => value.toString().padStart(width, '0');
const dateOf = (year: number, month: number, day: number): BusinessDate => businessDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);

/** Easter Sunday of the Gregorian calendar, by the anonymous computus. */
export function easterSunday(year: number): BusinessDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * toSunday) / 451);
  const sum = moon + toSunday - 7 * late + 114;
  return dateOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}

function dayOf(rule: Rule, year: number): BusinessDate {
  if ('afterEaster' in rule) return addDays(easterSunday(year), rule.afterEaster);
  if ('day' in rule) return dateOf(year, rule.month, rule.day);
  if (rule.nth > 0) {
    const first = dateOf(year, rule.month, 1);
    return addDays(first, ((rule.weekday - weekday(first) + 7) % 7) + 7 * (rule.nth - 1));
  }
  const last = dateOf(year, rule.month, daysInMonth(year, rule.month));
  return addDays(last, -((weekday(last) - rule.weekday + 7) % 7));
}

/**
 * Where a holiday on a weekend is kept. US banks and offices move a Sunday to Monday; a Saturday moves federal offices to Friday
 * and leaves the banks open. TARGET moves nothing.
 */
function keptOn(calendar: Calendar, day: BusinessDate): BusinessDate {
  if (calendar !== 'usBank' && calendar !== 'usFederal') return day;
  if (weekday(day) === SUNDAY) return addDays(day, 1);
  return weekday(day) === SATURDAY && calendar === 'usFederal' ? addDays(day, -1) : day;
}

const known = new Map<string, ReadonlyMap<BusinessDate, string>>();

/** The holidays of a calendar that are kept because of one year's rules, in order; New Year’s Day may be kept on the 31st before. */
export function holidaysOf(calendar: Calendar, year: number): ReadonlyMap<BusinessDate, string> {
  const key = `${calendar} ${year}`;
  let found = known.get(key);
  if (!found) {
    const kept = rulesOf[calendar]
      .filter(({ from }) => from <= year)
      .map((rule) => [keptOn(calendar, dayOf(rule, year)), rule.name] as const);
    found = new Map([...kept].sort(([left], [right]) => (left < right ? -1 : 1)));
    known.set(key, found);
  }
  return found;
}

const yearOf = (day: BusinessDate): number => Number(day.slice(0, 4));

/** Why a day is no business day: the name of the holiday, or the day of the weekend. */
export function closedBecause(calendar: Calendar, day: BusinessDate): string | undefined {
  const name = holidaysOf(calendar, yearOf(day)).get(day) ?? holidaysOf(calendar, yearOf(day) + 1).get(day);
  if (name !== undefined) return name;
  if (weekday(day) === SATURDAY) return 'a Saturday';
  return weekday(day) === SUNDAY ? 'a Sunday' : undefined;
}

export const isBusinessDay = (calendar: Calendar, day: BusinessDate): boolean => closedBecause(calendar, day) === undefined;

/** The day itself where it is a business day, else the first one after it. */
export function nextBusinessDay(calendar: Calendar, day: BusinessDate): BusinessDate {
  let on = day;
  while (!isBusinessDay(calendar, on)) on = addDays(on, 1);
  return on;
}

/** The business day so many business days after a day, which itself does not count. */
export function addBusinessDays(calendar: Calendar, day: BusinessDate, count: number): BusinessDate {
  let on = day;
  for (let left = count; left > 0; left -= 1) on = nextBusinessDay(calendar, addDays(on, 1));
  return on;
}

/** How many business days follow the first day until the last, the last included. */
export function businessDaysBetween(calendar: Calendar, from: BusinessDate, until: BusinessDate): number {
  let count = 0;
  for (let on = addDays(from, 1); on <= until; on = addDays(on, 1)) if (isBusinessDay(calendar, on)) count += 1;
  return count;
}
