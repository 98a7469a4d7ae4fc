import { expect, test } from 'vitest';
import type { UserId } from '#shared/ids.ts';
import { addFund, approvedNav } from '#test/commands/funds/fundHouse.ts';
import { event, subscribe, transfer, type UnitHouse, unitHouse, units } from '#test/commands/positions/unitHouse.ts';
import { codeOf } from '#test/kit/house.ts';

function login({ firm }: UnitHouse, name: string, role: 'investor' | 'auditor' | 'viewer', kind: 'investor' | 'fund', id: string): UserId {
  const userId = firm.id() as UserId;
  const until = role === 'auditor' ? { untilOn: '2026-05-01' } : {};
  firm.done('access.addUser', { userId, login: name, name, roles: [{ role, scope: { kind, id }, ...until }] });
  return userId;
}

/** Two holders of one class: 40 and 10 units at 100, the second bought from the first. */
function holders(): UnitHouse {
  const at = unitHouse();
  subscribe(at, 500_000);
  at.firm.done('positions.transfer', transfer(at, units(100_000), { consideration: '120000' }));
  return at;
}

test('the register measures every holder: cost, value, average, share to seven places', () => {
  using at = holders();
  const { firm, fundId, classId } = at;
  approvedNav(at, '2026-02-25', 110);
  const { classes, rows } = firm.answer('positions.register', { fundId });
  expect(classes).toMatchObject([
    {
      unitsText: '50',
      unitsAtNav: '50',
      holders: 2,
      cost: { minor: 520_000n },
      value: { minor: 550_000n },
      price: { navPerUnit: '110', navUnits: '1000' },
    },
  ]);
  expect(
    rows.map(({ investor, unitsText, averageCost, value, unrealised, share }) => [
      investor,
      unitsText,
      averageCost,
      value?.minor,
      unrealised?.minor,
      share,
    ]),
  ).toEqual([
    ['Alder Trust', '40', '100', 440_000n, 40_000n, '0.8'],
    ['Birch Pension', '10', '120', 110_000n, -10_000n, '0.2'],
  ]);
  expect(firm.answer('positions.register', { fundId, on: '2026-02-15' }).rows).toMatchObject([{ unitsText: '50', share: '1' }]);
  expect(codeOf(firm.ask('positions.register', { fundId, classId: firm.id() }))).toBe('notFound');
  const early = firm.answer('positions.register', { fundId, classId, on: '2026-01-15' });
  expect(early.classes[0]?.price).toMatchObject({ navPerUnit: null, reason: expect.stringContaining('has no approved NAV') });
  expect(early.classes[0]?.value).toBeNull();
});

test('ownership is told on the basis of the fund', () => {
  using at = holders();
  const { firm, fundId, organisationId } = at;
  expect(firm.answer('positions.ownership', { fundId })).toMatchObject({
    basis: 'units',
    rows: [
      { investor: 'Alder Trust', amountText: '40', share: '0.8' },
      { investor: 'Birch Pension', amountText: '10', share: '0.2' },
    ],
  });
  const other = addFund(firm, organisationId, { name: 'Promise Fund', basis: 'commitment' });
  expect(firm.answer('positions.ownership', { fundId: other })).toMatchObject({ basis: 'commitment', rows: [] });
  expect(codeOf(firm.ask('positions.register', { fundId: other }))).toBe('unitsNotKept');
});

