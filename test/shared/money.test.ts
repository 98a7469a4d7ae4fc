import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currency, digitsOf, isCurrency } from '#shared/currencies.ts';
import { add, allocate, allocateMinor, formatMinor, formatMoney, money, negate, parseMinor, subtract, sum } from '#shared/money.ts';

const usd = (minor: bigint) => money(minor, currency('USD'));
const totals = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0n));

test('$100.00 over three equal holders is 33.34, 33.33, 33.33', () => {
  expect(allocate(usd(10_000n), [1n, 1n, 1n]).map(({ minor }) => minor)).toEqual([3_334n, 3_333n, 3_333n]);
  expect(allocateMinor(10_000n, [1n, 1n, 1n]).residueTo).toEqual([0]);
});

test('any total over any weights: every unit is given, none invented, nobody is further than one unit from the exact share', () => {
  fc.assert(
    fc.property(totals, weights, (total, shares) => {
      const { parts, residueTo } = allocateMinor(total, shares);
      expect(parts.reduce((left, right) => left + right, 0n)).toBe(total);
      const weightSum = shares.reduce((left, right) => left + right, 0n);
      parts.forEach((part, index) => {
        const off = part * weightSum - total * shares[index]!;
        expect(off < weightSum && off > -weightSum).toBe(true);
        if (shares[index] === 0n) expect(part).toBe(0n);
      });
      expect(residueTo.length).toBeLessThan(shares.length);
    }),
    { numRuns: 10_000 },
  );
});

test('a larger weight never gets less', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), weights, (total, shares) => {
      const { parts } = allocateMinor(total, shares);
      for (let left = 0; left < shares.length; left += 1)
        for (let right = 0; right < shares.length; right += 1)
          if (shares[left]! > shares[right]!) expect(parts[left]! >= parts[right]!).toBe(true);
    }),
  );
});

test('no weight, no positive weight and a negative weight are bugs', () => {
  for (const shares of [[], [0n], [1n, -1n]]) expect(() => allocateMinor(1n, shares)).toThrow(RangeError);
});

test('amounts of different currencies are never added', () => {
  expect(() => add(usd(1n), money(1n, currency('EUR')))).toThrow(/cannot add EUR to USD/);
  expect(() => sum([])).toThrow(RangeError);
  expect(sum([usd(1n), usd(2n), negate(usd(4n))])).toEqual(usd(-1n));
  expect(subtract(usd(1n), usd(2n))).toEqual(usd(-1n));
});

test('text and minor units are each other’s inverse in every number of digits', () => {
  fc.assert(
    fc.property(totals, fc.integer({ min: 0, max: 8 }), (minor, digits) => {
      expect(parseMinor(formatMinor(minor, digits), digits)).toBe(minor);
    }),
  );
});

test('what is finer than the currency is not read', () => {
  expect(parseMinor('1.005', 2)).toBeUndefined();
  expect(parseMinor('1.500', 2)).toBe(150n);
  expect(parseMinor('1e3', 2)).toBeUndefined();
  expect(parseMinor('', 2)).toBeUndefined();
});

test('money is written with its own digits', () => {
  expect(formatMoney(usd(-1_234_567n))).toBe('USD -12,345.67');
  expect(formatMoney(money(1_234n, currency('JPY')))).toBe('JPY 1,234');
  expect(formatMoney(money(1_234n, currency('KWD')))).toBe('KWD 1.234');
  expect(formatMoney(money(123_456_789n, currency('TKN8:BRIDGE')))).toBe('TKN8:BRIDGE 1.23456789');
});

test('what is no currency is refused', () => {
  expect(isCurrency('usd')).toBe(false);
  expect(isCurrency('constructor')).toBe(false);
  expect(() => currency('XXX')).toThrow(RangeError);
  expect(() => digitsOf('XXX' as never)).toThrow(RangeError);
});

const vectors = new URL('../../../shared/data/', import.meta.url);
const given = existsSync(vectors);

describe.skipIf(!given)('reference data', () => {
  test('every currency of the ISO list has its digits', () => {
    const list = JSON.parse(readFileSync(new URL('fx/iso4217_minor_units.json', vectors), 'utf8')) as Record<string, { minor: string }>;
    for (const [code, { minor }] of Object.entries(list))
      if (/^\d$/.test(minor)) expect(digitsOf(currency(code)), code).toBe(Number(minor));
  });
});
