import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planCall, type UseAmount } from '#main/engine/capital/callAllocation.ts';
import { settleAmounts } from '#main/engine/capital/callAmounts.ts';
import { type Basis, basisFor, basisText, countedSoFar, type Holding, holdingKey, shareOut } from '#main/engine/capital/callShares.ts';
import { refusals, sentenceOf } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { Decimal } from '#shared/decimal.ts';
import type { Treatment } from '#shared/model/calls.ts';
import { allocateMinor, LARGEST_MINOR } from '#shared/money.ts';

const USD = 'USD' as Currency;
const holding = (index: number, commitment: bigint, calledInside = 0n): Holding => ({
  investorId: `investor-${index}`,
  classId: 'A',
  commitment,
  calledInside,
  calledOutside: 0n,
});
const fundOf = (...commitments: bigint[]): Holding[] => commitments.map((commitment, index) => holding(index, commitment));
const use = (minor: bigint, more: Partial<UseAmount> = {}): UseAmount => ({
  purpose: 'investment',
  insideCommitment: true,
  minor,
  ...more,
});

/** A fund that remembers what its calls gave, the way the tables do. */
class Book {
  holdings: Holding[];
  readonly #byBasis = new Map<string, Map<string, bigint>>();

  constructor(holdings: Holding[]) {
    this.holdings = holdings;
  }

  call(uses: readonly UseAmount[], treatmentOf: (holding: Holding) => Treatment = () => 'full') {
    const { holdings } = this;
    const known = (basis: Basis, isInside: boolean) => this.#byBasis.get(`${basisText(holdings, basis)}|${isInside}`) ?? new Map();
    const planned = planCall(uses, {
      holdings,
      treatmentOf,
      currency: USD,
      nameOf: (id) => id,
      soFar: (basis, isInside) => {
        const members = basis.members.map((index) => holdings[index]!);
        return countedSoFar(
          basis,
          members.map((one) => (isInside ? one.calledInside : one.calledOutside)),
          members.map((one) => known(basis, isInside).get(holdingKey(one)) ?? 0n),
        );
      },
    });
    if (!planned.ok) return planned;
    planned.value.uses.forEach(({ basis, shares }, index) => {
      const isInside = uses[index]!.insideCommitment;
      const sums = known(basis, isInside);
      shares.forEach(({ minor }, place) => {
        const key = holdingKey(holdings[basis.members[place]!]!);
        sums.set(key, (sums.get(key) ?? 0n) + minor);
      });
      this.#byBasis.set(`${basisText(holdings, basis)}|${isInside}`, sums);
    });
    this.holdings = holdings.map((one, index) => {
      const { minor, insideMinor } = planned.value.lines[index]!;
      return { ...one, calledInside: one.calledInside + insideMinor, calledOutside: one.calledOutside + minor - insideMinor };
    });
    return planned;
  }

