import { describe, expect, test } from 'vitest';
import type { QueryName, QueryOutput } from '#shared/contract/index.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { toWire } from '#shared/json.ts';
import { type CallHouse, callHouse, issuedCall } from '#test/kit/calls.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor, goTo } from '#test/kit/investors.ts';
import { addFund, journalInput, line } from '#test/kit/ledger.ts';

const of = (figures: QueryOutput<'capital.metrics'>['figures'], id: string) => {
  const found = figures.find((figure) => figure.id === id)!;
  return found.money === null ? (found.value ?? found.reason) : found.money.minor;
};

const journal = ({ firm, fundId }: Pick<CallHouse, 'firm' | 'fundId'>, on: string, ...lines: ReturnType<typeof line>[]) =>
  firm.done('ledger.postJournal', journalInput(fundId, lines, { effectiveOn: on, memo: `On ${on}` })).entryId;

function pay({ firm, fundId, accountId }: CallHouse, callId: string, lineOrdinal: number, minor: number, on: string): void {
  const parts = [{ kind: 'call' as const, callId, lineOrdinal, minor: String(minor) }];
  const amount = { minor: String(minor), currency: 'USD' };
  firm.done('receipts.record', {
    fundId,
    accountId,
    receiptId: firm.id(),
    receivedOn: on,
    amount,
    method: 'wire',
    reference: `${callId} ${lineOrdinal} ${on}`,
    payer: 'Partner',
    parts,
  });
}

function approveNav({ firm, fundId, classId, approver }: CallHouse, asOfOn: string, netAssets: number): void {
  const navId = firm.id();
  const evidence = { title: 'NAV pack', reference: '', sha256: null };
  const units = { units: null, navPerUnit: null };
  const draft = { navId, fundId, classId, asOfOn, netAssets: String(netAssets), ...units, mark: 'ex' as const, evidence, corrects: null };
  const { contentHash } = firm.done('funds.draftNav', draft);
  firm.done('funds.approveNav', { navId, fundId, contentHash }, { as: approver });
}

/** 1,000,000 committed 5:3:2; 100,000 called, 80,000 of it paid; 12,000 paid out; a NAV of 90,000. */
function running(): CallHouse & Readonly<{ callId: string }> {
  const at = callHouse(['500000', '300000', '200000']);
  const { callId } = issuedCall(at, {
    uses: [
      { purpose: 'investment', insideCommitment: true, minor: '100000', percent: null, allocationId: null, projectId: null, note: '' },
    ],
  });
  const [first, second, third] = at.investors as [InvestorId, InvestorId, InvestorId];
  goTo(at.firm, '2026-03-16');
  pay(at, callId, 0, 50_000, '2026-03-16');
  pay(at, callId, 1, 30_000, '2026-03-16');
  goTo(at.firm, '2026-06-30');
  const paid = [line('3110', 6_000, 'USD', first), line('3110', 3_600, 'USD', second), line('3110', 2_400, 'USD', third)];
  journal(at, '2026-06-01', ...paid, line('1000', -12_000));
  approveNav(at, '2026-06-30', 90_000);
  return { ...at, callId };
}

