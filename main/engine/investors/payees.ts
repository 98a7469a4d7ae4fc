import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { type PayeeSource, type PayeeState, payeeLifecycle } from '#shared/model/investors.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Refused, type Result } from '#shared/result.ts';

export const payeeStateTitles: Readonly<Record<PayeeState, string>> = {
  requested: 'waiting for the callback',
  callbackRecorded: 'waiting for approval',
  approved: 'approved',
  inForce: 'in force',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
};

export type PayeeCase = Readonly<{
  state: PayeeState;
  requestedBy: string;
  requestedOn: BusinessDate;
  receivedOn: BusinessDate;
  source: PayeeSource;
  callbackBy: string | null;
  contentHash: string;
}>;
type Move = 'recordCallback' | 'approve' | 'apply' | 'reject' | 'withdraw';

/** Where a move leads, or why it may not be made now. */
export function movePayee(investor: string, { state }: Pick<PayeeCase, 'state'>, move: Move): Result<PayeeState, 'payeeState'> {
  const to = nextState(payeeLifecycle, state, move);
  return to ? done(to) : refuse('payeeState', { investor, state: payeeStateTitles[state], move: moveTitles[move] });
}

const moveTitles: Readonly<Record<Move, string>> = {
  recordCallback: 'record the callback',
  approve: 'approve',
  apply: 'put in force',
  reject: 'reject',
  withdraw: 'withdraw',
};

export type Callee = Readonly<{
  name: string;
  phone: string | null;
  fromOn: BusinessDate;
  untilOn: BusinessDate | null;
  recordedOn: BusinessDate;
}>;
type CallRules = Readonly<{ ageDays: number; byAnother: boolean; investorAddedOn: BusinessDate; caller: string }>;
type CallRefusal = 'payeeState' | 'callbackNumberMissing' | 'callbackNotOnFile' | 'callbackTooNew' | 'callbackByRequester';

/** The number to call, when it was on file before the request and had not just been changed. A number that came with the investor's own record is no change. */
export function planCallback(investor: string, payee: PayeeCase, callee: Callee, rules: CallRules): Result<string, CallRefusal> {
  const move = movePayee(investor, payee, 'recordCallback');
  if (!move.ok) return move;
  if (rules.byAnother && rules.caller === payee.requestedBy) return refuse('callbackByRequester', { investor });
  if (callee.phone === null) return refuse('callbackNumberMissing', { contact: callee.name });
  return numberRefusal(payee, callee, rules) ?? done(callee.phone);
}

function numberRefusal(
  { receivedOn }: PayeeCase,
  { name, fromOn, untilOn, recordedOn }: Callee,
  { ageDays, investorAddedOn }: CallRules,
): Refused<'callbackNotOnFile' | 'callbackTooNew'> | undefined {
  const onFile = recordedOn < receivedOn && fromOn <= receivedOn && (untilOn === null || untilOn >= receivedOn);
  if (!onFile) return refuse('callbackNotOnFile', { contact: name, received: receivedOn });
  const changed = recordedOn !== investorAddedOn;
  return changed && addDays(recordedOn, ageDays) > receivedOn
    ? refuse('callbackTooNew', { contact: name, recorded: recordedOn, days: ageDays })
    : undefined;
}

/** The first day on which the case may be approved. */
export const approvableFrom = ({ requestedOn }: Pick<PayeeCase, 'requestedOn'>, coolOffDays: number): BusinessDate =>
  addDays(requestedOn, coolOffDays);

type Approval = Readonly<{ approver: string; contentHash: string; today: BusinessDate; coolOffDays: number }>;
type ApprovalRefusal = 'payeeState' | 'payeeContentChanged' | 'payeeSecondPerson' | 'payeeThirdPerson' | 'payeeCoolOff';

/**
 * A second person, on the content they read, once the case has rested. What came from the investor’s own login takes two people of the
 * house as well: whoever called back does not approve.
 */
export function approvePayee(investor: string, payee: PayeeCase, approval: Approval): Result<PayeeState, ApprovalRefusal> {
  const move = movePayee(investor, payee, 'approve');
  if (!move.ok) return move;
  if (payee.contentHash !== approval.contentHash) return refuse('payeeContentChanged', { investor });
  if (payee.requestedBy === approval.approver) return refuse('payeeSecondPerson', { investor });
  if (payee.source === 'portal' && payee.callbackBy === approval.approver) return refuse('payeeThirdPerson', { investor });
  const until = approvableFrom(payee, approval.coolOffDays);
  return approval.today < until ? refuse('payeeCoolOff', { investor, days: approval.coolOffDays, until }) : move;
}
