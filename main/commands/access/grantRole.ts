import { grantOf, markRoleRevoked, readRoles, readUser, updateUserRow } from '#db/tables/users.ts';
import { anotherOwnerRemains, planGrant } from '#main/engine/access/roles.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { roleTitles } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';
import { grantorOf, insertGrant, isOwner, ownerRoles } from './grants.ts';

export const grantRole: Handler<'access.grantRole'> = {
  guards: ({ userId }) => [writes('user', userId), writes('owners', 'all')],

  run(context, { userId, expectedVersion, grant }) {
    const { db, actor } = context;
    const user = readUser(db, userId);
    if (!user) return refuse('notFound', { what: 'user', id: userId });
    if (user.version !== expectedVersion) return refuse('staleVersion', { what: user.name });
    if (user.status === 'disabled') return refuse('userDisabled', { user: user.name });
    if (userId === actor.userId) return refuse('ownAccess', { user: user.name });
    const held = readRoles(db, userId);
    const plan = planGrant(user.name, grant, held.map(grantOf), grantorOf(context));
    if (!plan.ok) return plan;
    const version = user.version + 1;
    updateUserRow(db, user, { ...user, version });
    insertGrant(db, context, userId, held.length, plan.value);
    return done({ version, ordinal: held.length });
  },
};

export const revokeRole: Handler<'access.revokeRole'> = {
  guards: ({ userId }) => [writes('user', userId), writes('owners', 'all')],

  run({ db, actor, now, today }, { userId, expectedVersion, ordinal }) {
    const user = readUser(db, userId);
    const role = user && readRoles(db, userId).find((row) => row.ordinal === ordinal);
    if (!user) return refuse('notFound', { what: 'user', id: userId });
    if (!role) return refuse('notFound', { what: `role of ${user.name}`, id: String(ordinal) });
    if (user.version !== expectedVersion) return refuse('staleVersion', { what: user.name });
    if (userId === actor.userId) return refuse('ownAccess', { user: user.name });
    if (role.revokedAt !== null) return refuse('roleRevoked', { user: user.name, role: roleTitles[role.role] });
    if (role.role === 'owner') {
      if (!isOwner(db, actor.userId, today)) return refuse('ownerOnly', { role: roleTitles.owner });
      if (!anotherOwnerRemains(ownerRoles(db), userId, today)) return refuse('lastOwner', { user: user.name });
    }
    const version = user.version + 1;
    updateUserRow(db, user, { ...user, version });
    markRoleRevoked(db, role, { revokedBy: actor.userId, revokedAt: now });
    return done({ version });
  },
};
