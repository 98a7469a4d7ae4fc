import { readFund } from '#db/tables/funds.ts';
import { readBalances, readChart, readLedger } from '#db/tables/ledger.ts';
import { revalue } from '#main/engine/ledger/revalue.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { formatMoney } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from './post.ts';
import { rateGuards, rateTo } from './rateTo.ts';

export const revalueFund: Handler<'ledger.revalue'> = {
  guards: ({ fundId, on }) => [reads('fund', fundId), ...postingGuards(fundId), ...rateGuards(on)],
  scope: fundScope,

  run(context, { fundId, on, reason }) {
    const { db, today } = context;
    const fund = readFund(db, fundId);
    if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
    const ledger = readLedger(db, fundId);
    if (!ledger) return refuse('booksMissing', { fund: fund.name });
    if (on > today) return refuse('rateInFuture', { on, today });
    const rate = rateTo(context, fund, ledger.currency);
    const decision = revalue({
      fund: fund.name,
      on,
      base: ledger.currency,
      chart: readChart(db, fundId),
      balances: readBalances(db, fundId, { on }),
      rateTo: (from) => rate(from, on),
    });
    if (!decision.ok) return decision;
    const { gain, lines } = decision.value;
    const memo = `Currency position at the rates of ${on}: ${formatMoney(gain)}`;
    const entry = { fundId, kind: 'revaluation', source: 'ledger.revalue', effectiveOn: on, memo, reason, evidence: [], lines } as const;
    const written = postEntry(context, entry);
    return written.ok ? done({ entryId: written.value, gain }) : written;
  },
};
