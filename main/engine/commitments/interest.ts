import { addMonths, type BusinessDate } from '#shared/dates.ts';
import { yearFraction } from '#shared/dayCount.ts';
import { Decimal } from '#shared/decimal.ts';
import type { Compounding, EqualisationTerms } from '#shared/model/commitments.ts';

type Terms = Pick<EqualisationTerms, 'rate' | 'compounding' | 'dayCount'>;

const MONTHS: Readonly<Record<Exclude<Compounding, 'simple'>, number>> = { annual: 12, quarterly: 3, monthly: 1 };

/**
 * What one unit of money earns between two days, beyond itself. Whole periods compound at their share of the yearly rate; what is left
 * of a period, and everything where interest is simple, counts days. Nothing is earned before the first day.
 */
export function growth({ rate, compounding, dayCount }: Terms, from: BusinessDate, to: BusinessDate): Decimal {
  if (to <= from) return new Decimal(0);
  const yearly = new Decimal(rate);
  const simple = (since: BusinessDate): Decimal => {
    const { numerator, denominator } = yearFraction(since, to, dayCount);
    return yearly.mul(numerator).div(denominator);
  };
  if (compounding === 'simple') return simple(from);
  const months = MONTHS[compounding];
  let periods = 0;
  while (addMonths(from, months * (periods + 1)) <= to) periods += 1;
  const perPeriod = yearly.mul(months).div(12).plus(1);
  const rest = simple(addMonths(from, months * periods)).plus(1);
  return perPeriod.pow(periods).mul(rest).minus(1);
}

/** Interest on an amount, to the nearest smallest unit, halves up. */
export const interestOn = (minor: bigint, factor: Decimal): bigint => BigInt(factor.mul(minor.toString()).toDecimalPlaces(0).toFixed());
