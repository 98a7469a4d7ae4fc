import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { type GrantScope, isInForce, type Role, type RoleGrant, roleScopes, roleTitles } from '#shared/model/access.ts';
import { done, type Result } from '#shared/result.ts';

export type WantedGrant = Readonly<{
  role: Role;
  scope: GrantScope;
  fromOn?: BusinessDate | undefined;
  untilOn?: BusinessDate | null | undefined;
}>;
export type PlannedGrant = Readonly<{ role: Role; scope: GrantScope; fromOn: BusinessDate; untilOn: BusinessDate | null }>;

type Grantor = Readonly<{ isOwner: boolean; today: BusinessDate; auditorDays: number }>;
type GrantRefusal = 'ownerOnly' | 'auditorNeedsEnd' | 'wrongDates' | 'startsInPast' | 'scopeNeedsId' | 'scopeTooWide' | 'roleHeld';

/** Decides one grant against those already held: who may give it, for what part of the house, and for how long. */
export function planGrant(
  user: string,
  wanted: WantedGrant,
  held: readonly RoleGrant[],
  grantor: Grantor,
): Result<PlannedGrant, GrantRefusal> {
  const { role, scope } = wanted;
  const fromOn = wanted.fromOn ?? grantor.today;
  const untilOn = wanted.untilOn ?? null;
  if (role === 'owner' && !grantor.isOwner) return refuse('ownerOnly', { role: roleTitles[role] });
  if ((scope.kind === 'house') !== (scope.id === null)) return refuse('scopeNeedsId', { kind: scope.kind });
  if (!roleScopes[role].includes(scope.kind)) return refuse('scopeTooWide', { role: roleTitles[role], kind: scope.kind });
  if (fromOn < grantor.today) return refuse('startsInPast', { from: fromOn, today: grantor.today });
  if (untilOn !== null && untilOn < fromOn) return refuse('wrongDates', { from: fromOn, until: untilOn });
  const latest = addDays(fromOn, grantor.auditorDays);
  if (role === 'auditor' && (untilOn === null || untilOn > latest)) return refuse('auditorNeedsEnd', { user, latest });
  const overlaps = held.some(
    (grant) => !grant.revoked && grant.role === role && isSame(grant.scope, scope) && (grant.untilOn === null || grant.untilOn >= fromOn),
  );
  if (overlaps) return refuse('roleHeld', { user, role: roleTitles[role] });
  return done({ role, scope, fromOn, untilOn });
}

/** All grants of a new person, each seeing the ones before it. */
export function planGrants(user: string, wanted: readonly WantedGrant[], grantor: Grantor): Result<readonly PlannedGrant[], GrantRefusal> {
  const planned: PlannedGrant[] = [];
  for (const grant of wanted) {
    const plan = planGrant(
      user,
      grant,
      planned.map((one) => ({ ...one, revoked: false })),
      grantor,
    );
    if (!plan.ok) return plan;
    planned.push(plan.value);
  }
  return done(planned);
}

const isSame = (left: GrantScope, right: GrantScope): boolean => left.kind === right.kind && left.id === right.id;

export const holdsOwner = (grants: readonly RoleGrant[], today: BusinessDate): boolean =>
  grants.some((grant) => grant.role === 'owner' && isInForce(grant, today));

type OwnerRole = Readonly<{ userId: string; grant: RoleGrant }>;

/** Whether the house would still have an owner without this person's owner role, today and from then on. */
export function anotherOwnerRemains(owners: readonly OwnerRole[], without: string, today: BusinessDate): boolean {
  return owners.some(({ userId, grant }) => userId !== without && isInForce(grant, today) && grant.untilOn === null);
}
