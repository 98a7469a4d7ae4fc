import { afterEach, describe, expect, test } from 'vitest';
import { closeDb, rawOf } from '#db/handles.ts';
import { openWriter } from '#db/open.ts';
import { readJobFile } from '#db/operational.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, type House, house, KEY } from '#test/kit/house.ts';
import { jobId, must, person, QueueKit } from './queueKit.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function kitOn(firm: House, options: ConstructorParameters<typeof QueueKit>[2] = {}): QueueKit {
  const kit = new QueueKit(firm.db, firm.file, options);
  open.push(() => kit.queue.stop());
  return kit;
}

function kitOf(options: ConstructorParameters<typeof QueueKit>[2] = {}): QueueKit {
  const firm = house();
  open.push(async () => firm[Symbol.dispose]());
  return kitOn(firm, options);
}

describe('a job', () => {
  test('waits, runs in a thread, and is done with its result', async () => {
    const kit = kitOf();
    const id = kit.add('test.count', { to: 5 });
    expect(kit.queue.counts()).toEqual({ waiting: 1, running: 0, failed: 0 });
    kit.queue.start();
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'done', progress: 5, outOf: 5, attempt: 1, result: '{"to":5}', message: null });
    expect(kit.row(id)).toMatchObject({ createdAt: kit.clock.at, startedAt: kit.clock.at, finishedAt: kit.clock.at, checkpoint: null });
    expect(kit.finished).toEqual([
      { id, kind: 'test.count', title: 'Count', state: 'done', startedBy: person, message: null, result: { to: 5 } },
    ]);
  });

  test('reads through its own connection and cannot write through it', async () => {
    const kit = kitOf();
    const id = kit.add('test.readsWorkspace');
    kit.queue.start();
    await kit.queue.drain();
    expect(JSON.parse(kit.row(id).result ?? '')).toEqual({ users: 1, problem: 'attempt to write a readonly database' });
  });

  test('leaves its file when it is done', async () => {
    const kit = kitOf();
    const id = kit.add('test.file', { bytes: 3 });
    kit.queue.start();
    await kit.queue.drain();
    const { name, mediaType, content } = readJobFile(kit.db, id)!;
    expect({ name, mediaType, content: [...content] }).toEqual({
      name: 'made.bin',
      mediaType: 'application/octet-stream',
      content: [5, 5, 5],
    });
  });

  test('asked for twice with one id runs once; the same id for other work is refused', async () => {
    const kit = kitOf();
    const order = { id: jobId(900), kind: 'test.count', title: 'Count', input: { to: 2 }, startedBy: person };
    kit.queue.start();
    expect(must(kit.queue.enqueue(order))).toEqual({ jobId: jobId(900) });
    await kit.queue.drain();
    expect(must(kit.queue.enqueue(order))).toEqual({ jobId: jobId(900) });
    await kit.queue.drain();
    expect(kit.row(jobId(900)).attempt).toBe(1);
    expect(codeOf(kit.queue.enqueue({ ...order, input: { to: 3 } }))).toBe('alreadyExists');
  });

  test('of an unknown kind, or with input its kind does not take, is refused before it is stored', () => {
    const kit = kitOf();
    const order = { title: 'x', startedBy: person };
    expect(codeOf(kit.queue.enqueue({ ...order, kind: 'toString', input: {} }))).toBe('unknownName');
    const wrong = kit.queue.enqueue({ ...order, kind: 'test.count', input: { to: 'many' } });
    expect(wrong.ok || sentenceOf(wrong.error)).toBe('to must be a number. Correct this and send it again.');
    expect(kit.queue.counts()).toEqual({ waiting: 0, running: 0, failed: 0 });
  });

  test('with a time to run after waits for that time', async () => {
    const kit = kitOf();
    kit.queue.start();
    const runAfter = '2026-03-02T12:00:00.000Z' as never;
    const { jobId: id } = must(kit.queue.enqueue({ kind: 'test.count', title: 'Later', input: { to: 1 }, startedBy: person, runAfter }));
    await kit.queue.drain();
    kit.clock.passMinutes(179);
    await kit.queue.drain();
    expect(kit.row(id).state).toBe('waiting');
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(kit.row(id).state).toBe('done');
  });
});

