import { unnoted, type WriteDb, withJournal } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { Journal } from '#db/journal.ts';
import { noteRefusedCommand } from '#db/operational.ts';
import { findCommand, type LogHead, type LogRow, readClaim, readLogHead } from '#db/tables/commandLog.ts';
import { unbalancedEntries } from '#db/tables/ledger.ts';
import { readSettingFacts } from '#db/tables/settingValues.ts';
import { permittedScopes, readUser } from '#db/tables/users.ts';
import { DiskFull, inTransaction, isDiskFull } from '#db/transaction.ts';
import { SettingsInForce } from '#main/engine/settings/resolve.ts';
import type { TableName } from '#shared/contract/define.ts';
import { type CommandName, commands, isCommandName } from '#shared/contract/index.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { later } from '#shared/dates.ts';
import { type CommandId, isUuid } from '#shared/ids.ts';
import { canonicalJson } from '#shared/json.ts';
import { covers, type GrantScope, type Permission, permissions } from '#shared/model/access.ts';
import type { Refused, Result } from '#shared/result.ts';
import { barredFrom } from './bars.ts';
import type { Call, Context, Guard, Handler, Written } from './handler.ts';
import { handlers } from './handlers.ts';
import { appendToLog } from './log.ts';

export type Outcome = Readonly<{ reply: Result<unknown>; changed: readonly TableName[]; seq: number | null; written?: Written }>;

type AnyHandler = Handler<CommandName>;
type Ready = Readonly<{ call: Call; name: CommandName; input: never; inputText: string; inputHash: string }>;
type Held = Readonly<{ guards: readonly Guard[]; claims: readonly string[]; scopes: readonly GrantScope[] }>;

const refused = (reply: Refused): Outcome => ({ reply, changed: [], seq: null });

/** Parse, authorise, then run inside one transaction: everything commits or nothing does. */
export function runCommand(db: WriteDb, call: Call): Outcome {
  if (!isCommandName(call.name)) return refused(refuse('unknownName', { name: call.name }));
  if (!isUuid(call.id)) return refused(refuse('invalidInput', { issues: [{ path: 'id', message: 'must be a lower-case UUID' }] }));
  const parsed = commands[call.name].input.safeParse(call.input);
  if (!parsed.success) return refused(refuse('invalidInput', { issues: issuesOf(parsed.error) }));
  const inputText = canonicalJson(parsed.data);
  const ready: Ready = { call, name: call.name, input: parsed.data as never, inputText, inputHash: sha256(inputText) };
  try {
    const outcome = inTransaction(db, () => {
      const value = attempt(db, ready);
      return { keep: value.reply.ok && value.seq !== null && call.preview !== true, value };
    });
    if (!outcome.reply.ok && call.preview !== true) noteRefusal(db, call, outcome.reply);
    return outcome;
  } catch (error) {
    if (error instanceof DiskFull) return refused(refuse('diskFull', { workspace: 'this workspace' }));
    throw error;
  }
}

function attempt(db: WriteDb, ready: Ready): Outcome {
  const newest = readLogHead(db);
  const call = neverBefore(ready.call, newest);
  const handler = handlers[ready.name] as unknown as AnyHandler;
  const earlier = findCommand(db, call.id);
  const mayBegin = newest === undefined || earlier?.seq === 1;
  const held = hold(db, ready, handler, call, mayBegin);
  if (!held.ok) return refused(held);
  if (earlier) return repeat(earlier, ready);
  const taken = held.value.claims.find((claim) => readClaim(db, claim) !== undefined);
  if (taken !== undefined) return refused(refuse('claimTaken', { claim: taken }));
  const journal = new Journal(call.strict === true);
  const context = contextFor(db, call);
  const reply = withJournal(db, journal, () => handler.run(context, ready.input));
  if (!reply.ok) return refused(reply);
  assertNamedChanges(ready.name, journal, held.value.guards);
  assertBalanced(db, call.id, journal);
  const counts = Object.fromEntries(journal.counts);
  const written = { changes: journal.changes, counts };
  const changed = [...journal.counts.keys(), 'command_log'] as TableName[];
  if (call.preview === true) return { reply, changed: [], seq: null, written };
  const seq = appendToLog(db, { call, ready, held: held.value, value: reply.value, written, newest });
  return { reply, changed, seq };
}

