import { describe, expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import { addMinutes, businessDate } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addClass, addFund, approvedNav, fundHouse, navInput } from './fundHouse.ts';

describe('a NAV', () => {
  test('is approved by a second person, bound to what they read', () => {
    using at = fundHouse();
    const { firm, fundId, approver } = at;
    const input = navInput(at, '2026-01-31', 101);
    const { contentHash } = firm.done('funds.draftNav', input);
    expect(() => rawOf(firm.db).exec('UPDATE nav_snapshots SET net_assets = 1')).toThrow('never changes');
    const decide = { navId: input.navId, fundId, contentHash };
    expect(codeOf(firm.run('funds.approveNav', decide))).toBe('navByApprover');
    expect(codeOf(firm.run('funds.approveNav', { ...decide, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe('navChanged');
    expect(codeOf(firm.run('funds.approveNav', decide, { as: approver, steppedUp: false }))).toBe('stepUpNeeded');
    expect(codeOf(firm.run('funds.approveNav', { ...decide, navId: firm.id() }, { as: approver }))).toBe('notFound');
    expect(firm.answer('funds.home', { fundId })).toMatchObject({ navsToApprove: 1, latestNavs: [], netAssets: null });
    firm.done('funds.approveNav', decide, { as: approver });
    expect(codeOf(firm.run('funds.approveNav', decide, { as: approver }))).toBe('navDecided');
    expect(codeOf(firm.run('funds.rejectNav', { navId: input.navId, fundId, reason: 'late' }, { as: approver }))).toBe('navDecided');
    expect(codeOf(firm.run('funds.withdrawNav', { navId: input.navId, fundId }))).toBe('navDecided');
    expect(firm.answer('funds.home', { fundId })).toMatchObject({
      latestNavs: [{ navPerUnit: '101', decidedBy: 'Anna Tester', preparedBy: 'Olivia Owner', mark: 'ex', corrected: false }],
      netAssets: { amount: { minor: 10_100_000n, currency: 'USD' }, asOfOn: '2026-01-31' },
    });
    expect(() => rawOf(firm.db).exec("UPDATE nav_snapshots SET state = 'rejected'")).toThrow('stays as it is');
    expect(() => rawOf(firm.db).exec('DELETE FROM nav_snapshots')).toThrow('are kept');
  });

  test('is refused twice for a date; rejected and withdrawn ones make room again', () => {
    using at = fundHouse();
    const { firm, fundId, approver } = at;
    const first = navInput(at, '2026-01-31', 100);
    firm.done('funds.draftNav', first);
    expect(codeOf(firm.run('funds.draftNav', navInput(at, '2026-01-31', 101)))).toBe('navTwice');
    const accountant = firm.addUser('ines', 'accountant');
    expect(codeOf(firm.run('funds.withdrawNav', { navId: first.navId, fundId }, { as: accountant }))).toBe('navOfAnother');
    firm.done('funds.withdrawNav', { navId: first.navId, fundId });
    const second = navInput(at, '2026-01-31', 102);
    firm.done('funds.draftNav', second, { as: accountant });
    firm.done('funds.rejectNav', { navId: second.navId, fundId, reason: 'wrong rate' }, { as: approver });
    approvedNav(at, '2026-01-31', 103);
    expect(codeOf(firm.run('funds.draftNav', navInput(at, '2026-01-31', 104)))).toBe('navTwice');
    expect(firm.answer('funds.navs', { filter: { fundId, state: 'rejected' }, totals: true })).toMatchObject({
      total: 1,
      rows: [{ decisionReason: 'wrong rate', preparedBy: 'Ines Tester', decidedBy: 'Anna Tester' }],
    });
    expect(firm.answer('funds.navs', { filter: { from: businessDate('2026-02-01') }, totals: true }).total).toBe(0);
    expect(firm.answer('funds.navs', { filter: { until: businessDate('2026-01-31') }, totals: true }).total).toBe(3);
  });

  test('is corrected by a new, linked one with a reason, once at a time', () => {
    using at = fundHouse();
    const { firm, fundId, classId, approver } = at;
    const wrong = approvedNav(at, '2026-01-31', 100);
    const known = firm.now;
    const correction = (more: object = {}) => navInput(at, '2026-01-31', 99, { corrects: wrong, reason: 'late invoice', ...more });
    expect(codeOf(firm.run('funds.draftNav', correction({ asOfOn: '2026-01-30' })))).toBe('correctionElsewhere');
    expect(codeOf(firm.run('funds.draftNav', correction({ corrects: firm.id() })))).toBe('notFound');
    const { reason: _reason, ...silent } = correction();
    expect(codeOf(firm.run('funds.draftNav', silent))).toBe('correctionNeedsReason');
    const draft = correction();
    const { contentHash } = firm.done('funds.draftNav', draft);
    expect(codeOf(firm.run('funds.draftNav', correction()))).toBe('navTwice');
    const price = (knownAt?: string) =>
      firm.answer('funds.navOn', { fundId, classId, on: '2026-02-15', ...(knownAt ? { knownAt } : {}) } as never).navPerUnit;
    expect(price()).toBe('100');
    firm.done('funds.approveNav', { navId: draft.navId, fundId, contentHash }, { as: approver });
    expect(price()).toBe('99');
    expect(price(known)).toBe('100');
    expect(firm.run('funds.draftNav', correction())).toMatchObject({
      error: { code: 'navNotCorrectable', detail: { because: 'it was corrected already; correct the newest one' } },
    });
    expect(firm.answer('funds.navs', { sort: { by: 'preparedAt', descending: false } }).rows).toMatchObject([
      { id: wrong, corrected: true },
      { id: draft.navId, corrected: false, corrects: wrong, reason: 'late invoice' },
    ]);
    approvedNav(at, '2026-01-31', 98, { corrects: draft.navId, reason: 'and again' });
    expect(price()).toBe('98');
    const rejected = navInput(at, '2026-02-10', 97);
    firm.done('funds.draftNav', rejected);
    firm.done('funds.withdrawNav', { navId: rejected.navId, fundId });
    expect(codeOf(firm.run('funds.draftNav', navInput(at, '2026-02-10', 97, { corrects: rejected.navId, reason: 'x' })))).toBe(
      'navNotCorrectable',
    );
  });

  test.each([
    ['in the future', '2026-03-03', {}, 'dateInFuture'],
    ['before the class opened', '2025-01-14', {}, 'navBeforeOpening'],
    ['without units', '2026-01-31', { units: null, navPerUnit: null }, 'navNeedsUnits'],
    ['that does not tie', '2026-01-31', { navPerUnit: '100.01' }, 'navDoesNotTie'],
    ['of nothing that is worth something', '2026-01-31', { units: '0' }, 'navDoesNotTie'],
    ['in units too fine', '2026-01-31', { units: '1000.00001' }, 'unitsTooFine'],
    ['at the edge of what an amount may be', '2026-01-31', { netAssets: (10n ** 17n + 1n).toString() }, 'invalidInput'],
    ['on a leap day that was not', '2026-02-29', {}, 'invalidInput'],
    ['of another class', '2026-01-31', { classId: '01890000-0000-7000-8000-000000000000' }, 'notFound'],
    ['of another fund', '2026-01-31', { fundId: '01890000-0000-7000-8000-000000000000' as FundId }, 'notFound'],
  ])('%s is refused', (_what, on, more, code) => {
    using at = fundHouse();
    expect(codeOf(at.firm.run('funds.draftNav', navInput(at, on, 100, more)))).toBe(code);
  });

  test('of a fund counted in commitments has no units', () => {
    using at = fundHouse({ basis: 'commitment', currency: 'JPY' });
    const { firm } = at;
    expect(codeOf(firm.run('funds.draftNav', navInput(at, '2026-01-31', 100)))).toBe('navWithoutUnits');
    approvedNav(at, '2026-01-31', 100, { units: null, navPerUnit: null, netAssets: '-5' });
    const { analytics, netAssets } = firm.answer('funds.home', { fundId: at.fundId });
    expect(netAssets?.amount).toEqual({ minor: -5n, currency: 'JPY' });
    expect(analytics.ytdReturn).toMatchObject({ value: null, reason: /commitments/ });
  });

  test('holds on a date while it is fresh enough, by the fund’s own terms unless asked otherwise', () => {
    using at = fundHouse();
    const { firm, fundId, classId } = at;
    approvedNav(at, '2025-12-31', 100);
    firm.done('funds.recordTerm', {
      termId: firm.id(),
      fundId,
      classId: null,
      effectiveOn: '2026-01-01',
      clause: '9',
      term: { kind: 'priceDate', value: { rule: 'recordDate', stalenessDays: 31, cumDistribution: 'refuse' } },
    });
    const on = (day: string, more: object = {}) => firm.ask('funds.navOn', { fundId, classId, on: day, ...more } as never);
    expect(on('2026-01-31')).toMatchObject({ value: { ageDays: 31, stalenessDays: 31 } });
    expect(codeOf(on('2026-02-01'))).toBe('navStale');
    expect(on('2026-02-01', { stalenessDays: 32 })).toMatchObject({ value: { ageDays: 32 } });
    expect(codeOf(on('2025-12-30'))).toBe('navMissing');
    expect(on('2025-12-31')).toMatchObject({ value: { stalenessDays: 120 } });
    expect(codeOf(on('2026-01-31', { classId: firm.id() }))).toBe('notFound');
    expect(codeOf(on('2026-01-31', { fundId: firm.id() }))).toBe('notFound');
  });
});

test('net assets need a NAV of every open class, and the list shows what the home shows', () => {
  using at = fundHouse();
  const { firm, fundId } = at;
  approvedNav(at, '2026-01-31', 100);
  const second = addClass(firm, fundId, 'B');
  const netAssets = () =>
    firm.answer('funds.list', { filter: { status: 'raising', currency: 'USD' as never, vintage: 2025 } }).rows[0]?.netAssets;
  expect(netAssets()).toBeNull();
  approvedNav({ ...at, classId: second }, '2026-02-28', 50);
  expect(netAssets()).toEqual({ amount: { minor: 15_000_000n, currency: 'USD' }, asOfOn: '2026-02-28' });
  expect(firm.answer('funds.home', { fundId }).netAssets).toEqual(netAssets());
});

test('Today shows a waiting NAV to those who may approve it, late after the hours of the fund, and not to its preparer', () => {
  using at = fundHouse();
  const { firm, approver, organisationId } = at;
  firm.done('funds.draftNav', navInput(at, '2026-01-31', 100));
  const other = addFund(firm, organisationId, { name: 'Harbour Fund II' });
  const otherClass = addClass(firm, other);
  firm.done('funds.draftNav', navInput({ ...at, fundId: other, classId: otherClass }, '2026-02-28', 100));
  const scoped = firm.id() as UserId;
  const roles = [{ role: 'approver' as const, scope: { kind: 'fund' as const, id: other } }];
  firm.done('access.addUser', { userId: scoped, login: 'sam', name: 'Sam', roles });
  const waitingFor = (userId?: UserId) => firm.answer('reports.today', {}, userId).items.find(({ kind }) => kind === 'navsToApprove');
  expect(waitingFor()).toBeUndefined();
  expect(waitingFor(approver)).toMatchObject({ count: 2, late: false });
  expect(waitingFor(scoped)?.examples).toEqual(['Harbour Fund II for 2026-02-28, prepared by Olivia Owner']);
  firm.now = addMinutes(firm.now, 49 * 60);
  expect(waitingFor(approver)?.late).toBe(true);
  expect(firm.answer('funds.list', { filter: { waiting: true }, totals: true }).total).toBe(2);
  expect(firm.answer('funds.list', { filter: { waiting: false }, totals: true }).total).toBe(0);
});
