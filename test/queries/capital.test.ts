import { describe, expect, test } from 'vitest';
import type { InvestorId } from '#shared/ids.ts';
import { callHouse } from '#test/kit/calls.ts';
import { figureOf, journalIn, running } from '#test/kit/capital.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor, goTo } from '#test/kit/investors.ts';
import { addFund, line } from '#test/kit/ledger.ts';

describe('capital accounts', () => {
  test('foot line by line, tie to the fund’s net assets, and follow both dates', () => {
    using at = running();
    const { firm, fundId, investors } = at;
    journalIn(at, '2026-04-01', line('1000', 1_000), line('4000', -1_000));
    journalIn(at, '2026-05-01', line('5000', 400), line('2200', -400));
    journalIn(at, '2026-05-02', line('3500', 30), line('1000', -30));
    const before = firm.now;
    goTo(firm, '2026-07-02');
    firm.done('ledger.allocateIncome', {
      allocationId: firm.id(),
      fundId,
      fromOn: '2026-01-01',
      untilOn: '2026-06-30',
      basis: 'commitment',
      reason: 'Half-year',
    });
    const half = { fundId, from: '2026-01-01', until: '2026-06-30' };
    const { rows, totals, tieOut } = firm.answer('capital.accounts', half);
    expect(
      rows.map(({ investor, contributions, incomeDistributions, interestIncome, managementFees, closing }) => [
        investor,
        ...[contributions, incomeDistributions, interestIncome, managementFees, closing].map(({ minor }) => minor),
      ]),
    ).toEqual([
      ['Investor 1', 50_000n, -6_000n, 500n, -200n, 44_300n],
      ['Investor 2', 30_000n, -3_600n, 300n, -120n, 26_580n],
      ['Investor 3', 20_000n, -2_400n, 200n, -80n, 17_720n],
    ]);
    expect(totals).toMatchObject({ opening: { minor: 0n }, otherMovements: { minor: 0n }, closing: { minor: 88_600n } });
    expect(Object.entries(tieOut).map(([name, sum]) => [name, Array.isArray(sum) ? sum : sum.minor])).toEqual([
      ['netAssets', 88_570n],
      ['partners', 88_600n],
      ['notAllocated', 0n],
      ['notOfPartners', -30n],
      ['foreign', []],
    ]);
    const then = firm.answer('capital.accounts', { ...half, knownAt: before });
    expect([then.totals.closing.minor, then.tieOut.notAllocated.minor, then.tieOut.netAssets.minor]).toEqual([88_000n, 600n, 88_570n]);
    const second = firm.answer('capital.accounts', { ...half, from: '2026-06-01' });
    expect(second.totals).toMatchObject({ opening: { minor: 100_000n }, contributions: { minor: 0n }, interestIncome: { minor: 1_000n } });
    expect(firm.answer('capital.account', { investorId: investors[0]!, from: '2026-06-01', until: '2026-06-30' }).rows).toMatchObject([
      {
        fund: 'Harbour Fund I',
        yearFrom: '2026-01-01',
        period: { opening: { minor: 50_000n }, contributions: { minor: 0n }, closing: { minor: 44_300n } },
        year: { opening: { minor: 0n }, contributions: { minor: 50_000n }, closing: { minor: 44_300n } },
        inception: { managementFees: { minor: -200n } },
        commitment: { committed: { minor: 500_000n }, called: { minor: 50_000n }, uncalled: { minor: 450_000n } },
      },
    ]);
  });

  test('an allocation that was reversed is gone from the lines, and tax capital stands beside book capital', () => {
    using at = running();
    const { firm, fundId, investors } = at;
    const investorId = investors[0]!;
    journalIn(at, '2026-04-01', line('1000', 1_000), line('4100', -1_000));
    const order = { fundId, fromOn: '2026-01-01', untilOn: '2026-06-30', basis: 'contributed' as const, reason: 'Half-year' };
    expect(
      firm.answer('capital.incomePreview', { fundId, fromOn: '2026-01-01', untilOn: '2026-06-30', basis: 'contributed' }),
    ).toMatchObject({
      net: { minor: 1_000n },
      accounts: [{ account: '4100', name: 'Dividend income', amount: { minor: 1_000n } }],
      rows: [{ investor: 'Investor 1', amount: { minor: 500n }, share: '0.5' }, { share: '0.3' }, { share: '0.2' }],
    });
    const { entryId } = firm.done('ledger.allocateIncome', { ...order, allocationId: firm.id() });
    firm.done('ledger.reverse', { entryId, effectiveOn: '2026-06-30', reason: 'Too early' });
    const year = { fundId, from: '2026-01-01', until: '2026-12-31' };
    const account = () => firm.answer('capital.account', { ...year, investorId }).rows[0]!;
    expect(account().period).toMatchObject({ dividendIncome: { minor: 0n }, otherMovements: { minor: 0n }, closing: { minor: 44_000n } });
    expect(firm.answer('capital.incomeAllocations', { fundId }).rows).toMatchObject([{ entryId, net: { minor: 1_000n }, overrides: 0 }]);
    expect(firm.answer('capital.incomeAllocations', { fundId }).rows[0]?.reversedBy).not.toBeNull();
    const adjustmentId = firm.id();
    const lines = [{ investorId, minor: '-700' }];
    const tax = { fundId, taxYear: 2025, kind: 'opening' as const, source: 'Return 2025', reason: 'Taken over', lines };
    firm.done('capital.adjustTax', { ...tax, adjustmentId });
    expect(account()).toMatchObject({
      tax: { opening: { minor: -700n }, adjustments: { minor: 0n }, closing: { minor: 43_300n } },
      taxByKind: [{ kind: 'opening', amount: { minor: -700n } }],
    });
    expect(firm.answer('capital.accounts', year).taxClosing.minor).toBe(87_300n);
    firm.done('capital.reverseTaxAdjustment', { fundId, adjustmentId: firm.id(), reversesId: adjustmentId, reason: 'Wrong' });
    expect(account().tax.closing.minor).toBe(44_000n);
    expect(
      firm.answer('capital.taxAdjustments', { fundId }).rows.map(({ amount, reversed, partners }) => [amount.minor, reversed, partners]),
    ).toEqual([
      [700n, false, 1],
      [-700n, true, 1],
    ]);
  });

  test('of an investor that was merged stand under the one that remains', () => {
    using at = running();
    const { firm, fundId, investors } = at;
    const into = addInvestor(firm, 'Survivor') as InvestorId;
    const merge = { investorId: investors[2]!, intoId: into };
    const versions = { expectedVersion: firm.answer('investors.home', { investorId: investors[2]! }).investor.version };
    const merged = firm.run('investors.merge', { ...merge, ...versions, reason: 'Same entity' });
    expect(codeOf(merged)).toBe('ok');
    const asked = { fundId, from: '2026-01-01', until: '2026-06-30' };
    expect(firm.answer('capital.accounts', asked).rows.map(({ investor }) => investor)).toEqual(['Investor 1', 'Investor 2', 'Survivor']);
    expect(firm.answer('capital.account', { ...asked, investorId: investors[2]! }).rows[0]?.period.closing.minor).toBe(17_600n);
    expect(firm.answer('capital.partners', { fundId }).rows.find(({ investor }) => investor === 'Survivor')?.called.minor).toBe(20_000n);
    expect(firm.answer('capital.holdings', { investorId: into }).rows[0]).toMatchObject({ committed: { minor: 200_000n } });
  });
});

