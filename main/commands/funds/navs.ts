import { sha256 } from '#db/hash.ts';
import { readFund } from '#db/tables/funds.ts';
import { decideNav, insertNav, type NavRow, readNav, readNavs } from '#db/tables/navs.ts';
import { nameIn } from '#db/tables/users.ts';
import { approveNav as approve, checkDraft, rejectNav as reject, withdrawNav as withdraw } from '#main/engine/funds/nav.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { canonicalJson } from '#shared/json.ts';
import type { NavState } from '#shared/model/funds.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Handler, writes } from '../handler.ts';
import { classOfFund } from './classes.ts';
import { inFund, noFund } from './fund.ts';

const guards = ({ fundId }: Readonly<{ fundId: FundId }>) => [writes('fund', fundId)];

export const draftNav: Handler<'funds.draftNav'> = {
  guards,
  claims: ({ navId }) => [`nav:${navId}`],
  scope: inFund,

  run({ db, actor, now, today }, { navId, fundId, corrects, reason, ...fields }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    const fundClass = classOfFund(db, fundId, fields.classId);
    if (!fundClass) return refuse('notFound', { what: `class of ${fund.name}`, id: fields.classId });
    const navs = readNavs(db, fundId);
    const corrected = navs.find(({ id }) => id === corrects) ?? null;
    if (corrects !== null && !corrected) return refuse('notFound', { what: `NAV of ${fund.name}`, id: corrects });
    const decision = checkDraft({ ...fields, corrects: corrected, reason }, { fund, fundClass, navs, today });
    if (!decision.ok) return decision;
    const content = { fundId, ...fields, currency: fund.currency, correctsId: corrects, reason: reason ?? null, preparedBy: actor.userId };
    const contentHash = sha256(canonicalJson(content));
    const undecided = { state: 'draft', decidedBy: null, decidedAt: null, decisionReason: null } as const;
    insertNav(db, { id: navId, ...content, preparedAt: now, ...undecided, contentHash });
    return done({ contentHash });
  },
};

type Decide<Code extends RefusalCode> = (nav: NavRow, className: string) => Result<NavState, Code>;
type ById = Readonly<{ navId: string; fundId: FundId }>;

/** The three ways a draft ends: each checks, then writes who ended it and why. */
function conclude<Code extends RefusalCode>(
  { db, actor, now }: Context,
  { navId, fundId }: ById,
  decisionReason: string | null,
  decide: Decide<Code>,
): Result<Record<string, never>, Code | 'notFound'> {
  const nav = readNav(db, navId);
  const fundClass = nav?.fundId === fundId ? classOfFund(db, fundId, nav.classId) : undefined;
  if (!nav || !fundClass) return refuse('notFound', { what: 'NAV of this fund', id: navId });
  const decision = decide(nav, fundClass.name);
  if (!decision.ok) return decision;
  decideNav(db, nav, { state: decision.value, decidedBy: actor.userId, decidedAt: now, decisionReason });
  return done({});
}

export const approveNav: Handler<'funds.approveNav'> = {
  guards,
  scope: inFund,
  run: (context, input) => conclude(context, input, null, (nav, name) => approve(nav, name, input.contentHash, context.actor.userId)),
};

export const rejectNav: Handler<'funds.rejectNav'> = {
  guards,
  scope: inFund,
  run: (context, input) => conclude(context, input, input.reason, reject),
};

export const withdrawNav: Handler<'funds.withdrawNav'> = {
  guards,
  scope: inFund,
  run: (context, input) =>
    conclude(context, input, null, (nav, name) => withdraw(nav, name, context.actor.userId, (id) => nameIn(context.db, id))),
};
