import type { ReadDb } from '../handles.ts';
import type { Where } from '../list.ts';
import { commandLog, logClaims, logSubjects } from '../schema/index.ts';
import { insert, select, statement } from '../statements.ts';

export type LogRow = (typeof commandLog)['$inferSelect'];
export type LogHead = Pick<LogRow, 'seq' | 'at' | 'today' | 'hash'>;

const byId = select(commandLog, 'WHERE command_id = ?');
const bySeq = select(commandLog, 'WHERE seq = ?');
const head = statement('SELECT seq, at, today, hash FROM command_log ORDER BY seq DESC LIMIT 1');
const from = select(commandLog, 'WHERE seq >= ? ORDER BY seq LIMIT ?');
const lastOf = statement('SELECT at FROM command_log WHERE actor_id = ? ORDER BY seq DESC LIMIT 1');
const subjectsOf = select(logSubjects, 'WHERE seq = ? ORDER BY entity, entity_id, mode');
const claimed = select(logClaims, 'WHERE claim = ?');
const deviceKnown = statement('SELECT 1 AS known FROM command_log WHERE actor_id = ? AND device = ? LIMIT 1');

export const findCommand = (db: ReadDb, commandId: string): LogRow | undefined => byId.get(db, commandId);
export const readLogRow = (db: ReadDb, seq: number): LogRow | undefined => bySeq.get(db, BigInt(seq));
/** Where the log ends: only what the next row builds on, however large the last input was. */
export function readLogHead(db: ReadDb): LogHead | undefined {
  const row = head(db).get() as (Omit<LogHead, 'seq'> & { seq: bigint }) | undefined;
  return row && { ...row, seq: Number(row.seq) };
}

export const readLogFrom = (db: ReadDb, seq: number, limit: number): LogRow[] => from.all(db, BigInt(seq), BigInt(limit));
export const readSubjectRows = (db: ReadDb, seq: number) => subjectsOf.all(db, BigInt(seq));
export const readClaim = (db: ReadDb, claim: string) => claimed.get(db, claim);
export const readLastActive = (db: ReadDb, userId: string): string | null =>
  (lastOf(db).get(userId) as { at: string } | undefined)?.at ?? null;
export const isDeviceKnown = (db: ReadDb, userId: string, device: string): boolean => deviceKnown(db).get(userId, device) !== undefined;

export const insertLogRow = insert(commandLog);
export const insertLogSubject = insert(logSubjects);
export const insertLogClaim = insert(logClaims);

type Step = Pick<LogRow, 'seq' | 'at' | 'today' | 'name' | 'actorId' | 'class' | 'reason'>;
const STEP = 'SELECT seq, at, today, name, actor_id AS actorId, class, reason FROM command_log';
// Whole: a compliance report that leaves rows out says something false. Notes and edits of a field decide nothing, and are most of a log.
const stepsBetween = statement(`${STEP} WHERE today >= ? AND today <= ? AND class IN ('decision', 'control') ORDER BY seq DESC`);
const stepOf = (row: unknown): Step => ({ ...(row as Step), seq: Number((row as { seq: bigint }).seq) });

export const readDecisions = (db: ReadDb, from: string, until: string): Step[] => stepsBetween(db).all(from, until).map(stepOf);

const recentSteps = statement(`${STEP} ORDER BY seq DESC LIMIT ?`);
export function readRecentSteps(db: ReadDb, limit: number, scope: readonly Where[]): Step[] {
  const steps = scope.length === 0 ? recentSteps : statement(`${STEP} WHERE ${allOf(scope)} ORDER BY seq DESC LIMIT ?`);
  return steps(db)
    .all(...scope.flatMap(({ params }) => params), BigInt(limit))
    .map(stepOf);
}

const allOf = (scope: readonly Where[]): string => scope.map(({ sql }) => `(${sql})`).join(' AND ');

/** One index step per person, however long the log is. */
const everyActor = statement(
  'WITH RECURSIVE actor(id) AS (SELECT min(actor_id) FROM command_log UNION ALL SELECT (SELECT min(actor_id) FROM command_log WHERE actor_id > actor.id) FROM actor WHERE actor.id IS NOT NULL) SELECT id FROM actor WHERE id IS NOT NULL ORDER BY id',
);

export function readActorIds(db: ReadDb, scope: readonly Where[]): string[] {
  const ids =
    scope.length === 0
      ? everyActor(db).all()
      : statement(`SELECT DISTINCT actor_id AS id FROM command_log WHERE ${allOf(scope)} ORDER BY id`)(db).all(
          ...scope.flatMap(({ params }) => params),
        );
  return (ids as { id: string }[]).map(({ id }) => id);
}
