import { expect, test } from 'vitest';
import { readDate } from '#renderer/components/DateInput.tsx';
import { durationText } from '#renderer/components/JobProgress.tsx';
import { amountText } from '#renderer/components/MoneyText.tsx';
import { tieOutGaps } from '#renderer/components/TieOutBar.tsx';
import { resolveTheme } from '#renderer/components/theme.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';

const usd = currency('USD');
const dollars = (minor: bigint) => ({ minor, currency: usd });

test('an amount is exact and its sign is a choice', () => {
  expect(amountText(dollars(123_456_789_012_345_678n))).toBe('1,234,567,890,123,456.78');
  expect(amountText(dollars(-5n))).toBe('\u22120.05');
  expect(amountText(dollars(-5n), 'parens')).toBe('(0.05)');
  expect(amountText({ minor: 4_500n, currency: currency('JPY') })).toBe('4,500');
});

test('a tie-out names each side that differs and by how much', () => {
  const parts = [
    { label: 'Net', amount: dollars(90n) },
    { label: 'Withheld', amount: dollars(11n) },
  ];
  expect(tieOutGaps(dollars(101n), [{ label: 'Gross', amount: dollars(101n) }], parts)).toEqual([]);
  expect(tieOutGaps(dollars(100n), [{ label: 'Gross', amount: dollars(99n) }], parts)).toEqual([
    { label: 'Gross', difference: 1n },
    { label: 'Net + Withheld', difference: -1n },
  ]);
});

test('a date is read as it is commonly typed, and only if it exists and is in range', () => {
  expect(readDate('2026-06-30')).toBe('2026-06-30');
  expect(readDate('20260630')).toBe('2026-06-30');
  expect(readDate('2026/6/3')).toBe('2026-06-03');
  expect(readDate('2026-02-30')).toBeNull();
  expect(readDate('30.06.2026')).toBeNull();
  expect(readDate('2026-06-30', businessDate('2026-07-01'))).toBeNull();
});

test('the machine decides the theme only when asked to', () => {
  expect(resolveTheme('light', true, true)).toBe('light');
  expect(resolveTheme('system', true, false)).toBe('dark');
  expect(resolveTheme('system', false, false)).toBe('light');
  expect(resolveTheme('system', false, true)).toBe('contrast');
});

test('time left is told in the unit a person would use', () => {
  expect([0.2, 7, 300, 7_200].map(durationText)).toEqual(['under a second', '7 s', '5 min', '2.0 h']);
});
