import { refuse } from '#shared/contract/refusals.ts';
import { type Currency, currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { Quote } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import { pairText } from './rates.ts';

type Known = Readonly<{ rate: string; revision: number }>;
type Candidate = Omit<Quote, 'source'>;
export type RateRefusal = 'rateNotPositive' | 'rateSameCurrency' | 'rateInFuture';

function check({ base, quote, on, rate }: Candidate, today: BusinessDate): Result<null, RateRefusal> {
  if (base === quote) return refuse('rateSameCurrency', { currency: base });
  if (on > today) return refuse('rateInFuture', { on, today });
  return new Decimal(rate).greaterThan(0) ? done(null) : refuse('rateNotPositive', { pair: pairText(base, quote) });
}

/** The revision a rate recorded by hand gets: the first, or with a reason the next after the one it corrects. */
export function recordRate(
  rate: Candidate,
  known: Known | undefined,
  reason: string | undefined,
  today: BusinessDate,
): Result<number, RateRefusal | 'rateKnown' | 'rateDiffers'> {
  const checked = check(rate, today);
  if (!checked.ok) return checked;
  if (!known) return done(0);
  const detail = { pair: pairText(rate.base, rate.quote), on: rate.on, rate: known.rate };
  if (known.rate === rate.rate) return refuse('rateKnown', detail);
  return reason === undefined ? refuse('rateDiffers', detail) : done(known.revision + 1);
}

export type RateDay = Readonly<{ on: BusinessDate; rates: readonly Readonly<{ currency: Currency; rate: string }>[] }>;
const EURO = currency('EUR');
const MOST_CONFLICTS = 10;

/** Which rates of a file are new. One that differs from what is known, or from itself, stops the whole file. */
export function newRates(
  days: readonly RateDay[],
  knownRate: (quote: Currency, on: BusinessDate) => string | undefined,
  today: BusinessDate,
): Result<Readonly<{ added: readonly Candidate[]; known: number }>, RateRefusal | 'ratesConflict'> {
  const added = new Map<string, Candidate>();
  const conflicts: string[] = [];
  let known = 0;
  for (const { on, rates } of days) {
    for (const { currency: quote, rate } of rates) {
      const candidate = { base: EURO, quote, on, rate };
      const checked = check(candidate, today);
      if (!checked.ok) return checked;
      const key = `${quote} ${on}`;
      const before = added.get(key)?.rate ?? knownRate(quote, on);
      if (before === undefined) added.set(key, candidate);
      else if (before === rate) known += 1;
      else conflicts.push(`${pairText(EURO, quote)} on ${on} is ${before}, the file says ${rate}`);
    }
  }
  if (conflicts.length === 0) return done({ added: [...added.values()], known });
  const more = conflicts.length - MOST_CONFLICTS;
  return refuse('ratesConflict', { conflicts: [...conflicts.slice(0, MOST_CONFLICTS), ...(more > 0 ? [`and ${more} more`] : [])] });
}
