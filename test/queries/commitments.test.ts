import { expect, test } from 'vitest';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { addClass, addFund, addOrganisation } from '#test/commands/funds/fundHouse.ts';
import { type Capital, capitalHouse, closingInput, firstClosing, laterClosing, postedClosing } from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';

const person = (
  at: Capital,
  role: 'auditor' | 'approver' | 'investor',
  scope: Readonly<{ kind: 'fund' | 'investor'; id: string }>,
): UserId => {
  const userId = at.firm.id() as UserId;
  const until = role === 'auditor' ? { untilOn: at.firm.now.slice(0, 10) } : {};
  at.firm.done('access.addUser', { userId, login: `${role}${scope.kind}`, name: role, roles: [{ role, scope, ...until }] });
  return userId;
};

test('somebody of one fund sees its commitments, closings and transfers and those of no other', () => {
  using at = capitalHouse();
  const { firm, fundId, investors } = at;
  const other = addFund(firm, addOrganisation(firm, 'Vale Management'), { name: 'Vale Fund', basis: 'commitment' });
  addClass(firm, other, 'B');
  const closingId = firstClosing(at, [[investors[0]!, 100]]);
  const auditor = person(at, 'auditor', { kind: 'fund', id: other });
  expect(firm.answer('commitments.holdings', { totals: true }, auditor).total).toBe(0);
  expect(firm.answer('commitments.closings', { totals: true }, auditor).total).toBe(0);
  expect(firm.answer('commitments.transfers', { totals: true }, auditor).total).toBe(0);
  expect(firm.answer('commitments.defaults', { totals: true }, auditor).total).toBe(0);
  expect(codeOf(firm.ask('commitments.closing', { closingId }, auditor))).toBe('notFound');
  const { closingId: _id, note: _note, ...draft } = closingInput(at, [[investors[0]!, 100]]);
  expect(codeOf(firm.ask('commitments.previewClosing', { closingId: null, ...draft }, auditor))).toBe('notFound');
  const holding = { fundId, classId: at.classId, investorId: investors[0]! };
  expect(codeOf(firm.ask('commitments.history', holding, auditor))).toBe('notFound');
  const transfer = { fundId, classId: at.classId, fromInvestorId: investors[0]!, toInvestorId: investors[1]!, effectiveOn: '2025-03-03' };
  expect(codeOf(firm.ask('commitments.previewTransfer', { ...transfer, minor: '1' }, auditor))).toBe('notFound');
  expect(firm.answer('commitments.holdings', { totals: true }).total).toBe(1);
});

test('an investor sees its own commitments, those of a duplicate merged into it with them, and of nobody else', () => {
  using at = capitalHouse();
  const { firm, investors } = at;
  const [alder, birch, cedar] = investors as [InvestorId, InvestorId, InvestorId];
  firstClosing(at, [
    [alder, 100],
    [birch, 200],
    [cedar, 300],
  ]);
  firm.done('investors.merge', { investorId: cedar, expectedVersion: 3, intoId: alder, reason: 'same' });
  const login = person(at, 'investor', { kind: 'investor', id: alder });
  const own = firm.answer('commitments.ofInvestor', { investorId: alder }, login);
  expect(own.holdings.map(({ investor, commitment }) => [investor, commitment.minor])).toEqual([
    ['Alder Trust', 100n],
    ['Alder Trust', 300n],
  ]);
  expect(own.events).toHaveLength(2);
  expect(codeOf(firm.ask('commitments.ofInvestor', { investorId: birch }, login))).toBe('notFound');
  expect(codeOf(firm.ask('commitments.holdings', {}, login))).toBe('notPermitted');
  expect(firm.answer('commitments.holdings', { filter: { investorId: alder } }).rows).toHaveLength(2);
});

test('what waits shows to those who may approve it, not to who prepared it', () => {
  using at = capitalHouse();
  const { firm, fundId, classId, approver, investors } = at;
  const [alder, birch] = investors as [InvestorId, InvestorId];
  postedClosing(at, closingInput(at, [[alder, 100]]));
  firm.done('commitments.draftClosing', laterClosing(at, [[birch, 100]]));
  const evidence = { title: 'Agreement', reference: '', sha256: null };
  const sides = { fundId, classId, fromInvestorId: alder, toInvestorId: birch, effectiveOn: '2026-02-01' };
  firm.done('commitments.draftTransfer', { transferId: firm.id(), ...sides, minor: '40', reason: 'Sale', evidence });
  const holding = { fundId, classId, investorId: alder, effectiveOn: '2026-02-01' };
  firm.done('commitments.proposeDefault', { defaultId: firm.id(), ...holding, move: 'declare', reason: 'Unpaid' });
  const waiting = (as: UserId) =>
    firm
      .answer('reports.today', {}, as)
      .items.filter(({ kind }) => kind.endsWith('sToApprove'))
      .map(({ kind, examples }) => [kind, examples[0]]);
  expect(waiting(approver)).toEqual([
    ['closingsToApprove', 'Closing 2 of Harbour Fund I, prepared by Olivia Owner'],
    ['transfersToApprove', 'Harbour Fund I: Alder Trust to Birch Pension, USD 0.40, prepared by Olivia Owner'],
    ['defaultsToApprove', 'Harbour Fund I: Alder Trust, declare in default, prepared by Olivia Owner'],
  ]);
  expect(waiting(firm.owner)).toEqual([]);
  expect(waiting(person(at, 'approver', { kind: 'fund', id: firm.id() as FundId }))).toEqual([]);
});
