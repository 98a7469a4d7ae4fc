import { type Currency, digitsOf } from './currencies.ts';

/** An exact amount in the smallest unit of its currency: cents for USD, whole yen for JPY. */
export type Money = Readonly<{ minor: bigint; currency: Currency }>;

/** The largest amount one row may hold, so that a sum over ninety rows of them still fits 64 bits; SQLite refuses a larger one, it never wraps. */
export const LARGEST_MINOR = 10n ** 17n;

export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency });
export const negate = ({ minor, currency }: Money): Money => ({ minor: -minor, currency });

export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { minor: left.minor + right.minor, currency: left.currency };
}

export function subtract(left: Money, right: Money): Money {
  return add(left, negate(right));
}

/** The sum of at least one amount: an empty sum has no currency. */
export function sum(amounts: readonly Money[]): Money {
  const [first, ...rest] = amounts;
  if (!first) throw new RangeError('sum needs at least one amount');
  return rest.reduce(add, first);
}

/**
 * Splits `total` in proportion to `weights`; the parts always sum to `total`. Leftover units go to the largest
 * fractions, ties to the earliest weight, so the same input gives the same pennies on every machine.
 */
export function allocate(total: Money, weights: readonly bigint[]): Money[] {
  return allocateMinor(total.minor, weights).parts.map((minor) => ({ minor, currency: total.currency }));
}

export type Allocation = Readonly<{ parts: readonly bigint[]; residueTo: readonly number[] }>;

/** `allocate` on bare minor units, also naming which positions received a leftover unit. */
export function allocateMinor(total: bigint, weights: readonly bigint[]): Allocation {
  const weightSum = weights.reduce((running, weight) => running + weight, 0n);
  if (weightSum <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('allocate needs non-negative weights with a positive sum');
  const sign = total < 0n ? -1n : 1n;
  const magnitude = total * sign;
  const floors = weights.map((weight) => (magnitude * weight) / weightSum);
  const leftover = Number(magnitude - floors.reduce((running, part) => running + part, 0n));
  const lucky = new Set(positionsByFraction(magnitude, weights, weightSum).slice(0, leftover));
  return {
    parts: floors.map((part, index) => sign * (part + (lucky.has(index) ? 1n : 0n))),
    residueTo: [...lucky].sort((a, b) => a - b),
  };
}

function positionsByFraction(magnitude: bigint, weights: readonly bigint[], weightSum: bigint): number[] {
  return weights
    .map((weight, index) => ({ index, fraction: (magnitude * weight) % weightSum }))
    .sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction > b.fraction ? -1 : 1))
    .map(({ index }) => index);
}

/** `1234567n` with 2 digits is "12345.67": exact text, no grouping. */
export function formatMinor(minor: bigint, digits: number): string {
  const sign = minor < 0n ? '-' : '';
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** "USD 12,345.67": exact, grouped, with its currency. */
export function formatMoney({ minor, currency }: Money): string {
  return `${currency} ${groupThousands(formatMinor(minor, digitsOf(currency)))}`;
}

export function groupThousands(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Reads exact decimal text into minor units; `undefined` when it is not a number or is finer than the currency. */
export function parseMinor(text: string, digits: number): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return undefined;
  const magnitude = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return sign ? -magnitude : magnitude;
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new RangeError(`cannot add ${right.currency} to ${left.currency}`);
}
