import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { UsePurpose } from '#shared/model/calls.ts';
import { formatMoney, LARGEST_MINOR } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Basis, basisFor, type Holding, type Share, shareOut, type TreatmentOf } from './callShares.ts';

/** One use with its amount settled. */
export type UseAmount = Readonly<{ purpose: UsePurpose; insideCommitment: boolean; minor: bigint }>;

export type PlannedUse = Readonly<{ basis: Basis; calledBefore: bigint; shares: readonly Share[] }>;
export type PlannedLine = Readonly<{ minor: bigint; insideMinor: bigint }>;
export type PlannedCall = Readonly<{ total: bigint; uses: readonly PlannedUse[]; lines: readonly PlannedLine[] }>;

export type CallBasis = Readonly<{
  holdings: readonly Holding[];
  treatmentOf: TreatmentOf;
  currency: Currency;
  nameOf: (investorId: string) => string;
  /** What counts as given so far to the members of a basis, in their order. */
  soFar: (basis: Basis, isInside: boolean) => readonly bigint[];
}>;

export type PlanRefusal = 'callNothing' | 'callNobody' | 'callTooLarge' | 'callOverUnfunded';

/** How far a single unit lost to rounding in earlier calls may reach: one for each use that was ever rounded on another basis. */
const ROUNDING = 4n;
const NAMED = 5;

/** Shares every use among its holdings, one after another, never beyond what a holding has left to be called. */
export function planCall(uses: readonly UseAmount[], call: CallBasis): Result<PlannedCall, PlanRefusal> {
  const { holdings, currency } = call;
  const total = uses.reduce((sum, { minor }) => sum + minor, 0n);
  if (total <= 0n) return refuse('callNothing', {});
  if (total > LARGEST_MINOR) return refuse('callTooLarge', { total: formatMoney({ minor: total, currency }) });
  const room = holdings.map(({ commitment, calledInside }) => (calledInside < commitment ? commitment - calledInside : 0n));
  const lines = holdings.map(() => ({ minor: 0n, insideMinor: 0n }));
  const given = givenSoFar(call);
  const planned: PlannedUse[] = [];
  for (const use of uses) {
    const { basis, before } = given(use);
    if (basis.total <= 0n) return refuse('callNobody', { purpose: use.purpose });
    const rooms = basis.members.map((index) => (use.insideCommitment ? room[index]! : null));
    const shares = shareOut(use.minor, basis, before, rooms);
    const over = overUnfunded(use.minor, shares, rooms);
    if (over.length > 0) return refuse('callOverUnfunded', overDetail(over, basis, rooms, call));
    planned.push({ basis, calledBefore: before.reduce((sum, minor) => sum + minor, 0n), shares });
    shares.forEach(({ minor }, place) => {
      const index = basis.members[place]!;
      const line = lines[index]!;
      before[place] = before[place]! + minor;
      lines[index] = { minor: line.minor + minor, insideMinor: line.insideMinor + (use.insideCommitment ? minor : 0n) };
      if (use.insideCommitment) room[index] = room[index]! - minor;
    });
  }
  return done({ total, uses: planned, lines });
}

/** Uses of one basis go on from each other: what the first gave counts before the second. */
function givenSoFar({ holdings, treatmentOf, soFar }: CallBasis) {
  const known = new Map<string, { basis: Basis; before: bigint[] }>();
  return ({ purpose, insideCommitment }: UseAmount): { basis: Basis; before: bigint[] } => {
    const basis = basisFor(holdings, treatmentOf, purpose);
    // Of two sets of members, one lies within the other: their sizes tell them apart.
    const key = `${basis.members.length} ${insideCommitment}`;
    const found = known.get(key) ?? { basis, before: [...soFar(basis, insideCommitment)] };
    known.set(key, found);
    return found;
  };
}

/** The places whose exact share passes what they have left by more than rounding; where nobody has room, whoever would pass it at all. */
function overUnfunded(amount: bigint, shares: readonly Share[], rooms: readonly (bigint | null)[]): number[] {
  const passing = (by: bigint): number[] =>
    shares.flatMap(({ exact }, place) => (rooms[place] !== null && exact > rooms[place]! + by ? [place] : []));
  const far = passing(ROUNDING);
  if (far.length > 0) return far;
  const placed = shares.reduce((sum, { minor }) => sum + minor, 0n);
  return placed === amount ? [] : passing(0n);
}

function overDetail(places: readonly number[], { members }: Basis, rooms: readonly (bigint | null)[], call: CallBasis) {
  const { holdings, currency, nameOf } = call;
  const named = places.slice(0, NAMED).map((place) => {
    const left = formatMoney({ minor: rooms[place] ?? 0n, currency });
    return `${nameOf(holdings[members[place]!]!.investorId)} (${left} left)`;
  });
  return { investors: named, more: places.length - named.length };
}
