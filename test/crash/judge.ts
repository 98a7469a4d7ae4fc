import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { walkChain } from '#db/chainCheck.ts';
import { sweep } from '#db/checks/index.ts';
import { compareTables } from '#db/compare.ts';
import { closeDb, type ReadDb, rawOf, type WriteDb } from '#db/handles.ts';
import { migrate } from '#db/migrate.ts';
import { openScratch, openWriter } from '#db/open.ts';
import { findCommand } from '#db/tables/commandLog.ts';
import type { Call } from '#main/commands/handler.ts';
import { replay } from '#main/commands/replay.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import type { CommandName, CommandRequest } from '#shared/contract/index.ts';
import { addMilliseconds, utcDateOf } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { toWire } from '#shared/json.ts';
import { type House, KEY, migrations } from '../kit/house.ts';
import type { Acknowledged } from './orders.ts';

/** A place for copies of a firm's file, gone at the end. */
export function place() {
  const folder = mkdtempSync(join(tmpdir(), 'clearway-crash-'));
  let copies = 0;
  return {
    folder,
    /** A copy of a settled file, in a folder of its own. */
    copy(image: Uint8Array | string): string {
      copies += 1;
      mkdirSync(join(folder, String(copies)));
      const file = join(folder, String(copies), 'workspace.clearway');
      if (typeof image === 'string') copyFileSync(image, file);
      else writeFileSync(file, image);
      return file;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Moves everything out of the WAL, so that the file alone is the whole firm. */
export function settle(db: WriteDb): void {
  const [result] = rawOf(db).pragma('wal_checkpoint(TRUNCATE)') as [{ busy: bigint }];
  expect(Number(result.busy)).toBe(0);
}

/** A call as a host would make it at the firm's present moment, which moves on. */
export function callIn<Name extends CommandName>(firm: House, name: Name, input: CommandRequest<Name>, as: UserId = firm.owner): Call {
  firm.now = addMilliseconds(firm.now, 1000);
  const actor = { userId: as, transport: 'window', device: 'crash-test', origin: null, steppedUp: true } as const;
  return { name, id: firm.id(), input, actor, now: firm.now, today: utcDateOf(firm.now) };
}

export const reopened = (file: string): WriteDb & Disposable => {
  const db = openWriter(file, KEY, 'existing');
  return Object.assign(db, { [Symbol.dispose]: () => closeDb(db) });
};

/** Nothing broken: invariants, pages and the whole chain. */
export function expectSound(db: ReadDb): void {
  expect(rawOf(db).pragma('quick_check', { simple: true })).toBe('ok');
  expect(sweep(db)).toEqual([]);
  expect(walkChain(db, 1).broken).toBeNull();
}

export function expectReplaysEqual(db: ReadDb): void {
  const scratch = openScratch();
  try {
    migrate(scratch, migrations, () => undefined);
    expect(replay(db, scratch).differences).toEqual([]);
  } finally {
    closeDb(scratch);
  }
}

/** Every command that was answered with ok is in the log with that very answer. */
export function expectKept(db: ReadDb, acknowledged: readonly Acknowledged[]): void {
  for (const { id, reply } of acknowledged) {
    const row = findCommand(db, id);
    if (!reply.ok) expect(row, `${id} was refused`).toBeUndefined();
    else expect(row && JSON.parse(row.reply), `${id} was acknowledged`).toEqual(JSON.parse(toWire(reply.value)));
  }
}

/** The same id once more: done now, or answered as it was answered the first time. */
export function retry(db: WriteDb, call: Call): unknown {
  const { reply } = runCommand(db, call);
  expect(reply).toMatchObject({ ok: true });
  return JSON.parse(toWire(reply));
}

export const expectSame = (left: ReadDb, right: ReadDb): void => expect(compareTables(left, right)).toEqual([]);
