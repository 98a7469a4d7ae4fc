import { readJob, readJobFile, readLastCheck, readNewestBackup } from '#db/operational.ts';
import { mayInHouse } from '#db/tables/users.ts';
import type { WritableWorkspace } from '#db/workspace.ts';
import { fundsToRemind } from '#main/jobs/capital/remind.ts';
import { brokenChainOf, jobPermissions, jobTitles } from '#main/jobs/kinds.ts';
import { createJobQueue, type JobQueue } from '#main/jobs/queue.ts';
import { retryMinutesOf } from '#main/jobs/settings.ts';
import { runQuery } from '#main/queries/runQuery.ts';
import type { HostCommandInput, HostCommandOutput } from '#shared/contract/host.ts';
import { isQueryName, queries } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { addMinutes, type BusinessDate, type Instant } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';
import { type Desk, freshId, type Session, settingsOf, tell, todayOf } from './desk.ts';
import type { Client } from './host.ts';
import { refuseTo, requirePermission, runFor } from './running.ts';
import { raise } from './security.ts';

/** The queue of one open workspace; it starts with `lookForDueJobs`. */
export function queueFor(desk: Desk, workspace: WritableWorkspace, today: () => BusinessDate): JobQueue {
  const { platform, timers } = desk;
  return createJobQueue({
    write: workspace.write,
    openWorker: () => ({ ...workspace.forWorker(), workspaceId: workspace.id }),
    now: platform.now,
    today,
    ids: () => freshId(platform),
    retryMinutes: () => retryMinutesOf(workspace.read, today()),
    scheduler: { after: (milliseconds, run) => timers.after(milliseconds, run) },
    noteIncident: desk.noteIncident,
    onChanged: () => tell(desk, ['jobs'], true),
    onFinished: (job) => {
      const { session } = desk;
      if (job.kind === 'capital.remind') tell(desk, ['call_notices', 'command_log']);
      const broken = brokenChainOf(job);
      if (broken !== null && session) raise(desk, session, { kind: 'chainBroken', detail: broken, device: desk.device, mustClose: true });
    },
  });
}

const CHECK_HOURS = 24;

/** What is overdue at an unlock: the backup the settings ask for, and a daily check of file and chain. */
export function lookForDueJobs(desk: Desk, session: Session): void {
  const { jobs, user, workspace } = session;
  jobs.start();
  if (jobs.counts().waiting > 0) return;
  const now = desk.platform.now();
  const isOlder = (at: Instant | null, hours: number): boolean => at === null || at < addMinutes(now, -60 * hours);
  const enqueue = (kind: 'health.backup' | 'health.check' | 'capital.remind', input: unknown): void =>
    void jobs.enqueue({ id: freshId(desk.platform), kind, title: jobTitles[kind], input, startedBy: user.id });
  if (isOlder(readNewestBackup(workspace.read), settingsOf(session, now).integer('health.backupHours')))
    enqueue('health.backup', { reason: 'scheduled' });
  const today = todayOf(session, now);
  if (mayInHouse(workspace.read, user.id, jobPermissions['capital.remind'], today) && fundsToRemind(workspace.read, today).length > 0)
    enqueue('capital.remind', {});
  if (isOlder(readLastCheck(workspace.read)?.at ?? null, CHECK_HOURS)) enqueue('health.check', {});
}

type JobCommand = 'host.startJob' | 'host.startExport' | 'host.cancelJob' | 'host.retryJob' | 'host.saveJobFile';
type Input<Name extends JobCommand> = HostCommandInput<Name>;
type Started = Result<HostCommandOutput<'host.startJob'>>;

export function startJob(desk: Desk, session: Session, id: string, { kind, input }: Input<'host.startJob'>, client: Client): Started {
  if (kind === 'audit.export')
    return refuse('invalidInput', { issues: [{ path: 'kind', message: 'an export is started with host.startExport' }] });
  const permitted = requirePermission(desk, session, 'host.startJob', jobPermissions[kind], client);
  if (!permitted.ok) return permitted;
  return session.jobs.enqueue({ id, kind, title: jobTitles[kind], input, startedBy: session.user.id });
}

