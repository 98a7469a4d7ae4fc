import { type CallRow, insertCallApproval, moveCallRow, readCallApprovals } from '#db/tables/calls.ts';
import { readFund } from '#db/tables/funds.ts';
import { approveCall as approve, moveCall, submitCall as submit } from '#main/engine/capital/callSteps.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { approversNeeded as neededOf } from '#main/engine/settings/tiers.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundScope } from '../ledger/post.ts';
import { backToDraft, callOfFund, noCall, stale } from './callDraft.ts';

export const submitCall: Handler<'calls.submit'> = {
  guards: ({ callId, fundId }) => [writes('call', callId), reads('fund', fundId)],
  scope: fundScope,

  run({ db, actor, now, settings }, { callId, fundId, expectedVersion }) {
    const call = callOfFund(db, fundId, callId);
    if (!call) return noCall(callId);
    if (call.version !== expectedVersion) return stale(call);
    const to = submit(call);
    if (!to.ok) return to;
    const { id, vehicleType } = readFund(db, fundId)!;
    const tiers = settings.tiers('approvals.callTiers', chainOf({ id, type: vehicleType }));
    const approversNeeded = neededOf(tiers, { minor: call.total, currency: call.currency }, call.priority);
    const version = call.version + 1;
    moveCallRow(db, call, { ...call, state: to.value, submittedBy: actor.userId, submittedAt: now, approversNeeded, version });
    return done({ version, approversNeeded });
  },
};

const asSubmitted = ({ submittedBy, submittedAt, approversNeeded, revision }: CallRow) => ({
  submittedBy,
  submittedAt,
  approversNeeded,
  revision,
});

export const approveCall: Handler<'calls.approve'> = {
  guards: ({ callId }) => [writes('call', callId)],
  scope: fundScope,

  run({ db, actor, now }, { callId, fundId, contentHash }) {
    const call = callOfFund(db, fundId, callId);
    if (!call) return noCall(callId);
    const given = readCallApprovals(db, callId).filter(({ revision }) => revision === call.revision);
    const approved = approve(call, given, { userId: actor.userId, contentHash });
    if (!approved.ok) return approved;
    const { state, tier, missing } = approved.value;
    insertCallApproval(db, { callId, revision: call.revision, tier, contentHash, decidedBy: actor.userId, decidedAt: now });
    const version = call.version + 1;
    moveCallRow(db, call, { ...asSubmitted(call), state, version });
    return done({ version, state, missing });
  },
};

export const sendBackCall: Handler<'calls.sendBack'> = {
  guards: ({ callId, fundId }) => [writes('call', callId), writes('fundCalls', fundId)],
  scope: fundScope,

  run(context, { callId, fundId, expectedVersion }) {
    const call = callOfFund(context.db, fundId, callId);
    if (!call) return noCall(callId);
    if (call.version !== expectedVersion) return stale(call);
    const to = moveCall(call, 'sendBack');
    if (!to.ok) return to;
    const { version } = backToDraft(context, call);
    return done({ version });
  },
};
