import { readFund } from '#db/tables/funds.ts';
import { readQuotes } from '#db/tables/fxRates.ts';
import { readBalances, readChart, readLedger } from '#db/tables/ledger.ts';
import { rateOn } from '#main/engine/ledger/rates.ts';
import { revalue } from '#main/engine/ledger/revalue.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { addDays, dateOfDayNumber, dayNumber } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from './post.ts';

/** Stands on every rate it may read: those of the day, and of the days before it that are not too long ago. */
const rateGuards = (on: string) =>
  Array.from({ length: MOST_STALE_DAYS + 1 }, (_, back) => reads('rates', dateOfDayNumber(dayNumber(on as never) - back)));
const MOST_STALE_DAYS = 31;

export const revalueFund: Handler<'ledger.revalue'> = {
  guards: ({ fundId, on }) => [reads('fund', fundId), ...postingGuards(fundId), ...rateGuards(on)],
  scope: fundScope,

  run(context, { fundId, on, reason }) {
    const { db, settings } = context;
    const fund = readFund(db, fundId);
    if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
    const ledger = readLedger(db, fundId);
    if (!ledger) return refuse('booksMissing', { fund: fund.name });
    const staleDays = settings.integer('ledger.rateStaleDays', chainOf({ id: fundId, type: fund.vehicleType }));
    const decision = revalue({
      fund: fund.name,
      on,
      base: ledger.currency,
      chart: readChart(db, fundId),
      balances: readBalances(db, fundId, { on }),
      rateTo: (from) => rateOn(from, ledger.currency, on, readQuotes(db, [from, ledger.currency], addDays(on, -staleDays), on), staleDays),
    });
    if (!decision.ok) return decision;
    const { gain, lines } = decision.value;
    const memo = `Currency position at the rates of ${on}: ${formatMoney(gain)}`;
    const entry = { fundId, kind: 'revaluation', source: 'ledger.revalue', effectiveOn: on, memo, reason, evidence: [], lines } as const;
    const written = postEntry(context, entry);
    return written.ok ? done({ entryId: written.value, gain }) : written;
  },
};
