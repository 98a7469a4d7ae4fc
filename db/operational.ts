import type { Instant } from '#shared/dates.ts';
import { type ReadDb, rawOf, type WriteDb } from './handles.ts';
import { drafts, incidents, jobFiles, jobs, type refusedCommands, securityEvents } from './schema/index.ts';
import { insert, select, statement } from './statements.ts';
import { inTransaction } from './transaction.ts';

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
const eventsBetween = select(securityEvents, 'WHERE occurred_at >= ? AND occurred_at <= ? ORDER BY occurred_at DESC, id DESC');
const eventById = select(securityEvents, 'WHERE id = ?');
const openEvents = select(
  securityEvents,
  'WHERE must_close = 1 AND id NOT IN (SELECT event_id FROM security_closures) ORDER BY occurred_at, id',
);

export const insertSecurityEvent = (db: WriteDb, event: SecurityEvent): void => addSecurityEvent(db, event);
export const readSecurityEvents = (db: ReadDb, from: Instant, until: Instant): SecurityEvent[] => eventsBetween.all(db, from, until);
export const readSecurityEvent = (db: ReadDb, id: string): SecurityEvent | undefined => eventById.get(db, id);
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

const jobById = select(jobs, 'WHERE id = ?');
const runningJobs = select(jobs, "WHERE state = 'running' ORDER BY id");
const claimDue = statement(`UPDATE jobs SET state = 'running', attempt = attempt + 1, started_at = ?, message = NULL, progress = 0
  WHERE id = (SELECT id FROM jobs WHERE state = 'waiting' AND (run_after IS NULL OR run_after <= ?)
    ORDER BY coalesce(run_after, created_at), id LIMIT 1) AND state = 'waiting' RETURNING id`);
const earliestWait = statement("SELECT min(run_after) AS at FROM jobs WHERE state = 'waiting'");
const jobCounts = statement(
  "SELECT state, count(*) AS found FROM jobs WHERE state IN ('waiting', 'running', 'failed') GROUP BY state ORDER BY state",
);
const setProgress = statement(
  "UPDATE jobs SET progress = ?, out_of = ?, message = ?, checkpoint = ? WHERE id = ? AND state = 'running' AND attempt = ?",
);
const endAttempt =
  statement(`UPDATE jobs SET state = ?, attempt = ?, message = ?, result = ?, run_after = ?, finished_at = ?, checkpoint = ?,
  progress = ?, out_of = ? WHERE id = ? AND state = 'running' AND attempt = ?`);
const cancelWaiting = statement("UPDATE jobs SET state = 'cancelled', finished_at = ? WHERE id = ? AND state = 'waiting'");
const waitAgain =
  statement(`UPDATE jobs SET state = 'waiting', attempt = 0, message = NULL, run_after = NULL, finished_at = NULL, progress = 0
  WHERE id = ? AND state = 'failed'`);

export const insertJob = insert(jobs);
export const readJob = (db: ReadDb, id: string): JobRow | undefined => jobById.get(db, id);
export const readRunningJobs = (db: ReadDb): JobRow[] => runningJobs.all(db);

/** Takes the job that has waited longest, so that no second queue can take it too. */
export function claimDueJob(db: WriteDb, now: Instant): JobRow | undefined {
  const claimed = claimDue(db).get(now, now) as { id: string } | undefined;
  return claimed && readJob(db, claimed.id);
}

/** When the next waiting job may run; null when none waits for a time. */
export const readEarliestWait = (db: ReadDb): Instant | null => (earliestWait(db).get() as { at: Instant | null }).at;

export type JobCounts = Readonly<Record<'waiting' | 'running' | 'failed', number>>;
export function countJobs(db: ReadDb): JobCounts {
  const found = jobCounts(db).all() as { state: keyof JobCounts; found: bigint }[];
  return { waiting: 0, running: 0, failed: 0, ...Object.fromEntries(found.map((each) => [each.state, Number(each.found)])) };
}

