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

/** The part of a unit that rounding decides by. */
export const fractionOf = (amount: bigint): bigint => ((amount % ONE) + COMPARED / 2n) / COMPARED;

/** A fine amount in the currency’s units, with its digits and up to twelve places more where they are not zero. */
export function fineText(amount: bigint, digits: number): string {
  const places = digits + 12;
  const sign = amount < 0n ? '-' : '';
  const text = ((amount < 0n ? -amount : amount) / COMPARED + roundsUp(amount)).toString().padStart(places + 1, '0');
  const fraction = text.slice(-places).replace(/0+$/, '').padEnd(digits, '0');
  return `${sign}${text.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

const roundsUp = (amount: bigint): bigint => (((amount < 0n ? -amount : amount) % COMPARED) * 2n >= COMPARED ? 1n : 0n);
