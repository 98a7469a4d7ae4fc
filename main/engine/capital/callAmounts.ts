import { refuse } from '#shared/contract/refusals.ts';
import { Decimal } from '#shared/decimal.ts';
import type { CallMethod, CallPurpose } from '#shared/model/calls.ts';
import { done, type Result } from '#shared/result.ts';
import type { UseAmount } from './callAllocation.ts';

/** One use as it is asked for: an amount, a percentage, or a need that cash on hand may cover first. */
export type AskedUse = Readonly<{
  purpose: CallPurpose;
  insideCommitment: boolean;
  minor: bigint | null;
  percent: string | null;
}>;

export type Asked = Readonly<{ method: CallMethod; cashOnHand: bigint | null; uses: readonly AskedUse[] }>;

export type PercentBasis = Readonly<{
  /** The commitments that percentages are of. */
  commitments: bigint;
  /** Who shares a use, by name, and the percentages called of them so far. */
  percentSoFar: (use: AskedUse) => Readonly<{ basis: string; percent: Decimal }>;
}>;

export type SettledUse = UseAmount & Readonly<{ percent: string | null; need: bigint | null }>;

const HUNDRED = 100;

/** The amount of every use: as typed, as a percentage of commitments, or as what is needed less the cash on hand. */
export function settleAmounts({ method, cashOnHand, uses }: Asked, basis: PercentBasis): Result<SettledUse[], 'callUseWrong'> {
  const wrong = uses.findIndex((use) => problemOf(method, use) !== undefined);
  if (wrong >= 0) return refuse('callUseWrong', { use: wrong + 1, problem: problemOf(method, uses[wrong]!)! });
  if (method === 'need') return done(lessCash(uses, cashOnHand ?? 0n));
  if (method === 'percent') return done(percentages(uses, basis));
  return done(uses.map((use) => ({ ...use, minor: use.minor!, percent: null, need: null })));
}

function problemOf(method: CallMethod, { minor, percent }: AskedUse): string | undefined {
  if (method === 'percent') {
    if (minor !== null) return 'has an amount, but this call is by percent; leave the amount empty';
    if (percent === null) return 'needs a percentage';
    const value = new Decimal(percent);
    return value.greaterThan(0) && value.lessThanOrEqualTo(HUNDRED) ? undefined : 'needs a percentage above 0 and up to 100';
  }
  if (percent !== null) return 'has a percentage, but this call is by amount; leave the percentage empty';
  return minor !== null && minor > 0n ? undefined : 'needs an amount above zero';
}

/** Cash on hand covers the uses in their order; what it does not cover is called. */
function lessCash(uses: readonly AskedUse[], cash: bigint): SettledUse[] {
  let left = cash;
  return uses.map((use) => {
    const need = use.minor!;
    const called = need > left ? need - left : 0n;
    left -= need - called;
    return { ...use, minor: called, percent: null, need };
  });
}

/** Rounded on the percentages called in all, so that twenty calls of five per cent come to the whole. */
function percentages(uses: readonly AskedUse[], { commitments, percentSoFar }: PercentBasis): SettledUse[] {
  const inThisCall = new Map<string, Decimal>();
  const share = (percent: Decimal): bigint => BigInt(percent.times(commitments.toString()).dividedBy(HUNDRED).toFixed(0));
  return uses.map((use) => {
    const { basis, percent } = percentSoFar(use);
    const before = percent.plus(inThisCall.get(basis) ?? 0);
    const after = before.plus(use.percent!);
    inThisCall.set(basis, after.minus(percent));
    return { ...use, minor: share(after) - share(before), percent: new Decimal(use.percent!).toFixed(), need: null };
  });
}
