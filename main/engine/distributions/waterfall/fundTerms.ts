import type { TermValue } from '#shared/contract/fundTerms.ts';
import { type Ratio, ratioOf } from '#shared/ratio.ts';
import { type Basis, type Clock, standardTerms, type Terms } from './terms.ts';

type FundTerm = NonNullable<TermValue<'waterfall'>>;
const bases: Readonly<Record<FundTerm['style'], Basis>> = { wholeFund: 'wholeFund', dealByDeal: 'dealByDeal', hybrid: 'hybrid' };

/** A fund’s waterfall term, with the clause it was recorded under, as the engine runs it. */
export function termsOfFund(term: FundTerm, clause: string, clock: Clock = 'anniversaries'): Terms {
  const { rate, compounding, dayCount, basis } = term.pref;
  return standardTerms({
    basis: bases[term.style],
    carry: exactly(term.carry),
    catchUp: exactly(term.catchUp),
    pref: { kind: 'rate', rate: exactly(rate), compounding, dayCount, clock, basis },
    steps: [],
    clauses: { returnOfCapital: clause, pref: clause, catchUp: clause, split: clause },
  });
}

function exactly(text: string): Ratio {
  const ratio = ratioOf(text);
  if (!ratio) throw new RangeError(`${text} is not a share`);
  return ratio;
}
