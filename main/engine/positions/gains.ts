import type { BusinessDate } from '#shared/dates.ts';
import { allocateMinor } from '#shared/money.ts';

export type GivenUp = Readonly<{ acquiredOn: BusinessDate; units: bigint; cost: bigint }>;
export type LotGain<Lot extends GivenUp> = Lot & Readonly<{ proceeds: bigint; gain: bigint }>;

/** What was gained on the lots that were given up: the proceeds are theirs in proportion to their units. */
export function gainsOf<Lot extends GivenUp>(
  proceeds: bigint,
  taken: readonly Lot[],
): Readonly<{ cost: bigint; gain: bigint; lots: readonly LotGain<Lot>[] }> {
  const cost = taken.reduce((sum, lot) => sum + lot.cost, 0n);
  const { parts } = allocateMinor(
    proceeds,
    taken.map(({ units }) => units),
  );
  const lots = taken.map((lot, index) => ({ ...lot, proceeds: parts[index]!, gain: parts[index]! - lot.cost }));
  return { cost, gain: proceeds - cost, lots };
}
