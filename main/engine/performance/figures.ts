import { type BusinessDate, daysBetween } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { DayFlow } from './cashFlows.ts';
import { type Irr, irr } from './irr.ts';
import type { IndexLevel } from './multiples.ts';

export type Measured = Readonly<{ value: string | null; reason: string | null }>;
export type Performance = Readonly<{
  paidIn: bigint;
  distributed: bigint;
  nav: bigint | null;
  days: number;
  dpi: Measured;
  rvpi: Measured;
  tvpi: Measured;
  irr: Measured;
  roots: readonly number[];
  /** What was earned over the whole time, where that is less than a year. */
  notAnnualised: string | null;
  ksPme: Measured;
  directAlpha: Measured;
}>;

const PLACES = 12;
const known = (value: Decimal): Measured => ({ value: decimalText(value.toDecimalPlaces(PLACES)), reason: null });
const unknown = (reason: string): Measured => ({ value: null, reason });
const NO_PAYMENT = 'Nothing was paid in yet.';
const NO_NAV = 'No NAV is approved for a day by then.';
const percent = (rate: number): string => `${(rate * 100).toFixed(2)} %`;

const dec = (minor: bigint): Decimal => new Decimal(minor.toString());

/** What the reason of a rate reads like. */
function ofIrr({ irr: rate, roots, reason }: Irr, subject: string): Measured {
  switch (reason) {
    case 'published':
      return known(new Decimal(rate!));
    case 'noFlows':
      return unknown(`There are no ${subject} yet.`);
    case 'onlyOneSign':
      return unknown(`All ${subject} go one way, so no rate brings them to nothing.`);
    case 'noRoot':
      return unknown(`No rate brings these ${subject} to nothing. The multiples say what can be said.`);
    case 'severalRoots':
      return unknown(
        `Several rates bring these ${subject} to nothing (${roots.map(percent).join(', ')}), so none is published. The multiples say more.`,
      );
    case 'ambiguous':
      return unknown(
        `These ${subject} begin with money paid out and turn more than once, so the rate ${percent(roots[0]!)} is not published.`,
      );
  }
}

/** The multiples, the rate and the public-market equivalents on the day of the NAV. Flows are dated, nothing is netted between in and out. */
export function measure(
  flows: readonly DayFlow[],
  nav: Readonly<{ on: BusinessDate; minor: bigint }> | null,
  index: Readonly<{ name: string; levels: readonly IndexLevel[] }> | null,
): Performance {
  const paidIn = flows.reduce((sum, { contribution }) => sum + contribution, 0n);
  const distributed = flows.reduce((sum, { distribution }) => sum + distribution, 0n);
  const over = (amount: bigint): Measured => (paidIn <= 0n ? unknown(NO_PAYMENT) : known(dec(amount).div(dec(paidIn))));
  const withNav = (amount: (nav: bigint) => bigint): Measured => (nav ? over(amount(nav.minor)) : unknown(NO_NAV));
  const terms = flows.map(({ on, contribution, distribution }) => ({ date: on, amount: (distribution - contribution).toString() }));
  const rate = nav ? irr([...terms, { date: nav.on, amount: nav.minor.toString() }]) : null;
  const first = flows.find(({ contribution, distribution }) => contribution !== 0n || distribution !== 0n);
  const days = nav && first ? daysBetween(first.on, nav.on) : 0;
  return {
    paidIn,
    distributed,
    nav: nav?.minor ?? null,
    days,
    dpi: over(distributed),
    rvpi: withNav((amount) => amount),
    tvpi: withNav((amount) => distributed + amount),
    irr: rate ? ofIrr(rate, 'flows') : unknown(NO_NAV),
    roots: rate?.roots ?? [],
    notAnnualised: rate?.irr !== null && rate && days > 0 && days < 365 ? percent((1 + rate.irr) ** (days / 365) - 1) : null,
    ...publicMarket(flows, nav, index),
  };
}

type Market = Pick<Performance, 'ksPme' | 'directAlpha'>;
const neither = (reason: string): Market => ({ ksPme: unknown(reason), directAlpha: unknown(reason) });

function publicMarket(
  flows: readonly DayFlow[],
  nav: Readonly<{ on: BusinessDate; minor: bigint }> | null,
  index: Readonly<{ name: string; levels: readonly IndexLevel[] }> | null,
): Market {
  if (!index) return neither('Choose an index to compare with.');
  if (!nav) return neither(NO_NAV);
  const levels = [...index.levels].sort((left, right) => (left.date < right.date ? -1 : 1));
  const levelOn = (on: BusinessDate): Decimal | undefined => {
    const found = levels.findLast(({ date }) => date <= on);
    return found && new Decimal(found.level);
  };
  const missing = [...flows.map(({ on }) => on), nav.on].find((on) => levelOn(on) === undefined);
  if (missing !== undefined) return neither(`“${index.name}” has no level on or before ${missing}.`);
  const end = levelOn(nav.on)!;
  const grown = flows.map(({ on, contribution, distribution }) => {
    const growth = end.div(levelOn(on)!);
    return { date: on, paidIn: dec(contribution).times(growth), paidOut: dec(distribution).times(growth) };
  });
  const paidIn = grown.reduce((sum, flow) => sum.plus(flow.paidIn), new Decimal(0));
  const paidOut = grown.reduce((sum, flow) => sum.plus(flow.paidOut), dec(nav.minor));
  const terms = grown.map((flow) => ({ date: flow.date, amount: flow.paidOut.minus(flow.paidIn).toFixed() }));
  return {
    ksPme: paidIn.lessThanOrEqualTo(0) ? unknown(NO_PAYMENT) : known(paidOut.div(paidIn)),
    directAlpha: ofIrr(irr([...terms, { date: nav.on, amount: nav.minor.toString() }]), 'flows grown with the index'),
  };
}
