import { z } from 'zod';
import { type Currency, currencyCodes, isCurrency } from '../currencies.ts';
import { type BusinessDate, type Instant, isBusinessDate, isInstant } from '../dates.ts';
import { isDecimalText } from '../decimal.ts';
import { isUuid } from '../ids.ts';
import { isCleanJson, isCleanText } from '../json.ts';
import { LARGEST_MINOR } from '../money.ts';

const INTEGER = /^-?\d{1,19}$/;

/** Minor units: text on every JSON wire, bigint in the program. */
export const Minor = z
  .preprocess(
    (value) => (typeof value === 'string' && INTEGER.test(value) ? BigInt(value) : value),
    z.bigint().min(-LARGEST_MINOR).max(LARGEST_MINOR),
  )
  .meta({ id: 'Minor' });

export const CurrencyCode = z
  .string()
  .refine((code): boolean => isCurrency(code), 'must be a currency code such as USD')
  .transform((code) => code as Currency)
  .meta({ id: 'Currency', examples: currencyCodes.slice(0, 3) });

export const MoneyAmount = z.strictObject({ minor: Minor, currency: CurrencyCode });

/** Tab, new line and return are typed; every other control character steers a terminal or a printer, and one separates the fields of the chain. */
const isTyped = (value: string): boolean => {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return false;
  }
  return true;
};

/** Text a person typed: no NUL, no control or broken characters, not only blanks, bounded. */
export const text = (longest: number, shortest = 1) =>
  z
    .string()
    .min(shortest)
    .max(longest)
    .refine((value) => isCleanText(value) && isTyped(value), 'holds a character that cannot be stored')
    .refine((value) => value.length < Math.max(shortest, 1) || value.trim().length > 0, 'must not be blank');

export const Name = text(120);
export const Reason = text(1000);
export const Note = text(4000, 0);

export const uuid = <Id extends string = string>() =>
  z
    .string()
    .refine(isUuid, 'must be a lower-case UUID')
    .transform((value) => value as Id);

export const Day = z
  .string()
  .refine(isBusinessDate, 'must be a date such as 2026-11-20')
  .transform((value) => value as BusinessDate)
  .meta({ id: 'BusinessDate' });

export const Moment = z
  .string()
  .refine(isInstant, 'must be a UTC instant such as 2026-11-20T18:24:00.000Z')
  .transform((value) => value as Instant)
  .meta({ id: 'Instant' });

export const DecimalText = z.string().max(64).refine(isDecimalText, 'must be an exact decimal such as 0.075').meta({ id: 'Decimal' });

const DEEPEST_JSON = 64;
const isShallow = (value: unknown, left = DEEPEST_JSON): boolean =>
  typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every((member) => isShallow(member, left - 1)));

/** Any JSON that has a canonical text; nested so deeply that reading it would run out of stack, it is none. */
export const AnyJson = z.preprocess(
  (value) => (isShallow(value) ? value : undefined),
  z.json().refine(isCleanJson, 'holds a character that cannot be stored'),
);

export const Version = z.int().min(1);
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');
