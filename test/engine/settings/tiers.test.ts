import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowed, isLoosening, textOf } from '#main/engine/settings/rules.ts';
import { approversNeeded, tiersProblem } from '#main/engine/settings/tiers.ts';
import type { Currency } from '#shared/currencies.ts';
import { rules } from '#shared/model/settings.ts';
import { MOST_APPROVERS, type Priority, priorities, type Tier } from '#shared/model/tiers.ts';
import { money } from '#shared/money.ts';

const tier = (priority: Priority, from: number, approvers: number): Tier => ({ from, priority, approvers });
const usual = [tier('low', 0, 1), tier('low', 5_000_000, 2), tier('urgent', 1_000_000, 3)];
const usd = (whole: bigint) => money(whole * 100n, 'USD' as Currency);

test('the amount is reached to the cent, and a more pressing priority reaches the tiers of the calmer ones', () => {
  expect(approversNeeded(usual, money(499_999_999n, 'USD' as Currency), 'normal')).toBe(1);
  expect(approversNeeded(usual, usd(5_000_000n), 'normal')).toBe(2);
  expect(approversNeeded(usual, usd(999_999n), 'urgent')).toBe(1);
  expect(approversNeeded(usual, usd(1_000_000n), 'urgent')).toBe(3);
  expect(approversNeeded(usual, usd(9_000_000n), 'urgent')).toBe(3);
});

test('whole units are the currency’s own: yen have no cents, dinars three digits', () => {
  expect(approversNeeded(usual, money(5_000_000n, 'JPY' as Currency), 'low')).toBe(2);
  expect(approversNeeded(usual, money(4_999_999_999n, 'KWD' as Currency), 'low')).toBe(1);
  expect(approversNeeded(usual, money(-5_000_000_000n, 'KWD' as Currency), 'low')).toBe(2);
});

test('a list of tiers needs a first tier, room, sane numbers and no two answers to one question', () => {
  expect(tiersProblem(usual, 12)).toBeUndefined();
  expect(tiersProblem([], 12)).toBe('at least one tier');
  expect(tiersProblem(usual, 2)).toBe('at most 2 tiers');
  expect(tiersProblem([tier('normal', 0, 1)], 12)).toContain('a first tier from 0');
  expect(tiersProblem([tier('low', 0, 1), tier('low', 0, 2)], 12)).toContain('only once per priority');
  for (const wrong of [
    tier('low', -1, 1),
    tier('low', 0.5, 1),
    tier('low', 10 ** 16, 1),
    tier('low', 0, 0),
    tier('low', 0, 6),
    tier('low', 0, 1.5),
  ])
    expect(tiersProblem([tier('low', 0, 1), wrong], 12)).toContain('approvers');
});

test('every default stands, and a list of numbers is no list of tiers', () => {
  for (const fact of Object.values(rules)) for (const value of Object.values(fact.defaults)) expect(isAllowed(fact, value)).toBe(true);
  expect(isAllowed(rules['approvals.callTiers'], [1, 2])).toBe(false);
  expect(isAllowed(rules['approvals.callTiers'], [])).toBe(false);
  expect(isAllowed(rules['health.retryMinutes'], usual)).toBe(false);
});

test('in words, in the order people read them', () => {
  expect(textOf([usual[2] as Tier, usual[1] as Tier, usual[0] as Tier])).toBe(
    '1 approver; from 5,000,000: 2 approvers; urgent from 1,000,000: 3 approvers',
  );
});

const someTier = fc.record({
  from: fc.integer({ min: 0, max: 20 }),
  priority: fc.constantFrom(...priorities),
  approvers: fc.integer({ min: 1, max: MOST_APPROVERS }),
});
const someTiers = fc.array(someTier, { maxLength: 6 }).map((more) => [tier('low', 0, 1), ...more]);

test('any two lists: a change loosens exactly when somewhere fewer people are needed', () => {
  fc.assert(
    fc.property(someTiers, someTiers, (from, to) => {
      const places = priorities.flatMap((priority) => Array.from({ length: 22 }, (_, whole) => ({ priority, amount: usd(BigInt(whole)) })));
      const fewer = places.some(({ priority, amount }) => approversNeeded(to, amount, priority) < approversNeeded(from, amount, priority));
      expect(isLoosening('smaller', from, to)).toBe(fewer);
    }),
  );
});

test('any list: a larger amount or a more pressing priority never needs fewer', () => {
  fc.assert(
    fc.property(someTiers, fc.nat(20), fc.nat(20), fc.nat(3), fc.nat(3), (tiers, a, b, p, q) => {
      const at = (whole: number, rank: number): number => approversNeeded(tiers, usd(BigInt(whole)), priorities[rank] as Priority);
      expect(at(Math.max(a, b), Math.max(p, q))).toBeGreaterThanOrEqual(at(Math.min(a, b), Math.min(p, q)));
    }),
  );
});