describe('cancelling', () => {
  test('a waiting job ends it at once', () => {
    const kit = kitOf();
    const id = kit.add('test.count', { to: 5 });
    must(kit.queue.cancel(id));
    expect(kit.row(id)).toMatchObject({ state: 'cancelled', attempt: 0, finishedAt: kit.clock.at });
  });

  test('a running job ends it at its next step, and the queue goes on', async () => {
    const kit = kitOf();
    kit.queue.start();
    const id = kit.add('test.endless');
    const next = kit.add('test.count', { to: 1 });
    await kit.until(id, ({ progress }) => progress >= 3);
    must(kit.queue.cancel(id));
    must(kit.queue.cancel(id));
    await kit.queue.drain();
    expect(kit.row(id).state).toBe('cancelled');
    expect(kit.row(next).state).toBe('done');
    expect(kit.finished.map(({ state }) => state)).toEqual(['cancelled', 'done']);
    expect(kit.incidents).toEqual([]);
  });

  test('a job that never reaches a step ends its thread after a while', async () => {
    const kit = kitOf();
    kit.queue.start();
    const id = kit.add('test.deaf');
    await kit.until(id, ({ progress }) => progress === 1);
    must(kit.queue.cancel(id));
    expect(kit.row(id).state).toBe('running');
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(kit.row(id).state).toBe('cancelled');
  });

  test('a finished or unknown job is refused', async () => {
    const kit = kitOf();
    const id = kit.add('test.count', { to: 1 });
    kit.queue.start();
    await kit.queue.drain();
    const late = kit.queue.cancel(id);
    expect(late.ok || sentenceOf(late.error)).toBe('The job Count is done, so it cannot be cancelled.');
    expect(codeOf(kit.queue.cancel(jobId(999)))).toBe('notFound');
  });
});

describe('a job that fails', () => {
  test('waits as long as the setting says before each further try, and goes on from its checkpoint', async () => {
    const kit = kitOf();
    kit.queue.start();
    const id = kit.add('test.flaky', { failures: 2 });
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'waiting', attempt: 1, checkpoint: '1', runAfter: '2026-03-02T09:01:00.000Z' });
    expect(kit.row(id).message).toBe(
      'Something unexpected went wrong in this job (incident incident-1). It runs again in 1 minute (try 2 of 4).',
    );
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'waiting', attempt: 2, checkpoint: '2', runAfter: '2026-03-02T09:11:00.000Z' });
    kit.clock.passMinutes(9);
    await kit.queue.drain();
    expect(kit.row(id).attempt).toBe(2);
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'done', attempt: 3, result: '{"failed":2}', message: null });
    expect(kit.incidents.map(({ place, error }) => [place, (error as Error).message])).toEqual([
      ['the job test.flaky', 'the line went dead'],
      ['the job test.flaky', 'the line went dead'],
    ]);
  });

  test('stays failed after the last try, until somebody runs it again', async () => {
    const kit = kitOf({ retryMinutes: () => [1] });
    kit.queue.start();
    const id = kit.add('test.flaky', { failures: 3 });
    await kit.queue.drain();
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'failed', attempt: 2, finishedAt: kit.clock.at });
    expect(kit.row(id).message).toMatch(/It was tried 2 times\.$/);
    expect(kit.queue.counts()).toEqual({ waiting: 0, running: 0, failed: 1 });
    kit.clock.passMinutes(600);
    await kit.queue.drain();
    expect(kit.row(id).state).toBe('failed');
    must(kit.queue.retry(id));
    await kit.queue.drain();
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'done', result: '{"failed":3}' });
    const late = kit.queue.retry(id);
    expect(late.ok || sentenceOf(late.error)).toBe('The job Fail a few times is done, so there is nothing to retry.');
    expect(codeOf(kit.queue.retry(jobId(999)))).toBe('notFound');
  });

  test('because it is refused is not tried again: the sentence says why', async () => {
    const kit = kitOf();
    kit.queue.start();
    const id = kit.add('test.refused');
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'failed', attempt: 1, runAfter: null });
    expect(kit.row(id).message).toBe('Your roles do not allow test.refused here (it needs more). Ask an owner or administrator.');
    expect(kit.incidents).toEqual([]);
  });

  test.each(['test.exit', 'test.uncaught'] as const)('with its whole thread (%s) costs one try, not the program', async (kind) => {
    const kit = kitOf({ retryMinutes: () => [5] });
    kit.queue.start();
    const id = kit.add(kind);
    const next = kit.add('test.count', { to: 1 });
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'waiting', attempt: 1, runAfter: '2026-03-02T09:05:00.000Z' });
    expect(kit.row(next).state).toBe('done');
    expect(kit.incidents).toHaveLength(1);
    kit.clock.passMinutes(5);
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'failed', attempt: 2 });
  });

  test('because its file does not fit on the disk leaves no half file, says so, and succeeds once there is room', async () => {
    const kit = kitOf();
    const raw = rawOf(kit.db);
    raw.pragma(`max_page_count = ${Number(raw.pragma('page_count', { simple: true })) + 20}`);
    kit.queue.start();
    const id = kit.add('test.file', { bytes: 2_000_000 });
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'waiting', attempt: 1 });
    expect(kit.row(id).message).toMatch(/^The disk that holds this workspace is full\. .* It runs again in 1 minute \(try 2 of 4\)\.$/);
    expect(readJobFile(kit.db, id)).toBeUndefined();
    raw.pragma('max_page_count = 4294967294');
    kit.clock.passMinutes(1);
    await kit.queue.drain();
    expect(readJobFile(kit.db, id)?.content).toHaveLength(2_000_000);
  });

  test('because no thread can be opened fails like any other', async () => {
    const kit = kitOf({
      retryMinutes: () => [],
      openWorker: () => {
        throw new Error('the workspace is closed');
      },
    });
    kit.queue.start();
    const id = kit.add('test.count', { to: 1 });
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'failed', attempt: 1 });
  });
});

