import { describe, expect, test } from 'vitest';
import type { QueryName } from '#shared/contract/index.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { toWire } from '#shared/json.ts';
import { callHouse } from '#test/kit/calls.ts';
import { figureOf, journalIn, running } from '#test/kit/capital.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, line } from '#test/kit/ledger.ts';

describe('performance', () => {
  test('of the fund and of a partner: multiples, rates, index, with the line and without', () => {
    using at = running();
    const { firm, fundId, investors, classId } = at;
    journalIn(at, '2026-03-05', line('1000', 60_000), line('2500', -60_000));
    journalIn(at, '2026-03-20', line('2500', 40_000), line('1000', -40_000));
    const benchmarkId = firm.id();
    firm.done('performance.addBenchmark', { benchmarkId, name: 'World', provider: '', currency: 'USD', isTotalReturn: false, note: '' });
    const levels = [
      { on: '2026-03-01', level: '100' },
      { on: '2026-06-01', level: '110' },
      { on: '2026-06-30', level: '121' },
    ];
    firm.done('performance.importLevels', { benchmarkId, fileName: 'w.csv', fileHash: null, levels });
    const found = firm.answer('capital.performance', { fundId, benchmarkId });
    expect(['paidIn', 'distributed', 'nav', 'dpi', 'rvpi', 'tvpi'].map((id) => figureOf(found.figures, id))).toEqual([
      80_000n,
      12_000n,
      90_000n,
      '0.15',
      '1.125',
      '1.275',
    ]);
    // (12,000 × 1.1 + 90,000) ÷ (80,000 × 1.21)
    expect(figureOf(found.figures, 'ksPme')).toBe('1.066115702479');
    expect(Number(figureOf(found.figures, 'irr'))).toBeGreaterThan(1);
    const inputs = found.figures.find(({ id }) => id === 'irr')!.inputs.map(({ label }) => label);
    expect(inputs).toEqual(['Paid in', 'Distributed', 'NAV of 2026-06-30', 'Root 1', 'Not annualised, over 106 days']);
    // Drawn 60,000, repaid 40,000: 100,000 paid in without it, and 20,000 more NAV.
    expect(['paidIn', 'nav', 'tvpi'].map((id) => figureOf(found.withoutLine, id))).toEqual([100_000n, 110_000n, '1.22']);
    expect(found.flows[0]).toMatchObject({ on: '2026-03-05', line: { minor: 60_000n } });
    const own = firm.answer('capital.performance', { fundId, investorId: investors[0]! });
    expect([figureOf(own.figures, 'tvpi'), figureOf(own.withoutLine, 'paidIn')]).toEqual(['1.02', 60_000n]);
    expect(figureOf(own.figures, 'ksPme')).toBe('Choose an index to compare with.');
    expect(figureOf(firm.answer('capital.performance', { fundId, classId }).figures, 'tvpi')).toBe('1.275');
    const before = firm.answer('capital.performance', { fundId, on: '2026-06-29' });
    expect([before.navOn, figureOf(before.figures, 'dpi'), figureOf(before.figures, 'irr')]).toEqual([
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
    journalIn(at, '2026-02-10', line('1000', 900), line('2900', -900));
    journalIn(at, '2026-02-12', line('2900', 900), line('1100', -900, 'USD', investor));
    journalIn(at, '2026-02-15', line('1100', 100, 'USD', investor), line('1000', -100));
    journalIn(at, '2026-02-16', line('3200', -50, 'USD', investor), line('1000', 50));
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
    journalIn({ firm, fundId: foreign }, '2026-04-01', line('1000', 7), line('3000', -7, 'USD', stranger));
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
    expect(figureOf(firm.answer('capital.performance', { fundId, investorId: investors[0]! }, partner).figures, 'tvpi')).toBe('1.02');
    expect(firm.answer('capital.account', { investorId: investors[0]!, ...period }, auditor).rows).toHaveLength(1);
  });
});
