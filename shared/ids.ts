import type { Instant } from './dates.ts';
import { millisecondsOf } from './dates.ts';

type Branded<Name extends string> = string & { readonly __brand: Name };

export type CommandId = Branded<'CommandId'>;
export type UserId = Branded<'UserId'>;
export type FundId = Branded<'FundId'>;
export type InvestorId = Branded<'InvestorId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const isUuid = (text: string): boolean => UUID.test(text);

/** A UUIDv7 from a moment and ten random bytes: both come from outside, so this is as deterministic as they are. */
export function uuidv7(at: Instant, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('uuidv7 needs ten random bytes');
  const time = millisecondsOf(at).toString(16).padStart(12, '0');
  const tail = [...random.slice(0, 10)].map((byte, index) =>
    index === 0 ? (byte & 0x0f) | 0x70 : index === 2 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}
