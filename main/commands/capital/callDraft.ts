import type { WriteDb } from '#db/handles.ts';
import {
  type CallRow,
  insertCall,
  insertCallContent,
  moveCallRow,
  nextCallNumber,
  readCall,
  redraftCallRow,
  removeCallContent,
  rescindCallRow,
} from '#db/tables/calls.ts';
import { isCallMoved } from '#db/tables/commitments.ts';
import { amendable, callName, moveCall } from '#main/engine/capital/callSteps.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Context, type Handler, reads, writes } from '../handler.ts';
import { fundScope } from '../ledger/post.ts';
import { type Asked, drawingGuards, drawUp, hashOf, rowsOf } from './callContent.ts';

export const callOfFund = (db: WriteDb, fundId: string, callId: string): CallRow | undefined => {
  const call = readCall(db, callId);
  return call?.fundId === fundId ? call : undefined;
};
export const noCall = (callId: string) => refuse('notFound', { what: 'call of this fund', id: callId });
export const stale = (call: CallRow) => refuse('staleVersion', { what: callName(call) });

const undecided = {
  submittedBy: null,
  submittedAt: null,
  approversNeeded: null,
  issuedOn: null,
  issuedBy: null,
  issuedAt: null,
  entryId: null,
  rescindedOn: null,
  rescindedBy: null,
  rescindedAt: null,
  rescindReason: null,
  reversalId: null,
} as const;

const headOf = ({ title, method, priority, cashOnHand, noticeOn, dueOn, urgentReason, accountId }: Asked) => ({
  title,
  method,
  priority,
  cashOnHand: method === 'need' ? (cashOnHand ?? 0n) : null,
  asOfOn: noticeOn,
  noticeOn,
  dueOn,
  urgentReason,
  accountId,
});

export const draftCall: Handler<'calls.draft'> = {
  guards: (input) => [writes('call', input.callId), ...(input.amends ? [reads('call', input.amends.callId)] : []), ...drawingGuards(input)],
  claims: ({ callId }) => [`call:${callId}`],
  scope: fundScope,

  run(context, { amends, ...asked }) {
    const { db, actor, now } = context;
    const { callId, fundId } = asked;
    if (amends) {
      const amended = callOfFund(db, fundId, amends.callId);
      if (!amended) return noCall(amends.callId);
      const may = amendable(amended, isCallMoved(db, fundId, amended.id));
      if (!may.ok) return may;
    }
    const drawn = drawUp(context, asked, amends?.callId);
    if (!drawn.ok) return drawn;
    const content = rowsOf(callId, asked, drawn.value);
    const prepared = { reason: amends?.reason ?? null, preparedBy: actor.userId };
    const number = nextCallNumber(db, fundId);
    const contentHash = hashOf({ ...withoutId(asked), ...prepared, amends: amends?.callId ?? null }, content);
    const head = { ...headOf(asked), ...prepared, ...undecided, preparedAt: now, revision: 1, contentHash, version: 1 };
    const total = drawn.value.total;
    const lineCount = content.lines.length;
    insertCall(
      db,
      {
        id: callId,
        fundId,
        number,
        kind: 'capital',
        currency: asked.currency,
        total,
        lineCount,
        state: 'draft',
        replacesId: amends?.callId ?? null,
        closingId: null,
        ...head,
      },
      content,
    );
    return done({ number, version: 1, contentHash, total, lines: lineCount });
  },
};

const withoutId = ({ callId: _callId, treatments: _treatments, ...rest }: Asked) => rest;

export const redraftCall: Handler<'calls.redraft'> = {
  guards: (input) => [writes('call', input.callId), ...drawingGuards(input)],
  scope: fundScope,

  run(context, { expectedVersion, ...asked }) {
    const { db, actor, now } = context;
    const call = callOfFund(db, asked.fundId, asked.callId);
    if (!call) return noCall(asked.callId);
    if (call.version !== expectedVersion) return stale(call);
    const to = moveCall(call, 'redraft');
    if (!to.ok) return to;
    const drawn = drawUp(context, asked, call.replacesId ?? undefined);
    if (!drawn.ok) return drawn;
    const draft = backToDraft(context, call);
    const content = rowsOf(call.id, asked, drawn.value);
    const prepared = { reason: call.reason, preparedBy: actor.userId };
    const contentHash = hashOf({ ...withoutId(asked), ...prepared, amends: call.replacesId }, content);
    const total = drawn.value.total;
    removeCallContent(db, call.id);
    insertCallContent(db, content);
    const head = { ...headOf(asked), ...prepared, preparedAt: now, total, lineCount: content.lines.length, contentHash };
    redraftCallRow(db, draft, head);
    return done({ version: draft.version, contentHash, total, lines: content.lines.length });
  },
};

/** Back with its preparer: what was approved so far belonged to the revision before. */
export function backToDraft({ db }: Context, call: CallRow): CallRow {
  const { revision, version } = call;
  const moved = { state: 'draft', submittedBy: null, submittedAt: null, approversNeeded: null, revision: revision + 1 } as const;
  const draft = { ...moved, version: version + 1 };
  moveCallRow(db, call, draft);
  return { ...call, ...draft };
}

export const dropCall: Handler<'calls.drop'> = {
  guards: ({ callId, fundId }) => [writes('call', callId), writes('fundCalls', fundId)],
  scope: fundScope,

  run({ db, actor, now }, { callId, fundId, expectedVersion, reason }) {
    const call = callOfFund(db, fundId, callId);
    if (!call) return noCall(callId);
    if (call.version !== expectedVersion) return stale(call);
    const to = moveCall(call, 'drop');
    if (!to.ok) return to;
    const version = call.version + 1;
    const dropped = { rescindedOn: null, rescindedBy: actor.userId, rescindedAt: now, rescindReason: reason, reversalId: null };
    rescindCallRow(db, call, { state: to.value, ...dropped, version });
    return done({ version });
  },
};
