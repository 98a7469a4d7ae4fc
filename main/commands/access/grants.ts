import type { ReadDb, WriteDb } from '#db/handles.ts';
import { grantOf, insertRole, readOwnerRoles, readRoles } from '#db/tables/users.ts';
import { holdsOwner, type PlannedGrant } from '#main/engine/access/roles.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { Context } from '../handler.ts';

export function insertGrant(
  db: WriteDb,
  { actor, now }: Context,
  userId: UserId,
  ordinal: number,
  { role, scope, fromOn, untilOn }: PlannedGrant,
): void {
  insertRole(db, {
    userId,
    ordinal,
    role,
    scopeKind: scope.kind,
    scopeId: scope.id,
    fromOn,
    untilOn,
    grantedBy: actor.userId,
    grantedAt: now,
    revokedBy: null,
    revokedAt: null,
  });
}

export const grantorOf = ({ db, actor, today, settings }: Context) => ({
  isOwner: isOwner(db, actor.userId, today),
  today,
  auditorDays: settings.integer('access.auditorDays'),
});

/** Whether the person is an owner today: read through the list of owners, which every such decision guards. */
export const isOwner = (db: ReadDb, userId: string, today: BusinessDate): boolean =>
  holdsOwner(
    readOwnerRoles(db)
      .filter((row) => row.userId === userId)
      .map(grantOf),
    today,
  );

export const ownerRoles = (db: ReadDb) => readOwnerRoles(db).map((row) => ({ userId: row.userId, grant: grantOf(row) }));

export const everHeldOwner = (db: ReadDb, userId: string): boolean =>
  readRoles(db, userId).some((row) => row.role === 'owner' && row.revokedAt === null);
