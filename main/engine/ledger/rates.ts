import { refuse } from '#shared/contract/refusals.ts';
import { type Currency, currency, digitsOf } from '#shared/currencies.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { Quote, RateSource } from '#shared/model/ledger.ts';
import { formatMoney, LARGEST_MINOR, type Money, money } from '#shared/money.ts';
import { done, type Refused, type Result } from '#shared/result.ts';

/** A rate kept as the quotient it is: nothing is rounded until there is an amount. */
export type Rate = Readonly<{
  from: Currency;
  to: Currency;
  numerator: Decimal;
  denominator: Decimal;
  on: BusinessDate;
  way: 'same' | 'direct' | 'inverse' | 'cross';
  sources: readonly RateSource[];
}>;

export const pairText = (base: Currency, quote: Currency): string => `${base}/${quote}`;

const ONE = new Decimal(1);
const EURO = currency('EUR');

/** The rate from one currency to another on a day: its own quotes, or those of the last day before it that is not too long ago. */
export function rateOn(
  from: Currency,
  to: Currency,
  on: BusinessDate,
  quotes: readonly Quote[],
  staleDays: number,
): Result<Rate, 'rateMissing'> {
  if (from === to) return done({ from, to, numerator: ONE, denominator: ONE, on, way: 'same', sources: [] });
  const earliest = addDays(on, -staleDays);
  const days = [...new Set(quotes.map((quote) => quote.on))].filter((day) => day <= on && day >= earliest).sort();
  for (const day of days.reverse()) {
    const found = ofDay(
      from,
      to,
      quotes.filter((quote) => quote.on === day),
    );
    if (found) return done({ from, to, on: day, ...found });
  }
  return refuse('rateMissing', { pair: pairText(from, to), on, days: staleDays });
}

type Found = Pick<Rate, 'numerator' | 'denominator' | 'way' | 'sources'>;

/** A direct quote before its inverse, both before a cross; the euro is the first currency to cross over. */
function ofDay(from: Currency, to: Currency, quotes: readonly Quote[]): Found | undefined {
  const direct = quoteOf(from, to, quotes);
  if (direct) return { numerator: new Decimal(direct.rate), denominator: ONE, way: 'direct', sources: [direct.source] };
  const inverse = quoteOf(to, from, quotes);
  if (inverse) return { numerator: ONE, denominator: new Decimal(inverse.rate), way: 'inverse', sources: [inverse.source] };
  const bases = [...new Set(quotes.map(({ base }) => base))].sort((left, right) =>
    left === EURO ? -1 : right === EURO ? 1 : left < right ? -1 : 1,
  );
  for (const base of bases) {
    const [there, here] = [quoteOf(base, to, quotes), quoteOf(base, from, quotes)];
    if (there && here)
      return {
        numerator: new Decimal(there.rate),
        denominator: new Decimal(here.rate),
        way: 'cross',
        sources: [...new Set([there.source, here.source])],
      };
  }
  return undefined;
}

/** What a person recorded stands before what a file said. */
const quoteOf = (base: Currency, quote: Currency, quotes: readonly Quote[]): Quote | undefined => {
  const found = quotes.filter((each) => each.base === base && each.quote === quote);
  return found.find(({ source }) => source === 'manual') ?? found[0];
};

/** The amount in the other currency, rounded once, half away from zero, to the digits that currency has. */
export function convert(amount: Money, rate: Rate): Money {
  if (amount.currency !== rate.from) throw new RangeError(`the rate is of ${rate.from}, the amount in ${amount.currency}`);
  const shift = new Decimal(10).pow(digitsOf(rate.to) - digitsOf(rate.from));
  const exact = new Decimal(amount.minor.toString()).times(rate.numerator).times(shift).dividedBy(rate.denominator);
  return { minor: BigInt(exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0)), currency: rate.to };
}

/** A converted amount may outgrow what one row holds: then nothing can be posted or shown of it. */
export function tooLarge(what: string, { minor, currency: unit }: Money): Refused<'amountTooLarge'> | undefined {
  const isWithin = minor <= LARGEST_MINOR && minor >= -LARGEST_MINOR;
  return isWithin ? undefined : refuse('amountTooLarge', { what, most: formatMoney(money(LARGEST_MINOR, unit)) });
}

/** The rate as one decimal, for people to read: up to twelve significant digits. */
export const rateText = ({ numerator, denominator }: Rate): string =>
  numerator.dividedBy(denominator).toSignificantDigits(12, Decimal.ROUND_HALF_UP).toFixed();
