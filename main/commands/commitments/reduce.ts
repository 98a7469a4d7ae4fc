import { commitmentsNow } from '#db/tables/commitmentFacts.ts';
import { insertEvent, nextEvent, readEventsOf, readMoves } from '#db/tables/commitments.ts';
import { readPriorShares } from '#db/tables/equalisation.ts';
import { readFund } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import { calledIn, keyOf, layersOf } from '#main/engine/commitments/layers.ts';
import { reduceCommitment } from '#main/engine/commitments/reduce.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { inFund, noFund } from '../funds/fund.ts';
import { type Handler, reads } from '../handler.ts';
import { openOn } from '../ledger/post.ts';
import { ofFund } from './facts.ts';

export const reduce: Handler<'commitments.reduce'> = {
  guards: ({ fundId }) => [...ofFund({ fundId }), reads('fundCalls', fundId), reads('periods', fundId)],
  scope: inFund,

  run(context, { fundId, classId, investorId, reason, ...reduction }) {
    const { db, actor, now, today } = context;
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    const investor = investorName(db, investorId);
    const holding = commitmentsNow(db, fundId).find((each) => each.investorId === investorId && each.classId === classId);
    if (!holding) return refuse('holdingUnknown', { investor, on: reduction.effectiveOn });
    const called = calledIn(layersOf(readPriorShares(db, fundId), readMoves(db, fundId))).get(keyOf(holding)) ?? 0n;
    const commitment = reduceCommitment(reduction, {
      investor,
      commitment: money(holding.minor, fund.currency),
      called: money(called, fund.currency),
      lastChangeOn: readEventsOf(db, fundId, investorId, classId).at(-1)!.effectiveOn,
      today,
    });
    if (!commitment.ok) return commitment;
    const open = openOn(context, fundId, reduction.effectiveOn);
    if (!open.ok) return open;
    insertEvent(db, {
      fundId,
      ordinal: nextEvent(db, fundId),
      classId,
      investorId,
      kind: reduction.kind,
      minor: -reduction.minor,
      effectiveOn: reduction.effectiveOn,
      closingId: null,
      transferId: null,
      reason,
      recordedBy: actor.userId,
      recordedAt: now,
    });
    return done({ commitment: commitment.value });
  },
};
