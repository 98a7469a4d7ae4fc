import { addMonths, type BusinessDate, endOfMonth } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { FundBasis } from '#shared/model/funds.ts';

export type NavPoint = Readonly<{ classId: string; asOfOn: BusinessDate; netAssets: bigint; navPerUnit: string | null }>;
export type AnalysedClass = Readonly<{ id: string; openedOn: BusinessDate; closedOn: BusinessDate | null }>;
export type Measured = Readonly<{ value: string | null; reason: string | null }>;
export type MonthPoint = Readonly<{ month: string; asOfOn: BusinessDate; netAssets: bigint | null; monthlyReturn: string | null }>;
export type Analytics = Readonly<{ months: readonly MonthPoint[]; ytdReturn: Measured; volatility: Measured; sharpe: Measured }>;

const FEWEST_RETURNS = 12;
const MOST_RETURNS = 36;
const MONTHS_PER_YEAR = 12;
/** Figures are worked out to sixty digits and given to twelve places. */
const SHOWN_PLACES = 12;

const measured = (value: Decimal): Measured => ({ value: decimalText(value.toDecimalPlaces(SHOWN_PLACES)), reason: null });
const notMeasurable = (reason: string): Measured => ({ value: null, reason });

type Month = Readonly<{
  key: string;
  asOfOn: BusinessDate;
  /** The last point of the month, by class. */
  points: ReadonlyMap<string, NavPoint>;
  netAssets: bigint | null;
  earned: Decimal | null;
}>;

/** Month by month from the first NAV to the last, and the figures of the newest month. The points are approved and uncorrected. */
export function analyse(
  basis: FundBasis,
  classes: readonly AnalysedClass[],
  points: readonly NavPoint[],
  riskFree: string = '0',
): Analytics {
  const months = monthsOf(classes, points);
  const figures = figuresOf(basis, months, new Decimal(riskFree));
  return {
    months: months.map(({ key, asOfOn, netAssets, earned }) => ({
      month: key,
      asOfOn,
      netAssets,
      monthlyReturn: earned && decimalText(earned.toDecimalPlaces(SHOWN_PLACES)),
    })),
    ...figures,
  };
}

function monthsOf(classes: readonly AnalysedClass[], points: readonly NavPoint[]): Month[] {
  const dates = points.map(({ asOfOn }) => asOfOn).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const byMonth = Map.groupBy(points, ({ asOfOn }) => asOfOn.slice(0, 7));
  const months: Month[] = [];
  for (let end = endOfMonth(first); end <= endOfMonth(last); end = endOfMonth(addMonths(end, 1))) {
    const ofMonth = lastByClass(byMonth.get(end.slice(0, 7)) ?? []);
    const previous = months.at(-1);
    const asOfOn =
      [...ofMonth.values()]
        .map((point) => point.asOfOn)
        .sort()
        .at(-1) ?? end;
    const month = { key: end.slice(0, 7), asOfOn, points: ofMonth, netAssets: netAssetsOf(classes, ofMonth, end) };
    months.push({ ...month, earned: previous ? returnBetween(previous, ofMonth) : null });
  }
  return months;
}

function lastByClass(points: readonly NavPoint[]): Map<string, NavPoint> {
  const found = new Map<string, NavPoint>();
  for (const point of points) {
    const earlier = found.get(point.classId);
    if (!earlier || earlier.asOfOn <= point.asOfOn) found.set(point.classId, point);
  }
  return found;
}

/** The sum over the classes open at the end of the month; nothing when one of them has no NAV in it. */
function netAssetsOf(classes: readonly AnalysedClass[], points: ReadonlyMap<string, NavPoint>, end: BusinessDate): bigint | null {
  const open = classes.filter(({ openedOn, closedOn }) => openedOn <= end && (closedOn === null || closedOn > end));
  if (points.size === 0 || open.some(({ id }) => !points.has(id))) return null;
  return [...points.values()].reduce((sum, { netAssets }) => sum + netAssets, 0n);
}

/** Weighted by the net assets a month before; nothing when a class has no price in one of the two months. */
function returnBetween(before: Month, after: ReadonlyMap<string, NavPoint>): Decimal | null {
  if (before.netAssets === null || before.netAssets <= 0n) return null;
  let earned = new Decimal(0);
  for (const [classId, { navPerUnit, netAssets }] of before.points) {
    const next = after.get(classId)?.navPerUnit;
    if (navPerUnit === null || next === undefined || next === null || new Decimal(navPerUnit).isZero()) return null;
    earned = earned.plus(new Decimal(next).div(navPerUnit).minus(1).times(netAssets.toString()));
  }
  return earned.div(before.netAssets.toString());
}

function figuresOf(basis: FundBasis, months: readonly Month[], riskFree: Decimal): Omit<Analytics, 'months'> {
  const same = (reason: string) => ({ ytdReturn: notMeasurable(reason), volatility: notMeasurable(reason), sharpe: notMeasurable(reason) });
  if (basis === 'commitment') return same('A fund counted in commitments has no NAV per unit; its IRR and multiples measure it.');
  if (months.length === 0) return same('No NAV is approved yet.');
  const returns = newestRun(months);
  if (returns.length < FEWEST_RETURNS) {
    const reason = `Needs ${FEWEST_RETURNS} consecutive monthly returns up to ${months.at(-1)!.key}; there ${returns.length === 1 ? 'is' : 'are'} ${returns.length}.`;
    return { ...same(reason), ytdReturn: yearToDate(months) };
  }
  const volatility = deviation(returns).times(new Decimal(MONTHS_PER_YEAR).sqrt());
  return { ytdReturn: yearToDate(months), volatility: measured(volatility), sharpe: sharpeOf(returns, volatility, riskFree) };
}

/** The unbroken returns up to the newest month, oldest first. */
function newestRun(months: readonly Month[]): Decimal[] {
  const start = months.findLastIndex(({ earned }) => earned === null) + 1;
  return months
    .slice(start)
    .slice(-MOST_RETURNS)
    .flatMap(({ earned }) => earned ?? []);
}

function yearToDate(months: readonly Month[]): Measured {
  const newest = months.at(-1)!;
  const year = newest.key.slice(0, 4);
  const isFirstYear = months[0]!.key.startsWith(year);
  const ofYear = months.filter(({ key }) => key.startsWith(year)).slice(isFirstYear ? 1 : 0);
  if (ofYear.length === 0) return notMeasurable(`Needs a NAV in a second month; ${newest.key} is the first.`);
  const gap = ofYear.find(({ earned }) => earned === null);
  if (gap) return notMeasurable(`The return of ${gap.key} is not measurable: a class has no NAV in that month or in the month before.`);
  return measured(ofYear.reduce((grown, { earned }) => grown.times(earned!.plus(1)), new Decimal(1)).minus(1));
}

const mean = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value), new Decimal(0)).div(values.length);

function deviation(values: readonly Decimal[]): Decimal {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum.plus(value.minus(middle).pow(2)), new Decimal(0));
  return squares.div(values.length - 1).sqrt();
}

function sharpeOf(returns: readonly Decimal[], volatility: Decimal, riskFree: Decimal): Measured {
  if (volatility.isZero()) return notMeasurable('The returns do not vary, so nothing can be divided by their volatility.');
  return measured(mean(returns).times(MONTHS_PER_YEAR).minus(riskFree).div(volatility));
}
