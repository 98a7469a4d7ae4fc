import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { house, KEY } from '#test/kit/house.ts';
import { jobId, QueueKit } from './queueKit.ts';

const program = fileURLToPath(new URL('./killedProgram.ts', import.meta.url));

test('a program killed in the middle of a job: the next one goes on from the checkpoint', async () => {
  using firm = house();
  const child = spawn(process.execPath, [program, firm.file, Buffer.from(KEY).toString('hex')], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const kit = new QueueKit(firm.db, firm.file);
  const left = kit.row(jobId(1));
  expect(left).toMatchObject({ state: 'running', attempt: 1 });
  const reached = JSON.parse(left.checkpoint ?? 'null') as number;
  expect(reached).toBeGreaterThanOrEqual(3);

  kit.queue.start();
  await kit.queue.drain();
  expect(kit.row(jobId(1))).toMatchObject({ state: 'done', attempt: 2, result: `{"resumedAt":${reached}}` });
  await kit.queue.stop();
});