describe('metrics', () => {
  test('come from commitments, calls, receipts and the ledger, each with its inputs', () => {
    using at = running();
    const { firm, fundId } = at;
    const { figures, ageing } = firm.answer('capital.metrics', { fundId });
    const found = [
      'committed',
      'called',
      'uncalled',
      'calledRate',
      'asked',
      'collected',
      'collectionRate',
      'open',
      'overdue',
      'distributed',
    ];
    expect(found.map((id) => figureOf(figures, id))).toEqual([
      1_000_000n,
      100_000n,
      900_000n,
      '0.1',
      100_000n,
      80_000n,
      '0.8',
      20_000n,
      20_000n,
      12_000n,
    ]);
    expect(figures.every(({ definition }) => definition.length > 10)).toBe(true);
    expect(figures.find(({ id }) => id === 'overdue')?.inputs).toMatchObject([
      { label: 'Call 1: Pier 9, due 2026-03-17', money: { minor: 20_000n } },
    ]);
    // Due 105 days ago: 80 % came in on time and nothing later, so nothing more is to be expected.
    expect(ageing.find(({ bucket }) => bucket === 'older')).toMatchObject({ open: { minor: 20_000n }, probability: '0' });
    expect(figureOf(figures, 'expected')).toBe(0n);
    const early = firm.answer('capital.metrics', { fundId, on: '2026-03-16' });
    expect(figureOf(early.figures, 'expected')).toBe(
      'Nothing of this fund’s older calls was ever open that long, so nothing tells how such amounts come in.',
    );
    expect([figureOf(early.figures, 'collected'), figureOf(early.figures, 'overdue'), figureOf(early.figures, 'deployment')]).toEqual([
      80_000n,
      0n,
      'No allocation was called yet.',
    ]);
    const known = firm.answer('capital.metrics', { fundId, knownAt: '2026-03-10T00:00:00.000Z' });
    expect([figureOf(known.figures, 'called'), figureOf(known.figures, 'collected'), figureOf(known.figures, 'distributed')]).toEqual([
      100_000n,
      0n,
      0n,
    ]);
  });

  test('of a fund without anything are words, not divisions by zero', () => {
    using at = callHouse([]);
    const fundId = addFund(at.firm, 'Empty Fund');
    const { figures } = at.firm.answer('capital.metrics', { fundId });
    expect(['calledRate', 'collectionRate', 'expected'].map((id) => figureOf(figures, id))).toEqual([
      'Nothing is committed yet.',
      'No call was issued yet.',
      0n,
    ]);
    expect(at.firm.answer('capital.history', { fundId }).months).toEqual([]);
    expect(at.firm.answer('capital.partners', { fundId })).toMatchObject({ navOn: null, rows: [] });
    expect(at.firm.answer('capital.accounts', { fundId, from: '2026-01-01', until: '2026-12-31' })).toMatchObject({ rows: [] });
    expect(at.firm.answer('capital.performance', { fundId })).toMatchObject({ navOn: null, flows: [], withoutLine: [] });
  });

  test('of all funds are those of each fund, and the months add up to them', () => {
    using at = running();
    const { firm, fundId } = at;
    addFund(firm, 'Empty Fund');
    const { rows } = firm.answer('capital.funds', {});
    expect(rows).toMatchObject([
      { fund: 'Empty Fund', committed: { minor: 0n }, collectionRate: null },
      {
        fund: 'Harbour Fund I',
        committed: { minor: 1_000_000n },
        overdue: { minor: 20_000n },
        distributed: { minor: 12_000n },
        collectionRate: '0.8',
      },
    ]);
    const { months } = firm.answer('capital.history', { fundId });
    expect(
      months.map(({ month, committed, called, collected, distributed }) => [
        month,
        ...[committed, called, collected, distributed].map(({ minor }) => minor),
      ]),
    ).toEqual([
      ['2026-02', 1_000_000n, 0n, 0n, 0n],
      ['2026-03', 1_000_000n, 100_000n, 80_000n, 0n],
      ['2026-04', 1_000_000n, 100_000n, 80_000n, 0n],
      ['2026-05', 1_000_000n, 100_000n, 80_000n, 0n],
      ['2026-06', 1_000_000n, 100_000n, 80_000n, 12_000n],
    ]);
    expect(months.at(-1)?.distributedInMonth.minor).toBe(12_000n);
  });

  test('by partner they sum to the fund, with shares of the NAV by capital', () => {
    using at = running();
    const { firm, fundId, investors } = at;
    const { rows, navOn } = firm.answer('capital.partners', { fundId });
    expect(navOn).toBe('2026-06-30');
    expect(
      rows.map(({ investor, paidIn, open, overdue, nav, share }) => [investor, paidIn.minor, open.minor, overdue.minor, nav?.minor, share]),
    ).toEqual([
      ['Investor 1', 50_000n, 0n, 0n, 45_000n, '0.5'],
      ['Investor 2', 30_000n, 0n, 0n, 27_000n, '0.3'],
      ['Investor 3', 0n, 20_000n, 20_000n, 18_000n, '0.2'],
    ]);
    expect(firm.answer('capital.holdings', { investorId: investors[0]! }).rows).toMatchObject([
      { fund: 'Harbour Fund I', paidIn: { minor: 50_000n }, distributed: { minor: 6_000n }, nav: { minor: 45_000n }, tvpi: '1.02' },
    ]);
    const kinds = firm.answer('capital.events', { fundId }).rows.map(({ kind }) => kind);
    expect(kinds).toEqual(['nav', 'distribution', 'call', 'closing']);
  });
});
