import { expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { codeOf, house } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, type Books, books, line, post } from '#test/kit/ledger.ts';

type Adjustment = Partial<CommandRequest<'capital.adjustTax'>>;
const adjustment = ({ firm, fundId, investorId }: Books, more: Adjustment = {}): CommandRequest<'capital.adjustTax'> => ({
  adjustmentId: firm.id(),
  fundId,
  taxYear: 2025,
  kind: 'unrealised',
  source: 'Tax workpapers 2025, page 4',
  reason: 'Unrealised gains are not taxed',
  lines: [{ investorId, minor: '-500' }],
  ...more,
});

/** Books in which the investor has paid something in. */
function partnered(): Books {
  const at = books();
  post(at, [line('1000', 500), line('3000', -500, 'USD', at.investorId)], { effectiveOn: '2026-01-05' });
  return at;
}

function secondBooks(firm: Books['firm']): FundId {
  const fundId = addFund(firm, 'Second books');
  firm.done('ledger.openChart', { fundId });
  return fundId;
}

test('a tax adjustment takes effect at the end of its tax year, and is reversed once, by a linked one', () => {
  using at = partnered();
  const { firm, fundId } = at;
  const recorded = adjustment(at);
  expect(firm.done('capital.adjustTax', recorded)).toEqual({ ordinal: 0, effectiveOn: '2025-12-31' });
  const reversal = () => ({ adjustmentId: firm.id(), fundId, reversesId: recorded.adjustmentId, reason: 'Wrong partner' });
  const undone = reversal();
  expect(firm.done('capital.reverseTaxAdjustment', undone)).toEqual({ ordinal: 1 });
  expect(codeOf(firm.run('capital.reverseTaxAdjustment', reversal()))).toBe('taxReversed');
  expect(codeOf(firm.run('capital.reverseTaxAdjustment', { ...reversal(), reversesId: undone.adjustmentId }))).toBe('taxIsReversal');
  expect(codeOf(firm.run('capital.reverseTaxAdjustment', { ...reversal(), reversesId: firm.id() }))).toBe('notFound');
});

test('a tax adjustment that cannot be says why', () => {
  using at = partnered();
  const { firm, investorId } = at;
  const code = (more: Adjustment) => codeOf(firm.run('capital.adjustTax', adjustment(at, more)));
  expect(code({ taxYear: 2026 })).toBe('taxYearOpen');
  expect(code({ lines: [{ investorId, minor: '0' }] })).toBe('taxLineZero');
  expect(
    code({
      lines: [
        { investorId, minor: '1' },
        { investorId, minor: '2' },
      ],
    }),
  ).toBe('taxLineTwice');
  expect(code({ lines: [{ investorId: firm.id(), minor: '1' }] })).toBe('investorsUnknown');
  expect(code({ fundId: firm.id() as FundId })).toBe('notFound');
  expect(code({ fundId: addFund(firm, 'Second') })).toBe('booksMissing');
});

test('a tax adjustment is of somebody who holds or held a part of the fund', () => {
  using at = partnered();
  const { firm, investorId } = at;
  const stranger = addInvestor(firm, 'Elm Foundation');
  const lines = [
    { investorId, minor: '-5' },
    { investorId: stranger, minor: '5' },
  ];
  const refused = firm.run('capital.adjustTax', adjustment(at, { lines }));
  expect(codeOf(refused)).toBe('taxNeverHeld');
  expect(refused.ok ? '' : sentenceOf(refused.error)).toMatch(/^“Elm Foundation” never held anything in “Harbour Fund I”/);
  const { version } = firm.answer('investors.home', { investorId: investorId as InvestorId }).investor;
  firm.done('investors.merge', { investorId, intoId: stranger, expectedVersion: version, reason: 'Same entity' });
  firm.done('capital.adjustTax', adjustment(at, { lines: [{ investorId: stranger, minor: '5' }] }));
  expect(codeOf(firm.run('capital.adjustTax', adjustment(at, { fundId: secondBooks(firm) })))).toBe('taxNeverHeld');
});

test('levels of an index are added once; corrections need a reason and stand beside what they replace', () => {
  using firm = house();
  const benchmarkId = firm.id();
  const facts = { benchmarkId, name: 'World Total Return', provider: 'Example', currency: 'USD', isTotalReturn: true, note: '' };
  firm.done('performance.addBenchmark', facts);
  expect(codeOf(firm.run('performance.addBenchmark', { ...facts, benchmarkId: firm.id(), name: 'world total return' }))).toBe(
    'benchmarkTaken',
  );
  const file = (levels: [string, string][], reason?: string) => ({
    benchmarkId,
    fileName: 'world.csv',
    fileHash: null,
    levels: levels.map(([on, level]) => ({ on, level })),
    ...(reason === undefined ? {} : { reason }),
  });
  const first: [string, string][] = [
    ['2026-01-30', '100'],
    ['2026-02-27', '104.5'],
  ];
  expect(firm.done('performance.importLevels', file(first))).toEqual({ added: 2, corrected: 0, known: 0 });
  expect(firm.done('performance.importLevels', file(first))).toEqual({ added: 0, corrected: 0, known: 2 });
  const differing = firm.run('performance.importLevels', file([['2026-01-30', '101']]));
  expect(differing.ok ? '' : sentenceOf(differing.error)).toContain('2026-01-30 is 100, the file says 101');
  const corrected: [string, string][] = [
    ['2026-01-30', '101'],
    ['2026-02-27', '104.5'],
  ];
  expect(firm.done('performance.importLevels', file(corrected, 'Restated by the provider'))).toEqual({ added: 0, corrected: 1, known: 1 });
  const code = (levels: [string, string][]) => codeOf(firm.run('performance.importLevels', file(levels)));
  expect(code([['2027-01-01', '1']])).toBe('levelInFuture');
  expect(code([['2026-01-02', '0']])).toBe('levelNotPositive');
  expect(
    code([
      ['2026-01-02', '1'],
      ['2026-01-02', '2'],
    ]),
  ).toBe('levelTwice');
  expect(codeOf(firm.run('performance.importLevels', { ...file(first), benchmarkId: firm.id() }))).toBe('notFound');
});
