import { addDays, addMonths, type BusinessDate, businessDate, endOfMonth } from '#shared/dates.ts';

export type Period = Readonly<{ from: BusinessDate; until: BusinessDate }>;

export const periodPresets = [
  { value: 'thisQuarter', label: 'This quarter' },
  { value: 'lastQuarter', label: 'Last quarter' },
  { value: 'thisYear', label: 'This year' },
  { value: 'lastYear', label: 'Last year' },
  { value: 'lastDays', label: 'Last 30 days' },
];

function quarterStart(date: BusinessDate): BusinessDate {
  const month = Number(date.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return businessDate(`${date.slice(0, 4)}-${String(first).padStart(2, '0')}-01`);
}

const quarterFrom = (from: BusinessDate): Period => ({ from, until: endOfMonth(addMonths(from, 2)) });
const yearOf = (year: number): Period => ({ from: businessDate(`${year}-01-01`), until: businessDate(`${year}-12-31`) });

/** The days of a preset, seen from today. */
export function periodOf(preset: string, today: BusinessDate): Period {
  const start = quarterStart(today);
  const year = Number(today.slice(0, 4));
  if (preset === 'lastQuarter') return quarterFrom(addMonths(start, -3));
  if (preset === 'thisYear') return yearOf(year);
  if (preset === 'lastYear') return yearOf(year - 1);
  return preset === 'lastDays' ? { from: addDays(today, -29), until: today } : quarterFrom(start);
}
