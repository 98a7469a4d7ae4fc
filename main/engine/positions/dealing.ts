import type { Term } from '#shared/contract/fundTerms.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { NavMark } from '#shared/model/funds.ts';
import { done, type Result } from '#shared/result.ts';
import { type NavFact, navOn, USUAL_STALENESS_DAYS } from '../funds/nav.ts';
import { type TermFact, valueInForce } from '../funds/terms.ts';

export type DealingNav = NavFact & Readonly<{ mark: NavMark }>;
export type DealingPrice = Readonly<{ navId: string; navPerUnit: string; priceOn: BusinessDate }>;
type Asked = Readonly<{ name: string; classId: string; on: BusinessDate; seen?: string | undefined }>;

/** A stored term as a fact the engine reads. */
export const termFact = <Row extends Readonly<{ kind: string; value: unknown }>>({ kind, value, ...rest }: Row) => ({
  ...rest,
  term: { kind, value } as unknown as Term,
});

/**
 * The price at which units change hands on a day: the newest approved NAV not after it and not older than the terms allow. One that is
 * marked cum distribution is no price: what the distribution takes off is not known to it.
 */
export function dealingPrice(
  navs: readonly DealingNav[],
  terms: readonly TermFact[],
  { name, classId, on, seen }: Asked,
): Result<DealingPrice, 'navMissing' | 'navStale' | 'priceCum' | 'priceZero' | 'priceMoved'> {
  const stalenessDays = valueInForce(terms, 'priceDate', { on, classId })?.stalenessDays ?? USUAL_STALENESS_DAYS;
  const ofClass = navs.filter((nav) => nav.classId === classId);
  const found = navOn(ofClass, { className: name, on, stalenessDays });
  if (!found.ok) return found;
  const { id, asOfOn, mark, navPerUnit } = found.value;
  if (navPerUnit === null || new Decimal(navPerUnit).lte(0)) return refuse('priceZero', { name, on: asOfOn });
  if (mark === 'cum') return refuse('priceCum', { name, on: asOfOn });
  if (seen !== undefined && seen !== id) return refuse('priceMoved', { name, on: asOfOn, price: navPerUnit });
  return done({ navId: id, navPerUnit, priceOn: asOfOn });
}
