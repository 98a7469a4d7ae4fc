import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainHash } from '#db/chain.ts';
import { createWorkspace } from '#db/createWorkspace.ts';
import type { WriteDb } from '#db/handles.ts';
import { GENESIS } from '#db/hash.ts';
import { insertLogRow, readLogHead } from '#db/tables/commandLog.ts';
import { inTransaction } from '#db/transaction.ts';
import { type OpenOrder, openWorkspace, type Workspace, type WritableWorkspace } from '#db/workspace.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { addMilliseconds, businessDate, type Instant } from '#shared/dates.ts';
import type { CommandId } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import { ann, cheap, start, workspaceId } from './people.ts';

export { ann, bob, cheap, start, workspaceId } from './people.ts';

export const secondsLater = (seconds: number): Instant => addMilliseconds(start, seconds * 1000);
export const idOf = (number: number): string => `0193abcd-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** The value, or the test fails with the refusal. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'clearway-db-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A workspace folder with Ann as its owner, in a temporary place; everything opened through it is closed at the end. */
export async function newHouse({ empty = false }: { empty?: boolean } = {}) {
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'house');
  const { workspace, recoveryPhrase } = must(
    await createWorkspace({
      folder,
      workspaceId,
      now: start,
      owner: { userId: ann.userId, login: ann.login, passphrase: ann.passphrase },
      argon: cheap,
    }),
  );
  const opened: Workspace[] = [workspace];
  if (!empty) beginHouse(workspace.write);
  const open = async (order: Partial<OpenOrder> = {}): Promise<Result<WritableWorkspace>> => {
    const result = await openWorkspace({
      folder,
      unlock: { login: ann.login, passphrase: ann.passphrase },
      now: start,
      argon: cheap,
      ...order,
      mode: 'write',
    });
    if (result.ok) opened.push(result.value);
    return result;
  };
  const openForReading = async (order: Partial<OpenOrder> = {}): Promise<Result<Workspace>> => {
    const result = await openWorkspace({
      folder,
      unlock: { login: ann.login, passphrase: ann.passphrase },
      now: start,
      argon: cheap,
      ...order,
      mode: 'read',
    });
    if (result.ok) opened.push(result.value);
    return result;
  };
  return {
    folder,
    workspace,
    recoveryPhrase,
    open,
    openForReading,
    [Symbol.dispose]: () => {
      for (const each of opened) each.close();
      temporary[Symbol.dispose]();
    },
  };
}
export type House = Awaited<ReturnType<typeof newHouse>>;

const actor = { userId: ann.userId, transport: 'cli', device: 'test', origin: null, steppedUp: true } as const;

export function command(db: WriteDb, id: number, name: string, input: unknown, now = start): unknown {
  const { reply } = runCommand(db, { name, id: idOf(id), input, actor, now, today: businessDate(now.slice(0, 10)) });
  return must(reply);
}

function beginHouse(db: WriteDb): void {
  const owner = { userId: ann.userId, login: ann.login, name: ann.name };
  command(db, 1, 'access.createWorkspace', {
    workspaceId,
    house: 'Alder House',
    profile: 'live',
    timeZone: 'Europe/Zurich',
    currency: 'USD',
    owner,
  });
}

/** Chained log rows that no command made: for storage alone, which does not read what is in them. */
export function appendRows(db: WriteDb, count: number, filler = ''): void {
  inTransaction(db, () => {
    for (let made = 0; made < count; made += 1) {
      const newest = readLogHead(db);
      const seq = (newest?.seq ?? 0) + 1;
      const row = {
        seq,
        commandId: idOf(0x10_0000 + seq) as CommandId,
        name: 'test.row',
        vocabulary: 1,
        class: 'note' as const,
        input: JSON.stringify({ filler }),
        inputHash: '',
        actorId: ann.userId,
        transport: 'test',
        device: 'test',
        origin: null,
        at: start,
        today: businessDate('2026-11-20'),
        reason: null,
        reply: '{}',
        guards: '[]',
        claims: '[]',
        scopes: '[]',
        changes: '{}',
        previousHash: newest?.hash ?? GENESIS,
      };
      insertLogRow(db, { ...row, hash: chainHash(row) });
    }
    return { keep: true, value: undefined };
  });
}
