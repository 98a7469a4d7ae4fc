import { readUser, updateUserRow } from '#db/tables/users.ts';
import { anotherOwnerRemains } from '#main/engine/access/roles.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { roleTitles } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';
import { everHeldOwner, isOwner, ownerRoles } from './grants.ts';

export const disableUser: Handler<'access.disableUser'> = {
  guards: ({ userId }) => [writes('user', userId), writes('owners', 'all')],

  run({ db, actor, today }, { userId, expectedVersion }) {
    const user = readUser(db, userId);
    if (!user) return refuse('notFound', { what: 'user', id: userId });
    if (user.version !== expectedVersion) return refuse('staleVersion', { what: user.name });
    if (user.status === 'disabled') return refuse('userDisabled', { user: user.name });
    if (userId === actor.userId) return refuse('ownAccess', { user: user.name });
    if (everHeldOwner(db, userId)) {
      if (!isOwner(db, actor.userId, today)) return refuse('ownerOnly', { role: roleTitles.owner });
      if (!anotherOwnerRemains(ownerRoles(db), userId, today)) return refuse('lastOwner', { user: user.name });
    }
    const version = user.version + 1;
    updateUserRow(db, user, { ...user, status: 'disabled', version });
    return done({ version });
  },
};

export const enableUser: Handler<'access.enableUser'> = {
  guards: ({ userId }) => [writes('user', userId), writes('owners', 'all')],

  run({ db, actor, today }, { userId, expectedVersion }) {
    const user = readUser(db, userId);
    if (!user) return refuse('notFound', { what: 'user', id: userId });
    if (user.version !== expectedVersion) return refuse('staleVersion', { what: user.name });
    if (user.status === 'active') return refuse('userActive', { user: user.name });
    if (everHeldOwner(db, userId) && !isOwner(db, actor.userId, today)) return refuse('ownerOnly', { role: roleTitles.owner });
    const version = user.version + 1;
    updateUserRow(db, user, { ...user, status: 'active', version });
    return done({ version });
  },
};
