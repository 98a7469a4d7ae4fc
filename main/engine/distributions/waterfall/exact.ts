/** Amounts finer than a minor unit: minor units times `ONE`. A power of ten, so that decimal rates lose nothing. */
export const ONE = 10n ** 40n;
/** Fractions of a minor unit are compared to twelve places, so that thirds cut off at the fortieth still tie. */
const COMPARED = 10n ** 28n;

export type Ratio = Readonly<{ over: bigint; under: bigint }>;

export const none: Ratio = { over: 0n, under: 1n };
export const whole: Ratio = { over: 1n, under: 1n };

/** `0.08` or `1/2` as a fraction of whole numbers; `undefined` when the text is neither. */
export function ratioOf(text: string): Ratio | undefined {
  const fraction = /^(\d{1,20})\/(\d{1,20})$/.exec(text);
  if (fraction) return BigInt(fraction[2]!) === 0n ? undefined : { over: BigInt(fraction[1]!), under: BigInt(fraction[2]!) };
  const decimal = /^(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text);
  if (!decimal) return undefined;
  const digits = decimal[2] ?? '';
  return { over: BigInt(decimal[1]! + digits), under: 10n ** BigInt(digits.length) };
}

export const times = (amount: bigint, { over, under }: Ratio): bigint => (amount * over) / under;
export const compare = (left: Ratio, right: Ratio): number => Number(left.over * right.under - right.over * left.under);
export const atLeastZero = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
export const greatest = (left: bigint, right: bigint): bigint => (left < right ? right : left);
export const least = (left: bigint, right: bigint): bigint => (left < right ? left : right);

export type Rounded = Readonly<{ parts: readonly bigint[]; residueTo: readonly number[] }>;

/**
 * Fine amounts as whole minor units that sum to `total`: the largest fractions are rounded up, ties by position. `total` is what the
 * exact amounts sum to, rounded or not.
 */
export function roundTo(total: bigint, amounts: readonly bigint[]): Rounded {
  const floors = amounts.map((amount) => amount / ONE);
  const leftover = Number(total - floors.reduce((sum, part) => sum + part, 0n));
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

/** A fine amount as exact text in minor units with at most twelve places, for explanations. */
export function fineText(amount: bigint, digits: number): string {
  const places = digits + 12;
  const sign = amount < 0n ? '-' : '';
  const magnitude = (amount < 0n ? -amount : amount) + COMPARED / 2n;
  const text = (magnitude / COMPARED).toString().padStart(places + 1, '0');
  const trimmed = text.slice(-places).replace(/0+$/, '');
  return `${sign}${text.slice(0, -places)}${trimmed === '' ? '' : `.${trimmed}`}`;
}
