import { expect, test } from 'vitest';
import { termsOfFund } from '#main/engine/distributions/waterfall/fundTerms.ts';
import { runWaterfall } from '#main/engine/distributions/waterfall/run.ts';
import { businessDate } from '#shared/dates.ts';

const term = {
  style: 'dealByDeal',
  carry: '0.2',
  catchUp: '1',
  clawback: 'final',
  pref: { rate: '0.08', compounding: 'annual', dayCount: 'act/365f', basis: 'hurdleBalance', start: 'fundingDate' },
} as const;

test('the term of a fund runs as the fund agreed it, each tier under its clause', () => {
  const terms = termsOfFund(term, '8.2');
  expect(terms.basis).toBe('dealByDeal');
  expect(terms.tiers.map(({ kind, clause }) => [kind, clause])).toEqual([
    ['returnOfCapital', '8.2'],
    ['preferredReturn', '8.2'],
    ['catchUp', '8.2'],
    ['split', '8.2'],
  ]);
  const [start, end] = [businessDate('2020-01-01'), businessDate('2025-01-01')];
  const { gp } = runWaterfall({
    flows: [
      { kind: 'contribution', on: start, accruesFrom: start, minor: 10_000_000_000n, deal: 'A' },
      { kind: 'distribution', on: end, minor: 20_000_000_000n, deal: 'A', final: true },
    ],
    partners: [{ id: 'LP', weight: 1n, participation: null, carryFree: false, terms }],
  });
  expect(gp).toBe(2_000_000_000n);
});

test('each partner may be given its own part of a flow instead of a weight', () => {
  const terms = termsOfFund({ ...term, style: 'wholeFund' }, '8.2', 'days');
  const [start, end] = [businessDate('2021-01-01'), businessDate('2022-01-01')];
  const partner = { weight: 0n, participation: null, carryFree: false, terms };
  const { partners } = runWaterfall({
    flows: [
      { kind: 'contribution', on: start, accruesFrom: start, minor: 300n, deal: null, shares: [100n, 200n, 0n] },
      { kind: 'distribution', on: end, minor: 500n, deal: null, final: false, shares: [300n, 200n, 0n] },
    ],
    partners: [
      { ...partner, id: 'one' },
      { ...partner, id: 'two' },
      { ...partner, id: 'none' },
    ],
  });
  expect(partners.map(({ lp, gp }) => [lp, gp])).toEqual([
    [260n, 40n],
    [200n, 0n],
    [0n, 0n],
  ]);
});

test('a share that is no number is a fault of the caller', () => {
  expect(() => termsOfFund({ ...term, carry: 'a fifth' }, '8.2')).toThrow('a fifth is not a share');
});
