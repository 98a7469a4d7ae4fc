import { feePurposes, type Treatment, type UsePurpose } from '#shared/model/calls.ts';
import { allocateMinor } from '#shared/money.ts';

/** One holding that may be called: who, through which class, what it committed and what it was called inside that so far. */
export type Holding = Readonly<{
  investorId: string;
  classId: string;
  commitment: bigint;
  calledInside: bigint;
  calledOutside: bigint;
}>;

export const holdingKey = ({ investorId, classId }: Readonly<{ investorId: string; classId: string }>): string =>
  `${investorId} ${classId}`;

/** Who shares a use, with which weights: positions in the list of holdings, and their commitments. */
export type Basis = Readonly<{ members: readonly number[]; weights: readonly bigint[]; total: bigint }>;

export type TreatmentOf = (holding: Holding) => Treatment;

/** Whether a holding so treated takes part in a use. */
export const takesPart = (treatment: Treatment, purpose: UsePurpose): boolean =>
  treatment === 'full' || (treatment === 'feeOnly' && feePurposes.includes(purpose));

export function basisFor(holdings: readonly Holding[], treatmentOf: TreatmentOf, purpose: UsePurpose): Basis {
  const members = holdings.flatMap((holding, index) => (takesPart(treatmentOf(holding), purpose) ? [index] : []));
  const weights = members.map((index) => holdings[index]!.commitment);
  return { members, weights, total: weights.reduce((sum, weight) => sum + weight, 0n) };
}

/** What makes two bases the same: the same holdings with the same weights. To be hashed. */
export const basisText = (holdings: readonly Holding[], { members, weights }: Basis): string =>
  members.map((index, place) => `${holdingKey(holdings[index]!)} ${weights[place]}`).join('\n');

/**
 * What was called so far, as the next call on this basis counts on. Where everything called until now lies exactly as these weights
 * would have it, all of it counts, whatever basis it was called on: so a closing that equalised the fund is carried on to the penny.
 * Where somebody was excused before or paid fees alone, only what was called on this same basis counts: nobody makes up for an excuse.
 */
export function countedSoFar({ weights, total }: Basis, everything: readonly bigint[], onThisBasis: readonly bigint[]): readonly bigint[] {
  const sum = everything.reduce((running, minor) => running + minor, 0n);
  if (sum === 0n || total <= 0n || everything.some((minor) => minor < 0n)) return onThisBasis;
  const fair = allocateMinor(sum, weights).parts;
  return fair.every((part, place) => part === everything[place]) ? everything : onThisBasis;
}

export type Share = Readonly<{ minor: bigint; before: bigint; exact: bigint }>;

/**
 * The shares of one use: what the cumulative total gives each member, less what it was given before. A rounding that would take a
 * unit back, or pass what is left of a commitment, gives way to the members who are furthest below their exact share.
 */
export function shareOut(amount: bigint, { weights, total }: Basis, before: readonly bigint[], rooms: readonly (bigint | null)[]): Share[] {
  const after = before.reduce((running, minor) => running + minor, amount);
  const exact = allocateMinor(after, weights).parts.map((part, place) => part - before[place]!);
  const parts = exact.map((part, place) => within(part, rooms[place]!));
  let left = amount - parts.reduce((running, part) => running + part, 0n);
  if (left !== 0n) {
    const short = parts.map((part, place) => after * weights[place]! - (before[place]! + part) * total);
    const step = left > 0n ? 1n : -1n;
    const order = short
      .map((_, place) => place)
      .sort((one, other) => byShortfall(short[one]!, short[other]!, step) || Number(step) * (one - other));
    while (left !== 0n) {
      const open = order.filter((place) => within(parts[place]! + step, rooms[place]!) === parts[place]! + step);
      if (open.length === 0) break;
      for (const place of open) {
        if (left === 0n) break;
        parts[place] = parts[place]! + step;
        left -= step;
      }
    }
  }
  return parts.map((minor, place) => ({ minor, before: before[place]!, exact: exact[place]! }));
}

function within(part: bigint, room: bigint | null): bigint {
  if (part < 0n) return 0n;
  return room !== null && part > room ? room : part;
}

const byShortfall = (one: bigint, other: bigint, step: bigint): number => {
  if (one === other) return 0;
  return one > other === step > 0n ? -1 : 1;
};
