import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import { holdsOn, type Period, type SideLetterKind, type SideLetterTerm, sideLetterTitles, singleTerms } from '#shared/model/investors.ts';
import { done, type Result } from '#shared/result.ts';

export type DatedTerm = Readonly<{ fundId: string | null; term: SideLetterTerm }> & Period;

/** Decides a new term against those agreed: a rate is a fraction of one, and only one rate of a kind holds at a time. */
export function planTerm(added: DatedTerm, agreed: readonly DatedTerm[]): Result<null, 'termWrong' | 'termOverlaps' | 'wrongPeriod'> {
  const title = sideLetterTitles[added.term.kind];
  if (added.untilOn !== null && added.untilOn < added.fromOn)
    return refuse('wrongPeriod', { what: title, from: added.fromOn, until: added.untilOn });
  if ('rate' in added.term) {
    const rate = new Decimal(added.term.rate);
    if (rate.isNegative() || rate.greaterThan(1))
      return refuse('termWrong', { term: title, why: 'is a fraction from 0 to 1 (0.015 is 1.5 %)' });
  }
  const clash = singleTerms.includes(added.term.kind)
    ? agreed.find((other) => other.term.kind === added.term.kind && other.fundId === added.fundId && overlaps(other, added))
    : undefined;
  return clash ? refuse('termOverlaps', { term: title, from: clash.fromOn, until: clash.untilOn ?? 'further notice' }) : done(null);
}

const overlaps = (left: Period, right: Period): boolean =>
  (left.untilOn === null || right.fromOn <= left.untilOn) && (right.untilOn === null || left.fromOn <= right.untilOn);

/** The terms that hold on a day, for one fund where it is named: what was agreed for the fund itself stands before what holds for all. */
export function termsOn<Term extends DatedTerm>(terms: readonly Term[], on: BusinessDate, fundId?: string): readonly Term[] {
  const holding = terms.filter((term) => holdsOn(term, on));
  if (fundId === undefined) return holding;
  const forFund = holding.filter((term) => term.fundId === fundId);
  const special = new Set<SideLetterKind>(forFund.map(({ term }) => term.kind).filter((kind) => singleTerms.includes(kind)));
  return [...forFund, ...holding.filter((term) => term.fundId === null && !special.has(term.term.kind))];
}

/** Ends a period on a day within or at its bounds. */
export function endPeriod(
  what: string,
  { fromOn, untilOn }: Period,
  end: BusinessDate,
): Result<BusinessDate, 'recordEnded' | 'wrongPeriod'> {
  if (untilOn !== null && untilOn <= end) return refuse('recordEnded', { what, on: untilOn });
  return end < fromOn ? refuse('wrongPeriod', { what, from: fromOn, until: end }) : done(end);
}

/** The last day of what is replaced from a day on. */
export const dayBefore = (day: BusinessDate): BusinessDate => addDays(day, -1);
