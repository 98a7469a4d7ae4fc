import { expect, test } from 'vitest';
import { flat, legsOf, out, paid, ran, yearly } from './cases.ts';

const free = { rate: '0', compounding: 'none', dayCount: 'act/365f' } as const;

test('a million that becomes one and a half in a year: 1.4 for the partners, 0.1 for the manager', () => {
  const found = ran({ pref: flat, flows: [paid('2023-06-30', '1000000.00'), out('2024-06-30', '1500000.00')] });
  expect(legsOf(found)).toEqual([
    { returnOfCapital: '1000000.00', pref: '80000.00', catchUpGp: '20000.00', splitLp: '320000.00', splitGp: '80000.00' },
  ]);
  expect([found.outcome.lp, found.outcome.gp].map(found.text)).toEqual(['1400000.00', '100000.00']);
});

test('ten becomes a hundred: 82 and 18', () => {
  const { outcome, text } = ran({ pref: flat, flows: [paid('2020-01-01', '10.00'), out('2021-01-01', '100.00')] });
  expect([outcome.lp, outcome.gp].map(text)).toEqual(['82.00', '18.00']);
});

test('proceeds in pieces: each tier goes on where the last piece ended', () => {
  const flows = [out('2023-01-01', '400.00'), out('2021-01-01', '600.00'), paid('2020-01-01', '1000.00'), out('2022-01-01', '500.00')];
  // 8 % on 1,000 for a year and on 400 for the next is 112; then a quarter of it, 28, to the general partner.
  expect(legsOf(ran({ pref: flat, flows }))).toEqual([
    { returnOfCapital: '600.00' },
    { returnOfCapital: '400.00', pref: '100.00' },
    { pref: '12.00', catchUpGp: '28.00', splitLp: '288.00', splitGp: '72.00' },
  ]);
});

test('a catch-up cut short goes on with the next distribution, and half of it is the partners’', () => {
  const flows = [paid('2020-01-01', '1000.00'), out('2021-01-01', '1100.00'), out('2021-01-02', '100.00')];
  // Preferred return 80; catch-up 0.2 × 80 ÷ 0.3 = 53.33, of which 20 come first.
  expect(legsOf(ran({ pref: flat, catchUp: '0.5', flows }))).toEqual([
    { returnOfCapital: '1000.00', pref: '80.00', catchUpGp: '10.00', catchUpLp: '10.00' },
    { catchUpGp: '16.67', catchUpLp: '16.67', splitLp: '53.33', splitGp: '13.33' },
  ]);
});

test('capital paid in after carry comes back first again, with its own return', () => {
  const flows = [paid('2020-01-01', '100.00'), out('2021-01-01', '200.00'), paid('2021-01-01', '50.00'), out('2022-01-01', '60.00')];
  // On the first day of 2021 the new 50 are in before the 200 go out.
  expect(legsOf(ran({ pref: flat, flows }))).toEqual([
    { returnOfCapital: '150.00', pref: '8.00', catchUpGp: '2.00', splitLp: '32.00', splitGp: '8.00' },
    { splitLp: '48.00', splitGp: '12.00' },
  ]);
  const later = flows.map((flow) => (flow.date === '2021-01-01' && 'contribution' in flow ? { ...flow, date: '2021-07-01' } : flow));
  expect(legsOf(ran({ pref: flat, flows: later }))[1]).toEqual({
    ...{ returnOfCapital: '50.00', pref: '2.00', catchUpGp: '0.50', splitLp: '6.00', splitGp: '1.50' },
  });
});

