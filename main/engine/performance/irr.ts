import type { BusinessDate } from '#shared/dates.ts';
import { type DayCount, yearFraction } from '#shared/dayCount.ts';
import { Decimal } from '#shared/decimal.ts';

/** Money in (negative) or out (positive) of an investor's pocket on a day, as exact decimal text. */
export type Flow = Readonly<{ date: BusinessDate; amount: string }>;

export type IrrReason = 'published' | 'noFlows' | 'onlyOneSign' | 'noRoot' | 'severalRoots' | 'ambiguous';
export type Irr = Readonly<{ irr: number | null; roots: readonly number[]; reason: IrrReason }>;

/** An amount and its time in years: one term of Σ amount · e^(−x·years), where x = ln(1 + rate). */
type Term = Readonly<{ amount: number; years: number }>;

/**
 * Every internal rate of return of a series, and the one to publish if there is exactly one to believe: a single change of sign,
 * or a first flow paid in and one root. Otherwise none: a multiple says more than a rate picked by a starting guess.
 */
export function irr(flows: readonly Flow[], convention: DayCount = 'act/365f'): Irr {
  const terms = termsOf(flows, convention);
  if (terms.length === 0) return { irr: null, roots: [], reason: 'noFlows' };
  const changes = signChanges(terms);
  if (changes === 0) return { irr: null, roots: [], reason: 'onlyOneSign' };
  const found = rootsOf(terms).map((x) => Math.expm1(x));
  const roots = changes === 1 ? found : found.filter(isMeaningful);
  const [only] = roots;
  if (only === undefined) return { irr: null, roots, reason: 'noRoot' };
  if (roots.length > 1) return { irr: null, roots, reason: 'severalRoots' };
  const believable = changes === 1 || terms[0]!.amount < 0;
  return believable ? { irr: only, roots, reason: 'published' } : { irr: null, roots, reason: 'ambiguous' };
}

/** Where flows change sign more than once, a rate nobody could mean (a loss of all but a billionth, a thousandfold a year) is no answer. */
const isMeaningful = (rate: number): boolean => rate > -1 + 1e-9 && rate < 1000;

/** Flows of one day are netted exactly, days that net to nothing are dropped, and time starts at the first that is left. */
function termsOf(flows: readonly Flow[], convention: DayCount): Term[] {
  const byDay = new Map<BusinessDate, Decimal>();
  for (const { date, amount } of flows) byDay.set(date, (byDay.get(date) ?? new Decimal(0)).plus(amount));
  const days = [...byDay].filter(([, net]) => !net.isZero()).sort(([left], [right]) => (left < right ? -1 : 1));
  const [first] = days;
  if (!first) return [];
  const largest = days.reduce((most, [, net]) => Decimal.max(most, net.abs()), new Decimal(0));
  return days.map(([date, net]) => {
    const { numerator, denominator } = yearFraction(first[0], date, convention);
    return { amount: net.div(largest).toNumber(), years: numerator / denominator };
  });
}

function signChanges(terms: readonly Term[]): number {
  return terms.slice(1).filter(({ amount }, index) => amount > 0 !== terms[index]!.amount > 0).length;
}

/**
 * All roots, by Rolle's theorem: multiplied by e^(τx) with τ between two flows of different sign and differentiated, the sum has
 * one change of sign less, and between two of its roots lies at most one root of the sum itself.
 */
function rootsOf(terms: readonly Term[]): number[] {
  const at = terms.findIndex(({ amount }, index) => index > 0 && amount > 0 !== terms[index - 1]!.amount > 0);
  if (at < 0) return [];
  const middle = (terms[at - 1]!.years + terms[at]!.years) / 2;
  const turning = rootsOf(normalised(terms.map(({ amount, years }) => ({ amount: amount * (middle - years), years }))));
  const span = reach(terms);
  const bounds = [-span, ...turning.filter((x) => Math.abs(x) < span), span];
  const roots: number[] = [];
  for (let index = 1; index < bounds.length; index += 1) {
    const root = rootBetween(terms, bounds[index - 1]!, bounds[index]!);
    if (root !== undefined && root !== roots.at(-1)) roots.push(root);
  }
  return roots;
}

function normalised(terms: readonly Term[]): Term[] {
  const largest = terms.reduce((most, { amount }) => Math.max(most, Math.abs(amount)), 0);
  return terms.map(({ amount, years }) => ({ amount: amount / largest, years }));
}

/** How far from zero a root can lie: beyond it the first or the last flow outweighs all others together. */
function reach(terms: readonly Term[]): number {
  const [first, second] = terms as [Term, Term];
  const [last, beforeLast] = [terms.at(-1)!, terms.at(-2)!];
  const total = terms.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const far = Math.log(total / Math.abs(first.amount)) / (second.years - first.years);
  const near = Math.log(total / Math.abs(last.amount)) / (last.years - beforeLast.years);
  return Math.max(far, near, 0) + 1;
}

/** Bisection to the last bit: the sign of the sum is all it asks, so nothing can overflow into a wrong answer. */
function rootBetween(terms: readonly Term[], from: number, to: number): number | undefined {
  let [low, high] = [from, to];
  const lowSign = signAt(terms, low);
  const highSign = signAt(terms, high);
  if (lowSign === 0) return low;
  if (highSign === 0) return high;
  if (lowSign === highSign) return undefined;
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    const sign = signAt(terms, middle);
    if (sign === 0) return middle;
    if (sign === lowSign) low = middle;
    else high = middle;
  }
  return Math.abs(low) < Math.abs(high) ? low : high;
}

/** The sign of Σ amount · e^(−x·years), scaled by its largest power and summed with compensation. */
function signAt(terms: readonly Term[], x: number): number {
  const largest = terms.reduce((most, { years }) => Math.max(most, -x * years), Number.NEGATIVE_INFINITY);
  let [sum, lost] = [0, 0];
  for (const { amount, years } of terms) {
    const term = amount * Math.exp(-x * years - largest);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return Math.sign(sum + lost);
}
