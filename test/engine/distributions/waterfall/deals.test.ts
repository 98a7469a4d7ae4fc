import { expect, test } from 'vitest';
import { flat, legsOf, out, paid, ran } from './cases.ts';

const free = { rate: '0', compounding: 'none', dayCount: 'act/365f' } as const;
const start = [paid('2020-01-01', '100.00', 'A'), paid('2020-01-01', '100.00', 'B'), paid('2020-01-01', '10.00')];
const american = (different: object) => ran({ style: 'american', pref: free, ...different });

test('a loss on a realised deal comes back, with the fees, before carry on the next', () => {
  const found = american({ flows: [...start, out('2021-01-01', '60.00', 'A'), out('2022-01-01', '300.00', 'B')] });
  expect(legsOf(found)).toEqual([{ returnOfCapital: '60.00' }, { returnOfCapital: '150.00', splitLp: '120.00', splitGp: '30.00' }]);
});

test('a deal still held is no loss, and its share of fees waits', () => {
  const flows = [...start, { ...out('2021-01-01', '60.00', 'A'), final: false }, out('2022-01-01', '300.00', 'B')];
  expect(legsOf(american({ flows }))[1]).toEqual({ returnOfCapital: '105.00', splitLp: '156.00', splitGp: '39.00' });
  expect(legsOf(ran({ style: 'hybrid', pref: free, flows }))[1]).toEqual({
    returnOfCapital: '110.00',
    splitLp: '152.00',
    splitGp: '38.00',
  });
});

test('written-down capital comes back with its share of fees', () => {
  const flows = [
    ...start,
    { ...out('2021-01-01', '60.00', 'A'), final: false },
    { date: '2021-06-01', writeDown: '30.00', deal: 'A' },
    out('2022-01-01', '300.00', 'B'),
  ];
  expect(legsOf(american({ flows }))[1]).toEqual({ returnOfCapital: '136.50', splitLp: '130.80', splitGp: '32.70' });
});

test('no more is written down than is still out, and what comes back later is that deal’s own', () => {
  const flows = [
    ...start,
    { ...out('2021-01-01', '60.00', 'A'), final: false },
    { date: '2021-06-01', writeDown: '90.00', deal: 'A' },
    { date: '2021-07-01', writeDown: '90.00', deal: 'A' },
    out('2022-01-01', '45.00', 'A'),
  ];
  expect(legsOf(american({ flows }))[1]).toEqual({ returnOfCapital: '45.00' });
});

test('each deal by itself: neither losses nor fees of others count', () => {
  const flows = [...start, out('2021-01-01', '60.00', 'A'), out('2022-01-01', '300.00', 'B')];
  const found = american({ lossCarryForward: false, clawback: {}, flows });
  expect(legsOf(found)).toEqual([{ returnOfCapital: '60.00' }, { returnOfCapital: '100.00', splitLp: '160.00', splitGp: '40.00' }]);
  expect(found.outcome.clawback).toEqual({ excess: 1000n, shortfall: 0n, cap: 4000n, due: 1000n });
});

test('each deal by itself measures its catch-up by itself', () => {
  const flows = [
    ...[paid('2020-01-01', '100.00', 'A'), paid('2020-01-01', '100.00', 'B')],
    ...[out('2021-01-01', '109.00', 'A'), out('2021-01-01', '120.00', 'B')],
  ];
  // Deal A ends inside its catch-up of 2.00; alone, deal B owes nothing for that.
  expect(legsOf(american({ pref: flat, lossCarryForward: false, flows })).map(({ catchUpGp }) => catchUpGp)).toEqual(['1.00', '2.00']);
  expect(legsOf(american({ pref: flat, flows })).map(({ catchUpGp }) => catchUpGp)).toEqual(['1.00', '3.00']);
});

test('new capital opens a realised deal again', () => {
  const flows = [
    ...[...start, { ...out('2021-01-01', '60.00', 'A'), final: true }, paid('2021-02-01', '20.00', 'A')],
    ...[out('2022-01-01', '300.00', 'B'), out('2023-01-01', '10.00', 'A')],
  ];
  // 100 of B, and of the fees 100/220 of 10.00.
  expect(legsOf(american({ flows }))[1]).toEqual({ returnOfCapital: '104.55', splitLp: '156.36', splitGp: '39.09' });
});

