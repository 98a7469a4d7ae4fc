import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedPeriods, levelOn, mayPost } from '#main/engine/ledger/periods.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { lockLevels } from '#shared/model/ledger.ts';

const first = businessDate('2024-02-20');
const changes = fc
  .array(fc.record({ start: fc.nat({ max: 60 }), days: fc.nat({ max: 20 }), level: fc.constantFrom(...lockLevels), counts: fc.boolean() }))
  .map((drafts) =>
    drafts.map(({ start, days, level, counts }, index) => ({
      fromOn: addDays(first, start),
      untilOn: addDays(first, start + days),
      level,
      turn: counts ? index + 1 : null,
    })),
  );

test('the closed stretches say of every day what the changes say of it, in order and apart', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const closed = closedPeriods([...list].reverse());
      for (let offset = -1; offset < 90; offset += 1) {
        const day = addDays(first, offset);
        const within = closed.filter(({ fromOn, untilOn }) => fromOn <= day && day <= untilOn);
        expect(within.length).toBeLessThan(2);
        expect(within[0]?.level ?? 'open').toBe(levelOn(list, day));
      }
      closed.slice(1).forEach((period, index) => {
        const before = closed[index]!;
        expect(before.untilOn < period.fromOn).toBe(true);
        if (addDays(before.untilOn, 1) === period.fromOn) expect(before.level).not.toBe(period.level);
      });
    }),
    { numRuns: 300 },
  );
});

test('the sentence of a closed day names the last closed day', () => {
  const february = { fromOn: businessDate('2024-02-01'), untilOn: businessDate('2024-02-29'), level: 'soft', turn: 1 } as const;
  const on = businessDate('2024-02-29');
  expect(mayPost([february], on, true).ok).toBe(true);
  expect(mayPost([february], on, false)).toMatchObject({ error: { detail: { on, until: '2024-02-29', level: 'soft' } } });
  expect(mayPost([{ ...february, level: 'hard' }], on, true).ok).toBe(false);
  expect(mayPost([february], addDays(on, 1), false).ok).toBe(true);
});
