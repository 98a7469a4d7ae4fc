import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Flow, irr } from '#main/engine/performance/irr.ts';
import { addDays, businessDate } from '#shared/dates.ts';

const flow = (date: string, amount: number | string): Flow => ({ date: businessDate(date), amount: String(amount) });
const start = businessDate('2015-01-01');

test('the example of every textbook', () => {
  const flows = [
    flow('2008-01-01', -10000),
    flow('2008-03-01', 2750),
    flow('2008-10-30', 4250),
    flow('2009-02-15', 3250),
    flow('2009-04-01', 2750),
  ];
  expect(irr(flows).irr).toBeCloseTo(0.3733625335188314, 13);
  expect(irr([...flows].reverse())).toEqual(irr(flows));
});

test('ten per cent for a year is ten per cent', () => {
  expect(irr([flow('2021-01-01', -100), flow('2022-01-01', 110)])).toEqual({
    irr: expect.closeTo(0.1, 14),
    roots: [expect.closeTo(0.1, 14)],
    reason: 'published',
  });
});

test.each([
  ['no flows', [], 'noFlows'],
  ['flows that cancel on their day', [flow('2021-01-01', 5), flow('2021-01-01', -5)], 'noFlows'],
  ['money paid in only', [flow('2021-01-01', -5), flow('2022-01-01', -5)], 'onlyOneSign'],
  ['a single payment', [flow('2021-01-01', 5)], 'onlyOneSign'],
  ['no rate at all', [flow('2020-01-01', -100), flow('2021-01-01', 150), flow('2022-01-01', -100)], 'noRoot'],
  ['two rates', [flow('2021-01-01', -1000), flow('2022-01-01', 2350), flow('2023-01-01', -1380)], 'severalRoots'],
])('%s gives no rate and says why', (_what, flows, reason) => {
  const found = irr(flows);
  expect(found.irr).toBeNull();
  expect(found.reason).toBe(reason);
});

test('both of two rates are reported', () => {
  const { roots } = irr([flow('2021-01-01', -1000), flow('2022-01-01', 2350), flow('2023-01-01', -1380)]);
  expect(roots.map((root) => Math.round(root * 1e6) / 1e6)).toEqual([0.15, 0.2]);
});

const rates = fc.double({ min: -0.6, max: 3, noNaN: true });
const gaps = fc.integer({ min: 30, max: 900 });

test('10,000 random funds: the published rate brings every flow to nothing, and one change of sign always has a rate', () => {
  const series = fc.tuple(
    fc.array(fc.tuple(gaps, fc.integer({ min: 1, max: 1_000_000 })), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(gaps, fc.integer({ min: 1, max: 1_000_000 })), { minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(series, ([calls, returns]) => {
      let day = start;
      const flows = [...calls.map(([gap, amount]) => [gap, -amount] as const), ...returns].map(([gap, amount]) => {
        day = addDays(day, gap);
        return { date: day, amount: String(amount) };
      });
      const { irr: rate, reason } = irr(flows);
      expect(reason).toBe('published');
      // Closer to a total loss than this, a rate written as a number cannot say how much was left.
      fc.pre(rate! > -0.999);
      const worth = flows.map(
        ({ date, amount }) => Number(amount) * (1 + rate!) ** (-(Date.parse(date) - Date.parse(flows[0]!.date)) / 31_536_000_000),
      );
      const size = worth.reduce((sum, one) => sum + Math.abs(one), 0);
      expect(Math.abs(worth.reduce((sum, one) => sum + one, 0)) / size).toBeLessThan(1e-7);
    }),
    { numRuns: 10_000 },
  );
});

test('a rate put in comes out', () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 30, max: 7000 }), (rate, days) => {
      const grown = (1 + rate) ** (days / 365);
      const found = irr([
        { date: start, amount: '-1000000' },
        { date: addDays(start, days), amount: (1_000_000 * grown).toFixed(12) },
      ]);
      expect(found.irr).toBeCloseTo(rate, 8);
    }),
  );
});

test('no series has more rates than changes of sign', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(gaps, fc.integer({ min: -1000, max: 1000 })), { minLength: 2, maxLength: 14 }), (moves) => {
      let day = start;
      const flows = moves.map(([gap, amount]) => {
        day = addDays(day, gap);
        return { date: day, amount: String(amount) };
      });
      const signs = flows.map(({ amount }) => Math.sign(Number(amount))).filter((sign) => sign !== 0);
      const changes = signs.slice(1).filter((sign, index) => sign !== signs[index]).length;
      expect(irr(flows).roots.length).toBeLessThanOrEqual(changes);
    }),
    { numRuns: 2000 },
  );
});

const folder = new URL('../../../../shared/data/xirr/', import.meta.url);

describe.skipIf(!existsSync(folder))('reference vectors', () => {
  type Vectors = {
    csv_samples: { file: string; all_real_roots_found: number[] }[];
    inline: { name: string; flows: [string, number][]; xirr: number; tol?: number }[];
  };
  const vectors = existsSync(folder)
    ? (JSON.parse(readFileSync(new URL('vectors.json', folder), 'utf8')) as Vectors)
    : { csv_samples: [], inline: [] };

  test.each(vectors.csv_samples)('$file', ({ file, all_real_roots_found: expected }) => {
    const lines = readFileSync(new URL(`samples/${file}`, folder), 'utf8')
      .trim()
      .split(/\r?\n/);
    const flows = lines
      .map((line) => line.split(',') as [string, string])
      .filter(([date]) => /^\d/.test(date))
      .map(([date, amount]) => flow(date, amount));
    const { roots } = irr(flows);
    expect(roots).toHaveLength(expected.length);
    roots.forEach((root, index) => {
      expect(Math.abs(root - expected[index]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected[index]!)));
    });
  });

  test.each(vectors.inline)('$name', ({ flows, xirr, tol }) => {
    expect(Math.abs(irr(flows.map(([date, amount]) => flow(date, amount))).roots[0]! - xirr)).toBeLessThan(tol ?? 1e-8);
  });
});
