import { readFund } from '#db/tables/funds.ts';
import { type FundTermRow, insertTerm, readTerms } from '#db/tables/fundTerms.ts';
import { checkTerm } from '#main/engine/funds/terms.ts';
import type { Term } from '#shared/contract/fundTerms.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';
import { classOfFund } from './classes.ts';
import { inFund, noFund } from './fund.ts';

const factOf = ({ kind, value, ...rest }: FundTermRow) => ({ ...rest, term: { kind, value } as unknown as Term });

export const recordTerm: Handler<'funds.recordTerm'> = {
  guards: ({ fundId }) => [writes('fund', fundId)],
  claims: ({ termId }) => [`fundTerm:${termId}`],
  scope: inFund,

  run({ db, actor, now }, { termId, fundId, classId, effectiveOn, clause, term, reason }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    if (classId !== null && !classOfFund(db, fundId, classId)) return refuse('notFound', { what: `class of ${fund.name}`, id: classId });
    const rows = readTerms(db, fundId);
    const decision = checkTerm({ classId, effectiveOn, clause, term }, rows.map(factOf));
    if (!decision.ok) return decision;
    const ordinal = rows.length;
    insertTerm(db, {
      id: termId,
      fundId,
      ordinal,
      classId,
      kind: term.kind,
      value: term.value,
      effectiveOn,
      clause,
      reason: reason ?? null,
      recordedBy: actor.userId,
      recordedAt: now,
    });
    return done({ ordinal });
  },
};
