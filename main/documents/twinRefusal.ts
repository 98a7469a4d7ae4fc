import { hurdleOf, type Outcome, termsFor } from '#main/engine/distributions/waterfall/run.ts';
import { isOnBalance } from '#main/engine/distributions/waterfall/terms.ts';

/** Beyond these a double no longer tells fractions of a minor unit apart, and a workbook no longer opens in a moment. */
const LARGEST_TWIN_MINOR = 10n ** 12n;
const MOST_ROWS = 20_000;
const MOST_DEALS = 40;

/** Why a case has no workbook, in words; null when it has one. */
export function twinRefusal({ prepared, partners }: Outcome): string | null {
  const { flows } = prepared;
  const terms = prepared.partners.map(termsFor);
  if (partners.length * flows.length > MOST_ROWS)
    return `${partners.length} partners with ${flows.length} flows are more than the ${MOST_ROWS} rows a workbook can recompute in a moment.`;
  const large = partners.findIndex(({ contributed, distributed }) => contributed + distributed > LARGEST_TWIN_MINOR);
  if (large >= 0)
    return `What “${prepared.partners[large]!.id}” pays and receives is more than a spreadsheet can tell apart to the smallest unit.`;
  if (new Set(terms.map(({ basis }) => basis)).size > 1)
    return 'Partners whose capital comes back in different orders do not fit one workbook.';
  if (terms[0]?.basis === 'wholeFund') return null;
  const deals = new Set(flows.map(({ flow }) => flow.deal));
  if (deals.size > MOST_DEALS) return `${deals.size} deals are more than the ${MOST_DEALS} a workbook can lay out side by side.`;
  if (flows.some(({ flow }) => flow.kind === 'writeDown'))
    return 'A workbook cannot follow a write-down through the contributions it is taken from.';
  const earnsOnCapital = terms.some((one) => {
    const hurdle = hurdleOf(one);
    return hurdle.kind === 'rate' && !isOnBalance(hurdle);
  });
  if (terms[0]?.basis === 'dealByDeal' && earnsOnCapital && flows.some(({ flow }) => flow.kind === 'contribution' && flow.deal === null))
    return 'A workbook cannot follow simple return on a share of fees that changes from deal to deal.';
  return null;
}
