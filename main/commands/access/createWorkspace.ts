import { insertRole, insertUser } from '#db/tables/users.ts';
import { insertWorkspace } from '#db/tables/workspace.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { isTimeZone } from '#shared/model/timeZones.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';

export const createWorkspace: Handler<'access.createWorkspace'> = {
  guards: ({ owner }) => [writes('house', 'house'), writes('user', owner.userId), writes('owners', 'all')],
  claims: () => ['workspace'],

  run({ db, now, today }, { workspaceId, house, profile, timeZone, currency, owner }) {
    if (!isTimeZone(timeZone)) return refuse('unknownTimeZone', { timeZone });
    insertWorkspace(db, {
      id: workspaceId,
      onlyOne: 1,
      name: house,
      legalName: '',
      address: '',
      country: '',
      profile,
      timeZone,
      currency,
      taxId: null,
      createdAt: now,
      version: 1,
    });
    insertUser(db, {
      id: owner.userId,
      login: owner.login,
      name: owner.name,
      email: owner.email ?? null,
      status: 'active',
      createdAt: now,
      version: 1,
    });
    insertRole(db, {
      userId: owner.userId,
      ordinal: 0,
      role: 'owner',
      scopeKind: 'house',
      scopeId: null,
      fromOn: today,
      untilOn: null,
      grantedBy: owner.userId,
      grantedAt: now,
      revokedBy: null,
      revokedAt: null,
    });
    return done({ ownerId: owner.userId });
  },
};
