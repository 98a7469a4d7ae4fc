import { expect, test } from 'vitest';
import { createTokenBucket } from '#main/host/tokenBucket.ts';
import { addMilliseconds, instant } from '#shared/dates.ts';

const noon = instant('2026-11-20T12:00:00.000Z');

test('lets a burst through, then one in so many seconds, and never saves up more than the burst', () => {
  let at = noon;
  const bucket = createTokenBucket(2, 6, () => at);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 6]);
  at = addMilliseconds(noon, 4_000);
  expect(bucket.take()).toBe(2);
  at = addMilliseconds(noon, 6_000);
  expect([bucket.take(), bucket.take()]).toEqual([0, 6]);
  at = addMilliseconds(noon, 3_600_000);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 6]);
  bucket.giveBack();
  expect([bucket.take(), bucket.take()]).toEqual([0, 6]);
});

test('a clock set back neither opens nor closes it for good', () => {
  let at = noon;
  const bucket = createTokenBucket(1, 6, () => at);
  expect(bucket.take()).toBe(0);
  at = addMilliseconds(noon, -3_600_000);
  expect(bucket.take()).toBe(6);
  at = addMilliseconds(at, 6_000);
  expect(bucket.take()).toBe(0);
});
