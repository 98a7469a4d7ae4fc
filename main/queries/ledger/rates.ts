import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { readQuotes, readRate } from '#db/tables/fxRates.ts';
import { nameIn } from '#db/tables/users.ts';
import { readEcbFile } from '#main/engine/ledger/ecbFile.ts';
import { convert as convertAt, rateOn, rateText, tooLarge } from '#main/engine/ledger/rates.ts';
import { chainFor, houseScope } from '#main/engine/settings/resolve.ts';
import { currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import type { QueryHandler } from '../handler.ts';

const rateList: ListDefinition = {
  select: `rate_on, base, quote, source, revision, rate, reason, recorded_by, recorded_at, revision < (SELECT max(revision) FROM fx_rates AS other
    WHERE other.base = fx_rates.base AND other.quote = fx_rates.quote AND other.rate_on = fx_rates.rate_on AND other.source = fx_rates.source) AS replaced`,
  from: 'fx_rates',
  key: "printf('%s %s %s %s %04d', rate_on, base, quote, source, revision)",
  keyIsInteger: false,
  sort: { on: 'rate_on', quote: 'quote' },
  defaultSort: { by: 'on', descending: true },
  filter: {
    base: equals('base'),
    quote: equals('quote'),
    source: equals('source'),
    from: (day: BusinessDate) => ({ sql: 'rate_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'rate_on <= ?', params: [day] }),
  },
};

type Listed = Readonly<
  Record<'rate_on' | 'base' | 'quote' | 'source' | 'rate' | 'recorded_at', never> & {
    revision: bigint;
    replaced: bigint;
    reason: string | null;
    recorded_by: string;
  }
>;

export const rates: QueryHandler<'ledger.rates'> = ({ db }, input) => {
  const page = readPage(db, rateList, input);
  const rows = (page.rows as unknown as readonly Listed[]).map((row) => ({
    on: row.rate_on,
    base: row.base,
    quote: row.quote,
    rate: row.rate,
    source: row.source,
    revision: Number(row.revision),
    replaced: row.replaced === 1n,
    reason: row.reason,
    recordedBy: nameIn(db, row.recorded_by),
    recordedAt: row.recorded_at,
  }));
  return { rows, next: page.next, total: page.total };
};

export const convert: QueryHandler<'ledger.convert'> = ({ db, settings }, { amount, to, on }) => {
  const staleDays = settings.integer('ledger.rateStaleDays', chainFor(houseScope));
  const quotes = readQuotes(db, [amount.currency, to], addDays(on, -staleDays), on);
  const rate = rateOn(amount.currency, to, on, quotes, staleDays);
  if (!rate.ok) return rate;
  const converted = convertAt(amount, rate.value);
  const large = tooLarge(`${formatMoney(amount)} in ${to}`, converted);
  if (large) return large;
  const { on: rateDay, way, sources } = rate.value;
  return { amount: converted, rate: rateText(rate.value), rateOn: rateDay, way, sources: [...sources] };
};

const EURO = currency('EUR');

export const readEcb: QueryHandler<'ledger.readEcb'> = ({ db, today }, { text, since }) => {
  const { days, leftOut, ...rest } = readEcbFile(text, since, (quote, on) => readRate(db, EURO, quote, on, 'ecb')?.rate, today);
  return { ...rest, leftOut: [...leftOut], problems: [...rest.problems], days: days.map(({ on, rates }) => ({ on, rates: [...rates] })) };
};
