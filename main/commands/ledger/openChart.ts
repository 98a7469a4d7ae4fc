import { fundNameIn, readFund } from '#db/tables/funds.ts';
import { insertAccount, insertLedger, readChart, readLedger } from '#db/tables/ledger.ts';
import { addAccount as decideAccount, starterAccounts } from '#main/engine/ledger/chart.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';

export const openChart: Handler<'ledger.openChart'> = {
  guards: ({ fundId }) => [reads('fund', fundId), writes('ledger', fundId)],
  scope: ({ fundId }) => [{ kind: 'fund', id: fundId }],

  run({ db, actor, now }, { fundId, chart }) {
    const fund = readFund(db, fundId);
    if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
    if (readLedger(db, fundId)) return refuse('booksOpen', { fund: fund.name });
    const starter = starterAccounts(chart);
    insertLedger(db, { fundId, currency: fund.currency, chart, openedBy: actor.userId, openedAt: now });
    for (const account of starter) insertAccount(db, { fundId, ...account, addedBy: actor.userId, addedAt: now });
    return done({ accounts: starter.length });
  },
};

export const addAccount: Handler<'ledger.addAccount'> = {
  guards: ({ fundId }) => [writes('ledger', fundId)],
  scope: ({ fundId }) => [{ kind: 'fund', id: fundId }],

  run({ db, actor, now }, { fundId, ...account }) {
    if (!readLedger(db, fundId)) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
    const decision = decideAccount(account, readChart(db, fundId));
    if (!decision.ok) return decision;
    insertAccount(db, { fundId, ...decision.value, addedBy: actor.userId, addedAt: now });
    return done({});
  },
};
