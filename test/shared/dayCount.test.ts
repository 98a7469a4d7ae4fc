import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, businessDate } from '#shared/dates.ts';
import { dayCounts, yearFraction } from '#shared/dayCount.ts';

const years = (from: string, to: string, convention: (typeof dayCounts)[number]) => {
  const { numerator, denominator } = yearFraction(businessDate(from), businessDate(to), convention);
  return numerator / denominator;
};

test.each([
  ['2020-01-01', '2021-01-01', 'act/365f', 366 / 365],
  ['2020-01-01', '2021-01-01', 'act/360', 366 / 360],
  ['2020-01-01', '2021-01-01', 'act/act', 1],
  ['2019-07-01', '2020-07-01', 'act/act', 184 / 365 + 182 / 366],
  ['2026-01-31', '2026-03-31', '30/360', 60 / 360],
  ['2026-01-30', '2026-03-31', '30/360', 60 / 360],
  ['2026-01-29', '2026-03-31', '30/360', 62 / 360],
  ['2026-01-29', '2026-03-31', '30e/360', 61 / 360],
  ['2026-02-28', '2026-08-31', '30/360', 180 / 360],
  ['2026-02-28', '2026-08-31', '30e/360', 182 / 360],
  ['2024-02-29', '2025-02-28', '30/360', 1],
] as const)('%s to %s by %s', (from, to, convention, expected) => {
  expect(years(from, to, convention)).toBeCloseTo(expected, 14);
});

test('backwards is the negative, a day with itself is nothing, and actual days add up', () => {
  const days = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays(businessDate('1990-01-01'), offset));
  fc.assert(
    fc.property(days, days, days, fc.constantFrom(...dayCounts), (left, middle, right, convention) => {
      const between = (from: typeof left, to: typeof left) => yearFraction(from, to, convention).numerator;
      expect(between(left, right) + between(right, left)).toBe(0);
      expect(between(left, left)).toBe(0);
      if (convention.startsWith('act')) expect(between(left, middle) + between(middle, right)).toBe(between(left, right));
    }),
  );
});