test.each([
  ['daily on 365 days', { compounding: 'daily', dayCount: 'act/365f' }, '2021-01-01', '2022-01-01', '83277.57'],
  ['daily through a leap year', { compounding: 'daily', dayCount: 'act/365f' }, '2020-01-01', '2021-01-01', '83515.00'],
  ['daily in a leap year of 366', { compounding: 'daily', dayCount: 'act/act' }, '2020-01-01', '2021-01-01', '83277.60'],
  ['daily across two kinds of year', { compounding: 'daily', dayCount: 'act/act' }, '2020-07-01', '2021-07-01', '83158.24'],
  ['daily on 360 days', { compounding: 'daily', dayCount: 'act/360' }, '2021-01-01', '2022-01-01', '84481.62'],
  ['daily on months of thirty days', { compounding: 'daily', dayCount: '30/360' }, '2021-01-01', '2022-01-01', '83277.44'],
  ['four quarters', { compounding: 'quarterly', dayCount: 'act/365f' }, '2020-01-01', '2021-01-01', '82432.16'],
  ['a quarter and 45 days', { compounding: 'quarterly', dayCount: 'act/365f' }, '2021-01-01', '2021-05-16', '30009.79'],
  ['quarters by days', { compounding: 'quarterly', dayCount: 'act/360' }, '2021-01-01', '2022-01-01', '83623.65'],
  ['a year from a leap day', { compounding: 'annual', dayCount: 'act/365f' }, '2020-02-29', '2021-02-28', '80000.00'],
  ['a year from a leap day, and a day', { compounding: 'annual', dayCount: 'act/365f' }, '2020-02-29', '2021-03-01', '80227.74'],
  ['the last day of a leap year adds nothing', { compounding: 'annual', dayCount: 'act/365f' }, '2020-01-01', '2020-12-31', '80000.00'],
  ['years that are longer than a year', { compounding: 'annual', dayCount: 'act/360' }, '2021-01-01', '2022-01-01', '81155.03'],
  ['half a year and two weeks', { compounding: 'annual', dayCount: 'act/act' }, '2020-07-01', '2021-01-15', '42521.95'],
  ['simple', { compounding: 'none', dayCount: 'act/365f' }, '2020-01-01', '2025-01-01', '400438.36'],
  ['days alone', { compounding: 'annual', dayCount: 'act/365f', clock: 'days' }, '2020-01-01', '2025-01-01', '469947.83'],
])('preferred return on a million: %s', (_what, pref, from, to, wanted) => {
  const found = ran({ pref: { rate: '0.08', ...pref }, flows: [paid(from, '1000000.00'), out(to, '2000000.00')] });
  expect(legsOf(found)[0]?.pref).toBe(wanted);
});

test('paid before it begins to earn, capital earns nothing; paid after, it has earned already', () => {
  const flows = [{ ...paid('2020-01-01', '1000.00'), dueDate: '2022-01-01', lineDrawDate: '2019-01-01' }, out('2021-01-01', '2000.00')];
  const prefs = ['fundingDate', 'dueDate', 'lineDrawDate'].map((start) => legsOf(ran({ pref: { ...flat, start }, flows }))[0]?.pref);
  expect(prefs).toEqual(['80.00', undefined, '160.00']);
});

test('a contribution the line did not bridge earns from its own day', () => {
  const found = ran({ pref: { ...flat, start: 'lineDrawDate' }, flows: [paid('2020-01-01', '1000.00'), out('2021-01-01', '1080.00')] });
  expect(legsOf(found)).toEqual([{ returnOfCapital: '1000.00', pref: '80.00' }]);
});

test('return on the whole balance earns on itself; on capital alone it does not', () => {
  const flows = [paid('2020-01-01', '1000.00'), out('2022-01-01', '400.00'), out('2023-01-01', '1000.00')];
  // 1,000 × 1.08³ − 400 × 1.08 − 600, against 600 × (1.08³ − 1) + 400 × (1.08² − 1).
  expect(legsOf(ran({ flows }))[1]?.pref).toBe('227.71');
  expect(legsOf(ran({ pref: { ...yearly, basis: 'unreturnedCapital' }, flows }))[1]?.pref).toBe('222.39');
});

test('one distribution may return several contributions, the oldest first', () => {
  const flows = [
    ...[paid('2020-01-01', '100.00'), paid('2021-01-01', '100.00'), out('2022-01-01', '150.00')],
    ...[out('2023-01-01', '60.00'), out('2023-01-01', '100.00')],
  ];
  // 100 for two years, 50 for one, 50 for two: 16 + 4 + 8.
  expect(legsOf(ran({ pref: { ...flat, basis: 'unreturnedCapital' }, flows }))).toEqual([
    { returnOfCapital: '150.00' },
    { returnOfCapital: '50.00', pref: '10.00' },
    { pref: '18.00', catchUpGp: '7.00', splitLp: '60.00', splitGp: '15.00' },
  ]);
});

test('a preferred return may be a multiple', () => {
  const flows = [paid('2020-01-01', '100.00'), out('2021-01-01', '110.00'), out('2022-01-01', '20.00')];
  expect(legsOf(ran({ pref: { multiple: '1.25' }, flows }))).toEqual([
    { returnOfCapital: '100.00', pref: '10.00' },
    { pref: '15.00', catchUpGp: '5.00' },
  ]);
});

test('carry rises at a multiple, and at a rate', () => {
  const flows = [paid('2021-01-01', '100.00'), out('2022-01-01', '300.00')];
  const multiple = ran({ catchUp: '0', hurdles: [{ multiple: '2', carry: '0.5', clause: '8.3(d)' }], flows });
  // To 200 the partners lack 92 of 115; of the 77 beyond, half.
  expect(legsOf(multiple)).toEqual([{ returnOfCapital: '100.00', pref: '8.00', splitLp: '130.50', splitGp: '61.50' }]);
  const rate = ran({ catchUp: '0', hurdles: [{ irr: '0.5', carry: '0.3' }], flows });
  // To 150 they lack 42 of 52.50; of the 139.50 beyond, 30 %.
  expect(legsOf(rate)).toEqual([{ returnOfCapital: '100.00', pref: '8.00', splitLp: '139.65', splitGp: '52.35' }]);
});

