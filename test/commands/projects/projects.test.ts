import { expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import type { CommandRequest } from '#shared/contract/index.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, type FundHouse, fundHouse } from '../funds/fundHouse.ts';

const fields = {
  title: 'Pier 9',
  kind: 'property',
  assetType: 'mixedUse',
  currency: 'USD',
  place: 'Boston',
  openedOn: '2026-01-01',
  tokenDigits: 2,
} as const;

function projectHouse() {
  const at = fundHouse();
  const projectId = at.firm.id();
  at.firm.done('projects.addProject', { projectId, fundId: at.fundId, ...fields });
  const [first, second] = [addInvestor(at.firm, 'First Holder'), addInvestor(at.firm, 'Second Holder')] as InvestorId[];
  return { ...at, projectId, first: first!, second: second!, [Symbol.dispose]: () => at[Symbol.dispose]() };
}

type Change = CommandRequest<'projects.recordTokens'>;
const change = (
  { firm, fundId }: FundHouse,
  projectId: string,
  kind: Change['kind'],
  effectiveOn: string,
  lines: readonly (readonly [InvestorId, string])[],
) => {
  const { version } = firm.answer('funds.register', { projectId }).project;
  const input = { projectId, fundId, expectedVersion: version, kind, effectiveOn, reason: 'subscription' };
  return firm.run('projects.recordTokens', { ...input, lines: lines.map(([investorId, amount]) => ({ investorId, amount })) });
};

test('a project has a title of its own in its fund, and digits that stay once tokens exist', () => {
  using at = projectHouse();
  const { firm, fundId, projectId, organisationId, first } = at;
  expect(codeOf(firm.run('projects.addProject', { projectId: firm.id(), fundId, ...fields, title: 'PIER 9' }))).toBe('projectTitleTaken');
  expect(codeOf(firm.run('projects.addProject', { projectId, fundId, ...fields, title: 'Other' }))).toBe('claimTaken');
  expect(codeOf(firm.run('projects.addProject', { projectId: firm.id(), fundId: firm.id() as FundId, ...fields }))).toBe('notFound');
  const other = addFund(firm, organisationId, { name: 'Harbour Fund II' });
  firm.done('projects.addProject', { projectId: firm.id(), fundId: other, ...fields });
  firm.done('projects.addProject', { projectId: firm.id(), fundId, ...fields, title: 'Pier 10' });
  const update = { projectId, fundId, expectedVersion: 1, ...fields, tokenDigits: 8 };
  expect(codeOf(firm.run('projects.updateProject', { ...update, fundId: other }))).toBe('notFound');
  expect(codeOf(firm.run('projects.updateProject', { ...update, title: 'pier 10' }))).toBe('projectTitleTaken');
  firm.done('projects.updateProject', update);
  expect(codeOf(firm.run('projects.updateProject', update))).toBe('staleVersion');
  expect(codeOf(change(at, projectId, 'issue', '2026-02-01', [[first, '100']]))).toBe('ok');
  expect(codeOf(firm.run('projects.updateProject', { ...update, expectedVersion: 3, tokenDigits: 2 }))).toBe('tokensFixed');
  expect(codeOf(firm.run('projects.updateProject', { ...update, expectedVersion: 3, openedOn: '2026-02-02' }))).toBe('tokenDateEarly');
  expect(firm.answer('funds.projects', { filter: { fundId }, totals: true })).toMatchObject({
    total: 2,
    rows: [{ title: 'Pier 10' }, { title: 'Pier 9', tokensIssued: '0.000001', holders: 1, fund: 'Harbour Fund I' }],
  });
});

test('the register issues, transfers, redeems and corrects, and nobody is ever below none', () => {
  using at = projectHouse();
  const { firm, projectId, first, second } = at;
  expect(
    change(at, projectId, 'issue', '2026-01-10', [
      [first, '10000'],
      [second, '5000'],
    ]),
  ).toMatchObject({ value: { tokensIssued: 15_000n } });
  expect(
    change(at, projectId, 'transfer', '2026-02-10', [
      [first, '-4000'],
      [second, '4000'],
    ]),
  ).toMatchObject({ value: { tokensIssued: 15_000n } });
  const onDay = (on: string) =>
    firm.answer('funds.register', { projectId, on } as never).balances.map(({ investorId, tokens }) => [investorId, tokens]);
  expect(onDay('2026-01-09')).toEqual([]);
  expect(onDay('2026-02-09')).toEqual([
    [first, '100'],
    [second, '50'],
  ]);
  expect(onDay('2026-02-10')).toEqual([
    [second, '90'],
    [first, '60'],
  ]);
  expect(change(at, projectId, 'redemption', '2026-02-20', [[first, '-6001']])).toMatchObject({
    error: { code: 'tokensShort', detail: { investor: 'First Holder', on: '2026-02-20', balance: '-0.01' } },
  });
  expect(change(at, projectId, 'redemption', '2026-01-15', [[first, '-7000']])).toMatchObject({
    error: { code: 'tokensShort', detail: { on: '2026-02-10', balance: '-10.00' } },
  });
  expect(change(at, projectId, 'redemption', '2026-02-20', [[first, '-6000']])).toMatchObject({ value: { tokensIssued: 9_000n } });
  expect(onDay('2026-02-20')).toEqual([[second, '90']]);
  expect(
    codeOf(
      change(at, projectId, 'correction', '2026-02-21', [
        [second, '-1'],
        [first, '2'],
      ]),
    ),
  ).toBe('ok');
  const { total, changes, project, balances } = firm.answer('funds.register', { projectId });
  expect({ total, changes: changes.length, issued: project.tokensIssued, holders: project.holders }).toEqual({
    total: '90.01',
    changes: 7,
    issued: '90.01',
    holders: 2,
  });
  expect(balances.map(({ share }) => share)).toEqual(['0.999777802', '0.000222198']);
  expect(() => rawOf(firm.db).exec('DELETE FROM token_changes')).toThrow('append-only');
});

test.each([
  ['an issue that takes away', 'issue', [-1n, 2n], 'tokenSign'],
  ['a redemption that adds', 'redemption', [1n], 'tokenSign'],
  ['a line of nothing', 'correction', [0n], 'tokenSign'],
  ['a transfer that makes tokens', 'transfer', [-1n, 2n], 'tokensUnbalanced'],
  ['more tokens than can be counted', 'issue', [10n ** 17n, 10n ** 17n], 'tokensTooMany'],
  ['an amount too large', 'issue', [10n ** 17n + 1n], 'invalidInput'],
] as const)('%s is refused', (_what, kind, amounts, code) => {
  using at = projectHouse();
  const holders = [at.first, at.second];
  expect(
    codeOf(
      change(
        at,
        at.projectId,
        kind,
        '2026-02-01',
        amounts.map((amount, index) => [holders[index]!, amount.toString()] as const),
      ),
    ),
  ).toBe(code);
});

test('wrong dates, holders named twice, another fund and old versions are refused', () => {
  using at = projectHouse();
  const { firm, fundId, projectId, first } = at;
  expect(codeOf(change(at, projectId, 'issue', '2025-12-31', [[first, '1']]))).toBe('tokenDateEarly');
  expect(codeOf(change(at, projectId, 'issue', '2026-03-03', [[first, '1']]))).toBe('dateInFuture');
  expect(
    codeOf(
      change(at, projectId, 'issue', '2026-02-01', [
        [first, '1'],
        [first, '1'],
      ]),
    ),
  ).toBe('tokenHolderTwice');
  const input = { projectId, fundId, expectedVersion: 2, kind: 'issue', effectiveOn: '2026-02-01', reason: 'x' } as const;
  const lines = [{ investorId: first, amount: '1' }];
  expect(codeOf(firm.run('projects.recordTokens', { ...input, lines }))).toBe('staleVersion');
  expect(codeOf(firm.run('projects.recordTokens', { ...input, lines, fundId: firm.id() as FundId }))).toBe('notFound');
  expect(codeOf(firm.ask('funds.register', { projectId: firm.id() }))).toBe('notFound');
});
