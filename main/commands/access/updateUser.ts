import { findUserByLogin, readUser, updateUserRow } from '#db/tables/users.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { roleTitles } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { everHeldOwner, isOwner } from './grants.ts';

export const updateUser: Handler<'access.updateUser'> = {
  guards: ({ userId, login }) => [writes('user', userId), writes('login', login), reads('owners', 'all')],

  run({ db, actor, today }, { userId, expectedVersion, login, name, email }) {
    const user = readUser(db, userId);
    if (!user) return refuse('notFound', { what: 'user', id: userId });
    if (user.version !== expectedVersion) return refuse('staleVersion', { what: user.name });
    if (everHeldOwner(db, userId) && !isOwner(db, actor.userId, today)) return refuse('ownerOnly', { role: roleTitles.owner });
    const holder = findUserByLogin(db, login);
    if (holder && holder.id !== userId) return refuse('loginTaken', { login });
    const version = user.version + 1;
    updateUserRow(db, user, { login, name, email, status: user.status, version });
    return done({ version });
  },
};
