import type { WriteDb } from '#db/handles.ts';
import {
  cancelWaitingJob,
  claimDueJob,
  countJobs,
  insertJob,
  type JobCounts,
  type JobRow,
  readEarliestWait,
  readJob,
  readRunningJobs,
  repeatFailedJob,
  saveJobProgress,
} from '#db/operational.ts';
import { DiskFull } from '#db/transaction.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, type Instant, millisecondsOf, utcDateOf } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { canonicalJson, type Json } from '#shared/json.ts';
import { done, type Result } from '#shared/result.ts';
import { type AttemptEnd, afterAttempt, afterFullDisk, afterInterruption, afterStop, saveEnd } from './attempt.ts';
import { type KindFact, kindFacts } from './kinds.ts';
import { type Scheduler, systemScheduler } from './scheduler.ts';
import { startThread, type Thread, type ThreadEnd, workerEntry } from './thread.ts';
import type { WorkFile, WorkProgress, WorkSource } from './work.ts';
import { runOnWriter } from './writerWork.ts';

export type JobOrder = Readonly<{ id?: string; kind: string; title: string; input: unknown; startedBy: string; runAfter?: Instant }>;
export type FinishedJob = Readonly<Pick<JobRow, 'id' | 'kind' | 'title' | 'state' | 'startedBy' | 'message'> & { result: Json }>;

export type JobQueue = Readonly<{
  enqueue(order: JobOrder): Result<{ jobId: string }, 'unknownName' | 'invalidInput' | 'alreadyExists'>;
  cancel(id: string): Result<null, 'notFound' | 'jobNotRunning'>;
  retry(id: string): Result<null, 'notFound' | 'jobNotFailed'>;
  counts(): JobCounts;
  start(): void;
  stop(): Promise<void>;
  drain(): Promise<void>;
}>;

export type QueueOptions = Readonly<{
  write: WriteDb;
  openWorker: () => WorkSource;
  now: () => Instant;
  today?: () => BusinessDate;
  ids: () => string;
  /** The wait before each further try; after the last one the job stays failed. */
  retryMinutes: () => readonly number[];
  onChanged: () => void;
  onFinished?: (job: FinishedJob) => void;
  noteIncident?: (place: string, error: unknown) => string;
  atOnce?: number;
  scheduler?: Scheduler;
  kinds?: Readonly<Record<string, KindFact>>;
  worker?: URL;
}>;

/** A job asleep in the operating system's clock must notice a changed clock: it looks again at least this often. */
const LONGEST_WAIT = 60_000;
/** A thread that does not reach its next step within this time after a cancel is ended. */
const CANCEL_PATIENCE = 10_000;

type Running = { job: JobRow; thread: Thread; latest: WorkProgress; cancelling: boolean };

/** Durable background work: the rows of `jobs` are the queue, threads only read, and everything they find is written here. */
export function createJobQueue(options: QueueOptions): JobQueue {
  return new Queue(options);
}

