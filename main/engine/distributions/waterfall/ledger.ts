import type { Ratio } from '#shared/ratio.ts';
import { atLeastZero, least, ONE, times } from './exact.ts';
import type { Growth } from './growth.ts';
import { type Accrual, isOnBalance, type Multiple } from './terms.ts';

/** An amount on a day, the day as its place in the list of dates. */
export type Entry = Readonly<{ at: number; minor: bigint }>;

/** What one partner put into the fund, a deal or the fees, and what came back of it, since it was last made whole. */
export type Ledger = { contributions: Entry[]; returned: Entry[]; pref: Entry[] };
export const emptyLedger = (): Ledger => ({ contributions: [], returned: [], pref: [] });

/** What is still owed: unreturned capital, and preferred return beyond it. Both finer than a minor unit. */
export type Due = Readonly<{ capital: bigint; pref: bigint }>;

export const sumOf = (entries: readonly Entry[]): bigint => entries.reduce((sum, { minor }) => sum + minor, 0n);

export function grown(entries: readonly Entry[], growth: Growth, at: number): bigint {
  let sum = 0n;
  for (const entry of entries) sum += entry.minor * growth(entry.at, at);
  return sum;
}

/** `exposure` is the part of this ledger that counts now: all of it, or a share of fees or of a written-down deal. */
export function dueOf(ledger: Ledger, exposure: Ratio, hurdle: Accrual | Multiple, growth: Growth, at: number): Due {
  if (ledger.contributions.length === 0) return { capital: 0n, pref: 0n };
  const contributed = sumOf(ledger.contributions) * ONE;
  const returned = sumOf(ledger.returned) * ONE;
  const capital = atLeastZero(times(contributed, exposure) - returned);
  if (hurdle.kind === 'rate' && isOnBalance(hurdle)) {
    const balance = times(grown(ledger.contributions, growth, at), exposure) - grown(ledger.returned, growth, at);
    return { capital, pref: atLeastZero(balance - grown(ledger.pref, growth, at) - capital) };
  }
  const paid = sumOf(ledger.pref) * ONE;
  if (hurdle.kind === 'multiple') {
    const wanted = times(times(contributed, exposure), hurdle.times);
    return { capital, pref: atLeastZero(wanted - returned - paid - capital) };
  }
  return { capital, pref: atLeastZero(accruedOnCapital(ledger, exposure, growth, at) - paid) };
}

/** A part of capital, and what it has earned from its start to the day it came back, or to now. */
export type Earning = Readonly<{ from: number; to: number; amount: bigint; earned: bigint }>;

const accruedOnCapital = (ledger: Ledger, exposure: Ratio, growth: Growth, at: number): bigint =>
  earningsOf(ledger, exposure, growth, at).reduce((sum, { earned }) => sum + earned, 0n);

/** The oldest capital comes back first. */
export function earningsOf(ledger: Ledger, exposure: Ratio, growth: Growth, at: number): Earning[] {
  const lots = ledger.contributions.map((entry) => ({ at: entry.at, left: times(entry.minor * ONE, exposure) }));
  const earnings: Earning[] = [];
  const earn = (from: number, to: number, amount: bigint) => {
    if (amount > 0n) earnings.push({ from, to, amount, earned: (amount * (growth(from, to) - ONE)) / ONE });
  };
  let oldest = 0;
  for (const { at: on, minor } of ledger.returned) {
    let back = minor * ONE;
    while (back > 0n && oldest < lots.length) {
      const lot = lots[oldest]!;
      const taken = least(back, lot.left);
      earn(lot.at, on, taken);
      lot.left -= taken;
      back -= taken;
      if (lot.left === 0n) oldest += 1;
    }
  }
  for (const lot of lots) earn(lot.at, at, lot.left);
  return earnings;
}
