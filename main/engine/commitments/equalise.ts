import type { BusinessDate } from '#shared/dates.ts';
import type { EqualisationTerms } from '#shared/model/commitments.ts';
import { allocateMinor } from '#shared/money.ts';
import { growth, interestOn } from './interest.ts';
import { type Holding, holdingOf, type Layer, signatureOf } from './layers.ts';

/** A holding before and after a closing. */
export type Standing = Holding & Readonly<{ key: string; before: bigint; after: bigint }>;

/** What a closing moves of one earlier call: a catch-up is positive, a refund negative; interest is paid or credited with it. */
export type CalledMove = Holding & Readonly<{ callId: string; useOrdinal: number; minor: bigint; interest: bigint }>;

type Delta = Readonly<{ key: string; minor: bigint }>;

/**
 * Shares what was called so far anew, as if everybody had been there from the first call. The calls of one group of holdings are shared
 * cumulatively, so that many small ones never drift: afterwards each holding bears exactly its part of the whole. Newcomers pay interest
 * on what they catch up of each call from its due date; earlier holders receive it by what they are refunded of that call.
 */
export function equalise(
  holdings: readonly Standing[],
  layers: readonly Layer[],
  terms: EqualisationTerms,
  heldOn: BusinessDate,
): CalledMove[] {
  const grew = new Set(holdings.filter(({ before, after }) => after > before).map(({ key }) => key));
  const groups = new Map<string, Layer[]>();
  for (const layer of layers) {
    const signature = signatureOf(layer.out);
    groups.set(signature, [...(groups.get(signature) ?? []), layer]);
  }
  const deltas = new Map([...groups.values()].flatMap((group) => [...deltasOf(holdings, group)]));
  return layers.flatMap((layer) => movesOf(layer, deltas.get(layer)!, grew, growth(terms, layer.dueOn, heldOn)));
}

/** How far each holding's part of each layer is from its part of the cumulative total, layer by layer. */
function deltasOf(holdings: readonly Standing[], group: readonly Layer[]): Map<Layer, Delta[]> {
  const sharing = holdings.filter(({ key, after }) => after > 0n || group.some(({ held }) => held.has(key)));
  const inGroup = sharing.filter(({ key }) => !group[0]!.out.has(key));
  const weights = inGroup.map(({ after }) => after);
  const found = new Map<Layer, Delta[]>();
  let total = 0n;
  let before: readonly bigint[] = weights.map(() => 0n);
  for (const layer of group) {
    const held = inGroup.map(({ key }) => layer.held.get(key) ?? 0n);
    total += held.reduce((sum, minor) => sum + minor, 0n);
    const target = allocateMinor(total, weights).parts;
    const changes = inGroup.map(({ key }, index) => ({ key, minor: target[index]! - before[index]! - held[index]! }));
    found.set(
      layer,
      changes.filter(({ minor }) => minor !== 0n),
    );
    before = target;
  }
  return found;
}

function movesOf(layer: Layer, deltas: readonly Delta[], grew: ReadonlySet<string>, factor: ReturnType<typeof growth>): CalledMove[] {
  const paid = deltas.map(({ key, minor }) => (minor > 0n && grew.has(key) ? interestOn(minor, factor) : 0n));
  const interest = paid.reduce((sum, minor) => sum + minor, 0n);
  const refunds = deltas.map(({ minor }) => (minor < 0n ? -minor : 0n));
  const credited = interest === 0n ? refunds.map(() => 0n) : allocateMinor(interest, refunds).parts;
  return deltas.map(({ key, minor }, index) => ({
    ...holdingOf(key),
    callId: layer.callId,
    useOrdinal: layer.useOrdinal,
    minor,
    interest: paid[index]! - credited[index]!,
  }));
}

export type Net = Holding & Readonly<{ key: string; minor: bigint; interest: bigint }>;

/** What a closing comes to for each holding, all earlier calls together. */
export function netOf(moves: readonly CalledMove[]): Net[] {
  const nets = new Map<string, { minor: bigint; interest: bigint }>();
  for (const { investorId, classId, minor, interest } of moves) {
    const key = `${investorId} ${classId}`;
    const net = nets.get(key) ?? { minor: 0n, interest: 0n };
    nets.set(key, { minor: net.minor + minor, interest: net.interest + interest });
  }
  return [...nets]
    .map(([key, net]) => ({ key, ...holdingOf(key), ...net }))
    .filter(({ minor, interest }) => minor !== 0n || interest !== 0n);
}
