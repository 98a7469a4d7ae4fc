import { insertRate, readRate } from '#db/tables/fxRates.ts';
import { recordRate as decide, newRates } from '#main/engine/ledger/recordRates.ts';
import { currency } from '#shared/currencies.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';

export const recordRate: Handler<'ledger.recordRate'> = {
  guards: ({ on }) => [writes('rates', on)],

  run({ db, actor, now, today }, { reason, ...rate }) {
    const { base, quote, on } = rate;
    const revision = decide(rate, readRate(db, base, quote, on, 'manual'), reason, today);
    if (!revision.ok) return revision;
    insertRate(db, {
      base,
      quote,
      rateOn: on,
      source: 'manual',
      revision: revision.value,
      rate: rate.rate,
      reason: reason ?? null,
      recordedBy: actor.userId,
      recordedAt: now,
    });
    return done({ revision: revision.value });
  },
};

const EURO = currency('EUR');

export const importEcbRates: Handler<'ledger.importEcbRates'> = {
  guards: ({ days }) => [...new Set(days.map(({ on }) => on))].map((on) => writes('rates', on)),

  run({ db, actor, now, today }, { days }) {
    const decision = newRates(days, (quote, on) => readRate(db, EURO, quote, on, 'ecb')?.rate, today);
    if (!decision.ok) return decision;
    const { added, known } = decision.value;
    for (const { base, quote, on, rate } of added)
      insertRate(db, {
        base,
        quote,
        rateOn: on,
        source: 'ecb',
        revision: 0,
        rate,
        reason: null,
        recordedBy: actor.userId,
        recordedAt: now,
      });
    return done({ added: added.length, known });
  },
};
