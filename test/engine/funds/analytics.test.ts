import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, type NavPoint } from '#main/engine/funds/analytics.ts';
import { addMonths, type BusinessDate, businessDate, endOfMonth } from '#shared/dates.ts';

const opened = businessDate('2020-01-01');
const one = [{ id: 'a', openedOn: opened, closedOn: null }];
const point = (asOfOn: string, navPerUnit: string | null, netAssets = 100n, classId = 'a'): NavPoint => ({
  classId,
  asOfOn: businessDate(asOfOn),
  netAssets,
  navPerUnit,
});
const monthly = (prices: readonly string[], from = '2025-01-31'): NavPoint[] =>
  prices.map((price, index) => point(endOfMonth(addMonths(businessDate(from), index)), price));

describe('monthly returns', () => {
  test('use the last date of each month', () => {
    const { months } = analyse('units', one, [point('2025-01-10', '90'), point('2025-01-31', '100'), point('2025-02-27', '110')]);
    expect(months).toMatchObject([
      { month: '2025-01', asOfOn: '2025-01-31', monthlyReturn: null },
      { month: '2025-02', asOfOn: '2025-02-27', monthlyReturn: '0.1' },
    ]);
  });

  test('skip no month: one without a NAV, and the month after it, have none', () => {
    const { months } = analyse('units', one, [point('2024-12-31', '100'), point('2025-02-28', '110'), point('2025-03-31', '121')]);
    expect(months.map(({ month, monthlyReturn, netAssets }) => [month, monthlyReturn, netAssets])).toEqual([
      ['2024-12', null, 100n],
      ['2025-01', null, null],
      ['2025-02', null, 100n],
      ['2025-03', '0.1', 100n],
    ]);
  });

  test('are weighted by the net assets a month before', () => {
    const classes = [...one, { id: 'b', openedOn: opened, closedOn: null }];
    const points = [
      point('2025-01-31', '100', 300n),
      point('2025-01-31', '10', 100n, 'b'),
      point('2025-02-28', '110', 330n),
      point('2025-02-28', '9', 90n, 'b'),
    ];
    expect(analyse('units', classes, points).months[1]).toMatchObject({ netAssets: 420n, monthlyReturn: '0.05' });
    expect(analyse('units', classes, points.slice(0, 3)).months[1]).toMatchObject({ netAssets: null, monthlyReturn: null });
    const closedB = [one[0]!, { id: 'b', openedOn: opened, closedOn: businessDate('2025-02-15') }];
    expect(analyse('units', closedB, points.slice(0, 3)).months[1]).toMatchObject({ netAssets: 330n, monthlyReturn: null });
  });

  test('are nothing where the month before was worth nothing', () => {
    expect(analyse('units', one, [point('2025-01-31', '0', 0n), point('2025-02-28', '1', 1n)]).months[1]?.monthlyReturn).toBeNull();
    expect(analyse('units', one, [point('2025-01-31', '0', 5n), point('2025-02-28', '1', 1n)]).months[1]?.monthlyReturn).toBeNull();
  });

  test('of random prices, linked, are the last price over the first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 12 }), (prices) => {
        const { ytdReturn } = analyse('units', one, monthly(prices.map(String)));
        expect(Number(ytdReturn.value)).toBeCloseTo(prices.at(-1)! / prices[0]! - 1, 9);
      }),
    );
  });
});

describe('the year to date', () => {
  test('begins at the December before, or at the first NAV of the first year', () => {
    const prices = ['100', '110', '121', '133.1'];
    expect(analyse('units', one, monthly(prices, '2024-12-31')).ytdReturn).toEqual({ value: '0.331', reason: null });
    expect(analyse('units', one, monthly(prices, '2025-01-31')).ytdReturn.value).toBe('0.331');
    expect(analyse('units', one, monthly(prices, '2024-11-30')).ytdReturn.value).toBe('0.21');
  });

  test('is not measurable from one month or over a gap, and says which', () => {
    expect(analyse('units', one, monthly(['100'])).ytdReturn).toMatchObject({
      value: null,
      reason: expect.stringContaining('2025-01 is the first'),
    });
    const gap = [point('2024-12-31', '1'), point('2025-02-28', '1')];
    expect(analyse('units', one, gap).ytdReturn.reason).toContain('The return of 2025-01 is not measurable');
  });
});

describe('volatility and Sharpe', () => {
  const alternating = ['100', ...Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? '110' : '100'))];

  test('are the sample deviation × √12 and the excess over it', () => {
    const { volatility, sharpe } = analyse('units', one, monthly(alternating), '0.02');
    const returns = alternating.slice(1).map((price, index) => Number(price) / Number(alternating[index]) - 1);
    const mean = returns.reduce((sum, value) => sum + value, 0) / 12;
    const deviation = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 11) * Math.sqrt(12);
    expect(Number(volatility.value)).toBeCloseTo(deviation, 11);
    expect(Number(sharpe.value)).toBeCloseTo((mean * 12 - 0.02) / deviation, 10);
  });

  test('need twelve consecutive returns up to the newest month, and use thirty-six at most', () => {
    const short = analyse('units', one, monthly(alternating.slice(1)));
    expect(short.volatility).toEqual({ value: null, reason: 'Needs 12 consecutive monthly returns up to 2025-12; there are 11.' });
    expect(analyse('units', one, monthly(['1', '2'])).sharpe.reason).toContain('there is 1.');
    const wild = ['1', '500', ...Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? '110' : '100'))];
    const calm = wild.slice(-37);
    const last = '2025-05-31' as BusinessDate;
    expect(analyse('units', one, monthly(wild, addMonths(last, -41))).volatility).toEqual(
      analyse('units', one, monthly(calm, addMonths(last, -36))).volatility,
    );
  });

  test('say so when nothing varies, when nothing is approved, and when there are no units', () => {
    const flat = analyse('units', one, monthly(Array.from({ length: 13 }, () => '100')));
    expect(flat.volatility.value).toBe('0');
    expect(flat.sharpe).toMatchObject({ value: null, reason: expect.stringContaining('do not vary') });
    expect(analyse('units', one, []).ytdReturn.reason).toBe('No NAV is approved yet.');
    const committed = analyse('commitment', one, [point('2025-01-31', null), point('2025-02-28', null)]);
    expect(committed.months.map(({ netAssets, monthlyReturn }) => [netAssets, monthlyReturn])).toEqual([
      [100n, null],
      [100n, null],
    ]);
    expect(committed.sharpe.reason).toContain('IRR');
  });
});
