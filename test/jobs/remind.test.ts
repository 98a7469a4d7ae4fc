import { expect, test } from 'vitest';
import { fundsToRemind } from '#main/jobs/capital/remind.ts';
import { createJobQueue, type FinishedJob } from '#main/jobs/queue.ts';
import { type Instant, instant, utcDateOf } from '#shared/dates.ts';
import { onLine, type Receiving, received, receiving } from '#test/kit/receipts.ts';
import { TestClock } from './queueKit.ts';

function queueOf({ firm }: Receiving, now: Instant) {
  const finished: FinishedJob[] = [];
  const clock = new TestClock();
  clock.at = now;
  const queue = createJobQueue({
    write: firm.db,
    openWorker: () => {
      throw new Error('reminders need no thread');
    },
    now: () => clock.at,
    ids: () => firm.id(),
    retryMinutes: () => [],
    onChanged: () => undefined,
    onFinished: (job) => finished.push(job),
    scheduler: clock.scheduler,
  });
  queue.start();
  const run = async (startedBy: string) => {
    queue.enqueue({ kind: 'capital.remind', title: 'Reminders of unpaid calls', input: {}, startedBy });
    await queue.drain();
    return finished.at(-1);
  };
  return { run, stop: () => queue.stop() };
}

test('the job notes what is due by the command, once, as the person who started it', async () => {
  using at = receiving();
  const { firm, callId } = at;
  const now = instant('2026-04-02T09:00:00.000Z');
  const { run, stop } = queueOf(at, now);
  expect(fundsToRemind(firm.reader, utcDateOf(now))).toEqual([at.fundId]);
  received(at, [onLine(callId, 0, 6_000_000)]);
  expect(await run(firm.owner)).toMatchObject({ state: 'done', result: { reminders: 0, escalations: 1 } });
  expect(await run(firm.owner)).toMatchObject({ state: 'done', result: { reminders: 0, escalations: 0 } });
  expect(fundsToRemind(firm.reader, utcDateOf(now))).toEqual([]);
  firm.now = now;
  expect(firm.answer('receipts.ofCall', { callId }).lines.map(({ lastNotice }) => lastNotice?.kind ?? null)).toEqual([null, 'escalation']);
  const step = firm.answer('audit.log', { limit: 1 }).rows[0];
  expect(step).toMatchObject({ name: 'receipts.remind', transport: 'system' });
  await stop();
});

test('a person who may not record receipts starts it in vain, and is told so', async () => {
  using at = receiving();
  const viewer = at.firm.addUser('vera', 'viewer');
  const { run, stop } = queueOf(at, instant('2026-04-02T09:00:00.000Z'));
  expect(await run(viewer)).toMatchObject({ state: 'failed', message: expect.stringContaining('Your roles do not allow receipts.remind') });
  await stop();
});

test('Today shows who is late, what nobody has claimed, and waivers of others', () => {
  using at = receiving();
  const { firm, fundId, callId, approver } = at;
  const items = (as: typeof firm.owner) =>
    firm
      .answer('reports.today', {}, as)
      .items.filter(({ kind }) => ['callsOverdue', 'moneyInSuspense', 'waiversToApprove'].includes(kind))
      .map(({ kind, count, late }) => [kind, count, late]);
  received(at, [{ kind: 'suspense', minor: '500' }], { payer: '' });
  expect(items(firm.owner)).toEqual([
    ['moneyInSuspense', 1, false],
    ['callsOverdue', 2, false],
  ]);
  firm.now = instant('2026-04-19T09:00:00.000Z');
  firm.done('receipts.billInterest', { fundId, callId, untilOn: '2026-04-19' });
  firm.done('receipts.proposeWaiver', {
    waiverId: firm.id(),
    fundId,
    callId,
    billOrdinal: 0,
    minor: '100',
    effectiveOn: '2026-04-19',
    reason: 'Goodwill',
  });
  expect(items(firm.owner)).toEqual([
    ['moneyInSuspense', 1, false],
    ['callsOverdue', 2, true],
  ]);
  expect(items(approver)).toEqual([['waiversToApprove', 1, false]]);
  firm.now = instant('2026-04-29T09:00:00.000Z');
  expect(items(approver)).toEqual([['waiversToApprove', 1, true]]);
});