/** The rules in force are worked out when a handler first asks: most commands never do. */
function contextFor(db: WriteDb, call: Call): Context {
  let inForce: SettingsInForce | undefined;
  return {
    db,
    now: call.now,
    today: call.today,
    actor: { userId: call.actor.userId },
    commandId: call.id as CommandId,
    get settings() {
      inForce ??= new SettingsInForce(readSettingFacts(db), call.today);
      return inForce;
    },
  };
}

/** A clock that was set back never makes a row older than the one before it. */
function neverBefore(call: Call, newest: LogHead | undefined): Call {
  return newest ? { ...call, now: later(call.now, newest.at), today: later(call.today, newest.today) } : call;
}

function repeat(earlier: LogRow, ready: Ready): Outcome {
  if (earlier.inputHash !== ready.inputHash || earlier.name !== ready.name)
    return refused(refuse('commandIdReused', { id: ready.call.id }));
  return { reply: { ok: true, value: commands[ready.name].output.parse(JSON.parse(earlier.reply)) }, changed: [], seq: null };
}

/** Permission and scope, step-up, then what the command guards and claims. */
function hold(db: WriteDb, ready: Ready, handler: AnyHandler, call: Call, mayBegin: boolean): Result<Held, RefusalCode> {
  const { permission, stepUp } = commands[ready.name] as (typeof commands)[CommandName] & { stepUp?: true };
  const house: readonly GrantScope[] = [{ kind: 'house', id: null }];
  const scopes = handler.scope && !mayBegin ? handler.scope(ready.input, db) : house;
  if (permission === 'bootstrap') {
    if (!mayBegin) return refuse('notPermitted', { name: ready.name, needs: 'an empty workspace' });
  } else {
    const user = unnoted(db, () => readUser(db, call.actor.userId));
    if (user?.status !== 'active') return refuse('notSignedIn', { workspace: 'this workspace' });
    if (permission !== 'signedIn' && !isPermitted(db, call, permission, scopes))
      return refuse('notPermitted', { name: ready.name, needs: permissions[permission].title });
    if (stepUp && !call.actor.steppedUp) return refuse('stepUpNeeded', { name: ready.name });
    const barred = barredFrom(db, ready, call);
    if (barred) return barred;
  }
  const guards = handler.guards(ready.input, db, call.actor);
  const claims = handler.claims?.(ready.input, db, call.actor) ?? [];
  return { ok: true, value: { guards, claims, scopes } };
}

function isPermitted(db: WriteDb, call: Call, permission: Permission, scopes: readonly GrantScope[]): boolean {
  const heldScopes = permittedScopes(db, call.actor.userId, permission, call.today);
  return scopes.every((wanted) => heldScopes.some((heldScope) => covers(heldScope, wanted)));
}

/** A handler that touched a table its contract does not name is a bug, so this throws. */
function assertNamedChanges(name: CommandName, journal: Journal, guards: readonly Guard[]): void {
  const named: readonly string[] = commands[name].changes;
  for (const table of journal.counts.keys())
    if (!named.includes(table)) throw new Error(`${name} changed ${table}, which its contract does not name`);
  if (!journal.notesSubjects) return;
  const guarded = (entity: string, id: string, modes: string): boolean =>
    guards.some((guard) => guard.entity === entity && guard.id === id && modes.includes(guard.mode));
  for (const { entity, id } of journal.reads.values())
    if (!guarded(entity, id, 'rwt')) throw new Error(`${name} read ${entity} ${id} outside its guards`);
  for (const { entity, id } of journal.writes.values())
    if (!guarded(entity, id, 'wt')) throw new Error(`${name} wrote ${entity} ${id} outside its guards`);
}

/** Where the disk has no room for the note, the person is still told why. */
/** An entry that does not come to zero in every currency is a bug, so this throws. Looks at this command's entries alone. */
function assertBalanced(db: WriteDb, commandId: string, { counts }: Journal): void {
  if (!counts.has('entries') && !counts.has('postings')) return;
  const broken = unbalancedEntries(db, commandId);
  if (broken.length > 0) throw new Error(`entries do not balance: ${broken.slice(0, 5).join(', ')}`);
}

function noteRefusal(db: WriteDb, call: Call, reply: Refused): void {
  if (reply.error.code !== 'notPermitted' && reply.error.code !== 'notSignedIn') return;
  try {
    noteRefusedCommand(db, { at: call.now, userId: call.actor.userId, name: call.name, code: reply.error.code, device: call.actor.device });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}
