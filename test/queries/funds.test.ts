import { expect, test } from 'vitest';
import { queryNames } from '#shared/contract/index.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { toWire } from '#shared/json.ts';
import { type Role, roles } from '#shared/model/access.ts';
import { addFund, approvedNav, type FundHouse, fundHouse } from '#test/commands/funds/fundHouse.ts';
import { exampleQuery } from '#test/kit/examples.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';

/** Beside the fund, a second one whose every word is foreign to people of the first. */
function twoFunds(): FundHouse & Readonly<{ foreign: FundId; foreignProject: string; foreignClass: string }> {
  const at = fundHouse();
  const { firm, organisationId, fundId } = at;
  const foreign = addFund(firm, organisationId, { name: 'Foreign Fund', legalName: 'Foreign LP' });
  const foreignClass = firm.id();
  firm.done('funds.addClass', {
    classId: foreignClass,
    fundId: foreign,
    name: 'Foreign class',
    kind: 'class',
    unitDigits: 4,
    openedOn: '2025-01-15',
  });
  approvedNav({ ...at, fundId: foreign, classId: foreignClass }, '2026-01-31', 100);
  const foreignProject = firm.id();
  const project = { kind: 'project', assetType: 'land', currency: 'USD', place: '', openedOn: '2026-01-01', tokenDigits: 0 } as const;
  firm.done('projects.addProject', { projectId: foreignProject, fundId: foreign, title: 'Foreign pier', ...project });
  firm.done('projects.addProject', { projectId: firm.id(), fundId, title: 'Own pier', ...project });
  firm.done('projects.recordTokens', {
    projectId: foreignProject,
    fundId: foreign,
    expectedVersion: 1,
    kind: 'issue',
    effectiveOn: '2026-01-02',
    lines: [{ investorId: addInvestor(firm, 'Foreign Holder') as InvestorId, amount: '5' }],
    reason: 'Foreign reason',
  });
  firm.done('funds.link', { linkId: firm.id(), fundId, toFundId: foreign, kind: 'feeder', fromOn: '2026-01-01', note: 'Foreign note' });
  return { ...at, foreign, foreignProject, foreignClass, [Symbol.dispose]: () => at[Symbol.dispose]() };
}

function personOf({ firm, fundId }: FundHouse, role: Role): UserId {
  const userId = firm.id() as UserId;
  const scope = { kind: 'fund', id: fundId } as const;
  firm.done('access.addUser', {
    userId,
    login: 'scoped',
    name: 'Scoped',
    roles: [{ role, scope, ...(role === 'auditor' ? { untilOn: '2026-05-01' } : {}) }],
  });
  return userId;
}

test.each(roles.filter((role) => ['administrator', 'approver', 'accountant', 'auditor', 'viewer'].includes(role)))(
  '%s of one fund is told of that fund only, whatever they ask',
  (role) => {
    using at = twoFunds();
    const { firm, fundId, foreign, foreignProject, foreignClass } = at;
    const person = personOf(at, role);
    const inputs = (name: (typeof queryNames)[number]): unknown[] => [
      exampleQuery(name, firm),
      { fundId: foreign },
      { fundId: foreign, on: '2026-02-01' },
      { fundId: foreign, classId: foreignClass, on: '2026-02-01' },
      { projectId: foreignProject },
      { filter: { fundId: foreign } },
      { filter: { search: 'Foreign' } },
    ];
    // The log tells of a link, which is of both funds; its rows are looked at in the tests of the log.
    const told = queryNames
      .filter((name) => name.startsWith('funds.'))
      .map((name) => [
        name,
        inputs(name)
          .map((input) => firm.ask(name, input as never, person))
          .map((reply) => (reply.ok ? toWire(reply.value) : ''))
          .join(''),
      ]);
    expect(
      told.filter(([, text]) => /foreign/i.test(text!) || text!.includes(foreign) || text!.includes(foreignProject)).map(([name]) => name),
    ).toEqual([]);
    expect(firm.answer('funds.list', { totals: true }, person)).toMatchObject({ total: 1, rows: [{ id: fundId }] });
    expect(firm.answer('funds.home', { fundId }, person).links).toMatchObject([{ other: null, note: '' }]);
    expect(firm.answer('funds.projects', {}, person).rows.map(({ title }) => title)).toEqual(['Own pier']);
    expect(codeOf(firm.ask('funds.organisations', {}, person))).toBe('notPermitted');
  },
);

test('a scoped administrator edits their fund and no other; the house fund list is not theirs to add to', () => {
  using at = twoFunds();
  const { firm, fundId, foreign, organisationId } = at;
  const person = personOf(at, 'administrator');
  const addClass = (to: FundId) =>
    firm.run(
      'funds.addClass',
      { classId: firm.id(), fundId: to, name: 'N', kind: 'class', unitDigits: 0, openedOn: '2026-01-01' },
      { as: person },
    );
  expect(codeOf(addClass(fundId))).toBe('ok');
  expect(codeOf(addClass(foreign))).toBe('notPermitted');
  expect(
    codeOf(
      firm.run(
        'funds.link',
        { linkId: firm.id(), fundId, toFundId: foreign, kind: 'parallel', fromOn: '2026-01-01', note: '' },
        { as: person },
      ),
    ),
  ).toBe('notPermitted');
  const home = firm.answer('funds.home', { fundId }).fund;
  const { id: _id, organisation: _o, status: _s, createdAt: _c, version: _v, ...fields } = home;
  const added = { fundId: firm.id() as FundId, ...fields, name: 'Mine', targetSize: null, organisationId };
  expect(codeOf(firm.run('funds.addFund', added, { as: person }))).toBe('notPermitted');
});

test('lists sort and page by every column they offer', () => {
  using at = fundHouse();
  const { firm, organisationId, fundId } = at;
  for (let index = 0; index < 7; index += 1) addFund(firm, organisationId, { name: `Fund ${index}`, currency: index % 2 ? 'EUR' : 'JPY' });
  for (const by of ['name', 'organisation', 'vintage', 'status', 'currency'] as const) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = firm.answer('funds.list', {
        limit: 3,
        sort: { by, descending: by === 'currency' },
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen).size, by).toBe(8);
    expect(seen, by).toHaveLength(8);
  }
  approvedNav(at, '2026-01-31', 100);
  for (const by of ['title', 'fund', 'assetType', 'openedOn'] as const)
    expect(firm.answer('funds.projects', { sort: { by, descending: true } }).rows).toEqual([]);
  expect(
    firm.answer('funds.list', { filter: { organisationId, basis: 'units', vehicleType: 'limitedPartnership' }, totals: true }).total,
  ).toBe(8);
  expect(firm.answer('funds.home', { fundId, riskFree: '0.03' }).analytics.months).toHaveLength(1);
});
