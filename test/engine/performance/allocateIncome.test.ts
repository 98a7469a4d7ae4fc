import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starterAccounts } from '#main/engine/ledger/chart.ts';
import { imbalances } from '#main/engine/ledger/entry.ts';
import { allocateIncome } from '#main/engine/performance/allocateIncome.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import { LARGEST_MINOR } from '#shared/money.ts';

const usd = currency('USD');
const chart = starterAccounts('starter-1');
const period = { fromOn: businessDate('2026-01-01'), untilOn: businessDate('2026-12-31') };
const today = businessDate('2027-01-15');
type Books = Parameters<typeof allocateIncome>[1];
const books = (more: Partial<Books>): Books => ({
  fund: 'Fund',
  currency: usd,
  chart,
  result: [],
  standing: [],
  weights: [],
  overrides: [],
  today,
  ...more,
});
const moved = (account: string, minor: bigint) => ({ account, currency: usd, minor });
const codes = ['4000', '4100', '4200', '4300', '5000', '5100', '5500'];

const amounts = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const results = fc.uniqueArray(fc.tuple(fc.constantFrom(...codes), amounts), { minLength: 1, maxLength: 7, selector: ([code]) => code });
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 30 })
  .filter((all) => all.some((weight) => weight > 0n));

test('any result over any partners: every account is emptied, every cent is borne, and the entry balances', () => {
  fc.assert(
    fc.property(results, weights, (accounts, shares) => {
      const result = accounts.map(([code, minor]) => moved(code, minor));
      const decision = allocateIncome(
        period,
        books({ result, weights: shares.map((weight, index) => ({ investorId: `p${index}`, weight })) }),
      );
      fc.pre(result.some(({ minor }) => minor !== 0n));
      if (!decision.ok) throw new Error(decision.error.code);
      const { lines, parts, net } = decision.value;
      expect(imbalances(lines)).toEqual([]);
      expect(net.minor).toBe(-result.reduce((sum, { minor }) => sum + minor, 0n));
      for (const { account, minor } of result) {
        expect(parts.filter((part) => part.account === account).reduce((sum, part) => sum + part.minor, 0n)).toBe(-minor);
        expect(lines.filter((line) => line.account === account).reduce((sum, line) => sum + line.amount.minor, 0n)).toBe(-minor);
      }
      expect(parts.every(({ investorId }) => shares[Number(investorId.slice(1))]! > 0n)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('an override is borne to the cent, whatever the weights', () => {
  fc.assert(
    fc.property(amounts, amounts, weights, (minor, fixed, shares) => {
      fc.pre(minor !== 0n && shares.slice(1).some((weight) => weight > 0n));
      const decision = allocateIncome(
        period,
        books({
          result: [moved('5000', minor)],
          weights: shares.map((weight, index) => ({ investorId: `p${index}`, weight })),
          overrides: [{ account: '5000', investorId: 'p0', minor: fixed }],
        }),
      );
      if (!decision.ok) throw new Error(decision.error.code);
      const own = decision.value.parts.filter(({ investorId }) => investorId === 'p0').reduce((sum, part) => sum + part.minor, 0n);
      expect(own).toBe(fixed);
      expect(decision.value.parts.reduce((sum, part) => sum + part.minor, 0n)).toBe(-minor);
    }),
  );
});

test('without an account for allocated income, and beyond what an amount may hold, nothing is allocated', () => {
  const weighed = [{ investorId: 'p', weight: 1n }];
  const code = (more: Partial<Books>) => {
    const decision = allocateIncome(period, books({ result: [moved('4000', -5n)], weights: weighed, ...more }));
    return decision.ok ? 'ok' : decision.error.code;
  };
  expect(code({})).toBe('ok');
  expect(code({ chart: chart.filter(({ role }) => role !== 'allocatedIncome') })).toBe('roleMissing');
  expect(code({ result: [moved('4000', -LARGEST_MINOR - 1n)] })).toBe('amountTooLarge');
  expect(code({ result: [moved('4000', LARGEST_MINOR + 1n)] })).toBe('amountTooLarge');
  const overrides = (account: string) => [{ account, investorId: 'p', minor: 1n }];
  expect(code({ overrides: overrides('nowhere') })).toBe('overrideElsewhere');
  expect(code({ overrides: overrides('4000') })).toBe('overridesDoNotTie');
});