test('a partner outside a deal bears none of it', () => {
  const found = american({
    flows: [
      paid('2020-01-01', '100.00', 'A'),
      paid('2020-01-01', '100.00', 'B'),
      out('2021-01-01', '200.00', 'A'),
      out('2022-01-01', '50.00', 'B'),
    ],
    clawback: { taxRate: '0.25' },
    partners: [
      { id: 'both', commitment: '1', participation: { A: '1', B: '1' } },
      { id: 'A alone', commitment: '1', participation: { A: '1' } },
    ],
  });
  expect(found.outcome.partners.map(({ gp, clawback }) => [gp, clawback?.due])).toEqual([
    [1000n, 750n],
    [1000n, 0n],
  ]);
});

test('fees alone, then a deal', () => {
  const flows = [paid('2020-01-01', '10.00'), paid('2020-06-01', '100.00', 'A'), out('2021-01-01', '150.00', 'A')];
  expect(legsOf(american({ flows }))).toEqual([{ returnOfCapital: '110.00', splitLp: '32.00', splitGp: '8.00' }]);
});

const claw = (loss: string, taxRate: string) => {
  const flows = [
    ...[paid('2020-01-01', '100.00', 'A'), paid('2020-01-01', '100.00', 'B')],
    ...[out('2021-01-01', '200.00', 'A'), out('2022-01-01', loss, 'B')],
  ];
  return american({ pref: flat, clawback: { taxRate }, flows });
};

test('carry on the first deal goes back when the second loses, up to what tax left', () => {
  expect(claw('40.00', '0').outcome).toMatchObject({ gp: 2000n, clawback: { excess: 1200n, shortfall: 0n, cap: 2000n, due: 1200n } });
  expect(claw('40.00', '0.4').outcome.clawback).toEqual({ excess: 1200n, shortfall: 0n, cap: 1200n, due: 1200n });
  expect(claw('40.00', '0.6').outcome.clawback).toEqual({ excess: 1200n, shortfall: 0n, cap: 800n, due: 800n });
});

test('what partners lack of capital and return counts where it is more', () => {
  // Of 200.00 paid in, 180.00 came back after a year and 10.00 after two: 10.00 and 17.60 are missing.
  expect(claw('10.00', '0').outcome.clawback).toEqual({ excess: 1800n, shortfall: 2760n, cap: 2000n, due: 2000n });
  expect(claw('10.00', '0.4').outcome.clawback).toEqual({ excess: 1800n, shortfall: 2760n, cap: 1200n, due: 1200n });
});

test('where return earns on itself, and where it is a multiple, the shortfall is measured the same way', () => {
  const flows = [
    ...[paid('2020-01-01', '100.00', 'A'), paid('2020-01-01', '100.00', 'B')],
    ...[out('2021-01-01', '200.00', 'A'), out('2022-01-01', '10.00', 'B')],
  ];
  const yearly = american({ pref: { ...flat, compounding: 'annual' }, clawback: {}, flows });
  // 200 × 1.1664 − 180 × 1.08 − 10.
  expect(yearly.outcome.clawback?.shortfall).toBe(2888n);
  const multiple = american({ pref: { multiple: '1.1' }, clawback: {}, flows });
  expect(multiple.outcome.clawback?.shortfall).toBe(3000n);
});

test('where carry rises, the general partner is held to the highest', () => {
  const flows = [paid('2021-01-01', '100.00'), out('2022-01-01', '300.00')];
  const { outcome } = ran({ catchUp: '0', hurdles: [{ multiple: '2', carry: '0.5' }], clawback: { taxRate: '0' }, flows });
  expect(outcome.clawback).toEqual({ excess: 0n, shortfall: 0n, cap: 6150n, due: 0n });
});

test('however many legs are rounded, carry is a fifth of the profit', () => {
  const { outcome, text } = american({
    pref: { rate: '0.08', compounding: 'annual', dayCount: '30/360' },
    flows: [
      ...[paid('2020-01-01', '100000000.00', 'A'), paid('2020-01-01', '100000000.00', 'B'), paid('2020-01-01', '5000000.00')],
      ...[out('2023-01-01', '60000000.00', 'A'), out('2025-01-01', '300000000.00', 'B')],
    ],
    partners: [
      { id: 'LP1', commitment: '60' },
      { id: 'LP2', commitment: '38' },
      { id: 'GP', commitment: '2', carryFree: true },
    ],
  });
  expect(outcome.partners.map(({ gp }) => text(gp))).toEqual(['18600000.00', '11780000.00', '0.00']);
});
