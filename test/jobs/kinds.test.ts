import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBackups } from '#db/backup.ts';
import { rawOf } from '#db/handles.ts';
import { countJobs, readJob, readJobFile, readLastCheck, readNewestBackup } from '#db/operational.ts';
import { parseCsv } from '#main/formats/csv.ts';
import { brokenChainOf, jobPermissions, jobTitles } from '#main/jobs/kinds.ts';
import { createJobQueue, type FinishedJob, type JobQueue } from '#main/jobs/queue.ts';
import { backupsKeptOf, retryMinutesOf } from '#main/jobs/settings.ts';
import { jobKinds } from '#shared/contract/health.ts';
import { addMinutes, type Instant, utcDateOf } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { ann, appendRows, bob, command, type House, idOf, must, newHouse, start, workspaceId } from '#test/db/houses.ts';
import { TestClock } from './queueKit.ts';

let house: House;
let queue: JobQueue;
let finished: FinishedJob[];
let clock: TestClock;
let ids = 0;

beforeEach(async () => {
  house = await newHouse();
  clock = new TestClock();
  clock.at = start;
  finished = [];
  const { workspace } = house;
  queue = createJobQueue({
    write: workspace.write,
    openWorker: () => ({ ...workspace.forWorker(), workspaceId }),
    now: () => clock.at,
    ids: () => idOf(0xf000 + ++ids),
    retryMinutes: () => retryMinutesOf(workspace.read, utcDateOf(clock.at)),
    onChanged: () => undefined,
    onFinished: (job) => finished.push(job),
    scheduler: clock.scheduler,
  });
  queue.start();
});
afterEach(async () => {
  await queue.stop();
  house[Symbol.dispose]();
});

async function run(kind: string, input: unknown, startedBy: string = ann.userId) {
  const { jobId } = must(queue.enqueue({ kind, title: 'Test', input, startedBy }));
  await queue.drain();
  const row = readJob(house.workspace.read, jobId);
  if (!row) throw new Error('the job is gone');
  return row;
}

const logColumns = [
  { key: 'seq', title: 'Row' },
  { key: 'name', title: 'What' },
  { key: 'actor', title: 'Who' },
  { key: 'at', title: 'When' },
  { key: 'reason', title: 'Why' },
];
const exportOf = (more: object = {}, userId: UserId = ann.userId) => ({
  ...{ query: 'audit.log', input: { sort: { by: 'seq', descending: false } }, format: 'csv', columns: logColumns },
  ...{ userId, now: clock.at, today: utcDateOf(clock.at) },
  ...more,
});

function contentOf(jobId: string) {
  const file = readJobFile(house.workspace.read, jobId);
  if (!file) throw new Error('the job made no file');
  return { ...file, text: new TextDecoder().decode(file.content) };
}

test('every kind of the contract has a title and a permission', () => {
  expect(Object.keys(jobPermissions).sort()).toEqual([...jobKinds].sort());
  expect(Object.keys(jobTitles).sort()).toEqual([...jobKinds].sort());
});

describe('health.check', () => {
  test('of a sound workspace finds nothing, and the overview knows when', async () => {
    const job = await run('health.check', {});
    expect(JSON.parse(job.result ?? '')).toEqual({ ok: true, rows: 1, findings: [], checks: [] });
    expect(readLastCheck(house.workspace.read)).toEqual({ at: clock.at, ok: true, findings: [] });
    expect(brokenChainOf(finished[0]!)).toBeNull();
  });

  test('of a log with a forged row names the row, and the one who listens can tell', async () => {
    appendRows(house.workspace.write, 3);
    const raw = rawOf(house.workspace.write);
    raw.exec("DROP TRIGGER command_log_no_update; UPDATE command_log SET reason = 'forged' WHERE seq = 2");
    const job = await run('health.check', {});
    expect(job.state).toBe('done');
    expect(readLastCheck(house.workspace.read)?.ok).toBe(false);
    expect(brokenChainOf(finished[0]!)).toMatch(/chain of the log breaks.*row 2/);
  });
});

test('health.backup makes a verified backup and keeps as many as the rules say', async () => {
  const kept = backupsKeptOf(house.workspace.read, utcDateOf(start));
  const first = await run('health.backup', {});
  const note = JSON.parse(first.result ?? '');
  expect(listBackups(house.folder)[0]).toMatchObject({ name: note.name, bytes: note.bytes, seq: 1, reason: 'asked' });
  expect(readNewestBackup(house.workspace.read)).toBe(clock.at);
  const folder = join(house.folder, 'backups');
  for (let old = 0; old < kept + 3; old += 1) {
    for (const end of ['clearway', 'json']) {
      const text = readFileSync(join(folder, `${note.name}.${end}`));
      const older = `2026-01-0${1 + (old % 9)}-${100000 + old}`;
      const at = `2026-01-01T00:00:${String(old).padStart(2, '0')}.000Z`;
      writeFileSync(join(folder, `${older}.${end}`), end === 'json' ? text.toString().replace(note.at ?? clock.at, at) : text);
    }
  }
  clock.passMinutes(60);
  await run('health.backup', { reason: 'scheduled' });
  expect(listBackups(house.folder)).toHaveLength(kept);
  expect(listBackups(house.folder)[0]?.reason).toBe('scheduled');
});

