import { addMonths, type BusinessDate } from '#shared/dates.ts';
import { allocateMinor } from '#shared/money.ts';
import type { Ratio } from '#shared/ratio.ts';
import { atLeastZero, least, times } from './exact.ts';

export type DatedMinor = Readonly<{ on: BusinessDate; minor: bigint }>;

/** What investors promised to hand back when the fund must pay: at most `cap` of what each received, for `years` after it received it. */
export type GivebackTerms = Readonly<{ cap: Ratio; years: number | null }>;
export type Giveback = Readonly<{ parts: readonly bigint[]; uncovered: bigint }>;

/**
 * Spreads a claim over investors in proportion to what each may still be asked for. What nobody need cover any more is `uncovered`.
 * The day that falls `years` after a distribution is the last on which it can be asked back.
 */
export function giveback(
  claim: bigint,
  on: BusinessDate,
  { cap, years }: GivebackTerms,
  investors: readonly Readonly<{ received: readonly DatedMinor[]; givenBack: bigint }>[],
): Giveback {
  const limits = investors.map(({ received, givenBack }) => {
    const recent = received.filter((entry) => entry.on <= on && (years === null || addMonths(entry.on, years * 12) >= on));
    const total = recent.reduce((sum, { minor }) => sum + minor, 0n);
    return atLeastZero(times(total, cap) - givenBack);
  });
  const available = limits.reduce((sum, limit) => sum + limit, 0n);
  const covered = least(claim, available);
  return { parts: covered === 0n ? limits.map(() => 0n) : allocateMinor(covered, limits).parts, uncovered: claim - covered };
}

export type RecallKind = 'returnOfCapital' | 'fees' | 'gains' | 'income';
/** Which distributions may be called again, how much of the commitment in all, and until when. */
export type RecallTerms = Readonly<{ cap: Ratio; expiresOn: BusinessDate | null; recallable: readonly RecallKind[] }>;
export type Recall = Readonly<{
  minor: bigint;
  refused: Readonly<{ minor: bigint; reason: 'expired' | 'notRecallable' | 'overCap' }> | null;
}>;

/** What one component of a distribution adds to an investor’s unfunded commitment. */
export function recallable(
  component: Readonly<{ kind: RecallKind; minor: bigint; on: BusinessDate }>,
  { cap, expiresOn, recallable: kinds }: RecallTerms,
  investor: Readonly<{ commitment: bigint; recalledBefore: bigint }>,
): Recall {
  const { kind, minor, on } = component;
  if (minor === 0n) return { minor, refused: null };
  if (!kinds.includes(kind)) return { minor: 0n, refused: { minor, reason: 'notRecallable' } };
  if (expiresOn !== null && on > expiresOn) return { minor: 0n, refused: { minor, reason: 'expired' } };
  const room = atLeastZero(times(investor.commitment, cap) - investor.recalledBefore);
  const added = least(minor, room);
  return { minor: added, refused: added === minor ? null : { minor: minor - added, reason: 'overCap' } };
}

export type FeeOffset = Readonly<{ offset: bigint; payable: bigint; carriedForward: bigint }>;

/** Portfolio-company fees taken off the management fee; what exceeds the fee waits for the next one. Part of a minor unit stays with the manager. */
export function offsetFee(fee: bigint, portfolioFees: bigint, share: Ratio, carriedBefore: bigint): FeeOffset {
  const earned = times(portfolioFees, share) + carriedBefore;
  const offset = least(earned, fee);
  return { offset, payable: fee - offset, carriedForward: earned - offset };
}

export type Holdback = Readonly<{ held: bigint; paid: bigint }>;

/** Keeps back a share of an amount, such as carry in escrow, up to `target` in all. Part of a minor unit is held. */
export function holdBack(amount: bigint, share: Ratio, heldBefore: bigint, target: bigint | null): Holdback {
  const wanted = (amount * share.over + share.under - 1n) / share.under;
  const held = target === null ? wanted : least(wanted, atLeastZero(target - heldBefore));
  return { held, paid: amount - held };
}

/** A clawback due, spread over those who received the carry in proportion to what each received. */
export const spreadClawback = (due: bigint, carryReceived: readonly bigint[]): readonly bigint[] =>
  due === 0n ? carryReceived.map(() => 0n) : allocateMinor(due, carryReceived).parts;
