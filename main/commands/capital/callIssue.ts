import { type CallLineRow, type CallRow, issueCallRow, readCallLines, readCallUses, rescindCallRow } from '#db/tables/calls.ts';
import { isCallMoved, lastCommitmentChange } from '#db/tables/commitments.ts';
import { readPostings } from '#db/tables/ledger.ts';
import { checkDates } from '#main/engine/capital/callDates.ts';
import { amendable, callName, rescindCall as mayRescind, moveCall } from '#main/engine/capital/callSteps.ts';
import { changedShares, drawLines, noticeOf } from '#main/engine/capital/drawUpCall.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type EntryRef, entryRefOf, type Line } from '#shared/model/ledger.ts';
import { negate } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { checkCalledAllocations } from '../allocations/callable.ts';
import { type Context, type Guard, type Handler, reads, writes } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from '../ledger/post.ts';
import { booksOf, line } from './booksOf.ts';
import { askedOf, drawingGuards, factsFor } from './callContent.ts';
import { callOfFund, noCall, stale } from './callDraft.ts';
import { releaseGuards, releaseReceipts } from './releaseCall.ts';

const NAMED = 5;

/** Whether a call may go out on this day as it was approved: nothing it stands on has changed, and the notice is still long enough. */
function checkIssue(context: Context, call: CallRow, lines: readonly CallLineRow[], issuedOn: BusinessDate) {
  const name = callName(call);
  if (issuedOn > context.today) return refuse('dateInFuture', { what: `The issue of ${name}`, on: issuedOn, today: context.today });
  const found = factsFor(context, call.fundId, call.noticeOn, call.replacesId ?? undefined);
  if (!found) return noCall(call.id);
  const uses = readCallUses(context.db, call.id);
  const allocated = checkCalledAllocations(context.db, call.fundId, uses, call.replacesId ?? undefined);
  if (!allocated.ok) return allocated;
  const asked = askedOf(call, uses, lines);
  const sent = { ...asked, noticeOn: issuedOn };
  const dates = checkDates(sent, noticeOf(sent, found.facts), found.facts);
  if (!dates.ok) return dates;
  const drawn = drawLines(asked, found.facts);
  const changed = drawn.ok ? changedShares(lines, drawn.value) : lines.map(({ investorId }) => investorId);
  if (changed.length === 0) {
    const last = lastCommitmentChange(context.db, call.fundId);
    return last !== null && issuedOn < last ? refuse('callBeforeChange', { call: name, on: issuedOn, last }) : done(null);
  }
  const names = changed.slice(0, NAMED).map((id) => found.facts.nameOf(id));
  return refuse('callStale', { call: name, investors: names, more: changed.length - names.length });
}

const issueGuards = (
  call: CallRow | undefined,
  uses: Parameters<typeof drawingGuards>[0]['uses'],
  lines: readonly CallLineRow[],
): Guard[] =>
  call === undefined
    ? []
    : [
        ...drawingGuards({ fundId: call.fundId, accountId: call.accountId, uses }),
        ...postingGuards(
          call.fundId,
          lines.map(({ investorId }) => investorId),
        ),
      ];

export const issueCall: Handler<'calls.issue'> = {
  guards({ callId, fundId }, db) {
    const call = callOfFund(db, fundId, callId);
    const replaced = call?.replacesId ? [writes('call', call.replacesId), ...releaseGuards(fundId)] : [];
    const allocated = readCallUses(db, callId).flatMap(({ allocationId }) =>
      allocationId === null ? [] : [reads('allocation', allocationId)],
    );
    return [writes('call', callId), ...replaced, ...allocated, ...issueGuards(call, [], call ? readCallLines(db, callId) : [])];
  },
  claims: ({ callId }) => [`call:${callId}:issue`],
  scope: fundScope,

  run(context, { callId, fundId, expectedVersion, contentHash, issuedOn }) {
    const { db, actor, now } = context;
    const call = callOfFund(db, fundId, callId);
    if (!call) return noCall(callId);
    if (call.version !== expectedVersion) return stale(call);
    const to = moveCall(call, 'issue');
    if (!to.ok) return to;
    if (call.contentHash !== contentHash) return refuse('callChanged', { call: callName(call) });
    const lines = readCallLines(db, callId);
    const checked = checkIssue(context, call, lines, issuedOn);
    if (!checked.ok) return checked;
    const entry = postCall(context, call, lines, issuedOn);
    if (!entry.ok) return entry;
    const version = call.version + 1;
    issueCallRow(db, call, { state: to.value, issuedOn, issuedBy: actor.userId, issuedAt: now, entryId: entry.value, version });
    const replaced = call.replacesId === null ? done(null) : giveWay(context, call, issuedOn);
    return replaced.ok ? done({ version, entryId: entry.value }) : replaced;
  },
};

