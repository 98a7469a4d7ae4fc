import { fundNameIn } from '#db/tables/funds.ts';
import { readAccountCodes, writeAccountCode } from '#db/tables/journals.ts';
import { readChart, readLedger } from '#db/tables/ledger.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundScope } from './post.ts';

export const mapAccounts: Handler<'ledger.mapAccounts'> = {
  guards: ({ fundId }) => [reads('ledger', fundId), writes('accountCodes', fundId)],
  scope: fundScope,

  run({ db, actor, now }, { fundId, codes }) {
    if (!readLedger(db, fundId)) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
    const chart = new Set(readChart(db, fundId).map(({ code }) => code));
    const unknown = codes.map(({ account }) => account).filter((code) => !chart.has(code));
    if (unknown.length > 0) return refuse('accountsUnknown', { codes: unknown.slice(0, 20) });
    const twice = codes.find(({ account }, index) => codes.findIndex((other) => other.account === account) !== index);
    if (twice) return refuse('accountTwice', { code: twice.account });
    const before = new Map(readAccountCodes(db, fundId).map((row) => [row.account, row]));
    const changed = codes.filter(({ account, externalCode }) => (before.get(account)?.externalCode ?? null) !== externalCode);
    for (const { account, externalCode } of changed)
      writeAccountCode(db, { fundId, account, externalCode, mappedBy: actor.userId, mappedAt: now }, before.get(account));
    return done({ changed: changed.length });
  },
};
