import type { Accrual } from '#main/engine/distributions/waterfall/terms.ts';
import type { DayCount } from '#shared/dayCount.ts';

/** What a growth row computes, as formulas over two date cells and the cell that holds the yearly rate. */
export type GrowthFormulas = Readonly<{ whole: string; part: string; factor: string }>;
type Cells = Readonly<{ from: string; to: string; rate: string; whole: string; part: string }>;

/**
 * How much one unit grows between two dates. Whole periods and the part of one stand in cells of their own, so that a reader can follow
 * them; nothing grows backwards.
 */
export function growthFormulas(accrual: Omit<Accrual, 'kind' | 'rate' | 'basis'>, { from, to, rate, whole, part }: Cells): GrowthFormulas {
  const { compounding, dayCount, clock } = accrual;
  const years = yearsText(from, to, dayCount);
  const grows = (factor: string) => `IF(${to}<=${from},1,${factor})`;
  if (compounding === 'none') return { whole: '0', part: years, factor: grows(`1+${rate}*${part}`) };
  if (compounding === 'daily') {
    if (dayCount !== 'act/act') {
      const perYear = dayCount === 'act/365f' ? 365 : 360;
      return { whole: `ROUND(${years}*${perYear},0)`, part: '0', factor: grows(`(1+${rate}/${perYear})^${whole}`) };
    }
    const leap = leapDaysText(from, to);
    return { whole: `${to}-${from}-${part}`, part: leap, factor: grows(`(1+${rate}/365)^${whole}*(1+${rate}/366)^${part}`) };
  }
  const perYear = compounding === 'quarterly' ? 4 : 1;
  const factor = grows(`(1+${rate}/${perYear})^(${whole}+${part})`);
  if (clock === 'days' || dayCount === 'act/360') return { whole: '0', part: `${perYear}*(${years})`, factor };
  const months = 12 / perYear;
  const periods = `INT(((YEAR(${to})-YEAR(${from}))*12+MONTH(${to})-MONTH(${from}))/${months})`;
  const anniversary = `EDATE(${from},${months}*${whole})`;
  return {
    whole: `${periods}-IF(EDATE(${from},${months}*${periods})>${to},1,0)`,
    part: `MIN(1,${perYear}*(${yearsText(anniversary, to, dayCount)}))`,
    factor,
  };
}

/** A spreadsheet’s own day-count functions differ from the conventions at the ends of months, so these are written out. */
function yearsText(from: string, to: string, dayCount: DayCount): string {
  switch (dayCount) {
    case 'act/365f':
      return `(${to}-${from})/365`;
    case 'act/360':
      return `(${to}-${from})/360`;
    case '30e/360':
      return `${thirtiesText(from, to, `MIN(30,DAY(${from}))`, `MIN(30,DAY(${to}))`)}/360`;
    case '30/360': {
      const first = `IF(OR(DAY(${from})=31,${februaryEnds(from)}),30,DAY(${from}))`;
      const both = `AND(${februaryEnds(from)},${februaryEnds(to)})`;
      const last = `IF(OR(${both},AND(DAY(${to})=31,${first}=30)),30,DAY(${to}))`;
      return `${thirtiesText(from, to, first, last)}/360`;
    }
    case 'act/act': {
      const rest = `(${nextYear(from)}-${from})/${yearLength(from)}+YEAR(${to})-YEAR(${from})-1+(${to}-${thisYear(to)})/${yearLength(to)}`;
      return `IF(YEAR(${from})=YEAR(${to}),(${to}-${from})/${yearLength(from)},${rest})`;
    }
  }
}

const februaryEnds = (date: string) => `AND(MONTH(${date})=2,MONTH(${date}+1)=3)`;
const thirtiesText = (from: string, to: string, first: string, last: string) =>
  `((YEAR(${to})-YEAR(${from}))*360+(MONTH(${to})-MONTH(${from}))*30+${last}-${first})`;
const thisYear = (date: string) => `DATE(YEAR(${date}),1,1)`;
const nextYear = (date: string) => `DATE(YEAR(${date})+1,1,1)`;
const yearLength = (date: string) => `(${nextYear(date)}-${thisYear(date)})`;

/** Days in leap years: act/act years of a span are its leap days over 366 and its other days over 365. */
const leapDaysText = (from: string, to: string) => `ROUND((${yearsText(from, to, 'act/act')}-(${to}-${from})/365)/(1/366-1/365),0)`;
