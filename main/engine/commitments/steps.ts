import { refuse } from '#shared/contract/refusals.ts';
import {
  closingLifecycle,
  type DefaultMove,
  type DefaultState,
  defaultLifecycle,
  type StepState,
  transferLifecycle,
} from '#shared/model/commitments.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Result } from '#shared/result.ts';

export type Step = Readonly<{ state: StepState; preparedBy: string; contentHash: string | null }>;
type StepMove = 'revise' | 'approve' | 'post' | 'cancel';
const doneTo: Readonly<Record<StepMove, string>> = { revise: 'revised', approve: 'approved', post: 'posted', cancel: 'cancelled' };

const moved = (what: string, { state }: Step, move: StepMove, to: StepState | undefined): Result<StepState, 'stepNotNow'> =>
  to ? done(to) : refuse('stepNotNow', { what, state, move: doneTo[move] });

/** Where a closing goes by a move, if it may be made there. */
export const moveClosing = (what: string, step: Step, move: StepMove) =>
  moved(what, step, move, nextState(closingLifecycle, step.state, move));
/** The same of a transfer, which is not revised: its content never changes. */
export const moveTransfer = (what: string, step: Step, move: Exclude<StepMove, 'revise'>) =>
  moved(what, step, move, nextState(transferLifecycle, step.state, move));

/** Approval is by a second person, on the content they read. */
export function checkApproval(
  what: string,
  { preparedBy }: Step,
  approver: string,
  read: string,
  current: string,
): Result<null, 'stepByApprover' | 'stepChanged'> {
  if (preparedBy === approver) return refuse('stepByApprover', { what });
  return read === current ? done(null) : refuse('stepChanged', { what });
}

export type DefaultFact = Readonly<{ move: DefaultMove; state: DefaultState; effectiveOn: string }>;

/** Whether a holding can be declared in default, or cured, from a day on: it must be the other thing then, with nothing decided later. */
export function checkDefault(
  investor: string,
  { move, effectiveOn }: Pick<DefaultFact, 'move' | 'effectiveOn'>,
  decided: readonly DefaultFact[],
): Result<null, 'defaultNotApplicable'> {
  const approved = decided.filter(({ state }) => state === 'approved');
  const last = approved.at(-1);
  const isInDefault = last?.move === 'declare';
  const isLater = last === undefined || last.effectiveOn <= effectiveOn;
  return (move === 'declare') !== isInDefault && isLater
    ? done(null)
    : refuse('defaultNotApplicable', { investor, on: effectiveOn, isInDefault: move === 'declare' });
}

export function decideDefault(
  investor: string,
  { state }: Pick<DefaultFact, 'state'>,
  move: 'approve' | 'reject' | 'withdraw',
): Result<DefaultState, 'defaultDecided'> {
  const to = nextState(defaultLifecycle, state, move);
  return to ? done(to) : refuse('defaultDecided', { investor, state });
}
