import fc from 'fast-check';
import { expect, test } from 'vitest';
import { performance } from '#main/engine/performance/multiples.ts';
import { addDays, businessDate } from '#shared/dates.ts';

const flow = (date: string, amount: string) => ({ date: businessDate(date), amount });
const level = (date: string, text: string) => ({ date: businessDate(date), level: text });
const flows = [flow('2020-01-01', '-100'), flow('2021-01-01', '-50'), flow('2022-01-01', '60'), flow('2023-01-01', '30')];
const nav = { date: businessDate('2023-12-31'), amount: '135' };

function measured(...args: Parameters<typeof performance>) {
  const result = performance(...args);
  if ('kind' in result) throw new Error(result.kind);
  return result;
}

test('multiples are what came back, and what is left, over what went in', () => {
  const { dpi, rvpi, tvpi, paidIn } = measured(flows, nav, null);
  expect([paidIn, dpi, rvpi, tvpi].map(String)).toEqual(['150', '0.6', '0.9', '1.5']);
});

test('without a payment in there is no multiple', () => {
  expect(measured([flow('2020-01-01', '10')], null, null).tvpi).toBeNull();
});

test('against a flat index, the public-market equivalent is the multiple and the alpha is the rate', () => {
  const { ksPme, tvpi, directAlpha, irr } = measured(flows, nav, [level('2019-12-31', '500')]);
  expect(String(ksPme)).toBe(String(tvpi));
  expect(directAlpha).toEqual(irr);
});

test('a fund that does what the index does has an equivalent of one and no alpha', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 50, max: 200 }), { minLength: 3, maxLength: 8 }),
      fc.integer({ min: 1, max: 10 ** 9 }),
      (levels, stake) => {
        const start = businessDate('2020-01-01');
        const index = levels.map((value, year) => ({ date: addDays(start, year * 365), level: String(value) }));
        const value = ((BigInt(stake) * BigInt(levels.at(-1)!) * 10n ** 20n) / BigInt(levels[0]!)).toString().padStart(21, '0');
        const end = { date: index.at(-1)!.date, amount: `${value.slice(0, -20)}.${value.slice(-20)}` };
        const { ksPme, directAlpha } = measured([{ date: start, amount: String(-stake) }], end, index);
        expect(ksPme!.minus(1).abs().lessThan('1e-15')).toBe(true);
        expect(directAlpha?.irr).toBeCloseTo(0, 10);
      },
    ),
  );
});

test('what cannot be measured says why', () => {
  expect(performance([], null, null)).toEqual({ kind: 'noFlows' });
  expect(performance(flows, { ...nav, date: businessDate('2022-12-31') }, null)).toEqual({ kind: 'navBeforeLastFlow', date: '2023-01-01' });
  expect(performance(flows, nav, [level('2020-06-01', '1')])).toEqual({ kind: 'noIndexBefore', date: '2020-01-01' });
});
