import type { ReadDb } from '../handles.ts';
import { accessGrants, recordViews, securityClosures } from '../schema/index.ts';
import { insert, insertOnce, select, statement } from '../statements.ts';

export type AccessGrant = (typeof accessGrants)['$inferSelect'];

const grantById = select(accessGrants, 'WHERE id = ?', (id: string) => [{ entity: 'grant', id }]);
const countSince = statement('SELECT count(*) AS found FROM access_grants WHERE user_id = ? AND kind = ? AND granted_at >= ?');
const closureOf = select(securityClosures, 'WHERE event_id = ?', (id: string) => [{ entity: 'securityEvent', id }]);

export const readGrant = (db: ReadDb, id: string): AccessGrant | undefined => grantById.get(db, id);
export const countGrantsSince = (db: ReadDb, userId: string, kind: AccessGrant['kind'], since: string): number =>
  Number((countSince(db).get(userId, kind, since) as { found: bigint }).found);
export const readClosure = (db: ReadDb, eventId: string) => closureOf.get(db, eventId);

export const insertGrant = insert(accessGrants);
/** A view counts once per record and hour. */
export const insertViewOnce = insertOnce(recordViews);
export const insertClosure = insert(securityClosures);
