import { addMonths, type BusinessDate, daysBetween, isLeapYear } from '#shared/dates.ts';
import { yearFraction } from '#shared/dayCount.ts';
import { Decimal } from '#shared/decimal.ts';
import type { Ratio } from '#shared/ratio.ts';
import { ONE } from './exact.ts';
import type { Accrual } from './terms.ts';

/** Powers are taken with twenty digits more than amounts are kept with. */
const FINE = 10n ** 60n;
const SPARE = FINE / ONE;

/** What one unit has become between two dates, given by their places in a list: times `ONE`. */
export type Growth = (from: number, to: number) => bigint;

/** Growth between any two of these dates, each worked out once. Before `from` there is none: nothing accrues before its start. */
export function growthOf(accrual: Accrual, dates: readonly BusinessDate[]): Growth {
  const factor = factorOf(accrual);
  const known: (bigint | undefined)[] = [];
  return (from, to) => {
    if (to <= from) return ONE;
    const place = from * dates.length + to;
    const found = known[place] ?? factor(dates[from]!, dates[to]!);
    known[place] = found;
    return found;
  };
}

type Factor = (from: BusinessDate, to: BusinessDate) => bigint;

function factorOf(accrual: Accrual): Factor {
  const { rate, dayCount } = accrual;
  switch (accrual.compounding) {
    case 'none':
      return (from, to) => {
        const { numerator, denominator } = yearFraction(from, to, dayCount);
        return ONE + (ONE * rate.over * BigInt(numerator)) / (rate.under * BigInt(denominator));
      };
    case 'annual':
      return periodic(accrual, 1);
    case 'quarterly':
      return periodic(accrual, 4);
    case 'daily':
      return daily(accrual);
  }
}

/** How many periods lie between two dates: whole ones, and a part of one. */
export type Periods = Readonly<{ whole: number; part: Readonly<{ numerator: number; denominator: number }> }>;

/**
 * Under act/360 a calendar year is longer than a year, so only days count there. Elsewhere, on the anniversaries clock, a period from a
 * date to its anniversary is one whole, however many leap days lie in it, and no part of a period exceeds one.
 */
export function periodsBetween({ dayCount, clock }: Accrual, perYear: number, from: BusinessDate, to: BusinessDate): Periods {
  if (clock === 'days' || dayCount === 'act/360') {
    const { numerator, denominator } = yearFraction(from, to, dayCount);
    const wholePeriods = Math.floor((numerator * perYear) / denominator);
    return { whole: wholePeriods, part: { numerator: numerator * perYear - wholePeriods * denominator, denominator } };
  }
  const months = 12 / perYear;
  const atLeast = Math.floor(((daysBetween(from, to) / 366) * 12) / months);
  let count = Math.max(0, atLeast - 1);
  while (addMonths(from, (count + 1) * months) <= to) count += 1;
  const rest = yearFraction(addMonths(from, count * months), to, dayCount);
  return { whole: count, part: { numerator: Math.min(rest.numerator * perYear, rest.denominator), denominator: rest.denominator } };
}

function periodic(accrual: Accrual, perYear: number): Factor {
  const base = FINE + perPeriod(accrual.rate, perYear);
  const logarithm = logarithmOf(accrual.rate, perYear);
  const wholes = new Map<number, bigint>();
  const parts = new Map<string, bigint>();
  return (from, to) => {
    const { whole, part } = periodsBetween(accrual, perYear, from, to);
    const power = remembered(wholes, whole, () => powerOf(base, whole));
    if (part.numerator === 0) return lessFine(power);
    const key = `${part.numerator}/${part.denominator}`;
    const stub = remembered(parts, key, () => exponentialOf((logarithm * BigInt(part.numerator)) / BigInt(part.denominator)));
    return lessFine((power * stub) / FINE);
  };
}

/** Every day adds the year's rate over the days of its year: 365, 360, or the year's own where the convention counts them. */
function daily({ rate, dayCount }: Accrual): Factor {
  return (from, to) => {
    if (dayCount === 'act/act') {
      const { leap, common } = daysByYear(from, to);
      const long = powerOf(FINE + perPeriod(rate, 366), leap);
      return lessFine((long * powerOf(FINE + perPeriod(rate, 365), common)) / FINE);
    }
    const { numerator, denominator } = yearFraction(from, to, dayCount);
    return lessFine(powerOf(FINE + perPeriod(rate, denominator), numerator));
  };
}

export function daysByYear(from: BusinessDate, to: BusinessDate): Readonly<{ leap: number; common: number }> {
  let leap = 0;
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  for (let year = first; year <= last; year += 1) {
    if (!isLeapYear(year)) continue;
    const start = year === first ? from : (`${year}-01-01` as BusinessDate);
    const end = year === last ? to : (`${year + 1}-01-01` as BusinessDate);
    leap += daysBetween(start, end);
  }
  return { leap, common: daysBetween(from, to) - leap };
}

const perPeriod = ({ over, under }: Ratio, perYear: number): bigint => (FINE * over) / (under * BigInt(perYear));
const lessFine = (amount: bigint): bigint => (amount + SPARE / 2n) / SPARE;

function powerOf(base: bigint, exponent: number): bigint {
  let [power, square] = [FINE, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = (power * square) / FINE;
    square = (square * square) / FINE;
  }
  return power;
}

function logarithmOf({ over, under }: Ratio, perYear: number): bigint {
  const base = new Decimal(over.toString()).div(under.toString()).div(perYear).plus(1);
  return BigInt(base.ln().times(FINE.toString()).toFixed(0));
}

/** e to a power from zero up, by its series until a term vanishes. */
function exponentialOf(exponent: bigint): bigint {
  let [sum, term] = [FINE, FINE];
  for (let count = 1n; term > 0n; count += 1n) {
    term = (term * exponent) / (FINE * count);
    sum += term;
  }
  return sum;
}

function remembered<Key>(known: Map<Key, bigint>, key: Key, work: () => bigint): bigint {
  const found = known.get(key) ?? work();
  known.set(key, found);
  return found;
}
