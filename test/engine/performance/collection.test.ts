import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starterAccounts } from '#main/engine/ledger/chart.ts';
import { capitalAccount, equityOf } from '#main/engine/performance/capitalAccount.ts';
import { ageBuckets, bucketOf, expectedCollection, probabilityOf, ratio } from '#main/engine/performance/collection.ts';
import { firstDayOfYear, lastDayOfYear } from '#main/engine/performance/taxCapital.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { capitalMovements } from '#shared/model/performance.ts';

const none = { notDue: 0n, days30: 0n, days60: 0n, days90: 0n, older: 0n };
const history = { asked: 1000n, paidBy: { notDue: 600n, days30: 800n, days60: 900n, days90: 900n }, paid: 950n };

test('an amount is as old as the days since it was due', () => {
  expect([-5, 0, 1, 30, 31, 60, 61, 90, 91].map(bucketOf)).toEqual([
    'notDue',
    'notDue',
    'days30',
    'days30',
    'days60',
    'days60',
    'days90',
    'days90',
    'older',
  ]);
});

test('what comes in later is learnt from what came in later before', () => {
  expect(ageBuckets.map((bucket) => probabilityOf(history, bucket))).toEqual([
    { numerator: 950n, denominator: 1000n },
    { numerator: 350n, denominator: 400n },
    { numerator: 150n, denominator: 200n },
    { numerator: 50n, denominator: 100n },
    { numerator: 50n, denominator: 100n },
  ]);
  expect(expectedCollection({ ...none, notDue: 100n, older: 10n }, history)).toMatchObject({ expected: 100n, reason: null });
  const paidAtOnce = { asked: 1000n, paidBy: { notDue: 1000n, days30: 1000n, days60: 1000n, days90: 1000n }, paid: 1000n };
  expect(expectedCollection({ ...none, days30: 5n }, paidAtOnce)).toMatchObject({ expected: null });
  expect(expectedCollection({ ...none, notDue: 5n }, paidAtOnce)).toMatchObject({ expected: 5n });
  expect(expectedCollection(none, { asked: 0n, paidBy: { notDue: 0n, days30: 0n, days60: 0n, days90: 0n }, paid: 0n }).expected).toBe(0n);
});

test('paid more than asked, or taken back later, a probability stays between nothing and all', () => {
  const odd = { asked: 100n, paidBy: { notDue: 50n, days30: 50n, days60: 50n, days90: 50n }, paid: 120n };
  expect(probabilityOf(odd, 'days30')).toEqual({ numerator: 50n, denominator: 50n });
  expect(probabilityOf({ ...odd, paid: 40n }, 'days30')).toEqual({ numerator: 0n, denominator: 50n });
});

test('what is expected is never more than what is open', () => {
  const share = fc.bigInt({ min: 0n, max: 1000n });
  fc.assert(
    fc.property(
      fc.tuple(share, share, share, share, share),
      fc.tuple(share, share, share, share, share, share),
      ([a, b, c, d, e], [f, g, h, i, j, rest]) => {
        const open = { notDue: a, days30: b, days60: c, days90: d, older: e };
        const paidBy = { notDue: f, days30: f + g, days60: f + g + h, days90: f + g + h + i };
        const { expected } = expectedCollection(open, { asked: f + g + h + i + j + rest, paidBy, paid: f + g + h + i + j });
        if (expected === null) return;
        expect(expected >= 0n && expected <= a + b + c + d + e).toBe(true);
      },
    ),
  );
});

test('a ratio without a whole is words', () => {
  expect(ratio(1n, 3n, '')).toEqual({ value: '0.333333333333', reason: null });
  expect(ratio(1n, 0n, 'Nothing is there.')).toEqual({ value: null, reason: 'Nothing is there.' });
});

const chart = new Map(starterAccounts('starter-1').map((account) => [account.code, account]));

test('a capital account foots for any movements, broken down or not', () => {
  const own = fc.record({
    account: fc.constantFrom('3000', '3100', '3110', '3200', '3300', '3400', 'X1'),
    before: fc.bigInt(),
    total: fc.bigInt(),
  });
  const given = fc.record({
    account: fc.constantFrom('4000', '4100', '4200', '4300', '4500', '5000', '5100', '5500', 'X2'),
    before: fc.bigInt(),
    total: fc.bigInt(),
  });
  fc.assert(
    fc.property(fc.array(own, { maxLength: 10 }), fc.array(given, { maxLength: 10 }), (held, allocated) => {
      const account = capitalAccount(held, allocated, chart);
      const moved = capitalMovements.reduce((sum, line) => sum + account[line], 0n);
      expect(account.opening + moved).toBe(account.closing);
    }),
  );
});

test('equity in a foreign currency is named, not added', () => {
  const balance = (account: string, minor: bigint, of = 'USD') => ({ account, currency: of, minor });
  const balances = [
    balance('1000', 90n),
    balance('3000', -60n),
    balance('3500', 10n),
    balance('4000', -40n),
    balance('4000', -5n, 'EUR'),
    balance('1000', 5n, 'EUR'),
    balance('5000', 0n, 'EUR'),
  ];
  expect(equityOf(balances, chart, 'USD')).toEqual({ netAssets: 90n, notAllocated: 40n, notOfPartners: -10n, foreign: ['4000 EUR'] });
});

test('fiscal years end where the fund says, leap years too', () => {
  expect([lastDayOfYear(2024, '02-29'), lastDayOfYear(2025, '02-29'), lastDayOfYear(2025, '06-30')]).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2025-06-30',
  ]);
  const first = (on: string, end: string) => firstDayOfYear(businessDate(on), end, (date) => addDays(date, 1));
  expect([first('2026-03-01', '12-31'), first('2026-06-30', '06-30'), first('2026-07-01', '06-30')]).toEqual([
    '2026-01-01',
    '2025-07-01',
    '2026-07-01',
  ]);
});
