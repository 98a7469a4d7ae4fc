import type { TermValue } from '#shared/contract/fundTerms.ts';
import { addDays, addMonths, type BusinessDate, daysBetween, later } from '#shared/dates.ts';
import { yearFraction } from '#shared/dayCount.ts';
import { Decimal } from '#shared/decimal.ts';
import type { PartKind, WaiverState } from '#shared/model/receipts.ts';

export type InterestTerm = NonNullable<TermValue<'defaultInterest'>>;
type Moved = Readonly<{ on: BusinessDate; minor: bigint }>;
export type LateLine = Readonly<{
  dueOn: BusinessDate;
  called: bigint;
  /** What was paid on the line, by the day from which it counts; money that went back again is negative. */
  paid: readonly Moved[];
  /** Interest that was paid, waived or cancelled. */
  settled: readonly Moved[];
}>;

type PartFact = Readonly<{ kind: PartKind; lineOrdinal: number | null; valueOn: BusinessDate; minor: bigint }>;
type BillFact = Readonly<{ ordinal: number; lineOrdinal: number }>;
type WaiverFact = Readonly<{ billOrdinal: number; state: WaiverState; effectiveOn: BusinessDate; minor: bigint }>;
/** What was recorded on a call: money, bills, waivers. */
export type OnCall = Readonly<{ parts: readonly PartFact[]; bills: readonly BillFact[]; waivers: readonly WaiverFact[] }>;

const moved = (on: BusinessDate, minor: bigint): Moved => ({ on, minor });

/** One line of a call as interest sees it. */
export function lateLineOf(
  { dueOn, called, lineOrdinal }: Readonly<{ dueOn: BusinessDate; called: bigint; lineOrdinal: number }>,
  { parts, bills, waivers }: OnCall,
): LateLine {
  const own = parts.filter((part) => part.lineOrdinal === lineOrdinal);
  const ownBills = new Set(bills.filter((bill) => bill.lineOrdinal === lineOrdinal).map(({ ordinal }) => ordinal));
  const waived = waivers.filter(({ billOrdinal, state }) => state === 'approved' && ownBills.has(billOrdinal));
  return {
    dueOn,
    called,
    paid: own.filter(({ kind }) => kind === 'call').map(({ valueOn, minor }) => moved(valueOn, minor)),
    settled: [
      ...own.filter(({ kind }) => kind === 'interest').map(({ valueOn, minor }) => moved(valueOn, minor)),
      ...waived.map(({ effectiveOn, minor }) => moved(effectiveOn, minor)),
    ],
  };
}

/** The last day on which paying costs nothing. */
export const graceEnds = (dueOn: BusinessDate, { graceDays }: InterestTerm): BusinessDate => addDays(dueOn, graceDays);

/**
 * Default interest on a line from its due date up to a day, exact. What is paid within the grace days bears none; on the rest it runs
 * from the due date. Compounded interest joins the principal at each anniversary of the due date, less what of it was settled.
 */
export function interestUpTo(line: LateLine, term: InterestTerm, until: BusinessDate): Decimal {
  const { dueOn } = line;
  const graceUntil = graceEnds(dueOn, term);
  if (until <= graceUntil) return new Decimal(0);
  const counted = line.paid.map(({ on, minor }) => ({ on: on <= graceUntil ? dueOn : on, minor }));
  const joins = new Set(joinDays(dueOn, until, term.compounding));
  const turns = [...counted, ...line.settled].map(({ on }) => on).filter((on) => on > dueOn && on < until);
  const days = [dueOn, ...new Set([...turns, ...joins])].sort();
  let [total, joined, waiting] = [new Decimal(0), new Decimal(0), new Decimal(0)];
  days.forEach((from, index) => {
    if (joins.has(from)) [joined, waiting] = [joined.plus(waiting), new Decimal(0)];
    const settled = decimal(sumOn(line.settled, from));
    const fromJoined = Decimal.min(settled, joined);
    [joined, waiting] = [joined.minus(fromJoined), Decimal.max(waiting.minus(settled.minus(fromJoined)), 0)];
    const open = line.called - sumUpTo(counted, from);
    const { numerator, denominator } = yearFraction(from, days[index + 1] ?? until, term.dayCount);
    const bearing = decimal(open > 0n ? open : 0n).plus(joined);
    const interest = bearing.times(term.rate).times(numerator).div(denominator);
    [total, waiting] = [total.plus(interest), waiting.plus(interest)];
  });
  return total;
}

const decimal = (minor: bigint): Decimal => new Decimal(minor.toString());
const sumUpTo = (moved: readonly Moved[], day: BusinessDate): bigint =>
  moved.reduce((sum, { on, minor }) => (on <= day ? sum + minor : sum), 0n);
const sumOn = (moved: readonly Moved[], day: BusinessDate): bigint =>
  moved.reduce((sum, { on, minor }) => (on === day ? sum + minor : sum), 0n);

/** The days strictly between on which interest is added to what bears interest. */
function joinDays(dueOn: BusinessDate, until: BusinessDate, compounding: InterestTerm['compounding']): BusinessDate[] {
  if (compounding === 'none') return [];
  if (compounding === 'daily')
    return Array.from({ length: Math.max(daysBetween(dueOn, until) - 1, 0) }, (_, day) => addDays(dueOn, day + 1));
  const months = compounding === 'annual' ? 12 : 3;
  const days: BusinessDate[] = [];
  for (let count = 1; ; count += 1) {
    const day = addMonths(dueOn, months * count);
    if (day >= until) return days;
    days.push(day);
  }
}

export type EarlierBill = Readonly<{ untilOn: BusinessDate; minor: bigint }>;
export type NextBill = Readonly<{ fromOn: BusinessDate; minor: bigint }>;

/** What a bill up to a day adds: the whole interest so far, rounded once, less everything billed before. Nothing where there is nothing. */
export function nextBill(line: LateLine, term: InterestTerm, earlier: readonly EarlierBill[], until: BusinessDate): NextBill | null {
  const fromOn = earlier.map(({ untilOn }) => untilOn).reduce(later, line.dueOn);
  if (until <= fromOn) return null;
  const billed = earlier.reduce((sum, { minor }) => sum + minor, 0n);
  const minor = BigInt(interestUpTo(line, term, until).toFixed(0)) - billed;
  return minor > 0n ? { fromOn, minor } : null;
}
