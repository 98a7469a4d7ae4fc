import type { WriteDb } from '#db/handles.ts';
import { endJobAttempt, type JobRow, replaceJobFiles } from '#db/operational.ts';
import { inTransaction } from '#db/transaction.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import { canonicalJson } from '#shared/json.ts';
import type { ThreadEnd } from './thread.ts';
import type { WorkFile } from './work.ts';

/** The row as it stands after a try. */
export type AttemptEnd = Omit<JobRow, 'id'>;
type Clock = Readonly<{ now: Instant; retryMinutes: readonly number[] }>;
type NoteIncident = (place: string, error: unknown) => string;

/** What becomes of a job when its thread has ended. */
export function afterAttempt(job: JobRow, end: ThreadEnd, clock: Clock, noteIncident?: NoteIncident): AttemptEnd {
  const { now } = clock;
  switch (end.type) {
    case 'done':
      return { ...job, state: 'done', message: null, finishedAt: now, checkpoint: null, result: canonicalJson(end.result) };
    case 'cancelled':
      return { ...job, state: 'cancelled', message: null, finishedAt: now };
    case 'refused':
      return end.mayRepeat ? repeated(job, end.sentence, clock) : failed(job, end.sentence, now);
    case 'broke':
      return repeated(job, unexpected(job, Object.assign(new Error(end.error.message), end.error), noteIncident), clock);
    case 'crashed':
      return repeated(job, unexpected(job, end.error, noteIncident), clock);
  }
}

/** A job whose outcome, or whose file, did not fit on the disk. */
export const afterFullDisk = (job: JobRow, clock: Clock): AttemptEnd =>
  repeated(job, sentenceOf(refuse('diskFull', { workspace: 'this workspace' }).error), clock);

/** A job whose program was killed. The try counts, so that a job which kills the program is not started for ever. */
export function afterInterruption(job: JobRow, { now, retryMinutes }: Clock): AttemptEnd {
  return job.attempt > retryMinutes.length
    ? failed(job, `The program ended ${times(job.attempt)} during this job. Look at the incidents, then run it again.`, now)
    : { ...job, state: 'waiting', runAfter: null };
}

/** A job put back because the workspace is locked or closed: that try does not count. */
export function afterStop(job: JobRow, cancelling: boolean, { now }: Clock): AttemptEnd {
  return cancelling
    ? { ...job, state: 'cancelled', message: null, finishedAt: now }
    : { ...job, state: 'waiting', attempt: job.attempt - 1, runAfter: null };
}

function repeated(job: JobRow, sentence: string, { now, retryMinutes }: Clock): AttemptEnd {
  const wait = retryMinutes[job.attempt - 1];
  if (wait === undefined) return failed(job, job.attempt > 1 ? `${sentence} It was tried ${times(job.attempt)}.` : sentence, now);
  const next = `It runs again in ${wait} ${wait === 1 ? 'minute' : 'minutes'} (try ${job.attempt + 1} of ${retryMinutes.length + 1}).`;
  return { ...job, state: 'waiting', message: `${sentence} ${next}`, runAfter: addMinutes(now, wait) };
}

const failed = (job: JobRow, message: string, now: Instant): AttemptEnd => ({ ...job, state: 'failed', message, finishedAt: now });
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function unexpected({ kind }: JobRow, error: Error, noteIncident?: NoteIncident): string {
  const id = noteIncident?.(`the job ${kind}`, error);
  return id === undefined
    ? 'Something unexpected went wrong in this job.'
    : `Something unexpected went wrong in this job (incident ${id}).`;
}

/** Writes how a try ended, with its files, unless the try was taken away meanwhile. */
export function saveEnd(db: WriteDb, job: JobRow, after: AttemptEnd, files: readonly WorkFile[]): void {
  inTransaction(db, () => {
    const counts = endJobAttempt(db, job, after);
    if (counts && after.state === 'done') replaceJobFiles(db, job.id, files);
    return { keep: counts, value: undefined };
  });
}
