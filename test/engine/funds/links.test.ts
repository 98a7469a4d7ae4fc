import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLink, type FundLink } from '#main/engine/funds/links.ts';
import { businessDate } from '#shared/dates.ts';
import { linkKinds } from '#shared/model/funds.ts';

const from = businessDate('2026-01-01');
const nameOf = (id: string) => id.toUpperCase();

/** Whether funds can be put in an order in which every directed link leads forward. */
function hasOrder(links: readonly FundLink[]): boolean {
  let rest = links.filter(({ kind }) => kind !== 'parallel');
  while (rest.length > 0) {
    const next = rest.filter(({ fromFundId }) => rest.some(({ toFundId }) => toFundId === fromFundId));
    if (next.length === rest.length) return false;
    rest = next;
  }
  return true;
}

test('whatever links are accepted one after another, none leads in a circle and no two funds are joined twice', () => {
  const fund = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const link = fc.record({ kind: fc.constantFrom(...linkKinds), fromFundId: fund, toFundId: fund });
  fc.assert(
    fc.property(fc.array(link, { maxLength: 25 }), (wanted) => {
      const kept: FundLink[] = [];
      for (const one of wanted) {
        const added = { ...one, fromOn: from, untilOn: null };
        if (checkLink(added, kept, nameOf).ok) kept.push(added);
        else expect(one.fromFundId === one.toFundId || isJoined(kept, added) || !hasOrder([...kept, added])).toBe(true);
      }
      expect(hasOrder(kept)).toBe(true);
      expect(new Set(kept.map(({ fromFundId, toFundId }) => [fromFundId, toFundId].sort().join())).size).toBe(kept.length);
    }),
  );
});

const isJoined = (links: readonly FundLink[], { fromFundId, toFundId }: FundLink) =>
  links.some((link) => [fromFundId, toFundId].sort().join() === [link.fromFundId, link.toFundId].sort().join());
