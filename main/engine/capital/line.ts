import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import { type DayCount, yearFraction } from '#shared/dayCount.ts';
import { Decimal } from '#shared/decimal.ts';
import type { MovementKind } from '#shared/model/lines.ts';
import { formatMoney } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

export type LineTermFact = Readonly<{ ordinal: number; effectiveOn: BusinessDate; limitMinor: bigint; rate: string; baseShare: string }>;
export type MovementFact = Readonly<{
  ordinal: number;
  kind: MovementKind;
  minor: bigint;
  effectiveOn: BusinessDate;
  undoes: number | null;
}>;
export type LineFact = Readonly<{
  name: string;
  currency: Currency;
  dayCount: DayCount;
  openedOn: BusinessDate;
  maturesOn: BusinessDate;
  closedOn: BusinessDate | null;
}>;

export type LineBalance = Readonly<{ principal: bigint; interest: bigint }>;

const signed = ({ kind, minor }: MovementFact): bigint => (kind === 'repayment' || kind === 'interestPayment' ? -minor : minor);
const ofPrincipal = ({ kind }: MovementFact): boolean => kind === 'draw' || kind === 'repayment';
const upTo = (movements: readonly MovementFact[], on: BusinessDate): readonly MovementFact[] =>
  movements.filter(({ effectiveOn }) => effectiveOn <= on);
const sumOf = (movements: readonly MovementFact[]): bigint => movements.reduce((sum, movement) => sum + signed(movement), 0n);

/** What is owed on a line at the end of a day: always the sum of what happened, never a figure of its own. */
export const balanceOn = (movements: readonly MovementFact[], on: BusinessDate): LineBalance => ({
  principal: sumOf(upTo(movements, on).filter(ofPrincipal)),
  interest: sumOf(upTo(movements, on).filter((movement) => !ofPrincipal(movement))),
});

/** Of two terms for the same day the one recorded later holds. */
export function termsOn<Term extends LineTermFact>(terms: readonly Term[], on: BusinessDate): Term | undefined {
  return terms
    .filter(({ effectiveOn }) => effectiveOn <= on)
    .reduce<Term | undefined>(
      (newest, term) =>
        newest && (newest.effectiveOn > term.effectiveOn || (newest.effectiveOn === term.effectiveOn && newest.ordinal > term.ordinal))
          ? newest
          : term,
      undefined,
    );
}

export type HoldingMinor = Readonly<{ investorId: string; classId: string; minor: bigint }>;
type Holding = Readonly<{ investorId: string; classId: string }>;
const keyOf = ({ investorId, classId }: Holding): string => `${investorId} ${classId}`;

/** What may still be called from holdings that are not in default: what a lender lends against. */
export function uncalledOf(commitments: readonly HoldingMinor[], called: readonly HoldingMinor[], inDefault: readonly Holding[]): bigint {
  const left = new Map(commitments.map((holding) => [keyOf(holding), holding.minor]));
  for (const holding of called) left.set(keyOf(holding), (left.get(keyOf(holding)) ?? 0n) - holding.minor);
  const out = new Set(inDefault.map(keyOf));
  return [...left].reduce((sum, [key, minor]) => (out.has(key) || minor < 0n ? sum : sum + minor), 0n);
}

/** The part of the uncalled commitments that may be borrowed, rounded down. */
export const borrowingBase = (uncalled: bigint, baseShare: string): bigint =>
  BigInt(new Decimal(uncalled.toString()).times(baseShare).floor().toFixed());

export const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** The days from one on on which the principal or the terms change: between them nothing does. */
function turningDays(movements: readonly MovementFact[], terms: readonly LineTermFact[], from: BusinessDate): BusinessDate[] {
  const days = [...movements, ...terms].map(({ effectiveOn }) => effectiveOn).filter((day) => day > from);
  return [from, ...new Set(days)].sort();
}

