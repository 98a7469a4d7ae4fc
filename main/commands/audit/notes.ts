import { insertClosure, insertGrant, insertViewOnce, readClosure, readGrant } from '#db/tables/audit.ts';
import { nameIn } from '#db/tables/users.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { addMinutes } from '#shared/dates.ts';
import { isMaskedField } from '#shared/model/masked.ts';
import { done } from '#shared/result.ts';
import { type Guard, type Handler, touches, writes } from '../handler.ts';

/** A reveal stands in the timeline of the record it names, so it must name the record it reveals. There is one house. */
const isRecordOf = (entity: string, id: string): boolean => entity !== 'house' || id === 'house';

export const unmask: Handler<'audit.unmask'> = {
  guards: ({ grantId, entity, entityId }) => [writes('grant', grantId), touches(entity, entityId)],

  run({ db, actor, now, settings }, { grantId, entity, entityId, field }) {
    if (readGrant(db, grantId)) return refuse('alreadyExists', { what: 'grant', id: grantId });
    if (!isMaskedField(entity, field)) return refuse('nothingMasked', { entity, field });
    if (!isRecordOf(entity, entityId)) return refuse('notFound', { what: entity, id: entityId });
    const expiresAt = addMinutes(now, settings.integer('access.unmaskMinutes'));
    insertGrant(db, { id: grantId, kind: 'unmask', userId: actor.userId, entity, entityId, field, grantedAt: now, expiresAt, size: 1 });
    return done({ expiresAt });
  },
};

export const noteExport: Handler<'audit.noteExport'> = {
  guards: ({ grantId }) => [writes('grant', grantId)],

  run({ db, actor, now }, { grantId, query, format, rows }) {
    if (readGrant(db, grantId)) return refuse('alreadyExists', { what: 'grant', id: grantId });
    insertGrant(db, {
      id: grantId,
      kind: 'export',
      userId: actor.userId,
      entity: 'query',
      entityId: query,
      field: format,
      grantedAt: now,
      expiresAt: null,
      size: rows,
    });
    return done({});
  },
};

export const noteViews: Handler<'audit.noteViews'> = {
  guards: ({ views }, _db, { userId }) => [touches('views', userId), ...viewedRecords(views)],

  run({ db, actor }, { views }) {
    const fresh = views.filter((view) => insertViewOnce(db, { userId: actor.userId, ...view }));
    return done({ noted: fresh.length });
  },
};

/** Each record once, however many hours of it are noted. */
const viewedRecords = (views: readonly Readonly<{ entity: string; entityId: string }>[]): Iterable<Guard> =>
  new Map(views.map(({ entity, entityId }) => [`${entity}\u0000${entityId}`, touches(entity, entityId)])).values();

export const closeSecurityEvent: Handler<'audit.closeSecurityEvent'> = {
  guards: ({ eventId }) => [writes('securityEvent', eventId)],

  run({ db, actor, now }, { eventId, kind, note }) {
    const closed = readClosure(db, eventId);
    if (closed) return refuse('eventClosed', { kind, by: nameIn(db, closed.closedBy) });
    insertClosure(db, { eventId, kind, closedBy: actor.userId, closedAt: now, note });
    return done({});
  },
};
