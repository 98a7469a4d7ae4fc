import type { WriteDb } from '#db/handles.ts';
import { type JobRow, readJob } from '#db/operational.ts';
import { createJobQueue, type FinishedJob, type JobQueue, type QueueOptions } from '#main/jobs/queue.ts';
import { addMilliseconds, addMinutes, type Instant, instant } from '#shared/dates.ts';
import type { Result } from '#shared/result.ts';
import { KEY } from '#test/kit/house.ts';
import { testKinds } from './testKinds.ts';

export const testWorker = new URL('./testWorker.ts', import.meta.url);
export const person = '019abcde-0000-7000-8000-0000000000a1';
export const jobId = (number: number): string => `019abcde-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** A clock that moves only when told; what is due by then runs at that moment, in order. */
export class TestClock {
  at: Instant = instant('2026-03-02T09:00:00.000Z');
  readonly #waiting = new Set<{ due: Instant; run: () => void }>();

  readonly scheduler = {
    after: (milliseconds: number, run: () => void) => {
      const entry = { due: addMilliseconds(this.at, milliseconds), run };
      this.#waiting.add(entry);
      return () => void this.#waiting.delete(entry);
    },
  };

  passMinutes(minutes: number): void {
    const until = addMinutes(this.at, minutes);
    for (;;) {
      const next = [...this.#waiting].filter(({ due }) => due <= until).sort((a, b) => (a.due < b.due ? -1 : 1))[0];
      if (!next) break;
      this.#waiting.delete(next);
      if (next.due > this.at) this.at = next.due;
      next.run();
    }
    this.at = until;
  }
}

export class QueueKit {
  readonly clock = new TestClock();
  readonly finished: FinishedJob[] = [];
  readonly incidents: { place: string; error: unknown }[] = [];
  readonly queue: JobQueue;
  readonly db: WriteDb;
  #ids = 0;
  #watchers: { wanted: () => boolean; resolve: () => void }[] = [];

  constructor(db: WriteDb, file: string, options: Partial<QueueOptions> = {}) {
    this.db = db;
    this.queue = createJobQueue({
      write: db,
      openWorker: () => ({ folder: '', file, key: new Uint8Array(KEY), workspaceId: '' }),
      now: () => this.clock.at,
      ids: () => jobId(++this.#ids),
      retryMinutes: () => [1, 10, 60],
      onChanged: () => this.#look(),
      onFinished: (job) => this.finished.push(job),
      noteIncident: (place, error) => `incident-${this.incidents.push({ place, error })}`,
      scheduler: this.clock.scheduler,
      kinds: testKinds,
      worker: testWorker,
      ...options,
    });
  }

  /** The id of a new job, or the test fails with the refusal. */
  add(kind: keyof typeof testKinds, input: unknown = {}): string {
    return must(this.queue.enqueue({ kind, title: testKinds[kind].title, input, startedBy: person })).jobId;
  }

  row(id: string): JobRow {
    const row = readJob(this.db, id);
    if (!row) throw new Error(`there is no job ${id}`);
    return row;
  }

  /** Resolves at the first change after which `wanted` holds. */
  until(id: string, wanted: (job: JobRow) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#watchers.push({ wanted: () => wanted(this.row(id)), resolve });
      this.#look();
    });
  }

  #look(): void {
    const met = this.#watchers.filter(({ wanted }) => wanted());
    this.#watchers = this.#watchers.filter((watcher) => !met.includes(watcher));
    for (const { resolve } of met) resolve();
  }
}

export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
