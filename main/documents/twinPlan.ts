import type { Shared } from '#main/engine/distributions/waterfall/flows.ts';
import { hurdleOf, type Outcome, termsFor } from '#main/engine/distributions/waterfall/run.ts';
import type { Accrual, Basis, Hurdle, Terms, Tier } from '#main/engine/distributions/waterfall/terms.ts';
import { columnLetters } from './xlsx.ts';

/** One table of the sheet Growth: for each distribution the growth of every flow before it, in order, from `row` on. */
export type TwinTable = Readonly<{ set: number; hurdle: Accrual | Hurdle; rateCell: string; row: number }>;
export type TwinPlan = Readonly<{
  flows: readonly Shared[];
  sets: readonly Terms[];
  setOf: readonly number[];
  tables: readonly TwinTable[];
  /** The most splits any terms have. */
  splits: number;
  /** What capital is kept apart: the whole fund, or each deal and the fees. */
  ledgers: readonly TwinLedger[];
  /** For each flow that is a distribution, which ledgers it makes whole, in order. */
  sources: readonly (readonly TwinSource[])[];
  /** Whether each deal measures its catch-up by itself. */
  isPure: boolean;
  /** How many places of a fraction of a unit a double still tells apart here, and half of the last one. */
  grain: Readonly<{ places: number; half: string }>;
}>;
/** `deal` is null for the fees, and for the whole fund. */
export type TwinLedger = Readonly<{ title: string; deal: string | null; holds(deal: string | null): boolean }>;
/** `counted` names the ledgers whose cost over all cost is the share that counts; null when all of it does. */
export type TwinSource = Readonly<{ ledger: number; counted: readonly number[] | null }>;

/** Which sets of terms there are, where each number of theirs stands, and where each table of growth begins. */
export function planOf({ prepared, partners }: Outcome): TwinPlan {
  const sets: Terms[] = [];
  const setOf = prepared.partners.map((partner) => {
    const shared = prepared.partners.findIndex(({ terms, carryFree }) => terms === partner.terms && carryFree === partner.carryFree);
    return { shared, terms: termsFor(partner) };
  });
  const places = setOf.map(({ shared, terms }, index) => (shared === index ? sets.push(terms) - 1 : -1));
  const tables: TwinPlan['tables'][number][] = [];
  let row = 2;
  const perTable = prepared.flows.reduce((sum, { flow }, index) => (flow.kind === 'distribution' ? sum + index : sum), 0);
  for (const [set, terms] of sets.entries())
    for (const { hurdle, rateCell } of ratesOf(terms, set)) {
      tables.push({ set, hurdle, rateCell, row });
      row += perTable;
    }
  const splits = Math.max(...sets.map((terms) => splitsOf(terms).length));
  const { basis } = sets[0]!;
  const ledgers = ledgersOf(prepared.flows, basis);
  return {
    ...{ flows: prepared.flows, sets, tables, splits, setOf: setOf.map(({ shared }) => places[shared]!) },
    ...{ ledgers, sources: sourcesOf(prepared.flows, ledgers, basis), isPure: basis === 'pureDealByDeal', grain: grainOf(partners) },
  };
}

/** A double holds some fifteen digits: what the largest partner’s amounts need before the point is missing behind it. */
function grainOf(partners: Outcome['partners']): TwinPlan['grain'] {
  const largest = partners.reduce((most, { contributed, distributed }) => Math.max(most, Number(contributed + distributed)), 1);
  const places = Math.min(8, Math.max(3, 15 - Math.ceil(Math.log10(largest))));
  return { places, half: `0.${'0'.repeat(places)}5` };
}

function ledgersOf(flows: readonly Shared[], basis: Basis): TwinLedger[] {
  if (basis === 'wholeFund') return [{ title: 'the fund', deal: null, holds: () => true }];
  const deals = new Set(flows.map(({ flow }) => (flow.kind === 'contribution' ? flow.deal : null)));
  deals.delete(null);
  const ofDeals = [...deals].map((deal): TwinLedger => ({ title: `deal ${deal}`, deal, holds: (other) => other === deal }));
  return [...ofDeals, { title: 'fees', deal: null, holds: (deal) => deal === null }];
}

function sourcesOf(flows: readonly Shared[], ledgers: readonly TwinLedger[], basis: Basis): TwinSource[][] {
  const realised = new Set<number>();
  const fees = ledgers.length - 1;
  return flows.map(({ flow }) => {
    const own = ledgers.findIndex(({ deal, holds }) => deal !== null && holds(flow.deal));
    if (flow.kind !== 'distribution') {
      if (flow.kind === 'contribution') realised.delete(own);
      return [];
    }
    const losses = ledgers.flatMap((_, ledger) => (ledger !== own && realised.has(ledger) ? [ledger] : []));
    if (flow.final && own >= 0) realised.add(own);
    if (basis === 'wholeFund') return [{ ledger: 0, counted: null }];
    const first = own >= 0 ? [{ ledger: own, counted: null }] : [];
    if (basis === 'pureDealByDeal') return first;
    const counted = basis === 'hybrid' ? null : [...(own >= 0 ? [own] : []), ...losses];
    return [...first, ...losses.map((ledger) => ({ ledger, counted: null })), { ledger: fees, counted }];
  });
}

export const splitsOf = ({ tiers }: Terms) => tiers.filter((tier): tier is Extract<Tier, { kind: 'split' }> => tier.kind === 'split');

function ratesOf(terms: Terms, set: number): { hurdle: Accrual | Hurdle; rateCell: string }[] {
  const pref = hurdleOf(terms);
  const row = set + 2;
  return [
    ...(pref.kind === 'rate' ? [{ hurdle: pref, rateCell: `Terms!$C$${row}` }] : []),
    ...splitsOf(terms).flatMap(({ until }, index) =>
      until?.kind === 'irr' ? [{ hurdle: until, rateCell: `Terms!$${columnLetters(8 + index * 2)}$${row}` }] : [],
    ),
  ];
}
