import { expect, test } from 'vitest';
import { type QueryName, queryNames } from '#shared/contract/index.ts';
import { instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { toWire } from '#shared/json.ts';
import { exampleQuery } from '#test/kit/examples.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';

/** A firm in which every record of others carries a word that must not reach somebody without the right to it. */
function firmOfStrangers(): House {
  const firm = house();
  firm.done('settings.updateHouse', {
    expectedVersion: 1,
    name: 'Foreign House',
    legalName: 'Foreign AG',
    address: 'Foreign Road',
    country: 'CH',
    timeZone: 'UTC',
    currency: 'CHF',
  });
  firm.addUser('foreign', 'administrator', 'approver');
  firm.done('settings.propose', {
    valueId: firm.id(),
    rule: 'audit.periodEndDays',
    scope: { kind: 'fund', id: 'fund-foreign' },
    value: 9,
    effectiveOn: '2026-04-01',
    reason: 'Foreign reason',
  });
  return firm;
}

/** Everything a person can be told: each query of the contract, with the ids of others asked for outright. */
function allTold(firm: House, as: UserId): Record<string, string> {
  const foreign = firm.answer('access.users', { filter: { search: 'foreign' } }).rows[0]!.id;
  const pointed: Partial<Record<QueryName, unknown[]>> = {
    'access.user': [{ userId: foreign }],
    'audit.entry': [1, 2, 3, 4].map((seq) => ({ seq })),
    'audit.timeline': [
      { entity: 'user', id: foreign },
      { entity: 'fund', id: 'fund-foreign' },
      { entity: 'rule', id: 'audit.periodEndDays' },
    ],
  };
  return Object.fromEntries(
    queryNames.map((name) => {
      const inputs = [exampleQuery(name, firm), ...(pointed[name] ?? [])];
      return [
        name,
        inputs
          .map((input) => firm.ask(name, input as never, as))
          .map((reply) => (reply.ok ? toWire(reply.value) : ''))
          .join(''),
      ];
    }),
  );
}

const telling = (told: Record<string, string>, word: RegExp): string[] =>
  Object.entries(told)
    .filter(([, text]) => word.test(text))
    .map(([name]) => name);

test('an investor is told nothing of anybody else', () => {
  using firm = firmOfStrangers();
  const investor = firm.addUser('ivy', 'investor');
  // The name of the house is on the investor's own window.
  expect(telling(allTold(firm, investor), /foreign(?! House)/i)).toEqual([]);
});

test('an auditor of one fund is told of that fund only', () => {
  using firm = firmOfStrangers();
  const auditor = firm.id() as UserId;
  firm.done('access.addUser', {
    userId: auditor,
    login: 'aud',
    name: 'Aud',
    roles: [{ role: 'auditor', scope: { kind: 'fund', id: 'fund-own' }, untilOn: '2026-05-01' }],
  });
  firm.done('settings.propose', {
    valueId: firm.id(),
    rule: 'audit.periodEndDays',
    scope: { kind: 'fund', id: 'fund-own' },
    value: 8,
    effectiveOn: '2026-04-01',
    reason: 'Own reason',
  });
  const told = allTold(firm, auditor);
  expect(telling(told, /foreign(?! House)/i)).toEqual([]);
  expect(telling(told, /Own reason/)).toEqual(['audit.log', 'audit.timeline']);
  expect(firm.answer('audit.entry', { seq: 6 }, auditor)?.reason).toBe('Own reason');
  expect(firm.answer('audit.entry', { seq: 4 }, auditor)).toBeNull();
});

test('today tells a person of one fund nothing of the rest of the house', () => {
  using firm = firmOfStrangers();
  const scoped = (login: string, role: 'administrator' | 'approver' | 'accountant' | 'viewer') => {
    const userId = firm.id() as UserId;
    firm.done('access.addUser', {
      userId,
      login,
      name: login,
      roles: [{ role, scope: { kind: 'fund', id: 'fund-own' } }],
    });
    return userId;
  };
  const administrator = scoped('adele', 'administrator');
  const approver = scoped('april', 'approver');
  const viewer = scoped('vera', 'viewer');
  const propose = (id: string | null, value: number) =>
    firm.done('settings.propose', {
      valueId: firm.id(),
      rule: 'audit.periodEndDays',
      scope: { kind: id === null ? 'house' : 'fund', id },
      value,
      effectiveOn: '2026-04-01',
      reason: 'Looser',
    });
  propose(null, 4);
  propose('fund-other', 3);
  propose('fund-own', 2);
  const told = (as: UserId) => firm.answer('reports.today', {}, as);
  const own = firm.answer('audit.log', { limit: 1 }).rows[0]!.seq;
  expect(told(firm.addUser('otto', 'approver')).items.find(({ kind }) => kind === 'toApprove')?.count).toBe(3);
  expect(told(approver).items.map(({ kind, count }) => [kind, count])).toEqual([['toApprove', 1]]);
  expect(told(approver).recent.map(({ seq }) => seq)).toEqual([own]);
  expect(told(administrator).items).toEqual([]);
  expect(told(viewer)).toEqual({ items: [], recent: [] });
});

test('a clock that is set back brings no ended role and no ended grant to life', () => {
  using firm = house();
  const accountant = firm.id() as UserId;
  const roles = [{ role: 'accountant' as const, scope: { kind: 'house' as const, id: null }, untilOn: '2026-03-02' }];
  firm.done('access.addUser', { userId: accountant, login: 'ada', name: 'Ada', roles });
  firm.done('settings.setTaxId', { expectedVersion: 1, taxId: 'AB-1234-XYZ' });
  const grantId = firm.id();
  firm.done('audit.unmask', { grantId, entity: 'house', entityId: 'house', field: 'taxId', purpose: 'bank form' });
  const early = firm.now;
  expect(firm.ask('audit.log', {}, accountant).ok).toBe(true);
  firm.now = instant('2026-03-03T09:00:00.000Z');
  firm.done('access.setPreferences', { preferences: { theme: 'dark' } });
  firm.now = early;
  expect(codeOf(firm.ask('audit.log', {}, accountant))).toBe('notPermitted');
  expect(codeOf(firm.ask('audit.unmasked', { grantId }))).toBe('grantExpired');
});
