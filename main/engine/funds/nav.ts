import { refuse } from '#shared/contract/refusals.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { type BusinessDate, daysBetween, type Instant } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { type FundBasis, type FundStatus, type NavState, navLifecycle } from '#shared/model/funds.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Result } from '#shared/result.ts';

export type NavFact = Readonly<{
  id: string;
  classId: string;
  asOfOn: BusinessDate;
  netAssets: bigint;
  units: string | null;
  navPerUnit: string | null;
  state: NavState;
  correctsId: string | null;
  preparedBy: string;
  decidedAt: Instant | null;
  contentHash: string;
}>;

/** How old a NAV may be where the terms of the fund do not say. */
export const USUAL_STALENESS_DAYS = 120;

/** A price of fewer decimal places than these is read as written with zeros. */
const FEWEST_PRICE_DIGITS = 2;

/** The approved NAVs that no approved correction has replaced, as far as they were known, oldest first. */
export function currentNavs<Nav extends NavFact>(navs: readonly Nav[], knownAt?: Instant): Nav[] {
  const approved = navs.filter(
    ({ state, decidedAt }) => state === 'approved' && (knownAt === undefined || (decidedAt !== null && decidedAt <= knownAt)),
  );
  const replaced = new Set(approved.map(({ correctsId }) => correctsId));
  return approved.filter(({ id }) => !replaced.has(id)).sort((a, b) => (a.asOfOn < b.asOfOn ? -1 : a.asOfOn > b.asOfOn ? 1 : 0));
}

type OnDate = Readonly<{ className: string; on: BusinessDate; stalenessDays: number; knownAt?: Instant | undefined }>;

/** The price of a class for a date: the newest approved NAV not after it, and not older than allowed. */
export function navOn<Nav extends NavFact>(
  navsOfClass: readonly Nav[],
  { className, on, stalenessDays, knownAt }: OnDate,
): Result<Nav, 'navMissing' | 'navStale'> {
  const found = currentNavs(navsOfClass, knownAt).findLast(({ asOfOn }) => asOfOn <= on);
  if (!found) return refuse('navMissing', { name: className, on });
  if (daysBetween(found.asOfOn, on) > stalenessDays)
    return refuse('navStale', { name: className, on, newest: found.asOfOn, days: stalenessDays });
  return done(found);
}

export type NavDraft = Pick<NavFact, 'classId' | 'asOfOn' | 'netAssets' | 'units' | 'navPerUnit'> &
  Readonly<{ corrects: NavFact | null; reason: string | undefined }>;
export type NavStanding = Readonly<{
  fund: Readonly<{ name: string; status: FundStatus; basis: FundBasis; currency: Currency }>;
  fundClass: Readonly<{ name: string; unitDigits: number; openedOn: BusinessDate; closedOn: BusinessDate | null }>;
  navs: readonly NavFact[];
  today: BusinessDate;
}>;
type DateRefusal = 'fundClosed' | 'classClosed' | 'dateInFuture' | 'navBeforeOpening';
type UnitRefusal = 'navNeedsUnits' | 'navWithoutUnits' | 'navDoesNotTie' | 'unitsTooFine';
type PlaceRefusal = 'navTwice' | 'navNotCorrectable' | 'correctionElsewhere' | 'correctionNeedsReason';

export function checkDraft(draft: NavDraft, standing: NavStanding): Result<null, DateRefusal | UnitRefusal | PlaceRefusal> {
  const dates = checkDates(draft, standing);
  if (!dates.ok) return dates;
  const units = checkUnits(draft, standing);
  if (!units.ok) return units;
  return checkPlace(draft, standing);
}

function checkDates({ asOfOn, corrects }: NavDraft, { fund, fundClass, today }: NavStanding): Result<null, DateRefusal> {
  const { name, openedOn, closedOn } = fundClass;
  if (fund.status === 'closed' && !corrects) return refuse('fundClosed', { fund: fund.name });
  if (asOfOn > today) return refuse('dateInFuture', { what: `The NAV of ${name}`, on: asOfOn, today });
  if (asOfOn < openedOn) return refuse('navBeforeOpening', { name, on: asOfOn, opened: openedOn });
  if (closedOn !== null && asOfOn > closedOn) return refuse('classClosed', { name, on: closedOn });
  return done(null);
}