/** The export is on the record before anything leaves; asking again with the same id neither notes nor exports twice. */
export function startExport(desk: Desk, session: Session, id: string, order: Input<'host.startExport'>, client: Client): Started {
  const { query, input, format, columns } = order;
  if (readJob(session.workspace.read, id)) return done({ jobId: id });
  const size = sizeOf(desk, session, query, input);
  if (!size.ok) return size;
  const noted = { grantId: id, query, format, rows: size.value, ...filterOf(input) };
  const { reply } = runFor(desk, session, { name: 'audit.noteExport', id, input: noted }, client);
  if (!reply.ok) return reply;
  const now = desk.platform.now();
  const wanted = { query, input, format, columns, userId: session.user.id, now, today: todayOf(session, now) };
  return session.jobs.enqueue({
    id,
    kind: 'audit.export',
    title: `${jobTitles['audit.export']}: ${query}`,
    input: wanted,
    startedBy: session.user.id,
  });
}

const filterOf = (input: unknown): { filter?: never } => {
  const filter = typeof input === 'object' && input !== null && 'filter' in input ? input.filter : undefined;
  return filter === undefined ? {} : { filter: filter as never };
};

/** How many rows the export will hold: asked like any other question, so that nobody exports what they may not see. */
function sizeOf(desk: Desk, session: Session, query: string, input: unknown): Result<number> {
  if (!isQueryName(query)) return refuse('unknownName', { name: query.slice(0, 80) });
  const now = desk.platform.now();
  const ask = (asked: unknown) =>
    runQuery(session.workspace.read, { name: query, input: asked, userId: session.user.id, now, today: todayOf(session, now) });
  const isList = typeof input === 'object' && input !== null && 'limit' in queries[query].input.shape;
  const answer = ask(isList ? { ...input, after: undefined, limit: 1, totals: true } : input);
  if (!answer.ok) return answer;
  const { total, rows } = answer.value as { total?: number | null; rows?: readonly unknown[] };
  return done(total ?? rows?.length ?? 1);
}

export function cancelJob(desk: Desk, session: Session, { jobId }: Input<'host.cancelJob'>, client: Client): Result<unknown> {
  const mine = mayTouch(desk, session, 'host.cancelJob', jobId, client);
  return mine.ok ? emptied(session.jobs.cancel(jobId)) : mine;
}

export function retryJob(desk: Desk, session: Session, { jobId }: Input<'host.retryJob'>, client: Client): Result<unknown> {
  const mine = mayTouch(desk, session, 'host.retryJob', jobId, client);
  return mine.ok ? emptied(session.jobs.retry(jobId)) : mine;
}

const emptied = (result: Result<unknown>): Result<unknown> => (result.ok ? done({}) : result);

/** One's own jobs, or anybody's for those who operate the house. An export is only ever its maker's. */
function mayTouch(desk: Desk, session: Session, name: string, jobId: string, client: Client): Result<null> {
  const job = readJob(session.workspace.write, jobId);
  if (!job) return refuse('notFound', { what: 'job', id: jobId });
  return job.startedBy === session.user.id ? done(null) : requirePermission(desk, session, name, 'health.operate', client);
}

export async function saveJobFile(
  desk: Desk,
  session: Session,
  { jobId }: Input<'host.saveJobFile'>,
  client: Client,
): Promise<Result<HostCommandOutput<'host.saveJobFile'>>> {
  const job = readJob(session.workspace.write, jobId);
  const file = job && readJobFile(session.workspace.write, jobId);
  if (!job || !file) return refuse('notFound', { what: 'file of job', id: jobId });
  if (job.startedBy !== session.user.id) return refuseTo(desk, session, 'host.saveJobFile', 'to have started the export oneself', client);
  if (job.kind === 'audit.export') {
    const permitted = requirePermission(desk, session, 'host.saveJobFile', 'audit.export', client);
    if (!permitted.ok) return permitted;
  }
  const { name: fileName, mediaType, content } = file;
  const { dialogs } = desk.platform;
  if (!dialogs) return done({ saved: null, download: desk.downloads.offer({ fileName, mediaType, content }) });
  return done({ saved: await dialogs.saveFile(fileName, content), download: null });
}
