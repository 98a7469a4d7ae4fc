import type { WriteDb } from '#db/handles.ts';
import { readQuotes } from '#db/tables/fxRates.ts';
import { readLedger } from '#db/tables/ledger.ts';
import { type Rate, rateOn } from '#main/engine/ledger/rates.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import type { Currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import type { Line } from '#shared/model/ledger.ts';
import type { Result } from '#shared/result.ts';
import { type Context, type Guard, reads } from '../handler.ts';

const MOST_STALE_DAYS = 31;

/** Stands on every rate it may read: those of the day, and of the days before it that are not too long ago. */
export const rateGuards = (on: BusinessDate): Guard[] =>
  Array.from({ length: MOST_STALE_DAYS + 1 }, (_, back) => reads('rates', addDays(on, -back)));

/** Those of every day on which lines in a currency of its own take effect; most entries stand on none. */
export function foreignGuards(
  db: WriteDb,
  fundId: string,
  entries: readonly Readonly<{ effectiveOn: BusinessDate; lines: readonly Line[] }>[],
) {
  const base = readLedger(db, fundId)?.currency;
  const days = entries.filter(({ lines }) => lines.some(({ amount }) => amount.currency !== base)).map(({ effectiveOn }) => effectiveOn);
  return [...new Set(days)].flatMap(rateGuards);
}

type Fund = Readonly<{ id: string; vehicleType: string }>;

/** The rate from a currency to the fund's on a day, by the rules of that fund. */
export function rateTo({ db, settings }: Context, { id, vehicleType }: Fund, base: Currency) {
  const staleDays = settings.integer('ledger.rateStaleDays', chainOf({ id, type: vehicleType }));
  return (from: Currency, on: BusinessDate): Result<Rate, 'rateMissing'> =>
    rateOn(from, base, on, readQuotes(db, [from, base], addDays(on, -staleDays), on), staleDays);
}
