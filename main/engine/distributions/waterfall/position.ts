import { allocateMinor } from '#shared/money.ts';
import type { Ratio } from '#shared/ratio.ts';
import { whole } from './exact.ts';
import type { Shared } from './flows.ts';
import { type Entry, emptyLedger, type Ledger, sumOf } from './ledger.ts';
import type { Basis } from './terms.ts';

/** Where capital that must come back first comes from. */
export type SourceKind = 'fund' | 'deal' | 'loss' | 'writeDown' | 'fees';
export type Source = Readonly<{ kind: SourceKind; deal: string | null; ledger: Ledger; exposure: Ratio }>;

type Deal = {
  open: Ledger;
  /** Capital written down, with the dates it was paid in, so that its preferred return goes on. */
  lost: Ledger;
  cost: bigint;
  lostCost: bigint;
  realised: boolean;
};
/** Preferred return and catch-up paid so far, finer than a minor unit: what the catch-up is measured by. */
export type Progress = { prefPaid: bigint; caughtUp: bigint };

/** Everything one partner’s next distribution depends on. */
export type Position = {
  readonly basis: Basis;
  readonly fund: Ledger;
  readonly fees: Ledger;
  readonly deals: Map<string, Deal>;
  readonly progress: Map<string, Progress>;
  /** All it paid in, on the day it paid and on the day that begins to earn, and all it received: for hurdles and the clawback test. */
  readonly paidIn: Entry[];
  readonly earning: Entry[];
  readonly received: Entry[];
};

export const openPosition = (basis: Basis): Position => ({
  ...{ basis, fund: emptyLedger(), fees: emptyLedger(), deals: new Map(), progress: new Map(), paidIn: [], earning: [], received: [] },
});

/** New capital opens a realised deal again, for those too who bear none of it. */
export function contribute(position: Position, { flow, at, accruesAt }: Shared, minor: bigint): void {
  const known = flow.deal === null ? undefined : position.deals.get(flow.deal);
  if (known) known.realised = false;
  if (minor === 0n) return;
  position.paidIn.push({ at, minor });
  position.earning.push({ at: accruesAt, minor });
  if (position.basis === 'wholeFund') position.fund.contributions.push({ at: accruesAt, minor });
  else if (flow.deal === null) position.fees.contributions.push({ at: accruesAt, minor });
  else {
    const deal = dealOf(position, flow.deal);
    deal.open.contributions.push({ at: accruesAt, minor });
    deal.cost += minor;
  }
}

/** Moves capital of a deal still held to its losses, from every contribution in proportion; never more than is still out. */
export function writeDown(position: Position, { flow }: Shared, minor: bigint): void {
  const deal = flow.deal === null ? undefined : position.deals.get(flow.deal);
  if (!deal) return;
  const { contributions, returned } = deal.open;
  const out = sumOf(contributions) - sumOf(returned);
  const lost = minor < out ? minor : out;
  if (lost <= 0n) return;
  const parts = allocateMinor(
    lost,
    contributions.map((entry) => entry.minor),
  ).parts;
  deal.lost.contributions.push(...contributions.map(({ at }, index) => ({ at, minor: parts[index]! })));
  deal.open.contributions = contributions.map(({ at, minor: paid }, index) => ({ at, minor: paid - parts[index]! }));
  deal.lostCost += lost;
}

/** What must come back before profit when cash arrives from `deal`, in the order it comes back. */
export function sourcesOf(position: Position, deal: string | null): Source[] {
  const { basis, fund, fees, deals } = position;
  if (basis === 'wholeFund') return [{ kind: 'fund', deal: null, ledger: fund, exposure: whole }];
  const own = deal === null ? undefined : deals.get(deal);
  const sources: Source[] = own ? [{ kind: 'deal', deal, ledger: own.open, exposure: whole }] : [];
  if (basis === 'pureDealByDeal')
    return [...sources, ...(own ? [{ kind: 'writeDown' as const, deal, ledger: own.lost, exposure: whole }] : [])];
  for (const [name, { open, realised }] of deals)
    if (name !== deal && realised) sources.push({ kind: 'loss', deal: name, ledger: open, exposure: whole });
  for (const [name, { lost }] of deals) sources.push({ kind: 'writeDown', deal: name, ledger: lost, exposure: whole });
  sources.push({ kind: 'fees', deal: null, ledger: fees, exposure: basis === 'hybrid' ? whole : feeShare(deals, deal) });
  return sources.filter(({ ledger }) => ledger.contributions.length > 0);
}

/** Fees belong to deals by their cost: those of this deal, of realised deals and of written-down capital count now. */
function feeShare(deals: Position['deals'], deal: string | null): Ratio {
  let [counted, all] = [0n, 0n];
  for (const [name, { cost, lostCost, realised }] of deals) {
    all += cost;
    counted += name === deal || realised ? cost : lostCost;
  }
  return all === 0n ? whole : { over: counted, under: all };
}

/** Agreements that look at each deal alone measure the catch-up by the deal too. */
export function progressOf(position: Position, deal: string | null): Progress {
  const key = position.basis === 'pureDealByDeal' ? (deal ?? '') : '';
  const known = position.progress.get(key) ?? { prefPaid: 0n, caughtUp: 0n };
  position.progress.set(key, known);
  return known;
}

export function realise(position: Position, deal: string | null): void {
  const known = deal === null ? undefined : position.deals.get(deal);
  if (known) known.realised = true;
}

function dealOf(position: Position, name: string): Deal {
  const known = position.deals.get(name) ?? { open: emptyLedger(), lost: emptyLedger(), cost: 0n, lostCost: 0n, realised: false };
  position.deals.set(name, known);
  return known;
}