describe('stopping and starting again', () => {
  test('a stopped queue puts its job back with its checkpoint, and the try does not count', async () => {
    const kit = kitOf();
    kit.queue.start();
    const id = kit.add('test.resume');
    await kit.until(id, ({ progress }) => progress >= 4);
    await kit.queue.stop();
    const stopped = kit.row(id);
    expect(stopped).toMatchObject({ state: 'waiting', attempt: 0 });
    expect(kit.finished).toEqual([]);
    kit.queue.start();
    await kit.queue.drain();
    expect(kit.row(id)).toMatchObject({ state: 'done', attempt: 1, result: `{"resumedAt":${stopped.checkpoint}}` });
  });

  test('a job that killed the program too often is not started again', async () => {
    const kit = kitOf({ retryMinutes: () => [1] });
    const id = kit.add('test.count', { to: 1 });
    const interrupted = "UPDATE jobs SET state = 'running', attempt = 2 WHERE id = ?";
    rawOf(kit.db).prepare(interrupted).run(id);
    kit.queue.start();
    await kit.queue.drain();
    expect(kit.row(id).state).toBe('failed');
    expect(kit.row(id).message).toBe('The program ended 2 times during this job. Look at the incidents, then run it again.');
  });
});

describe('many jobs', () => {
  test('run one at a time in the order they came, unless more threads are allowed', async () => {
    const kit = kitOf();
    const ids = [1, 2, 3].map((to) => kit.add('test.count', { to }));
    let most = 0;
    kit.queue.start();
    const watched = kit.until(ids[2]!, ({ state }) => {
      most = Math.max(most, kit.queue.counts().running);
      return state === 'done';
    });
    await kit.queue.drain();
    await watched;
    expect(most).toBe(1);
    expect(kit.finished.map(({ id }) => id)).toEqual(ids);
  });

  test('in two queues on one file: no job runs twice', async () => {
    const firm = house();
    open.push(async () => firm[Symbol.dispose]());
    const second = openWriter(firm.file, KEY, 'existing');
    open.push(async () => closeDb(second));
    const left = kitOn(firm, { atOnce: 2 });
    const right = new QueueKit(second, firm.file, { atOnce: 2 });
    open.push(() => right.queue.stop());
    const ids = Array.from({ length: 10 }, (_, index) => {
      const order = { id: jobId(500 + index), kind: 'test.count', title: 'Count', input: { to: 1 }, startedBy: person };
      return must(left.queue.enqueue(order)).jobId;
    });
    left.queue.start();
    right.queue.start();
    await Promise.all([left.queue.drain(), right.queue.drain()]);
    expect(ids.map((id) => left.row(id))).toSatisfy((rows: { state: string; attempt: number }[]) =>
      rows.every(({ state, attempt }) => state === 'done' && attempt === 1),
    );
    const ran = [...left.finished, ...right.finished].map(({ id }) => id);
    expect(ran.sort()).toEqual(ids);
    expect(left.finished.length).toBeGreaterThan(0);
    expect(right.finished.length).toBeGreaterThan(0);
  });
});
