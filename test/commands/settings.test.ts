import { expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { businessDate, instant } from '#shared/dates.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';

const wholeHouse = { kind: 'house', id: null } as const;

const change = (firm: House, more: Partial<CommandRequest<'settings.propose'>> = {}): CommandRequest<'settings.propose'> => ({
  valueId: firm.id(),
  rule: 'access.autoLockMinutes',
  scope: wholeHouse,
  value: 30,
  effectiveOn: '2026-03-02',
  reason: 'long calls',
  ...more,
});
const inForce = (firm: House, rule: string) => firm.answer('settings.rules', {}).rules.find((one) => one.rule === rule);

test('a tightening is in force at once', () => {
  using firm = house();
  const reply = firm.done('settings.propose', change(firm, { value: 5 }));
  expect(reply).toMatchObject({ state: 'approved', loosens: false });
  expect(inForce(firm, 'access.autoLockMinutes')).toMatchObject({ value: 5, source: 'house', since: '2026-03-02', waiting: null });
});

test('a loosening waits for a second person, then holds', () => {
  using firm = house();
  const approver = firm.addUser('anna', 'approver');
  const proposal = change(firm);
  const { state, contentHash } = firm.done('settings.propose', proposal);
  expect(state).toBe('proposed');
  expect(inForce(firm, 'access.autoLockMinutes')).toMatchObject({ value: 15, source: 'profile', waiting: { value: 30, loosens: true } });
  expect(codeOf(firm.run('settings.approve', { valueId: proposal.valueId, contentHash }))).toBe('approverIsProposer');
  expect(codeOf(firm.run('settings.approve', { valueId: proposal.valueId, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe(
    'contentChanged',
  );
  firm.done('settings.approve', { valueId: proposal.valueId, contentHash }, { as: approver });
  expect(inForce(firm, 'access.autoLockMinutes')?.value).toBe(30);
  expect(codeOf(firm.run('settings.approve', { valueId: proposal.valueId, contentHash }, { as: approver }))).toBe('notProposed');
});

test('a change dated ahead holds from its day on, not before', () => {
  using firm = house();
  firm.done('settings.propose', change(firm, { value: 5, effectiveOn: '2026-04-01' }));
  expect(inForce(firm, 'access.autoLockMinutes')).toMatchObject({ value: 15, upcoming: [{ value: 5, effectiveOn: '2026-04-01' }] });
  firm.today = businessDate('2026-04-01');
  expect(inForce(firm, 'access.autoLockMinutes')?.value).toBe(5);
});

test.each([
  ['a value too large', { value: 9999 }, 'valueOutOfRange'],
  ['a flag for a number', { value: true }, 'valueOutOfRange'],
  ['a number for a flag', { rule: 'settings.dualControl', value: 1 }, 'valueOutOfRange'],
  ['a list that is too long', { rule: 'health.retryMinutes', value: [1, 2, 3, 4, 5, 6, 7] }, 'valueOutOfRange'],
  ['a fraction', { value: 1.5 }, 'invalidInput'],
  ['a past date', { effectiveOn: '2026-03-01' }, 'effectiveInPast'],
  ['the value it has already', { value: 15 }, 'unchanged'],
  ['a fund override of a rule of the house', { scope: { kind: 'fund', id: 'fund-1' } }, 'notPerFund'],
  ['a fund scope without the fund', { rule: 'audit.periodEndDays', value: 3, scope: { kind: 'fund', id: null } }, 'notPermitted'],
  ['an unknown rule', { rule: 'access.everything' }, 'invalidInput'],
])('%s is refused', (_what, more, code) => {
  using firm = house();
  const administrator = firm.addUser('adam', 'administrator');
  expect(codeOf(firm.run('settings.propose', change(firm, more as never), { as: administrator }))).toBe(
    code === 'notPermitted' ? 'scopeNeedsId' : code,
  );
});

test('only one change of a rule waits at a time', () => {
  using firm = house();
  firm.done('settings.propose', change(firm));
  expect(codeOf(firm.run('settings.propose', change(firm, { value: 40 })))).toBe('proposalOpen');
});

test('rejecting and withdrawing end a proposal, each in its own way', () => {
  using firm = house();
  const approver = firm.addUser('anna', 'approver');
  const first = change(firm);
  firm.done('settings.propose', first);
  expect(codeOf(firm.run('settings.withdraw', { valueId: first.valueId }, { as: firm.addUser('adam', 'administrator') }))).toBe(
    'notProposer',
  );
  firm.done('settings.reject', { valueId: first.valueId, reason: 'too long' }, { as: approver });
  expect(codeOf(firm.run('settings.reject', { valueId: first.valueId, reason: 'again' }, { as: approver }))).toBe('notProposed');
  const second = change(firm);
  firm.done('settings.propose', second);
  firm.done('settings.withdraw', { valueId: second.valueId });
  expect(codeOf(firm.run('settings.withdraw', { valueId: second.valueId }))).toBe('notProposed');
  const states = firm
    .answer('settings.history', { filter: { rule: 'access.autoLockMinutes' } })
    .rows.map(({ state, decisionReason }) => [state, decisionReason]);
  expect(states).toEqual([
    ['withdrawn', null],
    ['rejected', 'too long'],
  ]);
});

test('a proposal nobody decided lapses, and can then be made again', () => {
  using firm = house();
  const approver = firm.addUser('anna', 'approver');
  const first = change(firm);
  const { contentHash } = firm.done('settings.propose', first);
  firm.now = instant('2026-03-20T09:00:00.000Z');
  expect(codeOf(firm.run('settings.approve', { valueId: first.valueId, contentHash }, { as: approver }))).toBe('proposalLapsed');
  expect(codeOf(firm.run('settings.propose', change(firm, { effectiveOn: '2026-03-20' })))).toBe('ok');
});

test('with dual control off, one person loosens alone, and the report says so', () => {
  using firm = house();
  const approver = firm.addUser('anna', 'approver');
  const off = change(firm, { rule: 'settings.dualControl', value: false });
  const { contentHash, state } = firm.done('settings.propose', off);
  expect(state).toBe('proposed');
  firm.done('settings.approve', { valueId: off.valueId, contentHash }, { as: approver });
  expect(firm.done('settings.propose', change(firm)).state).toBe('approved');
  const report = firm.answer('audit.report', { kind: 'withoutSecondPerson', from: '2026-01-01', until: '2026-12-31' });
  expect(report.rows.map(({ what }) => what)).toEqual(['“Lock after idle minutes”: 30 minutes']);
});

test('a fund may have its own value, and only the rules that allow it', () => {
  using firm = house();
  const fund = { kind: 'fund', id: 'fund-1' } as const;
  firm.done('settings.propose', change(firm, { rule: 'audit.periodEndDays', value: 10, scope: fund }));
  expect(firm.answer('settings.rules', { scope: fund }).rules.find(({ rule }) => rule === 'audit.periodEndDays')).toMatchObject({
    value: 10,
    source: 'fund',
  });
  expect(inForce(firm, 'audit.periodEndDays')).toMatchObject({ value: 5, source: 'profile' });
});

test('somebody whose role covers one fund changes that fund only', () => {
  using firm = house();
  const userId = firm.id() as never;
  firm.done('access.addUser', {
    userId,
    login: 'fay',
    name: 'Fay',
    roles: [{ role: 'administrator', scope: { kind: 'fund', id: 'fund-1' } }],
  });
  const of = (id: string) => change(firm, { rule: 'audit.periodEndDays', value: 10, scope: { kind: 'fund', id } });
  expect(codeOf(firm.run('settings.propose', of('fund-1'), { as: userId }))).toBe('ok');
  expect(codeOf(firm.run('settings.propose', of('fund-2'), { as: userId }))).toBe('notPermitted');
  expect(codeOf(firm.run('settings.propose', change(firm, { value: 5 }), { as: userId }))).toBe('notPermitted');
});

test('deciding something that does not exist names it', () => {
  using firm = house();
  const valueId = firm.id();
  expect(codeOf(firm.run('settings.approve', { valueId, contentHash: 'a'.repeat(64) }))).toBe('notFound');
  expect(codeOf(firm.run('settings.reject', { valueId, reason: 'x' }))).toBe('notFound');
  expect(codeOf(firm.run('settings.withdraw', { valueId }))).toBe('notFound');
});

test('the house record keeps its version, and its tax id is masked everywhere', () => {
  using firm = house();
  const fields = {
    name: 'Harbour & Vale',
    legalName: 'Harbour & Vale AG',
    address: 'Quai 1\nZürich',
    country: 'CH',
    timeZone: 'Europe/Zurich',
    currency: 'CHF',
  };
  firm.done('settings.updateHouse', { expectedVersion: 1, ...fields });
  expect(codeOf(firm.run('settings.updateHouse', { expectedVersion: 1, ...fields }))).toBe('staleVersion');
  expect(codeOf(firm.run('settings.updateHouse', { expectedVersion: 2, ...fields, timeZone: 'Europe/Atlantis' }))).toBe('unknownTimeZone');
  expect(codeOf(firm.run('settings.setTaxId', { expectedVersion: 2, taxId: '12-3456789' }))).toBe('taxIdMalformed');
  expect(codeOf(firm.run('settings.setTaxId', { expectedVersion: 1, taxId: 'CHE-123.456.789' }))).toBe('staleVersion');
  firm.done('settings.setTaxId', { expectedVersion: 2, taxId: 'CHE-123.456.789' });
  const shown = JSON.stringify([firm.answer('settings.house', {}), firm.answer('audit.entry', { seq: 3 })]);
  expect(shown).not.toContain('123.456');
  expect(shown).toContain('.789');
});
