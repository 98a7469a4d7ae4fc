import type { Tone } from '#renderer/components/tone.ts';
import { parseAmount } from '#shared/amountText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import type { UnitEventKind } from '#shared/model/positions.ts';
import { formatMinor, groupThousands } from '#shared/money.ts';

export type Register = QueryOutput<'positions.register'>;
export type RegisterRow = Register['rows'][number];
export type RegisterClass = Register['classes'][number];
export type Holding = QueryOutput<'positions.holding'>;
export type UnitEvent = QueryOutput<'positions.events'>['rows'][number];

export const kindTones: Readonly<Record<UnitEventKind, Tone>> = {
  subscription: 'good',
  redemption: 'warn',
  transfer: 'info',
  split: 'info',
  correction: 'warn',
  opening: 'neutral',
  reinvestment: 'good',
  reversal: 'bad',
};

/** Smallest units of a class as people read them: `12,345.6789`. */
export const unitsOf = (units: bigint, digits: number): string => groupThousands(formatMinor(units, digits));

type Read = Readonly<{ value: bigint } | { problem: string }>;

export function readUnits(text: string, digits: number, label: string): Read {
  const read = parseAmount(text, { digits });
  if (!read.ok) return { problem: `${label}: ${read.reason.replace('this currency', 'a unit of this class')}` };
  return { value: read.minor };
}

export function readMoney(text: string, currency: Currency, label: string): Read {
  const read = parseAmount(text, { digits: digitsOf(currency), currency });
  return read.ok ? { value: read.minor } : { problem: `${label}: ${read.reason}` };
}
