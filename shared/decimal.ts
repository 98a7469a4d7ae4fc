import { Decimal as Base } from 'decimal.js';

/** The one decimal of the house: 60 digits, so that no rate, price or quantity loses any. */
export const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = Base;

const CANONICAL = /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/;

/** The only text form of a decimal that is stored: no exponent, no trailing zeros, no "-0". */
export function decimalText(value: Decimal): string {
  const text = value.toFixed();
  return text === '-0' ? '0' : text;
}

export const isDecimalText = (text: string): boolean => CANONICAL.test(text) && text !== '-0';
