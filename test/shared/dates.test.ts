import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMilliseconds,
  addMonths,
  businessDate,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  daysInMonth,
  endOfMonth,
  instant,
  instantOfMilliseconds,
  isBusinessDate,
  isInstant,
  isLeapYear,
  millisecondsOf,
  utcDateOf,
  weekday,
} from '#shared/dates.ts';

const days = fc.integer({ min: dayNumber(businessDate('1900-01-01')), max: dayNumber(businessDate('9999-12-31')) });

test('day numbers agree with the machine’s calendar, every day for 8,000 years', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(dateOfDayNumber(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(dayNumber(dateOfDayNumber(day))).toBe(day);
      expect(weekday(dateOfDayNumber(day)) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
    }),
    { numRuns: 2000 },
  );
});

test('instants agree with the machine’s clock to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (milliseconds) => {
      const text = new Date(milliseconds).toISOString();
      expect(instantOfMilliseconds(milliseconds)).toBe(text);
      expect(millisecondsOf(instant(text))).toBe(milliseconds);
    }),
  );
});

test('adding a month never skips one', () => {
  expect(addMonths(businessDate('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addMonths(businessDate('2024-01-31'), 1)).toBe('2024-02-29');
  expect(addMonths(businessDate('2026-03-31'), -1)).toBe('2026-02-28');
  expect(addMonths(businessDate('2026-11-30'), 3)).toBe('2027-02-28');
  fc.assert(
    fc.property(
      days.filter((day) => day < dayNumber(businessDate('9900-01-01'))),
      fc.integer({ min: 0, max: 600 }),
      (day, months) => {
        const from = dateOfDayNumber(day);
        const to = addMonths(from, months);
        expect(Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7))).toBe(
          Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) + months,
        );
      },
    ),
  );
});

test('leap years and month ends', () => {
  expect([1900, 2000, 2024, 2026].map(isLeapYear)).toEqual([false, true, true, false]);
  expect(endOfMonth(businessDate('2028-02-01'))).toBe('2028-02-29');
  expect([1, 2, 4, 12].map((month) => daysInMonth(2026, month))).toEqual([31, 28, 30, 31]);
  expect(daysBetween(businessDate('2024-02-28'), businessDate('2024-03-01'))).toBe(2);
  expect(addDays(businessDate('2026-12-31'), 1)).toBe('2027-01-01');
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '1899-12-31', '20260101', '2026-01-01T00:00'])('%s is no date', (text) => {
  expect(isBusinessDate(text)).toBe(false);
  expect(() => businessDate(text)).toThrow(RangeError);
});

test.each(['2026-01-01', '2026-01-01T24:00:00.000Z', '2026-01-01T00:00:00Z', '2026-02-30T00:00:00.000Z', '2026-01-01T00:00:00.000+01:00'])(
  '%s is no instant',
  (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => instant(text)).toThrow(RangeError);
  },
);

test('an instant belongs to its UTC day', () => {
  expect(utcDateOf(addMilliseconds(instant('2026-12-31T23:59:59.999Z'), 1))).toBe('2027-01-01');
});
