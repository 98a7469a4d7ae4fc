import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLogHead } from '#db/tables/commandLog.ts';
import { issuedLines } from '#db/tables/receipts.ts';
import { readAllSettingValues } from '#db/tables/settingValues.ts';
import type { Call } from '#main/commands/handler.ts';
import { codeOf, house } from '../kit/house.ts';
import { onLine, receiving, wire } from '../kit/receipts.ts';
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

test('receipts for one line of a call, recorded by eight processes at once: what fits is applied, nothing twice, nothing over', async () => {
  using at = receiving();
  const { firm, callId, fundId } = at;
  const share = 800_000n;
  // Alder owes 6,000,000 and Birch 4,000,000: 48 receipts of 800,000 want far more than either line has open.
  const callsOf = everyRacer.map((racer) =>
    everyRound.map(() => callIn(firm, 'receipts.record', wire(at, [onLine(callId, racer % 2, share)]))),
  );
  using here = place();
  settle(firm.db);
  const file = here.copy(firm.file);
  const racers = await race(file, (racer) => callsOf[racer]!);

  using db = reopened(file);
  const codes = racers.map(({ acknowledged }) => acknowledged.map(({ reply }) => codeOf(reply)));
  const applied = (line: number) => codes.filter((_, racer) => racer % 2 === line).flat();
  for (const [line, fits] of [
    [0, 7],
    [1, 5],
  ] as const) {
    expect(applied(line).filter((code) => code === 'ok')).toHaveLength(fits);
    expect(applied(line).filter((code) => code !== 'ok')).toEqual(Array((RACERS / 2) * ROUNDS - fits).fill('partOverOpen'));
  }
  expect(issuedLines(db, fundId).map(({ called, paid }) => called - paid)).toEqual([400_000n, 0n]);
  for (const { acknowledged } of racers) expectKept(db, acknowledged);
  expectSound(db);
  expectReplaysEqual(db);
}, 60_000);

test('one receipt, sent again under other ids by eight processes at once, is recorded once', async () => {
  using at = receiving();
  const { firm, callId, fundId } = at;
  const receipts = everyRound.map((round) => wire(at, [onLine(callId, 0, 100_000 + round)], { reference: `CALL 1 ${round}` }));
  using here = place();
  settle(firm.db);
  const file = here.copy(firm.file);
  const racers = await race(file, () => receipts.map((receipt) => callIn(firm, 'receipts.record', { ...receipt, receiptId: firm.id() })));

  using db = reopened(file);
  for (const round of everyRound) {
    const codes = racers.map(({ acknowledged }) => codeOf(acknowledged[round]!.reply)).sort();
    expect(codes).toEqual(['ok', ...Array<string>(RACERS - 1).fill('receiptTwice')]);
  }
  expect(issuedLines(db, fundId)[0]!.paid).toBe(100_000n * BigInt(ROUNDS) + 15n);
  expectSound(db);
  expectReplaysEqual(db);
}, 60_000);
