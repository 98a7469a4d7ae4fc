import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anotherOwnerRemains, holdsOwner, planGrant, planGrants } from '#main/engine/access/roles.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { covers, isInForce, permissionNames, permissions, type RoleGrant, roles, scopesWith } from '#shared/model/access.ts';

const today = businessDate('2026-03-02');
const grantor = { isOwner: true, today, auditorDays: 120 };
const wholeHouse = { kind: 'house', id: null } as const;
const held: RoleGrant = { role: 'viewer', scope: wholeHouse, fromOn: today, untilOn: null, revoked: false };

const dates = fc.integer({ min: -20, max: 20 }).map((offset) => addDays(today, offset));
const grants = fc.record({
  role: fc.constantFrom(...roles),
  scope: fc.constantFrom(wholeHouse, { kind: 'fund' as const, id: 'f1' }),
  fromOn: dates,
  untilOn: fc.option(dates),
  revoked: fc.boolean(),
});

test('a role is in force from its first to its last day, unless revoked', () => {
  const grant: RoleGrant = { ...held, untilOn: addDays(today, 1) };
  expect([-1, 0, 1, 2].map((offset) => isInForce(grant, addDays(today, offset)))).toEqual([false, true, true, false]);
  expect(isInForce({ ...grant, revoked: true }, today)).toBe(false);
});

test('nobody holds a permission their roles in force do not carry', () => {
  fc.assert(
    fc.property(fc.array(grants, { maxLength: 6 }), fc.constantFrom(...permissionNames), (some, permission) => {
      const scopes = scopesWith(some, permission, today);
      const carrying = some.filter(
        (grant) => isInForce(grant, today) && (permissions[permission].roles as readonly string[]).includes(grant.role),
      );
      expect(scopes).toEqual(carrying.map(({ scope }) => scope));
    }),
  );
});

test('the house covers everything, a fund covers itself', () => {
  const fund = { kind: 'fund', id: 'f1' } as const;
  expect([
    covers(wholeHouse, fund),
    covers(fund, fund),
    covers(fund, wholeHouse),
    covers(fund, { kind: 'fund', id: 'f2' }),
    covers(fund, { kind: 'investor', id: 'f1' }),
  ]).toEqual([true, true, false, false, false]);
});

test('every role can do something or is told apart by its scope, and every permission belongs to the owner or nobody above them', () => {
  for (const name of permissionNames) expect(permissions[name].roles, name).toContain('owner');
});

test('grants made together see each other', () => {
  expect(
    planGrants(
      'Vera',
      [
        { role: 'viewer', scope: wholeHouse },
        { role: 'viewer', scope: wholeHouse },
      ],
      grantor,
    ),
  ).toMatchObject({ ok: false, error: { code: 'roleHeld' } });
  expect(
    planGrants(
      'Vera',
      [
        { role: 'viewer', scope: wholeHouse },
        { role: 'approver', scope: wholeHouse },
      ],
      grantor,
    ),
  ).toMatchObject({ ok: true });
});

test('a role may follow one that ended before it', () => {
  const ended: RoleGrant = { ...held, untilOn: addDays(today, 3) };
  const next = (offset: number) =>
    planGrant('Vera', { role: 'viewer', scope: wholeHouse, fromOn: addDays(today, offset) }, [ended], grantor).ok;
  expect([next(3), next(4)]).toEqual([false, true]);
});

test('an owner who leaves on a date is not the owner who remains', () => {
  const owner = (userId: string, more: Partial<RoleGrant> = {}) => ({ userId, grant: { ...held, role: 'owner' as const, ...more } });
  expect(anotherOwnerRemains([owner('ann'), owner('bob')], 'ann', today)).toBe(true);
  expect(anotherOwnerRemains([owner('ann')], 'ann', today)).toBe(false);
  expect(anotherOwnerRemains([owner('ann'), owner('bob', { untilOn: addDays(today, 10) })], 'ann', today)).toBe(false);
  expect(anotherOwnerRemains([owner('ann'), owner('bob', { revoked: true })], 'ann', today)).toBe(false);
  expect(holdsOwner([held], today)).toBe(false);
});
