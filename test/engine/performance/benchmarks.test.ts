import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newLevels, readLevels } from '#main/engine/performance/benchmarks.ts';
import { addDays, businessDate } from '#shared/dates.ts';

const start = businessDate('2020-01-01');
const today = businessDate('2026-11-20');
const known = (...levels: [string, string][]) => new Map(levels.map(([on, level]) => [businessDate(on), { level, revision: 0 }]));

test('any file of days and levels is read back as it was written, in the order of its days', () => {
  const file = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 10 ** 9 })), {
    minLength: 1,
    maxLength: 40,
    selector: ([day]) => day,
  });
  fc.assert(
    fc.property(file, fc.constantFrom(',', ';', '\t'), fc.boolean(), (rows, delimiter, hasTitles) => {
      const lines = rows.map(([day, cents]) => `${addDays(start, day)}${delimiter}${cents / 100}`);
      const { levels, problems, added } = readLevels(
        [...(hasTitles ? [`Date${delimiter}Close`] : []), ...lines].join('\r\n'),
        new Map(),
        today,
      );
      expect(problems).toEqual([]);
      expect(added).toBe(rows.length);
      const sorted = [...rows].sort(([left], [right]) => left - right);
      expect(levels).toEqual(sorted.map(([day, cents]) => ({ on: addDays(start, day), level: String(cents / 100) })));
    }),
  );
});

test('every bad row is named, whatever is wrong with it', () => {
  const { problems } = readLevels(
    'Date,Level\n2026-01-01,1,2\n2026-01-02,\n2026-01-03,0.00\n,5\n2026-01-04,1e5\n"2026-01-05,6\n',
    new Map(),
    today,
  );
  expect(problems).toEqual(
    expect.arrayContaining([
      'Line 2: it has more than a date and a level.',
      'Line 3: “” is not a level such as 1523.47.',
      'Line 4: the level must be above zero.',
      'Line 5: “” is not a date such as 2026-11-20.',
      'Line 6: “1e5” is not a level such as 1523.47.',
    ]),
  );
  expect(problems.some((problem) => problem.startsWith('Line 7'))).toBe(true);
  expect(readLevels('2026-01-01\n', new Map(), today).problems).toEqual([
    'The file holds no level. It needs a date and a level in each line.',
  ]);
});

test('what is known is counted, what differs is listed, and a long list is cut', () => {
  const days = Array.from({ length: 14 }, (_, at) => addDays(start, at));
  const before = known(...days.map((on): [string, string] => [on, '1']));
  const levels = days.map((on) => ({ on, level: '2' }));
  const refused = newLevels(levels, before, undefined, today);
  expect(refused.ok ? [] : (refused.error.detail as { levels: string[] }).levels).toHaveLength(11);
  const taken = newLevels([...levels.slice(0, 2), { on: addDays(start, 20), level: '3' }], before, 'Restated', today);
  expect(taken.ok && taken.value.added.map(({ revision }) => revision)).toEqual([1, 1, 0]);
  expect(newLevels([{ on: start, level: '1' }], before, undefined, today)).toEqual({ ok: true, value: { added: [], known: 1 } });
  expect(readLevels(`${start},2\n`, before, today).corrected).toEqual([`${start}: 1 becomes 2`]);
});