/** What every investor owes from here on, against its capital. */
function postCall(context: Context, call: CallRow, lines: readonly CallLineRow[], issuedOn: BusinessDate) {
  const books = booksOf(context.db, call.fundId, ['callsReceivable', 'contributedCapital']);
  if (!books.ok) return books;
  const { callsReceivable, contributedCapital } = books.value.code;
  const owed = owedBy(lines);
  const of = (account: string, sign: bigint) => owed.map(([investorId, minor]) => line(account, sign * minor, call.currency, investorId));
  return postEntry(context, {
    fundId: call.fundId,
    kind: 'event',
    source: 'calls.issue',
    effectiveOn: issuedOn,
    memo: callName(call),
    reason: null,
    evidence: [],
    lines: [...of(callsReceivable, 1n), ...of(contributedCapital, -1n)],
  });
}

/** An investor with several classes owes one sum. */
function owedBy(lines: readonly CallLineRow[]): [string, bigint][] {
  const owed = new Map<string, bigint>();
  for (const { investorId, minor } of lines) if (minor > 0n) owed.set(investorId, (owed.get(investorId) ?? 0n) + minor);
  return [...owed];
}

/** The call an amendment replaces is taken back in the same breath. */
function giveWay(context: Context, amendment: CallRow, on: BusinessDate) {
  const { db, actor, now } = context;
  const replaced = callOfFund(db, amendment.fundId, amendment.replacesId!)!;
  const may = amendable(replaced, isCallMoved(db, replaced.fundId, replaced.id));
  if (!may.ok) return may;
  if (on < replaced.issuedOn!) return refuse('callRescindEarly', { call: callName(replaced), issued: replaced.issuedOn! });
  const reason = `Replaced by ${callName(amendment)}: ${amendment.reason}`;
  const reversal = reverseCall(context, replaced, { effectiveOn: on, reason, source: 'calls.issue', ordinal: 1 });
  if (!reversal.ok) return reversal;
  const taken = { rescindedOn: on, rescindedBy: actor.userId, rescindedAt: now, rescindReason: reason, reversalId: reversal.value };
  rescindCallRow(db, replaced, { state: 'rescinded', ...taken, version: replaced.version + 1 });
  return done(null);
}

type TakingBack = Readonly<{ effectiveOn: BusinessDate; reason: string; source: 'calls.issue' | 'calls.rescind'; ordinal: number }>;

/** The exact reversal of what a call posted, from the entry of this number on; what was paid on it is held in advance. */
function reverseCall(context: Context, call: CallRow, { effectiveOn, reason, source, ordinal }: TakingBack) {
  const { fundId } = call;
  const reverses = entryRefOf(call.entryId!);
  const name = callName(call);
  const reversal = postEntry(context, {
    fundId,
    kind: 'reversal',
    source,
    effectiveOn,
    memo: `Reversal of: ${name}`,
    reason,
    evidence: [],
    reverses,
    ordinal,
    lines: negated(context, reverses),
  });
  if (!reversal.ok) return reversal;
  const released = releaseReceipts(context, { call, on: effectiveOn, reason, source, ordinal: ordinal + 1 });
  return released.ok ? reversal : released;
}

const negated = ({ db }: Context, entry: EntryRef): Line[] =>
  readPostings(db, entry).map(({ account, investorId, minor, currency }) => ({
    account,
    investorId,
    amount: negate({ minor, currency }),
  }));

export const rescindCall: Handler<'calls.rescind'> = {
  guards({ callId, fundId }, db) {
    const lines = callOfFund(db, fundId, callId) ? readCallLines(db, callId) : [];
    const investors = lines.map(({ investorId }) => investorId);
    return [
      writes('call', callId),
      reads('commitments', fundId),
      writes('fundCalls', fundId),
      ...postingGuards(fundId, investors),
      ...releaseGuards(fundId),
    ];
  },
  claims: ({ callId }) => [`call:${callId}:rescind`],
  scope: fundScope,

  run(context, { callId, fundId, expectedVersion, rescindedOn, reason }) {
    const { db, actor, now, today } = context;
    const call = callOfFund(db, fundId, callId);
    if (!call) return noCall(callId);
    if (call.version !== expectedVersion) return stale(call);
    const isStoodOn = isCallMoved(db, fundId, callId);
    const to = mayRescind(call, { on: rescindedOn, by: actor.userId, today, isStoodOn });
    if (!to.ok) return to;
    const reversal = reverseCall(context, call, { effectiveOn: rescindedOn, reason, source: 'calls.rescind', ordinal: 0 });
    if (!reversal.ok) return reversal;
    const version = call.version + 1;
    const taken = { rescindedOn, rescindedBy: actor.userId, rescindedAt: now, rescindReason: reason, reversalId: reversal.value };
    rescindCallRow(db, call, { state: to.value, ...taken, version });
    return done({ version, reversalId: reversal.value });
  },
};
