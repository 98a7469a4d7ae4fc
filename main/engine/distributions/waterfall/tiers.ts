import { atLeastZero, fractionOf, least, ONE, times } from './exact.ts';
import type { Due } from './ledger.ts';
import type { Hurdle, Tier } from './terms.ts';

export const legKinds = ['returnOfCapital', 'pref', 'catchUpGp', 'catchUpLp', 'splitLp', 'splitGp'] as const;
export type LegKind = (typeof legKinds)[number];
export const isCarry = (kind: LegKind): boolean => kind === 'catchUpGp' || kind === 'splitGp';

/** What one tier gave: `exact` finer than a minor unit, `minor` as paid. `source` is the place of its ledger among the dues. */
export type Leg = Readonly<{ kind: LegKind; tier: number; source: number | null; exact: bigint; minor: bigint; wanted: bigint | null }>;

/** What a partner is owed when a distribution comes, tier by tier. */
export type Needs = Readonly<{
  dues: readonly Due[];
  /** Preferred return and catch-up of earlier distributions, before rounding. */
  prefPaid: bigint;
  caughtUp: bigint;
  /** What the partner still lacks to a hurdle, given what this distribution has brought it so far. */
  lacking(hurdle: Hurdle, soFar: bigint): bigint;
}>;

/** A leg is rounded when all of them are known. */
type Draft = Omit<Leg, 'minor'> & { minor: bigint };
/** Cash running down the tiers: what is left of it, and what the partner has had of it. */
type Run = { left: bigint; toPartner: bigint; pref: bigint; legs: Draft[] };

/** Runs one partner’s cash down the tiers; the legs sum to it exactly, and are rounded once, by largest remainder. */
export function pour(cash: bigint, tiers: readonly Tier[], needs: Needs): Readonly<{ legs: readonly Leg[]; residueTo: readonly number[] }> {
  const run: Run = { left: cash * ONE, toPartner: 0n, pref: 0n, legs: [] };
  for (const [index, tier] of tiers.entries()) {
    if (run.left === 0n) break;
    pourInto(run, tier, index, needs);
  }
  return { legs: run.legs, residueTo: roundLegs(cash, run) };
}

/** First what the partner and the general partner get in all, so that neither total strays; then the legs of each within it. */
function roundLegs(cash: bigint, { legs, toPartner }: Run): number[] {
  const toGeneral = cash * ONE - toPartner;
  const isGeneralUp = fractionOf(toGeneral) > fractionOf(toPartner);
  const general = toGeneral / ONE + (isGeneralUp ? 1n : 0n);
  const residueTo: number[] = [];
  roundSide(legs, true, general, residueTo);
  roundSide(legs, false, cash - general, residueTo);
  return residueTo.sort((left, right) => left - right);
}

/** Largest remainder, ties in the order the cash ran. */
function roundSide(legs: readonly Draft[], ofCarry: boolean, total: bigint, residueTo: number[]): void {
  let left = total;
  for (const leg of legs) {
    if (isCarry(leg.kind) !== ofCarry) continue;
    leg.minor = leg.exact / ONE;
    left -= leg.minor;
  }
  for (; left > 0n; left -= 1n) {
    let [best, most] = [-1, -1n];
    for (let place = 0; place < legs.length; place += 1) {
      if (isCarry(legs[place]!.kind) !== ofCarry || residueTo.includes(place)) continue;
      const fraction = fractionOf(legs[place]!.exact);
      if (fraction > most) [best, most] = [place, fraction];
    }
    legs[best]!.minor += 1n;
    residueTo.push(best);
  }
}

function pourInto(run: Run, tier: Tier, index: number, needs: Needs): void {
  switch (tier.kind) {
    case 'returnOfCapital':
      for (const [source, { capital }] of needs.dues.entries()) give(run, { kind: 'returnOfCapital', tier: index, source }, capital);
      return;
    case 'preferredReturn':
      for (const [source, { pref }] of needs.dues.entries()) run.pref += give(run, { kind: 'pref', tier: index, source }, pref);
      return;
    case 'catchUp': {
      const wanted = catchUpSize(needs.prefPaid + run.pref, tier) - needs.caughtUp;
      const taken = least(run.left, atLeastZero(wanted));
      const toGeneral = times(taken, tier.share);
      give(run, { kind: 'catchUpGp', tier: index, source: null }, toGeneral, wanted);
      give(run, { kind: 'catchUpLp', tier: index, source: null }, taken - toGeneral, wanted);
      return;
    }
    case 'split': {
      const toGeneralAll = tier.carry.over === tier.carry.under;
      const lacking = tier.until && !toGeneralAll ? atLeastZero(needs.lacking(tier.until, run.toPartner)) : null;
      const wanted = lacking === null ? null : (lacking * tier.carry.under) / (tier.carry.under - tier.carry.over);
      const taken = wanted === null ? run.left : least(run.left, wanted);
      const toGeneral = times(taken, tier.carry);
      give(run, { kind: 'splitLp', tier: index, source: null }, taken - toGeneral, wanted);
      give(run, { kind: 'splitGp', tier: index, source: null }, toGeneral, wanted);
    }
  }
}

/** With P the preferred return paid, u the general partner’s share and c the carry: c·P ÷ (u − c). */
export function catchUpSize(pref: bigint, { share, carry }: Extract<Tier, { kind: 'catchUp' }>): bigint {
  const over = carry.over * share.under;
  return (pref * over) / (share.over * carry.under - over);
}

function give(run: Run, leg: Pick<Leg, 'kind' | 'tier' | 'source'>, limit: bigint, wanted: bigint | null = limit): bigint {
  const exact = least(run.left, limit);
  if (exact === 0n) return 0n;
  run.left -= exact;
  if (!isCarry(leg.kind)) run.toPartner += exact;
  const { kind, tier, source } = leg;
  run.legs.push({ kind, tier, source, exact, wanted, minor: 0n });
  return exact;
}
