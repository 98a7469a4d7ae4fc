import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InterestTerm, interestUpTo, type LateLine, lateLineOf, nextBill } from '#main/engine/capital/lateInterest.ts';
import { addDays, businessDate } from '#shared/dates.ts';

const day = businessDate;
const term: InterestTerm = { rate: '0.10', compounding: 'none', dayCount: 'act/365f', graceDays: 5 };
const line = (more: Partial<LateLine> = {}): LateLine => ({
  dueOn: day('2026-01-31'),
  called: 365_000_00n,
  paid: [],
  settled: [],
  ...more,
});
const at = (on: string, minor: bigint) => ({ on: day(on), minor });

describe('default interest', () => {
  test('begins with the due date once the grace days have passed, and not before', () => {
    expect(interestUpTo(line(), term, day('2026-02-05')).toFixed()).toBe('0');
    expect(interestUpTo(line(), term, day('2026-02-06')).toFixed()).toBe(String(6 * 100_00));
    expect(interestUpTo(line(), { ...term, graceDays: 0 }, day('2026-02-01')).toFixed()).toBe(String(100_00));
  });

  test('what is paid within the grace days bears none, what is paid after it bears it until then', () => {
    expect(interestUpTo(line({ paid: [at('2026-02-05', 365_000_00n)] }), term, day('2026-06-30')).toFixed()).toBe('0');
    const late = line({ paid: [at('2026-02-04', 182_500_00n), at('2026-02-10', 182_500_00n)] });
    expect(interestUpTo(late, term, day('2026-06-30')).toFixed()).toBe(String(10 * 50_00));
  });

  test('money that went back is owed again from that day', () => {
    const back = line({ paid: [at('2026-02-01', 365_000_00n), at('2026-02-20', -365_000_00n)] });
    expect(interestUpTo(back, term, day('2026-03-02')).toFixed()).toBe(String(10 * 100_00));
    const over = line({ paid: [at('2026-02-01', 400_000_00n)] });
    expect(interestUpTo(over, term, day('2026-03-02')).toFixed()).toBe('0');
  });

  test('joins the principal at each anniversary of the due date, less what of it was settled', () => {
    const yearly: InterestTerm = { ...term, compounding: 'annual' };
    expect(interestUpTo(line({ called: 1_000_00n }), yearly, day('2028-01-31')).toFixed()).toBe(String(100_00 + 110_00));
    const settled = line({ called: 1_000_00n, settled: [at('2027-01-31', 100_00n)] });
    expect(interestUpTo(settled, yearly, day('2028-01-31')).toFixed()).toBe(String(200_00));
    const early = line({ called: 1_000_00n, settled: [at('2027-01-31', 150_00n)] });
    expect(interestUpTo(early, yearly, day('2028-01-31')).toFixed()).toBe(String(200_00));
    const quarterly = interestUpTo(line({ called: 1_000_00n }), { ...yearly, compounding: 'quarterly' }, day('2028-01-31'));
    expect(quarterly.greaterThan(210_00) && quarterly.lessThan(220_00)).toBe(true);
    const daily = interestUpTo(line({ called: 1_000_00n }), { ...yearly, compounding: 'daily' }, day('2028-01-31'));
    expect(daily.greaterThan(quarterly) && daily.lessThan(222_00)).toBe(true);
  });

  test('daily interest right after a due date without grace compounds nothing', () => {
    const daily: InterestTerm = { ...term, compounding: 'daily', graceDays: 0 };
    expect(interestUpTo(line(), daily, day('2026-02-01')).toFixed()).toBe(String(100_00));
  });
});

describe('a bill', () => {
  test('runs from the last one, and takes the whole less what was billed', () => {
    const first = nextBill(line(), term, [], day('2026-02-10'))!;
    expect(first).toEqual({ fromOn: '2026-01-31', minor: 1_000_00n });
    const earlier = [{ untilOn: day('2026-02-10'), minor: first.minor }];
    expect(nextBill(line(), term, earlier, day('2026-02-12'))).toEqual({ fromOn: '2026-02-10', minor: 200_00n });
    expect(nextBill(line(), term, earlier, day('2026-02-10'))).toBeNull();
    expect(nextBill(line({ paid: [at('2026-02-10', 365_000_00n)] }), term, earlier, day('2026-04-10'))).toBeNull();
  });

  test('billed on any days, the bills come to the whole: nothing drifts', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 800 }), { minLength: 1, maxLength: 15 });
    const compounding = fc.constantFrom<InterestTerm['compounding']>('none', 'annual', 'quarterly', 'daily');
    fc.assert(
      fc.property(days, fc.bigInt({ min: 1n, max: 10n ** 15n }), compounding, (offsets, called, joins) => {
        const own = { ...term, compounding: joins };
        const late = line({ called });
        const bills: { untilOn: ReturnType<typeof day>; minor: bigint }[] = [];
        for (const offset of [...offsets].sort((a, b) => a - b)) {
          const untilOn = addDays(late.dueOn, offset);
          const bill = nextBill(late, own, bills, untilOn);
          if (bill) bills.push({ untilOn, minor: bill.minor });
        }
        const last = addDays(late.dueOn, Math.max(...offsets));
        const total = bills.reduce((sum, { minor }) => sum + minor, 0n);
        expect(total).toBe(BigInt(interestUpTo(late, own, last).toFixed(0)));
      }),
      { numRuns: 60 },
    );
  });
});

test('a line sees its own money, interest and waivers alone', () => {
  const dueOn = day('2026-01-31');
  const part = (kind: 'call' | 'interest', lineOrdinal: number, minor: bigint) => ({ kind, lineOrdinal, minor, valueOn: dueOn });
  const waiver = (billOrdinal: number, state: 'approved' | 'proposed') => ({ billOrdinal, state, minor: 3n, effectiveOn: dueOn });
  const seen = lateLineOf(
    { dueOn, called: 10n, lineOrdinal: 1 },
    {
      parts: [part('call', 1, 5n), part('interest', 1, 2n), part('call', 0, 7n)],
      bills: [
        { ordinal: 0, lineOrdinal: 0 },
        { ordinal: 1, lineOrdinal: 1 },
      ],
      waivers: [waiver(1, 'approved'), waiver(1, 'proposed'), waiver(0, 'approved')],
    },
  );
  expect(seen).toEqual({
    dueOn,
    called: 10n,
    paid: [{ on: dueOn, minor: 5n }],
    settled: [
      { on: dueOn, minor: 2n },
      { on: dueOn, minor: 3n },
    ],
  });
});
