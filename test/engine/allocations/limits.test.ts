import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  availableIn,
  checkLimits,
  type FundStanding,
  type Held,
  isSameDeal,
  roomFor,
  verdictOf,
  type Wanted,
} from '#main/engine/allocations/limits.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import { money } from '#shared/money.ts';

const USD = 'USD' as Currency;
const usd = (whole: number) => money(BigInt(whole) * 100n, USD);
const limits = {
  smallestAmount: 100_000,
  largestAmount: 50_000_000,
  smallestPercent: 1,
  largestPercent: 20,
  concentrationPercent: 25,
  investmentPeriod: true,
  investmentYears: 6,
};
const standing = (more: Partial<FundStanding> = {}): FundStanding => ({
  fund: { name: 'Harbour Fund I', status: 'investing', currency: USD },
  investingSince: businessDate('2024-02-29'),
  commitments: usd(100_000_000).minor,
  called: usd(30_000_000).minor,
  others: [],
  limits,
  today: businessDate('2026-03-02'),
  ...more,
});
const wanted = (whole: number, more: Partial<Wanted> = {}): Wanted => ({
  dealId: null,
  dealTitle: 'Pier 9',
  projectId: null,
  amount: usd(whole),
  allocatedOn: businessDate('2026-03-01'),
  ...more,
});
const held = (whole: number, more: Partial<Held> = {}): Held => ({
  dealId: null,
  dealTitle: 'Mill',
  projectId: null,
  minor: usd(whole).minor,
  called: 0n,
  ...more,
});
const verdict = (ask: Wanted, at: FundStanding) => {
  const result = verdictOf(checkLimits(ask, at));
  return result.ok ? 'ok' : sentenceOf(result.error);
};

describe('each limit is refused with the rule, its value and what to do next', () => {
  test('inside every rule', () => {
    expect(verdict(wanted(20_000_000), standing())).toBe('ok');
    expect(checkLimits(wanted(20_000_000), standing()).map(({ check }) => check)).toEqual([
      'open',
      'date',
      'allocations.investmentPeriod',
      'allocations.investmentYears',
      'currency',
      'allocations.smallestAmount',
      'allocations.largestAmount',
      'allocations.smallestPercent',
      'allocations.largestPercent',
      'allocations.concentrationPercent',
      'available',
    ]);
  });

  test('one cent over the share', () => {
    const over = wanted(0, { amount: money(usd(20_000_000).minor + 1n, USD) });
    expect(verdict(over, standing())).toBe(
      'USD 20,000,000.01 from Harbour Fund I is more than “Largest share of commitments” allows (20 % of commitments, USD 20,000,000.00). Allocate at most USD 20,000,000.00 and put the rest into another fund, or have “Largest share of commitments” changed for Harbour Fund I in Settings.',
    );
  });

  test.each([
    [
      'too small',
      wanted(99_999),
      standing({ commitments: usd(5_000_000).minor, called: 0n }),
      'is less than “Smallest allocation” allows (USD 100,000.00). Raise the amount',
    ],
    [
      'too large',
      wanted(50_000_001),
      standing({ commitments: usd(900_000_000).minor }),
      'is more than “Largest allocation” allows (USD 50,000,000.00). Allocate at most USD 50,000,000.00',
    ],
    [
      'a share too small',
      wanted(999_999),
      standing(),
      'is less than “Smallest share of commitments” allows (1 % of commitments, USD 1,000,000.00)',
    ],
    [
      'concentrated by name',
      wanted(10_000_000),
      standing({ others: [held(15_000_001, { dealTitle: ' pier  9' })] }),
      'would have USD 25,000,001.00 in this deal or project; “Concentration in one deal or project” allows 25 % of commitments (USD 25,000,000.00). Allocate at most USD 9,999,999.00',
    ],
    [
      'concentrated by project',
      wanted(10_000_000, { projectId: 'p' }),
      standing({ others: [held(20_000_000, { projectId: 'p' })] }),
      'Allocate at most USD 5,000,000.00',
    ],
    [
      'concentrated by deal with no room',
      wanted(1_000_000, { dealId: 'd' }),
      standing({ others: [held(25_000_000, { dealId: 'd' })] }),
      'Use another fund, or have',
    ],
    [
      'over what is available',
      wanted(20_000_000),
      standing({ called: usd(85_000_000).minor }),
      'has USD 15,000,000.00 of commitments that are neither called nor allocated, less than USD 20,000,000.00',
    ],
    [
      'over what others left',
      wanted(20_000_000),
      standing({ others: [held(60_000_000, { called: usd(5_000_000).minor })] }),
      'has USD 15,000,000.00 of commitments',
    ],
    ['in yen', wanted(1, { amount: money(10_000_000n, 'JPY' as Currency) }), standing(), 'is kept in USD, but this amount is in JPY'],
    ['of tomorrow', wanted(5_000_000, { allocatedOn: businessDate('2026-03-03') }), standing(), '2026-03-03'],
    [
      'after the investment period',
      wanted(5_000_000, { allocatedOn: businessDate('2030-03-01') }),
      standing({ today: businessDate('2031-01-01') }),
      'ended on 2030-02-28, before 2030-03-01',
    ],
    ['after one year', wanted(5_000_000), standing({ limits: { ...limits, investmentYears: 1 } }), '1 year) ended on 2025-02-28'],
    [
      'while raising',
      wanted(5_000_000),
      standing({ fund: { name: 'H', status: 'raising', currency: USD }, investingSince: null }),
      'H is raising, and “Only in the investment period” is on',
    ],
    ['in a closed fund', wanted(5_000_000), standing({ fund: { name: 'H', status: 'closed', currency: USD } }), 'H is closed'],
    ['of a fund without commitments', wanted(5_000_000), standing({ commitments: 0n, called: 0n }), 'has no commitments on 2026-03-02'],
  ])('%s', (_what, ask, at, words) => {
    expect(verdict(ask, at)).toContain(words);
  });

  test('several at once are all told', () => {
    const told = verdict(wanted(60_000_000), standing());
    expect(told).toContain('“Largest allocation”');
    expect(told).toContain('“Largest share of commitments”');
    expect(told).toContain('“Concentration in one deal or project”');
  });

  test('out of the investment period where the rule is off', () => {
    const off = { ...limits, investmentPeriod: false };
    const harvesting = { name: 'H', status: 'harvesting', currency: USD } as const;
    expect(verdict(wanted(5_000_000), standing({ fund: harvesting, limits: off }))).toBe('ok');
  });
});

