import { expect, test } from 'vitest';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { addClass, fundHouse } from '#test/commands/funds/fundHouse.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';

test('an election is recorded beside the earlier ones, and told with the day from which it holds', () => {
  using at = fundHouse();
  const { firm, fundId, classId } = at;
  const investorId = addInvestor(firm);
  const elect = (more: object) =>
    firm.run('investors.recordElection', {
      investorId,
      fundId: null,
      effectiveOn: '2026-01-01',
      kind: 'cash',
      percent: null,
      target: null,
      evidence: 'Form of January',
      ...more,
    });
  expect(elect({})).toMatchObject({ value: { ordinal: 0, version: 2 } });
  expect(elect({ fundId, kind: 'partial', percent: '40' })).toMatchObject({ value: { ordinal: 1 } });
  expect(codeOf(elect({ fundId, kind: 'alternative', target: { fundId, classId }, effectiveOn: '2026-06-01' }))).toBe('ok');
  expect(codeOf(elect({ kind: 'partial', percent: '100' }))).toBe('electionPercent');
  expect(codeOf(elect({ kind: 'alternative' }))).toBe('electionTarget');
  expect(codeOf(elect({ kind: 'alternative', target: { fundId, classId: firm.id() } }))).toBe('notFound');
  expect(codeOf(elect({ fundId: firm.id() as FundId }))).toBe('notFound');
  expect(codeOf(elect({ investorId: firm.id() }))).toBe('notFound');
  const closed = addClass(firm, fundId, 'Closed');
  const facts = {
    classId: closed,
    fundId,
    expectedVersion: 1,
    name: 'Closed',
    kind: 'class',
    unitDigits: 4,
    openedOn: '2025-01-15',
  } as const;
  firm.done('funds.updateClass', { ...facts, closedOn: '2025-12-31' });
  expect(codeOf(elect({ kind: 'alternative', target: { fundId, classId: closed } }))).toBe('classClosed');
  expect(firm.answer('investors.elections', { investorId: investorId as InvestorId }).elections).toMatchObject([
    { kind: 'alternative', target: 'Harbour Fund I, A', state: 'upcoming' },
    { kind: 'partial', percent: '40', fund: 'Harbour Fund I', state: 'inForce' },
    { kind: 'cash', fund: null, state: 'inForce', by: 'Olivia Owner' },
  ]);
});

test('an investor says itself how it hears, and for nobody else', () => {
  using at = fundHouse();
  const { firm, fundId } = at;
  const [investorId, other] = [addInvestor(firm), addInvestor(firm, 'Birch Pension')];
  const ivy = firm.id() as UserId;
  firm.done('access.addUser', {
    userId: ivy,
    login: 'ivy',
    name: 'Ivy',
    roles: [{ role: 'investor', scope: { kind: 'investor', id: investorId } }],
  });
  const say = (more: object, as?: UserId) =>
    firm.run('investors.setNotices', { investorId, fundId: null, email: true, sms: true, evidence: 'Portal', ...more }, as ? { as } : {});
  expect(say({}, ivy)).toMatchObject({ value: { ordinal: 0 } });
  expect(codeOf(say({ investorId: other }, ivy))).toBe('notPermitted');
  expect(codeOf(say({ fundId, sms: false }))).toBe('ok');
  expect(codeOf(say({ email: false }))).toBe('ok');
  expect(codeOf(say({ fundId: firm.id() }))).toBe('notFound');
  expect(codeOf(say({ investorId: firm.id() }))).toBe('notFound');
  expect(firm.answer('investors.elections', { investorId: investorId as InvestorId }, ivy).notices).toMatchObject([
    { fund: null, email: false, sms: true, inForce: true, by: '' },
    { fund: 'Harbour Fund I', sms: false, inForce: true },
    { fund: null, email: true, inForce: false },
  ]);
  expect(codeOf(firm.ask('investors.elections', { investorId: other as InvestorId }, ivy))).toBe('notFound');
});
