import type { Ratio } from '#shared/ratio.ts';

/** Amounts finer than a minor unit: minor units times `ONE`. A power of ten, so that decimal rates lose nothing. */
export const ONE = 10n ** 40n;
/** Fractions of a minor unit are compared to twelve places, so that thirds cut off at the fortieth still tie. */
const COMPARED = 10n ** 28n;

export const none: Ratio = { over: 0n, under: 1n };
export const whole: Ratio = { over: 1n, under: 1n };

export const times = (amount: bigint, { over, under }: Ratio): bigint => (over === under ? amount : (amount * over) / under);
export const atLeastZero = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
export const greatest = (left: bigint, right: bigint): bigint => (left < right ? right : left);
export const least = (left: bigint, right: bigint): bigint => (left < right ? left : right);

export type Rounded = Readonly<{ parts: readonly bigint[]; residueTo: readonly number[] }>;

/**
 * Fine amounts as whole minor units that sum to `total`: the largest fractions are rounded up, ties by position. `total` is what the
 * exact amounts sum to, rounded or not.
 */
export function roundTo(total: bigint, amounts: readonly bigint[]): Rounded {
  const floors: bigint[] = [];
  let floored = 0n;
  for (const amount of amounts) {
    const floor = amount / ONE;
    floors.push(floor);
    floored += floor;
  }
  const leftover = Number(total - floored);
  if (leftover === 0) return { parts: floors, residueTo: [] };
  const fractions = amounts.map((amount) => ((amount % ONE) + COMPARED / 2n) / COMPARED);
  const residueTo = amounts
    .map((_, index) => index)
    .sort((left, right) => (fractions[left] === fractions[right] ? left - right : fractions[left]! > fractions[right]! ? -1 : 1))
    .slice(0, leftover)
    .sort((left, right) => left - right);
  const lucky = new Set(residueTo);
  return { parts: floors.map((part, index) => (lucky.has(index) ? part + 1n : part)), residueTo };
}

/** A fine amount in the currency’s units, with its digits and up to twelve places more where they are not zero. */
export function fineText(amount: bigint, digits: number): string {
  const places = digits + 12;
  const sign = amount < 0n ? '-' : '';
  const text = ((amount < 0n ? -amount : amount) / COMPARED + roundsUp(amount)).toString().padStart(places + 1, '0');
  const fraction = text.slice(-places).replace(/0+$/, '').padEnd(digits, '0');
  return `${sign}${text.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

const roundsUp = (amount: bigint): bigint => (((amount < 0n ? -amount : amount) % COMPARED) * 2n >= COMPARED ? 1n : 0n);
