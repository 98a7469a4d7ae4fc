import type { Outcome } from '#main/engine/distributions/waterfall/run.ts';

/** Beyond these a double no longer tells fractions of a minor unit apart, and a workbook no longer opens in a moment. */
const LARGEST_TWIN_MINOR = 10n ** 12n;
const MOST_ROWS = 20_000;

/** Why a case has no workbook, in words; null when it has one. */
export function twinRefusal({ prepared, partners }: Outcome): string | null {
  if (prepared.partners.some(({ terms }) => terms.basis !== 'wholeFund'))
    return 'Only a european waterfall, of the whole fund, can be written as a workbook.';
  if (partners.length * prepared.flows.length > MOST_ROWS)
    return `${partners.length} partners with ${prepared.flows.length} flows are more than the ${MOST_ROWS} rows a workbook can recompute in a moment.`;
  if (prepared.flows.reduce((sum, { flow }) => sum + flow.minor, 0n) > LARGEST_TWIN_MINOR)
    return 'The flows are larger than a spreadsheet can tell apart to the smallest unit.';
  return null;
}
