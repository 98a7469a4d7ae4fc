import { readInvestor } from '#db/tables/investors.ts';
import { readCases } from '#db/tables/payees.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { isOpenCase } from '#shared/model/investors.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';
import { bump, guardInvestor, openInvestor, scopeInvestor } from './open.ts';

export const mergeInvestor: Handler<'investors.merge'> = {
  guards: (input) => [...guardInvestor(input), writes('investor', input.intoId)],
  scope: (input) => [...scopeInvestor(input), { kind: 'investor', id: input.intoId }],

  run({ db, today }, { investorId, expectedVersion, intoId, reason }) {
    const duplicate = openInvestor(db, investorId, expectedVersion);
    if (!duplicate.ok) return duplicate;
    if (investorId === intoId) return refuse('mergeSelf', { investor: duplicate.value.name });
    const survivor = openInvestor(db, intoId);
    if (!survivor.ok) return survivor;
    if (readCases(db, investorId).some(({ state }) => isOpenCase(state)))
      return refuse('payeeCaseOpen', { investor: duplicate.value.name });
    bump(db, survivor.value);
    return done(bump(db, duplicate.value, { mergedInto: intoId, mergedOn: today, mergeReason: reason }));
  },
};

export const unmergeInvestor: Handler<'investors.unmerge'> = {
  guards: (input, db) => {
    const into = readInvestor(db, input.investorId)?.mergedInto;
    return [...guardInvestor(input), ...(into ? [writes('investor', into)] : [])];
  },
  scope: scopeInvestor,

  run({ db }, { investorId, expectedVersion }) {
    const alias = readInvestor(db, investorId);
    if (!alias) return refuse('notFound', { what: 'investor', id: investorId });
    if (alias.version !== expectedVersion) return refuse('staleVersion', { what: alias.name });
    const survivor = alias.mergedInto === null ? undefined : readInvestor(db, alias.mergedInto);
    if (!survivor) return refuse('notMerged', { investor: alias.name });
    bump(db, survivor);
    return done(bump(db, alias, { mergedInto: null, mergedOn: null, mergeReason: null }));
  },
};