/** One try of a job. A try that was taken away (put back, cancelled, run again) changes nothing any more. */
export type JobAttempt = Readonly<{ id: string; attempt: number }>;

export function saveJobProgress(
  db: WriteDb,
  { id, attempt }: JobAttempt,
  { progress, outOf, message, checkpoint }: Pick<JobRow, 'progress' | 'outOf' | 'message' | 'checkpoint'>,
): boolean {
  return setProgress(db).run(BigInt(progress), BigInt(outOf), message, checkpoint, id, BigInt(attempt)).changes === 1;
}

export function endJobAttempt(db: WriteDb, { id, attempt }: JobAttempt, after: Omit<JobRow, 'id'>): boolean {
  const { state, message, result, runAfter, finishedAt, checkpoint, progress, outOf } = after;
  const values = [state, BigInt(after.attempt), message, result, runAfter, finishedAt, checkpoint, BigInt(progress), BigInt(outOf)];
  return endAttempt(db).run(...values, id, BigInt(attempt)).changes === 1;
}

export const cancelWaitingJob = (db: WriteDb, id: string, now: Instant): boolean => cancelWaiting(db).run(now, id).changes === 1;
export const repeatFailedJob = (db: WriteDb, id: string): boolean => waitAgain(db).run(id).changes === 1;

export type JobFile = (typeof jobFiles)['$inferSelect'];
const addJobFile = insert(jobFiles);
const filesOfJob = select(jobFiles, 'WHERE job_id = ? ORDER BY name');
const removeJobFiles = statement('DELETE FROM job_files WHERE job_id = ?');

/** A job that ran twice leaves the files of its last run. */
export function replaceJobFiles(db: WriteDb, jobId: string, files: readonly Omit<JobFile, 'jobId'>[]): void {
  removeJobFiles(db).run(jobId);
  for (const file of files) addJobFile(db, { jobId, ...file });
}
export const readJobFile = (db: ReadDb, jobId: string): JobFile | undefined => filesOfJob.all(db, jobId)[0];

const forgetFiles = statement(
  "DELETE FROM job_files WHERE job_id IN (SELECT id FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND finished_at < ?)",
);
const forgetJobs = statement(`DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND finished_at < ?
  AND id NOT IN (SELECT job_id FROM job_files)
  AND id NOT IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY finished_at DESC, id) AS place
    FROM jobs WHERE state = 'done') WHERE place = 1)`);

/** Old exports and old job rows go; the newest finished job of each kind stays, because screens speak of it. */
export function forgetOldJobs(db: WriteDb, { filesBefore, jobsBefore }: Readonly<{ filesBefore: Instant; jobsBefore: Instant }>): number {
  return inTransaction(db, () => {
    const files = forgetFiles(db).run(filesBefore).changes;
    const rows = forgetJobs(db).run(jobsBefore).changes;
    return { keep: true, value: files + rows };
  });
}

/** Refreshes the planner's statistics from a bounded sample and moves the write-ahead log into the file. */
export function optimiseFile(db: WriteDb): void {
  const raw = rawOf(db);
  raw.pragma('analysis_limit = 400');
  raw.pragma('optimize');
  raw.pragma('wal_checkpoint(PASSIVE)');
}

const draftOf = select(drafts, 'WHERE user_id = ? AND name = ?');
const putDraft = statement(`INSERT INTO drafts (user_id, name, content, saved_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (user_id, name) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`);
const dropDraft = statement('DELETE FROM drafts WHERE user_id = ? AND name = ?');

export const readDraft = (db: ReadDb, userId: string, name: string): string | null => draftOf.get(db, userId, name)?.content ?? null;

export type DraftNote = Readonly<{ userId: string; name: string; content: string | null; savedAt: Instant }>;
/** Keeps unfinished input; `null` forgets it. */
export function writeDraft(db: WriteDb, { userId, name, content, savedAt }: DraftNote): void {
  if (content === null) dropDraft(db).run(userId, name);
  else putDraft(db).run(userId, name, content, savedAt);
}