  get called(): bigint[] {
    return this.holdings.map(({ calledInside }) => calledInside);
  }
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((running, amount) => running + amount, 0n);

describe('any sequence of calls', () => {
  const commitments = fc.array(fc.bigInt(1_000_000n, 10n ** 14n), { minLength: 1, maxLength: 30 });

  test('gives every holding exactly the allocation of the cumulative total', () => {
    fc.assert(
      fc.property(commitments, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 25 }), (weights, shares) => {
        const book = new Book(fundOf(...weights));
        const whole = sum(weights);
        let total = 0n;
        for (const share of shares) {
          const amount = (whole * BigInt(share)) / 1000n;
          if (amount === 0n || total + amount > whole) continue;
          const planned = book.call([use(amount)]);
          expect(planned.ok).toBe(true);
          total += amount;
          expect(sum(book.called)).toBe(total);
          if (total > 0n) expect(book.called).toEqual(allocateMinor(total, weights).parts);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('ties, is never negative and never passes a commitment, whatever is called, excused and rounded', () => {
    const uses = fc.array(
      fc.record({
        minor: fc.bigInt(0n, 2_000n),
        purpose: fc.constantFrom('investment' as const, 'managementFee' as const, 'expenses' as const),
        insideCommitment: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const treatment = fc.constantFrom<Treatment>('full', 'full', 'full', 'feeOnly', 'excused');
    const small = fc.array(fc.bigInt(1n, 5_000n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        small,
        fc.array(fc.tuple(uses, fc.array(treatment, { minLength: 12, maxLength: 12 })), { maxLength: 12 }),
        (weights, calls) => {
          const book = new Book(fundOf(...weights));
          for (const [wanted, treatments] of calls) {
            const before = book.holdings;
            const planned = book.call(wanted, (one) => treatments[before.findIndex(({ investorId }) => investorId === one.investorId)]!);
            if (!planned.ok) continue;
            const { lines, uses: given, total } = planned.value;
            expect(sum(lines.map(({ minor }) => minor))).toBe(total);
            given.forEach(({ shares }, index) => {
              expect(sum(shares.map(({ minor }) => minor))).toBe(wanted[index]!.minor);
              for (const { minor } of shares) expect(minor >= 0n).toBe(true);
            });
            lines.forEach(({ minor, insideMinor }, index) => {
              expect(insideMinor <= minor).toBe(true);
              expect(book.holdings[index]!.calledInside <= before[index]!.commitment).toBe(true);
              if (treatments[index] === 'excused') expect(minor).toBe(0n);
            });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('twenty calls of five per cent come to the whole, to the penny', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 10n ** 15n), { minLength: 1, maxLength: 40 }), (weights) => {
        const book = new Book(fundOf(...weights));
        let percent = new Decimal(0);
        for (let turn = 0; turn < 20; turn += 1) {
          const five = { purpose: 'investment', insideCommitment: true, minor: null, percent: '5' } as const;
          const amounts = settleAmounts(
            { method: 'percent', cashOnHand: null, uses: [five] },
            { commitments: sum(weights), percentSoFar: () => ({ basis: 'all', percent }) },
          );
          percent = percent.plus(5);
          if (!amounts.ok) throw new Error(sentenceOf(amounts.error));
          if (amounts.value[0]!.minor > 0n && !book.call(amounts.value).ok) throw new Error('refused');
        }
        expect(book.called).toEqual(weights);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is counted so far', () => {
  test('is everything where it lies as the weights have it, else only what was called on the same basis', () => {
    const basis: Basis = { members: [0, 1, 2], weights: [2n, 1n, 1n], total: 4n };
    expect(countedSoFar(basis, [50n, 25n, 25n], [0n, 0n, 0n])).toEqual([50n, 25n, 25n]);
    expect(countedSoFar(basis, [60n, 15n, 25n], [10n, 5n, 5n])).toEqual([10n, 5n, 5n]);
    expect(countedSoFar(basis, [0n, 0n, 0n], [0n, 0n, 0n])).toEqual([0n, 0n, 0n]);
    expect(countedSoFar(basis, [51n, -1n, 0n], [1n, 0n, 0n])).toEqual([1n, 0n, 0n]);
  });

  test('nobody makes up for an excuse: the next call is shared as if it had not been', () => {
    const book = new Book(fundOf(1000n, 1000n, 1000n));
    book.call([use(300n)]);
    book.call([use(300n)], ({ investorId }) => (investorId === 'investor-0' ? 'excused' : 'full'));
    expect(book.called).toEqual([100n, 250n, 250n]);
    book.call([use(301n)]);
    expect(book.called).toEqual([201n, 350n, 350n]);
    book.call([use(299n)]);
    expect(book.called).toEqual([300n, 450n, 450n]);
  });
});

describe('a share', () => {
  const all: readonly null[] = [null, null, null];

  test('is never taken back where the largest remainder would', () => {
    const basis: Basis = { members: [0, 1, 2], weights: [1n, 3n, 3n], total: 7n };
    const first = shareOut(4n, basis, [0n, 0n, 0n], all);
    const second = shareOut(
      1n,
      basis,
      first.map(({ minor }) => minor),
      all,
    );
    expect(second.every(({ minor }) => minor >= 0n)).toBe(true);
    const paradox = shareOut(1n, basis, [2n, 1n, 1n], all);
    expect(paradox.map(({ exact }) => exact)).toEqual([-1n, 1n, 1n]);
    expect(paradox.map(({ minor }) => minor)).toEqual([0n, 1n, 0n]);
  });

  test('gives way at the edge of a commitment to whoever is furthest below', () => {
    const basis: Basis = { members: [0, 1, 2], weights: [1n, 1n, 1n], total: 3n };
    const shares = shareOut(10n, basis, [0n, 0n, 0n], [3n, null, 9n]);
    expect(shares.map(({ minor }) => minor)).toEqual([3n, 4n, 3n]);
    expect(shares.map(({ exact }) => exact)).toEqual([4n, 3n, 3n]);
    expect(shareOut(10n, basis, [0n, 0n, 0n], [1n, 1n, 1n]).map(({ minor }) => minor)).toEqual([1n, 1n, 1n]);
  });
});

describe('a call', () => {
  const book = () => new Book(fundOf(500n, 300n, 200n));

  test('of fee-only holdings takes fees of them and nothing else', () => {
    const planned = book().call([use(100n), use(50n, { purpose: 'managementFee' })], ({ investorId }) =>
      investorId === 'investor-0' ? 'feeOnly' : 'full',
    );
    expect(planned).toMatchObject({
      value: {
        total: 150n,
        lines: [
          { minor: 25n, insideMinor: 25n },
          { minor: 75n, insideMinor: 75n },
          { minor: 50n, insideMinor: 50n },
        ],
      },
    });
  });

  test('past what is left names who, and how much they have left; outside commitments it may pass', () => {
    const at = book();
    at.call([use(990n)]);
    const over = at.call([use(20n)]);
    expect(over).toMatchObject({
      error: { code: 'callOverUnfunded', detail: { investors: expect.arrayContaining(['investor-0 (USD 0.05 left)']), more: 0 } },
    });
    expect(at.call([use(20n, { insideCommitment: false })]).ok).toBe(true);
    expect(at.call([use(10n)]).ok).toBe(true);
    expect(at.called).toEqual([500n, 300n, 200n]);
    expect(at.call([use(1n)])).toMatchObject({ error: { code: 'callOverUnfunded' } });
  });

  test('of nothing, of nobody, and beyond 64 bits is refused', () => {
    expect(book().call([use(0n)])).toMatchObject({ error: { code: 'callNothing' } });
    expect(book().call([use(1n)], () => 'excused')).toMatchObject({ error: { code: 'callNobody' } });
    expect(book().call([use(LARGEST_MINOR, { insideCommitment: false }), use(1n)])).toMatchObject({ error: { code: 'callTooLarge' } });
    const whole = new Book([holding(0, LARGEST_MINOR), holding(1, LARGEST_MINOR)]);
    expect(whole.call([use(LARGEST_MINOR)])).toMatchObject({ value: { lines: [{ minor: 5n * 10n ** 16n }, { minor: 5n * 10n ** 16n }] } });
  });
});

test('a basis is named by its holdings and their weights', () => {
  const holdings = fundOf(1n, 2n);
  const all = basisFor(holdings, () => 'full', 'investment');
  expect(basisText(holdings, all)).toBe('investor-0 A 1\ninvestor-1 A 2');
  expect(basisFor(holdings, () => 'feeOnly', 'investment').members).toEqual([]);
  expect(basisFor(holdings, () => 'feeOnly', 'expenses').members).toEqual([0, 1]);
  expect(Object.keys(refusals)).toContain('callNobody');
});
