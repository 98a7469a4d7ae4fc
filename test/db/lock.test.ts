import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readHolder, takeWriteLock } from '#db/lock.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, must, newHouse, start, temporaryFolder } from './houses.ts';

async function otherProgram(folder: string): Promise<{ child: ChildProcess; said: string; ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./holdLock.ts', import.meta.url)), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, said: said.toString().trim(), ended };
}

test('one process writes; the other is refused and told who holds it', async () => {
  using house = await newHouse();
  const refused = await otherProgram(house.folder);
  expect(refused.said).toBe('heldElsewhere');
  refused.child.stdin!.end('go\n');
  await refused.ended;
  house.workspace.close();

  const holder = await otherProgram(house.folder);
  expect(holder.said).toBe('held');
  const second = await house.open();
  expect(codeOf(second)).toBe('heldElsewhere');
  expect(!second.ok && sentenceOf(second.error)).toContain(
    `the other program (process ${holder.child.pid} on ${hostname()}, since 2026-11-20T09:30:00.000Z)`,
  );
  expect(codeOf(await house.openForReading())).toBe('ok');
  holder.child.stdin!.end('go\n');
  await holder.ended;
  expect(codeOf(await house.open())).toBe('ok');
});

test('kill -9 frees it, and the note it left does not stand in the way', async () => {
  using temporary = temporaryFolder();
  const holder = await otherProgram(temporary.path);
  expect(codeOf(takeWriteLock(temporary.path, 'here', start))).toBe('heldElsewhere');
  holder.child.kill('SIGKILL');
  await holder.ended;
  expect(readHolder(temporary.path)?.program).toBe('the other program');
  const taken = must(takeWriteLock(temporary.path, 'here', start));
  expect(readHolder(temporary.path)).toEqual({ program: 'here', process: process.pid, computer: hostname(), since: start });
  taken.release();
  expect(existsSync(join(temporary.path, 'lock.json'))).toBe(false);
});

test('the same program may not take it twice; a refusal leaves the note of the holder', () => {
  using temporary = temporaryFolder();
  const first = must(takeWriteLock(temporary.path, 'first', start));
  const note = readFileSync(join(temporary.path, 'lock.json'), 'utf8');
  expect(codeOf(takeWriteLock(temporary.path, 'second', start))).toBe('heldElsewhere');
  expect(readFileSync(join(temporary.path, 'lock.json'), 'utf8')).toBe(note);
  first.release();
  first.release();
  const second = must(takeWriteLock(temporary.path, 'second', start));
  second.release();
});
