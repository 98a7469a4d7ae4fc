import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, businessDate, daysInMonth } from '#shared/dates.ts';
import { done, type Result } from '#shared/result.ts';

/** The last day of the tax year named by the calendar year it ends in; 29 February falls on the 28th where there is none. */
export function lastDayOfYear(year: number, fiscalYearEnd: string): BusinessDate {
  const [month = '12', day = '31'] = fiscalYearEnd.split('-');
  const last = Math.min(Number(day), daysInMonth(year, Number(month)));
  return businessDate(`${year}-${month}-${String(last).padStart(2, '0')}`);
}

/** The first day of the fiscal year a day lies in. */
export function firstDayOfYear(on: BusinessDate, fiscalYearEnd: string, nextDay: (date: BusinessDate) => BusinessDate): BusinessDate {
  const year = Number(on.slice(0, 4));
  const end = lastDayOfYear(year, fiscalYearEnd);
  return nextDay(on > end ? end : lastDayOfYear(year - 1, fiscalYearEnd));
}

export type TaxLine = Readonly<{ investorId: string; minor: bigint }>;

export function checkTaxLines(lines: readonly TaxLine[], nameOf: (id: string) => string): Result<null, 'taxLineZero' | 'taxLineTwice'> {
  const seen = new Set<string>();
  for (const { investorId, minor } of lines) {
    if (minor === 0n) return refuse('taxLineZero', { investor: nameOf(investorId) });
    if (seen.has(investorId)) return refuse('taxLineTwice', { investor: nameOf(investorId) });
    seen.add(investorId);
  }
  return done(null);
}

type Adjustment = Readonly<{ taxYear: number; reversesId: string | null }>;

export function checkTaxReversal(
  { taxYear, reversesId }: Adjustment,
  reversedBy: string | undefined,
): Result<null, 'taxReversed' | 'taxIsReversal'> {
  if (reversesId !== null) return refuse('taxIsReversal', { year: taxYear });
  return reversedBy === undefined ? done(null) : refuse('taxReversed', { year: taxYear });
}
