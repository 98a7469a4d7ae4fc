import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { readLogHead } from '#db/tables/commandLog.ts';
import type { Call } from '#main/commands/handler.ts';
import type { CommandName, CommandRequest } from '#shared/contract/index.ts';
import type { UserId } from '#shared/ids.ts';
import { house } from '../kit/house.ts';
import type { Bundle } from './children.ts';
import { callIn, expectKept, expectReplaysEqual, expectSound, place, reopened, retry, settle } from './judge.ts';
import { type Acknowledged, callOfRound } from './orders.ts';

const LONGEST_LIFE = 250;

/** The same delays in every run; where exactly they hit is the machine's doing. */
function delays(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32) * LONGEST_LIFE;
  };
}

/** Kills a child in the midst of a stream of commands, again and again on one file, and judges what is left each time. */
export async function killManyTimes(bundle: Bundle, kills: number): Promise<void> {
  const firm = house();
  firm.leaveUnchecked();
  const ben = firm.addUser('ben', 'administrator');
  using here = place();
  settle(firm.db);
  const file = here.copy(firm.file);
  const delay = delays(kills);
  const kept: Acknowledged[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const calls = stream(kill, <Name extends CommandName>(name: Name, input: CommandRequest<Name>) => callIn(firm, name, input, ben));
    const child = bundle.start({ file, calls, endless: true });
    await child.heard(1);
    await wait(delay());
    child.kill();
    const { signal, complaints } = await child.ended;
    expect([signal, complaints]).toEqual(['SIGKILL', '']);
    kept.push(...child.acknowledged);
    using db = reopened(file);
    expectKept(db, child.acknowledged);
    expectSound(db);
    if (child.begun) retry(db, callOfRound(calls[child.begun.index]!, child.begun.round));
  }
  using db = reopened(file);
  expectKept(db, kept);
  expectReplaysEqual(db);
  expect(kept.length).toBeGreaterThan(kills);
  expect(readLogHead(db)!.seq).toBeGreaterThanOrEqual(kept.length);
  firm[Symbol.dispose]();
}

type Make = <Name extends CommandName>(name: Name, input: CommandRequest<Name>) => Call;

/** A round of commands with ids that no other kill uses; `ROUND-ID` becomes the id of the call. */
function stream(kill: number, make: Make): readonly Call[] {
  const views = Array.from({ length: 40 }, (_, row) => ({ entity: 'investor', entityId: `ROUND-ID-${row}`, hour: '2026-03-02T09' }));
  const calls = [
    make('access.setPreferences', { preferences: { density: 'dense' } }),
    make('access.addUser', { userId: 'ROUND-ID' as UserId, login: 'ROUND-ID', name: 'Ann Other', roles: [] }),
    make('audit.noteViews', { views }),
    make('access.setPreferences', { preferences: { density: 'comfortable' } }),
  ];
  const prefix = kill.toString(16).padStart(8, '0');
  return calls.map((call, index) => ({ ...call, id: `${prefix}-0000-7000-8${index.toString(16).padStart(3, '0')}-000000000000` }));
}