type Borrowed = Readonly<{
  line: LineFact;
  terms: readonly LineTermFact[];
  movements: readonly MovementFact[];
  uncalled: bigint;
  /** The principal of the other lines of the fund on that day: it stands on the same uncalled commitments. */
  drawnElsewhere: bigint;
}>;
type Asked = Readonly<{ minor: bigint; on: BusinessDate }>;
export type DrawRefusal = 'lineNotOpen' | 'lineMatured' | 'lineOverLimit' | 'lineOverBase';

/** Whether so much may be drawn: within the limit on that day and every later one, and within what the uncalled commitments carry. */
export function checkDraw({ line, terms, movements, uncalled, drawnElsewhere }: Borrowed, { minor, on }: Asked): Result<null, DrawRefusal> {
  const open = checkOpen(line, on);
  if (!open.ok) return open;
  if (on > line.maturesOn) return refuse('lineMatured', { line: line.name, on, matures: line.maturesOn });
  const shown = (amount: bigint): string => formatMoney({ minor: amount, currency: line.currency });
  const over = turningDays(movements, terms, on).find((day) => room(terms, movements, day) < minor);
  if (over !== undefined) {
    const left = room(terms, movements, over);
    return refuse('lineOverLimit', { line: line.name, on: over, asked: shown(minor), left: shown(left < 0n ? 0n : left) });
  }
  const base = borrowingBase(uncalled, termsOn(terms, on)!.baseShare);
  const outstanding = balanceOn(movements, on).principal + drawnElsewhere;
  if (outstanding + minor > base) {
    const left = base > outstanding ? base - outstanding : 0n;
    return refuse('lineOverBase', { line: line.name, on, asked: shown(minor), base: shown(base), left: shown(left) });
  }
  return done(null);
}

const room = (terms: readonly LineTermFact[], movements: readonly MovementFact[], day: BusinessDate): bigint =>
  termsOn(terms, day)!.limitMinor - balanceOn(movements, day).principal;

/** What may still be drawn on a day. */
export function availableOn({ terms, movements, uncalled, drawnElsewhere, line }: Borrowed, on: BusinessDate): bigint {
  const term = termsOn(terms, on);
  if (!term || line.closedOn !== null || on > line.maturesOn) return 0n;
  const left = smaller(term.limitMinor, borrowingBase(uncalled, term.baseShare) - drawnElsewhere) - balanceOn(movements, on).principal;
  return left > 0n ? left : 0n;
}

export function checkOpen({ name, openedOn, closedOn }: LineFact, on: BusinessDate): Result<null, 'lineNotOpen'> {
  if (on < openedOn) return refuse('lineNotOpen', { line: name, on, because: `it was opened on ${openedOn}` });
  if (closedOn !== null) return refuse('lineNotOpen', { line: name, on, because: `it was closed on ${closedOn}` });
  return done(null);
}

/** Whether so much principal or interest is owed on that day and stays owed on every later one. */
export function checkPaid(
  line: LineFact,
  movements: readonly MovementFact[],
  what: 'principal' | 'interest',
  { minor, on }: Asked,
): Result<null, 'lineNotOpen' | 'lineOverpaid'> {
  const open = checkOpen(line, on);
  if (!open.ok) return open;
  const lowest = turningDays(movements, [], on)
    .map((day) => balanceOn(movements, day)[what])
    .reduce(smaller);
  if (minor <= lowest) return done(null);
  const shown = (amount: bigint): string => formatMoney({ minor: amount, currency: line.currency });
  return refuse('lineOverpaid', { line: line.name, what, on, paid: shown(minor), owed: shown(lowest < 0n ? 0n : lowest) });
}

/**
 * Interest from the opening of the line up to a day, exact: each stretch of days with one principal and one rate, added up. The day of a
 * draw counts, the day of its repayment does not.
 */
export function interestUpTo(
  line: LineFact,
  terms: readonly LineTermFact[],
  movements: readonly MovementFact[],
  until: BusinessDate,
): Decimal {
  const days = turningDays(movements, terms, line.openedOn).filter((day) => day < until);
  return days.reduce((sum, from, index) => {
    const { numerator, denominator } = yearFraction(from, days[index + 1] ?? until, line.dayCount);
    const principal = balanceOn(movements, from).principal;
    const rate = termsOn(terms, from)!.rate;
    return sum.plus(new Decimal(principal.toString()).times(rate).times(numerator).div(denominator));
  }, new Decimal(0));
}

