import { insertElection, insertNotice, readElections, readNotices } from '#db/tables/elections.ts';
import { readClasses, readFund } from '#db/tables/funds.ts';
import { checkElection } from '#main/engine/investors/elections.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Guard, type Handler, reads } from '../handler.ts';
import { bump, guardInvestor, openInvestor, scopeInvestor } from './open.ts';

const fundGuards = (...fundIds: readonly (string | null | undefined)[]): Guard[] =>
  [...new Set(fundIds)].filter((id) => id !== null && id !== undefined).map((id) => reads('fund', id));

export const recordElection: Handler<'investors.recordElection'> = {
  guards: (input) => [...guardInvestor(input), ...fundGuards(input.fundId, input.target?.fundId)],
  scope: scopeInvestor,

  run({ db, actor, now }, { investorId, fundId, target, ...election }) {
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    if (fundId !== null && !readFund(db, fundId)) return refuse('notFound', { what: 'fund', id: fundId });
    const into = target && readClasses(db, target.fundId).find(({ id }) => id === target.classId);
    if (target && !into) return refuse('notFound', { what: 'class of this fund', id: target.classId });
    const classId = target?.classId ?? null;
    const checked = checkElection({ ...election, classId }, into ?? undefined, election.effectiveOn);
    if (!checked.ok) return checked;
    const ordinal = readElections(db, investorId).length;
    insertElection(db, { investorId, ordinal, fundId, ...election, classId, recordedBy: actor.userId, recordedAt: now });
    return done({ ...bump(db, investor.value), ordinal });
  },
};

export const setNotices: Handler<'investors.setNotices'> = {
  guards: (input) => [...guardInvestor(input), ...fundGuards(input.fundId)],
  scope: scopeInvestor,

  run({ db, actor, now }, { investorId, fundId, ...choice }) {
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    if (fundId !== null && !readFund(db, fundId)) return refuse('notFound', { what: 'fund', id: fundId });
    const ordinal = readNotices(db, investorId).length;
    insertNotice(db, { investorId, ordinal, fundId, ...choice, recordedBy: actor.userId, recordedAt: now });
    return done({ ...bump(db, investor.value), ordinal });
  },
};