class Queue implements JobQueue {
  readonly #options: QueueOptions;
  readonly #kinds: Readonly<Record<string, KindFact>>;
  readonly #scheduler: Scheduler;
  readonly #running = new Map<string, Running>();
  readonly #unsaved = new Map<JobRow, AttemptEnd>();
  #started = false;
  #cancelWake: () => void = () => undefined;
  #drained: PromiseWithResolvers<void>[] = [];

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#kinds = options.kinds ?? kindFacts;
    this.#scheduler = options.scheduler ?? systemScheduler;
  }

  enqueue({ id = this.#options.ids(), kind, title, input, startedBy, runAfter }: JobOrder): ReturnType<JobQueue['enqueue']> {
    const fact = this.#factOf(kind);
    if (!fact) return refuse('unknownName', { name: kind });
    const parsed = fact.input.safeParse(input);
    if (!parsed.success) return refuse('invalidInput', { issues: issuesOf(parsed.error) });
    const text = canonicalJson(parsed.data);
    const { write, now, onChanged } = this.#options;
    const known = readJob(write, id);
    if (known) return known.kind === kind && known.input === text ? done({ jobId: id }) : refuse('alreadyExists', { what: 'job', id });
    insertJob(write, {
      ...{ id, kind, title, input: text, startedBy, state: 'waiting', progress: 0, outOf: 0, attempt: 0, message: null },
      ...{ createdAt: now(), startedAt: null, finishedAt: null, runAfter: runAfter ?? null, checkpoint: null, result: null },
    });
    onChanged();
    this.#pumpSoon();
    return done({ jobId: id });
  }

  cancel(id: string): ReturnType<JobQueue['cancel']> {
    const { write, now, onChanged } = this.#options;
    const running = this.#running.get(id);
    if (running) {
      this.#askToStop(running);
      return done(null);
    }
    if (cancelWaitingJob(write, id, now())) {
      onChanged();
      this.#tell(id);
      return done(null);
    }
    const job = readJob(write, id);
    return job ? refuse('jobNotRunning', { job: job.title, state: job.state }) : refuse('notFound', { what: 'job', id });
  }

  retry(id: string): ReturnType<JobQueue['retry']> {
    const { write, onChanged } = this.#options;
    const job = readJob(write, id);
    if (!job) return refuse('notFound', { what: 'job', id });
    if (!repeatFailedJob(write, id)) return refuse('jobNotFailed', { job: job.title, state: job.state });
    onChanged();
    this.#pumpSoon();
    return done(null);
  }

  counts(): JobCounts {
    return countJobs(this.#options.write);
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const job of readRunningJobs(this.#options.write)) this.#finish(job, afterInterruption(job, this.#clock()), []);
    this.#pumpSoon();
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#cancelWake();
    const ended = [...this.#running.values()];
    this.#running.clear();
    for (const { job, latest, cancelling } of ended) this.#save(job, afterStop(withProgress(job, latest), cancelling, this.#clock()), []);
    this.#settle();
    await Promise.all(ended.map(({ thread }) => thread.end()));
  }

  async drain(): Promise<void> {
    if (!this.#started) return;
    const drained = Promise.withResolvers<void>();
    this.#drained.push(drained);
    this.#pumpSoon();
    await drained.promise;
  }

  #factOf(kind: string): KindFact | undefined {
    return Object.hasOwn(this.#kinds, kind) ? this.#kinds[kind] : undefined;
  }

  #clock() {
    const { now, retryMinutes } = this.#options;
    return { now: now(), retryMinutes: retryMinutes() };
  }

  /** Looks for work after the caller is done: whoever enqueues gets the answer before the job begins. */
  #pumpSoon(): void {
    if (this.#started) queueMicrotask(() => this.#guarded(() => this.#pump()));
  }

  #pump(): void {
    if (!this.#started) return;
    const { write, now, atOnce = 1 } = this.#options;
    this.#saveUnsaved();
    while (this.#running.size < atOnce) {
      const job = claimDueJob(write, now());
      if (!job) break;
      this.#begin(job);
    }
    this.#planWake();
    if (this.#running.size === 0) this.#settle();
  }

  #planWake(): void {
    this.#cancelWake();
    const next = readEarliestWait(this.#options.write);
    if (next === null && this.#unsaved.size === 0) return;
    const wait = next === null ? LONGEST_WAIT : millisecondsOf(next) - millisecondsOf(this.#options.now());
    if (wait <= 0 && this.#running.size > 0) return;
    this.#cancelWake = this.#scheduler.after(Math.min(Math.max(wait, 0), LONGEST_WAIT), () => this.#guarded(() => this.#pump()));
  }

  #begin(job: JobRow): void {
    const { write, openWorker, now, today, ids, onChanged, worker = workerEntry } = this.#options;
    onChanged();
    if (this.#factOf(job.kind)?.runsOn === 'writer') {
      const order = { startedBy: job.startedBy as UserId, now: now(), today: today?.() ?? utcDateOf(now()), ids };
      this.#ended(job, runOnWriter(job.kind, write, order), []);
      return;
    }
    try {
      this.#startThread(job, openWorker(), worker);
    } catch (error) {
      this.#ended(job, { type: 'crashed', error: error instanceof Error ? error : new Error(String(error)) }, []);
    }
  }

  #startThread(job: JobRow, source: WorkSource, entry: URL): void {
    const { now, today } = this.#options;
    const order = {
      ...{ kind: job.kind, input: JSON.parse(job.input) as Json, startedBy: job.startedBy, now: now() },
      ...{ checkpoint: job.checkpoint === null ? null : (JSON.parse(job.checkpoint) as Json) },
      ...{ today: today?.() ?? utcDateOf(now()), source },
    };
    const latest = { done: job.progress, outOf: job.outOf, message: null, checkpoint: order.checkpoint };
    const thread = startThread(entry, order, {
      progress: (progress) => this.#guarded(() => this.#progressed(job, progress)),
      ended: (end, files) =>
        this.#guarded(() => {
          const running = this.#running.get(job.id);
          if (running?.job !== job) return;
          this.#running.delete(job.id);
          this.#ended(withProgress(job, running.latest), running.cancelling && end.type === 'crashed' ? { type: 'cancelled' } : end, files);
          this.#pump();
        }),
    });
    this.#running.set(job.id, { job, thread, latest, cancelling: false });
  }

  #progressed(job: JobRow, progress: WorkProgress): void {
    const running = this.#running.get(job.id);
    if (running?.job !== job) return;
    running.latest = progress;
    saveJobProgress(this.#options.write, job, withProgress(job, progress));
    this.#options.onChanged();
  }

  #askToStop(running: Running): void {
    if (running.cancelling) return;
    running.cancelling = true;
    running.thread.askToStop();
    this.#scheduler.after(CANCEL_PATIENCE, () => {
      if (this.#running.get(running.job.id) === running) void running.thread.end();
    });
  }

  #ended(job: JobRow, end: ThreadEnd, files: readonly WorkFile[]): void {
    this.#finish(job, afterAttempt(job, end, this.#clock(), this.#options.noteIncident), files);
  }

  #finish(job: JobRow, after: AttemptEnd, files: readonly WorkFile[]): void {
    const saved = this.#save(job, after, files) ?? this.#save(job, afterFullDisk(job, this.#clock()), []);
    if (!saved) this.#unsaved.set(job, afterFullDisk(job, this.#clock()));
    this.#options.onChanged();
    this.#tell(job.id);
  }

  /** Answers nothing when the disk was too full: neither a large file nor a lost outcome may take the program down. */
  #save(job: JobRow, after: AttemptEnd, files: readonly WorkFile[]): true | undefined {
    try {
      saveEnd(this.#options.write, job, after, files);
      return true;
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      return undefined;
    }
  }

  #saveUnsaved(): void {
    for (const [job, after] of this.#unsaved) {
      if (!this.#save(job, after, [])) return;
      this.#unsaved.delete(job);
      this.#options.onChanged();
      this.#tell(job.id);
    }
  }

  #tell(id: string): void {
    const job = readJob(this.#options.write, id);
    if (!job || job.state === 'waiting' || job.state === 'running') return;
    const { kind, title, state, startedBy, message, result } = job;
    this.#options.onFinished?.({
      id,
      kind,
      title,
      state,
      startedBy,
      message,
      result: result === null ? null : (JSON.parse(result) as Json),
    });
  }

  #settle(): void {
    for (const { resolve } of this.#drained.splice(0)) resolve();
  }

  /** What happens in a thread's message or a timer has no caller who could catch it: it is noted, and the queue looks again later. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      for (const { reject } of this.#drained.splice(0)) reject(error);
      this.#cancelWake();
      if (this.#started) this.#cancelWake = this.#scheduler.after(LONGEST_WAIT, () => this.#guarded(() => this.#pump()));
      this.#options.noteIncident?.('the job queue', error);
    }
  }
}

const withProgress = (job: JobRow, { done: progress, outOf, message, checkpoint }: WorkProgress): JobRow => ({
  ...job,
  ...{ progress, outOf, message, checkpoint: checkpoint === null ? null : canonicalJson(checkpoint) },
});