test('a hurdle reached earlier is not owed again', () => {
  const flows = [paid('2021-01-01', '100.00'), out('2022-01-01', '300.00'), out('2022-01-02', '10.00')];
  expect(legsOf(ran({ catchUp: '0', hurdles: [{ multiple: '2', carry: '0.5' }], flows }))[1]).toEqual({ splitLp: '5.00', splitGp: '5.00' });
});

test('all carry and no carry', () => {
  const flows = [paid('2021-01-01', '100.00'), out('2022-01-01', '200.00')];
  expect(legsOf(ran({ carry: '1', catchUp: '0', flows }))).toEqual([{ returnOfCapital: '100.00', pref: '8.00', splitGp: '92.00' }]);
  expect(legsOf(ran({ carry: '0', flows }))).toEqual([{ returnOfCapital: '100.00', pref: '8.00', splitLp: '92.00' }]);
  expect(legsOf(ran({ carry: '1', catchUp: '0', hurdles: [{ multiple: '2', carry: '0' }], flows }))).toEqual([
    { returnOfCapital: '100.00', pref: '8.00', splitGp: '92.00' },
  ]);
});

test('a general partner’s commitment and friends bear no carry', () => {
  const { outcome, text } = ran({
    pref: flat,
    flows: [paid('2020-01-01', '100.00'), out('2021-01-01', '200.00')],
    partners: [
      { id: 'LP1', commitment: '80' },
      { id: 'GP', commitment: '20', carryFree: true },
    ],
  });
  expect(outcome.partners.map(({ lp, gp }) => [lp, gp].map(text))).toEqual([
    ['144.00', '16.00'],
    ['40.00', '0.00'],
  ]);
});

test('terms of a partner’s own', () => {
  const { outcome, text } = ran({
    pref: flat,
    flows: [paid('2020-01-01', '300.00'), out('2021-01-01', '600.00')],
    partners: [
      { id: 'plain', commitment: '1' },
      { id: 'half carry', commitment: '1', terms: { carry: '0.1', hurdles: [] } },
      { id: 'no catch-up', commitment: '1', terms: { catchUp: '0', pref: { multiple: '1.5' } } },
    ],
  });
  expect(outcome.partners.map(({ gp }) => text(gp))).toEqual(['20.00', '10.00', '10.00']);
});

test('who is in a deal shares it; the others do not', () => {
  const { outcome, text } = ran({
    pref: free,
    flows: [paid('2020-01-01', '90.00', 'A'), paid('2020-01-01', '10.00'), out('2021-01-01', '180.00', 'A'), out('2021-01-01', '20.00')],
    partners: [
      { id: 'in', commitment: '1', participation: { A: '2' } },
      { id: 'deeper in', commitment: '1', participation: { A: '7' } },
      { id: 'out', commitment: '3' },
    ],
  });
  expect(outcome.partners.map(({ contributed, distributed }) => [contributed, distributed].map(text))).toEqual([
    ['22.00', '44.00'],
    ['72.00', '144.00'],
    ['6.00', '12.00'],
  ]);
});

test.each([
  ['JPY', '100', '151', [{ returnOfCapital: '100', pref: '8', catchUpGp: '2', splitLp: '33', splitGp: '8' }]],
  ['KWD', '100.000', '150.001', [{ returnOfCapital: '100.000', pref: '8.000', catchUpGp: '2.000', splitLp: '32.001', splitGp: '8.000' }]],
  ['CLF', '0.0001', '0.0002', [{ returnOfCapital: '0.0001', splitLp: '0.0001' }]],
])('%s keeps its own digits', (currency, contribution, distribution, wanted) => {
  expect(legsOf(ran({ currency, flows: [paid('2021-01-01', contribution), out('2022-01-01', distribution)] }))).toEqual(wanted);
});

test('ten to the eighteenth of minor units, to the last one', () => {
  const found = ran({
    currency: 'JPY',
    flows: [paid('2020-01-01', '1000000000000000000'), out('2025-01-01', '1000000000000000000'), out('2025-01-01', '999999999999999999')],
  });
  expect(legsOf(found)[1]).toEqual({
    ...{ pref: '469328076800000000', catchUpGp: '117332019200000000', splitLp: '330671923199999999', splitGp: '82667980800000000' },
  });
});
