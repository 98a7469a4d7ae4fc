import type { BusinessDate } from '#shared/dates.ts';
import { allocateMinor } from '#shared/money.ts';
import type { Terms } from './terms.ts';

/** One dated movement of the fund. `shares` says what each partner bore or is to be apportioned; without it, weights decide. */
export type Flow = Readonly<{ on: BusinessDate; minor: bigint; deal: string | null; shares?: readonly bigint[] }> &
  Readonly<
    | { kind: 'contribution'; accruesFrom: BusinessDate }
    /** `final` says that with it the deal is realised, so capital still out is a loss. */
    | { kind: 'distribution'; final: boolean }
    /** Capital of a deal that is lost although the deal is still held. */
    | { kind: 'writeDown' }
  >;

export type Partner = Readonly<{
  id: string;
  /** The commitment, or anything in proportion to it. */
  weight: bigint;
  /** Weights for the flows of single deals, where participation differs from commitment. */
  participation: ReadonlyMap<string, bigint> | null;
  carryFree: boolean;
  terms: Terms;
}>;

export type Case = Readonly<{ flows: readonly Flow[]; partners: readonly Partner[] }>;

/** A flow in the order of time, with its dates as places in `dates` and each partner’s part of it. */
export type Shared = Readonly<{ flow: Flow; place: number; at: number; accruesAt: number; shares: readonly bigint[] }>;
export type Prepared = Readonly<{ flows: readonly Shared[]; dates: readonly BusinessDate[]; partners: readonly Partner[] }>;

const order: Readonly<Record<Flow['kind'], number>> = { contribution: 0, writeDown: 1, distribution: 2 };

/** Puts flows in order, contributions of a day before its distributions, and apportions each one over the partners. */
export function prepare({ flows, partners }: Case): Prepared {
  const dates = [...new Set(flows.flatMap((flow) => [flow.on, startOf(flow)]))].sort();
  const placeOf = new Map(dates.map((date, index) => [date, index]));
  const sharesOf = apportioning(partners);
  const shared = flows.map(
    (flow, place): Shared => ({
      ...{ flow, place, at: placeOf.get(flow.on)!, accruesAt: placeOf.get(startOf(flow))! },
      shares: flow.shares ?? sharesOf(flow),
    }),
  );
  shared.sort((left, right) => left.at - right.at || order[left.flow.kind] - order[right.flow.kind] || left.place - right.place);
  return { flows: shared, dates, partners };
}

const startOf = (flow: Flow): BusinessDate => (flow.kind === 'contribution' ? flow.accruesFrom : flow.on);

/** By participation in the deal where any partner has one for it, else by commitment; odd units by largest remainder. */
function apportioning(partners: readonly Partner[]): (flow: Flow) => readonly bigint[] {
  const byDeal = new Map<string, readonly bigint[]>();
  const weightsOf = (deal: string | null): readonly bigint[] => {
    const known = byDeal.get(deal ?? '');
    if (known) return known;
    const special = deal !== null && partners.some(({ participation }) => participation?.has(deal));
    const weights = partners.map(({ weight, participation }) => (special ? (participation?.get(deal) ?? 0n) : weight));
    byDeal.set(deal ?? '', weights);
    return weights;
  };
  return ({ minor, deal }) => allocateMinor(minor, weightsOf(deal)).parts;
}
