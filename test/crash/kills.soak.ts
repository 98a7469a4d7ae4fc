import { expect, test } from 'vitest';
import { bundledChild } from './children.ts';
import { killManyTimes } from './randomKills.ts';

const KILLS = 200;

test(`killed at ${KILLS} random moments, nothing acknowledged is lost, the sweep is clean and the chain whole`, async () => {
  using bundle = await bundledChild();
  expect.hasAssertions();
  await killManyTimes(bundle, KILLS);
});
