import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf, type NetChange, type NetMovement, type Plan, replayUnits } from '#main/engine/positions/replay.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { UnitEvent, UnitLine } from '#shared/model/positions.ts';
import type { Result } from '#shared/result.ts';

const codeOf = (reply: Result<unknown>): string => (reply.ok ? 'ok' : reply.error.code);
const naming = { name: 'Vale, class A', unitDigits: 4, nameOf: (id: string) => id };
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}` as BusinessDate;
const blank = { amount: null, cost: null, residue: null, acquiredOn: null, priceOn: null, relief: null, chosen: [] };
const comes = (investorId: string, units: bigint, cost: bigint, acquired: number, ordinal = 0): UnitLine => ({
  ...blank,
  ordinal,
  investorId,
  units,
  cost,
  acquiredOn: day(acquired),
});
const leaves = (investorId: string, units: bigint, chosen: UnitLine['chosen'] = []): UnitLine => ({
  ...blank,
  ordinal: 0,
  investorId,
  units: -units,
  relief: chosen.length === 0 ? 'fifo' : 'specific',
  chosen,
});
const event = (id: string, kind: UnitEvent['kind'], on: number, lines: UnitLine[], more: Partial<UnitEvent> = {}): UnitEvent => ({
  id,
  kind,
  effectiveOn: day(on),
  ratio: null,
  reversesId: null,
  lines,
  ...more,
});
const buys = (id: string, on: number, investor: string, units: bigint, cost: bigint) =>
  event(id, 'subscription', on, [comes(investor, units, cost, on)]);
const sells = (id: string, on: number, investor: string, units: bigint, chosen?: UnitLine['chosen']) =>
  event(id, 'redemption', on, [leaves(investor, units, chosen)]);
const moves = (id: string, on: number, from: string, to: string, units: bigint) =>
  event(id, 'transfer', on, [leaves(from, units), { ...blank, ordinal: 1, investorId: to, units }]);
const splits = (id: string, on: number, from: bigint, to: bigint) => event(id, 'split', on, [], { ratio: { from, to } });

function planned(events: readonly UnitEvent[]): Plan {
  const plan = replayUnits(events, naming);
  if (!plan.ok) throw new Error(plan.error.code);
  return plan.value;
}
const lotsOf = (plan: Pick<Plan, 'movements'>, investor: string) => {
  const lots = new Map<string, { units: bigint; cost: bigint }>();
  for (const { investorId, lot, units, cost } of plan.movements) {
    if (investorId !== investor) continue;
    const held = lots.get(lot.eventId) ?? { units: 0n, cost: 0n };
    lots.set(lot.eventId, { units: held.units + units, cost: held.cost + cost });
  }
  return Object.fromEntries([...lots].filter(([, { units }]) => units !== 0n));
};

describe('lots', () => {
  const two = [buys('a', 5, 'alder', 30n, 100n), buys('b', 3, 'alder', 10n, 50n)];

  test('the oldest goes first, whenever it was recorded', () => {
    expect(lotsOf(planned([...two, sells('c', 9, 'alder', 20n)]), 'alder')).toEqual({ a: { units: 20n, cost: 67n } });
  });

  test('or the one that was chosen', () => {
    const chosen = [{ lot: { eventId: 'a', ordinal: 0 }, units: 30n }];
    expect(lotsOf(planned([...two, sells('c', 9, 'alder', 30n, chosen)]), 'alder')).toEqual({ b: { units: 10n, cost: 50n } });
    expect(
      codeOf(
        replayUnits(
          [
            ...two,
            sells(
              'c',
              4,
              'alder',
              5n,
              chosen.map((one) => ({ ...one, units: 5n })),
            ),
          ],
          naming,
        ),
      ),
    ).toBe('lotShort');
    expect(codeOf(replayUnits([...two, sells('c', 9, 'alder', 30n, [{ lot: { eventId: 'b', ordinal: 0 }, units: 30n }])], naming))).toBe(
      'lotShort',
    );
  });

  test('go along with a transfer, with their date and cost', () => {
    const plan = planned([...two, moves('t', 9, 'alder', 'birch', 25n)]);
    expect(lotsOf(plan, 'birch')).toEqual({ b: { units: 10n, cost: 50n }, a: { units: 15n, cost: 50n } });
    expect(lotsOf(plan, 'alder')).toEqual({ a: { units: 15n, cost: 50n } });
    expect(plan.balances).toEqual(
      new Map([
        ['alder', 15n],
        ['birch', 25n],
      ]),
    );
  });

  test('keep their cost in a split; a lot that vanishes joins the oldest that stays', () => {
    const plan = planned([...two, buys('c', 6, 'alder', 1n, 7n), splits('s', 9, 10n, 1n)]);
    expect(lotsOf(plan, 'alder')).toEqual({ b: { units: 1n, cost: 57n }, a: { units: 3n, cost: 100n } });
    expect(codeOf(replayUnits([buys('c', 6, 'alder', 1n, 7n), splits('s', 9, 10n, 1n)], naming))).toBe('splitErases');
  });

  test('of what is taken back never were', () => {
    const undo = event('r', 'reversal', 9, [], { reversesId: 'b' });
    expect(lotsOf(planned([...two, undo]), 'alder')).toEqual({ a: { units: 30n, cost: 100n } });
    expect(replayUnits([...two, sells('c', 9, 'alder', 35n), undo], naming)).toMatchObject({
      error: { code: 'unitsShort', detail: { investor: 'alder', on: day(9), balance: '0.0030', units: '0.0035' } },
    });
  });

  test('bought and given back on one day, in whatever order the day was recorded', () => {
    expect(planned([sells('a', 5, 'alder', 30n), buys('b', 5, 'alder', 30n, 9n)]).balances.get('alder')).toBe(0n);
    expect(lotsOf(planned([splits('z', 5, 1n, 2n), buys('b', 5, 'alder', 30n, 9n)]), 'alder')).toEqual({ b: { units: 30n, cost: 9n } });
  });
});

/** A year of a class among four holders: whatever is not possible is left out as it is met. */
const stories = fc
  .array(
    fc.record({
      kind: fc.constantFrom('buy', 'buy', 'sell', 'move', 'split'),
      on: fc.integer({ min: 1, max: 28 }),
      who: fc.constantFrom('alder', 'birch', 'cedar', 'douglas'),
      whom: fc.constantFrom('alder', 'birch', 'cedar', 'douglas'),
      units: fc.bigInt(1n, 900n),
      cost: fc.bigInt(0n, 100_000n),
      ratio: fc.constantFrom([1n, 2n], [2n, 3n], [3n, 1n], [7n, 5n]),
    }),
    { maxLength: 25 },
  )
  .map((steps) =>
    steps.flatMap(({ kind, on, who, whom, units, cost, ratio: [from, to] }, index) => {
      const id = `e${String(index).padStart(2, '0')}`;
      if (kind === 'buy') return [buys(id, on, who, units, cost)];
      if (kind === 'sell') return [sells(id, on, who, units)];
      if (kind === 'split') return [splits(id, on, from!, to!)];
      return who === whom ? [] : [moves(id, on, who, whom, units)];
    }),
  );

/** Records each event as a command does: what is refused is left out, what is accepted appends rows. */
function record(events: readonly UnitEvent[]) {
  const kept: UnitEvent[] = [];
  const changes: NetChange[] = [];
  const movements: NetMovement[] = [];
  for (const next of events) {
    const plan = replayUnits([...kept, next], naming);
    if (!plan.ok) continue;
    kept.push(next);
    const rows = differenceOf(plan.value, { changes: netted(changes), movements: netted(movements) });
    changes.push(...rows.changes);
    movements.push(...rows.movements);
  }
  return { kept, changes: netted(changes), movements: netted(movements) };
}

function netted<Row extends NetChange & { cost?: bigint; lot?: unknown }>(rows: readonly Row[]): Row[] {
  const net = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify([row.eventId, row.investorId, row.lot]);
    const before = net.get(key);
    const cost = row.cost === undefined ? {} : { cost: (before?.cost ?? 0n) + row.cost };
    net.set(key, { ...row, units: (before?.units ?? 0n) + row.units, ...cost });
  }
  return [...net].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, row]) => (row.units === 0n && !row.cost ? [] : [row]));
}

describe('whatever happens to a class', () => {
  test('lots always sum to units, on every day, and nobody ever holds less than none', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const { kept, changes, movements } = record(events);
        const days = new Map(kept.map(({ id, effectiveOn }) => [id, effectiveOn]));
        for (let number = 1; number <= 28; number += 1) {
          const until = (rows: readonly (NetChange | NetMovement)[], who: string) =>
            rows.filter(({ eventId, investorId }) => investorId === who && days.get(eventId)! <= day(number));
          for (const who of ['alder', 'birch', 'cedar', 'douglas']) {
            const sum = (rows: readonly NetChange[]) => rows.reduce((total, { units }) => total + units, 0n);
            expect(sum(until(movements, who))).toBe(sum(until(changes, who)));
            expect(sum(until(changes, who))).toBeGreaterThanOrEqual(0n);
            for (const { units, cost } of Object.values(lotsOf({ movements }, who))) expect(units > 0n && cost >= 0n).toBe(true);
          }
        }
      }),
    );
  });

  test('relief conserves cost to the cent: what was paid is what is held plus what left', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const { kept, movements } = record(events);
        const kinds = new Map(kept.map(({ id, kind }) => [id, kind]));
        const sum = (...of: UnitEvent['kind'][]) =>
          movements.filter(({ eventId }) => of.includes(kinds.get(eventId)!)).reduce((total, { cost }) => total + cost, 0n);
        expect(sum('subscription')).toBe(kept.flatMap(({ lines }) => lines).reduce((total, { cost }) => total + (cost ?? 0n), 0n));
        expect(sum('transfer')).toBe(0n);
        expect(sum('split')).toBe(0n);
        expect(sum('redemption')).toBeLessThanOrEqual(0n);
      }),
    );
  });

  test('any order of recording gives the same register and the same lots', () => {
    const shuffled = stories.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        const first = record(events);
        const ids = new Set(first.kept.map(({ id }) => id));
        const second = record(other.filter(({ id }) => ids.has(id)));
        fc.pre(second.kept.length === first.kept.length);
        expect({ changes: second.changes, movements: second.movements }).toEqual({ changes: first.changes, movements: first.movements });
      }),
      { numRuns: 300 },
    );
  });
});