test('a deal is the same by its record, or else by its name; a project is the same whatever the deal', () => {
  const one = { dealId: 'a', dealTitle: 'Pier 9', projectId: null };
  expect(isSameDeal(one, { ...one, dealTitle: 'Other' })).toBe(true);
  expect(isSameDeal(one, { ...one, dealId: 'b' })).toBe(false);
  expect(isSameDeal({ ...one, dealId: null }, one)).toBe(true);
  expect(isSameDeal({ ...one, projectId: 'p' }, { dealId: 'c', dealTitle: 'x', projectId: 'p' })).toBe(true);
});

const someHeld = fc.record({
  dealId: fc.constantFrom(null, 'a', 'b'),
  dealTitle: fc.constantFrom('Pier 9', 'Mill'),
  projectId: fc.constantFrom(null, 'p', 'q'),
  minor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  called: fc.bigInt({ min: 0n, max: 10n ** 12n }),
});
const someStanding = fc
  .record({
    commitments: fc.bigInt({ min: 1n, max: 10n ** 17n }),
    called: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    others: fc.array(someHeld, { maxLength: 6 }),
    largestAmount: fc.integer({ min: 0, max: 10 ** 12 }),
    largestPercent: fc.integer({ min: 0, max: 100 }),
    concentrationPercent: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ commitments, called, others, ...more }) =>
    standing({ commitments, called, others, limits: { ...limits, smallestAmount: 0, smallestPercent: 0, ...more } }),
  );

test('any fund: what there is room for passes, and one minor unit more does not', () => {
  fc.assert(
    fc.property(someStanding, someHeld, (at, deal) => {
      const ask = (minor: bigint): Wanted => ({ ...wanted(0), ...deal, amount: money(minor, USD) });
      const room = roomFor(ask(1n), at).minor;
      expect(verdictOf(checkLimits(ask(room), at)).ok || availableIn(at) < 0n || room === 0n).toBe(true);
      expect(verdictOf(checkLimits(ask(room + 1n), at)).ok).toBe(false);
    }),
  );
});

test('any fund: whatever is allocated one after another stays within what was committed', () => {
  fc.assert(
    fc.property(someStanding, fc.array(fc.bigInt({ min: 1n, max: 10n ** 13n }), { maxLength: 8 }), (start, asks) => {
      let at = { ...start, others: [], called: 0n } as FundStanding;
      for (const [index, minor] of asks.entries()) {
        const ask = wanted(0, { dealTitle: `Deal ${index}`, amount: money(minor, USD) });
        if (verdictOf(checkLimits(ask, at)).ok) at = { ...at, others: [...at.others, { ...ask, minor, called: 0n }] };
      }
      expect(at.others.reduce((sum, { minor }) => sum + minor, 0n)).toBeLessThanOrEqual(at.commitments);
    }),
  );
});
