import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accrue,
  availableOn,
  balanceOn,
  borrowingBase,
  checkDraw,
  checkPaid,
  checkTerms,
  checkUndo,
  interestUpTo,
  type LineFact,
  type LineTermFact,
  type MovementFact,
  termsOn,
  uncalledOf,
} from '#main/engine/capital/line.ts';
import { currency } from '#shared/currencies.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { codeOf } from '#test/kit/house.ts';

const day = businessDate;
const facility: LineFact = {
  name: 'Line',
  currency: currency('USD'),
  dayCount: 'act/360',
  openedOn: day('2026-01-01'),
  maturesOn: day('2026-12-31'),
  closedOn: null,
};
const terms: LineTermFact[] = [{ ordinal: 0, effectiveOn: day('2026-01-01'), limitMinor: 1_000_00n, rate: '0.06', baseShare: '0.9' }];
const moves = (...all: readonly (readonly [MovementFact['kind'], bigint, string])[]): MovementFact[] =>
  all.map(([kind, minor, on], ordinal) => ({ ordinal, kind, minor, effectiveOn: day(on), undoes: null }));
const facts = (movements: readonly MovementFact[], uncalled = 10_000_00n) => ({
  line: facility,
  terms,
  movements,
  uncalled,
  drawnElsewhere: 0n,
});

describe('a draw', () => {
  test('stays within the limit on its day and every later one', () => {
    const later = moves(['draw', 400_00n, '2026-03-01']);
    expect(codeOf(checkDraw(facts(later), { minor: 600_00n, on: day('2026-02-01') }))).toBe('ok');
    expect(codeOf(checkDraw(facts(later), { minor: 600_01n, on: day('2026-02-01') }))).toBe('lineOverLimit');
    const over = checkDraw(facts(moves(['draw', 1_000_00n, '2026-01-05'])), { minor: 1n, on: day('2026-02-01') });
    expect(over).toMatchObject({ error: { detail: { left: 'USD 0.00' } } });
  });

  test('stays within what the uncalled commitments carry', () => {
    const refused = checkDraw(facts(moves(['draw', 50_00n, '2026-01-05']), 200_00n), { minor: 130_01n, on: day('2026-02-01') });
    expect(refused).toMatchObject({ error: { code: 'lineOverBase', detail: { base: 'USD 180.00', left: 'USD 130.00' } } });
    const none = checkDraw(facts(moves(['draw', 50_00n, '2026-01-05']), 10_00n), { minor: 1n, on: day('2026-02-01') });
    expect(none).toMatchObject({ error: { code: 'lineOverBase', detail: { left: 'USD 0.00' } } });
  });

  test('leaves the uncalled commitments to the other lines of the fund that have drawn on them', () => {
    const beside = { ...facts(moves(['draw', 50_00n, '2026-01-05']), 200_00n), drawnElsewhere: 100_00n };
    expect(codeOf(checkDraw(beside, { minor: 30_00n, on: day('2026-02-01') }))).toBe('ok');
    const refused = checkDraw(beside, { minor: 30_01n, on: day('2026-02-01') });
    expect(refused).toMatchObject({ error: { code: 'lineOverBase', detail: { base: 'USD 180.00', left: 'USD 30.00' } } });
    expect(availableOn(beside, day('2026-02-01'))).toBe(30_00n);
    const crowded = { ...beside, drawnElsewhere: 170_00n };
    expect(checkDraw(crowded, { minor: 1n, on: day('2026-02-01') })).toMatchObject({ error: { detail: { left: 'USD 0.00' } } });
    expect(availableOn(crowded, day('2026-02-01'))).toBe(0n);
    // The limit is of this line alone.
    expect(availableOn({ ...facts([]), drawnElsewhere: 700_00n }, day('2026-02-01'))).toBe(1_000_00n);
  });

  test('is made while the line is open and before it matures', () => {
    expect(codeOf(checkDraw(facts([]), { minor: 1n, on: day('2025-12-31') }))).toBe('lineNotOpen');
    expect(codeOf(checkDraw(facts([]), { minor: 1n, on: day('2027-01-01') }))).toBe('lineMatured');
    const closed = { ...facts([]), line: { ...facility, closedOn: day('2026-06-30') } };
    expect(codeOf(checkDraw(closed, { minor: 1n, on: day('2026-02-01') }))).toBe('lineNotOpen');
  });

  test('what is available is the smaller of both, and nothing once it matured or closed', () => {
    const drawn = moves(['draw', 100_00n, '2026-01-05']);
    expect(availableOn(facts(drawn), day('2026-02-01'))).toBe(900_00n);
    expect(availableOn(facts(drawn, 200_00n), day('2026-02-01'))).toBe(80_00n);
    expect(availableOn(facts(drawn, 0n), day('2026-02-01'))).toBe(0n);
    expect(availableOn(facts(drawn), day('2027-02-01'))).toBe(0n);
    expect(availableOn(facts(drawn), day('2025-02-01'))).toBe(0n);
    expect(availableOn({ ...facts(drawn), line: { ...facility, closedOn: day('2026-06-30') } }, day('2026-02-01'))).toBe(0n);
  });
});

