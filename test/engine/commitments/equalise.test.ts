import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalise, netOf, type Standing } from '#main/engine/commitments/equalise.ts';
import { growth, interestOn } from '#main/engine/commitments/interest.ts';
import { calledIn, holdingOf, type Layer, layersOf, type PriorShare, raise } from '#main/engine/commitments/layers.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { dayCounts } from '#shared/dayCount.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { InvestorId } from '#shared/ids.ts';
import { compoundings, type EqualisationTerms } from '#shared/model/commitments.ts';
import { allocateMinor } from '#shared/money.ts';

const investor = (index: number) => `01890000-0000-7000-8000-${String(index).padStart(12, '0')}` as InvestorId;
const classId = '01890000-0000-7000-9000-000000000000';
const keyAt = (index: number): string => `${investor(index)} ${classId}`;
const terms = (more: Partial<EqualisationTerms> = {}): EqualisationTerms => ({
  rate: '0.08',
  compounding: 'simple',
  dayCount: 'act/365f',
  dueOn: businessDate('2026-07-01'),
  ...more,
});
const standing = (index: number, before: bigint, after: bigint): Standing => ({
  ...holdingOf(keyAt(index)),
  key: keyAt(index),
  before,
  after,
});
const layer = (callId: string, dueOn: string, held: readonly bigint[], out: readonly number[] = []): Layer => ({
  callId,
  useOrdinal: 0,
  dueOn: businessDate(dueOn),
  out: new Set(out.map(keyAt)),
  held: new Map(held.flatMap((minor, index) => (minor === 0n ? [] : [[keyAt(index), minor] as const]))),
});

