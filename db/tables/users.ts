import type { BusinessDate } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { type GrantScope, type Permission, type RoleGrant, scopesWith } from '#shared/model/access.ts';
import { type ReadDb, unnoted } from '../handles.ts';
import { userPreferences, userRoles, users } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type UserRow = (typeof users)['$inferSelect'];
export type RoleRow = (typeof userRoles)['$inferSelect'];

const theUser = (id: string) => [{ entity: 'user', id }];
// What is looked for is noted, not what is found: a command that saw that somebody is not there relies on that too.
const byId = select(users, 'WHERE id = ?', theUser);
const byLogin = select(users, 'WHERE login = ?', (login: string) => [{ entity: 'login', id: login }]);
const everyone = select(users, 'ORDER BY name, id');
const rolesOf = select(userRoles, 'WHERE user_id = ? ORDER BY ordinal', theUser);
const ownerRoles = select(
  userRoles,
  "WHERE role = 'owner' AND scope_kind = 'house' AND EXISTS (SELECT 1 FROM users WHERE users.id = user_roles.user_id AND users.status = 'active') ORDER BY user_id, ordinal",
  () => [{ entity: 'owners', id: 'all' }],
);
const allRoles = select(userRoles, 'ORDER BY user_id, ordinal');
const preferencesOf = select(userPreferences, 'WHERE user_id = ? ORDER BY name', (id: string) => [{ entity: 'preferences', id }]);

export const readUser = (db: ReadDb, id: string): UserRow | undefined => byId.get(db, id);
export const findUserByLogin = (db: ReadDb, login: string): UserRow | undefined => byLogin.get(db, login);
export const readUsers = (db: ReadDb): UserRow[] => everyone.all(db);
export const readRoles = (db: ReadDb, userId: string): RoleRow[] => rolesOf.all(db, userId);
export const readAllRoles = (db: ReadDb): RoleRow[] => allRoles.all(db);
/** The owner roles of active users: whoever would take one away has to look at all of them. */
export const readOwnerRoles = (db: ReadDb): RoleRow[] => ownerRoles.all(db);
export const readPreferences = (db: ReadDb, userId: UserId) => preferencesOf.all(db, userId);

export const grantOf = (row: RoleRow): RoleGrant => ({
  role: row.role,
  scope: { kind: row.scopeKind, id: row.scopeId },
  fromOn: row.fromOn,
  untilOn: row.untilOn,
  revoked: row.revokedAt !== null,
});

export const insertUser = insert(users);
export const updateUserRow = update(users, ['login', 'name', 'email', 'status', 'version']);
export const insertRole = insert(userRoles);
export const markRoleRevoked = update(userRoles, ['revokedBy', 'revokedAt']);
export const insertPreference = insert(userPreferences);
export const updatePreference = update(userPreferences, ['value']);

/** Where this person may do it today, nowhere once they are disabled: the runner's own look-up, not a read the command stands on. */
export const permittedScopes = (db: ReadDb, userId: string, permission: Permission, today: BusinessDate): GrantScope[] =>
  unnoted(db, () => (readUser(db, userId)?.status === 'active' ? scopesWith(readRoles(db, userId).map(grantOf), permission, today) : []));

export const mayInHouse = (db: ReadDb, userId: string, permission: Permission, today: BusinessDate): boolean =>
  permittedScopes(db, userId, permission, today).some(({ kind }) => kind === 'house');

/** Everybody else who may do this for the whole house. */
export const othersWho = (db: ReadDb, userId: string, permission: Permission, today: BusinessDate) =>
  unnoted(db, () => readUsers(db).filter(({ id }) => id !== userId && mayInHouse(db, id, permission, today)));

/** A person's name for a sentence: it decides nothing, so it is not a read the command stands on. */
export const nameIn = (db: ReadDb, userId: string): string => unnoted(db, () => readUser(db, userId)?.name) ?? userId;
