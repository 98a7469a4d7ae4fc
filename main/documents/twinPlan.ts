import type { Shared } from '#main/engine/distributions/waterfall/flows.ts';
import { hurdleOf, type Outcome, termsFor } from '#main/engine/distributions/waterfall/run.ts';
import type { Accrual, Hurdle, Terms, Tier } from '#main/engine/distributions/waterfall/terms.ts';
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
}>;

/** Which sets of terms there are, where each number of theirs stands, and where each table of growth begins. */
export function planOf({ prepared }: Outcome): TwinPlan {
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
  return { flows: prepared.flows, sets, tables, splits, setOf: setOf.map(({ shared }) => places[shared]!) };
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
