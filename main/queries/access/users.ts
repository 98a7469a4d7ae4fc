import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { readLastActive } from '#db/tables/commandLog.ts';
import { grantOf, nameIn, type RoleRow, readAllRoles, readPreferences, readRoles, readUser } from '#db/tables/users.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { isInForce, permissionNames, permissions, type Role } from '#shared/model/access.ts';
import type { QueryHandler } from '../handler.ts';

const list: ListDefinition = {
  select: 'id, login, name, email, status, version',
  from: 'users',
  key: 'id',
  keyIsInteger: false,
  sort: { name: 'name', login: 'login', status: 'status' },
  defaultSort: { by: 'name', descending: false },
  filter: {
    search: searchIn(['name', 'login', 'email']),
    status: equals('status'),
    role: (role: Role) => ({ sql: 'id IN (SELECT user_id FROM user_roles WHERE role = ? AND revoked_at IS NULL)', params: [role] }),
  },
};

type Row = Readonly<{ id: UserId; login: string; name: string; email: string | null; status: 'active' | 'disabled'; version: bigint }>;

const rolesInForce = (roles: readonly RoleRow[], today: BusinessDate): Role[] => [
  ...new Set(roles.filter((role) => isInForce(grantOf(role), today)).map(({ role }) => role)),
];

const firstEnd = (roles: readonly RoleRow[], today: BusinessDate): BusinessDate | null =>
  roles
    .filter((role) => isInForce(grantOf(role), today))
    .reduce<BusinessDate | null>((first, { untilOn }) => (untilOn !== null && (first === null || untilOn < first) ? untilOn : first), null);

export const users: QueryHandler<'access.users'> = ({ db, today }, input) => {
  const page = readPage(db, list, input);
  const rolesByUser = Map.groupBy(readAllRoles(db), ({ userId }) => userId);
  const rows = (page.rows as unknown as readonly Row[]).map(({ id, login, name, email, status, version }) => ({
    id,
    login,
    name,
    email,
    status,
    version: Number(version),
    roles: rolesInForce(rolesByUser.get(id) ?? [], today),
    roleEndsOn: firstEnd(rolesByUser.get(id) ?? [], today),
    lastActiveAt: readLastActive(db, id) as Instant | null,
  }));
  return { rows, next: page.next, total: page.total };
};

export const user: QueryHandler<'access.user'> = ({ db, today }, { userId }) => {
  const row = readUser(db, userId);
  if (!row) return refuse('notFound', { what: 'user', id: userId });
  const grants = readRoles(db, userId).map((role) => {
    const grant = grantOf(role);
    return {
      ordinal: role.ordinal,
      ...grant,
      inForce: isInForce(grant, today),
      grantedBy: nameIn(db, role.grantedBy),
      grantedAt: role.grantedAt,
      revokedBy: role.revokedBy && nameIn(db, role.revokedBy),
      revokedAt: role.revokedAt,
    };
  });
  return { ...row, lastActiveAt: readLastActive(db, userId) as Instant | null, grants };
};

export const me: QueryHandler<'access.me'> = ({ db, today, userId }) => {
  const row = readUser(db, userId);
  const house = readWorkspace(db);
  if (!row || !house) return refuse('notFound', { what: 'user', id: userId });
  const roles = rolesInForce(readRoles(db, userId), today);
  const held = permissionNames.filter((name) => permissions[name].roles.some((role) => roles.includes(role)));
  const preferences = Object.fromEntries(readPreferences(db, userId).map(({ name, value }) => [name, value]));
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    roles,
    permissions: held,
    preferences,
    house: house.name,
    profile: house.profile,
    today,
    timeZone: house.timeZone,
  };
};
