import fc from 'fast-check';
import { expect, test } from 'vitest';
import { giveback, holdBack, offsetFee, recallable, spreadClawback } from '#main/engine/distributions/waterfall/adjustments.ts';
import { businessDate } from '#shared/dates.ts';

const on = businessDate;
const quarter = { over: 1n, under: 4n };

test('a giveback asks each for its share of what it may still be asked for', () => {
  const investors = [
    { received: [{ on: on('2022-03-01'), minor: 40_000n }], givenBack: 0n },
    {
      received: [
        { on: on('2020-02-29'), minor: 40_000n },
        { on: on('2023-01-01'), minor: 20_000n },
      ],
      givenBack: 1_000n,
    },
    { received: [], givenBack: 0n },
  ];
  const terms = { cap: quarter, years: 2 };
  expect(giveback(7_000n, on('2024-03-01'), terms, investors)).toEqual({ parts: [5_000n, 2_000n, 0n], uncovered: 0n });
  expect(giveback(20_000n, on('2024-03-01'), terms, investors)).toEqual({ parts: [10_000n, 4_000n, 0n], uncovered: 6_000n });
  expect(giveback(500n, on('2024-03-02'), { cap: quarter, years: null }, investors).uncovered).toBe(0n);
  expect(giveback(500n, on('2030-03-02'), terms, investors)).toEqual({ parts: [0n, 0n, 0n], uncovered: 500n });
});

test('a giveback never takes more than the cap leaves', () => {
  const received = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(received, fc.bigInt({ min: 0n, max: 10n ** 12n }), (amounts, claim) => {
      const investors = amounts.map((minor) => ({ received: [{ on: on('2024-01-01'), minor }], givenBack: minor / 10n }));
      const { parts, uncovered } = giveback(claim, on('2024-06-01'), { cap: quarter, years: 1 }, investors);
      expect(parts.reduce((sum, part) => sum + part, uncovered)).toBe(claim);
      for (const [index, part] of parts.entries()) expect(part <= amounts[index]! / 4n).toBe(true);
    }),
  );
});

test('what may be called again, up to the cap and until it expires', () => {
  const terms = { cap: quarter, expiresOn: on('2025-12-31'), recallable: ['returnOfCapital', 'fees'] as const };
  const investor = { commitment: 1_000n, recalledBefore: 200n };
  const component = { kind: 'returnOfCapital' as const, minor: 30n, on: on('2025-12-31') };
  expect(recallable(component, terms, investor)).toEqual({ minor: 30n, refused: null });
  expect(recallable({ ...component, minor: 80n }, terms, investor)).toEqual({ minor: 50n, refused: { minor: 30n, reason: 'overCap' } });
  expect(recallable({ ...component, on: on('2026-01-01') }, terms, investor)).toEqual({
    minor: 0n,
    refused: { minor: 30n, reason: 'expired' },
  });
  expect(recallable({ ...component, on: on('2030-01-01') }, { ...terms, expiresOn: null }, investor).minor).toBe(30n);
  expect(recallable({ ...component, kind: 'gains' }, terms, investor).refused).toEqual({ minor: 30n, reason: 'notRecallable' });
  expect(recallable({ ...component, kind: 'gains', minor: 0n }, terms, investor)).toEqual({ minor: 0n, refused: null });
});

test('portfolio fees come off the management fee, and the rest off the next', () => {
  const first = offsetFee(1_000n, 1_501n, { over: 4n, under: 5n }, 0n);
  expect(first).toEqual({ offset: 1_000n, payable: 0n, carriedForward: 200n });
  expect(offsetFee(1_000n, 0n, { over: 4n, under: 5n }, first.carriedForward)).toEqual({ offset: 200n, payable: 800n, carriedForward: 0n });
});

test('a holdback keeps its share until it has enough', () => {
  expect(holdBack(1_001n, { over: 3n, under: 10n }, 0n, null)).toEqual({ held: 301n, paid: 700n });
  expect(holdBack(1_000n, { over: 3n, under: 10n }, 900n, 1_000n)).toEqual({ held: 100n, paid: 900n });
  expect(holdBack(1_000n, { over: 3n, under: 10n }, 1_100n, 1_000n)).toEqual({ held: 0n, paid: 1_000n });
});

test('a clawback is shared by those who had the carry', () => {
  expect(spreadClawback(100n, [10n, 0n, 5n])).toEqual([67n, 0n, 33n]);
  expect(spreadClawback(0n, [0n, 0n])).toEqual([0n, 0n]);
});
