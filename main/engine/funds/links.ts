import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { LinkKind } from '#shared/model/funds.ts';
import { done, type Result } from '#shared/result.ts';

export type FundLink = Readonly<{
  kind: LinkKind;
  fromFundId: string;
  toFundId: string;
  fromOn: BusinessDate;
  untilOn: BusinessDate | null;
}>;

/** Whether a new link may stand beside the others: one at a time between two funds, and money never in a circle. */
export function checkLink(
  link: FundLink,
  links: readonly FundLink[],
  nameOf: (fundId: string) => string,
): Result<null, 'linkToSelf' | 'linkExists' | 'linkCycle'> {
  const { fromFundId, toFundId } = link;
  if (fromFundId === toFundId) return refuse('linkToSelf', { fund: nameOf(fromFundId) });
  const inForce = links.filter(({ untilOn }) => untilOn === null || untilOn >= link.fromOn);
  const joins = (other: FundLink): boolean =>
    (other.fromFundId === fromFundId && other.toFundId === toFundId) || (other.fromFundId === toFundId && other.toFundId === fromFundId);
  if (inForce.some(joins)) return refuse('linkExists', { from: nameOf(fromFundId), to: nameOf(toFundId) });
  const back = link.kind === 'parallel' ? undefined : pathBetween(toFundId, fromFundId, inForce);
  return back ? refuse('linkCycle', { path: [fromFundId, ...back].map(nameOf) }) : done(null);
}

/** The funds on a way along directed links, both ends included; parallel funds are beside each other, not above. */
function pathBetween(from: string, to: string, links: readonly FundLink[]): readonly string[] | undefined {
  const steps = links.filter(({ kind }) => kind !== 'parallel');
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === to) return trail(at, cameFrom);
    for (const { fromFundId, toFundId } of steps) {
      if (fromFundId !== at || cameFrom.has(toFundId)) continue;
      cameFrom.set(toFundId, at);
      queue.push(toFundId);
    }
  }
  return undefined;
}

function trail(end: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const path = [end];
  for (let at = cameFrom.get(end) ?? null; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
  return path;
}