test('an investor’s login sees its own position, without names or reasons of others; nobody else’s', () => {
  using at = holders();
  const { firm, fundId, classId, alder, birch } = at;
  const ivy = login(at, 'ivy', 'investor', 'investor', birch);
  const own = firm.answer('positions.holding', { fundId, classId, investorId: birch as never }, ivy);
  expect(own.changes).toMatchObject([{ kind: 'transfer', counterparty: null, reason: '', by: '' }]);
  expect(JSON.stringify(own, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('Alder');
  expect(codeOf(firm.ask('positions.holding', { fundId, classId, investorId: alder as never }, ivy))).toBe('notFound');
  expect(firm.answer('positions.ofInvestor', { investorId: birch as never }, ivy).units).toHaveLength(1);
  expect(codeOf(firm.ask('positions.ofInvestor', { investorId: alder as never }, ivy))).toBe('notFound');
  for (const name of ['positions.register', 'positions.ownership'] as const)
    expect(codeOf(firm.ask(name, { fundId }, ivy))).toBe('notPermitted');
  expect(codeOf(firm.ask('positions.events', {}, ivy))).toBe('notPermitted');
});

test('an auditor of one fund sees its register and holdings, and of another fund nothing', () => {
  using at = holders();
  const { firm, fundId, classId, alder, organisationId } = at;
  const other = addFund(firm, organisationId, { name: 'Other Fund' });
  const own = login(at, 'aud', 'auditor', 'fund', fundId);
  const stranger = login(at, 'ben', 'auditor', 'fund', other);
  expect(firm.answer('positions.register', { fundId }, own).rows).toHaveLength(2);
  expect(firm.answer('positions.holding', { fundId, classId, investorId: alder as never }, own).changes).toMatchObject([
    { counterparty: 'Birch Pension', reason: 'Order of the investor' },
    { kind: 'subscription' },
  ]);
  expect(firm.answer('positions.events', {}, own).rows).toHaveLength(2);
  for (const name of ['positions.register', 'positions.ownership'] as const)
    expect(codeOf(firm.ask(name, { fundId }, stranger))).toBe('notFound');
  expect(firm.answer('positions.events', {}, stranger).rows).toEqual([]);
  expect(codeOf(firm.ask('positions.holding', { fundId, classId, investorId: alder as never }, stranger))).toBe('notFound');
  expect(codeOf(firm.ask('positions.holding', { fundId, classId: firm.id(), investorId: alder as never }, own))).toBe('notFound');
  expect(codeOf(firm.ask('positions.ownership', { fundId: firm.id() as never }))).toBe('notFound');
});

test('the changes of a register are listed with who, how many and what took what back', () => {
  using at = holders();
  const { firm, fundId } = at;
  firm.done('positions.split', { ...event(at, '2026-02-22'), from: 1, to: 2 });
  const { rows } = firm.answer('positions.events', { filter: { fundId, kind: 'split' } });
  expect(rows).toMatchObject([{ kind: 'split', unitsText: '50', ratio: '2 for 1', holders: [], more: 0, entryId: null }]);
  const [sale] = firm.answer('positions.events', { filter: { kind: 'transfer' } }).rows;
  expect(sale).toMatchObject({
    unitsText: '10',
    amount: { minor: 120_000n },
    holders: [{ name: 'Alder Trust' }, { name: 'Birch Pension' }],
  });
});

test('everything an investor holds: tokens of a project beside units', () => {
  using at = holders();
  const { firm, fundId, alder, birch } = at;
  const projectId = firm.id();
  firm.done('projects.addProject', {
    projectId,
    fundId,
    title: 'Pier 9',
    kind: 'property',
    assetType: 'office',
    currency: 'USD',
    place: '',
    openedOn: '2026-01-01',
    tokenDigits: 2,
  });
  const lines = [
    { investorId: alder, amount: '300' },
    { investorId: birch, amount: '100' },
  ];
  firm.done('projects.recordTokens', {
    projectId,
    fundId,
    expectedVersion: 1,
    kind: 'issue',
    effectiveOn: '2026-02-01',
    lines,
    reason: 'issue',
  });
  expect(firm.answer('positions.ofInvestor', { investorId: alder as never }).tokens).toMatchObject([
    { project: 'Pier 9', tokensText: '3', share: '0.75' },
  ]);
  expect(firm.answer('positions.ofInvestor', { investorId: alder as never, on: '2026-01-15' }).tokens).toEqual([]);
});
