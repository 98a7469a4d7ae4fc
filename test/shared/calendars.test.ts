import { describe, expect, test } from 'vitest';
import type { Currency } from '#shared/currencies.ts';
import { addDays, businessDate, daysBetween } from '#shared/dates.ts';
import {
  addBusinessDays,
  businessDaysBetween,
  calendarOf,
  calendars,
  closedBecause,
  easterSunday,
  holidaysOf,
  isBusinessDay,
  nextBusinessDay,
} from '#shared/model/calendars.ts';

const days = (...texts: string[]) => texts.map((text) => businessDate(text));
const keptIn = (calendar: (typeof calendars)[number], year: number) => [...holidaysOf(calendar, year).keys()];

test('Easter Sunday is where the almanacs have it', () => {
  const almanac = days(
    ...['1999-04-04', '2000-04-23', '2008-03-23', '2019-04-21', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16'],
    ...['2029-04-01', '2030-04-21', '2031-04-13', '2032-03-28', '2033-04-17', '2034-04-09', '2035-03-25', '2036-04-13', '2037-04-05'],
    ...['2038-04-25', '2039-04-10', '2040-04-01'],
  );
  for (const sunday of almanac) expect(easterSunday(Number(sunday.slice(0, 4)))).toBe(sunday);
});

describe('the holidays of a year', () => {
  test.each([
    [2021, ['01-01', '01-18', '02-15', '05-31', '07-05', '09-06', '10-11', '11-11', '11-25', '12-25']],
    [2022, ['01-01', '01-17', '02-21', '05-30', '06-20', '07-04', '09-05', '10-10', '11-11', '11-24', '12-26']],
    [2026, ['01-01', '01-19', '02-16', '05-25', '06-19', '07-04', '09-07', '10-12', '11-11', '11-26', '12-25']],
    [2028, ['01-01', '01-17', '02-21', '05-29', '06-19', '07-04', '09-04', '10-09', '11-11', '11-23', '12-25']],
    [2033, ['01-01', '01-17', '02-21', '05-30', '06-20', '07-04', '09-05', '10-10', '11-11', '11-24', '12-26']],
    [2040, ['01-02', '01-16', '02-20', '05-28', '06-19', '07-04', '09-03', '10-08', '11-12', '11-22', '12-25']],
  ])('of the Federal Reserve in %i: a Sunday moves to Monday, a Saturday moves nothing', (year, expected) => {
    expect(keptIn('usBank', year)).toEqual(expected.map((day) => `${year}-${day}`));
  });

  test('of federal offices: a Saturday is kept on Friday, and Juneteenth began a year earlier', () => {
    expect(keptIn('usFederal', 2021)).toContain('2021-06-18');
    expect(keptIn('usFederal', 2020).some((day) => day.includes('-06-'))).toBe(false);
    expect(keptIn('usFederal', 2026)).toContain('2026-07-03');
    expect(closedBecause('usFederal', businessDate('2027-12-31'))).toBe('New Year’s Day');
    expect(closedBecause('usBank', businessDate('2027-12-31'))).toBeUndefined();
  });

  test.each([
    [2026, ['01-01', '04-03', '04-06', '05-01', '12-25', '12-26']],
    [2027, ['01-01', '03-26', '03-29', '05-01', '12-25', '12-26']],
    [2038, ['01-01', '04-23', '04-26', '05-01', '12-25', '12-26']],
  ])('of TARGET in %i', (year, expected) => {
    expect(keptIn('target', year)).toEqual(expected.map((day) => `${year}-${day}`));
  });

  test('none where only weekends close', () => {
    expect(keptIn('weekends', 2026)).toEqual([]);
  });
});

test('a currency follows its own calendar', () => {
  expect(calendarOf('USD' as Currency)).toBe('usBank');
  expect(calendarOf('EUR' as Currency)).toBe('target');
  expect(calendarOf('JPY' as Currency)).toBe('weekends');
});

test('a closed day says why, and the next business day is found past weekend and holiday', () => {
  expect(closedBecause('usBank', businessDate('2026-11-26'))).toBe('Thanksgiving Day');
  expect(closedBecause('usBank', businessDate('2026-11-28'))).toBe('a Saturday');
  expect(closedBecause('target', businessDate('2026-11-29'))).toBe('a Sunday');
  expect(closedBecause('usBank', businessDate('2026-11-27'))).toBeUndefined();
  expect(nextBusinessDay('target', businessDate('2026-04-03'))).toBe('2026-04-07');
  expect(nextBusinessDay('usBank', businessDate('2026-11-27'))).toBe('2026-11-27');
});

test('business days are counted without the first day and with the last', () => {
  const notice = businessDate('2026-11-20');
  expect(addBusinessDays('usBank', notice, 0)).toBe(notice);
  expect(addBusinessDays('usBank', notice, 10)).toBe('2026-12-07');
  expect(businessDaysBetween('usBank', notice, businessDate('2026-12-07'))).toBe(10);
  expect(businessDaysBetween('weekends', notice, businessDate('2026-12-07'))).toBe(11);
  expect(businessDaysBetween('usBank', notice, notice)).toBe(0);
  expect(businessDaysBetween('usBank', notice, businessDate('2026-11-01'))).toBe(0);
});

test('to 2040 and beyond every calendar agrees with itself', () => {
  const first = businessDate('2000-01-01');
  const last = daysBetween(first, businessDate('2041-12-31'));
  for (const calendar of calendars) {
    let open = 0;
    for (let day = 0; day <= last; day += 7) {
      const on = addDays(first, day);
      const week = [0, 1, 2, 3, 4, 5, 6].filter((more) => isBusinessDay(calendar, addDays(on, more))).length;
      expect(week).toBeGreaterThanOrEqual(2);
      open += week;
      expect(businessDaysBetween(calendar, addDays(on, -1), addDays(on, 6))).toBe(week);
      expect(businessDaysBetween(calendar, on, addBusinessDays(calendar, on, 5))).toBe(5);
    }
    expect(open).toBeGreaterThan(10_000);
  }
});
