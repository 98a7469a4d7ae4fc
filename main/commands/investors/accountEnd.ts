import { readInvestor } from '#db/tables/investors.ts';
import { endUse, insertAccountEnd, readAccounts, readCases, readUses, updateAccount } from '#db/tables/payees.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { isOpenCase } from '#shared/model/investors.ts';
import { done } from '#shared/result.ts';
import type { Handler } from '../handler.ts';
import { bump, ofInvestor } from './open.ts';
import { accountInForce } from './payeeRequest.ts';

/** Money is held at once; only a payee change, with its callback and second person, names where it goes instead. */
export const endAccount: Handler<'investors.endAccount'> = {
  ...ofInvestor,

  run({ db, actor, now, today }, { investorId, accountId, reason }) {
    const investor = readInvestor(db, investorId);
    if (!investor) return refuse('notFound', { what: 'investor', id: investorId });
    const account = accountInForce(readAccounts(db, investorId), accountId, investor.name);
    if (!account.ok) return account;
    if (readCases(db, investorId).some(({ state }) => isOpenCase(state))) return refuse('payeeCaseOpen', { investor: investor.name });
    const uses = readUses(db, investorId).filter((use) => use.accountId === accountId && use.untilAt === null);
    for (const use of uses) endUse(db, use, { untilAt: now });
    updateAccount(db, account.value, { ...account.value, state: 'replaced' });
    insertAccountEnd(db, { accountId, investorId: investor.id, endedOn: today, reason, endedBy: actor.userId, endedAt: now });
    return done({ ...bump(db, investor), held: uses.length });
  },
};