export type Accrual = Readonly<{ fromOn: BusinessDate; minor: bigint }>;

/** What an accrual up to a day adds to those before it: the whole interest so far, rounded once, less what is accrued. */
export function accrue(
  line: LineFact,
  terms: readonly LineTermFact[],
  movements: readonly MovementFact[],
  until: BusinessDate,
): Result<Accrual, 'lineNotOpen' | 'accruedAlready' | 'nothingToAccrue'> {
  const open = checkOpen(line, until);
  if (!open.ok) return open;
  const undone = new Set(movements.map(({ undoes }) => undoes));
  const accruals = movements.filter(({ kind, undoes, ordinal }) => kind === 'accrual' && undoes === null && !undone.has(ordinal));
  const last = accruals.map(({ effectiveOn }) => effectiveOn).reduce(later, line.openedOn);
  if (until <= last) return refuse('accruedAlready', { line: line.name, until: last });
  const accrued = accruals.reduce((sum, { minor }) => sum + minor, 0n);
  const whole = BigInt(interestUpTo(line, terms, movements, until).toFixed(0));
  if (whole === accrued) return refuse('nothingToAccrue', { line: line.name, from: last, until });
  return done({ fromOn: last, minor: whole - accrued });
}

/** Whether a movement can be taken back: once, and only while everything after it still holds without it. */
export function checkUndo(
  line: LineFact,
  movements: readonly MovementFact[],
  movement: MovementFact,
  on: BusinessDate,
): Result<null, 'lineNotOpen' | 'movementUndone' | 'movementIsUndo' | 'undoTooEarly' | 'undoLeavesGap'> {
  const open = checkOpen(line, on);
  if (!open.ok) return open;
  if (movement.undoes !== null) return refuse('movementIsUndo', { line: line.name });
  if (movements.some(({ undoes }) => undoes === movement.ordinal)) return refuse('movementUndone', { line: line.name });
  if (on < movement.effectiveOn) return refuse('undoTooEarly', { line: line.name, on: movement.effectiveOn });
  const without = [
    ...movements,
    { ...movement, ordinal: movements.length, minor: -movement.minor, effectiveOn: on, undoes: movement.ordinal },
  ];
  const gap = turningDays(without, [], on).find((day) => {
    const { principal, interest } = balanceOn(without, day);
    return principal < 0n || interest < 0n;
  });
  return gap === undefined ? done(null) : refuse('undoLeavesGap', { line: line.name, on: gap });
}

/** Whether a limit, rate and share are new from that day on, and leave what is drawn within the limit. */
export function checkTerms(
  line: LineFact,
  terms: readonly LineTermFact[],
  movements: readonly MovementFact[],
  added: Omit<LineTermFact, 'ordinal'>,
): Result<null, 'lineNotOpen' | 'lineTermsSame' | 'lineOverdrawn'> {
  const { effectiveOn, limitMinor, rate, baseShare } = added;
  const open = checkOpen(line, effectiveOn);
  if (!open.ok) return open;
  const before = termsOn(terms, effectiveOn)!;
  if (before.limitMinor === limitMinor && before.rate === rate && before.baseShare === baseShare)
    return refuse('lineTermsSame', { line: line.name, on: effectiveOn });
  const after = [...terms, { ...added, ordinal: terms.length }];
  const over = turningDays(movements, after, effectiveOn).find(
    (day) => room(after, movements, day) < 0n && room(terms, movements, day) >= 0n,
  );
  if (over === undefined) return done(null);
  const shown = (minor: bigint): string => formatMoney({ minor, currency: line.currency });
  const owed = shown(balanceOn(movements, over).principal);
  return refuse('lineOverdrawn', { line: line.name, on: over, owed, limit: shown(termsOn(after, over)!.limitMinor) });
}
