import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { type CallState, callLifecycle } from '#shared/model/calls.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Result } from '#shared/result.ts';

export type CallHead = Readonly<{
  number: number;
  title: string;
  state: CallState;
  contentHash: string;
  preparedBy: UserId;
  submittedBy: UserId | null;
  approversNeeded: number | null;
  accountId: string | null;
}>;

export const callName = ({ number, title }: Pick<CallHead, 'number' | 'title'>): string => `Call ${number} “${title}”`;

type MoveName = (typeof callLifecycle)['moves'][number]['name'];
const stepWords: Readonly<Record<MoveName, string>> = {
  redraft: 'drawn up again',
  submit: 'submitted',
  approve: 'approved',
  sendBack: 'sent back',
  issue: 'issued',
  drop: 'given up',
  rescind: 'rescinded',
};

/** Where a move leads from the state a call is in, or that it leads nowhere. */
export function moveCall(call: Pick<CallHead, 'number' | 'title' | 'state'>, move: MoveName): Result<CallState, 'callState'> {
  const to = nextState(callLifecycle, call.state, move);
  return to ? done(to) : refuse('callState', { call: callName(call), state: call.state, step: stepWords[move] });
}

export function submitCall(call: CallHead): Result<CallState, 'callState' | 'callNotReady'> {
  const to = moveCall(call, 'submit');
  if (to.ok && call.accountId === null)
    return refuse('callNotReady', { call: callName(call), unmet: ['choose the bank account investors pay into'] });
  return to;
}

export type Approval = Readonly<{ decidedBy: UserId; contentHash: string }>;
export type Approved = Readonly<{ state: CallState; tier: number; missing: number }>;

/** One more approval of what was read: by nobody who prepared it, and each person once. Enough of them make it approved. */
export function approveCall(
  call: CallHead,
  given: readonly Approval[],
  { userId, contentHash }: Readonly<{ userId: UserId; contentHash: string }>,
): Result<Approved, 'callState' | 'callChanged' | 'callByPreparer' | 'callApprovedByYou'> {
  const to = moveCall(call, 'approve');
  if (!to.ok) return to;
  if (call.contentHash !== contentHash) return refuse('callChanged', { call: callName(call) });
  if (userId === call.preparedBy || userId === call.submittedBy) return refuse('callByPreparer', { call: callName(call) });
  if (given.some(({ decidedBy }) => decidedBy === userId)) return refuse('callApprovedByYou', { call: callName(call) });
  const tier = given.length + 1;
  const missing = Math.max((call.approversNeeded ?? 1) - tier, 0);
  return done({ state: missing === 0 ? to.value : call.state, tier, missing });
}

type Issued = Pick<CallHead, 'number' | 'title' | 'state'> &
  Readonly<{ kind: 'capital' | 'equalisation'; issuedOn: BusinessDate | null; issuedBy: UserId | null }>;
type Rescinding = Readonly<{ on: BusinessDate; by: UserId; today: BusinessDate; isStoodOn: boolean }>;

/** Whether an issued call may be taken back on a day. */
export function rescindCall(
  call: Issued,
  { on, by, today, isStoodOn }: Rescinding,
): Result<CallState, 'callState' | 'callOfClosing' | 'callRescindByIssuer' | 'callRescindEarly' | 'dateInFuture' | 'callStoodOn'> {
  const to = moveCall(call, 'rescind');
  if (!to.ok) return to;
  const name = callName(call);
  if (call.kind === 'equalisation') return refuse('callOfClosing', { call: name });
  if (call.issuedBy === by) return refuse('callRescindByIssuer', { call: name });
  if (on > today) return refuse('dateInFuture', { what: `The end of ${name}`, on, today });
  if (on < call.issuedOn!) return refuse('callRescindEarly', { call: name, issued: call.issuedOn! });
  return isStoodOn ? refuse('callStoodOn', { call: name }) : to;
}

/** Whether a call may have an amendment take its place. */
export function amendable(call: Issued, isStoodOn: boolean): Result<null, 'callNotAmendable' | 'callStoodOn'> {
  const name = callName(call);
  if (call.kind === 'equalisation') return refuse('callNotAmendable', { call: name, because: 'it belongs to a closing' });
  if (call.state !== 'issued')
    return refuse('callNotAmendable', { call: name, because: 'only a call that was issued and still stands is amended' });
  return isStoodOn ? refuse('callStoodOn', { call: name }) : done(null);
}
