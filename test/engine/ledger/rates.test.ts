import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { starterAccounts } from '#main/engine/ledger/chart.ts';
import { convert, type Rate, rateOn, rateText } from '#main/engine/ledger/rates.ts';
import { newRates, recordRate } from '#main/engine/ledger/recordRates.ts';
import { realise, revalue } from '#main/engine/ledger/revalue.ts';
import { type Currency, currency, digitsOf } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { Quote, RateSource } from '#shared/model/ledger.ts';

const day = businessDate('2022-07-08');
const codes = ['EUR', 'USD', 'JPY', 'KWD', 'GBP', 'CHF'].map(currency);
const [EUR, USD, JPY, KWD, GBP] = codes as [Currency, Currency, Currency, Currency, Currency];
const quote = (base: Currency, other: Currency, rate: string, on = day, source: RateSource = 'ecb'): Quote => ({
  base,
  quote: other,
  on,
  source,
  rate,
});
const found = (from: Currency, to: Currency, quotes: readonly Quote[], on = day, stale = 7): Rate => {
  const rate = rateOn(from, to, on, quotes, stale);
  if (!rate.ok) throw new Error(rate.error.code);
  return rate.value;
};

describe('which rate holds', () => {
  const friday = [quote(EUR, USD, '1.0163'), quote(EUR, JPY, '138.05'), quote(EUR, GBP, '0.84585')];

  test('its own, its inverse, or across the euro, never rounded before the amount', () => {
    expect(convert({ minor: 100_00n, currency: EUR }, found(EUR, USD, friday))).toEqual({ minor: 101_63n, currency: USD });
    expect(convert({ minor: 101_63n, currency: USD }, found(USD, EUR, friday))).toEqual({ minor: 100_00n, currency: EUR });
    // 1,000,000.00 GBP × 138.05 ÷ 0.84585 = 163,208,606.726… yen.
    expect(convert({ minor: 1_000_000_00n, currency: GBP }, found(GBP, JPY, friday))).toEqual({ minor: 163_208_607n, currency: JPY });
    expect(found(GBP, JPY, friday)).toMatchObject({ way: 'cross', sources: ['ecb'] });
    expect(rateText(found(GBP, JPY, friday))).toBe('163.208606727');
    expect(found(USD, USD, [])).toMatchObject({ way: 'same', sources: [] });
  });

  test('what a person recorded stands before the file, and a direct rate before a cross', () => {
    const manual = quote(EUR, USD, '1.02', day, 'manual');
    expect(found(EUR, USD, [...friday, manual])).toMatchObject({ way: 'direct', sources: ['manual'] });
    expect(found(GBP, USD, [...friday, manual]).sources).toEqual(['manual', 'ecb']);
    expect(found(GBP, JPY, [...friday, quote(JPY, GBP, '0.0061')])).toMatchObject({ way: 'inverse' });
    const overDollar = [quote(USD, GBP, '0.8'), quote(USD, JPY, '136')];
    const overFranc = [quote(currency('CHF'), GBP, '0.8'), quote(currency('CHF'), JPY, '140')];
    expect(rateText(found(GBP, JPY, [...overDollar, quote(EUR, GBP, '0.9')]))).toBe('170');
    expect(rateText(found(GBP, JPY, [...overDollar, ...overFranc]))).toBe('175');
    expect(rateText(found(GBP, JPY, [...overDollar, ...overFranc, ...friday]))).toBe('163.208606727');
  });

  test('of the last day before when there is none of the day, until it is too old, and never of a day after', () => {
    const quotes = [quote(EUR, USD, '1.01', businessDate('2022-07-01')), ...friday];
    expect(found(EUR, USD, quotes, businessDate('2022-07-10')).on).toBe('2022-07-08');
    expect(found(EUR, USD, quotes, businessDate('2022-07-07')).on).toBe('2022-07-01');
    expect(found(EUR, USD, quotes, businessDate('2022-07-15')).on).toBe('2022-07-08');
    expect(rateOn(EUR, USD, businessDate('2022-07-16'), quotes, 7)).toMatchObject({
      error: { code: 'rateMissing', detail: { pair: 'EUR/USD', on: '2022-07-16', days: 7 } },
    });
    expect(rateOn(EUR, KWD, day, friday, 7).ok).toBe(false);
    expect(rateOn(EUR, USD, businessDate('2022-07-09'), friday, 0).ok).toBe(false);
  });

  test('half a unit rounds away from zero, on both sides', () => {
    const rate = found(EUR, JPY, [quote(EUR, JPY, '0.5')]);
    expect(convert({ minor: 300n, currency: EUR }, rate).minor).toBe(2n);
    expect(convert({ minor: -300n, currency: EUR }, rate).minor).toBe(-2n);
    expect(() => convert({ minor: 1n, currency: USD }, rate)).toThrow(RangeError);
  });
});