describe('capital accounts', () => {
  test('foot line by line, tie to the fund’s net assets, and follow both dates', () => {
    using at = running();
    const { firm, fundId, investors } = at;
    journal(at, '2026-04-01', line('1000', 1_000), line('4000', -1_000));
    journal(at, '2026-05-01', line('5000', 400), line('2200', -400));
    journal(at, '2026-05-02', line('3500', 30), line('1000', -30));
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
    journal(at, '2026-04-01', line('1000', 1_000), line('4100', -1_000));
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
    expect(found.map((id) => of(figures, id))).toEqual([
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
    expect(of(figures, 'expected')).toBe(0n);
    const early = firm.answer('capital.metrics', { fundId, on: '2026-03-16' });
    expect(of(early.figures, 'expected')).toBe('This fund has no calls old enough to tell how amounts of that age come in.');
    expect([of(early.figures, 'collected'), of(early.figures, 'overdue'), of(early.figures, 'deployment')]).toEqual([
      80_000n,
      0n,
      'No allocation was called yet.',
    ]);
    const known = firm.answer('capital.metrics', { fundId, knownAt: '2026-03-10T00:00:00.000Z' });
    expect([of(known.figures, 'called'), of(known.figures, 'collected'), of(known.figures, 'distributed')]).toEqual([100_000n, 0n, 0n]);
  });

  test('of a fund without anything are words, not divisions by zero', () => {
    using at = callHouse([]);
    const fundId = addFund(at.firm, 'Empty Fund');
    const { figures } = at.firm.answer('capital.metrics', { fundId });
    expect(['calledRate', 'collectionRate', 'expected'].map((id) => of(figures, id))).toEqual([
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

describe('performance', () => {
  test('of the fund and of a partner: multiples, rates, index, with the line and without', () => {
    using at = running();
    const { firm, fundId, investors, classId } = at;
    journal(at, '2026-03-05', line('1000', 60_000), line('2500', -60_000));
    journal(at, '2026-03-20', line('2500', 40_000), line('1000', -40_000));
    const benchmarkId = firm.id();
    firm.done('performance.addBenchmark', { benchmarkId, name: 'World', provider: '', currency: 'USD', isTotalReturn: false, note: '' });
    const levels = [
      { on: '2026-03-01', level: '100' },
      { on: '2026-06-01', level: '110' },
      { on: '2026-06-30', level: '121' },
    ];
    firm.done('performance.importLevels', { benchmarkId, fileName: 'w.csv', fileHash: null, levels });
    const found = firm.answer('capital.performance', { fundId, benchmarkId });
    expect(['paidIn', 'distributed', 'nav', 'dpi', 'rvpi', 'tvpi'].map((id) => of(found.figures, id))).toEqual([
      80_000n,
      12_000n,
      90_000n,
      '0.15',
      '1.125',
      '1.275',
    ]);
    // (12,000 × 1.1 + 90,000) ÷ (80,000 × 1.21)
    expect(of(found.figures, 'ksPme')).toBe('1.066115702479');
    expect(Number(of(found.figures, 'irr'))).toBeGreaterThan(1);
    const inputs = found.figures.find(({ id }) => id === 'irr')!.inputs.map(({ label }) => label);
    expect(inputs).toEqual(['Paid in', 'Distributed', 'NAV of 2026-06-30', 'Root 1', 'Not annualised, over 106 days']);
    // Drawn 60,000, repaid 40,000: 100,000 paid in without it, and 20,000 more NAV.
    expect(['paidIn', 'nav', 'tvpi'].map((id) => of(found.withoutLine, id))).toEqual([100_000n, 110_000n, '1.22']);
    expect(found.flows[0]).toMatchObject({ on: '2026-03-05', line: { minor: 60_000n } });
    const own = firm.answer('capital.performance', { fundId, investorId: investors[0]! });
    expect([of(own.figures, 'tvpi'), of(own.withoutLine, 'paidIn')]).toEqual(['1.02', 60_000n]);
    expect(of(own.figures, 'ksPme')).toBe('Choose an index to compare with.');
    expect(of(firm.answer('capital.performance', { fundId, classId }).figures, 'tvpi')).toBe('1.275');
    const before = firm.answer('capital.performance', { fundId, on: '2026-06-29' });
    expect([before.navOn, of(before.figures, 'dpi'), of(before.figures, 'irr')]).toEqual([
      null,
      '0.15',
      'No NAV is approved for a day by then.',
    ]);
    expect(before.reason).toContain('No day by then has an approved NAV');
    const codes = [
      { fundId: firm.id() as FundId },
      { fundId, classId: firm.id() },
      { fundId, benchmarkId: firm.id() },
      { fundId, investorId: firm.id() as InvestorId },
    ];
    expect(codes.map((input) => codeOf(firm.ask('capital.performance', input)))).toEqual(['notFound', 'notFound', 'notFound', 'notFound']);
  });

  test('money given back of a call lessens what was paid in, and money in suspense counts once it is known whose it is', () => {
    using at = callHouse(['500000']);
    const investor = at.investors[0]!;
    journal(at, '2026-02-10', line('1000', 900), line('2900', -900));
    journal(at, '2026-02-12', line('2900', 900), line('1100', -900, 'USD', investor));
    journal(at, '2026-02-15', line('1100', 100, 'USD', investor), line('1000', -100));
    journal(at, '2026-02-16', line('3200', -50, 'USD', investor), line('1000', 50));
    const { flows } = at.firm.answer('capital.performance', { fundId: at.fundId });
    expect(flows.map(({ on, contribution, distribution }) => [on, contribution.minor, distribution.minor])).toEqual([
      ['2026-02-12', 900n, 0n],
      ['2026-02-15', -100n, 0n],
      ['2026-02-16', 50n, 0n],
    ]);
  });

  test('levels are looked at before they are imported, every bad row listed', () => {
    using at = callHouse([]);
    const { firm } = at;
    const benchmarkId = firm.id();
    firm.done('performance.addBenchmark', {
      benchmarkId,
      name: 'World',
      provider: 'Example',
      currency: 'USD',
      isTotalReturn: true,
      note: '',
    });
    const read = (text: string) => firm.answer('performance.readLevels', { benchmarkId, text });
    expect(read('Date,Level\n2026-01-30,"1,000.50"\n2026-02-27,1010\n')).toMatchObject({
      added: 2,
      known: 0,
      problems: [],
      levels: [{ level: '1000.5' }, {}],
    });
    expect(read('Date,Level\n30.1.2026,1\n2026-01-30,-4\n2026-01-31,5\n2026-01-31,6\n2027-01-01,7\n').problems).toEqual([
      'Line 2: “30.1.2026” is not a date such as 2026-11-20.',
      'Line 3: “-4” is not a level such as 1523.47.',
      'Line 5: 2026-01-31 stands in the file twice.',
      'Line 6: 2027-01-01 lies after today.',
    ]);
    expect(read('').problems).toEqual(['The file holds no level. It needs a date and a level in each line.']);
    const levels = [{ on: '2026-01-30', level: '1000' }];
    firm.done('performance.importLevels', { benchmarkId, fileName: 'a.csv', fileHash: null, levels });
    expect(read('2026-01-30,1000.5\n')).toMatchObject({ added: 0, known: 0, corrected: ['2026-01-30: 1000 becomes 1000.5'] });
    firm.done('performance.importLevels', {
      benchmarkId,
      fileName: 'b.csv',
      fileHash: null,
      levels: [{ on: '2026-01-30', level: '1000.5' }],
      reason: 'Restated',
    });
    expect(firm.answer('performance.benchmarks', {}).rows).toMatchObject([
      { name: 'World', days: 1, firstOn: '2026-01-30', corrections: 1 },
    ]);
    expect(firm.answer('performance.levels', { benchmarkId }).rows).toMatchObject([
      { level: '1000.5', revision: 1, reason: 'Restated', fileName: 'b.csv' },
    ]);
    const stranger = { benchmarkId: firm.id() };
    expect(codeOf(firm.ask('performance.levels', stranger))).toBe('notFound');
    expect(codeOf(firm.ask('performance.readLevels', { ...stranger, text: '' }))).toBe('notFound');
  });
});

describe('who may see what', () => {
  test('an auditor of one fund finds nothing of another; an investor finds its own and nobody else', () => {
    using at = running();
    const { firm, fundId, investors } = at;
    const foreign = addFund(firm, 'Foreign Fund');
    firm.done('ledger.openChart', { fundId: foreign });
    const stranger = addInvestor(firm, 'Foreign Partner') as InvestorId;
    journal({ firm, fundId: foreign }, '2026-04-01', line('1000', 7), line('3000', -7, 'USD', stranger));
    const period = { from: '2026-01-01', until: '2026-12-31' };
    const grant = (login: string, kind: 'fund' | 'investor', id: string, role: 'auditor' | 'investor') => {
      const userId = firm.id() as UserId;
      const until = role === 'auditor' ? { untilOn: '2026-09-01' } : {};
      firm.done('access.addUser', { userId, login, name: login, roles: [{ role, scope: { kind, id }, ...until }] });
      return userId;
    };
    const auditor = grant('aud', 'fund', fundId, 'auditor');
    const partner = grant('part', 'investor', investors[0]!, 'investor');
    const asked: [QueryName, object][] = [
      ['capital.accounts', { fundId: foreign, ...period }],
      ['capital.metrics', { fundId: foreign }],
      ['capital.history', { fundId: foreign }],
      ['capital.partners', { fundId: foreign }],
      ['capital.events', { fundId: foreign }],
      ['capital.performance', { fundId: foreign }],
      ['capital.incomeAllocations', { fundId: foreign }],
      ['capital.taxAdjustments', { fundId: foreign }],
      ['capital.account', { investorId: stranger, ...period }],
      ['capital.holdings', { investorId: stranger }],
      ['capital.performance', { fundId: foreign, investorId: stranger }],
    ];
    for (const who of [auditor, partner])
      expect(asked.map(([name, input]) => codeOf(firm.ask(name, input as never, who)))).toEqual(asked.map(() => 'notFound'));
    expect(toWire(firm.answer('capital.funds', {}, auditor))).not.toContain('Foreign');
    expect(firm.answer('capital.funds', {}, partner).rows).toEqual([]);
    expect(codeOf(firm.ask('capital.accounts', { fundId, ...period }, partner))).toBe('notFound');
    expect(codeOf(firm.ask('capital.performance', { fundId }, partner))).toBe('notFound');
    expect(firm.answer('capital.account', { investorId: investors[0]!, ...period }, partner).rows).toHaveLength(1);
    expect(firm.answer('capital.holdings', { investorId: investors[0]! }, partner).rows).toHaveLength(1);
    expect(of(firm.answer('capital.performance', { fundId, investorId: investors[0]! }, partner).figures, 'tvpi')).toBe('1.02');
    expect(firm.answer('capital.account', { investorId: investors[0]!, ...period }, auditor).rows).toHaveLength(1);
  });
});
