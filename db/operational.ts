import type { Instant } from '#shared/dates.ts';
import type { ReadDb, WriteDb } from './handles.ts';
import { incidents, jobs, type refusedCommands, securityEvents } from './schema/index.ts';
import { insert, select, statement } from './statements.ts';

// The one door to tables that are not business: nothing here is replayed, and no handler reads it.

type RefusedCommand = Omit<(typeof refusedCommands)['$inferSelect'], 'id'>;

const addRefused = statement('INSERT INTO refused_commands (at, user_id, name, code, device) VALUES (?, ?, ?, ?, ?)');
const countRefused = statement('SELECT count(*) AS found FROM refused_commands WHERE user_id = ? AND at >= ?');

export function noteRefusedCommand(db: WriteDb, { at, userId, name, code, device }: RefusedCommand): void {
  addRefused(db).run(at, userId, name, code, device);
}

export const countRefusedSince = (db: ReadDb, userId: string, since: Instant): number =>
  Number((countRefused(db).get(userId, since) as { found: bigint }).found);

export type SecurityEvent = (typeof securityEvents)['$inferSelect'];
const addSecurityEvent = insert(securityEvents);
const eventsBetween = select(securityEvents, 'WHERE occurred_at >= ? AND occurred_at <= ? ORDER BY occurred_at DESC, id DESC LIMIT 5000');
const openEvents = select(
  securityEvents,
  'WHERE must_close = 1 AND id NOT IN (SELECT event_id FROM security_closures) ORDER BY occurred_at, id',
);

export const insertSecurityEvent = (db: WriteDb, event: SecurityEvent): void => addSecurityEvent(db, event);
export const readSecurityEvents = (db: ReadDb, from: Instant, until: Instant): SecurityEvent[] => eventsBetween.all(db, from, until);
export const readOpenSecurityEvents = (db: ReadDb): SecurityEvent[] => openEvents.all(db);
export const countOpenSecurityEvents = (db: ReadDb): number => openEvents.all(db).length;

const addIncident = insert(incidents);
const incidentCount = statement('SELECT count(*) AS found FROM incidents');
export const insertIncident = (db: WriteDb, incident: (typeof incidents)['$inferSelect']): void => addIncident(db, incident);
export const countIncidents = (db: ReadDb): number => Number((incidentCount(db).get() as { found: bigint }).found);

export type JobRow = (typeof jobs)['$inferSelect'];
const failedJobs = select(jobs, "WHERE state = 'failed' ORDER BY finished_at DESC, id");
const lastDone = select(jobs, "WHERE kind = ? AND state = 'done' ORDER BY finished_at DESC, id LIMIT 1");

export const readFailedJobs = (db: ReadDb): JobRow[] => failedJobs.all(db);
export const countFailedJobs = (db: ReadDb): number => failedJobs.all(db).length;

type LastCheck = Readonly<{ at: Instant; ok: boolean; findings: string[] }>;
/** What the newest finished check found. */
export function readLastCheck(db: ReadDb): LastCheck | null {
  const job = lastDone.get(db, 'health.check');
  if (!job?.finishedAt || job.result === null) return null;
  const { ok, findings } = JSON.parse(job.result) as { ok: boolean; findings: string[] };
  return { at: job.finishedAt, ok, findings };
}
export const readNewestBackup = (db: ReadDb): Instant | null => lastDone.get(db, 'health.backup')?.finishedAt ?? null;
