import { insertPreference, mayInHouse, readPreferences, updatePreference } from '#db/tables/users.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { permissions } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { type Handler, touches } from '../handler.ts';

export const setPreferences: Handler<'access.setPreferences'> = {
  guards: (_input, _db, { userId }) => [touches('preferences', userId)],

  run({ db, actor }, { preferences }) {
    const held = new Map(readPreferences(db, actor.userId).map((row) => [row.name, row]));
    for (const [name, value] of Object.entries(preferences)) {
      if (value === undefined) continue;
      const row = held.get(name);
      if (!row) insertPreference(db, { userId: actor.userId, name, value });
      else if (row.value !== value) updatePreference(db, row, { value });
    }
    return done({});
  },
};

export const notePassphrase: Handler<'access.notePassphrase'> = {
  guards: ({ userId }, _db, actor) => [touches('passphrase', userId ?? actor.userId)],

  run({ db, actor, today }, { userId }) {
    const isOwn = userId === null || userId === actor.userId;
    if (!isOwn && !mayInHouse(db, actor.userId, 'access.manageUsers', today)) {
      return refuse('notPermitted', { name: 'access.notePassphrase', needs: permissions['access.manageUsers'].title });
    }
    return done({});
  },
};
