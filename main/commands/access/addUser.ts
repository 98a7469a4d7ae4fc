import { findUserByLogin, insertUser } from '#db/tables/users.ts';
import { planGrants } from '#main/engine/access/roles.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { grantorOf, insertGrant } from './grants.ts';

export const addUser: Handler<'access.addUser'> = {
  guards: ({ userId, login, roles }) => [
    writes('user', userId),
    writes('login', login),
    roles.some(({ role }) => role === 'owner') ? writes('owners', 'all') : reads('owners', 'all'),
  ],
  claims: ({ userId }) => [`user:${userId}`],

  run(context, { userId, login, name, email, roles }) {
    const { db, now } = context;
    if (findUserByLogin(db, login)) return refuse('loginTaken', { login });
    const plan = planGrants(name, roles, grantorOf(context));
    if (!plan.ok) return plan;
    insertUser(db, { id: userId, login, name, email: email ?? null, status: 'active', createdAt: now, version: 1 });
    plan.value.forEach((grant, ordinal) => {
      insertGrant(db, context, userId, ordinal, grant);
    });
    return done({ userId, version: 1 });
  },
};