test('health.optimise forgets old files and jobs, but never the newest finished one of a kind', async () => {
  const exported = await run('audit.export', exportOf());
  const again = await run('audit.export', exportOf());
  await run('health.check', {});
  expect(contentOf(exported.id).name).toBe('audit-log-2026-11-20.csv');
  clock.passMinutes(8 * 24 * 60);
  expect(JSON.parse((await run('health.optimise', {})).result ?? '')).toEqual({ forgotten: 2 });
  expect(readJobFile(house.workspace.read, exported.id)).toBeUndefined();
  expect(readJob(house.workspace.read, exported.id)?.state).toBe('done');
  clock.passMinutes(100 * 24 * 60);
  await run('health.optimise', {});
  const left = [exported.id, again.id].filter((id) => readJob(house.workspace.read, id));
  expect(left).toHaveLength(1);
  expect(readLastCheck(house.workspace.read)?.ok).toBe(true);
  expect(countJobs(house.workspace.read)).toEqual({ waiting: 0, running: 0, failed: 0 });
});

describe('audit.export', () => {
  test('writes every row of many pages, in order, as the window would show them', async () => {
    appendRows(house.workspace.write, 2600);
    const job = await run('audit.export', exportOf());
    expect(job).toMatchObject({
      state: 'done',
      progress: 2601,
      outOf: 2601,
      result: '{"fileName":"audit-log-2026-11-20.csv","rows":2601}',
    });
    const { text, mediaType } = contentOf(job.id);
    expect(mediaType).toBe('text/csv; charset=utf-8');
    const { rows, problems } = parseCsv(text);
    expect(problems).toEqual([]);
    expect(rows[0]?.cells).toEqual(['Row', 'What', 'Who', 'When', 'Why']);
    expect(rows[1]?.cells).toEqual(['1', 'access.createWorkspace', 'Ann Owner', '2026-11-20T09:00:00.000Z', '']);
    expect(rows.slice(1).map(({ cells }) => Number(cells[0]))).toEqual(Array.from({ length: 2601 }, (_, index) => index + 1));
  });

  test('keeps to the filter, and says so in the file', async () => {
    appendRows(house.workspace.write, 20);
    const job = await run('audit.export', exportOf({ format: 'json', input: { filter: { name: 'access.createWorkspace' }, limit: 3 } }));
    const { rows, subtitle, house: firm, preparedBy } = JSON.parse(contentOf(job.id).text);
    expect(rows).toHaveLength(1);
    expect({ subtitle, firm, preparedBy }).toEqual({
      subtitle: 'The command log, newest first unless sorted otherwise. Only: name access.createWorkspace.',
      firm: 'Alder House',
      preparedBy: 'Ann Owner',
    });
  });

  test.each(['xlsx', 'pdf'])('writes %s', async (format) => {
    appendRows(house.workspace.write, 700);
    const job = await run('audit.export', exportOf({ format }));
    expect(job.message).toBeNull();
    const { content, name } = contentOf(job.id);
    expect(name).toBe(`audit-log-2026-11-20.${format}`);
    expect(new TextDecoder('latin1').decode(content.slice(0, 4))).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004');
  });

  test('of a report carries its title and rule', async () => {
    const columns = [
      { key: 'who', title: 'Who' },
      { key: 'at', title: 'When' },
    ];
    const input = { kind: 'dormantUsers', from: '2026-01-01', until: '2026-12-31' };
    const job = await run('audit.export', exportOf({ query: 'audit.report', input, columns, format: 'json' }));
    expect(JSON.parse(contentOf(job.id).text)).toMatchObject({ title: 'Dormant users', rows: [] });
    expect(JSON.parse(job.result ?? '')).toEqual({ rows: 0, fileName: 'dormant-users-2026-11-20.json' });
  });

  test('by somebody who lost the role since asking fails with a sentence, and leaves no file', async () => {
    const roles = [{ role: 'auditor', scope: { kind: 'house', id: null }, untilOn: '2026-11-25' }];
    command(house.workspace.write, 2, 'access.addUser', { userId: bob.userId, login: bob.login, name: bob.name, roles });
    expect((await run('audit.export', exportOf({}, bob.userId), bob.userId)).state).toBe('done');
    const runAfter: Instant = addMinutes(start, 6 * 24 * 60);
    const order = { kind: 'audit.export', title: 'Test', input: exportOf({}, bob.userId), startedBy: bob.userId, runAfter };
    const { jobId } = must(queue.enqueue(order));
    clock.passMinutes(6 * 24 * 60);
    await queue.drain();
    expect(readJob(house.workspace.read, jobId)).toMatchObject({
      state: 'failed',
      attempt: 1,
      message: 'Your roles do not allow this export here (it needs Export tables, the log and reports). Ask an owner or administrator.',
    });
    expect(readJobFile(house.workspace.read, jobId)).toBeUndefined();
  });

  test.each<readonly [object, string]>([
    [{ columns: [{ key: 'secret', title: 'x' }] }, 'audit.log has no column named secret. Correct this and send it again.'],
    [
      { query: 'health.overview' },
      'health.overview is neither a list nor a report, so it has no rows to export. Correct this and send it again.',
    ],
    [{ query: 'no.such' }, 'There is no command or query named no.such. Run “clearway contract” for the list.'],
    [{ userId: bob.userId }, 'An export runs only for the person who asked for it. Correct this and send it again.'],
  ])('refused with a sentence: %j', async (more, sentence) => {
    const job = await run('audit.export', exportOf(more));
    expect(job).toMatchObject({ state: 'failed', message: sentence });
  });
});
