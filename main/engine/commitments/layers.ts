import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { feePurposes, type Treatment, type UsePurpose } from '#shared/model/calls.ts';

export type Holding = Readonly<{ investorId: InvestorId; classId: string }>;
export type HoldingAmount = Holding & Readonly<{ minor: bigint }>;

/** A holding as one word, for maps and sets. */
export const keyOf = ({ investorId, classId }: Holding): string => `${investorId} ${classId}`;
export const holdingOf = (key: string): Holding => ({ investorId: key.slice(0, 36) as InvestorId, classId: key.slice(37) });

/** One holding's part of one use of an issued call, inside its commitment. */
export type PriorShare = HoldingAmount &
  Readonly<{ callId: string; useOrdinal: number; dueOn: BusinessDate; purpose: UsePurpose; treatment: Treatment }>;

/** What an earlier closing or transfer moved of such a part. */
export type PriorMove = HoldingAmount & Readonly<{ callId: string; useOrdinal: number }>;

/** What the same holdings bore together of one earlier call, and what each of them bears of it today. */
export type Layer = Readonly<{
  callId: string;
  useOrdinal: number;
  dueOn: BusinessDate;
  /** The holdings that were excused from it; newcomers never are. */
  out: ReadonlySet<string>;
  held: Map<string, bigint>;
}>;

const isSharing = ({ treatment, purpose }: PriorShare): boolean =>
  treatment === 'full' || (treatment === 'feeOnly' && feePurposes.includes(purpose));

/** The earlier calls as layers: the uses of a call that excused the same holdings are one. Shares come in the order of the calls. */
export function layersOf(shares: readonly PriorShare[], moves: readonly PriorMove[]): Layer[] {
  const uses = new Map<string, PriorShare[]>();
  for (const share of shares) {
    const use = `${share.callId} ${share.useOrdinal}`;
    const there = uses.get(use);
    if (there) there.push(share);
    else uses.set(use, [share]);
  }
  const layers = new Map<string, Layer>();
  for (const use of uses.values()) {
    const [{ callId, useOrdinal, dueOn }] = use as [PriorShare, ...PriorShare[]];
    const out = use.filter((share) => !isSharing(share)).map(keyOf);
    const name = `${callId} ${signatureOf(out)}`;
    const layer = layers.get(name) ?? { callId, useOrdinal, dueOn, out: new Set(out), held: new Map<string, bigint>() };
    layers.set(name, layer);
    for (const share of use) raise(layer.held, keyOf(share), share.minor);
  }
  const found = [...layers.values()];
  const named = new Map(found.map((layer) => [`${layer.callId} ${layer.useOrdinal}`, layer]));
  for (const move of moves) {
    const layer = named.get(`${move.callId} ${move.useOrdinal}`);
    if (layer) raise(layer.held, keyOf(move), move.minor);
  }
  return found;
}

export const signatureOf = (out: Iterable<string>): string => [...out].sort().join(',');

export function raise(held: Map<string, bigint>, key: string, by: bigint): void {
  if (by !== 0n) held.set(key, (held.get(key) ?? 0n) + by);
}

/** What each holding bears of all layers together. */
export function calledIn(layers: readonly Layer[]): Map<string, bigint> {
  const called = new Map<string, bigint>();
  for (const { held } of layers) for (const [key, minor] of held) raise(called, key, minor);
  return called;
}
