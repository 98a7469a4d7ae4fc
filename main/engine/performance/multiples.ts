import type { BusinessDate } from '#shared/dates.ts';
import type { DayCount } from '#shared/dayCount.ts';
import { Decimal } from '#shared/decimal.ts';
import { type Flow, type Irr, irr } from './irr.ts';

export type Valuation = Readonly<{ date: BusinessDate; amount: string }>;
/** A total-return index on a day; between its days the newest level before holds. */
export type IndexLevel = Readonly<{ date: BusinessDate; level: string }>;

export type Performance = Readonly<{
  paidIn: Decimal;
  distributed: Decimal;
  nav: Decimal;
  /** Distributed ÷ paid in; nothing where nothing was paid in. */
  dpi: Decimal | null;
  rvpi: Decimal | null;
  tvpi: Decimal | null;
  irr: Irr;
  /** Kaplan–Schoar: what came back, grown with the index, over what went in, grown with the index. */
  ksPme: Decimal | null;
  /** The rate by which the fund beat its index: the IRR of flows grown with the index to the last day. */
  directAlpha: Irr | null;
}>;

export type PerformanceProblem = Readonly<
  { kind: 'navBeforeLastFlow'; date: BusinessDate } | { kind: 'noIndexBefore'; date: BusinessDate } | { kind: 'noFlows' }
>;

/** The multiples, the rate and the public-market equivalents of one series of flows (paid in negative, paid out positive). */
export function performance(
  flows: readonly Flow[],
  nav: Valuation | null,
  index: readonly IndexLevel[] | null,
  convention: DayCount = 'act/365f',
): Performance | PerformanceProblem {
  const dates = flows.map(({ date }) => date).sort();
  const last = dates.at(-1);
  if (last === undefined) return { kind: 'noFlows' };
  if (nav && nav.date < last) return { kind: 'navBeforeLastFlow', date: last };
  const residual = new Decimal(nav?.amount ?? 0);
  const paidIn = total(flows, (amount) => amount.isNegative()).negated();
  const distributed = total(flows, (amount) => amount.isPositive());
  const over = (value: Decimal): Decimal | null => (paidIn.isZero() ? null : value.div(paidIn));
  const withNav = nav ? [...flows, nav] : flows;
  const market = index === null ? null : publicMarket(withNav, index, nav?.date ?? last, convention);
  if (market && 'kind' in market) return market;
  return {
    paidIn,
    distributed,
    nav: residual,
    dpi: over(distributed),
    rvpi: over(residual),
    tvpi: over(distributed.plus(residual)),
    irr: irr(withNav, convention),
    ksPme: market?.ksPme ?? null,
    directAlpha: market?.directAlpha ?? null,
  };
}

const total = (flows: readonly Flow[], wanted: (amount: Decimal) => boolean): Decimal =>
  flows
    .map(({ amount }) => new Decimal(amount))
    .filter(wanted)
    .reduce((sum, amount) => sum.plus(amount), new Decimal(0));

function publicMarket(
  flows: readonly Flow[],
  index: readonly IndexLevel[],
  end: BusinessDate,
  convention: DayCount,
): Pick<Performance, 'ksPme' | 'directAlpha'> | PerformanceProblem {
  const levels = [...index].sort((left, right) => (left.date < right.date ? -1 : 1));
  const missing = [...flows.map(({ date }) => date), end].find((date) => levelAt(levels, date) === undefined);
  if (missing !== undefined) return { kind: 'noIndexBefore', date: missing };
  const finalLevel = levelAt(levels, end)!;
  const grown = flows.map(({ date, amount }) => ({
    date,
    amount: new Decimal(amount).times(finalLevel).div(levelAt(levels, date)!).toFixed(),
  }));
  const paidIn = total(grown, (amount) => amount.isNegative()).negated();
  const returned = total(grown, (amount) => amount.isPositive());
  return { ksPme: paidIn.isZero() ? null : returned.div(paidIn), directAlpha: irr(grown, convention) };
}

function levelAt(levels: readonly IndexLevel[], date: BusinessDate): Decimal | undefined {
  const found = levels.findLast((level) => level.date <= date);
  return found && new Decimal(found.level);
}