test('holdings in default, and those called beyond their commitment, carry nothing', () => {
  const of = (investorId: string, minor: bigint) => ({ investorId, classId: 'a', minor });
  const commitments = [of('x', 100n), of('y', 100n), of('z', 10n)];
  expect(uncalledOf(commitments, [of('x', 30n), of('z', 20n), of('w', 5n)], [])).toBe(170n);
  expect(uncalledOf(commitments, [of('x', 30n)], [{ investorId: 'y', classId: 'a' }])).toBe(80n);
  expect(borrowingBase(101n, '0.9')).toBe(90n);
});

describe('a repayment', () => {
  test('is at most what is owed on its day and every later one', () => {
    const movements = moves(['draw', 100_00n, '2026-01-05'], ['repayment', 60_00n, '2026-03-01']);
    expect(codeOf(checkPaid(facility, movements, 'principal', { minor: 40_00n, on: day('2026-02-01') }))).toBe('ok');
    expect(codeOf(checkPaid(facility, movements, 'principal', { minor: 40_01n, on: day('2026-02-01') }))).toBe('lineOverpaid');
    expect(codeOf(checkPaid(facility, movements, 'interest', { minor: 1n, on: day('2026-02-01') }))).toBe('lineOverpaid');
    expect(codeOf(checkPaid(facility, movements, 'principal', { minor: 1n, on: day('2025-02-01') }))).toBe('lineNotOpen');
  });
});

describe('interest', () => {
  test('runs on the principal of each day at the rate of that day', () => {
    const movements = moves(['draw', 100_000_00n, '2026-01-01'], ['repayment', 40_000_00n, '2026-01-31']);
    const both = [...terms, { ...terms[0]!, ordinal: 1, effectiveOn: day('2026-02-10'), rate: '0.09' }];
    // 30 days on 100,000 at 6 %, 10 days on 60,000 at 6 %, 10 days on 60,000 at 9 %, over 360.
    expect(interestUpTo(facility, both, movements, day('2026-02-20')).toFixed()).toBe(String(500_00 + 100_00 + 150_00));
  });

  test('is accrued from where it ended; what is taken back is accrued anew', () => {
    const movements = moves(['draw', 100_000_00n, '2026-01-01']);
    expect(accrue(facility, terms, movements, day('2026-01-31'))).toMatchObject({ value: { fromOn: '2026-01-01', minor: 500_00n } });
    const once = [...movements, { ordinal: 1, kind: 'accrual', minor: 500_00n, effectiveOn: day('2026-01-31'), undoes: null } as const];
    expect(accrue(facility, terms, once, day('2026-02-15'))).toMatchObject({ value: { fromOn: '2026-01-31', minor: 250_00n } });
    expect(codeOf(accrue(facility, terms, once, day('2026-01-31')))).toBe('accruedAlready');
    const undone = [...once, { ordinal: 2, kind: 'accrual', minor: -500_00n, effectiveOn: day('2026-01-31'), undoes: 1 } as const];
    expect(accrue(facility, terms, undone, day('2026-01-31'))).toMatchObject({ value: { fromOn: '2026-01-01', minor: 500_00n } });
    expect(codeOf(accrue(facility, terms, [], day('2026-01-31')))).toBe('nothingToAccrue');
    expect(codeOf(accrue(facility, terms, [], day('2025-01-31')))).toBe('lineNotOpen');
  });

  test('a draw recorded late is made up for by the next accrual', () => {
    const movements = moves(['accrual', 0n, '2026-01-31'], ['draw', 36_000_00n, '2026-01-11']);
    expect(accrue(facility, terms, movements.slice(1), day('2026-02-10'))).toMatchObject({ value: { minor: 180_00n } });
  });

  test('accrued step by step on any days comes to the same as in one go', () => {
    const steps = fc.uniqueArray(fc.integer({ min: 1, max: 360 }), { minLength: 1, maxLength: 12 });
    const draws = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 14n }), fc.integer({ min: 0, max: 300 })), {
      minLength: 1,
      maxLength: 5,
    });
    const drawn = (all: readonly (readonly [bigint, number])[]): MovementFact[] =>
      all.map(([minor, after], ordinal) => ({
        ordinal,
        kind: 'draw',
        minor,
        effectiveOn: addDays(facility.openedOn, after),
        undoes: null,
      }));
    fc.assert(
      fc.property(steps, draws, (days, all) => {
        let movements = drawn(all);
        for (const after of [...days].sort((a, b) => a - b)) {
          const until = addDays(facility.openedOn, after);
          const accrued = accrue(facility, terms, movements, until);
          if (!accrued.ok) continue;
          const { minor } = accrued.value;
          movements = [...movements, { ordinal: movements.length, kind: 'accrual', minor, effectiveOn: until, undoes: null }];
        }
        const last = addDays(facility.openedOn, Math.max(...days));
        const whole = BigInt(interestUpTo(facility, terms, movements, last).toFixed(0));
        expect(balanceOn(movements, last).interest).toBe(whole);
      }),
    );
  });
});

