import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averageCost, buy, shareOf, unitsFor, worthOf } from '#main/engine/positions/price.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';

const at = (navPerUnit: string, unitDigits: number, currencyDigits = 2) => ({ navPerUnit, unitDigits, currencyDigits });

describe('what an amount buys', () => {
  test.each([
    ['whole units leave money over', 10_500n, at('10', 0), { units: 10n, cost: 10_000n, residue: 500n }],
    ['four places', 100_000n, at('103.1234', 4), { units: 96_971n, cost: 100_000n, residue: 0n }],
    ['eight places of a token', 1n, at('120.0001', 8), { units: 8333n, cost: 1n, residue: 0n }],
    ['yen', 1000n, at('333.33', 2, 0), { units: 300n, cost: 1000n, residue: 0n }],
    ['dinars of three places', 1001n, at('0.0007', 8, 3), { units: 143_000_000_000n, cost: 1001n, residue: 0n }],
    ['less than the smallest unit', 1n, at('10', 0), { units: 0n, cost: 0n, residue: 1n }],
    ['the most money there is', 10n ** 17n, at('1', 2), { units: 10n ** 17n, cost: 10n ** 17n, residue: 0n }],
  ])('%s', (_what, amount, price, bought) => {
    expect(buy(amount, price)).toEqual(bought);
  });

  test('units never cost more than was paid, and one unit more would', () => {
    const prices = fc.integer({ min: 1, max: 10 ** 9 }).map((whole) => decimalText(new Decimal(whole).div(10_000)));
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 17n),
        prices,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 3 }),
        (amount, nav, u, c) => {
          const price = at(nav, u, c);
          const { units, cost, residue } = buy(amount, price);
          expect(cost + residue).toBe(amount);
          expect(residue).toBeGreaterThanOrEqual(0n);
          expect(unitsFor(amount, price)).toBe(units);
          const exact = (count: bigint) => new Decimal(count.toString()).times(nav).times(`1e${c}`).div(`1e${u}`);
          expect(exact(units).lte(amount.toString())).toBe(true);
          expect(exact(units + 1n).gt(amount.toString())).toBe(true);
        },
      ),
    );
  });

  test('half a cent is rounded away from zero', () => {
    expect([worthOf(5n, at('0.01', 1)), worthOf(4n, at('0.01', 1)), worthOf(15n, at('0.01', 1))]).toEqual([1n, 0n, 2n]);
  });
});

test('averages and shares are for reading', () => {
  expect(decimalText(averageCost(10_000n, 3n, at('1', 0)))).toBe('33.33333333');
  expect(decimalText(shareOf(1n, 3n))).toBe('0.333333333');
});
