import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { Quote, RateSource } from '#shared/model/ledger.ts';
import type { ReadDb } from '../handles.ts';
import { fxRates } from '../schema/index.ts';
import { insert, select, statement } from '../statements.ts';

export type RateRow = (typeof fxRates)['$inferSelect'];

const newest = select(
  fxRates,
  'WHERE base = ? AND quote = ? AND rate_on = ? AND source = ? ORDER BY revision DESC LIMIT 1',
  (_base: string, _quote: string, on: string, _source: string) => [{ entity: 'rates', id: on }],
);
/** What holds for a pair on a day from a source: the last correction. */
export const readRate = (db: ReadDb, base: Currency, quote: Currency, on: BusinessDate, source: RateSource): RateRow | undefined =>
  newest.get(db, base, quote, on, source);
export const insertRate = insert(fxRates);

const standing = statement(`SELECT base, quote, rate_on AS "on", source, rate FROM fx_rates AS rates
  WHERE rate_on BETWEEN ? AND ? AND (base IN (?, ?) OR quote IN (?, ?))
    AND revision = (SELECT max(revision) FROM fx_rates AS other WHERE other.base = rates.base AND other.quote = rates.quote
      AND other.rate_on = rates.rate_on AND other.source = rates.source)
  ORDER BY rate_on, base, quote, source`);

/** Every rate in force that may lead from one currency to the other within these days. */
export const readQuotes = (db: ReadDb, pair: readonly [Currency, Currency], from: BusinessDate, until: BusinessDate): Quote[] =>
  standing(db).all(from, until, ...pair, ...pair) as Quote[];
