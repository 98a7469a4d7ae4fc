import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate, type Instant, utcDateOf } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import {
  isTiers,
  type Loosening,
  type RuleFact,
  type RuleKey,
  type RuleScope,
  type RuleValue,
  rules,
  type SettingState,
  type SettingValue,
  settingLifecycle,
} from '#shared/model/settings.ts';
import { MOST_APPROVERS, tiersText } from '#shared/model/tiers.ts';
import { done, type Result } from '#shared/result.ts';
import { type InForce, isSameScope } from './resolve.ts';
import { needsFewer, tiersProblem } from './tiers.ts';

export function textOf(value: RuleValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (isTiers(value)) return tiersText(value);
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** A change of a rule in a few words: “Lock after idle minutes”: 30 minutes. */
export function changeText({ rule, value }: Pick<SettingValue, 'rule' | 'value'>): string {
  const { title, kind }: RuleFact = rules[rule];
  return `“${title}”: ${textOf(value)}${'unit' in kind ? ` ${kind.unit}` : ''}`;
}

/** What a rule accepts, in words. */
export function allowedText({ kind }: RuleFact): string {
  if (kind.type === 'flag') return 'on or off';
  if (kind.type === 'tiers')
    return `up to ${kind.most} tiers, the first from 0 for every priority, each with 1 to ${MOST_APPROVERS} approvers and each amount once per priority`;
  if (kind.type === 'integer') return `a whole number of ${kind.unit} from ${kind.smallest} to ${kind.largest}`;
  return `up to ${kind.most} whole numbers of ${kind.unit}, each from ${kind.smallest} to ${kind.largest}`;
}

export function isAllowed({ kind }: RuleFact, value: RuleValue): boolean {
  if (kind.type === 'flag') return typeof value === 'boolean';
  if (kind.type === 'tiers') return isTiers(value) && tiersProblem(value, kind.most) === undefined;
  const inRange = (number: number): boolean => Number.isSafeInteger(number) && number >= kind.smallest && number <= kind.largest;
  if (kind.type === 'integer') return typeof value === 'number' && inRange(value);
  return typeof value === 'object' && !isTiers(value) && value.length <= kind.most && value.every(inRange);
}

/** Whether moving from one value to the other gives people more room. */
export function isLoosening(direction: Loosening, from: RuleValue, to: RuleValue): boolean {
  if (direction === 'never' || sameValue(from, to)) return false;
  if (direction === 'any') return true;
  if (isTiers(from) && isTiers(to)) return needsFewer(from, to);
  if (direction === 'off') return to === false;
  return direction === 'larger' ? Number(to) > Number(from) : Number(to) < Number(from);
}

const sameValue = (left: RuleValue, right: RuleValue): boolean => textOf(left) === textOf(right);

export type Proposal = Readonly<{
  id: string;
  rule: RuleKey;
  scope: RuleScope;
  value: RuleValue;
  effectiveOn: BusinessDate;
  reason: string;
}>;
type Standing = Readonly<{
  values: readonly SettingValue[];
  inForceThen: InForce;
  dualControl: boolean;
  proposalDays: number;
  today: BusinessDate;
  now: Instant;
  proposer: UserId;
  nameOf: (id: UserId) => string;
  contentHash: string;
}>;
type ProposalRefusal = 'valueOutOfRange' | 'notPerFund' | 'scopeNeedsId' | 'effectiveInPast' | 'unchanged' | 'proposalOpen';

/** Decides a rule change: in force by itself when it tightens, waiting for a second person when it loosens. */
export function propose(proposal: Proposal, standing: Standing): Result<SettingValue, ProposalRefusal> {
  const { rule, scope, value, effectiveOn } = proposal;
  const fact: RuleFact = rules[rule];
  if (!isAllowed(fact, value)) return refuse('valueOutOfRange', { rule: fact.title, allowed: allowedText(fact) });
  if ((scope.kind === 'house') !== (scope.id === null)) return refuse('scopeNeedsId', { kind: scope.kind });
  if (scope.kind !== 'house' && !fact.perFund) return refuse('notPerFund', { rule: fact.title });
  if (effectiveOn < standing.today) return refuse('effectiveInPast', { rule: fact.title, today: standing.today });
  const waiting = standing.values.find(
    (other) => isWaiting(other, standing.today, standing.proposalDays) && isSameScope(other.scope, scope),
  );
  if (waiting) return refuse('proposalOpen', { rule: fact.title, proposedBy: standing.nameOf(waiting.proposedBy) });
  if (sameValue(standing.inForceThen.value, value)) return refuse('unchanged', { rule: fact.title, value: textOf(value) });
  const loosens = isLoosening(fact.loosening, standing.inForceThen.value, value);
  const state: SettingState = loosens && standing.dualControl ? 'proposed' : 'approved';
  const decided =
    state === 'approved'
      ? { decidedBy: standing.proposer, decidedAt: standing.now, decisionReason: null }
      : { decidedBy: null, decidedAt: null, decisionReason: null };
  return done({
    ...proposal,
    state,
    loosens,
    proposedBy: standing.proposer,
    proposedAt: standing.now,
    contentHash: standing.contentHash,
    inForceOn: null,
    ...decided,
  });
}

export const isWaiting = (value: SettingValue, today: BusinessDate, proposalDays: number): boolean =>
  value.state === 'proposed' && !hasLapsed(value, today, proposalDays);

export const hasLapsed = ({ proposedAt }: SettingValue, today: BusinessDate, proposalDays: number): boolean =>
  addDays(utcDateOf(proposedAt), proposalDays) < today;

type Decider = Readonly<{ userId: UserId; today: BusinessDate; proposalDays: number; nameOf: (id: UserId) => string }>;

export function approve(
  value: SettingValue,
  contentHash: string,
  decider: Decider,
): Result<
  Readonly<{ state: SettingState; inForceOn: BusinessDate | null }>,
  'notProposed' | 'approverIsProposer' | 'contentChanged' | 'proposalLapsed'
> {
  const { title } = rules[value.rule];
  const to = nextState(settingLifecycle, value.state, 'approve');
  if (!to) return refuse('notProposed', { rule: title, state: value.state });
  if (value.contentHash !== contentHash) return refuse('contentChanged', { rule: title });
  if (value.proposedBy === decider.userId) return refuse('approverIsProposer', { rule: title });
  if (hasLapsed(value, decider.today, decider.proposalDays)) return refuse('proposalLapsed', { rule: title, days: decider.proposalDays });
  return done({ state: to, inForceOn: value.effectiveOn < decider.today ? decider.today : null });
}

export function reject(value: SettingValue): Result<SettingState, 'notProposed'> {
  const to = nextState(settingLifecycle, value.state, 'reject');
  return to ? done(to) : refuse('notProposed', { rule: rules[value.rule].title, state: value.state });
}

export function withdraw(
  value: SettingValue,
  { userId, nameOf }: Pick<Decider, 'userId' | 'nameOf'>,
): Result<SettingState, 'notProposed' | 'notProposer'> {
  const { title } = rules[value.rule];
  const to = nextState(settingLifecycle, value.state, 'withdraw');
  if (!to) return refuse('notProposed', { rule: title, state: value.state });
  if (value.proposedBy !== userId) return refuse('notProposer', { rule: title, proposedBy: nameOf(value.proposedBy) });
  return done(to);
}
