import type { BusinessDate } from '../dates.ts';

export const unitEventKinds = [
  'subscription',
  'redemption',
  'transfer',
  'split',
  'correction',
  'opening',
  'reinvestment',
  'reversal',
] as const;
export type UnitEventKind = (typeof unitEventKinds)[number];
export const unitEventTitles: Readonly<Record<UnitEventKind, string>> = {
  subscription: 'Subscription',
  redemption: 'Redemption',
  transfer: 'Transfer',
  split: 'Split',
  correction: 'Correction',
  opening: 'Opening position',
  reinvestment: 'Reinvestment',
  reversal: 'Taken back',
};

/** Which lots are given up: the oldest first, or those the holder named. */
export const reliefMethods = ['fifo', 'specific'] as const;
export type ReliefMethod = (typeof reliefMethods)[number];

/** A lot is named by the line of the event it began with, whoever holds it now. */
export type LotId = Readonly<{ eventId: string; ordinal: number }>;
export const lotKey = ({ eventId, ordinal }: LotId): string => `${eventId}.${ordinal}`;
export function lotIdOf(key: string): LotId {
  const at = key.lastIndexOf('.');
  return { eventId: key.slice(0, at), ordinal: Number(key.slice(at + 1)) };
}

/** Units that came to a holder (with what they cost, unless the lots of the one they came from come along) or left one. */
export type UnitLine = Readonly<{
  ordinal: number;
  investorId: string;
  units: bigint;
  amount: bigint | null;
  cost: bigint | null;
  residue: bigint | null;
  acquiredOn: BusinessDate | null;
  priceOn: BusinessDate | null;
  relief: ReliefMethod | null;
  chosen: readonly Readonly<{ lot: LotId; units: bigint }>[];
}>;

/** One event of a class as the register is worked out from it. */
export type UnitEvent = Readonly<{
  id: string;
  kind: UnitEventKind;
  effectiveOn: BusinessDate;
  ratio: Readonly<{ from: bigint; to: bigint }> | null;
  reversesId: string | null;
  lines: readonly UnitLine[];
}>;
