import type { Ratio } from '#shared/ratio.ts';
import { atLeastZero, greatest, least, ONE, times, whole } from './exact.ts';
import type { Growth } from './growth.ts';
import { dueOf, emptyLedger, grown, sumOf } from './ledger.ts';
import type { Position } from './position.ts';
import { type Accrual, firstCarry, isOnBalance, type Multiple, type Terms } from './terms.ts';

/** `taxRate` is what the general partner is taken to have paid on its carry, which it never gives back. */
export type ClawbackTerms = Readonly<{ taxRate: Ratio }>;
/** `due` is the greater of `excess` and `shortfall`, and never above `cap`, the carry after tax. */
export type Clawback = Readonly<{ excess: bigint; shortfall: bigint; cap: bigint; due: bigint }>;

type Measured = Readonly<{
  position: Pick<Position, 'paidIn' | 'earning' | 'received'>;
  gp: bigint;
  distributed: bigint;
  terms: Terms;
  hurdle: Accrual | Multiple;
  growth: Growth;
  at: number;
}>;

/**
 * Looks at the whole life of one partner: carry beyond its share of all profit, and what the partner lacks of its capital and preferred
 * return. What is still held counts for nothing, and a fraction of a minor unit is nobody’s debt.
 */
export function clawbackOf({ position, gp, distributed, terms, hurdle, growth, at }: Measured, { taxRate }: ClawbackTerms): Clawback {
  const profit = atLeastZero(distributed - sumOf(position.paidIn));
  const excess = atLeastZero(gp * ONE - times(profit * ONE, highestCarry(terms))) / ONE;
  const shortfall = shortfallOf(position, hurdle, growth, at);
  const cap = gp - times(gp, taxRate);
  return { excess, shortfall, cap, due: least(greatest(excess, shortfall), cap) };
}

function shortfallOf({ earning, received }: Measured['position'], hurdle: Accrual | Multiple, growth: Growth, at: number): bigint {
  if (hurdle.kind === 'multiple') {
    const capital = sumOf(earning);
    const wanted = times(capital * ONE, hurdle.times);
    return atLeastZero(greatest(wanted, capital * ONE) - sumOf(received) * ONE) / ONE;
  }
  if (isOnBalance(hurdle)) return atLeastZero(grown(earning, growth, at) - grown(received, growth, at)) / ONE;
  return simpleShortfall({ earning, received }, hurdle, growth, at);
}

/** Where only capital earns, all that came back is taken first for capital, then for its return; what is over waits for later capital. */
function simpleShortfall(
  { earning, received }: Pick<Position, 'earning' | 'received'>,
  hurdle: Accrual,
  growth: Growth,
  end: number,
): bigint {
  const ledger = emptyLedger();
  let spare = 0n;
  const days = [...new Set([...earning, ...received].map(({ at }) => at))].sort((left, right) => left - right);
  for (const at of days) {
    ledger.contributions.push(...earning.filter((entry) => entry.at === at));
    spare += sumOf(received.filter((entry) => entry.at === at));
    const { capital, pref } = dueOf(ledger, whole, hurdle, growth, at);
    const back = least(spare, capital / ONE);
    const earned = least(spare - back, pref / ONE);
    ledger.returned.push({ at, minor: back });
    ledger.pref.push({ at, minor: earned });
    spare -= back + earned;
  }
  const { capital, pref } = dueOf(ledger, whole, hurdle, growth, end);
  return atLeastZero(capital + pref - spare * ONE) / ONE;
}

/** Where carry rises with further hurdles, the general partner is held to the highest. */
const highestCarry = (terms: Terms): Ratio =>
  terms.tiers.reduce(
    (most, tier) => (tier.kind === 'split' && tier.carry.over * most.under > most.over * tier.carry.under ? tier.carry : most),
    firstCarry(terms),
  );
