import { readCapitalEvents } from '#db/tables/capitalEvents.ts';
import { money } from '#shared/money.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

const USUAL = 100;

export const events: QueryHandler<'capital.events'> = ({ db, rows: scope }, { fundId, limit = USUAL }) => {
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  return {
    rows: readCapitalEvents(db, fundId, limit).map(({ minor, ...event }) => ({
      ...event,
      amount: minor === null ? null : money(minor, fund.currency),
    })),
  };
};