describe('interest', () => {
  test.each([
    ['act/365f', '2024-02-28', '2024-03-01', '0.0004383561643835616438356164383561643835616438356164383561643836'],
    ['act/365f', '2023-02-28', '2023-03-01', '0.0002191780821917808219178082191780821917808219178082191780821918'],
    ['act/360', '2024-01-01', '2025-01-01', '0.08133333333333333333333333333333333333333333333333333333333333'],
    ['act/act', '2024-01-01', '2025-01-01', '0.08'],
    ['30/360', '2024-02-29', '2024-08-31', '0.04'],
    ['30e/360', '2024-01-31', '2024-07-31', '0.04'],
  ] as const)('by %s from %s to %s', (dayCount, from, to, expected) => {
    const factor = growth(terms({ dayCount }), businessDate(from), businessDate(to));
    expect(factor.minus(expected).abs().lt('1e-30')).toBe(true);
  });

  test('compounds at whole periods and counts the rest in days', () => {
    const yearly = growth(terms({ rate: '0.1', compounding: 'annual' }), businessDate('2023-01-01'), businessDate('2025-01-01'));
    expect(decimalText(yearly)).toBe('0.21');
    const quarterly = growth(terms({ rate: '0.08', compounding: 'quarterly' }), businessDate('2025-01-31'), businessDate('2025-07-31'));
    expect(decimalText(quarterly)).toBe('0.0404');
    const monthly = growth(
      terms({ rate: '0.12', compounding: 'monthly', dayCount: '30/360' }),
      businessDate('2025-01-01'),
      businessDate('2025-02-16'),
    );
    expect(decimalText(monthly)).toBe('0.01505');
  });

  test('is nothing until the day the call was due', () => {
    expect(growth(terms(), businessDate('2026-01-02'), businessDate('2026-01-02')).isZero()).toBe(true);
    expect(growth(terms(), businessDate('2026-01-03'), businessDate('2026-01-02')).isZero()).toBe(true);
  });

  const rateOf = (tenThousandths: number): string => decimalText(new Decimal(tenThousandths).div(10_000));

  test('never falls with time, and is simple until the first period is over', () => {
    const order = fc.record({
      compounding: fc.constantFrom(...compoundings),
      dayCount: fc.constantFrom(...dayCounts),
      rate: fc.integer({ min: 0, max: 10_000 }).map(rateOf),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 27 }), order, (start, days, more) => {
        const from = addDays(businessDate('2015-01-01'), start);
        const earned = (count: number) => growth(terms(more), from, addDays(from, count));
        expect(earned(days).gte(0)).toBe(true);
        expect(earned(days + 400).gte(earned(days))).toBe(true);
        const simple = growth(terms({ ...more, compounding: 'simple' }), from, addDays(from, days));
        expect(earned(days).minus(simple).abs().lt('1e-50')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('rounds halves up to the smallest unit', () => {
    const half = growth(terms({ rate: '0.5', dayCount: '30/360' }), businessDate('2025-01-01'), businessDate('2026-01-01'));
    expect([interestOn(1n, half), interestOn(3n, half), interestOn(10n ** 17n, half)]).toEqual([1n, 2n, 5n * 10n ** 16n]);
  });
});

describe('equalisation', () => {
  test('a newcomer with as much as the others together catches up half; they share its interest by their refunds', () => {
    const holdings = [standing(0, 600n, 600n), standing(1, 400n, 400n), standing(2, 0n, 1000n)];
    const moves = equalise(holdings, [layer('call', '2025-07-01', [300_000n, 200_000n])], terms(), businessDate('2026-07-01'));
    expect(moves.map(({ minor, interest }) => [minor, interest])).toEqual([
      [-150_000n, -12_000n],
      [-100_000n, -8_000n],
      [250_000n, 20_000n],
    ]);
  });

  test('holdings that were excused keep out of that call, newcomers do not', () => {
    const holdings = [standing(0, 500n, 500n), standing(1, 500n, 500n), standing(2, 0n, 500n)];
    const moves = equalise(holdings, [layer('call', '2026-01-01', [900n, 0n], [1])], terms({ rate: '0' }), businessDate('2026-03-01'));
    expect(netOf(moves).map(({ key, minor }) => [key, minor])).toEqual([
      [keyAt(0), -450n],
      [keyAt(2), 450n],
    ]);
  });

  const commitments = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 13n }), { minLength: 1, maxLength: 12 })
    .filter((all) => all.some((each) => each > 0n));
  const anyTerms = fc.record({
    rate: fc.integer({ min: 0, max: 30 }).map((percent) => decimalText(new Decimal(percent).div(100))),
    compounding: fc.constantFrom(...compoundings),
    dayCount: fc.constantFrom(...dayCounts),
  });
  const story = fc.record({
    first: commitments,
    later: commitments,
    calls: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 }),
    terms: anyTerms,
    days: fc.integer({ min: 0, max: 900 }),
  });

  /** Calls of a percentage each, as the calls of a fund would be: cumulatively, so that they never drift. */
  function calledLayers(weights: readonly bigint[], percents: readonly number[]): Layer[] {
    const whole = weights.reduce((sum, weight) => sum + weight, 0n);
    let total = 0n;
    let before = weights.map(() => 0n) as readonly bigint[];
    return percents.map((percent, index) => {
      total += (whole * BigInt(percent)) / 400n;
      const target = allocateMinor(total, weights).parts;
      const held = target.map((part, at) => part - before[at]!);
      before = target;
      return layer(`call-${index}`, addDays(businessDate('2024-01-31'), index * 45), held);
    });
  }

  test('ties to the cent: refunds equal catch-ups, credited interest equals paid, and everybody bears its part of the whole', () => {
    fc.assert(
      fc.property(story, ({ first, later, calls, terms: some, days }) => {
        const size = Math.max(first.length, later.length);
        const holdings = Array.from({ length: size }, (_, index) =>
          standing(index, first[index] ?? 0n, (first[index] ?? 0n) + (later[index] ?? 0n)),
        );
        const layers = calledLayers(
          holdings.map(({ before }) => before),
          calls,
        );
        const moves = equalise(holdings, layers, terms(some), addDays(businessDate('2024-01-31'), days));
        expect(moves.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
        expect(moves.reduce((sum, { interest }) => sum + interest, 0n)).toBe(0n);
        const called = calledIn(layers);
        const total = [...called.values()].reduce((sum, minor) => sum + minor, 0n);
        for (const { key, minor } of netOf(moves)) raise(called, key, minor);
        const expected = allocateMinor(
          total,
          holdings.map(({ after }) => after),
        ).parts;
        expect(holdings.map(({ key }) => called.get(key) ?? 0n)).toEqual(expected);
        for (const [index, { after }] of holdings.entries()) expect(expected[index]! <= after).toBe(true);
        for (const { minor, interest } of moves) expect(minor < 0n ? interest <= 0n : interest >= 0n).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('two closings in a row come to what one closing of all would have', () => {
    fc.assert(
      fc.property(story, commitments, ({ first, later, calls }, third) => {
        const size = Math.max(first.length, later.length, third.length);
        const at = (list: readonly bigint[], index: number): bigint => list[index] ?? 0n;
        const indices = Array.from({ length: size }, (_, index) => index);
        const layers = calledLayers(
          indices.map((index) => at(first, index)),
          calls,
        );
        const second = indices.map((index) => standing(index, at(first, index), at(first, index) + at(later, index)));
        const final = second.map(({ after }, index) => standing(index, after, after + at(third, index)));
        for (const holdings of [second, final]) {
          const moves = equalise(holdings, layers, terms(), businessDate('2026-01-31'));
          for (const move of moves)
            raise(layers.find(({ callId }) => callId === move.callId)!.held, `${move.investorId} ${move.classId}`, move.minor);
        }
        const called = calledIn(layers);
        const total = [...called.values()].reduce((sum, minor) => sum + minor, 0n);
        const weights = final.map(({ after }) => after);
        expect(indices.map((index) => called.get(keyAt(index)) ?? 0n)).toEqual(allocateMinor(total, weights).parts);
      }),
      { numRuns: 500 },
    );
  });
});

describe('layers', () => {
  const share = (index: number, useOrdinal: number, minor: bigint, more: Partial<PriorShare> = {}): PriorShare => ({
    ...holdingOf(keyAt(index)),
    callId: 'call',
    useOrdinal,
    dueOn: businessDate('2026-01-01'),
    purpose: 'investment',
    treatment: 'full',
    minor,
    ...more,
  });

  test('uses that excused the same holdings are one; fees stand apart where somebody pays fees only', () => {
    const feeOnly = { treatment: 'feeOnly' } as const;
    const fee = { purpose: 'managementFee' } as const;
    const layers = layersOf(
      [
        share(0, 0, 100n),
        share(1, 0, 0n, feeOnly),
        share(0, 1, 50n),
        share(1, 1, 0n, feeOnly),
        share(0, 2, 7n, fee),
        share(1, 2, 3n, { ...fee, ...feeOnly }),
        share(2, 2, 0n, { ...fee, treatment: 'excused' }),
      ],
      [
        { ...holdingOf(keyAt(3)), callId: 'call', useOrdinal: 2, minor: 5n },
        { ...holdingOf(keyAt(3)), callId: 'gone', useOrdinal: 0, minor: 5n },
      ],
    );
    expect(layers.map(({ useOrdinal, out, held }) => [useOrdinal, [...out], Object.fromEntries(held)])).toEqual([
      [0, [keyAt(1)], { [keyAt(0)]: 150n }],
      [2, [keyAt(2)], { [keyAt(0)]: 7n, [keyAt(1)]: 3n, [keyAt(3)]: 5n }],
    ]);
  });
});