test('there and back again loses at most what one unit of the coarser currency is worth', () => {
  const rates = fc.integer({ min: 1, max: 999_999_999 }).map((digits) => decimalText(new Decimal(digits).dividedBy(10_000)));
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.constantFrom(...codes),
      rates,
      rates,
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      (from, to, one, other, minor) => {
        const quotes = codes.filter((code) => code !== EUR).map((code) => quote(EUR, code, code === from ? one : other));
        const there = convert({ minor, currency: from }, found(from, to, quotes));
        const back = convert(there, found(to, from, quotes));
        const { numerator, denominator } = found(to, from, quotes);
        const unit = numerator.dividedBy(denominator).times(new Decimal(10).pow(digitsOf(from) - digitsOf(to)));
        const allowed = Decimal.max(1, unit.dividedBy(2).plus('0.5'));
        const lost = new Decimal((back.minor - minor).toString()).abs();
        expect(lost.lessThanOrEqualTo(allowed)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('recording rates', () => {
  const candidate = { base: EUR, quote: USD, on: day, rate: '1.0163' };

  test('a first rate, the same again, a correction with and without its reason', () => {
    expect(recordRate(candidate, undefined, undefined, day)).toEqual({ ok: true, value: 0 });
    expect(recordRate(candidate, { rate: '1.0163', revision: 0 }, 'x', day)).toMatchObject({ error: { code: 'rateKnown' } });
    expect(recordRate(candidate, { rate: '1.01', revision: 0 }, undefined, day)).toMatchObject({ error: { code: 'rateDiffers' } });
    expect(recordRate(candidate, { rate: '1.01', revision: 3 }, 'Typing error', day)).toEqual({ ok: true, value: 4 });
  });

  test.each([
    ['zero', { rate: '0' }, 'rateNotPositive'],
    ['below zero', { rate: '-1' }, 'rateNotPositive'],
    ['of a currency in itself', { base: USD }, 'rateSameCurrency'],
    ['of tomorrow', { on: businessDate('2022-07-09') }, 'rateInFuture'],
  ])('a rate %s is refused', (_what, more, code) => {
    expect(recordRate({ ...candidate, ...more }, undefined, undefined, day)).toMatchObject({ error: { code } });
  });

  test('a file adds what is new, knows what is known, and stops at what differs', () => {
    const known = (other: Currency) => (other === USD ? '1.0163' : other === GBP ? '0.9' : undefined);
    const days = (...rates: [Currency, string][]) => [{ on: day, rates: rates.map(([code, rate]) => ({ currency: code, rate })) }];
    expect(newRates(days([USD, '1.0163'], [JPY, '138.05']), known, day)).toEqual({
      ok: true,
      value: { added: [{ base: EUR, quote: JPY, on: day, rate: '138.05' }], known: 1 },
    });
    expect(newRates(days([JPY, '1'], [JPY, '1']), known, day)).toMatchObject({ value: { known: 1 } });
    expect(newRates(days([JPY, '1'], [GBP, '0.8'], [JPY, '2']), known, day)).toMatchObject({
      error: {
        detail: { conflicts: ['EUR/GBP on 2022-07-08 is 0.9, the file says 0.8', 'EUR/JPY on 2022-07-08 is 1, the file says 2'] },
      },
    });
    const many = Array.from({ length: 13 }, (_, index): [Currency, string] => [GBP, String(index + 1)]);
    expect(newRates(days(...many), known, day)).toMatchObject({ error: { detail: { conflicts: { length: 11, 10: 'and 3 more' } } } });
    expect(newRates(days([EUR, '1']), known, day)).toMatchObject({ error: { code: 'rateSameCurrency' } });
    expect(newRates(days([JPY, '0']), known, day)).toMatchObject({ error: { code: 'rateNotPositive' } });
  });
});

describe('revaluation', () => {
  const chart = starterAccounts('starter-1');
  const balance = (account: string, minor: bigint, code: Currency) => ({ account, currency: code, minor });
  const at = (rate: string) => ({
    fund: 'Harbour',
    on: day,
    base: USD,
    chart,
    rateTo: (from: Currency) => rateOn(from, USD, day, [quote(EUR, USD, rate)], 7),
  });
  /** 100.00 EUR were bought for 110.00 USD. */
  const bought = [
    balance('1000', -110_00n, USD),
    balance('1900', 110_00n, USD),
    balance('1000', 100_00n, EUR),
    balance('1900', -100_00n, EUR),
  ];

  test('posts what the foreign money is worth less what it cost, once', () => {
    const decision = revalue({ ...at('1.2'), balances: bought });
    expect(decision).toEqual({
      ok: true,
      value: {
        gain: { minor: 10_00n, currency: USD },
        lines: [
          { account: '1900', investorId: null, amount: { minor: 10_00n, currency: USD } },
          { account: '4410', investorId: null, amount: { minor: -10_00n, currency: USD } },
        ],
      },
    });
    const after = [...bought.filter(({ account, currency: code }) => account !== '1900' || code !== USD), balance('1900', 120_00n, USD)];
    expect(revalue({ ...at('1.2'), balances: after })).toMatchObject({ error: { code: 'nothingToRevalue' } });
    expect(revalue({ ...at('1.0'), balances: after })).toMatchObject({ value: { gain: { minor: -20_00n } } });
  });

  test('needs its accounts, its rates, and results in the currency of the fund', () => {
    const without = (role: string) => chart.filter((account) => account.role !== role);
    expect(revalue({ ...at('1.2'), chart: without('currencyPosition'), balances: bought })).toMatchObject({
      error: { code: 'roleMissing' },
    });
    expect(revalue({ ...at('1.2'), chart: without('unrealisedCurrency'), balances: bought })).toMatchObject({
      error: { code: 'roleMissing' },
    });
    expect(revalue({ ...at('1.2'), balances: [...bought, balance('5000', 5n, EUR)] })).toMatchObject({
      error: { detail: { codes: ['5000'] } },
    });
    expect(revalue({ ...at('1.2'), balances: [...bought, balance('1900', 5n, JPY)] })).toMatchObject({ error: { code: 'rateMissing' } });
  });

  test('what is sold takes its share of the cost along, rounded once, and the last sale takes the rest', () => {
    expect(realise({ units: 100_00n, cost: 110_00n }, { units: 40_00n, proceeds: 48_00n })).toEqual({ cost: 44_00n, gain: 4_00n });
    expect(realise({ units: 3n, cost: 10n }, { units: 1n, proceeds: 3n })).toEqual({ cost: 3n, gain: 0n });
    expect(realise({ units: 2n, cost: -5n }, { units: 1n, proceeds: 0n })).toEqual({ cost: -3n, gain: 3n });
    expect(() => realise({ units: 1n, cost: 1n }, { units: 2n, proceeds: 1n })).toThrow(RangeError);
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(-(10n ** 12n), 10n ** 12n), (units, cost) => {
        expect(realise({ units, cost }, { units, proceeds: 0n }).cost).toBe(cost);
      }),
    );
  });
});
