import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { commitmentsOn, decideDefault, type HoldingDefaultRow, insertDefault, readDefault, readDefaults } from '#db/tables/commitments.ts';
import { readFund } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import { nameIn } from '#db/tables/users.ts';
import { checkApproval, checkDefault, decideDefault as decide } from '#main/engine/commitments/steps.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { canonicalJson } from '#shared/json.ts';
import type { DefaultState } from '#shared/model/commitments.ts';
import { done, type Result } from '#shared/result.ts';
import { inFund, noFund } from '../funds/fund.ts';
import type { Context, Handler } from '../handler.ts';
import { ofFund } from './facts.ts';

type OfHolding = Readonly<{ fundId: string; investorId: string; classId: string }>;
const ofHolding = (db: WriteDb, { fundId, investorId, classId }: OfHolding): HoldingDefaultRow[] =>
  readDefaults(db, fundId).filter((row) => row.investorId === investorId && row.classId === classId);

export const proposeDefault: Handler<'commitments.proposeDefault'> = {
  guards: ofFund,
  claims: ({ defaultId }) => [`default:${defaultId}`],
  scope: inFund,

  run({ db, actor, now, today }, { defaultId, ...proposal }) {
    const { fundId, classId, investorId, effectiveOn } = proposal;
    if (!readFund(db, fundId)) return noFund(fundId);
    const investor = investorName(db, investorId);
    if (effectiveOn > today) return refuse('dateInFuture', { what: `The default of ${investor}`, on: effectiveOn, today });
    const holdings = commitmentsOn(db, fundId, effectiveOn);
    if (!holdings.some((holding) => holding.investorId === investorId && holding.classId === classId))
      return refuse('holdingUnknown', { investor, on: effectiveOn });
    const earlier = ofHolding(db, proposal);
    const waiting = earlier.find(({ state }) => state === 'proposed');
    if (waiting) return refuse('defaultWaits', { investor, proposedBy: nameIn(db, waiting.proposedBy) });
    const checked = checkDefault(investor, proposal, earlier);
    if (!checked.ok) return checked;
    const contentHash = sha256(canonicalJson({ defaultId, ...proposal, proposedBy: actor.userId }));
    const undecided = { state: 'proposed', decidedBy: null, decidedAt: null, decisionReason: null } as const;
    insertDefault(db, { id: defaultId, ...proposal, proposedBy: actor.userId, proposedAt: now, contentHash, ...undecided });
    return done({ contentHash });
  },
};

/** The three ways a proposal ends: each checks, then writes who ended it and why. */
function conclude<Code extends RefusalCode>(
  { db, actor, now }: Context,
  { defaultId, fundId }: Readonly<{ defaultId: string; fundId: FundId }>,
  decisionReason: string | null,
  ending: (proposal: HoldingDefaultRow, investor: string) => Result<DefaultState, Code>,
): Result<Record<string, never>, Code | 'notFound'> {
  const proposal = readDefault(db, defaultId);
  if (proposal?.fundId !== fundId) return refuse('notFound', { what: 'proposal of a default', id: defaultId });
  const state = ending(proposal, investorName(db, proposal.investorId));
  if (!state.ok) return state;
  decideDefault(db, proposal, { state: state.value, decidedBy: actor.userId, decidedAt: now, decisionReason });
  return done({});
}

export const approveDefault: Handler<'commitments.approveDefault'> = {
  guards: ofFund,
  scope: inFund,

  run(context, input) {
    return conclude(context, input, null, (proposal, investor) => {
      const state = decide(investor, proposal, 'approve');
      if (!state.ok) return state;
      const step = { state: 'draft', preparedBy: proposal.proposedBy, contentHash: proposal.contentHash } as const;
      const approval = checkApproval(`The proposal for ${investor}`, step, context.actor.userId, input.contentHash, proposal.contentHash);
      if (!approval.ok) return approval;
      const checked = checkDefault(investor, proposal, ofHolding(context.db, proposal));
      return checked.ok ? state : checked;
    });
  },
};

export const rejectDefault: Handler<'commitments.rejectDefault'> = {
  guards: ofFund,
  scope: inFund,
  run: (context, input) => conclude(context, input, input.reason, (proposal, investor) => decide(investor, proposal, 'reject')),
};

export const withdrawDefault: Handler<'commitments.withdrawDefault'> = {
  guards: ofFund,
  scope: inFund,

  run(context, input) {
    return conclude(context, input, null, (proposal, investor) => {
      const state = decide(investor, proposal, 'withdraw');
      if (!state.ok || proposal.proposedBy === context.actor.userId) return state;
      return refuse('defaultOfAnother', { proposedBy: nameIn(context.db, proposal.proposedBy) });
    });
  },
};
