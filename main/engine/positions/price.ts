import { Decimal } from '#shared/decimal.ts';

/** What one unit costs, with the digits in which units and money of the class are counted. */
export type Price = Readonly<{ navPerUnit: string; unitDigits: number; currencyDigits: number }>;

const ten = (power: number): bigint => 10n ** BigInt(power);

/** The price as a fraction of whole numbers, so that nothing is rounded on the way. */
function fraction({ navPerUnit }: Price): Readonly<{ top: bigint; bottom: bigint }> {
  const price = new Decimal(navPerUnit);
  const places = price.decimalPlaces();
  return { top: BigInt(price.times(new Decimal(10).pow(places)).toFixed(0)), bottom: ten(places) };
}

/** How many whole smallest units an amount buys; what is left of it is never spent. */
export function unitsFor(amount: bigint, price: Price): bigint {
  const { top, bottom } = fraction(price);
  return (amount * bottom * ten(price.unitDigits)) / (top * ten(price.currencyDigits));
}

/** What units are worth at a price, to the nearest smallest unit of money. */
export function worthOf(units: bigint, price: Price): bigint {
  const { top, bottom } = fraction(price);
  const exact = units * top * ten(price.currencyDigits);
  const scale = bottom * ten(price.unitDigits);
  return (exact * 2n + scale) / (scale * 2n);
}

export type Bought = Readonly<{ units: bigint; cost: bigint; residue: bigint }>;

/** What an amount buys: the units, what they cost, and the money that is left because units are not cut finer. */
export function buy(amount: bigint, price: Price): Bought {
  const units = unitsFor(amount, price);
  const cost = worthOf(units, price);
  return { units, cost, residue: amount - cost };
}

/** What one unit cost on average: for reading, to as many places as prices have. */
export function averageCost(cost: bigint, units: bigint, { unitDigits, currencyDigits }: Omit<Price, 'navPerUnit'>): Decimal {
  const money = new Decimal(cost.toString()).div(new Decimal(10).pow(currencyDigits));
  return money.div(new Decimal(units.toString()).div(new Decimal(10).pow(unitDigits))).toDecimalPlaces(8);
}

/** Shares are shown to seven places of a per cent, never used to work an amount out. */
const SHARE_PLACES = 9;
export const shareOf = (part: bigint, whole: bigint): Decimal =>
  new Decimal(part.toString()).div(whole.toString()).toDecimalPlaces(SHARE_PLACES);
