import { chainHash } from '#db/chain.ts';
import type { WriteDb } from '#db/handles.ts';
import { GENESIS } from '#db/hash.ts';
import { insertLogClaim, insertLogRow, insertLogSubject, type LogHead, type LogRow } from '#db/tables/commandLog.ts';
import { type CommandName, commands } from '#shared/contract/index.ts';
import type { CommandId } from '#shared/ids.ts';
import { canonicalJson } from '#shared/json.ts';
import type { GrantScope } from '#shared/model/access.ts';
import type { Call, Guard, Written } from './handler.ts';

/** The version of the words a command is written in: raised when an input's meaning changes, with an upcaster for the older ones. */
export const VOCABULARY = 1;

type Record = Readonly<{
  call: Call;
  ready: Readonly<{ name: CommandName; inputText: string; inputHash: string }>;
  held: Readonly<{ guards: readonly Guard[]; claims: readonly string[]; scopes: readonly GrantScope[] }>;
  value: unknown;
  written: Written;
  newest: LogHead | undefined;
}>;

/** One row, chained to the row before; its subjects and claims beside it. Returns its place. */
export function appendToLog(db: WriteDb, { call, ready, held, value, written, newest }: Record): number {
  const seq = (newest?.seq ?? 0) + 1;
  const row: Omit<LogRow, 'hash'> = {
    seq,
    commandId: call.id as CommandId,
    name: ready.name,
    vocabulary: VOCABULARY,
    class: commands[ready.name].class,
    input: ready.inputText,
    inputHash: ready.inputHash,
    actorId: call.actor.userId,
    transport: call.actor.transport,
    device: call.actor.device,
    origin: call.actor.origin,
    at: call.now,
    today: call.today,
    reason: reasonIn(ready.inputText),
    reply: canonicalJson(value),
    guards: canonicalJson(held.guards.map(({ entity, id, mode }) => [entity, id, mode])),
    claims: canonicalJson(held.claims),
    scopes: canonicalJson(held.scopes.map(({ kind, id }) => [kind, id])),
    changes: canonicalJson(written),
    previousHash: newest?.hash ?? GENESIS,
  };
  insertLogRow(db, { ...row, hash: chainHash(row) });
  for (const { entity, id, mode } of dedupe(held.guards)) insertLogSubject(db, { entity, entityId: id, seq, mode });
  for (const { kind, id } of held.scopes) if (id !== null) insertLogSubject(db, { entity: kind, entityId: id, seq, mode: 's' });
  for (const claim of held.claims) insertLogClaim(db, { claim, seq });
  return seq;
}

const dedupe = (guards: readonly Guard[]): readonly Guard[] => [
  ...new Map(guards.map((guard) => [`${guard.entity}\u0000${guard.id}\u0000${guard.mode}`, guard])).values(),
];

/** The person's own words for why, wherever the command's input carries them. */
function reasonIn(inputText: string): string | null {
  if (!inputText.includes('"reason":') && !inputText.includes('"purpose":')) return null;
  const { reason, purpose } = JSON.parse(inputText) as { reason?: string; purpose?: string };
  return reason ?? purpose ?? null;
}
