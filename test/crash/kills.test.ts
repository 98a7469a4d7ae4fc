import { expect, test } from 'vitest';
import { bundledChild } from './children.ts';
import { killManyTimes } from './randomKills.ts';

const KILLS = 25;

test(`killed at ${KILLS} random moments (test/crash/kills.soak.ts: 200), nothing acknowledged is lost, the sweep is clean and the chain whole`, async () => {
  using bundle = await bundledChild();
  expect.hasAssertions();
  await killManyTimes(bundle, KILLS);
}, 120_000);
