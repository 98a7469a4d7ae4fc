import type { DayCount } from '#shared/dayCount.ts';
import { compareRatios, type Ratio } from '#shared/ratio.ts';
import { none } from './exact.ts';

/**
 * `anniversaries`: each flow counts whole years (or quarters) from its own date as one each, and the day count measures only the rest.
 * `days`: the day count measures the whole time. An agreement that says “compounded annually” means the first; a spreadsheet’s XIRR counts
 * like the second, so under the first it may find a rate lower by the leap days passed, at most 0.05 points.
 */
export type Clock = 'anniversaries' | 'days';

export type Accrual = Readonly<{
  kind: 'rate';
  rate: Ratio;
  compounding: 'none' | 'annual' | 'quarterly' | 'daily';
  dayCount: DayCount;
  clock: Clock;
  /** What accrues: the whole balance not yet paid, or capital alone while it is out. Without compounding both are the same. */
  basis: 'hurdleBalance' | 'unreturnedCapital';
}>;
/** Without compounding, preferred return earns nothing itself, so only capital accrues whatever the agreement calls the balance. */
export const isOnBalance = ({ basis, compounding }: Accrual): boolean => basis === 'hurdleBalance' && compounding !== 'none';
export type Multiple = Readonly<{ kind: 'multiple'; times: Ratio }>;
/** What a partner must have had before the next tier: a rate on contributions (as an IRR, over days), or a multiple of them. */
export type Hurdle = Readonly<{ kind: 'irr'; rate: Ratio }> | Multiple;

export type Tier = Readonly<{ clause: string | null }> &
  Readonly<
    | { kind: 'returnOfCapital' }
    | { kind: 'preferredReturn'; hurdle: Accrual | Multiple }
    /** The general partner takes `share` until it has `carry` of the preferred return and of this tier. */
    | { kind: 'catchUp'; share: Ratio; carry: Ratio }
    | { kind: 'split'; carry: Ratio; until: Hurdle | null }
  >;

/**
 * Which capital must come back before profit: all of the fund; this deal with the losses of realised deals, write-downs and its share of
 * fees; this deal alone (`pureDealByDeal`); or, in a hybrid, this deal with realised losses, write-downs and every fee so far.
 */
export type Basis = 'wholeFund' | 'dealByDeal' | 'pureDealByDeal' | 'hybrid';
export type Terms = Readonly<{ basis: Basis; tiers: readonly Tier[] }>;

export type Clauses = Readonly<Partial<Record<'returnOfCapital' | 'pref' | 'catchUp' | 'split', string | undefined>>>;
export type Step = Readonly<{ carry: Ratio; from: Hurdle; clause: string | null }>;
export type Standard = Readonly<{
  basis: Basis;
  carry: Ratio;
  catchUp: Ratio;
  pref: Accrual | Multiple;
  /** Carry from a further hurdle on, in rising order. */
  steps: readonly Step[];
  clauses: Clauses;
}>;

/** The tiers nearly every agreement has: capital, preferred return, catch-up if any, then splits from hurdle to hurdle. */
export function standardTerms({ basis, carry, catchUp, pref, steps, clauses }: Standard): Terms {
  const splits = [{ carry, clause: clauses.split ?? null }, ...steps].map(
    ({ carry: share, clause }, index): Tier => ({ kind: 'split', clause, carry: share, until: steps[index]?.from ?? null }),
  );
  const hasCatchUp = catchUp.over > 0n && carry.over > 0n;
  return {
    basis,
    tiers: [
      { kind: 'returnOfCapital', clause: clauses.returnOfCapital ?? null },
      { kind: 'preferredReturn', clause: clauses.pref ?? null, hurdle: pref },
      ...(hasCatchUp ? [{ kind: 'catchUp', clause: clauses.catchUp ?? null, share: catchUp, carry } satisfies Tier] : []),
      ...splits,
    ],
  };
}

/** A catch-up at or below the carry never catches up. */
export const catchesUp = (share: Ratio, carry: Ratio): boolean => share.over === 0n || carry.over === 0n || compareRatios(share, carry) > 0;

/** The same capital and preferred return, and everything after them to the partner. */
export function carryFree({ basis, tiers }: Terms): Terms {
  const kept = tiers.filter(({ kind }) => kind === 'returnOfCapital' || kind === 'preferredReturn');
  return { basis, tiers: [...kept, { kind: 'split', clause: null, carry: none, until: null }] };
}

/** The carry of the first split, which the clawback test holds the general partner to. */
export function firstCarry({ tiers }: Terms): Ratio {
  return tiers.find((tier) => tier.kind === 'split')?.carry ?? none;
}