function checkUnits({ netAssets, units, navPerUnit }: NavDraft, { fund, fundClass }: NavStanding): Result<null, UnitRefusal> {
  const { name, unitDigits } = fundClass;
  if (fund.basis === 'commitment') return units === null && navPerUnit === null ? done(null) : refuse('navWithoutUnits', { name });
  if (units === null || navPerUnit === null) return refuse('navNeedsUnits', { name });
  const [count, price] = [new Decimal(units), new Decimal(navPerUnit)];
  if (count.decimalPlaces() > unitDigits) return refuse('unitsTooFine', { name, digits: unitDigits });
  const assets = new Decimal(netAssets.toString()).div(new Decimal(10).pow(digitsOf(fund.currency)));
  if (count.isZero())
    return assets.isZero()
      ? done(null)
      : refuse('navDoesNotTie', { name, given: navPerUnit, computed: 'not a number (there are no units)' });
  const digits = Math.max(price.decimalPlaces(), FEWEST_PRICE_DIGITS);
  const exact = assets.div(count);
  const halfUnit = new Decimal(10).pow(-digits).div(2);
  return exact.minus(price).abs().lte(halfUnit)
    ? done(null)
    : refuse('navDoesNotTie', { name, given: navPerUnit, computed: decimalText(exact.toDecimalPlaces(Math.max(digits, 4))) });
}

function checkPlace({ classId, asOfOn, corrects, reason }: NavDraft, { fundClass, navs }: NavStanding): Result<null, PlaceRefusal> {
  const { name } = fundClass;
  const there = navs.filter((nav) => nav.classId === classId && nav.asOfOn === asOfOn);
  if (there.some(({ state }) => state === 'draft')) return refuse('navTwice', { name, on: asOfOn, state: 'draft' });
  const current = currentNavs(there)[0];
  if (!corrects) return current ? refuse('navTwice', { name, on: asOfOn, state: 'approved' }) : done(null);
  if (corrects.classId !== classId || corrects.asOfOn !== asOfOn) return refuse('correctionElsewhere', { on: corrects.asOfOn });
  if (corrects.id !== current?.id) {
    const because = corrects.state === 'approved' ? 'it was corrected already; correct the newest one' : `it is ${corrects.state}`;
    return refuse('navNotCorrectable', { name, on: asOfOn, because });
  }
  return reason === undefined ? refuse('correctionNeedsReason', { on: asOfOn }) : done(null);
}

export function approveNav(
  nav: NavFact,
  className: string,
  contentHash: string,
  approver: string,
): Result<NavState, 'navDecided' | 'navByApprover' | 'navChanged'> {
  const about = { name: className, on: nav.asOfOn };
  const to = nextState(navLifecycle, nav.state, 'approve');
  if (!to) return refuse('navDecided', { ...about, state: nav.state });
  if (nav.contentHash !== contentHash) return refuse('navChanged', about);
  return nav.preparedBy === approver ? refuse('navByApprover', about) : done(to);
}

export function rejectNav(nav: NavFact, className: string): Result<NavState, 'navDecided'> {
  const to = nextState(navLifecycle, nav.state, 'reject');
  return to ? done(to) : refuse('navDecided', { name: className, on: nav.asOfOn, state: nav.state });
}

export function withdrawNav(
  nav: NavFact,
  className: string,
  userId: string,
  nameOf: (id: string) => string,
): Result<NavState, 'navDecided' | 'navOfAnother'> {
  const to = nextState(navLifecycle, nav.state, 'withdraw');
  if (!to) return refuse('navDecided', { name: className, on: nav.asOfOn, state: nav.state });
  return nav.preparedBy === userId ? done(to) : refuse('navOfAnother', { preparedBy: nameOf(nav.preparedBy) });
}
