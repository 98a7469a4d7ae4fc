import { equals, type ListDefinition, readPage, sizeOf } from '#db/list.ts';
import { formatVersion } from '#db/migrate.ts';
import { countFailedJobs, countIncidents, countOpenSecurityEvents, readLastCheck } from '#db/operational.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { nameIn } from '#db/tables/users.ts';
import type { Instant } from '#shared/dates.ts';
import type { QueryHandler } from '../handler.ts';

const jobList: ListDefinition = {
  select: 'id, kind, title, state, progress, out_of, attempt, message, started_by, created_at, started_at, finished_at, run_after, result',
  from: 'jobs',
  key: 'id',
  keyIsInteger: false,
  sort: { createdAt: 'created_at', state: 'state' },
  defaultSort: { by: 'createdAt', descending: true },
  filter: { state: equals('state'), kind: equals('kind') },
};

type JobRow = Readonly<
  Record<'id' | 'kind' | 'title' | 'state' | 'started_by' | 'created_at', string> &
    Record<'progress' | 'out_of' | 'attempt', bigint> &
    Record<'message' | 'started_at' | 'finished_at' | 'run_after' | 'result', string | null>
>;

export const jobs: QueryHandler<'health.jobs'> = ({ db }, input) => {
  const page = readPage(db, jobList, input);
  const rows = (page.rows as unknown as readonly JobRow[]).map((row) => ({
    id: row.id,
    kind: row.kind as never,
    title: row.title,
    state: row.state as never,
    progress: Number(row.progress),
    outOf: Number(row.out_of),
    attempt: Number(row.attempt),
    message: row.message,
    startedBy: nameIn(db, row.started_by),
    createdAt: row.created_at as Instant,
    startedAt: row.started_at as Instant | null,
    finishedAt: row.finished_at as Instant | null,
    runAfter: row.run_after as Instant | null,
    result: row.result === null ? null : (JSON.parse(row.result) as never),
  }));
  return { rows, next: page.next, total: page.total };
};

const incidentList: ListDefinition = {
  select: 'id, at, place, message',
  from: 'incidents',
  key: 'id',
  keyIsInteger: false,
  sort: { at: 'at' },
  defaultSort: { by: 'at', descending: true },
  filter: {},
};

export const incidents: QueryHandler<'health.incidents'> = ({ db }, input) => {
  const page = readPage(db, incidentList, input);
  const rows = (page.rows as unknown as readonly Record<'id' | 'at' | 'place' | 'message', string>[]).map(({ id, at, place, message }) => ({
    id,
    at: at as Instant,
    where: place,
    message,
  }));
  return { rows, next: page.next, total: page.total };
};

export const overview: QueryHandler<'health.overview'> = ({ db }) => ({
  logRows: readLogHead(db)?.seq ?? 0,
  bytes: sizeOf(db),
  formatVersion: formatVersion(db),
  lastCheck: readLastCheck(db),
  failedJobs: countFailedJobs(db),
  openSecurityEvents: countOpenSecurityEvents(db),
  incidents: countIncidents(db),
});
