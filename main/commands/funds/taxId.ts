import { readFund } from '#db/tables/funds.ts';
import { insertFundTaxId, readFundTaxIds } from '#db/tables/fundTaxIds.ts';
import { taxIdRule } from '#main/engine/settings/taxId.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';
import { inFund, noFund } from './fund.ts';

export const recordTaxId: Handler<'funds.recordTaxId'> = {
  guards: ({ fundId }) => [writes('fund', fundId)],
  scope: inFund,

  run({ db, actor, now }, { fundId, country, taxId, reason }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    const { pattern, expected } = taxIdRule(country);
    if (!pattern.test(taxId)) return refuse('fundTaxIdMalformed', { fund: fund.name, country, expected });
    const before = readFundTaxIds(db, fundId);
    const last = before.at(-1);
    if (last?.taxId === taxId && last.country === country) return refuse('fundTaxIdSame', { fund: fund.name });
    insertFundTaxId(db, { fundId, ordinal: before.length, country, taxId, reason, recordedBy: actor.userId, recordedAt: now });
    return done({ ordinal: before.length });
  },
};
