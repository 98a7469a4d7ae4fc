import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLogHead } from '#db/tables/commandLog.ts';
import { readAllSettingValues } from '#db/tables/settingValues.ts';
import type { Call } from '#main/commands/handler.ts';
import { codeOf, house } from '../kit/house.ts';
import { type Bundle, bundledChild, type Child } from './children.ts';
import { callIn, expectKept, expectReplaysEqual, expectSound, place, reopened, settle } from './judge.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundledChild();
});
afterAll(() => bundle[Symbol.dispose]());

const RACERS = 8;
const ROUNDS = 6;
const everyRacer = Array.from({ length: RACERS }, (_, racer) => racer);
const everyRound = Array.from({ length: ROUNDS }, (_, round) => round);

/** Lets every racer run its call of each round at the same moment, and answers what each was told, round by round. */
async function race(file: string, callsOf: (racer: number) => readonly Call[]): Promise<readonly Child[]> {
  const racers = everyRacer.map((racer) => bundle.start({ file, calls: callsOf(racer), paced: true }));
  for (const round of everyRound) {
    await Promise.all(racers.map((racer) => racer.heard(round)));
    for (const racer of racers) racer.go();
  }
  for (const { code, complaints } of await Promise.all(racers.map(({ ended }) => ended))) expect([code, complaints]).toEqual([0, '']);
  return racers;
}

test('a proposal approved by eight processes at once is approved once', async () => {
  using firm = house();
  const approvers = everyRacer.map((racer) => firm.addUser(`approver-${racer}`, 'owner'));
  const proposals = everyRound.map((round) => {
    const valueId = firm.id();
    const content = { rule: 'audit.lateApprovalHours', value: 96, effectiveOn: '2026-06-01', reason: 'More time.' } as const;
    const { contentHash } = firm.done('settings.propose', { valueId, scope: { kind: 'fund', id: `fund-${round}` }, ...content });
    return { valueId, contentHash };
  });
  using here = place();
  settle(firm.db);
  const file = here.copy(firm.file);
  const racers = await race(file, (racer) => proposals.map((proposal) => callIn(firm, 'settings.approve', proposal, approvers[racer]!)));

  using db = reopened(file);
  for (const round of everyRound) {
    const codes = racers.map(({ acknowledged }) => codeOf(acknowledged[round]!.reply)).sort();
    expect(codes).toEqual([...Array<string>(RACERS - 1).fill('notProposed'), 'ok']);
  }
  expect(readAllSettingValues(db).map(({ state }) => state)).toEqual(Array(ROUNDS).fill('approved'));
  expect(readLogHead(db)!.seq).toBe(1 + RACERS + 2 * ROUNDS);
  for (const { acknowledged } of racers) expectKept(db, acknowledged);
  expectSound(db);
  expectReplaysEqual(db);
}, 60_000);

test('one command sent by eight processes at once is one row, and all are told the same', async () => {
  using firm = house();
  const calls = everyRound.map((round) =>
    callIn(firm, 'access.addUser', { userId: firm.id() as never, login: `user-${round}`, name: 'Same', roles: [] }),
  );
  using here = place();
  settle(firm.db);
  const file = here.copy(firm.file);
  const racers = await race(file, () => calls);

  using db = reopened(file);
  for (const round of everyRound) {
    const replies = racers.map(({ acknowledged }) => acknowledged[round]!);
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(codeOf(replies[0]!.reply)).toBe('ok');
  }
  expect(readLogHead(db)!.seq).toBe(1 + ROUNDS);
  expectSound(db);
  expectReplaysEqual(db);
}, 60_000);

test('eight processes writing different things wait for each other and all succeed', async () => {
  using firm = house();
  const callsOf = everyRacer.map((racer) =>
    everyRound.map((round) =>
      callIn(firm, 'audit.noteViews', { views: [{ entity: 'investor', entityId: `${racer}-${round}`, hour: '2026-03-02T09' }] }),
    ),
  );
  using here = place();
  settle(firm.db);
  const file = here.copy(firm.file);
  const racers = await race(file, (racer) => callsOf[racer]!);

  using db = reopened(file);
  for (const { acknowledged } of racers) {
    expect(acknowledged.map(({ reply }) => codeOf(reply))).toEqual(Array(ROUNDS).fill('ok'));
    expectKept(db, acknowledged);
  }
  expect(readLogHead(db)!.seq).toBe(1 + RACERS * ROUNDS);
  expectSound(db);
  expectReplaysEqual(db);
}, 60_000);