describe('what is taken back', () => {
  const movements = moves(['draw', 100_00n, '2026-01-05'], ['repayment', 60_00n, '2026-03-01']);

  test('is taken back once, not before it happened, and only while the rest still holds', () => {
    expect(codeOf(checkUndo(facility, movements, movements[1]!, day('2026-03-01')))).toBe('ok');
    expect(codeOf(checkUndo(facility, movements, movements[1]!, day('2026-02-01')))).toBe('undoTooEarly');
    expect(codeOf(checkUndo(facility, movements, movements[0]!, day('2026-03-01')))).toBe('undoLeavesGap');
    expect(codeOf(checkUndo(facility, movements, movements[1]!, day('2025-03-01')))).toBe('lineNotOpen');
    const undo = { ordinal: 2, kind: 'repayment', minor: -60_00n, effectiveOn: day('2026-03-02'), undoes: 1 } as const;
    expect(codeOf(checkUndo(facility, [...movements, undo], movements[1]!, day('2026-03-03')))).toBe('movementUndone');
    expect(codeOf(checkUndo(facility, [...movements, undo], undo, day('2026-03-03')))).toBe('movementIsUndo');
  });
});

describe('terms', () => {
  test('the later recorded of two for a day holds', () => {
    const second = { ...terms[0]!, ordinal: 1, rate: '0.07' };
    expect(termsOn([...terms, second], day('2026-05-01'))?.rate).toBe('0.07');
    expect(termsOn([second, ...terms], day('2026-05-01'))?.rate).toBe('0.07');
    const earlier = { ...terms[0]!, ordinal: 2, effectiveOn: day('2025-06-01'), rate: '0.01' };
    expect(termsOn([...terms, earlier], day('2026-05-01'))?.rate).toBe('0.06');
    expect(termsOn(terms, day('2025-05-01'))).toBeUndefined();
  });

  test('change something, and leave what is drawn within the limit', () => {
    const { ordinal: _, ...same } = terms[0]!;
    const movements = moves(['draw', 100_00n, '2026-01-05'], ['repayment', 60_00n, '2026-03-01']);
    expect(codeOf(checkTerms(facility, terms, movements, { ...same, effectiveOn: day('2026-02-01') }))).toBe('lineTermsSame');
    const lower = { ...same, limitMinor: 50_00n };
    expect(codeOf(checkTerms(facility, terms, movements, { ...lower, effectiveOn: day('2026-02-01') }))).toBe('lineOverdrawn');
    expect(codeOf(checkTerms(facility, terms, movements, { ...lower, effectiveOn: day('2026-03-01') }))).toBe('ok');
    expect(codeOf(checkTerms(facility, terms, movements, { ...lower, effectiveOn: day('2025-03-01') }))).toBe('lineNotOpen');
    for (const other of [{ rate: '0.07' }, { baseShare: '0.5' }])
      expect(codeOf(checkTerms(facility, terms, movements, { ...same, ...other, effectiveOn: day('2026-02-01') }))).toBe('ok');
  });
});
